"""What became of a product that was sent: what both sides agree on now, and its line in the ledger."""

from collections.abc import Mapping
from dataclasses import replace

from ppm_desktop.domain.causes import CAUSES, Language, explain
from ppm_desktop.domain.change import FieldConflict
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.request import JobRequest, SendPolicy
from ppm_desktop.jobs.operations.send_look import Look, theirs
from ppm_desktop.jobs.operations.send_write import Done, agreed_values
from ppm_desktop.jobs.operations.shop_book import ShopBook
from ppm_desktop.persistence.sent import Settled

NOT_MET = frozenset({PreviewKind.UNLINKED, PreviewKind.SKIPPED})
"""Products of which nothing is learnt: the shop does not have them, or an undo leaves them."""


def settled_of(one: Done, request: JobRequest, book: ShopBook, language: Language) -> Settled:
    """What PPM keeps of ``one``; ``language`` is the one that stored sentences are written in."""
    look = one.look
    noted: tuple[FieldConflict, ...] = ()
    if look.kind is PreviewKind.CONFLICT and request.send_policy is SendPolicy.NOTE:
        noted = look.conflicts
    error = _error(one)
    linked = one.external_id is not None and look.kind not in (PreviewKind.CONFLICT, PreviewKind.FAILED)
    agreed = {}
    if linked:
        now = theirs(book, look.offer, look.product) if look.product is not None else {}
        agreed = agreed_values(one, now)
    return Settled(
        look.offer.product_id,
        one.external_id,
        look.product.reference if look.product is not None else look.offer.reference or look.offer.sku,
        agreed,
        _digest(look, request) if error is None else None,
        restored=tuple(one.written) if request.undo_of is not None else (),
        conflicts=noted,
        specific_prices=one.specific_prices,
        active=bool(look.offer.values.get("is_active")),
        held=bool(look.offer.held),
        error=explain(error[0], language, error[2]).sentence if error is not None else "",
    )


def item_of(one: Done, first_kind: PreviewKind, attempt: int, first_message: str) -> ItemRecord:
    """The line of ``one`` in the ledger.

    Args:
        first_kind: What the first look made of it: where an answer was lost the second one finds everything done.
        attempt: How often the job has tried it.
        first_message: Of its first failure, empty when there was none.
    """
    look, offer = one.look, one.look.offer
    record = ItemRecord(
        look.sequence,
        offer.reference or offer.sku,
        offer.name,
        ItemOutcome.UNCHANGED,
        one.external_id,
        offer.product_id,
        attempts=max(one.attempts, attempt),
        warning=",".join(look.warnings),
    )
    error = _error(one)
    if error is not None:
        cause, message, _ = error
        code = getattr(one.error, "code", "") or CAUSES.get(cause, CAUSES["unknown"]).code
        record = replace(record, first_message=first_message if first_message != message else "")
        return replace(record, outcome=ItemOutcome.FAILED, cause=cause, code=code, message=message)
    kind = look.kind
    if kind is PreviewKind.CONFLICT:
        return replace(record, outcome=ItemOutcome.SKIPPED, warning="conflict")
    if kind in NOT_MET:
        return replace(record, outcome=ItemOutcome.SKIPPED, warning=look.cause or "unlinked")
    if first_kind is PreviewKind.CREATE:
        return replace(record, outcome=ItemOutcome.CREATED)
    return replace(record, outcome=ItemOutcome.UPDATED) if first_kind is PreviewKind.UPDATE else record


def not_in_ppm(sequence: int, sku: str = "") -> ItemRecord:
    """The line of a product that PPM does not have, or not any more."""
    cause = "not_in_ppm"
    return ItemRecord(sequence, sku, "", ItemOutcome.FAILED, cause=cause, code=CAUSES[cause].code)


def _digest(look: Look, request: JobRequest) -> str | None:
    """Of what both agree on now.

    An undo leaves it as it was: what PPM has is not what the shop got, and the next sync of what changed must
    not repeat what was undone.
    """
    if look.kind is PreviewKind.CONFLICT:
        return None
    return look.offer.digest if request.undo_of is None else look.offer.sent_digest


def _error(one: Done) -> tuple[str, str, Mapping[str, str]] | None:
    """Cause, message and facts of a product that failed."""
    if one.error is not None:
        return one.error.cause, one.error.detail, one.error.facts
    if one.look.kind is PreviewKind.FAILED:
        return one.look.cause, one.look.message, {"value": one.look.message, "field": one.look.message}
    return None
