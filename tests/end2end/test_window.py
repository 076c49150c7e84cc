"""Window, engine, practice shop and database together, as a person meets them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from tools.translations import ensure_translations

from ppm_desktop.app import OpenWindow
from ppm_desktop.domain.job import JobSnapshot, JobState, Origin, RowState
from ppm_desktop.domain.product_list import SyncState
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.gui.models.product_row import ProductColumn
from ppm_desktop.gui.models.product_table import ProductRole
from ppm_desktop.gui.pages import Page
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.office import Office, open_office

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytestmark = pytest.mark.end2end
LONG_MS = 30_000


@pytest.fixture(scope="session", autouse=True)
def _compiled_translations() -> None:
    ensure_translations()


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office over a fresh database, on each engine."""
    with open_office(database_url, tmp_path / "data") as office:
        yield office


@pytest.fixture
def shop() -> Iterator[PracticeShop]:
    """A shop of 200 products, some of them faulty, that takes its time."""
    faults = FaultPlan.parse("empty_sku:2,broken_price:1")
    with PracticeShop(PracticeOptions(products=200, latency_ms=20, faults=faults)) as shop:
        yield shop


@pytest.fixture
def opened(office: Office, qapp: QApplication, qtbot: QtBot) -> Iterator[OpenWindow]:
    """The real window over the office."""
    opened = OpenWindow(qapp, office.parts)
    yield opened
    opened.close()


def shown(opened: OpenWindow, job_id: int) -> JobSnapshot | None:
    """The job as the list shows it."""
    return next((job for job in opened.window.model.jobs() if job.id == job_id), None)


def test_an_import_started_in_the_window_is_seen_to_its_end(
    office: Office, shop: PracticeShop, opened: OpenWindow, qtbot: QtBot
) -> None:
    added = office.add_shop(shop)
    seen: list[int] = []
    opened.window.model.dataChanged.connect(lambda *_: seen.extend(job.processed for job in opened.window.model.jobs()))
    with qtbot.waitSignal(opened.manager.finished, timeout=LONG_MS) as finished:
        opened.manager.start(JobRequest(), [added.id])
    job: JobSnapshot = finished.args[0]
    assert (job.processed, job.total, job.failed) == (200, 200, 3)

    def the_list_shows_the_end() -> None:
        row = shown(opened, job.id)
        assert row is not None
        assert row.row_state(20) is RowState.PARTIAL
        assert row.origin is Origin.HERE

    qtbot.waitUntil(the_list_shows_the_end, timeout=LONG_MS)
    assert any(0 < count < 200 for count in seen), "progress was seen on the way"


def test_imported_products_are_listed_and_a_typed_price_is_saved(
    office: Office, shop: PracticeShop, opened: OpenWindow, qtbot: QtBot
) -> None:
    added = office.add_shop(shop)
    with qtbot.waitSignal(opened.manager.finished, timeout=LONG_MS):
        opened.manager.start(JobRequest(), [added.id])
    opened.window.open_page(Page.PRODUCTS)
    page = opened.window.products
    assert page is not None
    qtbot.waitUntil(lambda: page.model.rowCount() > 100 and page.model.row(page.model.id_at(0) or 0) is not None)
    price = page.model.index(0, ProductColumn.PRICE)
    row = page.model.row(page.model.id_at(0) or 0)
    assert row is not None
    assert [mark.shop_name for mark in row.line.marks] == [added.name]
    page.model.setData(price, "123,45")
    qtbot.waitUntil(lambda: price.data(ProductRole.PENDING) is None and price.data() == "123,45", timeout=LONG_MS)
    edited = page.model.row(row.line.id)
    assert edited is not None
    assert [mark.state for mark in edited.line.marks] == [SyncState.WAITING]


def test_cancel_in_the_window_stops_the_import(
    office: Office, shop: PracticeShop, opened: OpenWindow, qtbot: QtBot
) -> None:
    added = office.add_shop(shop)
    with qtbot.waitSignal(opened.manager.created, timeout=LONG_MS) as created:
        opened.manager.start(JobRequest(), [added.id])
    (job,) = created.args[0]
    qtbot.waitUntil(lambda: (row := shown(opened, job.id)) is not None and row.processed > 0, timeout=LONG_MS)
    with qtbot.waitSignal(opened.manager.finished, timeout=LONG_MS) as finished:
        opened.manager.cancel([job.id])
    ended: JobSnapshot = finished.args[0]
    assert ended.state is JobState.CANCELLED
    assert 0 < ended.processed < 200


