"""Doing parts of a job once more: which parts, and what came of the wish."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobSnapshot


class RetryScope(StrEnum):
    """Which products of a job a new one does again."""

    FAILED = "failed"
    CAUSE = "cause"
    SELECTION = "selection"
    UNREACHED = "unreached"
    FAILED_AND_UNREACHED = "failed_and_unreached"
    EVERYTHING = "everything"

    @property
    def takes_failed(self) -> bool:
        """Whether products that failed are meant."""
        return self not in (RetryScope.UNREACHED, RetryScope.EVERYTHING)

    @property
    def takes_unreached(self) -> bool:
        """Whether products that the job never came to are meant."""
        return self in (RetryScope.UNREACHED, RetryScope.FAILED_AND_UNREACHED)


@dataclass(frozen=True, slots=True)
class RetryWish:
    """What a person wants done again.

    Attributes:
        causes: Keys of causes, for `RetryScope.CAUSE`.
        sequences: Places in the job's ledger, for `RetryScope.SELECTION`.
        skus: Products by their SKU instead, for `RetryScope.SELECTION`.
    """

    scope: RetryScope = RetryScope.FAILED
    causes: tuple[str, ...] = ()
    sequences: tuple[int, ...] = ()
    skus: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """64 hex digits; equal for wishes that mean the same, so that two of them make one job."""
        parts = (self.scope.value, sorted(self.causes), sorted(self.sequences), sorted(self.skus))
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Retried:
    """What came of a wish.

    Attributes:
        job: The job that does it.
        new: False when an earlier equal wish is still being done by ``job``.
        products: How many products it takes, None where that is known only once the shop was asked.
        left_out: Failed products that have succeeded meanwhile.
        aloud: It is told of; of wishes that were made together one word is enough.
    """

    job: JobSnapshot
    new: bool
    products: int | None = None
    left_out: int = 0
    aloud: bool = True


@dataclass(frozen=True, slots=True)
class RetriedBatch:
    """What came of a wish for a whole batch.

    Attributes:
        made: What came of it for each job of which something is left to do.
        error: Why there is nothing for some other jobs, None when there are none.
    """

    made: tuple[Retried, ...]
    error: PpmError | None = None
