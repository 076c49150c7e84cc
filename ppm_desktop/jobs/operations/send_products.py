"""`BulkSyncProducts` and `BulkExportProducts`: bring a shop in step with PPM, page by page."""

import logging
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar, cast

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import BrokenAnswer, Cancelled, PpmError, ShopError, ShopFault, StaleLease
from ppm_desktop.domain.job import ItemRecord
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.sending import CREATED, Alarm, FieldChange, Guards, Offer
from ppm_desktop.jobs.context import JobContext, Paused
from ppm_desktop.jobs.operations.product_reader import ProductReader
from ppm_desktop.jobs.operations.send_categories import CategoryMaker
from ppm_desktop.jobs.operations.send_look import (
    Look,
    Looker,
    ManyUndelivered,
    SendLooker,
    UndoLooker,
    failed_look,
)
from ppm_desktop.jobs.operations.send_plan import (
    SendPlan,
    hold_to_guards,
    make_send_plan,
    page_size,
    pages_of,
    stored_plan,
)
from ppm_desktop.jobs.operations.send_results import NOT_MET, item_of, not_in_ppm, settled_of
from ppm_desktop.jobs.operations.send_write import Done, PageWriter, to_do
from ppm_desktop.jobs.operations.shop_book import ShopBook
from ppm_desktop.jobs.operations.shop_patience import patiently, pause_before
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.outgoing import OutgoingCatalogue
from ppm_desktop.persistence.plans import ID_TYPE, Planned, left_of_plan, store_plan
from ppm_desktop.persistence.sent import SentRepository, changes_of
from ppm_desktop.prestashop.client import PrestaShopClient
from ppm_desktop.prestashop.writer import ShopWriter

logger = logging.getLogger(__name__)
T = TypeVar("T")
Texts = Mapping[int, Mapping[str, Mapping[str, str]]]


@dataclass(slots=True)
class _Page:
    """A page under way: first it is looked at, then written; a failed try keeps what it saw and wrote first."""

    offers: Sequence[tuple[int, Offer]]
    first_kinds: dict[int, PreviewKind]
    results: list[Done]
    texts: Texts = field(default_factory=dict)
    looking: "Future[list[Look]] | None" = None
    writing: "Future[None] | None" = None

    @property
    def future(self) -> "Future[list[Look]] | Future[None]":
        found = self.writing or self.looking
        assert found is not None
        return found


