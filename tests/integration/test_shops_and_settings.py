"""Shops, shared settings and the ledger as stored, on both engines."""

import logging
from dataclasses import replace

import pytest
from sqlalchemy import insert, select, update

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer, ItemOutcome, ItemRecord, JobProgress
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.items import CHUNK, ItemRepository
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.settings import load_shared, save_shared
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import ProductRow, ProductShopDataRow, SettingRow, ShopRow
from tests.fakes.statements import StatementCounter

ANNA = Computer("biuro-1", "anna")
SHARED = SharedSettings()


@pytest.fixture
def shops(database: Database) -> ShopRepository:
    return ShopRepository(database)


def test_first_shop_leads_and_later_ones_follow(shops: ShopRepository) -> None:
    first = shops.add("KAYO Parts PL", "https://kayo.example", "one")
    second = shops.add("Pit Bike", "https://pitbike.example", "two")
    assert (first.leads, second.leads) == (True, False)
    assert [(shop.name, shop.leads) for shop in shops.list()] == [("KAYO Parts PL", True), ("Pit Bike", False)]


def test_shop_is_found_by_name_whatever_its_case_or_by_number(shops: ShopRepository) -> None:
    shop = shops.add("KAYO Parts PL", "https://kayo.example", "one")
    assert shops.find("kayo parts pl") == shops.find(str(shop.id)) == shop
    assert shops.find("nobody") is None
    named_like_a_number = shops.add("2024", "https://y.example", "two")
    assert shops.find("2024") == named_like_a_number


@pytest.mark.parametrize(
    ("name", "url"), [("KAYO PARTS PL", "https://other.example"), ("Other", "https://kayo.example")]
)
def test_second_shop_of_a_name_or_address_is_refused(shops: ShopRepository, name: str, url: str) -> None:
    shops.add("KAYO Parts PL", "https://kayo.example", "one")
    with pytest.raises(InvalidRequest, match="shop_exists"):
        shops.add(name, url, "two")
    assert len(shops.list()) == 1


def test_keys_are_read_on_their_own_and_never_with_a_list(database: Database, shops: ShopRepository) -> None:
    shop = shops.add("KAYO Parts PL", "https://kayo.example", "ciphertext")
    assert shops.encrypted_key(shop.id) == "ciphertext"
    with pytest.raises(InvalidRequest, match="shop_unknown"):
        shops.encrypted_key(999)
    with StatementCounter(database) as counter:
        shops.list(include_inactive=True)
        shops.find("KAYO Parts PL")
    assert not any("API_KEY" in statement for statement in counter.statements)


def test_list_shows_links_the_running_job_and_only_shops_that_are_on(database: Database, shops: ShopRepository) -> None:
    shop = shops.add("KAYO Parts PL", "https://kayo.example", "one")
    off = shops.add("Old", "https://old.example", "two")
    with database.begin() as connection:
        connection.execute(update(ShopRow).where(ShopRow.id == off.id).values(is_active=False))
        for number, external_id in ((1, 11), (2, None)):
            (product_id,) = connection.execute(
                insert(ProductRow).values(sku=f"A-{number}", name="x")
            ).inserted_primary_key or (0,)
            link = {"product_id": product_id, "shop_id": shop.id, "prestashop_product_id": external_id}
            connection.execute(insert(ProductShopDataRow).values(**link))
    (job,) = JobRepository(database, ANNA, SHARED).create(JobRequest(), [shop.id], batch=False)
    assert LeaseRepository(database, ANNA, SHARED).claim(job.id, "runner")
    (listed,) = shops.list()
    assert listed == replace(shop, linked_products=1, busy_with=job.id)
    assert [one.name for one in shops.list(include_inactive=True)] == ["KAYO Parts PL", "Old"]
    with pytest.raises(InvalidRequest, match="shop_off"):
        JobRepository(database, ANNA, SHARED).create(JobRequest(), [off.id], batch=False)


def test_only_settings_that_differ_from_their_default_are_stored(database: Database) -> None:
    assert load_shared(database) == SHARED
    changed = save_shared(database, poll_s=4, catalogue_language="en", import_page_size=100)
    assert changed == replace(SHARED, poll_s=4.0, catalogue_language="en", import_page_size=100)
    assert load_shared(database) == changed
    save_shared(database, poll_s=SHARED.poll_s, import_page_size=50)
    assert load_shared(database) == replace(SHARED, catalogue_language="en", import_page_size=50)
    with database.read() as connection:
        assert set(connection.scalars(select(SettingRow.name))) == {"catalogue_language", "import_page_size"}


def test_settings_of_a_newer_program_and_broken_ones_are_passed_over(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with database.begin() as connection:
        for name, value in (("of_tomorrow", 1), ("poll_s", "often"), ("import_page_size", 2.5), ("home_country", "DE")):
            connection.execute(insert(SettingRow).values(name=name, value=value))
    with caplog.at_level(logging.WARNING):
        assert load_shared(database) == replace(SHARED, home_country="DE")
    assert len(caplog.records) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"of_tomorrow": 1},
        {"poll_s": "often"},
        {"import_page_size": 2.5},
        {"home_country": 5},
        {"archive_jobs": "yes"},
    ],
)
def test_wrong_settings_are_no_request(database: Database, changes: dict[str, int | float | str]) -> None:
    with pytest.raises(InvalidRequest):
        save_shared(database, **changes)


def test_failures_are_paged_by_sequence_and_the_ledger_is_streamed_whole(
    database: Database, shops: ShopRepository
) -> None:
    shop = shops.add("KAYO Parts PL", "https://kayo.example", "one")
    (job,) = JobRepository(database, ANNA, SHARED).create(JobRequest(), [shop.id], batch=False)
    leases = LeaseRepository(database, ANNA, SHARED)
    lease = leases.claim(job.id, "runner")
    assert lease is not None
    records = [
        ItemRecord(number, f"S-{number}", "x", ItemOutcome.CREATED if number % 10 else ItemOutcome.FAILED, number)
        for number in range(1, CHUNK + 51)
    ]
    leases.flush(lease, JobProgress(total=len(records)), records, None)
    items = ItemRepository(database)
    assert [one.sequence for one in items.failures(job.id, 3)] == [10, 20, 30]
    assert [one.sequence for one in items.failures(job.id, 3, after=30)] == [40, 50, 60]
    assert list(items.outcomes(job.id)) == records
    assert [(one.cause, one.count) for one in items.causes(job.id)] == [("unknown", (CHUNK + 50) // 10)]
