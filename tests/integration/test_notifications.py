"""The notification centre on both engines: one row for each cause, each person's own reading of it."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from ppm_desktop.domain.job import Computer, JobState
from ppm_desktop.domain.notification import Noted, Notice, NoticeFilter, NoticeKind, job_notice
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.notifications import NotificationRepository
from ppm_desktop.persistence.tables import NotificationRow
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.gui import job
from tests.fakes.office import Office

ANNA, MARTA = Computer("KOMPUTER-03", "Anna"), Computer("KOMPUTER-01", "Marta")


@pytest.fixture
def annas(database: Database) -> NotificationRepository:
    return NotificationRepository(database, ANNA, keep_days=30)


@pytest.fixture
def martas(database: Database) -> NotificationRepository:
    return NotificationRepository(database, MARTA, keep_days=30)


def notice(kind: NoticeKind, number: int = 1, who: Computer = ANNA, **fields: object) -> Notice:
    return job_notice(kind, job(number, starter=who, **fields))


def stopped(number: int = 1) -> Notice:
    return notice(NoticeKind.STOPPED, number, state=JobState.FAILED, error_message="Klucz odrzucony.")


def kinds(repository: NotificationRepository, wanted: NoticeFilter = NoticeFilter.ALL) -> list[NoticeKind]:
    return [one.notice.kind for one in repository.list(wanted, 50).rows]


def let_pass(database: Database, span: timedelta) -> None:
    """As if all that is kept had happened ``span`` earlier."""
    with database.begin() as connection:
        for row in connection.execute(select(NotificationRow.id, NotificationRow.silenced_until)).all():
            values = {"silenced_until": row.silenced_until - span, "last_at": now_plus(-span.total_seconds())}
            connection.execute(update(NotificationRow).where(NotificationRow.id == row.id).values(values))


def test_what_is_noted_is_listed_with_its_facts(annas: NotificationRepository) -> None:
    noted = annas.note(notice(NoticeKind.PARTIAL, 7, total=150, processed=150, failed=12))
    (shown,) = annas.list(NoticeFilter.ALL, 50).rows
    assert noted.rings
    assert (shown.id, shown.count, shown.unread) == (noted.notification.id, 1, True)
    assert shown.notice == noted.notification.notice
    assert shown.notice.facts == noted.notification.notice.facts
    assert shown.at == noted.notification.at


def test_repeats_of_a_cause_are_counted_and_told_with_growing_pauses(
    database: Database, annas: NotificationRepository
) -> None:
    rings = [annas.note(stopped(1)).rings, annas.note(stopped(2)).rings]
    for number, minutes in enumerate((1, 9, 2, 30, 40), start=3):
        let_pass(database, timedelta(minutes=minutes))
        rings.append(annas.note(stopped(number)).rings)
    assert rings == [True, False, True, False, True, False, True]
    (shown,) = annas.list(NoticeFilter.ALL, 50).rows
    assert (shown.count, shown.notice.job_id) == (7, 7)


def test_a_job_counts_once_from_however_many_computers(
    annas: NotificationRepository, martas: NotificationRepository
) -> None:
    ended = notice(NoticeKind.PARTIAL, 7)
    assert annas.note(ended).rings
    again = martas.note(ended)
    assert (again.rings, again.notification.count) == (False, 1)


def test_several_desktops_report_one_end_at_once(database: Database) -> None:
    start = threading.Barrier(4)
    noted: list[Noted] = []

    def report() -> None:
        repository = NotificationRepository(database, ANNA, keep_days=30)
        start.wait()
        noted.append(repository.note(stopped()))

    threads = [threading.Thread(target=report) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.rings for one in noted) == [False, False, False, True]
    assert {one.notification.count for one in noted} == {1}


def test_a_pause_may_be_told_again_for_the_same_job(database: Database, annas: NotificationRepository) -> None:
    paused = notice(NoticeKind.PAUSED, 7, paused_cause="overloaded")
    annas.note(paused)
    let_pass(database, timedelta(minutes=2))
    again = annas.note(paused)
    assert (again.rings, again.notification.count) == (True, 2)


def test_the_end_of_a_job_takes_the_place_of_its_start(annas: NotificationRepository) -> None:
    for number in (7, 8):
        annas.note(notice(NoticeKind.STARTED, number))
    annas.note(notice(NoticeKind.FINISHED, 7))
    assert kinds(annas) == [NoticeKind.FINISHED, NoticeKind.STARTED]


def test_of_others_only_failures_are_seen(annas: NotificationRepository, martas: NotificationRepository) -> None:
    annas.note(notice(NoticeKind.FINISHED, 7))
    annas.note(notice(NoticeKind.PARTIAL, 8))
    annas.note(Notice(NoticeKind.DATABASE_BACK, ANNA))
    assert kinds(martas) == [NoticeKind.PARTIAL]
    assert martas.unread() == 1
    assert annas.unread() == 3


def test_each_person_reads_and_removes_for_himself(
    annas: NotificationRepository, martas: NotificationRepository
) -> None:
    ids = [annas.note(notice(NoticeKind.PARTIAL, number)).notification.id for number in (1, 2, 3)]
    annas.mark_read(ids[:1])
    assert kinds(annas, NoticeFilter.UNREAD) == [NoticeKind.PARTIAL] * 2
    annas.mark_read()
    annas.hide(ids[1])
    shown = annas.list(NoticeFilter.ALL, 50)
    assert [one.id for one in shown.rows] == [ids[2], ids[0]]
    assert (shown.total, shown.unread, shown.errors) == (2, 0, 2)
    assert martas.unread() == 3


def test_what_is_told_again_is_unread_and_listed_again(database: Database, annas: NotificationRepository) -> None:
    annas.hide(annas.note(stopped(1)).notification.id)
    annas.note(stopped(2))
    assert annas.unread() == 0
    let_pass(database, timedelta(minutes=2))
    annas.note(stopped(3))
    assert annas.unread() == 1


def test_newest_first_and_no_more_than_asked_for(annas: NotificationRepository) -> None:
    for number in range(1, 6):
        annas.note(notice(NoticeKind.FINISHED, number))
    shown = annas.list(NoticeFilter.ALL, 3)
    assert [one.notice.job_id for one in shown.rows] == [5, 4, 3]
    assert shown.total == 5


def test_old_ones_go_after_the_days_of_the_setting(database: Database, annas: NotificationRepository) -> None:
    annas.note(notice(NoticeKind.FINISHED, 1))
    annas.mark_read()
    let_pass(database, timedelta(days=29))
    annas.note(notice(NoticeKind.FINISHED, 2))
    assert len(kinds(annas)) == 2
    let_pass(database, timedelta(days=31))
    annas.note(notice(NoticeKind.FINISHED, 3))
    assert [one.notice.job_id for one in annas.list(NoticeFilter.ALL, 50).rows] == [3]


def test_an_import_with_failures_names_their_most_frequent_cause(office: Office) -> None:
    faults = FaultPlan.parse("empty_sku:2,broken_price:1")
    with PracticeShop(PracticeOptions(products=20, faults=faults)) as shop:
        ended = office.import_from(office.add_shop(shop))
    noted = office.parts.notifications.note_end(ended)
    facts = noted.notification.notice.facts
    assert noted.notification.notice.kind is NoticeKind.PARTIAL
    assert (facts["cause"], facts["cause_count"], facts["failed"]) == ("no_sku", "2", "3")
    assert office.parts.notifications.unread() == 1
