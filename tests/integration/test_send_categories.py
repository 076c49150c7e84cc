"""Categories that a product has in the shop alone: a sync leaves them, and undoing it brings no others."""

import pytest
from sqlalchemy import delete, insert, select, update

from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.tables import CategoryRow, ProductCategoryRow, ShopMappingRow
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import product_id
from tests.fakes.office import Office

HOME = 2
SYNC = JobRequest(type=JobType.SYNC)


@pytest.fixture
def linked(small_office: Office, shop: PracticeShop) -> ShopSummary:
    """The shop, all of whose products PPM has imported."""
    added = small_office.add_shop(shop)
    small_office.import_from(added)
    return added


def sync(office: Office, shop: ShopSummary, request: JobRequest = SYNC) -> JobSnapshot:
    (job,) = office.create(request, [shop])
    return office.run(job)


def categories(shop: PracticeShop, number: int) -> tuple[str, set[int]]:
    """The default category of a product, and all it is in."""
    row = shop.catalogue.tables["products"].rows[number]
    return row.values["id_category_default"], {int(item[0]) for item in row.items["categories"]}


def put_into_another(office: Office, sku: str) -> int:
    """Put PPM's product into one more category that the shop has too; returns the shop's id."""
    number = product_id(office.parts.database, sku)
    with office.parts.database.begin() as connection:
        inside = select(ProductCategoryRow.category_id).where(ProductCategoryRow.product_id == number)
        ppm_id, shop_id = connection.execute(
            select(CategoryRow.id, ShopMappingRow.prestashop_id)
            .join(ShopMappingRow, ShopMappingRow.ppm_value == CategoryRow.id.cast(ShopMappingRow.ppm_value.type))
            .where(CategoryRow.id.not_in(inside), ShopMappingRow.prestashop_id > HOME)
            .limit(1)
        ).one()
        row = connection.execute(
            select(ProductCategoryRow).where(ProductCategoryRow.product_id == number).limit(1)
        ).mappings()
        values = dict(row.one()) | {"category_id": ppm_id, "is_primary": False}
        values.pop("id", None)
        connection.execute(insert(ProductCategoryRow).values(**values))
    return int(shop_id)


def test_a_category_without_a_counterpart_stays_and_so_does_the_default(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    sync(small_office, linked)
    number = shop.catalogue.product_ids()[0]
    default, before = categories(shop, number)
    with small_office.parts.database.begin() as connection:
        connection.execute(delete(ShopMappingRow).where(ShopMappingRow.prestashop_id == int(default)))
    added = put_into_another(small_office, shop.catalogue.reference(number))
    sync(small_office, linked)
    assert categories(shop, number) == (default, before | {added})


def test_home_stays_the_default_category_and_undo_takes_only_the_new_one_out(
    small_office: Office, shop: PracticeShop
) -> None:
    number = shop.catalogue.product_ids()[0]
    _, inside = categories(shop, number)
    shop.catalogue.change_product(number, id_category_default=f"{HOME}")
    added = small_office.add_shop(shop)
    small_office.import_from(added)
    sync(small_office, added)
    _, before = categories(shop, number)
    new = put_into_another(small_office, shop.catalogue.reference(number))
    done = sync(small_office, added)
    assert categories(shop, number) == (f"{HOME}", before | {new})
    assert inside <= before
    sync(small_office, added, small_office.parts.sending.undo_request(done))
    assert categories(shop, number) == (f"{HOME}", before)


def test_another_first_category_of_ppm_is_no_difference_while_the_default_is_the_shop_s_own(
    small_office: Office, shop: PracticeShop
) -> None:
    number = shop.catalogue.product_ids()[0]
    shop.catalogue.change_product(number, id_category_default=f"{HOME}")
    added = small_office.add_shop(shop)
    small_office.import_from(added)
    put_into_another(small_office, shop.catalogue.reference(number))
    sync(small_office, added)
    ppm_id = product_id(small_office.parts.database, shop.catalogue.reference(number))
    with small_office.parts.database.begin() as connection:
        connection.execute(
            update(ProductCategoryRow)
            .where(ProductCategoryRow.product_id == ppm_id)
            .values(is_primary=~ProductCategoryRow.is_primary)
        )
    sync(small_office, added)
    everything = JobRequest(type=JobType.SYNC, changed_only=False)
    assert sync(small_office, added, everything).counters.updated == 0
