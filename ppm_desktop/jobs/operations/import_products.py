"""`BulkImportProducts`: reads a shop's products page by page and brings the catalogue up to date."""

import logging
import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ppm_desktop.domain.catalog import ShopProduct, normal_sku
from ppm_desktop.domain.causes import CAUSES
from ppm_desktop.domain.errors import (
    BrokenAnswer,
    DataRejected,
    ShopError,
    ShopFault,
)
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.domain.reading import ShopFacts, ShopReading, Unreadable, content_hash, main_texts, read_product
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.context import JobContext, Paused
from ppm_desktop.jobs.operations.plan import make_plan
from ppm_desktop.jobs.operations.product_reader import PageRead, ProductReader
from ppm_desktop.jobs.operations.shop_patience import patiently, pause_before
from ppm_desktop.persistence.catalog import CatalogueImport, KnownLink, SavedProduct
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.plans import ID_TYPE, Planned, left_of_plan, store_plan
from ppm_desktop.prestashop.client import PrestaShopClient

logger = logging.getLogger(__name__)
T = TypeVar("T")
READ_AHEAD = 3
"""Pages asked for or read and not saved yet, per connection: the shop is kept busy while a page is saved."""


@dataclass(frozen=True, slots=True)
class _Page:
    """One page as it came from the shop, as far as the shop was asked for it."""

    planned: Planned
    read: PageRead
    took_ms: int


@dataclass(slots=True)
class _Seen:
    """SKUs this job has met, each with its one product, to tell a second one with the same reference."""

    owner: dict[str, int] = field(default_factory=dict)

    def is_second(self, sku: str, external_id: int) -> bool:
        return self.owner.get(sku, external_id) != external_id


