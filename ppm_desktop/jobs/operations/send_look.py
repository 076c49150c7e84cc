"""Products on their way to a shop, compared with what the shop has now. Nothing is written, no database is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ppm_desktop.domain.catalog import ShopProduct, normal_sku
from ppm_desktop.domain.change import FieldConflict
from ppm_desktop.domain.errors import ShopError
from ppm_desktop.domain.job import ItemOutcome, JobType
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.sending import (
    CATEGORIES,
    PRICE_OF,
    FieldChange,
    Offer,
    category_text,
    compare,
    same_in_shop,
    values_in_shop,
)
from ppm_desktop.jobs.operations.product_reader import ProductReader
from ppm_desktop.jobs.operations.shop_book import ShopBook
from ppm_desktop.prestashop.client import PrestaShopClient
from ppm_desktop.prestashop.documents import clean

_TEXTS = ("name", "short_description", "long_description")
Offers = Sequence[tuple[int, Offer]]
"""Products with their places in the job's plan."""


@dataclass(frozen=True, slots=True)
class Look:
    """One product compared with what the shop has now.

    Attributes:
        product: As the shop has it, None while it is not there.
        changes: What is to be written; of a product left out what is in question, of one that an undo leaves
            what has changed since.
        cause, code, message: Why it cannot be sent, when it cannot.
        error: The same, where the shop could not deliver the product.
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
    error: ShopError | None = None

    @property
    def writes(self) -> bool:
        """Whether anything is to be written of it."""
        return self.kind in (PreviewKind.CREATE, PreviewKind.UPDATE)


class ManyUndelivered(ShopError):
    """The shop could not deliver one product after the other; ``looks`` are those products."""

    def __init__(self, looks: Sequence[Look]) -> None:
        last = looks[-1]
        super().__init__(last.message, cause=last.cause, code=last.code)
        self.looks = tuple(looks)


class Looker(Protocol):
    """Decides what is to be written; several threads, each with products of its own."""

    def look(self, offers: Offers) -> list[Look]:
        """Compare ``offers`` with what the shop has now.

        Raises:
            ManyUndelivered: the shop fails on many products in a row.
            ShopError, Cancelled: as `ProductReader`.
        """


class SendLooker:
    """What a sync or export makes of products."""

    def __init__(self, client: PrestaShopClient, reader: ProductReader, book: ShopBook, request: JobRequest) -> None:
        self._client = client
        self._reader = reader
        self._book = book
        self._request = request

    def look(self, offers: Offers) -> list[Look]:
        """See `Looker.look`; an export finds products by their SKU that it does not know yet, or that are gone."""
        looks = self._looks(offers)
        gone = [(look.sequence, _unlinked(look.offer)) for look in looks if look.cause == "gone"]
        again = {look.sequence: look for look in self._looks(gone)} if gone and self._exports else {}
        return [again.get(look.sequence, look) for look in looks]

    @property
    def _exports(self) -> bool:
        return self._request.type is JobType.EXPORT

    def _looks(self, offers: Offers) -> list[Look]:
        found = self._link(offers)
        products, unread = _read(self._reader, [look for look, _ in found.values()])
        return [unread.get(sequence) or self._look(*found[sequence], products) for sequence, _ in offers]

    def _link(self, offers: Offers) -> dict[int, tuple[Look, Offer]]:
        """Each offer with its product in the shop, looked up by SKU where an export does not know it yet."""
        unknown = [offer.sku for _, offer in offers if offer.external_id is None and _is_writable(offer)]
        hits = self._find(unknown) if unknown and self._exports else {}
        found: dict[int, tuple[Look, Offer]] = {}
        for sequence, offer in offers:
            look = Look(sequence, offer, PreviewKind.UNCHANGED)
            ids = hits.get(offer.sku, [])
            if offer.external_id is None and not self._exports:
                look = replace(look, kind=PreviewKind.UNLINKED)
            elif len(ids) > 1:
                look = failed_look(look, "several_in_shop", message=", ".join(f"id:{number}" for number in ids))
            elif offer.external_id is None and not ids:
                look = self._new(look)
            linked = replace(offer, external_id=ids[0]) if len(ids) == 1 else offer
            found[sequence] = (replace(look, offer=linked), linked)
        return found

    def _find(self, skus: Sequence[str]) -> dict[str, list[int]]:
        """Ids of the products with each SKU; what is about to be made is looked up in all its spellings first."""
        hits = self._client.find_by_reference(skus)
        missing = [sku for sku, ids in hits.items() if not ids]
        return hits | self._client.find_spaced_reference(missing) if missing else hits

    def _new(self, look: Look) -> Look:
        values = look.offer.values
        if not _is_writable(look.offer):
            return failed_look(look, "unwritable_sku")
        if not values.get("name"):
            return failed_look(look, "refused", message="name")
        if values.get("price_net") is None:
            return failed_look(look, "invalid_price")
        changes = tuple(FieldChange(name, None, value) for name, value in values.items() if value not in (None, ""))
        warnings = ("variants_not_sent",) if look.offer.has_variants else ()
        return replace(look, kind=PreviewKind.CREATE, changes=changes, warnings=(*warnings, *_unmapped(look.offer)))

    def _look(self, look: Look, offer: Offer, products: Mapping[int, ShopProduct]) -> Look:
        if look.kind is not PreviewKind.UNCHANGED or offer.external_id is None:
            return look
        product = products.get(offer.external_id)
        if product is None:
            return failed_look(look, "gone")
        look = replace(look, product=product, warnings=(*_unmapped(offer), *_unsent_stock(offer, product)))
        if normal_sku(product.reference) != offer.sku:
            return failed_look(look, "other_sku", message=product.reference)
        comparison = compare(
            offer,
            theirs(self._book, offer, product),
            self._request.send_policy,
            changed_only=self._request.changed_only,
        )
        if comparison.left_out:
            asked = tuple(FieldChange(one.field, one.theirs, one.ours) for one in comparison.conflicts)
            return replace(look, kind=PreviewKind.CONFLICT, changes=asked, conflicts=comparison.conflicts)
        exact = tuple(_exactly(change, product) for change in comparison.changes)
        kind = PreviewKind.UPDATE if exact else PreviewKind.UNCHANGED
        return replace(look, kind=kind, changes=exact, conflicts=comparison.conflicts)


class UndoLooker:
    """What giving a shop back what a job changed makes of products."""

    def __init__(
        self,
        reader: ProductReader,
        book: ShopBook,
        written: Mapping[int, tuple[ItemOutcome, tuple[FieldChange, ...]]],
    ) -> None:
        """``written`` is what became of each product of PPM in the job to undo, and what it changed."""
        self._reader = reader
        self._book = book
        self._written = written

    def look(self, offers: Offers) -> list[Look]:
        """See `Looker.look`; products that were changed since, or are gone, are skipped."""
        looks = [Look(sequence, offer, PreviewKind.UNCHANGED) for sequence, offer in offers]
        products, unread = _read(self._reader, looks)
        return [unread.get(look.sequence) or self._look(look, products) for look in looks]

    def _look(self, look: Look, products: Mapping[int, ShopProduct]) -> Look:
        product = products.get(look.offer.external_id or 0)
        outcome, changes = self._written[look.offer.product_id]
        if product is None:
            return replace(look, kind=PreviewKind.SKIPPED, cause="gone")
        look = replace(look, product=product)
        now = theirs(self._book, look.offer, product)
        if outcome is ItemOutcome.CREATED:
            back: tuple[FieldChange, ...] = (FieldChange("is_active", True, False),) if product.active else ()
        elif newer := tuple(_back(one, now) for one in changes if not _stands_at(now, one, one.before, one.after)):
            return replace(look, kind=PreviewKind.SKIPPED, cause="changed_since", changes=newer)
        else:
            # Of a product written in part, or given back in part, some values stand where they were.
            back = tuple(_back(one, now) for one in changes if not _stands_at(now, one, one.before))
        exact = tuple(_exactly(change, product) for change in back)
        return replace(look, kind=PreviewKind.UPDATE if exact else PreviewKind.UNCHANGED, changes=exact)


def _read(reader: ProductReader, looks: Sequence[Look]) -> tuple[Mapping[int, ShopProduct], Mapping[int, Look]]:
    """What the shop has of ``looks`` by its own ids, and by their places those that it cannot deliver.

    Raises:
        ManyUndelivered: the shop fails on many products in a row.
    """
    ids = sorted({look.offer.external_id for look in looks if look.offer.external_id is not None})
    read = reader.read(ids)
    unread = {
        look.sequence: failed_look(replace(look, error=error), error.cause, error.detail, error.code)
        for look in looks
        if (error := read.unread.get(look.offer.external_id or 0)) is not None
    }
    if read.left:
        last = list(read.unread.values())[-1].cause
        raise ManyUndelivered([look for look in unread.values() if look.cause == last])
    return {product.id: product for product in read.products}, unread


def theirs(book: ShopBook, offer: Offer, product: ShopProduct) -> dict[str, FieldValue]:
    """What the shop has, as far as it may be compared with ``offer``."""
    values = values_in_shop(product, book.facts)
    if not book.speaks:
        for name in _TEXTS:
            del values[name]
    if values["tax_rate"] is None:
        del values["tax_rate"]  # a group whose rate is unknown here is the shop's own affair
    base = offer.base or {}
    ours = {name: base.get(name) for name in offer.values if name.startswith(PRICE_OF)}
    return values | ours | {CATEGORIES: _categories(offer, product)}


def _categories(offer: Offer, product: ShopProduct) -> str | None:
    """Those that PPM has too; where the default one is the shop's own, it stays, and ours comes first."""
    first = product.default_category_id
    if first not in offer.counterparts:
        first = int(str(offer.values.get(CATEGORIES) or "0").partition(",")[0])
    known = [number for number in product.category_ids if number in offer.counterparts]
    return category_text([first, *known] if first in known else known)