class SendProducts:
    """One sync or export from its first request to its last product; made anew for every job.

    The job's thread talks to the database, threads of its own to the shop.
    """

    def __init__(
        self, context: JobContext, client: PrestaShopClient, database: Database, guards: Guards, language: Language
    ) -> None:
        """``language`` is the one that stored sentences are written in."""
        job = context.job
        self._context = context
        self._client = client
        self._reader = ProductReader(client, context.shared.stop_after_identical)
        self._database = database
        self._guards = guards
        self._language = language
        self._request = JobRequest.from_params(job.type, job.mode, job.params)
        spoken = context.shared.catalogue_language
        self._catalogue = OutgoingCatalogue(database, job.shop_id, spoken)
        self._sent = SentRepository(database, job.shop_id, spoken)
        self._attempt = 1
        self._put_off: dict[int, Done] = {}
        self._first_messages: dict[int, str] = {}
        self._first_kinds: dict[int, PreviewKind] = {}

    def run(self) -> None:
        """Send everything the job asks for.

        Raises:
            Paused: the trial is over: a person looks at the shop.
            Cancelled, StaleLease: asked to stop; all that is recorded is saved.
            PpmError: the job cannot go on, or a guard keeps it from beginning.
        """
        context = self._context
        planned_before = context.job.total is not None
        if context.job.total is None:
            context.count_started()
            self._plan()
        elif context.job.processed:
            context.work_on()
        else:
            context.counted(context.job.total)
        left = self._with_database(lambda: left_of_plan(self._database, context.job.id))
        if not left:
            return
        if planned_before:
            self._hold_stored(left.ids)
        self._first_kinds = self._with_database(lambda: self._sent.begun(context.job.id))
        capabilities = patiently(context, self._client.capabilities)
        shared = context.shared
        self._writer = ShopWriter(
            self._client, capabilities, timeout_s=shared.shop_timeout_s, stop=context.control.stop
        )
        self._categories = CategoryMaker(context, self._writer, self._book, self._catalogue, self._sent)
        self._pages = PageWriter(
            self._client,
            self._writer,
            self._book,
            context.control.stop,
            batch_size=shared.send_batch_size,
            stock_batch_size=shared.stock_batch_size,
        )
        try:
            self._send_all(left)
        except BaseException as error:
            if (fault := self._end_by(error)) is not None:
                self._record_broken_off(list(self._put_off.values()), self._first_kinds, fault)
            raise

    def _send_all(self, left: Planned) -> None:
        """Send ``left``, or of a trial only the first ones.

        Raises:
            Paused: the trial is over, and there is more.
        """
        job = self._context.job
        meant = left.part(0, job.trial_limit - job.processed) if job.processed < (job.trial_limit or 0) else left
        self._send(meant)
        self._send_what_was_put_off()
        if len(left) > len(meant):
            raise Paused

    def _send_what_was_put_off(self) -> None:
        """Try products that failed for the moment again, a few times, each after a longer wait."""
        for attempt in range(2, self._context.shared.product_attempts + 1):
            if not self._put_off:
                break
            pause_before(self._context, [one.error for one in self._put_off.values() if one.error], attempt)
            self._attempt, self._reader.again = attempt, True
            ids = (one.look.offer.product_id for one in self._put_off.values())
            self._send(Planned(array(ID_TYPE, self._put_off), array(ID_TYPE, ids)))
        self._attempt, self._reader.again = 1, False

    @cached_property
    def _book(self) -> ShopBook:
        language = self._context.shared.catalogue_language
        return patiently(self._context, lambda: ShopBook(self._client, language))

    @cached_property
    def _looker(self) -> Looker:
        if self._request.undo_of is None:
            return SendLooker(self._client, self._reader, self._book, self._request)
        undo_of = self._request.undo_of
        written = self._with_database(lambda: changes_of(self._database, undo_of))
        return UndoLooker(self._reader, self._book, written)

    def _plan(self) -> None:
        """Decide what to send and keep it, so that a job that was paused goes on with the same."""
        context, undo_of = self._context, self._request.undo_of
        unknown: tuple[str, ...] = ()
        if undo_of is not None:
            left_out = set(self._request.left_out)
            written = self._with_database(lambda: changes_of(self._database, undo_of))
            ids = [number for number in written if number not in left_out]
        else:
            plan = self._with_database(lambda: make_send_plan(self._catalogue, self._request, self._guards))
            self._with_database(lambda: self._sent.agree(plan.agreed))
            self._hold(plan)
            ids, unknown = list(plan.ids), plan.unknown
        stored = self._with_database(lambda: left_of_plan(self._database, context.job.id)).ids
        if stored:
            self._hold_stored(stored)
            ids = sorted({*stored, *ids})
        size = context.shared.send_page_size
        self._with_database(lambda: store_plan(self._database, context.job.id, ids, size))
        context.counted(len(ids) + len(unknown))
        if unknown:
            context.record([not_in_ppm(len(ids) + 1 + place, sku) for place, sku in enumerate(unknown)])

    def _hold_stored(self, ids: "array[int]") -> None:
        """What was planned by another job, or before this one stood, may have other prices by now."""
        if self._request.undo_of is None and self._request.confirmed is None:
            self._hold(self._with_database(lambda: stored_plan(self._catalogue, ids, self._request, self._guards)))

    def _hold(self, plan: SendPlan) -> None:
        """Hold ``plan`` to the guards; what PPM cannot know of the shop is looked at before anything is written.

        Raises:
            PpmError: the change is unusually big, and nobody has confirmed it.
        """
        hold_to_guards(plan.alarm, self._request, len(plan.ids))
        if self._request.confirmed == len(plan.ids):
            return
        seen = Alarm(self._guards)
        for page in pages_of(plan.unseen, self._context.shared.send_page_size):
            offers = list(enumerate(self._offers(page)))
            try:
                looks = patiently(self._context, partial(self._looker.look, offers))
            except ManyUndelivered:
                continue  # the same is met, and named, before anything of them is written
            for look in self._without_foreign(offers, looks):
                if look.writes:
                    seen.watch(look.changes)
            self._context.pulse()
            self._context.check()
        seen.looked_at = plan.alarm.looked_at
        hold_to_guards(seen, self._request, len(plan.ids))

    def _send(self, planned: Planned) -> None:
        """Look at and write ``planned`` (sequence and product), several pages in flight, recorded in order."""
        shared = self._context.shared
        size = page_size(len(planned), shared.send_connections, shared.send_page_size)
        waiting = iter(planned.part(start, start + size) for start in range(0, len(planned), size))
        under_way: deque[_Page] = deque()
        with ThreadPoolExecutor(shared.send_connections, thread_name_prefix="send") as senders:
            try:
                while True:
                    while len(under_way) < 2 * shared.send_connections and (chunk := next(waiting, None)) is not None:
                        page = self._open(chunk)
                        page.looking = senders.submit(copy_context().run, self._looker.look, page.offers)
                        under_way.append(page)
                    if not under_way:
                        return
                    self._advance(under_way, senders)
            except BaseException as error:
                self._let_finish(under_way, error)
                raise

    def _advance(self, under_way: "deque[_Page]", senders: ThreadPoolExecutor) -> None:
        """Take the next step of whichever page is ready for one; results are recorded in order."""
        context = self._context
        for page in under_way:
            if page.writing is None and page.future.done():
                self._look_at(page)
                page.writing = senders.submit(copy_context().run, self._pages.write, page.results, page.texts)
        if under_way[0].writing is not None and under_way[0].future.done():
            self._finish_writing(under_way[0])
            self._settle(under_way.popleft())
            context.check()
            context.pause_if_wanted()
            return
        heads: list[Future[object]] = [cast("Future[object]", under_way[0].future)]
        heads += [cast("Future[object]", page.future) for page in under_way if page.writing is None]
        wait(heads, timeout=context.shared.flush_s, return_when=FIRST_COMPLETED)
        context.show_pace(self._client.pace.slow_connections, self._client.pace.unanswered)
        context.pulse()

    def _open(self, planned: Planned) -> _Page:
        offers = self._offers(planned.ids)
        if self._request.create_categories and self._categories.make(offers):
            offers = self._offers(planned.ids)
        chunk = list(zip(planned.sequences, planned.ids, strict=True))
        by_id = {offer.product_id: offer for offer in offers}
        gone = [not_in_ppm(sequence) for sequence, number in chunk if number not in by_id]
        if gone:
            self._context.record(gone)
        kinds = {sequence: self._first_kinds[sequence] for sequence, _ in chunk if sequence in self._first_kinds}
        earlier = [self._put_off.pop(sequence) for sequence, _ in chunk if sequence in self._put_off]
        met = [(sequence, by_id[number]) for sequence, number in chunk if number in by_id]
        return _Page(met, kinds, earlier)

    def _look_at(self, page: _Page) -> None:
        """Take what looking at ``page`` told, tried again while the shop is away; before-values are kept first."""
        assert page.looking is not None
        future = page.looking
        looks = self._delivered(_first_then(future.result, lambda: self._looker.look(page.offers)))
        looks = self._without_foreign(page.offers, looks)
        for look in looks:
            page.first_kinds.setdefault(look.sequence, look.kind)
        before = {look.sequence: _kept(look) for look in looks if look.writes}
        self._with_database(lambda: self._sent.keep_before(self._context.job.id, before))
        new = [look.offer.product_id for look in looks if look.kind is PreviewKind.CREATE]
        page.texts = self._with_database(lambda: self._catalogue.texts(new)) if new else {}
        page.results = to_do(looks, {one.look.sequence: one for one in page.results})

    def _without_foreign(self, offers: Sequence[tuple[int, Offer]], looks: Sequence[Look]) -> list[Look]:
        """What is found by its SKU and linked to another product of PPM already fails, and stays that one's."""
        known = {sequence: offer.external_id for sequence, offer in offers}
        met = [look.offer.external_id for look in looks if look.offer.external_id != known[look.sequence]]
        owners = self._with_database(lambda: self._sent.owners([number for number in met if number is not None]))
        return [
            look
            if owners.get(look.offer.external_id or 0, look.offer.product_id) == look.offer.product_id
            else failed_look(replace(look, offer=replace(look.offer, external_id=None)), "linked_elsewhere")
            for look in looks
        ]

    def _delivered(self, look: Callable[[], list[Look]]) -> list[Look]:
        """The outcome of ``look``; where the shop fails on one product after the other, these are named first."""
        context = self._context
        try:
            return patiently(context, look)
        except ManyUndelivered as stop:
            failed = [Done(look, look.offer.external_id, error=look.error) for look in stop.looks]
            context.record([self._item(one, self._first_kinds) for one in failed])
            raise
        except (ShopFault, BrokenAnswer) as error:
            context.give_up(error)

    def _finish_writing(self, page: _Page) -> None:
        """Wait until ``page`` is written; it is looked at and written again, wholly, while the shop is away."""
        assert page.writing is not None

        def again() -> None:
            page.looking = _ready(self._delivered(lambda: self._looker.look(page.offers)))
            self._look_at(page)
            self._pages.write(page.results, page.texts)

        patiently(self._context, _first_then(page.writing.result, again))

    def _settle(self, page: _Page) -> None:
        """Settle and record what is finished of ``page``; only a stop leaves anything unfinished."""
        self._leave([one for one in page.results if not one.finished], page.first_kinds)
        tried = [one for one in page.results if one.finished]
        put_off = [one for one in tried if self._put_off_for_now(one, page.first_kinds)]
        finished = [one for one in tried if one.look.sequence not in self._put_off]
        self._keep(finished, page.first_kinds, put_off)

    def _leave(self, results: Iterable[Done], first_kinds: Mapping[int, PreviewKind]) -> None:
        """Remember products for a later try, with what was seen and written first."""
        for one in results:
            self._put_off[one.look.sequence] = one
            self._first_kinds[one.look.sequence] = first_kinds.get(one.look.sequence, one.look.kind)

    def _keep(
        self, finished: Sequence[Done], first_kinds: Mapping[int, PreviewKind], put_off: Sequence[Done] = ()
    ) -> None:
        settled = [
            settled_of(one, self._request, self._book, self._language)
            for one in finished
            if one.look.kind not in NOT_MET
        ]
        self._with_database(lambda: self._sent.settle(self._context.job.id, settled), although_stopped=True)
        items, later = ([self._item(one, first_kinds) for one in part] for part in (finished, put_off))
        self._context.record(items, again=self._attempt > 1, put_off=later)

    def _item(self, one: Done, first_kinds: Mapping[int, PreviewKind]) -> ItemRecord:
        look = one.look
        first_kind = first_kinds.get(look.sequence, look.kind)
        return item_of(one, first_kind, self._attempt, self._first_messages.get(look.sequence, ""))

    def _put_off_for_now(self, one: Done, first_kinds: Mapping[int, PreviewKind]) -> bool:
        """Whether the product is tried again at the end of the run."""
        error = one.error
        if error is None or not self._may_pass(one):
            return False
        self._leave([one], first_kinds)
        self._first_messages.setdefault(one.look.sequence, error.detail)
        return True

    def _may_pass(self, one: Done) -> bool:
        """Whether the product failed for the moment, and has tries left."""
        tries_left = self._attempt < self._context.shared.product_attempts
        return isinstance(one.error, ShopError) and one.error.retryable and tries_left

    def _offers(self, product_ids: Sequence[int]) -> list[Offer]:
        return self._with_database(lambda: list(self._catalogue.offers(product_ids)))

    def _with_database(self, work: Callable[[], T], *, although_stopped: bool = False) -> T:
        return self._context.with_database(work, although_stopped=although_stopped)

    def _let_finish(self, under_way: "deque[_Page]", error: BaseException) -> None:
        """Asked to stop, or broken off: what is in flight is answered and recorded, nothing new begins.

        Where the job goes on later, products written in part are left for then; else they have failed.
        """
        self._context.control.stop.set()
        fault = self._end_by(error)
        for page in under_way:
            if page.writing is None:
                page.future.cancel()
                self._leave(page.results, page.first_kinds)
                continue
            if (told := page.writing.exception()) is not None:
                logger.info("a page was broken off: %s", told)
            self._record_broken_off(page.results, page.first_kinds, fault)

    def _end_by(self, error: BaseException) -> PpmError | None:
        """What products written in part failed of, where ``error`` is the end of the job; None where it goes on."""
        goes_on = isinstance(error, Cancelled) and self._context.control.hands_back
        if goes_on or isinstance(error, Paused | StaleLease) or not isinstance(error, Exception):
            return None
        return error if isinstance(error, ShopError) else PpmError(cause="broken_off")

    def _record_broken_off(
        self, results: Sequence[Done], first_kinds: Mapping[int, PreviewKind], fault: PpmError | None
    ) -> None:
        """Record what is finished of ``results``, and with ``fault``, the end of the job, what was begun as well."""
        for one in results:
            if fault is not None and one.written and not one.finished:
                one.error = fault
        with suppress(Cancelled):
            self._keep([one for one in results if one.finished and self._is_told(one, fault)], first_kinds)

    def _is_told(self, one: Done, fault: PpmError | None) -> bool:
        """Whether a product that failed for the moment is recorded all the same: nobody comes back to what is begun."""
        return not self._may_pass(one) or (fault is not None and bool(one.written))


def _first_then(first: Callable[[], T], again: Callable[[], T]) -> Callable[[], T]:
    """A call that gives what ``first`` does, and from the second time on what ``again`` does."""
    calls = iter((first,))

    def call() -> T:
        return next(calls, again)()

    return call


def _kept(look: Look) -> tuple[FieldChange, ...]:
    """What is kept of a product before it is written."""
    return look.changes if look.kind is PreviewKind.UPDATE else (FieldChange(CREATED, None, True),)


def _ready(value: T) -> "Future[T]":
    future: Future[T] = Future()
    future.set_result(value)
    return future
