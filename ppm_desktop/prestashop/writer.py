"""Writes to a shop in batches: finds the product at fault in a refused one, and never creates anything twice."""

import logging
import re
import threading
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from ppm_desktop.domain.errors import (
    BrokenAnswer,
    Cancelled,
    ConnectionLost,
    ItemGone,
    ShopBusy,
    ShopError,
    ShopFault,
    ShopFiltered,
    ShopRefused,
    ShopTimeout,
    ShopTooSmall,
)
from ppm_desktop.domain.writing import Capabilities, ProductWrite, SpecificPriceWrite, StockWrite, Written
from ppm_desktop.prestashop import documents
from ppm_desktop.prestashop.client import PrestaShopClient

logger = logging.getLogger(__name__)
T = TypeVar("T")
W = TypeVar("W", bound=ProductWrite | StockWrite)

LOOK_UP_EVERY_S = 0.5
"""First pause between questions whether something whose answer was lost has been made; each is longer than the last."""
LONGEST_PAUSE_S = 4.0
ATTEMPTS = 3
OVER = frozenset({429, 500})
"""Statuses after which nothing is being worked on: it was not begun, or PHP has ended."""
OF_ONE_OBJECT = (ShopRefused, ItemGone)
"""What a shop says of an object itself: the others may be fine."""
UNSEEN = (ShopTooSmall, ShopFiltered)
"""What stands before a shop has turned the whole request away."""
LOST = (ConnectionLost, ShopTimeout, BrokenAnswer, ShopFault)
"""The write may have been done, wholly or in part."""
UNCERTAIN = (*LOST, ShopBusy)
"""As `LOST`, of something that must not be made twice: what stands before a shop is busy while the shop still works."""


