"""What can go wrong in the practice shop: the kinds of faults, how they are ordered, and which strikes when."""

import re
import threading
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """Every fault by the name it is ordered by."""

    EMPTY_SKU = "empty_sku"
    DUPLICATE_SKU = "duplicate_sku"
    BROKEN_PRICE = "broken_price"
    INVALID_EAN = "invalid_ean"
    UNKNOWN_CATEGORY = "unknown_category"
    WRONG_KEY = "wrong_key"
    WEBSERVICE_OFF = "webservice_off"
    HTML_PAGE = "html_page"
    REDIRECT = "redirect"
    TIMEOUT = "timeout"
    HTTP_429 = "http_429"
    HTTP_500 = "http_500"
    HTTP_503 = "http_503"
    PHP_WARNING = "php_warning"
    TRUNCATED_XML = "truncated_xml"
    DROPPED = "dropped"
    ENTITY_BOMB = "entity_bomb"
    HUGE_ANSWER = "huge_answer"
    SLOW = "slow"

    @property
    def spoils_products(self) -> bool:
        """Whether it lies in the data from the start; the others disturb answers."""
        return self in _IN_PRODUCTS


_IN_PRODUCTS = frozenset(
    {
        FaultKind.EMPTY_SKU,
        FaultKind.DUPLICATE_SKU,
        FaultKind.BROKEN_PRICE,
        FaultKind.INVALID_EAN,
        FaultKind.UNKNOWN_CATEGORY,
    }
)

_DEFAULT_SECONDS = {FaultKind.TIMEOUT: 60.0, FaultKind.HTTP_429: 1.0, FaultKind.HTTP_503: 1.0, FaultKind.SLOW: 0.25}
"""How long it hangs, what it asks to wait, how much slower it answers."""

_ORDER = re.compile(r"^(?P<name>\w+)(?::(?P<times>\d+))?(?:@(?P<page>\d+))?(?:=(?P<seconds>\d+(?:\.\d+)?))?$")


class UnknownFault(ValueError):
    """A fault was ordered that does not exist, or badly; the text lists what does."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault as ordered.

    Attributes:
        times: Products it spoils, or requests it strikes before the shop recovers; None: every request (one product).
        page: Strike from this page of products on (1 is the first list of products with fields); None: any request.
        seconds: See the kind; None takes its default.
    """

    kind: FaultKind
    times: int | None = None
    page: int | None = None
    seconds: float | None = None

    @property
    def lasts_s(self) -> float:
        """Seconds that a timeout or slow answer takes, or that ``Retry-After`` asks for."""
        return _DEFAULT_SECONDS.get(self.kind, 0.0) if self.seconds is None else self.seconds


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """All faults a shop starts with."""

    faults: tuple[Fault, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "FaultPlan":
        """Read ``empty_sku:3,http_429:2,dropped:1@7,timeout:1=30``: name, times, page of products, seconds.

        Raises:
            UnknownFault: names every fault there is.
        """
        return cls(tuple(_parse_one(part.strip()) for part in text.split(",") if part.strip()))

    def in_products(self) -> dict[FaultKind, int]:
        """How many products each fault of the data spoils."""
        counts: dict[FaultKind, int] = {}
        for fault in self.faults:
            if fault.kind.spoils_products:
                counts[fault.kind] = counts.get(fault.kind, 0) + (1 if fault.times is None else fault.times)
        return counts


def _parse_one(order: str) -> Fault:
    match = _ORDER.match(order)
    names = {str(kind) for kind in FaultKind}
    if match is None or match["name"] not in names:
        valid = ", ".join(sorted(names))
        raise UnknownFault(
            f"'{order}' is not a fault. Write name, name:times, name:times@page or name:times=seconds,"
            f" with one of these names: {valid}"
        )
    seconds = match["seconds"]
    return Fault(
        FaultKind(match["name"]),
        int(match["times"]) if match["times"] else None,
        int(match["page"]) if match["page"] else None,
        float(seconds) if seconds else None,
    )


class Faults:
    """The faults that disturb answers, switched on and off while the shop runs. Thread-safe."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._armed: list[_Armed] = []
        self._pages = 0
        self._struck: list[FaultKind] = []
        self._broken: set[int] = set()
        for fault in faults:
            if not fault.kind.spoils_products:
                self._armed.append(_Armed(fault, _strikes(fault)))

    def arm(
        self, kind: FaultKind, *, times: int | None = None, page: int | None = None, seconds: float | None = None
    ) -> None:
        """Switch a fault on; see `Fault`. Pages are counted from the shop's start or the last `clear`.

        Raises:
            ValueError: the fault lies in products and cannot be switched on later.
        """
        if kind.spoils_products:
            raise ValueError(f"{kind} spoils products; it must be in the plan the shop starts with")
        fault = Fault(kind, times, page, seconds)
        with self._lock:
            self._armed.append(_Armed(fault, _strikes(fault)))

    def break_product(self, product_id: int) -> None:
        """Fail on every list of products with fields that has this one in it."""
        with self._lock:
            self._broken.add(product_id)

    def fails_on(self, product_ids: AbstractSet[int]) -> bool:
        """Whether a list of these products fails."""
        with self._lock:
            return not self._broken.isdisjoint(product_ids)

    def clear(self) -> None:
        """Switch all off and count pages from 1 again."""
        with self._lock:
            self._armed.clear()
            self._broken.clear()
            self._pages = 0

    @property
    def struck(self) -> Sequence[FaultKind]:
        """What has struck so far, in order."""
        with self._lock:
            return tuple(self._struck)

    def next_for(self, *, is_page: bool) -> Fault | None:
        """The fault that strikes a request, used up by it; None when it is answered in peace."""
        with self._lock:
            self._pages += is_page
            for armed in self._armed:
                place = armed.fault.page
                if place is not None and (not is_page or self._pages < place):
                    continue
                if armed.left is not None:
                    armed.left -= 1
                    if armed.left == 0:
                        self._armed.remove(armed)
                if len(self._struck) < _KEPT_STRIKES:
                    self._struck.append(armed.fault.kind)
                return armed.fault
        return None


_KEPT_STRIKES = 10_000


@dataclass(slots=True)
class _Armed:
    fault: Fault
    left: int | None


def _strikes(fault: Fault) -> int | None:
    """A fault at a page strikes once unless it was told how often."""
    if fault.times is None and fault.page is not None:
        return 1
    return fault.times
