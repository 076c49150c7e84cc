"""Tables as text files: encoding and separator are guessed, and what is written is safe to open in a spreadsheet."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from ppm_desktop.domain.typed_values import read_number

SEPARATORS = (";", "\t", "|", ",")
"""The likeliest first: a comma also stands in numbers and sentences."""
UTF_8, UTF_16, CP1250 = "utf-8", "utf-16", "cp1250"
_LATIN_1 = "latin-1"
_SAMPLE_LINES = 50
_SAMPLE_BYTES = 4096
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""


def guess_encoding(content: bytes) -> str:
    """The encoding of ``content``: as its mark says, else UTF-8 where it is that, else that of Windows in Polish."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    start = content[:_SAMPLE_BYTES]
    zeros_first, zeros_second = start[::2].count(0), start[1::2].count(0)
    if max(zeros_first, zeros_second) * 4 > len(start):
        return "utf-16-be" if zeros_first > zeros_second else "utf-16-le"
    return next(name for name in (UTF_8, CP1250, _LATIN_1) if decoded(content, name) is not None)


def decoded(content: bytes, encoding: str) -> str | None:
    """``content`` as text without a byte order mark; None when it is not of this encoding."""
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        return None


def guess_separator(text: str) -> str:
    """The separator that cuts the first lines into equally many cells; of several the one that cuts most of them."""
    if (named := _named_separator(text)) is not None:
        return named
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    best, best_score = SEPARATORS[0], (0.0, 0)
    for separator in SEPARATORS:
        widths = Counter(len(row) for row in _cut(sample, separator) if row)
        width, rows = widths.most_common(1)[0] if widths else (1, 0)
        score = (rows / widths.total() if width > 1 else 0.0, width)
        if score > best_score:
            best, best_score = separator, score
    return best


def read_cells(text: str, separator: str) -> list[tuple[str, ...]] | None:
    """Every row of ``text``, empty ones too, so that places are those a spreadsheet shows; None when it is no table."""
    try:
        rows = [tuple(row) for row in _cut(text, separator)]
    except csv.Error:
        return None
    if rows and _named_separator(text) is not None:
        rows[0] = ()
    return rows


def write_cells(rows: Iterable[Sequence[str]], separator: str = ";") -> bytes:
    """``rows`` for a spreadsheet: UTF-8 with its mark, and no cell that could be taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")


def safe_cell(cell: str) -> str:
    """``cell`` so that no spreadsheet computes it; numbers stay numbers."""
    return f"'{cell}" if cell.startswith(_RISKY) and read_number(cell) is None else cell


def _cut(text: str, separator: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _named_separator(text: str) -> str | None:
    """The separator that a first line such as ``sep=;`` names, as spreadsheets write and read it."""
    line = text[:8].splitlines()[:1]
    return line[0][4] if line and len(line[0]) == 5 and line[0].lower().startswith("sep=") else None
