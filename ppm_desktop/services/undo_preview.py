"""Looks at every product of a sync or export in the shop, to say which of them an undo would give back."""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from ppm_desktop.domain.errors import Cancelled
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.domain.undo import KeptProduct, UndoneProduct, UndoPreview, UndoSkip
from ppm_desktop.jobs.operations.product_reader import ProductReader
from ppm_desktop.jobs.operations.send_look import Look, UndoLooker
from ppm_desktop.jobs.operations.send_plan import pages_of
from ppm_desktop.jobs.operations.shop_book import ShopBook
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.outgoing import OutgoingCatalogue
from ppm_desktop.persistence.sent import changes_of, written_items
from ppm_desktop.prestashop.client import PrestaShopClient

_TOUCHED = (ItemOutcome.CREATED, ItemOutcome.UPDATED)
Written = Mapping[int, tuple[ItemOutcome, tuple[FieldChange, ...]]]


def preview_undo(
    database: Database,
    catalogue: OutgoingCatalogue,
    client: PrestaShopClient,
    job_id: int,
    shared: SharedSettings,
    stop: threading.Event | None,
    told: Callable[[int, int], None] | None,
) -> UndoPreview:
    """What an undo of ``job_id`` would do now; asks the shop page by page, and writes nothing.

    Raises:
        ShopError, Cancelled, DatabaseError: the shop or PPM cannot be read, or ``stop`` was set.
    """
    written = changes_of(database, job_id)
    touched = [record for record, _ in written_items(database, job_id) if record.outcome in _TOUCHED]
    kept = [_unknown(record) for record in touched if record.product_id not in written]
    products: list[UndoneProduct] = []
    looked_at = unchanged = 0
    reader = ProductReader(client, shared.stop_after_identical)
    looker = UndoLooker(reader, ShopBook(client, shared.catalogue_language), written)
    for page in pages_of(list(written), shared.send_page_size):
        if stop is not None and stop.is_set():
            raise Cancelled
        offers = list(enumerate(catalogue.offers(page), start=1))
        for look in looker.look(offers):
            if look.kind is PreviewKind.UPDATE:
                products.append(_product(look, written))
            elif look.kind is PreviewKind.UNCHANGED:
                unchanged += 1
            else:
                kept.append(_kept(look))
        looked_at += len(page)
        if told is not None:
            told(looked_at, len(written))
    return UndoPreview(job_id, tuple(products), tuple(kept), unchanged, datetime.now(UTC))


def _product(look: Look, written: Written) -> UndoneProduct:
    offer = look.offer
    created = written[offer.product_id][0] is ItemOutcome.CREATED
    return UndoneProduct(offer.product_id, offer.reference or offer.sku, offer.name, look.changes, created)


def _kept(look: Look) -> KeptProduct:
    offer = look.offer
    reason = UndoSkip.UNREAD if look.error is not None else UndoSkip(look.cause)
    return KeptProduct(offer.reference or offer.sku, offer.name, reason, offer.external_id, look.changes)


def _unknown(record: ItemRecord) -> KeptProduct:
    return KeptProduct(record.sku, record.name, UndoSkip.UNKNOWN, record.external_id)
