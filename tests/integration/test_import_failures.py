"""When the shop or the way to it fails: every import ends in a plain sentence, and what is saved stays saved."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ppm_desktop import logs
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import JobSnapshot, JobState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.tables import JobItemRow, ProductRow
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.office import QUICK, Office, open_office
from tests.fakes.tls import expired_server

WRONG_KEY = "WRONGWRONGWRONGWRONGWRONGWRONGWR"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """The log as a person would send it to support."""
    path = logs.start(tmp_path / "logs", "DEBUG")
    yield path
    logs.stop()


@pytest.fixture
def office(small_office: Office) -> Office:
    """What fails here does not depend on the database."""
    return small_office


def ends_with(office: Office, ended: JobSnapshot, cause: str) -> None:
    """The job stopped with the sentence of ``cause``, and its counters are those of its ledger."""
    assert ended.state is JobState.FAILED
    assert ended.error_message is not None
    assert ended.error_message.startswith(explain(cause, Language.POLISH).name)
    with office.parts.database.read() as connection:
        ledger = connection.scalar(select(func.count()).where(JobItemRow.job_id == ended.id))
    assert ledger == ended.processed


def is_clean(log_file: Path, *secrets: str) -> None:
    """No key and no traceback in the log, and something in it."""
    written = log_file.read_text(encoding="utf-8")
    assert "claimed" in written
    assert "Traceback" not in written
    for secret in secrets:
        assert secret not in written


def test_a_wrong_key_stops_at_once(office: Office, shop: PracticeShop, log_file: Path) -> None:
    added = office.parts.shops.add("Kayo", shop.address, WRONG_KEY)
    ended = office.import_from(added)
    ends_with(office, ended, "key_rejected")
    assert len(shop.requests) == 1
    is_clean(log_file, WRONG_KEY, shop.key)


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (FaultKind.WEBSERVICE_OFF, "webservice_off"),
        (FaultKind.HTML_PAGE, "not_webservice"),
        (FaultKind.REDIRECT, "not_webservice"),
        (FaultKind.HTTP_500, "php_warning"),
        (FaultKind.TRUNCATED_XML, "broken_answer"),
        (FaultKind.ENTITY_BOMB, "broken_answer"),
        (FaultKind.HUGE_ANSWER, "broken_answer"),
    ],
)
def test_what_trying_again_cannot_mend_stops_the_job_with_its_sentence(
    office: Office, shop: PracticeShop, log_file: Path, fault: FaultKind, cause: str
) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(fault)
    ends_with(office, office.import_from(added), cause)
    is_clean(log_file, shop.key)


@pytest.mark.parametrize(
    ("fault", "seconds", "cause"),
    [
        (FaultKind.HTTP_429, 0.0, "too_many_requests"),
        (FaultKind.HTTP_503, 0.0, "overloaded"),
        (FaultKind.TIMEOUT, 5.0, "timeout"),
        (FaultKind.DROPPED, None, "connection_lost"),
    ],
)
def test_a_shop_that_stays_away_is_waited_for_and_then_given_up(
    office: Office, shop: PracticeShop, log_file: Path, fault: FaultKind, seconds: float | None, cause: str
) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(fault, seconds=seconds)
    ended = office.import_from(added)
    ends_with(office, ended, cause)
    kinds = [event.kind for event in office.parts.jobs.detail(ended.id).events]
    assert kinds.count(EventKind.WAITING) == office.parts.shared.shop_attempts - 1
    is_clean(log_file, shop.key)


@pytest.mark.parametrize("fault", [FaultKind.HTTP_429, FaultKind.HTTP_503, FaultKind.HTTP_500, FaultKind.TRUNCATED_XML])
def test_a_fault_that_passes_is_not_noticed(office: Office, shop: PracticeShop, fault: FaultKind) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(fault, times=2, page=3, seconds=0.0)
    ended = office.import_from(added)
    assert (ended.state, ended.counters.created) == (JobState.COMPLETED, 150)


def test_a_php_warning_in_front_of_every_answer_is_survived(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(FaultKind.PHP_WARNING)
    assert office.import_from(added).state is JobState.COMPLETED


def test_a_connection_lost_on_page_seven_loses_nothing(office: Office, shop: PracticeShop, log_file: Path) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(FaultKind.DROPPED, times=1, page=7)
    ended = office.import_from(added)
    assert (ended.state, ended.counters.created) == (JobState.COMPLETED, 150)
    assert FaultKind.DROPPED in shop.faults.struck
    is_clean(log_file, shop.key)


def test_a_shop_gone_for_good_on_page_seven_keeps_the_pages_before(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(FaultKind.DROPPED, times=10_000, page=7)
    ended = office.import_from(added)
    ends_with(office, ended, "connection_lost")
    assert 0 < ended.processed < 150
    with office.parts.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(ProductRow)) == ended.counters.created
    shop.faults.clear()
    again = office.import_from(added)
    assert again.state is JobState.COMPLETED
    assert again.counters.unchanged == ended.counters.created


def test_a_name_that_does_not_exist_is_said_so(office: Office, log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_arguments: object, **_options: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    added = office.parts.shops.add("Kayo", "https://nie-ma-takiego-sklepu.example", WRONG_KEY)
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    ends_with(office, office.import_from(added), "unsafe")
    is_clean(log_file, WRONG_KEY)


def test_an_expired_certificate_is_said_so(
    office: Office, tmp_path: Path, log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with expired_server(tmp_path) as (address, authority):
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        added = office.parts.shops.add("Kayo", address, WRONG_KEY)
        ends_with(office, office.import_from(added), "unsafe")
    is_clean(log_file, WRONG_KEY)


def test_a_shop_that_refuses_connections_is_waited_for_and_given_up(office: Office, log_file: Path) -> None:
    with PracticeShop(PracticeOptions(products=1)) as closed:
        added = office.add_shop(closed)
    ends_with(office, office.import_from(added), "connection_lost")
    is_clean(log_file)


def test_a_key_that_this_computer_cannot_read_stops_that_shop_alone(office: Office, shop: PracticeShop) -> None:
    unreadable = office.parts.shops.add("Obcy", "https://obcy.example", WRONG_KEY)
    readable = office.add_shop(shop)
    with office.parts.database.begin() as connection:
        connection.exec_driver_sql(f"UPDATE prestashop_shops SET api_key = 'x' WHERE id = {unreadable.id}")
    ends_with(office, office.import_from(unreadable), "key_unreadable")
    assert office.import_from(readable).state is JobState.COMPLETED


def test_a_cancel_ends_a_wait_for_the_shop(sqlite_template: Path, tmp_path: Path, shop: PracticeShop) -> None:
    path = tmp_path / "patient.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_office(f"sqlite:///{path}", tmp_path / "data", replace(QUICK, shop_wait_s=600.0)) as office:
        _cancel_while_waiting(office, shop)


def _cancel_while_waiting(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(FaultKind.DROPPED)
    (job,) = office.create(JobRequest(), [added])
    results: list[JobSnapshot] = []
    running = threading.Thread(target=lambda: results.append(office.run(job)))
    running.start()
    while (row := office.parts.job_rows.get(job.id)) is None or row.next_attempt_at is None:
        threading.Event().wait(0.05)
    office.parts.jobs.cancel(job.id)
    running.join(20)
    assert [one.state for one in results] == [JobState.CANCELLED]
