"""Dry runs of syncs and exports, and taking one back: what the command line and the window ask before they start."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from ppm_desktop.domain.errors import Cancelled, InvalidRequest
from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.preview import PreviewItem, PreviewKind, SendPreview
from ppm_desktop.domain.request import JobRequest, SendPolicy
from ppm_desktop.domain.sending import Alarm, Guards
from ppm_desktop.domain.undo import UndoPreview
from ppm_desktop.jobs.operations.product_reader import ProductReader
from ppm_desktop.jobs.operations.send_look import Look, SendLooker
from ppm_desktop.jobs.operations.send_plan import make_send_plan, pages_of
from ppm_desktop.jobs.operations.shop_book import ShopBook
from ppm_desktop.jobs.shop_door import ShopDoor
from ppm_desktop.persistence.category_tree import require_category
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.outgoing import OutgoingCatalogue
from ppm_desktop.persistence.rates import last_rate
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.services.undo_preview import preview_undo

ITEMS_OF_A_KIND = 20
"""Products of each kind that a preview shows."""


class SendingService:
    """Every call blocks, asks database and shop, and writes to neither."""

    def __init__(self, database: Database, shops: ShopRepository, door: ShopDoor, shared: SharedSettings) -> None:
        self._database = database
        self._shops = shops
        self._door = door
        self._shared = shared

    def preview(
        self, request: JobRequest, shop_id: int, sample: int | None = None, stop: threading.Event | None = None
    ) -> SendPreview:
        """What ``request`` would do in the shop, looking at ``sample`` products of it at most; all without one.

        Raises:
            InvalidRequest: there is no such shop or category.
            ShopError: the shop cannot be looked at.
            Cancelled: ``stop`` was set.
            DatabaseError: PPM's products cannot be read.
        """
        shop = self._shops.find(f"{shop_id}")
        name = shop.name if shop is not None else f"#{shop_id}"
        if request.category_id is not None:
            with self._database.read() as connection:
                require_category(connection, request.category_id)
        catalogue = OutgoingCatalogue(self._database, shop_id, self._shared.catalogue_language)
        usual = Guards(self._shared.guard_off_percent, self._shared.guard_price_percent)
        plan = make_send_plan(catalogue, request, self._shops.guards(shop_id, usual))
        ids = plan.ids[:sample]
        counts: Counter[PreviewKind] = Counter({PreviewKind.FAILED: len(plan.unknown)})
        items: list[PreviewItem] = []
        written, unseen = 0, set(plan.unseen)
        seen = Alarm(plan.alarm.guards)
        for look in self._looks(catalogue, request, shop_id, list(ids), stop or threading.Event()):
            kind = _kind_of(look)
            counts[kind] += 1
            written += look.writes
            if look.writes and look.offer.product_id in unseen:
                seen.watch(look.changes)
            if counts[kind] <= ITEMS_OF_A_KIND:
                items.append(_item(kind, look))
        seen.looked_at = plan.alarm.looked_at
        alarm = seen if seen.rings else plan.alarm
        return SendPreview(
            shop_id,
            name,
            in_scope=len(plan.ids) + len(plan.unknown),
            looked_at=len(ids) + len(plan.unknown),
            create=counts[PreviewKind.CREATE],
            update=counts[PreviewKind.UPDATE],
            unchanged=counts[PreviewKind.UNCHANGED],
            conflicts=counts[PreviewKind.CONFLICT],
            unlinked=counts[PreviewKind.UNLINKED],
            failed=counts[PreviewKind.FAILED],
            written=written,
            switched_off=alarm.switched_off,
            repriced=alarm.repriced,
            emptied=alarm.emptied,
            alarm=alarm.rings,
            to_confirm=len(plan.ids),
            items=tuple(items),
            read_at=datetime.now(UTC),
            usual_per_minute=last_rate(self._database, shop_id, request.type),
        )

    @staticmethod
    def undo_request(job: JobSnapshot) -> JobRequest:
        """The request that gives the shop back what ``job`` changed.

        Raises:
            InvalidRequest: the job changed nothing in a shop, or has not ended.
        """
        if not job.may_be_undone:
            raise InvalidRequest("not_undoable", id=f"{job.id}")
        return JobRequest(type=JobType.SYNC, send_policy=SendPolicy.PPM_WINS, undo_of=job.id)

    def undo_preview(
        self, job: JobSnapshot, stop: threading.Event | None = None, told: Callable[[int, int], None] | None = None
    ) -> UndoPreview:
        """What `undo_request` of ``job`` would do; ``told`` hears how many products of how many were looked at.

        Raises:
            InvalidRequest: as `undo_request`.
            ShopError, Cancelled, DatabaseError: as `preview`.
        """
        self.undo_request(job)
        catalogue = OutgoingCatalogue(self._database, job.shop_id, self._shared.catalogue_language)
        with self._door.open(job.shop_id, stop or threading.Event()) as client:
            return preview_undo(self._database, catalogue, client, job.id, self._shared, stop, told)

    def _looks(
        self, catalogue: OutgoingCatalogue, request: JobRequest, shop_id: int, ids: list[int], stop: threading.Event
    ) -> Iterator[Look]:
        if not ids:
            return
        with self._door.open(shop_id, stop) as client:
            reader = ProductReader(client, self._shared.stop_after_identical)
            looker = SendLooker(client, reader, ShopBook(client, self._shared.catalogue_language), request)
            for page in pages_of(ids, self._shared.send_page_size):
                if stop.is_set():
                    raise Cancelled
                yield from looker.look(list(enumerate(catalogue.offers(page), start=1)))


def _kind_of(look: Look) -> PreviewKind:
    """A conflict is counted as one, whatever the policy makes of it."""
    return PreviewKind.CONFLICT if look.conflicts else look.kind


def _item(kind: PreviewKind, look: Look) -> PreviewItem:
    offer = look.offer
    return PreviewItem(kind, offer.product_id, offer.sku, offer.name, look.changes, look.cause, look.message)
