"""Shops in memory that answer like the service: tested in steps, changed, switched off, removed and mapped."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from ppm_desktop.domain.errors import Cancelled, DatabaseUnavailable, InvalidRequest, PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.permissions import permission_matrix
from ppm_desktop.domain.shop_mapping import (
    CategoryMapping,
    CategoryMappings,
    PpmCategory,
    PriceGroup,
    PriceMapping,
    PriceMappings,
)
from ppm_desktop.domain.shop_profile import (
    ConnectionReport,
    ConnectionStep,
    RemovalFacts,
    ShopEdit,
    ShopProfile,
    StepResult,
    StepState,
)

OnStep = Callable[[StepResult], None]
ALL_RIGHTS = {row.resource: frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"}) for row in permission_matrix({}).rows}
TOOK_MS = {ConnectionStep.ADDRESS: 84, ConnectionStep.WEBSERVICE: 121, ConnectionStep.KEY: 118}


def rights_without(resource: str, *verbs: str) -> Mapping[str, frozenset[str]]:
    """Everything but ``verbs`` of ``resource``."""
    return ALL_RIGHTS | {resource: ALL_RIGHTS[resource] - frozenset(verbs)}


def report(
    failed: ConnectionStep | None = None,
    cause: str = "",
    *,
    permissions: Mapping[str, frozenset[str]] = ALL_RIGHTS,
    **facts: str,
) -> ConnectionReport:
    """A test that passed, or that failed at a step."""
    steps = []
    for step in ConnectionStep:
        if step is failed:
            steps.append(StepResult(step, StepState.FAILED, 90, cause, "", facts))
            break
        steps.append(StepResult(step, StepState.PASSED, TOOK_MS.get(step), facts=_facts(step, permissions)))
    known = len(steps) > list(ConnectionStep).index(ConnectionStep.KEY) + 1
    return ConnectionReport(
        tuple(steps),
        version="8.1.7" if known else "",
        permissions=permissions if known else {},
        can_patch=known,
        languages=("pl", "en") if failed is None else (),
        answer_ms=118 if known else None,
        product_count=1238 if failed is None else None,
        certificate_until=datetime(2026, 6, 2, 12, tzinfo=UTC),
    )


def _facts(step: ConnectionStep, permissions: Mapping[str, frozenset[str]]) -> Mapping[str, str]:
    matrix = permission_matrix(permissions)
    facts = {"held": str(matrix.held), "needed": str(matrix.needed)}
    if matrix.missing:
        facts |= {"resource": matrix.missing[0].resource, "action": matrix.missing[0].verb}
    return {
        ConnectionStep.ADDRESS: {"host": "mpptrade.example", "until": "2026-06-02"},
        ConnectionStep.VERSION: {"version": "8.1.7"},
        ConnectionStep.PERMISSIONS: facts,
        ConnectionStep.READ: {"sku": "KAY-150-0027", "products": "1238"},
    }.get(step, {})


@dataclass
class FakeDesk:
    """Shops in memory.

    Attributes:
        reports: What the test of an address finds; one that is not here passes.
        refuses: Raised by the next change.
        stops_at: The step at which a test waits to be broken off.
        tested: Numbers of shops in the order they were tested.
        known: Summaries that other fakes list; what is added goes there too.
    """

    rows: list[ShopProfile] = field(default_factory=list)
    reports: dict[str, ConnectionReport] = field(default_factory=dict)
    facts: dict[int, RemovalFacts] = field(default_factory=dict)
    refuses: PpmError | None = None
    stops_at: ConnectionStep | None = None
    away: bool = False
    tested: list[int] = field(default_factory=list)
    checked: list[tuple[str, str | None]] = field(default_factory=list)
    added: list[tuple[str, str, str]] = field(default_factory=list)
    edits: list[tuple[int, ShopEdit]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    known: list[ShopSummary] = field(default_factory=list)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def profiles(self) -> Sequence[ShopProfile]:
        """All shops by name."""
        if self.away:
            raise DatabaseUnavailable("the server does not answer")
        return sorted(self.rows, key=lambda one: one.summary.id)

    def profile(self, shop_id: int) -> ShopProfile:
        """One shop."""
        return next(one for one in self.rows if one.summary.id == shop_id)

    def check(
        self, url: str, key: str, on_step: OnStep | None = None, stop: threading.Event | None = None
    ) -> ConnectionReport:
        """What was prepared for the address."""
        self._refuse()
        self.checked.append((url, key))
        return self._told(self.reports.get(url, report()), on_step)

    def check_edit(
        self,
        shop_id: int,
        url: str,
        key: str | None,
        on_step: OnStep | None = None,
        stop: threading.Event | None = None,
    ) -> ConnectionReport:
        """The same, with the present key where none is given."""
        self._refuse()
        self.checked.append((url, key))
        return self._told(self.reports.get(url, report()), on_step)

    def test(
        self, shop_id: int, on_step: OnStep | None = None, stop: threading.Event | None = None
    ) -> ConnectionReport:
        """What was prepared for the shop's address, and keep it."""
        self._refuse()
        found = self.reports.get(self.profile(shop_id).summary.url, report())
        self.tested.append(shop_id)
        self._note(shop_id, found)
        return found

    def add(self, name: str, url: str, key: str, report: ConnectionReport | None = None) -> ShopSummary:
        """Keep the shop, and its key for the test to see."""
        self._refuse()
        shop = ShopSummary(len(self.rows) + 1, name, url)
        self.known.append(shop)
        self.added.append((name, url, key))
        self.rows.append(ShopProfile(shop))
        if report is not None:
            self._note(shop.id, report)
        return shop

    def edit(self, shop_id: int, edit: ShopEdit) -> ShopProfile:
        """Change the shop."""
        self._refuse()
        self.edits.append((shop_id, edit))
        before = self.profile(shop_id)
        summary = replace(before.summary, name=edit.name, url=edit.url, leads=edit.leads)
        return self._put(
            replace(
                before,
                summary=summary,
                max_requests_per_minute=edit.max_requests_per_minute,
                guard_off_percent=edit.guard_off_percent,
                guard_price_percent=edit.guard_price_percent,
                price_group_id=edit.price_group_id,
            )
        )

    def switch(self, shop_id: int, *, active: bool) -> ShopProfile:
        """Switch it off or on."""
        self._refuse()
        before = self.profile(shop_id)
        return self._put(replace(before, summary=replace(before.summary, active=active)))

    def removal(self, shop_id: int) -> RemovalFacts:
        """What was prepared, or what the shop itself says."""
        shop = self.profile(shop_id).summary
        return self.facts.get(shop_id, RemovalFacts(shop.name, shop.linked_products, 41))

    def remove(self, shop_id: int, typed_name: str) -> None:
        """Remove it when its name was typed."""
        self._refuse()
        if typed_name != self.profile(shop_id).summary.name:
            raise InvalidRequest("name_mismatch", name=self.profile(shop_id).summary.name)
        self.removed.append(shop_id)
        self.rows = [one for one in self.rows if one.summary.id != shop_id]

    def _told(self, found: ConnectionReport, on_step: OnStep | None) -> ConnectionReport:
        for one in found.steps:
            if on_step is not None:
                on_step(StepResult(one.step, StepState.RUNNING))
            if one.step is self.stops_at:
                raise Cancelled
            if on_step is not None:
                on_step(one)
        return found

    def _note(self, shop_id: int, found: ConnectionReport) -> None:
        before, failure = self.profile(shop_id), found.failure
        self._put(
            replace(
                before,
                summary=replace(before.summary, version=found.version or before.summary.version),
                last_test_at=self.now(),
                last_error=None if failure is None else failure.cause,
                permissions=found.permissions or before.permissions,
                can_patch=found.can_patch,
                languages=found.languages or before.languages,
                answer_ms=found.answer_ms,
                product_count=found.product_count or before.product_count,
            )
        )

    def _put(self, profile: ShopProfile) -> ShopProfile:
        self.rows = [profile if one.summary.id == profile.summary.id else one for one in self.rows]
        return profile

    def _refuse(self) -> None:
        if self.refuses is not None:
            raise self.refuses


