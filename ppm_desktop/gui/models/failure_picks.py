"""Which failed products are picked, cause by cause: whole causes cost nothing, however many products they have."""

from collections.abc import Iterable, Mapping

from ppm_desktop.domain.causes import base_key
from ppm_desktop.domain.retry import RetryScope, RetryWish


class FailurePicks:
    """Of a cause either single products are picked, or all but some."""

    def __init__(self) -> None:
        self._single: dict[str, set[int]] = {}
        self._left_out: dict[str, set[int]] = {}

    def copied(self) -> "FailurePicks":
        """The same as it is now, for another thread."""
        other = FailurePicks()
        other._single = {cause: set(sequences) for cause, sequences in self._single.items()}
        other._left_out = {cause: set(sequences) for cause, sequences in self._left_out.items()}
        return other

    def has(self, cause: str, sequence: int) -> bool:
        """Whether a product is picked."""
        if cause in self._left_out:
            return sequence not in self._left_out[cause]
        return sequence in self._single.get(cause, ())

    def toggle(self, cause: str, sequence: int) -> None:
        """Pick a product, or let it go."""
        one_by_one = self._left_out.get(cause)
        if one_by_one is None:
            one_by_one = self._single.setdefault(cause, set())
        one_by_one ^= {sequence}

    def take_all(self, cause: str) -> None:
        """Pick every product of a cause."""
        self._single.pop(cause, None)
        self._left_out[cause] = set()

    def drop_all(self, cause: str) -> None:
        """Let all of them go."""
        self._single.pop(cause, None)
        self._left_out.pop(cause, None)

    def put(self, cause: str, sequences: Iterable[int], *, picked: bool) -> None:
        """Pick these products of a cause, or let them go."""
        takes_away = picked == (cause in self._left_out)
        kept = self._left_out[cause] if cause in self._left_out else self._single.setdefault(cause, set())
        if takes_away:
            kept.difference_update(sequences)
        else:
            kept.update(sequences)

    def count(self, cause: str, there: int) -> int:
        """How many are picked of the ``there`` products of a cause."""
        if cause in self._left_out:
            return max(0, there - len(self._left_out[cause]))
        return len(self._single.get(cause, ()))

    def wish(self, there: Mapping[str, int]) -> RetryWish | None:
        """The picked of all causes as a wish; None while `missing` ones have to be read for it."""
        whole = {cause for cause in there if cause in self._left_out and not self._left_out[cause]}
        if whole == there.keys():
            return RetryWish()
        picked = {cause for cause, number in there.items() if self.count(cause, number)}
        if picked == whole and not self._takes_more(whole, there):
            return RetryWish(RetryScope.CAUSE, causes=tuple(sorted(whole)))
        if any(cause in self._left_out for cause in picked):
            return None
        return self.wish_of({})

    def missing(self) -> tuple[str, ...]:
        """Causes of which all but some are picked."""
        return tuple(sorted(self._left_out))

    def wish_of(self, known: Mapping[str, Iterable[int]]) -> RetryWish:
        """The picked products one by one; ``known`` has all of those causes that are `missing`."""
        chosen = set().union(*self._single.values())
        for cause, sequences in known.items():
            chosen |= set(sequences) - self._left_out.get(cause, set())
        return RetryWish(RetryScope.SELECTION, sequences=tuple(sorted(chosen)))

    @staticmethod
    def _takes_more(whole: set[str], there: Mapping[str, int]) -> bool:
        """Whether a cause that tells nothing of its own would take in kinds of it that are not picked."""
        return any(":" in other and other not in whole and base_key(other) in whole for other in there)
