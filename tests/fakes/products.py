"""A catalogue in memory that can be edited by the program's own rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from ppm_desktop.domain.bulk_edit import BulkEdit
from ppm_desktop.domain.edit_summary import EditSummary
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.job import ItemOutcome, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.price_file import file_rows, preview_of, shape_problem, skus_of
from ppm_desktop.domain.product_edit import EditPreview, EditResult, EditStep, FilePreview, FileShape, ProductValues
from ppm_desktop.domain.product_list import ProductHistory, ProductTouch, ShopValues, SyncState, TouchKind
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.services.table_file import read_table
from tests.fakes.gui import FakeProducts

SHOPS = (
    ShopSummary(1, "KAYO Parts PL", "https://kayo.example", linked_products=1238),
    ShopSummary(2, "YCF Polska", "https://ycf.example", linked_products=320),
    ShopSummary(3, "MPP Trade CZ", "https://cz.example", linked_products=874),
    ShopSummary(4, "Pitbike Store SK", "https://sk.example"),
)
_SUIT = "Kombinezon crossowy MRF"


@dataclass
class EditableProducts(FakeProducts):
    """Edits `values` as the service edits the database; notes what was applied.

    Attributes:
        waiting: Shops in which the products wait after an edit.
        fails: Raised instead of an answer.
    """

    values: list[ProductValues] = field(default_factory=list)
    waiting: tuple[int, ...] = (1, 2, 3)
    fails: PpmError | None = None
    past: ProductHistory | None = None
    previews: list[tuple[EditStep, ...]] = field(default_factory=list)
    applied: list[tuple[tuple[int, ...], tuple[EditStep, ...]]] = field(default_factory=list)
    shapes: list[FileShape | None] = field(default_factory=list)
    files: list[FilePreview] = field(default_factory=list)

    def preview_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep], examples: int = 8) -> EditPreview:
        """As the service."""
        self._fail()
        self.previews.append(tuple(steps))
        summary = EditSummary(examples)
        try:
            bulk = BulkEdit(steps)
        except InvalidRequest as error:
            return replace(summary.preview(), total=len(product_ids), problem=error.detail)
        summary.add(bulk.row(one) for one in self.values if one.id in product_ids)
        return summary.preview()

    def apply_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep]) -> EditResult:
        """Count what changes and note the steps."""
        self._fail()
        self.applied.append((tuple(product_ids), tuple(steps)))
        rows = [BulkEdit(steps).row(one) for one in self.values if one.id in product_ids]
        changed = tuple(row.product_id for row in rows if row.changes)
        return EditResult(len(changed), self.waiting, changed)

    def preview_file(self, path: Path, shape: FileShape | None = None) -> FilePreview:
        """As the service."""
        self._fail()
        self.shapes.append(shape)
        table = read_table(path, shape)
        problem = table.problem or shape_problem(table.shape, table.rows)
        known = {one.sku: one for one in self.values}
        if not problem:
            wanted = {sku: known[sku] for sku in skus_of(table.rows, table.shape) if sku in known}
            rows = file_rows(table.rows, table.shape, wanted)
        else:
            rows = []
        return preview_of(path.name, table.size_bytes, table.shape, table.rows, rows, problem)

    def apply_file(self, preview: FilePreview) -> EditResult:
        """Note the file."""
        self._fail()
        self.files.append(preview)
        changed = tuple(row.product_id for row in preview.rows if row.changes and row.product_id)
        return EditResult(len(changed), self.waiting, changed)

    def history(self, product_id: int) -> ProductHistory:
        """What was prepared."""
        self._fail()
        assert self.past is not None
        return replace(self.past, product_id=product_id)

    def _fail(self) -> None:
        if self.fails is not None:
            raise self.fails


def catalogue_values() -> list[ProductValues]:
    """46 products: those of the picture, and more of the kind."""

    def one(
        number: int, sku: str, name: str, price: str | None, stock: int | None, *, active: bool = True
    ) -> ProductValues:
        return ProductValues(number, sku, name, None if price is None else Decimal(price), stock, active, Decimal(23))

    shown = [
        one(1, "MRF-26-S-0042", f"{_SUIT} 26, rozm. S", "649.00", 14),
        one(2, "MRF-26-M-0042", f"{_SUIT} 26, rozm. M", "649.00", 22),
        one(3, "MRF-26-XL-0042", f"{_SUIT} 26, rozm. XL", "669.00", 3, active=False),
        one(4, "MRF-26-S-0043", "Rękawice crossowe MRF 26, rozm. S", "119.00", 57),
        one(5, "MRF-26-S-0044", "Buzer ochronny MRF 26, rozm. S", "389.00", 6, active=False),
        one(6, "MRF-25-S-0042", f"{_SUIT} 25, rozm. S", "499.00", 0, active=False),
        one(7, "KAY-090-0102", "Zestaw naprawczy KAYO 90", None, 4, active=False),
        one(8, "KAY-150-0027", "Gaźnik KAYO TT 150", "199.00", 8),
    ]
    more = [one(n, f"YCF-F125-{n:04}", f"Filtr powietrza YCF F125, {n}", f"{50 + n}.90", 31) for n in range(9, 47)]
    return [*shown, *more]


def price_list() -> str:
    """A file with changes, big ones, unchanged lines and refused ones."""
    lines = (
        "Indeks;Cena netto;Ilość;Grupa;Uwagi",
        "MRF-26-S-0042;669,00;11;Detaliczna;nowy cennik",
        "MRF-26-M-0042;669,00;22;Detaliczna;",
        "KAY-150-0027;89,00;20;Detaliczna;",
        "MRF-26-S-0044;399,00;6;Detaliczna;",
        "MRF-26-XL-0042;669,00;3;Detaliczna;",
        "YCF-F125-0009;54.9o;3;Detaliczna;",
        "BRAK-001;19,90;5;Detaliczna;",
        "MRF-26-S-0042;639,00;9;Detaliczna;",
        "YCF-F125-0010;;5;Detaliczna;",
        "YCF-F125-0011;39,90;-2;Detaliczna;",
    )
    return "\r\n".join(lines)


def history(now: datetime) -> ProductHistory:
    """The history of the picture."""

    def job(
        ago: timedelta,
        job_type: JobType,
        number: int,
        shop: int,
        outcome: ItemOutcome,
        *changes: FieldChange,
        person: str = "Marta",
        host: str = "KOMPUTER-01",
        **more: object,
    ) -> ProductTouch:
        return replace(
            ProductTouch(
                now - ago,
                TouchKind.JOB,
                changes,
                number,
                job_type,
                shop,
                SHOPS[shop - 1].name,
                person,
                host,
                outcome,
            ),
            **more,  # type: ignore[arg-type]  # a test's shorthand for a few fields
        )

    def edit(ago: timedelta, *changes: FieldChange) -> ProductTouch:
        return ProductTouch(now - ago, TouchKind.EDIT, changes, person="Marta", host="KOMPUTER-01")

    hours, days = timedelta(hours=1), timedelta(days=1)
    done, failed, same = ItemOutcome.UPDATED, ItemOutcome.FAILED, ItemOutcome.UNCHANGED
    touches = (
        job(hours / 12, JobType.IMPORT, 2481, 1, same, running=True),
        job(hours / 4, JobType.IMPORT, 2467, 2, failed, cause="duplicate_ean"),
        job(
            3 * hours,
            JobType.EXPORT,
            2459,
            1,
            done,
            FieldChange("price_net", "629.00", "649.00"),
            FieldChange("quantity", 11, 14),
            person="Anna",
            host="KOMPUTER-03",
        ),
        edit(4 * hours, FieldChange("price_net", "629.00", "649.00"), FieldChange("quantity", 11, 14)),
        job(2 * days, JobType.SYNC, 2444, 2, failed, person="", host="", without_details=True, resolved_by=2447),
        job(3 * days, JobType.SYNC, 2438, 1, done, FieldChange("price_net", "599.00", "629.00"), person="Anna"),
        edit(3 * days + hours, FieldChange("price_net", "599.00", "629.00"), FieldChange("weight", "1.80", "2.10")),
        job(8 * days, JobType.EXPORT, 2390, 2, done, FieldChange("price_net", None, "599.00")),
        job(14 * days, JobType.IMPORT, 2301, 1, same),
        job(25 * days, JobType.SYNC, 2207, 1, same),
        job(28 * days, JobType.IMPORT, 2104, 1, same),
    )
    price, older = Decimal("649.00"), Decimal("599.00")
    standing = (
        ShopValues(None, "", price, 14, True, None),
        ShopValues(1, "KAYO Parts PL", price, 14, True, SyncState.IN_SYNC),
        ShopValues(2, "YCF Polska", older, 14, True, SyncState.FAILED),
        ShopValues(3, "MPP Trade CZ", None, None, None, SyncState.NEVER),
    )
    return ProductHistory(1, "MRF-26-S-0042", f"{_SUIT} 26, rozm. S", touches, standing)