@dataclass
class FakeMappings:
    """Mappings in memory; ``error`` is raised instead of the shop's answer."""

    tree: list[CategoryMapping] = field(default_factory=list)
    choices: list[PpmCategory] = field(default_factory=list)
    groups: list[PriceMapping] = field(default_factory=list)
    price_choices: list[PriceGroup] = field(
        default_factory=lambda: [PriceGroup(1, "Detal", True), PriceGroup(2, "B2B")]
    )
    readable: bool = True
    error: PpmError | None = None
    refuses: PpmError | None = None
    kept: list[CategoryMapping | PriceMapping] = field(default_factory=list)

    def categories(self, shop_id: int) -> CategoryMappings:
        """The tree."""
        if self.error is not None:
            raise self.error
        return CategoryMappings(tuple(self.tree), tuple(self.choices))

    def map_category(self, shop_id: int, mapping: CategoryMapping) -> None:
        """Note it."""
        self._keep(mapping)

    def price_groups(self) -> Sequence[PriceGroup]:
        """PPM's price groups."""
        return self.price_choices

    def prices(self, shop_id: int) -> PriceMappings:
        """The groups of customers."""
        if self.error is not None:
            raise self.error
        return PriceMappings(tuple(self.groups), tuple(self.price_choices), 1, self.readable)

    def map_price_group(self, shop_id: int, mapping: PriceMapping) -> None:
        """Note it."""
        self._keep(mapping)

    def _keep(self, mapping: CategoryMapping | PriceMapping) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.kept.append(mapping)