class ImportProducts:
    """One import from its first request to its last product; made anew for every job."""

    def __init__(
        self, context: JobContext, client: PrestaShopClient, database: Database, turn: AbstractContextManager[object]
    ) -> None:
        """``turn`` is held while a page is worked on, never while the shop is waited for."""
        self._context = context
        self._turn = turn
        self._client = client
        self._reader = ProductReader(client, context.shared.stop_after_identical)
        self._database = database
        self._request = JobRequest.from_params(context.job.type, context.job.mode, context.job.params)
        self._seen = _Seen()
        self._attempt = 1
        self._put_off: dict[int, tuple[int, ShopError]] = {}
        self._first_messages: dict[int, str] = {}

    def run(self) -> None:
        """Import everything the job asks for.

        Raises:
            Cancelled, StaleLease: asked to stop; all that is recorded is saved.
            Paused: asked to stand, the trial is over, or a person has to be asked.
            PpmError: the job cannot go on.
        """
        context = self._context
        known = context.job.total is not None
        if not known:
            context.count_started()
        self._facts, self._catalogue = patiently(context, self._prepare)
        if not known:
            self._plan()
        elif context.job.processed:
            context.work_on()
        else:
            context.counted(context.job.total or 0)
        left = self._with_database(lambda: left_of_plan(self._database, context.job.id))
        first = max(0, context.job.trial_limit - context.job.processed) or len(left)
        self._import_with_more_tries(left.part(0, first))
        if len(left) > first:
            raise Paused

    def _import_with_more_tries(self, planned: Planned) -> None:
        """Import ``planned``; products that fail for the moment are tried again at the end."""
        context = self._context
        self._attempt, self._reader.again = 1, False
        self._import(planned)
        for attempt in range(2, context.shared.product_attempts + 1):
            if not self._put_off:
                return
            again, self._put_off = self._put_off, {}
            pause_before(context, [error for _, error in again.values()], attempt)
            self._attempt, self._reader.again = attempt, True
            self._import(Planned(array(ID_TYPE, again), array(ID_TYPE, (number for number, _ in again.values()))))

    def _plan(self) -> None:
        """Find out what to import and keep it, so that the job can stop anywhere and be gone on with."""
        context = self._context
        plan = patiently(context, lambda: make_plan(self._client, self._request))
        stored = self._with_database(lambda: left_of_plan(self._database, context.job.id)).ids
        ids = array(ID_TYPE, sorted({*stored, *plan.ids})) if stored else plan.ids
        size = context.shared.import_page_size
        self._with_database(lambda: store_plan(self._database, context.job.id, ids, size))
        context.counted(len(ids) + len(plan.missing))
        if plan.missing:
            context.record([_missing(len(ids) + place, sku) for place, sku in enumerate(plan.missing, start=1)])

    def _import(self, planned: Planned) -> None:
        """Import ``planned``; what fails for the moment is put off unless this is the last try."""
        context = self._context
        try:
            for page in self._pages(planned):
                records, put_off = self._import_page(page)
                with self._turn:
                    context.record(records, cursor=page.planned.ids[-1], again=self._attempt > 1, put_off=put_off)
                context.pause_if_wanted()
        except (ShopFault, BrokenAnswer) as error:
            context.give_up(error)

    def _prepare(self) -> tuple[ShopFacts, CatalogueImport]:
        """Read what is needed to understand every product, once."""
        languages = {one.id: one.iso_code for one in self._client.languages()}
        wanted = self._context.shared.catalogue_language
        language_id = min((number for number, code in languages.items() if code == wanted), default=min(languages))
        facts = ShopFacts(
            languages=languages,
            catalogue_language=languages[language_id],
            tax_rates=self._client.tax_rates(),
            manufacturers=self._client.manufacturers(),
        )
        tree = self._client.categories()
        shop_id = self._context.job.shop_id
        return facts, self._with_database(lambda: CatalogueImport(self._database, shop_id, facts, tree, language_id))

    def _pages(self, planned: Planned) -> Iterator[_Page]:
        """Pages in the order of their products, several in flight; one is kept only until it is handed out."""
        size = self._context.shared.import_page_size
        connections = self._context.shared.import_connections
        parts = (planned.part(start, start + size) for start in range(0, len(planned), size))
        waiting: deque[tuple[Planned, Future[_Page]]] = deque()
        with ThreadPoolExecutor(connections, thread_name_prefix="fetch") as fetchers:
            try:
                while True:
                    while len(waiting) < READ_AHEAD * connections and (part := next(parts, None)) is not None:
                        waiting.append((part, fetchers.submit(copy_context().run, self._fetch, part)))
                    if not waiting:
                        return
                    yield self._answered(*waiting.popleft())
            finally:
                for _, future in waiting:
                    future.cancel()

    def _answered(self, part: Planned, future: "Future[_Page]") -> _Page:
        first = True

        def read() -> _Page:
            nonlocal first
            if first:
                first = False
                while not wait([future], timeout=self._context.shared.flush_s).done:
                    self._context.show_pace(self._client.pace.slow_connections, self._client.pace.unanswered)
                    self._context.pulse()
                return future.result()
            return self._fetch(part)

        return patiently(self._context, read)

    def _fetch(self, planned: Planned) -> _Page:
        """Read one page; runs in a fetching thread."""
        self._context.check()
        began = time.monotonic()
        read = self._reader.read(planned.ids)
        took_ms = int((time.monotonic() - began) * 1000)
        # What is left of a page is behind many failures in a row, after which the job stops.
        return _Page(planned.part(0, len(planned) - len(read.left)), read, took_ms)

    def _import_page(self, page: _Page) -> tuple[list[ItemRecord], list[ItemRecord]]:
        """Save what changed in ``page``; returns one record per product, in order, those that are put off apart."""
        ids = page.planned.ids
        products, unread = page.read.products, page.read.unread
        found = {product.id: product for product in products}
        records: dict[int, ItemRecord] = {}
        sequence_of = dict(zip(ids, page.planned.sequences, strict=True))
        put_off: list[ItemRecord] = []
        for number, error in unread.items():
            record = self._not_read(sequence_of[number], number, error)
            if self._put_off_for_now(sequence_of[number], number, error):
                put_off.append(record)
            else:
                records[number] = record
        for number in ids:
            if number not in found and number not in unread:
                records[number] = _failed(sequence_of[number], number, "", "", "gone")
        links = self._with_database(lambda: self._catalogue.known_links(list(found)))
        with self._turn:
            digests = {product.id: content_hash(product, self._facts) for product in products}
            unchanged = {number for number, link in links.items() if link.content_hash == digests[number]}
        self._give_out_skus(found, unchanged)
        with self._turn:
            readings: list[ShopReading] = []
            for product in products:
                link = links[product.id] if product.id in unchanged else None
                outcome = self._judge(sequence_of[product.id], product, link, digests[product.id])
                if isinstance(outcome, ItemRecord):
                    records[product.id] = outcome
                else:
                    readings.append(outcome)
        for reading, saved in self._save(readings):
            records[reading.external_id] = _record(sequence_of[reading.external_id], reading, saved)
        each_ms = page.took_ms // max(1, len(ids))
        made = (records[number] for number in ids if number in records)
        return [replace(record, duration_ms=each_ms, attempts=self._attempt) for record in made], put_off

    def _put_off_for_now(self, sequence: int, number: int, error: ShopError) -> bool:
        """Whether the product is tried again at the end of the run."""
        if not error.retryable or self._attempt >= self._context.shared.product_attempts:
            return False
        self._put_off[sequence] = (number, error)
        self._first_messages.setdefault(sequence, error.detail)
        return True

    def _not_read(self, sequence: int, number: int, error: ShopError) -> ItemRecord:
        record = _failed(sequence, number, "", "", error.cause, error.code, error.detail)
        first = self._first_messages.get(sequence, "")
        return replace(record, first_message=first if first != error.detail else "")

    def _judge(
        self, sequence: int, product: ShopProduct, unchanged: KnownLink | None, digest: str
    ) -> ItemRecord | ShopReading:
        """What to do with one product: a record when there is nothing to save, else its reading."""
        texts = (main_texts(product, self._facts), *product.texts.values())
        name = next((one.name for one in texts if one.name), "")
        sku = normal_sku(product.reference)
        if sku and self._seen.is_second(sku, product.id):
            both = f"id:{self._seen.owner[sku]}, id:{product.id}"
            return _failed(sequence, product.id, product.reference, name, "duplicate_sku", message=both)
        if unchanged is not None:
            return ItemRecord(
                sequence,
                product.reference,
                name,
                ItemOutcome.UNCHANGED,
                product.id,
                unchanged.product_id,
                warning=unchanged.warnings,
            )
        try:
            return read_product(product, self._facts, digest)
        except Unreadable as fault:
            message = f"{fault.field}: {fault.value}" if fault.field else ""
            return _failed(sequence, product.id, product.reference, name, fault.cause, message=message)

    def _save(self, readings: list[ShopReading], *, again: bool = False) -> Iterator[tuple[ShopReading, SavedProduct]]:
        """Save ``readings`` in one transaction; a batch the database refuses is halved to find the culprit.

        A single product is tried ``again`` once: another shop's import may have made it a moment ago.
        """
        if not readings:
            return
        policy = self._request.policy
        try:
            saved = self._with_database(lambda: self._catalogue.save(readings, policy))
        except DataRejected as error:
            if len(readings) == 1 and not again:
                yield from self._save(readings, again=True)
                return
            if len(readings) == 1:
                yield readings[0], SavedProduct(ItemOutcome.FAILED, cause="data_rejected", message=error.detail)
                return
            middle = len(readings) // 2
            yield from self._save(readings[:middle])
            yield from self._save(readings[middle:])
            return
        yield from zip(readings, saved, strict=True)

    def _give_out_skus(self, found: Mapping[int, ShopProduct], unchanged: AbstractSet[int]) -> None:
        """Decide whose each SKU of a page is: the product's that PPM has under it, else the first one's."""
        skus = {number: sku for number, product in found.items() if (sku := normal_sku(product.reference))}
        new = [sku for number, sku in skus.items() if number not in unchanged and sku not in self._seen.owner]
        linked = self._with_database(lambda: self._catalogue.linked_ids(new)) if new else {}
        for number, sku in skus.items():
            if sku in self._seen.owner:
                continue
            other = linked.get(sku, number)
            keeps = other != number and self._has_sku(other, sku, found)
            self._seen.owner[sku] = other if keeps else number

    def _has_sku(self, external_id: int, sku: str, found: Mapping[int, ShopProduct]) -> bool:
        """Whether the shop still has this product under this SKU; asked where ``found`` does not tell."""
        if external_id in found:
            return normal_sku(found[external_id].reference) == sku
        read = patiently(self._context, lambda: self._reader.read([external_id]))
        # One that the shop cannot deliver now is there, and PPM has it under this SKU.
        return bool(read.unread) or any(normal_sku(product.reference) == sku for product in read.products)

    def _with_database(self, work: Callable[[], T]) -> T:
        return self._context.with_database(work, self._turn)


def _missing(sequence: int, sku: str) -> ItemRecord:
    code = CAUSES["not_in_shop"].code
    return ItemRecord(sequence, sku, "", ItemOutcome.FAILED, cause="not_in_shop", code=code)


def _failed(
    sequence: int, external_id: int, sku: str, name: str, cause: str, code: str = "", message: str = ""
) -> ItemRecord:
    code = code or CAUSES.get(cause, CAUSES["unknown"]).code
    return ItemRecord(sequence, sku, name, ItemOutcome.FAILED, external_id, cause=cause, code=code, message=message)


def _record(sequence: int, reading: ShopReading, saved: SavedProduct) -> ItemRecord:
    if saved.outcome is ItemOutcome.FAILED:
        cause = saved.cause or "unknown"
        return _failed(sequence, reading.external_id, reading.reference, reading.name, cause, message=saved.message)
    return ItemRecord(
        sequence,
        reading.reference,
        reading.name,
        saved.outcome,
        reading.external_id,
        saved.product_id,
        warning=",".join(dict.fromkeys((*reading.warnings, *saved.warnings))),
    )