class ShopWriter:
    """Writes to one shop; several threads may write different products at once.

    Failures of single products come back as `Written.error`; those of the shop as a whole are raised, and so
    is `Cancelled`.
    """

    def __init__(
        self,
        client: PrestaShopClient,
        capabilities: Capabilities,
        *,
        timeout_s: float,
        stop: threading.Event | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``timeout_s`` is the client's own: for so long a request whose answer was lost may still be worked on."""
        self._client = client
        self._verb = "PATCH" if capabilities.can_patch else "PUT"
        self._timeout_s = timeout_s
        self._stop = stop or threading.Event()
        self._monotonic = monotonic
        self._unsure: set[bytes] = set()

    def update_products(self, writes: Sequence[ProductWrite]) -> list[Written]:
        """Change products in one request, or in several where one is refused; one result for each, in order."""
        return _Batch[ProductWrite](self._put_products, self._stop, self._first_unsaved).write(writes)

    def set_stock(self, writes: Sequence[StockWrite]) -> list[Written]:
        """Give rows of stock their quantities."""
        return _Batch[StockWrite](self._put_stock, self._stop).write(writes)

    def set_specific_prices(self, writes: Sequence[SpecificPriceWrite]) -> list[Written]:
        """Make, change or delete specific prices of ours, one by one: they are few."""
        return [self._set_specific_price(write) for write in writes]

    def create_manufacturer(self, name: str) -> int:
        """Make a manufacturer; returns its id."""
        body = documents.named_body("manufacturer", {"name": name, "active": "1"}, {})
        return self._created("manufacturers", body, lambda: self._manufacturer(name))

    def create_category(self, parent_id: int, names: Mapping[int, str]) -> int:
        """Make a category with its names by language, its addresses made of them; returns its id.

        Where the parent has one of that name already, it is that one.
        """
        fields = {"id_parent": str(parent_id), "active": "1"}
        links = {number: _address(name) for number, name in names.items()}
        body = documents.named_body("category", fields, {"name": names, "link_rewrite": links})
        name = next(iter(names.values()))
        found = self._client.category_below(parent_id, name)
        return found or self._created("categories", body, lambda: self._client.category_below(parent_id, name))

    def create_products(self, writes: Sequence[ProductWrite]) -> list[Written]:
        """Create products in one request; one result for each, in order.

        After anything but a good answer their references are looked up before another request creates anything:
        the shop keeps what came before a faulty product, and what it did although its answer was lost. The caller
        has made sure that none of them was there before.
        """
        results: list[Written | None] = [None] * len(writes)
        tries = [0] * len(writes)
        parts: list[Sequence[int]] = [range(len(writes))] if writes else []
        while parts:
            part = parts.pop()
            self._check()
            for place in part:
                tries[place] += 1
            began = self._monotonic()
            try:
                ids = self._client.send("POST", "products", documents.products_body([writes[one] for one in part]))
                if len(ids) != len(part):
                    raise BrokenAnswer(f"{len(ids)} products in the answer to {len(part)}")
            except UNSEEN as error:
                if len(part) == 1:
                    results[part[0]] = Written(error=error, attempts=tries[part[0]])
                else:
                    parts += _halves(part)
            except OF_ONE_OBJECT as error:
                left = self._after_refusal(writes, part, results, tries, error)
                parts += [left] if left else []
            except UNCERTAIN as error:
                left = self._after_lost_answer(writes, part, results, tries, error, self._over_at(error, began))
                # One of them may be what the shop fails on, every time.
                halved = isinstance(error, ShopFault) and len(left) > 1 and tries[left[0]] > 1
                parts += _halves(left) if halved else [left] if left else []
            else:
                for place, number in zip(part, ids, strict=True):
                    results[place] = Written(number, attempts=tries[place])
        return [one for one in results if one is not None]

    def _over_at(self, error: ShopError, began: float) -> float:
        """When the shop cannot be working any more on a request begun at ``began``, by the monotonic clock.

        Its own word ends the work. What something before the shop says does not, even if it had waited long.
        """
        if error.ps_codes or error.status in OVER:
            return began
        return (began if error.status is None else self._monotonic()) + self._timeout_s

    def _after_refusal(
        self,
        writes: Sequence[ProductWrite],
        left: Sequence[int],
        results: "list[Written | None]",
        tries: Sequence[int],
        error: ShopError,
    ) -> list[int]:
        """The first product that was not created is the one at fault; returns those behind it."""
        missing = self._take_created(writes, left, results, tries)
        if missing:
            results[missing[0]] = Written(error=error, attempts=tries[missing[0]])
        return missing[1:]

    def _after_lost_answer(
        self,
        writes: Sequence[ProductWrite],
        left: Sequence[int],
        results: "list[Written | None]",
        tries: Sequence[int],
        error: ShopError,
        until: float,
    ) -> list[int]:
        """What is still missing once the shop cannot be working on it any more; given up after some tries."""
        logger.info("answer to a POST of %d products lost, looking them up: %s", len(left), error.code)
        missing = list(left)

        def all_made() -> bool | None:
            nonlocal missing
            missing = self._take_created(writes, missing, results, tries)
            return not missing or None

        self._looked_up(all_made, until)
        if missing and isinstance(error, ShopBusy):
            raise error  # the job waits for the shop, where people see it, and looks again
        again = []
        fault = isinstance(error, ShopFault)
        for place in missing:
            if tries[place] >= ATTEMPTS and not (fault and len(missing) > 1):
                if len(missing) == len(writes) and not fault:
                    raise error  # nothing at all was done: it is the shop, not a product
                results[place] = Written(error=error, attempts=tries[place])
            else:
                again.append(place)
        return again

    def _looked_up(self, look: Callable[[], T | None], until: float) -> T | None:
        """What ``look`` finds, asked again until the time ``until`` is over; None when there is nothing even then.

        A shop that cannot answer meanwhile is asked again.

        Raises:
            ShopError: the last look failed.
        """
        pause_s = LOOK_UP_EVERY_S
        while True:
            last = self._monotonic() >= until
            try:
                found = look()
            except UNCERTAIN:
                if last:
                    raise
                found = None
            if found is not None or last:
                return found
            self._pause(min(pause_s, max(0.0, until - self._monotonic())))
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _take_created(
        self,
        writes: Sequence[ProductWrite],
        places: Sequence[int],
        results: "list[Written | None]",
        tries: Sequence[int],
    ) -> list[int]:
        """Note those of ``places`` that are in the shop; returns the others."""
        found = self._client.find_by_reference([writes[place].reference or "" for place in places])
        missing = []
        for place in places:
            ids = found.get(writes[place].reference or "", [])
            if len(ids) > 1:
                error = ShopRefused(cause="several_in_shop", code="PPM-MANY")
                results[place] = Written(error=error, attempts=tries[place])
            elif ids:
                results[place] = Written(ids[0], attempts=tries[place])
            else:
                missing.append(place)
        return missing

    def _put_products(self, writes: Sequence[ProductWrite]) -> None:
        if self._verb == "PATCH":
            self._client.send("PATCH", "products", documents.products_body(writes))
            return
        whole = self._client.whole([write.id for write in writes if write.id is not None])
        gone = next((write for write in writes if write.id not in whole), None)
        if gone is not None:
            raise ItemGone(f"PUT products: {gone.id} is not there", code="HTTP 404", status=404)
        nodes = [documents.changed_product(whole[write.id or 0], write) for write in writes]
        self._client.send("PUT", "products", documents.whole_body(nodes))

    def _first_unsaved(self, writes: Sequence[ProductWrite]) -> int | None:
        """Place of the first product that the shop has not saved since it was read; None where that cannot be told."""
        dates = self._client.dates([write.id for write in writes if write.id is not None])
        unsaved = (place for place, write in enumerate(writes) if dates.get(write.id or 0, "") == write.date_upd)
        return next(unsaved, None)

    def _put_stock(self, writes: Sequence[StockWrite]) -> None:
        if self._verb == "PATCH":
            self._client.send("PATCH", "stock_availables", documents.stock_body(writes))
            return
        whole = self._client.whole([write.id for write in writes], "stock_availables")
        nodes = [documents.changed_stock(whole[write.id], write) for write in writes if write.id in whole]
        self._client.send("PUT", "stock_availables", documents.whole_body(nodes))

    def _set_specific_price(self, write: SpecificPriceWrite) -> Written:
        try:
            if write.price is None:
                self._client.delete("specific_prices", write.id or 0)
                return Written(write.id)
            body = documents.specific_prices_body([write])
            if write.id is None:
                return Written(self._created("specific_prices", body, lambda: self._client.specific_price(write)))
            self._client.send("PUT", "specific_prices", body)
            return Written(write.id)
        except OF_ONE_OBJECT as error:
            if write.id is not None and isinstance(error, ItemGone):
                return Written() if write.price is None else self._set_specific_price(replace(write, id=None))
            return Written(error=error)

    def _created(self, resource: str, body: bytes, look: Callable[[], int | None]) -> int:
        """The id of a new object; after a lost answer ``look`` tells whether it is there before it is made again.

        Raises:
            ShopError: it was not made, or nobody can tell; said again, the next call looks first.
        """
        if body in self._unsure and (found := look()) is not None:
            return found
        attempt = 1
        while True:
            began = self._monotonic()
            try:
                return self._posted(resource, body)
            except UNCERTAIN as error:
                self._unsure.add(body)
                found = self._looked_up(look, self._over_at(error, began))
                if found is not None:
                    return found
                if attempt == ATTEMPTS or isinstance(error, ShopBusy):
                    raise
            attempt += 1

    def _posted(self, resource: str, body: bytes) -> int:
        ids = self._client.send("POST", resource, body)
        if not ids:
            raise BrokenAnswer(f"POST {resource}: no id in the answer")
        return ids[0]

    def _manufacturer(self, name: str) -> int | None:
        wanted = name.casefold()
        return next((number for number, one in self._client.manufacturers().items() if one.casefold() == wanted), None)

    def _pause(self, wait_s: float) -> None:
        self._stop.wait(wait_s)
        self._check()

    def _check(self) -> None:
        if self._stop.is_set():
            raise Cancelled


class _Batch(Generic[W]):
    """Changes that may be repeated: a refused request is narrowed down to the object at fault.

    The shop keeps what came before it, and does not say which one it is: where the shop tells what it saved, the
    first other one is tried alone; else halves find it. Somebody else may have saved a product as well, so that what
    counts as written is what the shop has taken without a word: what came before is written again, and stays as it is.
    """

    def __init__(
        self,
        send: Callable[[Sequence[W]], None],
        stop: threading.Event,
        first_unsaved: Callable[[Sequence[W]], int | None] | None = None,
    ) -> None:
        self._send = send
        self._stop = stop
        self._first_unsaved = first_unsaved

    def write(self, writes: Sequence[W]) -> list[Written]:
        """Write all that can be written; one result for each, in order."""
        if not writes:
            return []
        error = self._try(writes)
        if error is None:
            return [_done(write) for write in writes]
        return self._narrowed(writes, error)

    def _narrowed(self, writes: Sequence[W], error: ShopError) -> list[Written]:
        """Results of ``writes``, which are known to hold an object at fault."""
        if len(writes) == 1:
            return [Written(error=error)]
        if isinstance(error, ShopTooSmall):
            return [one for half in _halves(writes)[::-1] for one in self.write(half)]
        place = self._first_unsaved(writes) if self._first_unsaved is not None else None
        if place is not None and (fault := self._try([writes[place]])) is not None:
            return [*self.write(writes[:place]), Written(error=fault), *self.write(writes[place + 1 :])]
        second, first = _halves(writes)
        refused = self._try(first)
        if refused is not None:
            return self._narrowed(first, refused) + self.write(second)
        return [_done(write) for write in first] + self._narrowed(second, error)

    def _try(self, writes: Sequence[W]) -> ShopError | None:
        """Send ``writes``; a lost answer is asked for again. Returns what the shop says of one of them."""
        attempt = 0
        while True:
            attempt += 1
            if self._stop.is_set():
                raise Cancelled
            try:
                self._send(writes)
            except OF_ONE_OBJECT as error:
                return error
            except ShopFault as error:
                # Half of it may be done. One product may be at fault as well: then halves will tell.
                if attempt == ATTEMPTS:
                    return error
                self._pause(attempt)
            except (*LOST, ShopBusy) as error:
                if attempt == ATTEMPTS or isinstance(error, ShopTimeout):
                    raise
                self._pause(attempt)
            else:
                return None

    def _pause(self, attempt: int) -> None:
        self._stop.wait(LOOK_UP_EVERY_S * attempt)


def _halves(items: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """The second half and the first, as a stack gives them back."""
    middle = len(items) // 2
    return items[middle:], items[:middle]


def _done(write: ProductWrite | StockWrite) -> Written:
    return Written(write.id)


def _address(name: str) -> str:
    """``name`` as the last part of a web address."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "category"