def _back(change: FieldChange, now: Mapping[str, FieldValue]) -> FieldChange:
    """The change that undoes ``change``."""
    return FieldChange(change.field, now.get(change.field), change.before)


def _stands_at(now: Mapping[str, FieldValue], change: FieldChange, *values: FieldValue) -> bool:
    name = change.field
    return name in now and any(same_in_shop(name, now[name], value) for value in values)


def _exactly(change: FieldChange, product: ShopProduct) -> FieldChange:
    """A price with all the decimals that the shop has, so that it can be given back as it was."""
    return replace(change, before=product.price) if change.field == "price_net" else change


def _unlinked(offer: Offer) -> Offer:
    """``offer`` as if the shop had never had it: what both agreed on went with the product."""
    return replace(offer, external_id=None, base=None, specific_price_ids={})


def _is_writable(offer: Offer) -> bool:
    """Whether XML can carry the product's SKU: a shop would keep another one."""
    sku = offer.reference or offer.sku
    return clean(sku) == sku


def _unmapped(offer: Offer) -> tuple[str, ...]:
    return ("category_unmapped",) if offer.unmapped else ()


def _unsent_stock(offer: Offer, product: ShopProduct) -> tuple[str, ...]:
    """The shop counts pieces of combinations of which PPM knows nothing."""
    return ("variants_not_sent",) if "quantity" in offer.values and product.combinations else ()


def failed_look(look: Look, cause: str, message: str = "", code: str = "") -> Look:
    """``look`` at a product that cannot be sent."""
    return replace(look, kind=PreviewKind.FAILED, cause=cause, code=code, message=message)
