"""Jobs that do a part of an ended job again, and failed products that have succeeded since."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.errors import DatabaseError, DataRejected, InvalidRequest, PpmError
from ppm_desktop.domain.job import Computer, ItemOutcome, JobPhase, JobSnapshot, JobState, JobType, Origin
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import SENDING, JobMode, JobRequest
from ppm_desktop.domain.retry import Retried, RetriedBatch, RetryScope, RetryWish
from ppm_desktop.persistence.audit import note_action
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.ledger import MOST_NAMED, SUCCESSES, of_causes
from ppm_desktop.persistence.new_jobs import insert_job
from ppm_desktop.persistence.plans import insert_plan, read_left, read_plan
from ppm_desktop.persistence.snapshots import ACTIVE, SnapshotReader, select_snapshots
from ppm_desktop.persistence.tables import JobItemRow, JobRow, JobRunRow
from ppm_desktop.persistence.telling import Tell, tell_nobody
from ppm_desktop.persistence.timeline import note_event
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.persistence.web_retries import done_since

ID_PREFIX = "id:"
"""How a product without a SKU stands in ``failed_item_ids``: the shop's id follows."""
RESOLVE_DAYS = 30
"""Failures older than that are not marked any more."""
_CHUNK = 500
_DAY_S = 24 * 60 * 60
_FINISHING = tuple(scope.value for scope in RetryScope if scope.takes_unreached or scope is RetryScope.EVERYTHING)
_CAUGHT_UP = (JobPhase.REACHED.value, JobPhase.REDONE.value)


