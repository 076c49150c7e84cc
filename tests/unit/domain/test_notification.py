"""What is told, what is told once, and when a cause that repeats is told again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ppm_desktop.domain.job import Computer, JobState
from ppm_desktop.domain.notification import (
    SILENCES,
    AlertChoices,
    Notice,
    NoticeKind,
    Silence,
    end_kind,
    job_notice,
)
from tests.fakes.gui import MOMENT, job

ANNA = Computer("KOMPUTER-03", "Anna")


def test_a_cause_that_repeats_is_told_after_one_ten_and_sixty_minutes() -> None:
    told: list[float] = []
    silence: Silence | None = None
    for minute in range(240):
        following = Silence.after(silence, MOMENT + timedelta(minutes=minute))
        if following is not None:
            told.append(minute)
            silence = following
    assert told == [0, 1, 11, 71, 131, 191]


def test_a_cause_that_was_quiet_for_long_begins_anew() -> None:
    silence = Silence(2, MOMENT)
    anew = Silence.after(silence, MOMENT + SILENCES[-1])
    assert anew == Silence(0, MOMENT + SILENCES[-1] + SILENCES[0])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Odpowiedź 503 po 12 s", "Odpowiedź 500 po 31 s"),
        ("Brak produktu „KAY-1”.", "Brak produktu „YCF-22”."),
    ],
)
def test_stops_of_one_cause_in_one_shop_are_one_notification(first: str, second: str) -> None:
    stopped = [
        job_notice(NoticeKind.STOPPED, job(number, state=JobState.FAILED, error_message=text))
        for number, text in enumerate((first, second, "Klucz odrzucony."), start=1)
    ]
    assert stopped[0].fingerprint == stopped[1].fingerprint
    assert stopped[0].fingerprint != stopped[2].fingerprint
    assert stopped[0].fingerprint != replace(stopped[0], shop_id=7).fingerprint


def test_ends_of_two_jobs_are_two_notifications_about_two_subjects() -> None:
    first, second = (job_notice(NoticeKind.PARTIAL, job(number)) for number in (1, 2))
    assert first.fingerprint != second.fingerprint
    assert first.subject != second.subject


def test_loss_and_return_of_the_database_are_about_the_same_subject() -> None:
    away, back = (Notice(kind, ANNA) for kind in (NoticeKind.DATABASE_AWAY, NoticeKind.DATABASE_BACK))
    assert away.subject == back.subject
    assert away.fingerprint != back.fingerprint


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"state": JobState.COMPLETED, "total": 3, "processed": 3}, NoticeKind.FINISHED),
        ({"state": JobState.FAILED, "total": 3, "processed": 3, "failed": 1}, NoticeKind.PARTIAL),
        ({"state": JobState.FAILED, "total": 3, "processed": 1, "failed": 1}, NoticeKind.STOPPED),
        ({"state": JobState.CANCELLED, "total": 3, "processed": 1}, NoticeKind.CANCELLED),
        ({"state": JobState.PROCESSING, "total": 3, "processed": 1}, None),
    ],
)
def test_what_the_end_of_a_job_is_told_as(fields: dict[str, object], kind: NoticeKind | None) -> None:
    assert end_kind(job(1, **fields)) is kind


def test_number_of_products_is_known_before_counting_where_they_are_named() -> None:
    named = job(1, mode="individual", params={"skus": ["A", "B"], "product_ids": [7]})
    assert job_notice(NoticeKind.STARTED, named).number("total") == 3
    assert job_notice(NoticeKind.STARTED, job(1)).facts["total"] == ""


def test_muted_kinds_are_not_wanted() -> None:
    choices = AlertChoices(frozenset({NoticeKind.FINISHED}))
    assert not choices.wants(NoticeKind.FINISHED)
    assert choices.wants(NoticeKind.STOPPED)
