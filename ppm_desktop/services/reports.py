"""Writes what became of a job's products into a file, CSV or a spreadsheet, line by line as they are read."""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ppm_desktop.domain.causes import explain
from ppm_desktop.domain.csv_table import safe_cell
from ppm_desktop.domain.failure_list import LedgerLine, ReportColumn, ReportWords
from ppm_desktop.domain.job import ItemOutcome

SPREADSHEET = ".xlsx"
MOST_ROWS = 1_000_000
"""On one sheet; a spreadsheet takes little more."""
MOST_LETTERS = 32_767
Cell = str | int


def write_report(path: Path, lines: Iterable[LedgerLine], words: ReportWords) -> int:
    """Write ``lines`` under the heads of ``words``; returns how many.

    The file appears when it is whole: what was there before stays when something fails.

    Raises:
        OSError: it cannot be written.
        DatabaseError: from reading ``lines``.
    """
    write = _write_sheets if path.suffix.lower() == SPREADSHEET else _write_csv
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    unfinished = Path(name)
    try:
        count = write(unfinished, list(words.heads.values()), (_cells(line, words) for line in lines))
        unfinished.chmod(0o644)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _cells(line: LedgerLine, words: ReportWords) -> list[Cell]:
    return [_cell(column, line, words) for column in words.heads]


def _cell(column: ReportColumn, line: LedgerLine, words: ReportWords) -> Cell:
    record = line.record
    match column:
        case ReportColumn.SKU:
            return line.label
        case ReportColumn.PRODUCT:
            return record.name
        case ReportColumn.OUTCOME:
            fixed = f", {words.resolved.format(n=line.resolved_by)}" if line.resolved_by is not None else ""
            return f"{words.outcomes[record.outcome]}{fixed}"
        case ReportColumn.CAUSE:
            return "; ".join(explain(key, words.language).name.rstrip(".") for key in _causes(line))
        case ReportColumn.CODE:
            return record.code
        case ReportColumn.DETAILS:
            first = words.first.format(message=record.first_message) if record.first_message else ""
            shown = line.resolved_by is not None and ReportColumn.OUTCOME not in words.heads
            fixed = words.resolved.format(n=line.resolved_by) if shown else ""
            return " ".join(part for part in (record.message, first, fixed) if part)
        case ReportColumn.ATTEMPTS:
            return record.attempts or ""
        case ReportColumn.TIME:
            return f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}"


def _causes(line: LedgerLine) -> list[str]:
    """Why it failed, or what else is to be said of it."""
    record = line.record
    if record.outcome is ItemOutcome.FAILED:
        return [record.cause or "unknown"] if record.attempts else []
    return [key for key in record.warning.split(",") if key]


def _write_csv(path: Path, heads: Sequence[str], rows: Iterator[list[Cell]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(heads)
        for row in rows:
            writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
            count += 1
    return count


def _write_sheets(path: Path, heads: Sequence[str], rows: Iterator[list[Cell]]) -> int:
    book = Workbook(write_only=True)
    sheet = _new_sheet(book, heads)
    count = 0
    try:
        for count, row in enumerate(rows, start=1):
            if count > MOST_ROWS and count % MOST_ROWS == 1:
                sheet = _new_sheet(book, heads)
            cells = [WriteOnlyCell(sheet, _clean(cell)) for cell in row]
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # what begins with "=" would be a formula
            sheet.append(cells)
    finally:
        book.save(path)  # its sheets are files of their own: they go with it, also when the rows broke off
    return count


def _new_sheet(book: Workbook, heads: Sequence[str]) -> WriteOnlyWorksheet:
    sheet: WriteOnlyWorksheet = book.create_sheet()
    sheet.append(heads)
    return sheet


def _clean(cell: Cell) -> Cell:
    return ILLEGAL_CHARACTERS_RE.sub(" ", cell)[:MOST_LETTERS] if isinstance(cell, str) else cell