class RetryRepository:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(
        self, database: Database, computer: Computer, shared: SharedSettings, tell: Tell = tell_nobody
    ) -> None:
        """``tell`` is called after each write."""
        self._tell = tell
        self._database = database
        self._computer = computer
        self._shared = shared
        self._reader = SnapshotReader(computer, shared)

    def make(self, parent_id: int, wish: RetryWish, batch_id: str | None = None, target: str = "") -> Retried:
        """Make the job that does what ``wish`` says of the job ``parent_id``; one that does so already is returned.

        ``target`` is as in `JobRepository.create`.

        Raises:
            InvalidRequest: there is no such job, it has not ended, a product that is named did not fail in it, or
                nothing of it is left to do.
        """
        for _attempt in range(2):
            try:
                made = self._database.retrying(
                    lambda connection: self._make(connection, parent_id, wish, batch_id, target)
                )
            except DataRejected:
                continue  # somebody made the same in this moment: the unique key refused ours, theirs is found now
            if made.new:
                self._tell([parent_id, made.job.id], True)
            return made
        raise InvalidRequest("retry_busy", id=f"{parent_id}")

    def make_batch(self, batch_id: str, wish: RetryWish, target: str = "") -> RetriedBatch:
        """As `make` for each job of a batch of which something is left to do; the new ones are a batch again.

        Raises:
            InvalidRequest: nothing is left to do in any of them, or it can be done of none.
        """
        with self._database.read() as connection:
            rows = connection.execute(select_snapshots().where(JobRow.batch_id == batch_id).order_by(JobRow.id))
            jobs = self._reader.read(connection, rows)
        new_batch = str(uuid.uuid4())
        made: list[Retried] = []
        refused: dict[int, PpmError] = {}
        for job in jobs:
            if not _has_something(job, wish.scope):
                continue
            try:
                made.append(self.make(job.id, wish, new_batch, target))
            except DatabaseError as error:
                if not made:
                    raise
                return RetriedBatch(tuple(made), error)
            except InvalidRequest as error:
                if error.detail != "nothing_to_retry":
                    refused[job.id] = error
        if not made:
            raise next(iter(refused.values()), InvalidRequest("nothing_to_retry", id=batch_id))
        ids = ", ".join(f"#{job_id}" for job_id in refused)
        return RetriedBatch(tuple(made), InvalidRequest("retry_partly", ids=ids) if refused else None)

    def resolve(self, job_id: int) -> int:
        """Tell older jobs what of them has been done in ``job_id``, which has ended; returns how many products."""
        found = self._resolve_failures(job_id)
        for changed in (*found, job_id):
            self._database.retrying(partial(_tell_parents, job_id=changed))
        return sum(map(len, found.values()))

    def _resolve_failures(self, job_id: int) -> Mapping[int, Sequence[int]]:
        """Mark failed products of older jobs that have succeeded in ``job_id``; returns their places by job."""
        with self._database.read() as connection:
            failures = _open_failures(connection, job_id)
            if not failures:
                return {}
            successes = _successes(connection, job_id)
        found: dict[int, list[int]] = defaultdict(list)
        for older, sequence, keys in failures:
            if keys & successes:
                found[older].append(sequence)
        for older, sequences in found.items():
            self._database.retrying(partial(_mark, older=older, sequences=sequences, job_id=job_id))
        return found

    def _make(
        self, connection: Connection, parent_id: int, wish: RetryWish, batch_id: str | None, target: str
    ) -> Retried:
        parent = self._find(connection, parent_id)
        number = 0
        for job_id, status, earlier in connection.execute(
            select(JobRunRow.job_id, JobRow.status, JobRunRow.retry_number)
            .join(JobRow, JobRow.id == JobRunRow.job_id)
            .where(JobRunRow.parent_id == parent_id, JobRunRow.retry_key == wish.key)
        ):
            if status in ACTIVE:
                return Retried(self._find(connection, job_id), new=False)
            number = max(number, earlier + 1)  # some in between may have been removed
        if parent.active:
            raise InvalidRequest("job_active", id=f"{parent_id}")
        if batch_id is None:  # a product that is named for a whole batch is in some of its jobs
            _require_failed(connection, parent, wish.skus)
        request, ids, left_out = self._scope(connection, parent, wish)
        known = bool(ids) and not request.skus
        job_id = insert_job(
            connection,
            self._computer,
            request,
            parent.shop_id,
            batch_id,
            total=len(ids) if known else 0,
            parent_id=parent_id,
            retry_scope=wish.scope.value,
            retry_key=wish.key,
            retry_number=number,
            target=target,
        )
        size = self._shared.send_page_size if request.sends else self._shared.import_page_size
        insert_plan(connection, job_id, ids, size)
        connection.execute(update(JobRunRow).where(JobRunRow.job_id == parent_id).values(retried_as=job_id))
        facts = {"job": str(job_id), "scope": wish.scope.value}
        if parent.origin is not Origin.WEB:
            note_event(connection, parent_id, EventKind.RETRIED, facts | {"person": self._computer.person})
        note_action(connection, self._computer, AuditAction.RETRIED, facts, job_id=parent_id)
        products = len(ids) + len(request.skus) if ids or request.skus else None
        return Retried(self._find(connection, job_id), new=True, products=products, left_out=left_out)

    def _scope(self, connection: Connection, parent: JobSnapshot, wish: RetryWish) -> tuple[JobRequest, list[int], int]:
        """The new job's request, the products that are known by their ids, and how many succeeded meanwhile."""
        whole = replace(_asked_by(parent), retry_of=parent.id, trial_limit=0)
        if wish.scope is RetryScope.EVERYTHING:
            planned = list(read_plan(connection, parent.id).ids) if parent.parent_id is not None else []
            return replace(whole, confirmed=None), planned, 0
        ids: list[int] = []
        skus: list[str] = []
        left_out = 0
        if wish.scope.takes_failed:
            ids, skus, left_out = self._failed(connection, parent, wish)
        if wish.scope.takes_unreached:
            left = read_left(connection, parent.id)
            ids += left.ids
            if not left.ids and parent.may_be_finished and not ids:
                return whole, [], left_out  # it never came to counting: everything is left
        if not ids and not skus:
            raise InvalidRequest("nothing_to_retry", id=f"{parent.id}")
        named = {"mode": JobMode.INDIVIDUAL, "category_id": None, "include_subcategories": False, "product_ids": ()}
        return replace(whole, **named, skus=tuple(skus)), sorted(set(ids)), left_out  # type: ignore[arg-type]

    def _failed(self, connection: Connection, parent: JobSnapshot, wish: RetryWish) -> tuple[list[int], list[str], int]:
        """Ids, SKUs of those without an id, and how many have succeeded since."""
        if parent.origin is Origin.WEB:
            return _failed_of_web(connection, parent, wish.skus)
        number = JobItemRow.product_id if parent.type in SENDING else JobItemRow.external_id
        found = connection.execute(
            select(number, JobItemRow.sku, JobItemRow.resolved_by, JobItemRow.sequence)
            .where(JobItemRow.job_id == parent.id, JobItemRow.outcome == ItemOutcome.FAILED.value)
            .where(*_wanted(wish))
            .order_by(JobItemRow.sequence)
        )
        many = set(wish.sequences) if len(wish.sequences) > MOST_NAMED else None
        rows = [row for row in found if many is None or row.sequence in many]
        open_rows = [(known, sku) for known, sku, resolved_by, _ in rows if resolved_by is None]
        ids = [known for known, _ in open_rows if known is not None]
        skus = dict.fromkeys(sku for known, sku in open_rows if known is None and sku)
        return ids, list(skus), len(rows) - len(open_rows)

    def _find(self, connection: Connection, job_id: int) -> JobSnapshot:
        rows = connection.execute(select_snapshots().where(JobRow.id == job_id))
        found = self._reader.read(connection, rows)
        if not found:
            raise InvalidRequest("job_unknown", key=f"#{job_id}")
        return found[0]


