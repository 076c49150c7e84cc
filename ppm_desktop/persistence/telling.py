"""How repositories tell that jobs have changed."""

from collections.abc import Sequence
from typing import Protocol


class Tell(Protocol):
    """Gets the numbers of jobs that were written; must return at once."""

    def __call__(self, job_ids: Sequence[int], takeable: bool = False) -> None:
        """``takeable``: a worker may find something to take that was not to be had before."""


def tell_nobody(job_ids: Sequence[int], takeable: bool = False) -> None:
    """Where nobody listens."""
