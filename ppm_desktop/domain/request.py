"""What a person asks for when they start a job, and its flat form in ``operation_params``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import JobType


class JobMode(StrEnum):
    """Which products a job covers; the values of ``operation_mode``."""

    ALL = "all"
    CATEGORY = "category"
    INDIVIDUAL = "individual"


class ConflictPolicy(StrEnum):
    """What an import does with a field that changed on both sides since the last one."""

    KEEP_PPM = "keep_ppm"
    SHOP_WINS = "shop_wins"
    NOTE = "note"


class SendPolicy(StrEnum):
    """What a sync or export does with a product that changed on both sides since the last one.

    `KEEP_SHOP` leaves the product out; `NOTE` does so too and keeps the conflict for a person to decide.
    """

    PPM_WINS = "ppm_wins"
    KEEP_SHOP = "keep_shop"
    NOTE = "note"


SENDING = frozenset({JobType.SYNC, JobType.EXPORT})
"""The kinds of jobs that write to the shop."""


@dataclass(frozen=True, slots=True)
class JobRequest:
    """One job asked for, still without a shop: several shops chosen at once share one request.

    Attributes:
        category_id: Required by `JobMode.CATEGORY`: the shop's own id for an import, PPM's for sync and export.
        skus: References to look for, in the person's order; for `JobMode.INDIVIDUAL`.
        product_ids: For `JobMode.INDIVIDUAL`: the shop's own ids for an import, PPM's for sync and export.
        policy: Of an import; ``send_policy`` of sync and export.
        changed_only: Sync and export look only at what PPM changed since the last one.
        create_categories: An export makes categories that the shop lacks.
        trial_limit: Pause after so many products; 0 for no trial.
        undo_of: Number of the job whose values this sync restores.
        retry_of: Number of the job whose products this one does again; what they are stands in its stored plan.
        left_out: Products of PPM that an undo leaves as they are.
        confirmed: Number of products a person has agreed to where a guard asks; None when nobody was asked.

    Raises:
        InvalidRequest: the mode lacks what it needs.
    """

    type: JobType = JobType.IMPORT
    mode: JobMode = JobMode.ALL
    category_id: int | None = None
    include_subcategories: bool = False
    skus: tuple[str, ...] = ()
    product_ids: tuple[int, ...] = ()
    policy: ConflictPolicy = ConflictPolicy.KEEP_PPM
    send_policy: SendPolicy = SendPolicy.PPM_WINS
    changed_only: bool = True
    create_categories: bool = False
    trial_limit: int = 0
    undo_of: int | None = None
    retry_of: int | None = None
    left_out: tuple[int, ...] = ()
    confirmed: int | None = None

    def __post_init__(self) -> None:
        if self.mode is JobMode.CATEGORY and self.category_id is None:
            raise InvalidRequest("category_missing")
        named = any(sku.strip() for sku in self.skus) or self.product_ids or self.retry_of is not None
        if self.mode is JobMode.INDIVIDUAL and not named:
            raise InvalidRequest("products_missing")

    def to_params(self) -> dict[str, object]:
        """The flat JSON object that is stored, holding all that a retry needs."""
        params: dict[str, object] = self._sending_params() if self.sends else {"policy": self.policy.value}
        if self.mode is JobMode.CATEGORY:
            params |= {"category_id": self.category_id, "include_subcategories": self.include_subcategories}
        if self.mode is JobMode.INDIVIDUAL:
            params |= {"skus": list(self.skus), "product_ids": list(self.product_ids)}
        later: dict[str, object] = {"retry_of": self.retry_of, "trial_limit": self.trial_limit}
        return params | {name: value for name, value in later.items() if value}

    @property
    def sends(self) -> bool:
        """Whether the job writes to the shop."""
        return self.type in SENDING

    def _sending_params(self) -> dict[str, object]:
        params: dict[str, object] = {"policy": self.send_policy.value, "changed_only": self.changed_only}
        if self.confirmed is not None:
            params["confirmed"] = self.confirmed
        optional: dict[str, object] = {
            "create_categories": self.create_categories,
            "undo_of": self.undo_of,
            "left_out": list(self.left_out),
        }
        return params | {name: value for name, value in optional.items() if value}

    @classmethod
    def from_params(cls, job_type: JobType, mode: str, params: Mapping[str, object]) -> "JobRequest":
        """Read a stored request; the web application's nested ``{mode, options}`` form is understood too.

        Raises:
            InvalidRequest: what is stored makes no request.
        """
        options = params.get("options")
        flat: Mapping[str, object] = options if isinstance(options, Mapping) else params
        try:
            return cls(
                type=job_type,
                mode=JobMode(mode or str(params.get("mode", JobMode.ALL))),
                category_id=_integer(flat.get("category_id")),
                include_subcategories=bool(flat.get("include_subcategories", False)),
                skus=tuple(str(sku) for sku in _sequence(flat.get("skus"))),
                product_ids=tuple(int(str(number)) for number in _sequence(flat.get("product_ids"))),
                **_policy(job_type, flat.get("policy")),
                changed_only=bool(flat.get("changed_only", True)),
                create_categories=bool(flat.get("create_categories", False)),
                trial_limit=_integer(flat.get("trial_limit")) or 0,
                undo_of=_integer(flat.get("undo_of")),
                retry_of=_integer(flat.get("retry_of")),
                left_out=tuple(int(str(number)) for number in _sequence(flat.get("left_out"))),
                confirmed=_integer(flat.get("confirmed")),
            )
        except ValueError as error:
            raise InvalidRequest("unreadable") from error


class _Policy(TypedDict, total=False):
    policy: ConflictPolicy
    send_policy: SendPolicy


def _policy(job_type: JobType, stored: object) -> _Policy:
    if stored in (None, ""):
        return {}
    if job_type in SENDING:
        return {"send_policy": SendPolicy(str(stored))}
    return {"policy": ConflictPolicy(str(stored))}


def _sequence(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _integer(value: object) -> int | None:
    return None if value in (None, "") else int(str(value))