def _asked_by(parent: JobSnapshot) -> JobRequest:
    """What ``parent`` was asked for; of a job of the web application perhaps only its kind is known."""
    try:
        return JobRequest.from_params(parent.type, parent.mode, parent.params)
    except InvalidRequest:
        if parent.origin is not Origin.WEB:
            raise
        return JobRequest(type=parent.type)


def _has_something(job: JobSnapshot, scope: RetryScope) -> bool:
    if job.active:
        return False
    failed, unreached = job.may_be_retried, job.may_be_finished
    return scope is RetryScope.EVERYTHING or (scope.takes_failed and failed) or (scope.takes_unreached and unreached)


def _tell_parents(connection: Connection, job_id: int) -> None:
    """Let the jobs know that ``job_id`` finishes, one after the other, what is left of what they never came to."""
    run = (JobRunRow.parent_id, JobRunRow.retry_scope, JobRunRow.phase, JobRunRow.resolved_items)
    columns = (JobRow.status, JobRow.total_items, JobRow.processed_items, JobRow.failed_items, *run)
    found = select(*columns).join(JobRunRow, JobRunRow.job_id == JobRow.id)
    later: int | None = job_id
    while later is not None:
        one = connection.execute(found.where(JobRow.id == later)).one_or_none()
        if one is None or one.parent_id is None or one.retry_scope not in _FINISHING:
            return
        whole = one.processed_items >= one.total_items if one.total_items else one.status == JobState.COMPLETED.value
        if one.status in ACTIVE or not (whole or one.phase in _CAUGHT_UP):
            return
        left = one.failed_items > (one.resolved_items or 0) or not (whole or one.phase == JobPhase.REDONE.value)
        phase = JobPhase.REACHED if left else JobPhase.REDONE
        connection.execute(
            update(JobRunRow)
            .where(JobRunRow.job_id == one.parent_id, JobRunRow.phase.not_in((phase.value, JobPhase.REDONE.value)))
            .values(phase=phase.value)
        )
        later = one.parent_id


def _wanted(wish: RetryWish) -> tuple[ColumnElement[bool], ...]:
    match wish.scope:
        case RetryScope.CAUSE:
            return (of_causes(wish.causes),)
        case RetryScope.SELECTION if len(wish.sequences) > MOST_NAMED:
            return ()
        case RetryScope.SELECTION:
            return (or_(JobItemRow.sequence.in_(wish.sequences), JobItemRow.sku.in_(wish.skus)),)
        case _:
            return ()


def _require_failed(connection: Connection, parent: JobSnapshot, skus: Sequence[str]) -> None:
    """Make sure that each of ``skus`` failed in the job, so that a misspelt one is not taken for one that is done."""
    if not skus:
        return
    if parent.origin is Origin.WEB:
        known = {normal_sku(label) for label in _labels(connection, parent)}
    else:
        failed = (JobItemRow.job_id == parent.id, JobItemRow.outcome == ItemOutcome.FAILED.value)
        known = {
            normal_sku(sku)
            for sku in connection.scalars(select(JobItemRow.sku).where(*failed, JobItemRow.sku.in_(skus)))
        }
    if unknown := [sku for sku in skus if normal_sku(sku) not in known]:
        raise InvalidRequest("sku_not_failed", value=", ".join(unknown), id=f"{parent.id}")


def _labels(connection: Connection, parent: JobSnapshot) -> list[str]:
    stored = connection.scalar(select(JobRow.failed_item_ids).where(JobRow.id == parent.id))
    return [str(one) for one in stored or ()]


