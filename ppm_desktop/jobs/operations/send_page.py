"""One page of products on its way to a shop: looked at, and written where they differ. No database here."""

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ppm_desktop.domain.catalog import ShopProduct, normal_sku
from ppm_desktop.domain.change import FieldConflict
from ppm_desktop.domain.errors import Cancelled, PpmError, ShopError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.sending import (
    PRICE_OF,
    STOCK_OF,
    FieldChange,
    Offer,
    compare,
    same_in_shop,
    values_in_shop,
)
from ppm_desktop.domain.writing import ProductWrite, SpecificPriceWrite, StockWrite, Written
from ppm_desktop.jobs.operations.shop_book import ShopBook
from ppm_desktop.prestashop.client import PrestaShopClient
from ppm_desktop.prestashop.writer import ShopWriter

logger = logging.getLogger(__name__)
T = TypeVar("T")
_TEXTS = ("name", "short_description", "long_description")


@dataclass(frozen=True, slots=True)
class Look:
    """One product compared with what the shop has now.

    Attributes:
        product: As the shop has it, None while it is not there.
        changes: What is to be written; of a product left out what is in question.
        cause, code, message: Why it cannot be sent, when it cannot.
    """

    sequence: int
    offer: Offer
    kind: PreviewKind
    product: ShopProduct | None = None
    changes: tuple[FieldChange, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()
    cause: str = ""
    code: str = ""
    message: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether anything is to be written of it."""
        return self.kind in (PreviewKind.CREATE, PreviewKind.UPDATE)


@dataclass(slots=True)
class Done:
    """What became of one product that was looked at.

    Attributes:
        written: Fields that the shop has now as PPM wants them.
        finished: Whether all of it was tried; a stop leaves the rest for later.
    """

    look: Look
    external_id: int | None = None
    written: dict[str, FieldValue] = field(default_factory=dict)
    specific_prices: dict[int, int | None] = field(default_factory=dict)
    error: PpmError | None = None
    attempts: int = 1
    finished: bool = True


class PageSender:
    """Looks at and writes pages of products; several threads, each with a page of its own."""

    def __init__(
        self,
        client: PrestaShopClient,
        writer: ShopWriter,
        book: ShopBook,
        request: JobRequest,
        stop: threading.Event,
        *,
        batch_size: int,
        stock_batch_size: int,
    ) -> None:
        self._client = client
        self._writer = writer
        self._book = book
        self._request = request
        self._stop = stop
        self._batch_size = batch_size
        self._stock_batch_size = stock_batch_size

    def look(self, offers: Sequence[tuple[int, Offer]]) -> list[Look]:
        """Compare ``offers`` (each with its sequence) with what the shop has now; writes nothing.

        Raises:
            ShopError, Cancelled: as `PrestaShopClient`.
        """
        found = self._link(offers)
        ids = sorted({offer.external_id for _, offer in found.values() if offer.external_id is not None})
        products = {product.id: product for product in self._client.page(ids)} if ids else {}
        return [self._look(*found[sequence], products) for sequence, _ in offers]

    def _link(self, offers: Sequence[tuple[int, Offer]]) -> dict[int, tuple[Look, Offer]]:
        """Each offer with its product in the shop, looked up by SKU where an export does not know it yet."""
        exports = self._request.type is JobType.EXPORT
        unlinked = [offer.sku for _, offer in offers if offer.external_id is None] if exports else []
        hits = self._client.find_by_reference(unlinked) if unlinked else {}
        found: dict[int, tuple[Look, Offer]] = {}
        for sequence, offer in offers:
            look = Look(sequence, offer, PreviewKind.UNCHANGED)
            ids = hits.get(offer.sku, [])
            if offer.external_id is None and not exports:
                look = replace(look, kind=PreviewKind.UNLINKED)
            elif len(ids) > 1:
                look = _failed(look, "several_in_shop", message=", ".join(f"id:{number}" for number in ids))
            elif offer.external_id is None and not ids:
                look = self._new(look)
            linked = replace(offer, external_id=ids[0]) if len(ids) == 1 else offer
            found[sequence] = (replace(look, offer=linked), linked)
        return found

    def _new(self, look: Look) -> Look:
        values = look.offer.values
        if not values.get("name"):
            return _failed(look, "refused", message="name")
        if values.get("price_net") is None:
            return _failed(look, "invalid_price")
        changes = tuple(FieldChange(name, None, value) for name, value in values.items() if value not in (None, ""))
        warnings = ("variants_not_sent",) if look.offer.has_variants else ()
        return replace(look, kind=PreviewKind.CREATE, changes=changes, warnings=(*warnings, *_unmapped(look.offer)))

    def _look(self, look: Look, offer: Offer, products: Mapping[int, ShopProduct]) -> Look:
        if look.kind is not PreviewKind.UNCHANGED or offer.external_id is None:
            return look
        product = products.get(offer.external_id)
        if product is None:
            return _failed(look, "gone")
        look = replace(look, product=product, warnings=_unmapped(offer))
        if normal_sku(product.reference) != offer.sku:
            return _failed(look, "other_sku", message=product.reference)
        comparison = compare(
            offer, self.theirs(offer, product), self._request.send_policy, changed_only=self._request.changed_only
        )
        if comparison.left_out:
            asked = tuple(FieldChange(one.field, one.theirs, one.ours) for one in comparison.conflicts)
            return replace(look, kind=PreviewKind.CONFLICT, changes=asked, conflicts=comparison.conflicts)
        exact = tuple(_exactly(change, product) for change in comparison.changes)
        kind = PreviewKind.UPDATE if exact else PreviewKind.UNCHANGED
        return replace(look, kind=kind, changes=exact, conflicts=comparison.conflicts)

    def theirs(self, offer: Offer, product: ShopProduct) -> dict[str, FieldValue]:
        """What the shop has, as far as it may be compared with ``offer``."""
        values = values_in_shop(product, self._book.facts)
        if not self._book.speaks:
            for name in _TEXTS:
                del values[name]
        base = offer.base or {}
        ours = {name: base.get(name) for name in offer.values if name.startswith(PRICE_OF)}
        return values | ours

    def write(self, looks: Sequence[Look], texts: Mapping[int, Mapping[str, Mapping[str, str]]]) -> list[Done]:
        """Write what is to be written of ``looks``; one result for each, in order.

        Products before stock, stock before special prices. Once a stop is asked for no request begins; what was
        not reached is not `Done.finished`.

        Raises:
            ShopError: the shop as a whole failed; what was written before is found again by the next look.
        """
        done = {look.sequence: Done(look, look.offer.external_id) for look in looks}
        try:
            self._write_products([one for one in done.values() if one.look.kind is PreviewKind.UPDATE])
            self._create_products([one for one in done.values() if one.look.kind is PreviewKind.CREATE], texts)
            begun = [one for one in done.values() if one.written or _only_beside(one.look)]
            self._write_stock([one for one in begun if one.error is None])
            self._write_specific_prices([one for one in begun if one.error is None])
        except Cancelled:
            logger.info("asked to stop while a page was written")
        for one in done.values():
            if one.look.writes and one.error is None:
                one.finished = all(change.field in one.written for change in one.look.changes)
        return [done[look.sequence] for look in looks]

    def _write_products(self, updates: Sequence[Done]) -> None:
        writes: list[tuple[Done, ProductWrite]] = []
        for one in updates:
            assert one.look.product is not None  # an update has its product
            try:
                write = self._book.changed(one.look.product, one.look.changes, self._writer)
            except PpmError as error:
                if isinstance(error, ShopError):
                    raise
                one.error = error
                continue
            if write is not None:
                writes.append((one, write))
        for batch in self._batches(writes, self._batch_size):
            results = self._writer.update_products([write for _, write in batch])
            for (one, _), result in zip(batch, results, strict=True):
                _take(one, result, (c for c in one.look.changes if not _is_beside(c.field)))

    def _create_products(self, new: Sequence[Done], texts: Mapping[int, Mapping[str, Mapping[str, str]]]) -> None:
        writes: list[tuple[Done, ProductWrite]] = []
        for one in new:
            offer = one.look.offer
            try:
                writes.append((one, self._book.created(offer, texts.get(offer.product_id, {}), self._writer)))
            except PpmError as error:
                if isinstance(error, ShopError):
                    raise
                one.error = error
        for batch in self._batches(writes, self._batch_size):
            results = self._writer.create_products([write for _, write in batch])
            for (one, _), result in zip(batch, results, strict=True):
                one.external_id = result.id
                _take(one, result, (c for c in one.look.changes if not _is_beside(c.field)))

    def _write_stock(self, begun: Sequence[Done]) -> None:
        wanted = {
            (one.external_id, combination): (one, change)
            for one in begun
            for change in one.look.changes
            if (combination := _combination(change.field)) is not None
        }
        if not wanted or self._stop.is_set():
            return
        rows = self._client.stock_rows([number for number, _ in wanted if number is not None])
        found = {(row.product_id, row.combination_id): row for row in rows}
        writes: list[tuple[Done, FieldChange, StockWrite]] = []
        for key, (one, change) in wanted.items():
            row = found.get((key[0] or 0, key[1]))
            if row is None:
                one.error = PpmError("the shop has no row of stock for it", cause="gone")
            else:
                writes.append((one, change, StockWrite(row.id, int(change.after or 0))))
        for batch in self._batches(writes, self._stock_batch_size):
            results = self._writer.set_stock([write for _, _, write in batch])
            for (one, change, _), result in zip(batch, results, strict=True):
                _take(one, result, [change])

    def _write_specific_prices(self, begun: Sequence[Done]) -> None:
        for one in begun:
            for change in one.look.changes:
                if not change.field.startswith(PRICE_OF) or one.external_id is None:
                    continue
                if self._stop.is_set():
                    return
                group_id = int(change.field.removeprefix(PRICE_OF))
                known = one.look.offer.specific_price_ids.get(group_id)
                price = None if change.after in (None, "") else str(change.after)
                write = SpecificPriceWrite(one.external_id, group_id, price, known)
                (result,) = self._writer.set_specific_prices([write])
                _take(one, result, [change])
                if result.error is None:
                    one.specific_prices[group_id] = result.id if price is not None else None

    def _batches(self, items: Sequence[T], full: int) -> Iterator[Sequence[T]]:
        """``items`` in batches of the size that the shop takes now; ends early when asked to stop."""
        start = 0
        while start < len(items) and not self._stop.is_set():
            size = self._client.pace.batch_size(full)
            yield items[start : start + size]
            start += size


def agreed_values(done: Done, theirs: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """What both sides have now: what was written, and what was the same before."""
    ours = done.look.offer.values
    same = {name: value for name, value in ours.items() if name in theirs and same_in_shop(name, value, theirs[name])}
    return same | done.written


def _take(one: Done, result: Written, changes: Iterable[FieldChange]) -> None:
    one.attempts = max(one.attempts, result.attempts)
    if result.error is not None:
        one.error = result.error
    else:
        one.written |= {change.field: change.after for change in changes}


def _only_beside(look: Look) -> bool:
    return look.kind is PreviewKind.UPDATE and all(_is_beside(change.field) for change in look.changes)


def _is_beside(name: str) -> bool:
    """Whether the field is an object of its own in the shop: stock, or a price for a group."""
    return _combination(name) is not None or name.startswith(PRICE_OF)


def _combination(name: str) -> int | None:
    """The combination whose stock the field is, 0 for the product itself; None for any other field."""
    if name == "quantity":
        return 0
    return int(name.removeprefix(STOCK_OF)) if name.startswith(STOCK_OF) else None


def _exactly(change: FieldChange, product: ShopProduct) -> FieldChange:
    """A price with all the decimals that the shop has, so that it can be given back as it was."""
    return replace(change, before=product.price) if change.field == "price_net" else change


def _unmapped(offer: Offer) -> tuple[str, ...]:
    return ("category_unmapped",) if offer.unmapped else ()


def _failed(look: Look, cause: str, message: str = "", code: str = "") -> Look:
    return replace(look, kind=PreviewKind.FAILED, cause=cause, code=code, message=message)
