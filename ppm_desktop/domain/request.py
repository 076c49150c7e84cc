"""What a person asks for when they start a job, and its flat form in ``operation_params``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class JobRequest:
    """One job asked for, still without a shop: several shops chosen at once share one request.

    Attributes:
        category_id: The shop's own category id; required by `JobMode.CATEGORY`.
        skus: References to look for, in the person's order; for `JobMode.INDIVIDUAL`.
        product_ids: The shop's own product ids; for `JobMode.INDIVIDUAL`.

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

    def __post_init__(self) -> None:
        if self.mode is JobMode.CATEGORY and self.category_id is None:
            raise InvalidRequest("category_missing")
        if self.mode is JobMode.INDIVIDUAL and not (any(sku.strip() for sku in self.skus) or self.product_ids):
            raise InvalidRequest("products_missing")

    def to_params(self) -> dict[str, object]:
        """The flat JSON object that is stored, holding all that a retry needs."""
        params: dict[str, object] = {"policy": self.policy.value}
        if self.mode is JobMode.CATEGORY:
            params |= {"category_id": self.category_id, "include_subcategories": self.include_subcategories}
        if self.mode is JobMode.INDIVIDUAL:
            params |= {"skus": list(self.skus), "product_ids": list(self.product_ids)}
        return params

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
                policy=ConflictPolicy(str(flat.get("policy", ConflictPolicy.KEEP_PPM))),
            )
        except ValueError as error:
            raise InvalidRequest("unreadable") from error


def _sequence(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _integer(value: object) -> int | None:
    return None if value in (None, "") else int(str(value))