def _failed_of_web(
    connection: Connection, parent: JobSnapshot, only: Sequence[str]
) -> tuple[list[int], list[str], int]:
    """Failed products of the web application's job, of which only labels are known, or not even these.

    Raises:
        InvalidRequest: it is not known which products failed, or PPM knows them by nothing.
    """
    labels = _labels(connection, parent)
    chosen = [label for label in labels if not only or label in only]
    done = done_since(connection, parent.id)
    left = [label for label in chosen if _key_of(label) not in done]
    named = [label for label in left if not label.startswith(ID_PREFIX)]
    numbers = [label.removeprefix(ID_PREFIX) for label in left if label.startswith(ID_PREFIX)]
    # The numbers are the shop's: nothing that PPM could send.
    ids = [] if parent.type in SENDING else [int(number) for number in numbers if number.isdecimal()]
    if not labels or (left and not ids and not named):
        raise InvalidRequest("failed_unknown", id=f"{parent.id}")
    return ids, named, len(chosen) - len(left)


def _key_of(label: str) -> tuple[str, object]:
    number = label.removeprefix(ID_PREFIX)
    by_id = number != label and number.isdecimal()
    return ("shop", int(number)) if by_id else ("sku", normal_sku(label))


def _open_failures(connection: Connection, job_id: int) -> list[tuple[int, int, frozenset[object]]]:
    """Failed products, not resolved yet, of older jobs of the same shop and direction: job, place, what they are."""
    this = connection.execute(select(JobRow.shop_id, JobRow.job_type).where(JobRow.id == job_id)).one_or_none()
    if this is None:
        return []
    types = [one.value for one in (SENDING if JobType(this.job_type) in SENDING else {JobType.IMPORT})]
    jobs = (
        select(JobRow.id)
        .join(JobRunRow, JobRunRow.job_id == JobRow.id)
        .where(JobRow.shop_id == this.shop_id, JobRow.job_type.in_(types), JobRow.id < job_id)
        .where(JobRow.failed_items > JobRunRow.resolved_items, JobRow.status.not_in(ACTIVE))
        .where(JobRow.created_at > now_plus(-RESOLVE_DAYS * _DAY_S))
    )
    older = list(connection.scalars(jobs))
    if not older:
        return []
    rows = connection.execute(
        select(
            JobItemRow.job_id, JobItemRow.sequence, JobItemRow.external_id, JobItemRow.product_id, JobItemRow.sku
        ).where(
            JobItemRow.job_id.in_(older),
            JobItemRow.outcome == ItemOutcome.FAILED.value,
            JobItemRow.resolved_by.is_(None),
        )
    )
    return [(job, sequence, _ids(external, product) or _sku(sku)) for job, sequence, external, product, sku in rows]


def _successes(connection: Connection, job_id: int) -> set[object]:
    rows = connection.execute(
        select(JobItemRow.external_id, JobItemRow.product_id, JobItemRow.sku).where(
            JobItemRow.job_id == job_id, JobItemRow.outcome.in_(SUCCESSES)
        )
    )
    found: set[object] = set()
    for external_id, product_id, sku in rows:
        found |= _ids(external_id, product_id) | _sku(sku)
    return found


def _ids(external_id: int | None, product_id: int | None) -> frozenset[object]:
    known = {"shop": external_id, "ppm": product_id}
    return frozenset((side, number) for side, number in known.items() if number is not None)


def _sku(sku: str) -> frozenset[object]:
    """Only where a product has no id its SKU tells it apart: another one may have the same."""
    return frozenset({("sku", normal_sku(sku))} if sku else ())


def _mark(connection: Connection, older: int, sequences: Sequence[int], job_id: int) -> None:
    for start in range(0, len(sequences), _CHUNK):
        connection.execute(
            update(JobItemRow)
            .where(JobItemRow.job_id == older, JobItemRow.sequence.in_(sequences[start : start + _CHUNK]))
            .values(resolved_by=job_id)
        )
    resolved = select(func.count()).where(
        and_(JobItemRow.job_id == older, JobItemRow.outcome == ItemOutcome.FAILED.value),
        JobItemRow.resolved_by.is_not(None),
    )
    count = connection.scalar(resolved) or 0
    connection.execute(update(JobRunRow).where(JobRunRow.job_id == older).values(resolved_items=count))
