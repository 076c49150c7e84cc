"""What a sync or export sets out to send: decided from the database alone, before the shop is asked anything."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.domain.sending import Alarm, Guards, Offer, changed_in_ppm
from ppm_desktop.persistence.outgoing import OutgoingCatalogue

SMALLEST_PAGE = 20
PAGES_PER_CONNECTION = 2
"""A small job is cut into pages that keep every connection busy."""


@dataclass(frozen=True, slots=True)
class SendPlan:
    """The products of one job.

    Attributes:
        ids: PPM's ids, ascending: with ``changed_only`` those that PPM changed since both last agreed. Their number
            is what a person confirms.
        unseen: Those of ``ids`` that may differ in the shop by more than PPM knows: all of it is to be brought in
            step, or both never agreed.
        unknown: SKUs asked for that PPM does not have.
        alarm: What a guard says of all of them together.
        agreed: Digests of products that look changed and are not (one just imported, say), by PPM's id.
    """

    ids: "array[int]"
    unseen: "array[int]"
    unknown: tuple[str, ...]
    alarm: Alarm
    agreed: Mapping[int, str]


def make_send_plan(catalogue: OutgoingCatalogue, request: JobRequest, guards: Guards) -> SendPlan:
    """Decide what ``request`` means; asks the database only."""
    meant = catalogue.meant(request)
    alarm = Alarm(guards)
    ids, unseen, agreed = array("Q"), array("Q"), {}
    for offer in catalogue.offers(meant, changed_only=request.changed_only):
        changes = changed_in_ppm(offer)
        if request.changed_only and offer.external_id is not None and offer.base is not None and not changes:
            agreed[offer.product_id] = offer.digest
            continue
        ids.append(offer.product_id)
        alarm.watch(changes)
        if _is_unseen(offer, request):
            unseen.append(offer.product_id)
    alarm.looked_at = len(meant)
    unknown = catalogue.unknown_skus(request.skus) if request.mode is JobMode.INDIVIDUAL and request.skus else []
    return SendPlan(ids, unseen, tuple(unknown), alarm, agreed)


def stored_plan(catalogue: OutgoingCatalogue, ids: "array[int]", request: JobRequest, guards: Guards) -> SendPlan:
    """The products of a job that was planned before, as they are in PPM now."""
    alarm, unseen = Alarm(guards), array("Q")
    for offer in catalogue.offers(ids):
        alarm.watch(changed_in_ppm(offer))
        if _is_unseen(offer, request):
            unseen.append(offer.product_id)
    return SendPlan(ids, unseen, (), alarm, {})


def hold_to_guards(alarm: Alarm, request: JobRequest, to_confirm: int) -> None:
    """Let a job of ``to_confirm`` products go on, or stop it before anything is written.

    Raises:
        PpmError: the change is unusually big and nobody has confirmed this number of products.
    """
    if alarm.rings and request.confirmed != to_confirm:
        raise PpmError(
            cause="guard_stopped",
            n=str(to_confirm),
            off=str(alarm.switched_off),
            repriced=str(alarm.repriced),
            emptied=str(alarm.emptied),
        )


def _is_unseen(offer: Offer, request: JobRequest) -> bool:
    return offer.base is None or not request.changed_only


def page_size(total: int, connections: int, largest: int) -> int:
    """Products of one page."""
    return max(min(SMALLEST_PAGE, largest), min(largest, -(-total // (PAGES_PER_CONNECTION * connections))))


def pages_of(ids: Sequence[int], size: int) -> list[Sequence[int]]:
    """``ids`` in pages of ``size``."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]
