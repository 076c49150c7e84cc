"""A shop as its own page shows it: how it is connected, what its key may do, its settings and its mappings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.permissions import PermissionMatrix, permission_matrix


class ConnectionStep(StrEnum):
    """The steps of a connection test, in their order."""

    ADDRESS = "address"
    WEBSERVICE = "webservice"
    KEY = "key"
    VERSION = "version"
    PERMISSIONS = "permissions"
    READ = "read"


class StepState(StrEnum):
    """How a step stands; one that was not reached has no result at all."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step of a connection test.

    Attributes:
        took_ms: None while it runs.
        cause: Key of `ppm_desktop.domain.causes.CAUSES` when it failed, with ``detail`` for support.
        facts: What its line mentions: ``host`` and ``until`` (ISO date, https only) of the address, ``version``,
            ``held`` and ``needed`` resources and the first ``resource`` and ``action`` that a key lacks, ``sku``
            of the product that was read; and what the sentence of the cause mentions.
    """

    step: ConnectionStep
    state: StepState
    took_ms: int | None = None
    cause: str = ""
    detail: str = ""
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """What a connection test found; empty values where it did not get so far.

    Attributes:
        steps: Those that ended, in order; the last one failed or is the last of all.
        languages: ISO codes of the shop's active languages.
        answer_ms: How long the shop took to say who it is.
        certificate_until: None for a shop without https.
    """

    steps: tuple[StepResult, ...] = ()
    version: str = ""
    shop_name: str = ""
    can_patch: bool = False
    permissions: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)
    languages: tuple[str, ...] = ()
    answer_ms: int | None = None
    product_count: int | None = None
    certificate_until: datetime | None = None

    @property
    def failure(self) -> StepResult | None:
        """The step that failed, None when all is well."""
        return next((one for one in self.steps if one.state is StepState.FAILED), None)

    @property
    def passed(self) -> bool:
        """Whether every step went well."""
        return len(self.steps) == len(ConnectionStep) and self.failure is None

    @property
    def may_add(self) -> bool:
        """Whether the test came far enough for the shop to be added: its permissions are known and suffice."""
        return any(one.step is ConnectionStep.PERMISSIONS and one.state is StepState.PASSED for one in self.steps)

    @property
    def matrix(self) -> PermissionMatrix:
        """What the key may do of what is needed."""
        return permission_matrix(self.permissions)


class ConnectionState(StrEnum):
    """How a shop stands by its last test; `FAILED` is any cause without a word of its own."""

    CONNECTED = "connected"
    OVERLOADED = "overloaded"
    KEY_REJECTED = "key_rejected"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    UNTESTED = "untested"
    SWITCHED_OFF = "switched_off"


_STATES = {
    "overloaded": ConnectionState.OVERLOADED,
    "too_many_requests": ConnectionState.OVERLOADED,
    "key_rejected": ConnectionState.KEY_REJECTED,
    "unsafe": ConnectionState.UNREACHABLE,
    "timeout": ConnectionState.UNREACHABLE,
    "connection_lost": ConnectionState.UNREACHABLE,
    "not_webservice": ConnectionState.UNREACHABLE,
}


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """Everything known of a shop but its key; what tests found is of the last one that came so far.

    Attributes:
        last_error: Key of the cause why the last test failed, None when it went well or there was none.
        permissions: None before the first test that got so far; ``can_patch`` likewise.
        last_sync_at: When the last import, sync or export of the shop ended that did anything.
        max_requests_per_minute: What a person allows, None for as many as the shop takes.
        offered_requests_per_minute: What the web application keeps for the shop: to be offered, not obeyed.
        guard_off_percent, guard_price_percent: The shop's own guards, None for those of all shops.
        price_group_id: PPM's price group that the shop's prices are, None for the default one.
    """

    summary: ShopSummary
    last_test_at: datetime | None = None
    last_error: str | None = None
    can_patch: bool | None = None
    permissions: Mapping[str, frozenset[str]] | None = field(default=None, hash=False)
    languages: tuple[str, ...] = ()
    answer_ms: int | None = None
    product_count: int | None = None
    certificate_until: datetime | None = None
    last_sync_at: datetime | None = None
    max_requests_per_minute: int | None = None
    offered_requests_per_minute: int | None = None
    guard_off_percent: float | None = None
    guard_price_percent: float | None = None
    price_group_id: int | None = None

    @property
    def state(self) -> ConnectionState:
        """How the shop stands."""
        if not self.summary.active:
            return ConnectionState.SWITCHED_OFF
        if self.last_test_at is None:
            return ConnectionState.UNTESTED
        if self.last_error is None:
            return ConnectionState.CONNECTED
        return _STATES.get(self.last_error, ConnectionState.FAILED)

    @property
    def matrix(self) -> PermissionMatrix | None:
        """What the key may do of what is needed, None while it is not known; nothing when it was rejected."""
        if self.last_error == "key_rejected":
            return permission_matrix({})
        return None if self.permissions is None else permission_matrix(self.permissions)

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look: the last test failed, or the key lacks something. Not when switched off."""
        if not self.summary.active or self.state is ConnectionState.UNTESTED:
            return False
        matrix = self.matrix
        return self.last_error is not None or (matrix is not None and not matrix.complete)


@dataclass(frozen=True, slots=True)
class ShopEdit:
    """Everything of a shop that a person can change, as it is to be.

    Attributes:
        key: A new key, None to keep the present one.
        leads: Whether its changes go into the products themselves; the shop that led until now follows then.
            The leading shop itself cannot simply stop: another one takes over.
    """

    name: str
    url: str
    key: str | None = field(default=None, repr=False)
    max_requests_per_minute: int | None = None
    leads: bool = False
    guard_off_percent: float | None = None
    guard_price_percent: float | None = None
    price_group_id: int | None = None

    @classmethod
    def of(cls, profile: ShopProfile) -> Self:
        """The shop as it is: what is not replaced stays."""
        return cls(
            profile.summary.name,
            profile.summary.url,
            None,
            profile.max_requests_per_minute,
            profile.summary.leads,
            profile.guard_off_percent,
            profile.guard_price_percent,
            profile.price_group_id,
        )


@dataclass(frozen=True, slots=True)
class RemovalFacts:
    """What goes with a shop that is removed for good.

    Attributes:
        active_job: Number of a job of the shop that has not ended: it cannot be removed then.
    """

    name: str
    linked_products: int
    jobs: int
    active_job: int | None = None
