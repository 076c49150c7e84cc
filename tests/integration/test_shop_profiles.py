"""What is kept of shops beside their rows: tests, settings, who leads; and shops that go; on both engines."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text, update

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer, ItemOutcome, ItemRecord, JobProgress
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.shop_mapping import CategoryMapping, PriceMapping
from ppm_desktop.domain.shop_profile import (
    ConnectionReport,
    ConnectionState,
    ConnectionStep,
    ShopEdit,
    StepResult,
    StepState,
)
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.shop_mappings import ShopMappingRepository
from ppm_desktop.persistence.shop_profiles import ShopProfiles
from ppm_desktop.persistence.shop_removal import ShopRemoval
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import (
    CategoryRow,
    JobItemRow,
    JobRow,
    PriceGroupRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ShopMappingRow,
    TombstoneRow,
    WarehouseRow,
)

ANNA = Computer("biuro-1", "anna")
SHARED = SharedSettings()
GOOD = ConnectionReport(
    tuple(StepResult(step, StepState.PASSED, 1) for step in ConnectionStep),
    version="8.1.7",
    permissions={"products": frozenset({"GET", "PATCH"}), "stock_availables": frozenset({"PATCH"})},
    languages=("pl", "en"),
    answer_ms=84,
    product_count=150,
    certificate_until=datetime(2027, 6, 2, 12, tzinfo=UTC),
)


@pytest.fixture
def shops(database: Database) -> ShopRepository:
    return ShopRepository(database)


@pytest.fixture
def profiles(database: Database, shops: ShopRepository) -> ShopProfiles:
    return ShopProfiles(database, shops)


@pytest.fixture
def removal(database: Database, shops: ShopRepository) -> ShopRemoval:
    return ShopRemoval(database, shops, SHARED)


@pytest.fixture
def kayo(shops: ShopRepository) -> ShopSummary:
    return shops.add("KAYO Parts PL", "https://kayo.example", "one")


def failed_at(step: ConnectionStep, cause: str) -> ConnectionReport:
    earlier = list(ConnectionStep)[: list(ConnectionStep).index(step)]
    passed = tuple(StepResult(one, StepState.PASSED, 1) for one in earlier)
    return ConnectionReport((*passed, StepResult(step, StepState.FAILED, 1, cause)))


def ended_job(database: Database, shop: ShopSummary) -> int:
    (job,) = JobRepository(database, ANNA, SHARED).create(JobRequest(), [shop.id], batch=False)
    leases = LeaseRepository(database, ANNA, SHARED)
    lease = leases.claim(job.id, "runner")
    assert lease is not None
    leases.flush(lease, JobProgress(total=1), [ItemRecord(1, "A-1", "x", ItemOutcome.CREATED, 1)], None)
    with database.begin() as connection:
        done = {"status": "completed", "processed_items": 1, "completed_at": datetime(2026, 11, 25, 10, tzinfo=UTC)}
        connection.execute(update(JobRow).where(JobRow.id == job.id).values(**done))
    return job.id


def test_a_test_is_kept_and_a_failed_one_keeps_what_it_did_not_get_to(
    profiles: ShopProfiles, kayo: ShopSummary
) -> None:
    assert profiles.one(kayo.id).state is ConnectionState.UNTESTED
    profiles.note(kayo.id, GOOD)
    good = profiles.one(kayo.id)
    assert (good.state, good.summary.version, good.can_patch) == (ConnectionState.CONNECTED, "8.1.7", True)
    assert (good.languages, good.answer_ms, good.product_count) == (("pl", "en"), 84, 150)
    assert good.certificate_until == GOOD.certificate_until
    assert good.permissions == GOOD.permissions
    profiles.note(kayo.id, failed_at(ConnectionStep.ADDRESS, "timeout"))
    away = profiles.one(kayo.id)
    assert (away.state, away.last_error) == (ConnectionState.UNREACHABLE, "timeout")
    assert replace(away, last_error=None, last_test_at=good.last_test_at) == good
    profiles.note(kayo.id, failed_at(ConnectionStep.KEY, "key_rejected"))
    rejected = profiles.one(kayo.id)
    assert rejected.state is ConnectionState.KEY_REJECTED
    assert rejected.matrix is not None
    assert (rejected.matrix.held, rejected.matrix.needed) == (0, 12)


def test_the_last_sync_is_the_end_of_the_last_job_that_did_anything(
    database: Database, profiles: ShopProfiles, kayo: ShopSummary
) -> None:
    assert profiles.one(kayo.id).last_sync_at is None
    ended_job(database, kayo)
    assert profiles.one(kayo.id).last_sync_at == datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_everything_of_a_shop_is_changed_and_its_key_only_when_given(
    database: Database, shops: ShopRepository, profiles: ShopProfiles, kayo: ShopSummary
) -> None:
    with database.begin() as connection:
        added = connection.execute(insert(PriceGroupRow).values(name="Hurt", code="wholesale"))
        (group,) = added.inserted_primary_key or (0,)
    wanted = ShopEdit("Kayo", "https://k.example", None, 120, True, 5.0, 12.5, group)
    profiles.edit(kayo.id, wanted, None)
    assert ShopEdit.of(profiles.one(kayo.id)) == wanted
    assert shops.encrypted_key(kayo.id) == "one"
    profiles.edit(kayo.id, replace(wanted, max_requests_per_minute=None, guard_off_percent=None), "two")
    assert shops.encrypted_key(kayo.id) == "two"
    assert shops.request_limit(kayo.id) is None
    with pytest.raises(InvalidRequest, match="price_group_unknown"):
        profiles.edit(kayo.id, replace(wanted, price_group_id=group + 1), None)


def test_leading_moves_from_one_shop_to_another_and_never_to_none(
    shops: ShopRepository, profiles: ShopProfiles, kayo: ShopSummary
) -> None:
    other = shops.add("Pit Bike", "https://pitbike.example", "two")
    with pytest.raises(InvalidRequest, match="leader_needed"):
        profiles.edit(kayo.id, replace(ShopEdit.of(profiles.one(kayo.id)), leads=False), None)
    profiles.edit(other.id, replace(ShopEdit.of(profiles.one(other.id)), leads=True), None)
    assert [(shop.name, shop.leads) for shop in shops.list()] == [("KAYO Parts PL", False), ("Pit Bike", True)]


@pytest.mark.parametrize(
    ("name", "url"), [("kayo parts pl", "https://pitbike.example"), ("Pit Bike", "https://kayo.example")]
)
def test_a_name_or_address_of_another_shop_is_refused(
    shops: ShopRepository, profiles: ShopProfiles, kayo: ShopSummary, name: str, url: str
) -> None:
    other = shops.add("Pit Bike", "https://pitbike.example", "two")
    before = ShopEdit.of(profiles.one(other.id))
    with pytest.raises(InvalidRequest, match="shop_exists"):
        profiles.edit(other.id, replace(before, name=name, url=url), None)
    assert ShopEdit.of(profiles.one(other.id)) == before


def test_a_shop_switched_off_stays_listed_and_takes_no_job(
    database: Database, profiles: ShopProfiles, kayo: ShopSummary
) -> None:
    profiles.switch(kayo.id, active=False)
    assert [one.state for one in profiles.all()] == [ConnectionState.SWITCHED_OFF]
    with pytest.raises(InvalidRequest, match="shop_off"):
        JobRepository(database, ANNA, SHARED).create(JobRequest(), [kayo.id], batch=False)
    profiles.switch(kayo.id, active=True)
    assert JobRepository(database, ANNA, SHARED).create(JobRequest(), [kayo.id], batch=False)


def test_a_removed_shop_takes_its_links_and_jobs_along_and_tells_other_desktops(
    database: Database, shops: ShopRepository, profiles: ShopProfiles, removal: ShopRemoval, kayo: ShopSummary
) -> None:
    other = shops.add("Pit Bike", "https://pitbike.example", "two")
    job_id = ended_job(database, kayo)
    with database.begin() as connection:
        (product_id,) = connection.execute(insert(ProductRow).values(sku="A-1", name="x")).inserted_primary_key or (0,)
        link = {"product_id": product_id, "shop_id": kayo.id, "prestashop_product_id": 11}
        connection.execute(insert(ProductShopDataRow).values(**link))
        own = {"code": "kayo", "name": "Kayo", "type": "shop_linked", "shop_id": kayo.id}
        (warehouse_id,) = connection.execute(insert(WarehouseRow).values(**own)).inserted_primary_key or (0,)
        stock = {"product_id": product_id, "warehouse_id": warehouse_id, "quantity": 7}
        connection.execute(insert(ProductStockRow).values(**stock))
    facts = removal.facts(kayo.id)
    assert (facts.linked_products, facts.jobs, facts.active_job) == (1, 1, None)
    removal.remove(kayo.id)
    assert [(one.summary.name, one.summary.leads) for one in profiles.all()] == [("Pit Bike", True)]
    with database.read() as connection:
        assert connection.scalars(select(TombstoneRow.job_id)).all() == [job_id]
        assert not connection.scalars(select(ProductShopDataRow.id)).all()
        assert not connection.scalars(select(JobItemRow.job_id)).all()
        assert connection.scalars(select(ProductRow.sku)).all() == ["A-1"], "products stay"
        assert connection.scalars(select(ProductStockRow.quantity)).all() == [7], "and what a warehouse holds"
    assert profiles.one(other.id).summary == replace(other, leads=True)


def test_a_shop_with_a_job_that_has_not_ended_is_not_removed(
    database: Database, profiles: ShopProfiles, removal: ShopRemoval, kayo: ShopSummary
) -> None:
    (job,) = JobRepository(database, ANNA, SHARED).create(JobRequest(), [kayo.id], batch=False)
    assert removal.facts(kayo.id).active_job == job.id
    with pytest.raises(InvalidRequest, match="shop_busy"):
        removal.remove(kayo.id)
    assert [one.summary.active for one in profiles.all()] == [True]


def test_the_web_applications_own_limit_is_offered_where_its_column_exists(
    database: Database, shops: ShopRepository, profiles: ShopProfiles, kayo: ShopSummary
) -> None:
    assert profiles.one(kayo.id).offered_requests_per_minute is None
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE prestashop_shops ADD COLUMN rate_limit_per_minute INT DEFAULT 60"))
        connection.execute(text("UPDATE prestashop_shops SET rate_limit_per_minute = 45"))
    offering = ShopProfiles(database, shops).one(kayo.id)
    assert (offering.offered_requests_per_minute, offering.max_requests_per_minute) == (45, None)
    assert shops.request_limit(kayo.id) is None, "offered, not obeyed"


def test_a_category_is_mapped_once_on_either_side_and_cleared(database: Database, kayo: ShopSummary) -> None:
    mappings = ShopMappingRepository(database)
    with database.begin() as connection:
        ids = [
            (connection.execute(insert(CategoryRow).values(name=name, level=2)).inserted_primary_key or (0,))[0]
            for name in ("Silnik", "Koła")
        ]
    mappings.map_category(kayo.id, CategoryMapping(10, "Engine", ids[0]), "Engine")
    mappings.map_category(kayo.id, CategoryMapping(11, "Wheels", ids[0]), "Wheels")
    assert mappings.categories(kayo.id) == {11: (ids[0], "Wheels")}
    mappings.map_category(kayo.id, CategoryMapping(11, "Wheels", ids[1]), "Wheels")
    assert mappings.categories(kayo.id) == {11: (ids[1], "Wheels")}
    with pytest.raises(InvalidRequest, match="category_unknown"):
        mappings.map_category(kayo.id, CategoryMapping(11, "Wheels", 999), "Wheels")
    mappings.map_category(kayo.id, CategoryMapping(11, "Wheels", None), "Wheels")
    with database.read() as connection:
        assert not connection.scalars(select(ShopMappingRow.id)).all()


def test_a_group_of_customers_gets_a_price_group_and_loses_it(database: Database, kayo: ShopSummary) -> None:
    mappings = ShopMappingRepository(database)
    (retail,) = mappings.price_groups()
    assert retail.default
    mappings.map_price_group(kayo.id, PriceMapping(4, "Hurt", retail.id))
    assert mappings.prices(kayo.id) == [PriceMapping(4, "Hurt", retail.id)]
    with pytest.raises(InvalidRequest, match="price_group_unknown"):
        mappings.map_price_group(kayo.id, PriceMapping(4, "Hurt", 999))
    mappings.map_price_group(kayo.id, PriceMapping(4, "Hurt", None))
    assert mappings.prices(kayo.id) == []
    assert mappings.base_price_group(kayo.id) == retail.id
