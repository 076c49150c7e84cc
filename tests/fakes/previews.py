"""Dry runs made up for the operation dialog, and a stand-in that answers with them."""

import threading
from dataclasses import dataclass, field, replace

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.preview import PreviewItem, PreviewKind, SendPreview
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.sending import FieldChange
from tests.fakes.gui import MOMENT

ITEMS = (
    PreviewItem(
        PreviewKind.CONFLICT,
        1,
        "MRF-26-S-0042",
        "Kombinezon crossowy MRF 26, rozm. S",
        (FieldChange("price_net", "629.00", "649.00"), FieldChange("quantity", 11, 14)),
    ),
    PreviewItem(
        PreviewKind.CONFLICT,
        2,
        "KAY-125-0311",
        "Cylinder kompletny KAYO TT 125",
        (
            FieldChange("name", "Cylinder kompletny KAYO TT 125", "Cylinder kpl. KAYO TT125"),
            FieldChange("weight", "2.65", "2.40"),
        ),
    ),
    PreviewItem(
        PreviewKind.CONFLICT, 3, "KAY-150-0027", "Gaźnik KAYO TT 150", (FieldChange("price_net", "189.00", "199.00"),)
    ),
    PreviewItem(
        PreviewKind.UPDATE, 4, "KAY-150-0031", "Króciec gaźnika KAYO TT 150", (FieldChange("is_active", False, True),)
    ),
    PreviewItem(
        PreviewKind.CREATE, 5, "KAY-190-0099", "Linka gazu KAYO 190", (FieldChange("name", None, "Linka gazu"),)
    ),
    PreviewItem(PreviewKind.UNCHANGED, 6, "KAY-125-0312", "Tłok KAYO TT 125"),
    PreviewItem(PreviewKind.UNLINKED, 7, "MRF-27-XL-0001", "Kombinezon crossowy MRF 27, rozm. XL"),
    PreviewItem(PreviewKind.FAILED, 8, "KAY-DUP-0001", "Filtr powietrza", (), "several_in_shop", "id:4, id:9"),
)


def preview(**changes: object) -> SendPreview:
    """A dry run like the one of the mock-up; ``changes`` are fields of `SendPreview`."""
    made = SendPreview(
        shop_id=1,
        shop_name="KAYO Parts PL",
        in_scope=151,
        looked_at=151,
        create=0,
        update=118,
        unchanged=20,
        conflicts=4,
        unlinked=9,
        failed=0,
        written=122,
        switched_off=0,
        repriced=0,
        emptied=0,
        alarm=False,
        to_confirm=122,
        items=ITEMS,
        read_at=MOMENT,
        usual_per_minute=59.0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test's shorthand


@dataclass
class FakeSending:
    """Answers with `answer`, or raises `error`; remembers the questions."""

    answer: SendPreview = field(default_factory=preview)
    error: PpmError | None = None
    asked: list[tuple[JobRequest, int, int | None]] = field(default_factory=list)
    stops: list[threading.Event | None] = field(default_factory=list)

    def preview(
        self, request: JobRequest, shop_id: int, sample: int | None = None, stop: threading.Event | None = None
    ) -> SendPreview:
        """As prepared; an export creates what a sync does not link."""
        self.asked.append((request, shop_id, sample))
        self.stops.append(stop)
        if self.error is not None:
            raise self.error
        if request.type is JobType.EXPORT:
            return replace(self.answer, shop_id=shop_id, create=self.answer.unlinked, unlinked=0)
        return replace(self.answer, shop_id=shop_id)
