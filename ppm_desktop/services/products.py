"""The catalogue for the window and the command line: its list, edits of it, files, and a product's history."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from ppm_desktop.domain.bulk_edit import BulkEdit, EditValue, Wanted, edit_row, read_value
from ppm_desktop.domain.edit_summary import EditSummary
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.price_file import file_rows, preview_of, refused_file, shape_problem, skus_of
from ppm_desktop.domain.product_edit import (
    EditField,
    EditPreview,
    EditResult,
    EditRow,
    EditSource,
    EditStep,
    FilePreview,
    FileRow,
    FileShape,
    ProductValues,
    Refusal,
)
from ppm_desktop.domain.product_list import (
    CatalogueTotals,
    CategoryLine,
    ProductFilter,
    ProductHistory,
    ProductIndex,
    ProductLine,
)
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.persistence.product_edits import ProductEdits
from ppm_desktop.persistence.product_history import ProductHistoryReader
from ppm_desktop.persistence.products import ProductRepository
from ppm_desktop.services.table_file import read_table


class ProductService:
    """Every call blocks and may raise `DatabaseError`; a file or an edit changes PPM, never a shop."""

    def __init__(self, products: ProductRepository, edits: ProductEdits, histories: ProductHistoryReader) -> None:
        self._products = products
        self._edits = edits
        self._histories = histories

    def totals(self) -> CatalogueTotals:
        """Products and shops in all."""
        return self._products.totals()

    def categories(self) -> list[CategoryLine]:
        """PPM's categories as a flat tree, in the order they are shown."""
        return self._products.categories()

    def find(self, wanted: ProductFilter) -> ProductIndex:
        """Ids of the products that match, exact hits first, then by SKU."""
        return self._products.find(wanted)

    def lines(self, product_ids: Sequence[int]) -> list[ProductLine]:
        """Rows of these products, in their order; one that is gone is left out."""
        return self._products.lines(product_ids)

    def skus(self, product_ids: Sequence[int]) -> list[str]:
        """SKUs of these products, in their order."""
        return self._products.skus(product_ids)

    def id_of(self, sku: str) -> int | None:
        """The product of this SKU, in any spelling."""
        return self._products.id_of(sku)

    def edit(self, product_id: int, field: EditField, text: str) -> EditResult:
        """Change one field as a person typed it.

        Raises:
            InvalidRequest: the product cannot have this value, or is gone; the detail is a `Refusal`.
        """
        return self.edit_fields(product_id, {field: text}, EditSource.CELL)

    def edit_fields(self, product_id: int, texts: dict[EditField, str], source: EditSource) -> EditResult:
        """Change several fields of one product; all of them or none. Raises as `edit`."""
        wanted: dict[EditField, EditValue] = {}
        for field, text in texts.items():
            value = read_value(field, text)
            if isinstance(value, Refusal):
                raise InvalidRequest(value, value=text)
            wanted[field] = value
        if not any(self._edits.read([product_id])):
            raise InvalidRequest(Refusal.PRODUCT_GONE)
        return self._edits.apply([product_id], partial(_strictly, wanted), source)

    def preview_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep], examples: int = 8) -> EditPreview:
        """What ``steps`` would make of these products."""
        summary = EditSummary(examples)
        try:
            bulk = BulkEdit(steps)
        except InvalidRequest as error:
            return replace(summary.preview(), total=len(product_ids), problem=error.detail)
        summary.add(map(bulk.row, self._edits.read(product_ids)))
        return summary.preview()

    def apply_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep]) -> EditResult:
        """Change these products; all of them or, when it fails, none.

        Raises:
            InvalidRequest: the steps cannot be right; the detail is a `Refusal`.
        """
        return self._edits.apply(product_ids, BulkEdit(steps).row, EditSource.BULK)

    def preview_file(self, path: Path, shape: FileShape | None = None) -> FilePreview:
        """What the file at ``path`` would change; without ``shape`` it is guessed how to read it.

        Raises:
            InvalidRequest: the file cannot be opened.
        """
        table = read_table(path, shape)
        problem = table.problem or shape_problem(table.shape, table.rows)
        rows: list[FileRow] = []
        if not problem:
            products = self._edits.read_skus(skus_of(table.rows, table.shape))
            rows = file_rows(table.rows, table.shape, products)
        return preview_of(path.name, table.size_bytes, table.shape, table.rows, rows, problem)

    def apply_file(self, preview: FilePreview) -> EditResult:
        """Change what ``preview`` shows; all of it or, when it fails, nothing."""
        wanted = {row.product_id: _values(row.changes) for row in preview.rows if row.product_id and row.changes}

        def decide(product: ProductValues) -> EditRow:
            return edit_row(product, wanted[product.id])

        return self._edits.apply(list(wanted), decide, EditSource.FILE)

    def refused_file(self, preview: FilePreview, titles: tuple[str, str], reason: Callable[[FileRow], str]) -> bytes:
        """The refused rows as a CSV file, headed by ``titles`` for their number and the reason in words."""
        return refused_file(preview, titles, reason)

    def history(self, product_id: int) -> ProductHistory:
        """Everything that touched a product.

        Raises:
            InvalidRequest: the product is gone.
        """
        return self._histories.read(product_id)


def _strictly(wanted: Wanted, product: ProductValues) -> EditRow:
    row = edit_row(product, wanted)
    if row.skipped:
        raise InvalidRequest(row.skipped)
    return row


def _values(changes: Sequence[FieldChange]) -> dict[EditField, EditValue]:
    """The new values of ``changes``, prices as numbers."""
    found: dict[EditField, EditValue] = {}
    for change in changes:
        field = EditField(change.field)
        if change.after is not None:
            found[field] = Decimal(str(change.after)) if field is EditField.PRICE else change.after
    return found