def seven(now: datetime) -> FakeDesk:
    """The shops of the pictures: three of them need attention."""
    hours = timedelta(hours=1)
    made: tuple[tuple[str, str, str, int, timedelta, str | None, Mapping[str, frozenset[str]]], ...] = (
        ("KAYO Parts PL", "kayoparts.example", "8.1.7", 1238, 1 * hours, None, ALL_RIGHTS),
        ("B2B Test DEV", "b2b-test.example", "8.2.0", 320, 0.2 * hours, "overloaded", ALL_RIGHTS),
        ("MPP Trade CZ", "mpptrade.example", "1.7.8.11", 874, 0 * hours, None, ALL_RIGHTS),
        (
            "MRF Racing DE",
            "mrf-racing.example",
            "8.1.7",
            2412,
            6 * hours,
            None,
            rights_without("stock_availables", "PUT", "PATCH"),
        ),
        ("Pitbike Store SK", "pitbikestore.example", "8.0.5", 2310, 0 * hours, None, ALL_RIGHTS),
        ("YCF Polska", "ycf.example", "1.7.8.8", 150, 41 / 60 * hours, None, ALL_RIGHTS),
        ("MPP Trade HU", "mpptrade-hu.example", "9.0.1", 86, 20 * hours, "key_rejected", {}),
    )
    rows = []
    for number, (name, host, version, products, since, error, rights) in enumerate(made, start=1):
        shop = ShopSummary(
            number, name, f"https://{host}", linked_products=products, leads=number == 1, version=version
        )
        rows.append(
            ShopProfile(
                shop,
                last_test_at=now - timedelta(minutes=8),
                last_error=error,
                can_patch=version.startswith("8"),
                permissions=rights,
                languages=("de", "en") if name.endswith("DE") else ("pl", "en"),
                answer_ms=201,
                product_count=products,
                certificate_until=datetime(2027, 3, 14, 12, tzinfo=UTC),
                last_sync_at=now - since,
                max_requests_per_minute=120 if number == 4 else None,
            )
        )
    return FakeDesk(rows, now=lambda: now)


def mapped() -> FakeMappings:
    """A small tree and three groups of customers."""
    paths = ("Motocykle", "Motocykle / Pit Bike", "Motocykle / Quady", "Części", "Części / Silnik", "Części / Hamulce")
    choices = [PpmCategory(number, path) for number, path in enumerate(paths, start=100)]
    shop = (
        CategoryMapping(3, "Motocykle", 100, "Motocykle"),
        CategoryMapping(4, "Motocykle / Pit Bike", 101, "Motocykle / Pit Bike"),
        CategoryMapping(5, "Części", 103, "Części"),
        CategoryMapping(6, "Części / Silnik"),
        CategoryMapping(7, "Części / Hamulce"),
        CategoryMapping(8, "Wyprzedaż"),
    )
    groups = [PriceMapping(1, "Gość"), PriceMapping(2, "Klient"), PriceMapping(3, "Hurtownik", 2)]
    return FakeMappings(list(shop), choices, groups)