def test_closing_leaves_no_operation_waiting_for_nobody(
    office: Office, shop: PracticeShop, opened: OpenWindow, qtbot: QtBot
) -> None:
    added = office.add_shop(shop)
    jobs: list[JobSnapshot] = []
    opened.manager.created.connect(jobs.extend)
    for _ in range(2):
        opened.manager.start(JobRequest(), [added.id])
    qtbot.waitUntil(lambda: len(jobs) == 2, timeout=LONG_MS)
    opened.close()
    stored = [office.parts.job_rows.get(job.id) for job in jobs]
    assert all(job is not None and not job.active for job in stored)


def test_a_job_of_another_program_appears_and_moves_without_being_asked_for(
    office: Office, opened: OpenWindow, shop: PracticeShop, qtbot: QtBot
) -> None:
    added = office.add_shop(shop)
    (job,) = office.create(JobRequest(), [added])
    qtbot.waitUntil(lambda: shown(opened, job.id) is not None, timeout=LONG_MS)
    with office.parts.database.begin() as connection:
        connection.execute(
            text(
                "UPDATE job_progress SET status = 'processing', total_items = 50, processed_items = 20"
                f" WHERE id = {job.id}"
            )
        )
    qtbot.waitUntil(lambda: (row := shown(opened, job.id)) is not None and row.processed == 20, timeout=LONG_MS)


def test_a_job_of_the_web_application_is_shown_as_such(
    office: Office, opened: OpenWindow, shop: PracticeShop, qtbot: QtBot
) -> None:
    added = office.add_shop(shop)
    with office.parts.database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO job_progress (job_uuid, job_type, shop_id, shop_name, status, total_items)"
                f" VALUES ('web-1', 'BulkExportProducts', {added.id}, 'KAYO Parts PL', 'processing', 10)"
            )
        )
    qtbot.waitUntil(
        lambda: [job.origin for job in opened.window.model.jobs()] == [Origin.WEB],
        timeout=LONG_MS,
    )


def test_the_command_line_imports_and_tells_in_json(shop: PracticeShop, tmp_path: Path) -> None:
    environment = os.environ | {"PPM_DATA_DIR": str(tmp_path), "PPM_LANGUAGE": "pl"}

    def ppm(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ppm_desktop", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=60,
            check=False,
        )

    assert ppm("shop", "add", "Kayo", shop.address, "--key-stdin", stdin=shop.key).returncode == 0
    run = ppm("import", "Kayo", "--json")
    assert run.returncode == 1, run.stderr
    job = json.loads(run.stdout)
    assert (job["status"], job["total_items"], job["processed_items"], job["failed_items"]) == ("failed", 200, 200, 3)
    assert job["created_items"] == 197
    assert sorted(failure["cause"] for failure in job["failures"]) == ["invalid_price", "no_sku", "no_sku"]
    assert job["elapsed_s"] > 0
    again = ppm("import", "Kayo", "--mode", "individual", "--sku", job["failures"][-1]["sku"] or "X", "--json")
    assert again.returncode == 1
    listed = json.loads(ppm("jobs", "list", "--json").stdout)
    assert [one["job_uuid"] for one in listed][-1] == job["job_uuid"]
    shown_again = json.loads(ppm("jobs", "show", job["job_uuid"], "--json").stdout)
    assert shown_again["failures"] == job["failures"]
    assert ppm("jobs", "cancel", job["job_uuid"]).returncode == 3
    assert ppm("import", "Nie ma").returncode == 2
    assert ppm("import", "Kayo", "--mode", "category").returncode == 2
    assert json.loads(ppm("db", "status", "--json").stdout)["up_to_date"] is True
    assert shop.key not in (tmp_path / "logs" / "ppm-desktop.log").read_text(encoding="utf-8")
