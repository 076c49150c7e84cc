"""What a row of the list says of a job."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ppm_desktop.domain.job import Computer, JobState, Origin, RowState, products_again_code
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.models.job_row import RowWriter
from tests.fakes.gui import MOMENT, job

RUNNING = job(total=1250, processed=412, failed=7, origin=Origin.HERE)


def test_a_running_row_answers_everything_at_once(writer: RowWriter) -> None:
    row = writer.write(RUNNING, MOMENT, 0.0, 0.0)
    assert (row.verb, row.badge, row.percent) == ("Importowanie", "Przetwarzanie", "33,0%")
    assert row.count.replace(NBSP, " ") == "412/1250 produktów"
    assert row.errors.replace(NBSP, " ") == "(7 błędów)"
    assert row.errors_button == "Pokaż błędy (7)"
    assert row.may_cancel


def test_a_screen_reader_hears_type_shop_status_progress_errors_and_time(writer: RowWriter) -> None:
    assert writer.write(RUNNING, MOMENT, 0.0, 0.0).accessible == (
        "Importowanie, KAYO Parts PL. Przetwarzanie, 32 procent. "
        "412 z 1250 produktów, 7 błędów. Rozpoczęto 7 minut temu."
    )


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_the_same_in_english(writer: RowWriter) -> None:
    row = writer.write(RUNNING, MOMENT, 0.0, 0.0)
    assert row.count == "412/1,250 products"
    assert row.accessible == (
        "Importing, KAYO Parts PL. Processing, 32 percent. 412 of 1,250 products, 7 errors. Started 7 minutes ago."
    )
    assert row.description == "On this computer. Available: show errors, cancel."


def test_while_counting_there_is_neither_percent_nor_count(writer: RowWriter) -> None:
    row = writer.write(job(total=None, origin=Origin.HERE), MOMENT, 0.0, 0.0)
    assert (row.state, row.count, row.percent) == (RowState.COUNTING, "Liczenie produktów…", "")


def test_another_computer_is_named(writer: RowWriter) -> None:
    anna = Computer("KOMPUTER-03", "Anna")
    row = writer.write(replace(RUNNING, origin=Origin.ELSEWHERE, runner=anna), MOMENT, 0.0, 0.0)
    assert row.chip.replace(NBSP, " ") == "na KOMPUTER-03 · Anna"


def test_a_silent_runner_is_stale_even_though_the_table_says_nothing_new(writer: RowWriter) -> None:
    row = writer.write(replace(RUNNING, origin=Origin.ELSEWHERE), MOMENT, 38.0, 38.0)
    assert (row.state, row.badge, row.time.replace(NBSP, " ")) == (RowState.STALE, "Brak sygnału", "38 s bez zmian")


def test_an_own_job_is_never_stale(writer: RowWriter) -> None:
    assert writer.write(RUNNING, MOMENT, 500.0, 500.0).state is RowState.PROCESSING


def test_waiting_for_the_shop_counts_down_and_says_why(writer: RowWriter) -> None:
    waiting = replace(RUNNING, next_attempt_at=MOMENT + timedelta(seconds=42), attempt=3, waiting_code="HTTP 503")
    row = writer.write(waiting, MOMENT, 0.0, 0.0)
    assert row.badge == "Ponowi za 0:42"
    assert row.note.replace(NBSP, " ") == "Sklep odpowiada 503 · próba 3 z 5"
    silent = writer.write(replace(waiting, waiting_code="timeout"), MOMENT, 0.0, 0.0)
    assert silent.note.replace(NBSP, " ") == "Sklep nie odpowiada · próba 3 z 5"


@pytest.mark.parametrize(("count", "words"), [(1, "1 produkt"), (3, "3 produkty")])
def test_products_that_are_tried_again_are_not_called_the_shop(writer: RowWriter, count: int, words: str) -> None:
    waiting = replace(
        RUNNING,
        next_attempt_at=MOMENT + timedelta(seconds=42),
        attempt=2,
        waiting_code=products_again_code(count),
    )
    note = writer.write(waiting, MOMENT, 0.0, 0.0).note.replace(NBSP, " ")
    assert note == f"Ponownie: {words} · próba 2 z 3"


def test_the_shimmer_ends_15_seconds_after_the_last_product(writer: RowWriter) -> None:
    assert writer.write(RUNNING, MOMENT, 0.0, 14.9).moving
    assert not writer.write(RUNNING, MOMENT, 0.0, 15.0).moving


def test_partial_failure_is_not_failure(writer: RowWriter) -> None:
    partial = replace(RUNNING, state=JobState.FAILED, processed=1250, failed=12, completed_at=MOMENT)
    stopped = replace(RUNNING, state=JobState.FAILED, error_message="Sklep odrzucił klucz API.", completed_at=MOMENT)
    assert writer.write(partial, MOMENT, 0.0, 0.0).badge == f"Z{NBSP}błędami"
    row = writer.write(stopped, MOMENT, 0.0, 0.0)
    assert (row.badge, row.note) == ("Błąd", "Sklep odrzucił klucz API.")


def test_a_job_of_no_products_says_there_was_nothing_to_change(writer: RowWriter) -> None:
    row = writer.write(job(state=JobState.COMPLETED, total=0, completed_at=MOMENT), MOMENT, 0.0, 0.0)
    assert (row.fraction, row.percent) == (1.0, "bez zmian")


def test_a_job_being_cancelled_cannot_be_cancelled_again_and_says_so(writer: RowWriter) -> None:
    row = writer.write(replace(RUNNING, cancel_requested=True), MOMENT, 0.0, 0.0)
    assert (row.badge, row.may_cancel, row.why_not) == ("Anulowanie…", False, "Anulowanie już zlecono.")


def test_without_the_database_only_own_jobs_can_be_cancelled(writer: RowWriter) -> None:
    elsewhere = replace(RUNNING, origin=Origin.ELSEWHERE)
    assert writer.write(RUNNING, MOMENT, 0.0, 0.0, reachable=False).may_cancel
    assert not writer.write(elsewhere, MOMENT, 0.0, 0.0, reachable=False).may_cancel


@pytest.mark.parametrize(("connections", "noun"), [(1, "1 połączenie"), (2, "2 połączenia"), (5, "5 połączeń")])
def test_a_slow_shop_is_told_with_what_is_left_of_its_connections(
    writer: RowWriter, connections: int, noun: str
) -> None:
    row = writer.write(job(1, state=JobState.PROCESSING, total=10, slow_connections=connections), MOMENT, 0.0, 0.0)
    assert row.note.replace(NBSP, " ") == f"Sklep odpowiada wolno – {noun}"


def test_a_job_that_a_person_has_to_let_go_on_is_paused(writer: RowWriter) -> None:
    row = writer.write(job(1, state=JobState.PROCESSING, total=10, paused_at=MOMENT), MOMENT, 600.0, 0.0)
    assert (row.state, row.badge) == (RowState.PAUSED, "Wstrzymano")


@pytest.mark.parametrize(
    ("origin", "state", "faded"),
    [
        (Origin.HERE, JobState.PROCESSING, False),
        (Origin.HERE, JobState.COMPLETED, True),
        (Origin.ELSEWHERE, JobState.PROCESSING, True),
        (Origin.WEB, JobState.PENDING, True),
    ],
)
def test_while_the_database_is_away_only_own_running_jobs_keep_their_colour(
    writer: RowWriter, origin: Origin, state: JobState, faded: bool
) -> None:
    known = replace(RUNNING, origin=origin, state=state)
    assert writer.write(known, MOMENT, 0.0, 0.0, reachable=False).faded is faded
    assert not writer.write(known, MOMENT, 0.0, 0.0, reachable=True).faded
