"""A table in a file, CSV or a spreadsheet's first sheet, with what is guessed of how to read it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ppm_desktop.domain.csv_table import decoded, guess_encoding, guess_separator, read_cells
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.price_file import Cells, guess_shape
from ppm_desktop.domain.product_edit import FileShape, Refusal

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 1_000_000_000
"""A spreadsheet is packed: a small file may hold what fits in no memory."""
_SPREADSHEET = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class TableFile:
    """Rows as texts, and how they were read.

    Attributes:
        problem: `Refusal` of the file, which then may have no rows; empty otherwise.
    """

    size_bytes: int
    shape: FileShape
    rows: list[Cells]
    problem: str = ""


def read_table(path: Path, shape: FileShape | None = None) -> TableFile:
    """The table at ``path``, read as ``shape`` says or as it is guessed.

    Raises:
        InvalidRequest: the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidRequest(Refusal.FILE_UNREADABLE, path=str(path), reason=error.strerror or "") from error
    if len(content) > MAX_BYTES:
        return _unread(path.stat().st_size, shape, Refusal.FILE_TOO_BIG)
    return _read_sheet(content, shape) if content.startswith(_SPREADSHEET) else _read_text(content, shape)


def _read_text(content: bytes, shape: FileShape | None) -> TableFile:
    encoding = shape.encoding if shape is not None and shape.encoding else guess_encoding(content)
    text = decoded(content, encoding)
    if text is None:
        return _unread(len(content), shape, Refusal.ENCODING_WRONG)
    separator = shape.separator if shape is not None and shape.separator else guess_separator(text)
    rows = read_cells(text, separator)
    if rows is None:
        return _unread(len(content), shape, Refusal.FILE_UNREADABLE)
    return TableFile(len(content), shape or guess_shape(rows, encoding, separator), rows)


def _read_sheet(content: bytes, shape: FileShape | None) -> TableFile:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
                return _unread(len(content), shape, Refusal.FILE_TOO_BIG)
        values = list(_sheet_values(content))
    except (InvalidFileException, KeyError, OSError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile):
        # What openpyxl raises on a broken workbook depends on where it is broken; XML's own error is a SyntaxError.
        return _unread(len(content), shape, Refusal.FILE_UNREADABLE)
    comma = True if shape is None else shape.decimal_comma
    rows = [_spelled(row, decimal_comma=comma) for row in values]
    if shape is not None:
        return TableFile(len(content), shape, rows)
    guessed = guess_shape(rows, "", "")
    if not guessed.decimal_comma:
        rows = [_spelled(row, decimal_comma=False) for row in values]
    return TableFile(len(content), guessed, rows)


def _sheet_values(content: bytes) -> Iterator[tuple[object, ...]]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        yield from workbook.worksheets[0].iter_rows(values_only=True)
    finally:
        workbook.close()


def _spelled(row: tuple[object, ...], *, decimal_comma: bool) -> Cells:
    return tuple(_text(value, decimal_comma=decimal_comma) for value in row)


def _text(value: object, *, decimal_comma: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case float():
            text = f"{Decimal(repr(value)):f}".removesuffix(".0")
            return text.replace(".", ",") if decimal_comma else text
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _unread(size_bytes: int, shape: FileShape | None, problem: Refusal) -> TableFile:
    return TableFile(size_bytes, shape or FileShape("", "", decimal_comma=True, header=True, columns=()), [], problem)
