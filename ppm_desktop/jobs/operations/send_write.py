"""Products on their way to a shop, written where they differ from it. No database is asked here."""

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ppm_desktop.domain.errors import Cancelled, PpmError, ShopError
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import PRICE_OF, STOCK_OF, FieldChange, same_in_shop
from ppm_desktop.domain.writing import ProductWrite, SpecificPriceWrite, StockWrite, Written
from ppm_desktop.jobs.operations.send_look import Look
from ppm_desktop.jobs.operations.shop_book import ShopBook
from ppm_desktop.prestashop.client import PrestaShopClient
from ppm_desktop.prestashop.writer import OF_ONE_OBJECT, ShopWriter

logger = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(slots=True)
class Done:
    """What became of one product that was looked at.

    Attributes:
        written: Fields that the shop has now as PPM wants them.
    """

    look: Look
    external_id: int | None = None
    written: dict[str, FieldValue] = field(default_factory=dict)
    specific_prices: dict[int, int | None] = field(default_factory=dict)
    error: PpmError | None = None
    attempts: int = 1

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to do: all of it is written, or it failed."""
        if self.error is not None or not self.look.writes:
            return True
        return all(change.field in self.written for change in self.look.changes)


def to_do(looks: Iterable[Look], earlier: Mapping[int, Done]) -> list[Done]:
    """Results to begin with, in order: of ``earlier`` ones, by sequence, what they wrote and ``looks`` find written."""
    return [_going_on(look, earlier.get(look.sequence)) for look in looks]


def _going_on(look: Look, earlier: Done | None) -> Done:
    done = Done(look, look.offer.external_id, error=look.error)
    if earlier is not None:
        wanted = {change.field for change in look.changes}
        done.written = {name: value for name, value in earlier.written.items() if name not in wanted}
        done.specific_prices = dict(earlier.specific_prices)
    return done


class PageWriter:
    """Writes pages of products; several threads, each with a page of its own."""

    def __init__(
        self,
        client: PrestaShopClient,
        writer: ShopWriter,
        book: ShopBook,
        stop: threading.Event,
        *,
        batch_size: int,
        stock_batch_size: int,
    ) -> None:
        self._client = client
        self._writer = writer
        self._book = book
        self._stop = stop
        self._batch_size = batch_size
        self._stock_batch_size = stock_batch_size

    def write(self, page: Sequence[Done], texts: Mapping[int, Mapping[str, Mapping[str, str]]]) -> None:
        """Write what is to be written of ``page``, and note in it what was.

        Products before stock, stock before special prices. Once a stop is asked for no request begins; what was
        not reached is not `Done.finished`.

        Raises:
            ShopError: the shop as a whole failed; ``page`` tells what was written before.
        """
        try:
            self._write_products([one for one in page if one.look.kind is PreviewKind.UPDATE])
            self._create_products([one for one in page if one.look.kind is PreviewKind.CREATE], texts)
            begun = [one for one in page if one.written or _only_beside(one.look)]
            self._write_stock([one for one in begun if one.error is None])
            self._write_specific_prices([one for one in begun if one.error is None])
        except Cancelled:
            logger.info("asked to stop while a page was written")

    def _write_products(self, updates: Sequence[Done]) -> None:
        writes: list[tuple[Done, ProductWrite]] = []
        for one in updates:
            assert one.look.product is not None  # an update has its product
            try:
                write = self._book.changed(one.look.offer, one.look.product, one.look.changes, self._writer)
            except PpmError as error:
                if isinstance(error, ShopError) and not isinstance(error, OF_ONE_OBJECT):
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
                if isinstance(error, ShopError) and not isinstance(error, OF_ONE_OBJECT):
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
