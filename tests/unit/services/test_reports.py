"""Reports are whole or not there, and no spreadsheet computes what stands in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.csv_table import read_cells
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.domain.failure_list import LedgerLine, ReportColumn, ReportWords
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.services import reports
from ppm_desktop.services.reports import write_report

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
FAILED = ItemRecord(
    1,
    "MRF-26",
    "Kombinezon",
    ItemOutcome.FAILED,
    7,
    cause="timeout",
    code="HTTP 504",
    message="second",
    attempts=3,
    first_message="first",
)
WORDS = ReportWords(
    Language.POLISH,
    {one: one.value for one in ReportColumn if one is not ReportColumn.OUTCOME},
    {one: one.value for one in ItemOutcome},
    "(pierwsza próba: {message})",
    "naprawione w #{n}",
)


def sheet_rows(path: Path) -> list[tuple[object, ...]]:
    book = load_workbook(path)
    return [tuple(cell.value for cell in row) for sheet in book.worksheets for row in sheet.iter_rows()]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_product_stands_with_all_that_is_known_of_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report{suffix}"
    lines = [LedgerLine(FAILED, AT, 913), LedgerLine(replace(FAILED, sku="", first_message=""), AT)]
    assert write_report(path, lines, WORDS) == 2
    rows = sheet_rows(path) if suffix == ".xlsx" else read_cells(path.read_text(encoding="utf-8-sig"), ";")
    assert rows is not None
    time = f"{AT.astimezone():%Y-%m-%d %H:%M:%S}"
    details = "second (pierwsza próba: first) naprawione w #913"
    attempts = 3 if suffix == ".xlsx" else "3"
    expected = ("MRF-26", "Kombinezon", "Przekroczono czas odpowiedzi", "HTTP 504", details, attempts, time)
    assert rows[0] == tuple(WORDS.heads.values())
    assert rows[1] == expected
    assert (rows[2][0], rows[2][4]) == ("id:7", "second")


def test_the_csv_file_is_one_that_spreadsheets_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    write_report(path, [LedgerLine(FAILED, AT)], WORDS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfsku;product;")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.sampled_from("=+-@\t\r").flatmap(lambda sign: st.text(max_size=8).map(lambda rest: sign + "A" + rest)))
def test_no_text_becomes_a_formula(tmp_path: Path, name: str) -> None:
    line = LedgerLine(replace(FAILED, name=name, sku=name), AT)
    write_report(tmp_path / "report.csv", [line], WORDS)
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = read_cells(file.read(), ";")
    assert cells is not None and cells[1][0].startswith("'")
    write_report(tmp_path / "report.xlsx", [line], WORDS)
    cell = load_workbook(tmp_path / "report.xlsx").worksheets[0]["B2"]
    assert cell.data_type == "s"


def test_what_no_spreadsheet_may_hold_is_left_out(tmp_path: Path) -> None:
    line = LedgerLine(replace(FAILED, name="a\x00b", message="x" * 40_000), AT)
    write_report(tmp_path / "report.xlsx", [line], WORDS)
    _, row = sheet_rows(tmp_path / "report.xlsx")
    assert (row[1], len(str(row[4]))) == ("a b", reports.MOST_LETTERS)


def test_more_rows_than_a_sheet_takes_go_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_ROWS", 2)
    path = tmp_path / "report.xlsx"
    assert write_report(path, [LedgerLine(FAILED, AT)] * 5, WORDS) == 5
    assert [sheet.max_row for sheet in load_workbook(path).worksheets] == [3, 3, 2]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_report_cut_short_leaves_what_was_there(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report{suffix}"
    path.write_text("before")

    def lines() -> Iterator[LedgerLine]:
        yield LedgerLine(FAILED, AT)
        raise DatabaseUnavailable

    with pytest.raises(DatabaseUnavailable):
        write_report(path, lines(), WORDS)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_report_has_its_heads(tmp_path: Path) -> None:
    assert write_report(tmp_path / "report.xlsx", [], WORDS) == 0
    assert sheet_rows(tmp_path / "report.xlsx") == [tuple(WORDS.heads.values())]
