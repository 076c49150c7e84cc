"""Files of names, prices and stock by SKU: how one is read, and what each of its rows changes."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from ppm_desktop.domain.bulk_edit import EditValue, edit_row
from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.csv_table import write_cells
from ppm_desktop.domain.edit_summary import price_percent
from ppm_desktop.domain.product_edit import (
    BIG_PERCENT,
    EditField,
    FileColumn,
    FilePreview,
    FileRow,
    FileShape,
    ProductValues,
    Refusal,
)
from ppm_desktop.domain.typed_values import folded, read_active, read_name, read_price, read_stock

Cells = tuple[str, ...]

HEADINGS: Mapping[FileColumn, tuple[str, ...]] = {
    FileColumn.SKU: (
        "sku", "indeks", "index", "kod", "kod produktu", "symbol", "indeks produktu", "indeks katalogowy",
        "nr katalogowy", "numer katalogowy", "reference", "referencja", "code", "product code",
    ),
    FileColumn.NAME: ("nazwa", "name", "nazwa produktu", "product name", "produkt", "product"),
    FileColumn.PRICE: ("cena netto", "price net", "net price", "netto", "cena", "price"),
    FileColumn.STOCK: ("stan", "stock", "ilosc", "quantity", "stan magazynowy", "liczba", "qty", "sztuk", "szt"),
    FileColumn.ACTIVE: ("aktywny", "active", "aktywna", "is active", "wlaczony", "enabled"),
}  # fmt: skip
"""What columns are called, folded; the surest first: a "cena" beside a "cena netto" is with tax."""

_UNITS = re.compile(r"[(\[].*?[)\]]|\b(?:pln|zl)\b")
_WITH_COMMA = re.compile(r"[0-9],[0-9]{1,2}$|[0-9]\.[0-9]{3}(?:\D|$)")
_WITH_POINT = re.compile(r"[0-9]\.[0-9]{1,2}$|[0-9],[0-9]{3}(?:\D|$)")
_SAMPLE_ROWS = 1000


def guess_columns(headings: Sequence[str]) -> tuple[FileColumn | None, ...]:
    """What each column holds, told by its heading; None for one that is left out."""
    words = [_heading(text) for text in headings]
    found: dict[int, FileColumn] = {}
    for column, names in HEADINGS.items():
        place = next((words.index(name) for name in names if name in words), None)
        if place is not None:
            found[place] = column
    return tuple(found.get(place) for place in range(len(words)))


def guess_decimal_comma(rows: Iterable[Cells], columns: Sequence[FileColumn | None]) -> bool:
    """Whether numbers are written with a comma, told by the prices or, without any, by all cells."""
    places = [place for place, column in enumerate(columns) if column in (FileColumn.PRICE, FileColumn.STOCK)]
    votes: Counter[bool] = Counter()
    for row in islice(rows, _SAMPLE_ROWS):
        for place in places or range(len(row)):
            cell = row[place].strip() if place < len(row) else ""
            votes[True] += bool(_WITH_COMMA.search(cell))
            votes[False] += bool(_WITH_POINT.search(cell))
    return votes[True] >= votes[False]


def guess_shape(rows: Sequence[Cells], encoding: str, separator: str) -> FileShape:
    """How the table ``rows`` is to be read."""
    first = next((row for row in rows if any(row)), ())
    columns = guess_columns(first)
    header = any(columns)
    if not header:
        columns = (FileColumn.SKU, *columns[1:]) if columns else ()
    width = max((len(row) for row in rows[:_SAMPLE_ROWS]), default=0)
    columns += (None,) * (width - len(columns))
    comma = guess_decimal_comma(body(rows, header=header), columns)
    return FileShape(encoding, separator, comma, header, columns)


def shape_problem(shape: FileShape, rows: Sequence[Cells]) -> str:
    """`Refusal` of the whole file, empty when its rows can be read."""
    named = [column for column in shape.columns if column is not None]
    if not any(any(row) for row in body(rows, header=shape.header)):
        return Refusal.FILE_EMPTY
    if len(set(named)) < len(named):
        return Refusal.COLUMN_TWICE
    if FileColumn.SKU not in named:
        return Refusal.SKU_COLUMN_MISSING
    return "" if len(named) > 1 else Refusal.NOTHING_TO_CHANGE


def body(rows: Sequence[Cells], *, header: bool) -> Iterator[Cells]:
    """The rows below the header."""
    return (row for _, row in _numbered(rows, header=header))


def skus_of(rows: Sequence[Cells], shape: FileShape) -> list[str]:
    """Every SKU of the table, normal, once."""
    place = shape.columns.index(FileColumn.SKU)
    skus = (normal_sku(row[place]) for row in body(rows, header=shape.header) if place < len(row))
    return [sku for sku in dict.fromkeys(skus) if sku]


def file_rows(rows: Sequence[Cells], shape: FileShape, products: Mapping[str, ProductValues]) -> list[FileRow]:
    """What each row changes; ``products`` by their normal SKU. Rows without any text are left out."""
    first_with: dict[str, int] = {}
    found = []
    for number, cells in _numbered(rows, header=shape.header):
        if any(cell.strip() for cell in cells):
            found.append(_file_row(number, cells, shape, products, first_with))
    return found


def preview_of(
    file_name: str, size_bytes: int, shape: FileShape, table: Sequence[Cells], rows: Sequence[FileRow], problem: str
) -> FilePreview:
    """``rows`` counted, beside what a person needs to map the columns."""
    lines = [row for row in table if any(row)]
    headings = lines[0] if shape.header and lines else ()
    values = lines[1:] if shape.header else lines
    width = len(shape.columns)
    changing = [row for row in rows if row.changes]
    refused = sum(bool(row.problem) for row in rows)
    return FilePreview(
        file_name=file_name,
        size_bytes=size_bytes,
        shape=shape,
        headings=_padded(headings, width),
        first_values=_padded(values[0] if values else (), width),
        rows=rows,
        to_change=len(changing),
        unchanged=len(rows) - len(changing) - refused,
        big=sum(abs(row.price_percent or 0.0) > BIG_PERCENT for row in changing),
        refused=refused,
        repriced=sum(any(one.field == EditField.PRICE for one in row.changes) for row in changing),
        problem=problem,
    )


def refused_file(preview: FilePreview, titles: tuple[str, str], reason: Callable[[FileRow], str]) -> bytes:
    """The refused rows as a CSV file for a spreadsheet, between their number and the reason, headed by ``titles``."""
    number_title, reason_title = titles
    width = len(preview.shape.columns)
    head = (number_title, *_padded(preview.headings, width), reason_title)
    lines = [(str(row.number), *_padded(row.cells, width), reason(row)) for row in preview.rows if row.problem]
    return write_cells([head, *lines])


def _file_row(
    number: int,
    cells: Cells,
    shape: FileShape,
    products: Mapping[str, ProductValues],
    first_with: dict[str, int],
) -> FileRow:
    padded = _padded(cells, len(shape.columns))
    by_column = {column: cell for column, cell in zip(shape.columns, padded, strict=True) if column is not None}
    raw = (shape.separator or ";").join(cells)
    sku = normal_sku(by_column.get(FileColumn.SKU, ""))
    product = products.get(sku)
    first = first_with.setdefault(sku, number)

    def refused(problem: Refusal, value: str = "") -> FileRow:
        name, known = (product.name, product.id) if product is not None else ("", None)
        return FileRow(number, raw, sku, name, known, problem=problem, value=value, cells=cells)

    if not sku:
        return refused(Refusal.SKU_MISSING)
    if first != number:
        return refused(Refusal.SKU_REPEATED, str(first))
    if product is None:
        return refused(Refusal.SKU_UNKNOWN, sku)
    wanted = _wanted(by_column, decimal_comma=shape.decimal_comma)
    fault = next(((edited, value) for edited, value in wanted.items() if isinstance(value, Refusal)), None)
    if fault is not None:
        return refused(fault[1], by_column[FileColumn(fault[0].value)].strip())
    row = edit_row(product, wanted)
    if row.skipped:
        return refused(Refusal(row.skipped))
    percent = next((price_percent(change) for change in row.changes if change.field == EditField.PRICE), None)
    return FileRow(
        number=number,
        raw=raw,
        sku=product.sku,
        name=product.name,
        product_id=product.id,
        changes=row.changes,
        price_percent=percent,
        price_net=row.price_net,
        quantity=row.quantity,
        cells=cells,
    )


def _wanted(by_column: Mapping[FileColumn, str], *, decimal_comma: bool) -> dict[EditField, EditValue | Refusal]:
    """The values of a row; an empty cell leaves its field as it is, but for the price."""
    wanted: dict[EditField, EditValue | Refusal] = {}
    for column, text in by_column.items():
        if column is FileColumn.PRICE:
            wanted[EditField.PRICE] = read_price(text, decimal_comma=decimal_comma)
        elif not text.strip():
            continue
        elif column is FileColumn.STOCK:
            quantity = read_stock(text, decimal_comma=decimal_comma)
            negative = isinstance(quantity, int) and quantity < 0
            wanted[EditField.STOCK] = Refusal.STOCK_NEGATIVE if negative else quantity
        elif column is FileColumn.ACTIVE:
            wanted[EditField.ACTIVE] = read_active(text)
        elif column is FileColumn.NAME:
            wanted[EditField.NAME] = read_name(text)
    return {edited: wanted[edited] for edited in EditField if edited in wanted}


def _numbered(rows: Sequence[Cells], *, header: bool) -> Iterator[tuple[int, Cells]]:
    """Rows with their places from 1; the header is the first one that is not empty."""
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if any(row))
    return islice(numbered, 1, None) if header else numbered


def _heading(text: str) -> str:
    """A heading without accents, case, units and punctuation."""
    return " ".join(re.sub(r"[\W_]+", " ", _UNITS.sub(" ", folded(text))).split())


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells[:width], *("" for _ in range(width - len(cells))))
