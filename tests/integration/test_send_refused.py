"""Names that a shop does not take: they cost the products that bear them, and nobody else."""

import pytest
from sqlalchemy import insert, select

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.sent import written_items
from ppm_desktop.persistence.tables import CategoryRow, ProductCategoryRow
from ppm_desktop.persistence.types import now
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import add_products, change
from tests.fakes.office import Office

SYNC = JobRequest(type=JobType.SYNC)
EXPORT = JobRequest(type=JobType.EXPORT, create_categories=True)


@pytest.fixture
def linked(small_office: Office, shop: PracticeShop) -> ShopSummary:
    added = small_office.add_shop(shop)
    small_office.import_from(added)
    run(small_office, added, SYNC)
    return added


def run(office: Office, shop: ShopSummary, request: JobRequest) -> JobSnapshot:
    (job,) = office.create(request, [shop])
    return office.run(job)


def posts(shop: PracticeShop, resource: str) -> int:
    return sum(line.method == "POST" and resource in line.path for line in shop.requests)


@pytest.mark.parametrize("name", ["A<B=C>", "X" * 100])
def test_a_refused_manufacturer_fails_its_products_alone_and_is_asked_for_once(
    small_office: Office, shop: PracticeShop, linked: ShopSummary, name: str
) -> None:
    numbers = shop.catalogue.product_ids()[:60]
    skus = [shop.catalogue.reference(number) for number in numbers]
    for sku in skus:
        change(small_office.parts.database, sku, name=f"Nowa {sku}")
    bad = {skus[3], skus[20], skus[44]}
    for sku in bad:
        change(small_office.parts.database, sku, manufacturer=name)
    ended = run(small_office, linked, SYNC)
    assert (ended.state, ended.counters.updated, ended.failed) == (JobState.FAILED, 57, 3)
    failures = small_office.failures(ended)
    assert {(one.sku, one.cause) for one in failures} == {(sku, "refused:manufacturer") for sku in bad}
    told = explain(failures[0].cause, Language.ENGLISH, {"field": "manufacturer", "value": name}).explanation
    assert failures[0].message == f"manufacturer: {name}"
    assert told == f'Field "manufacturer" has an invalid value "{name}".'
    assert posts(shop, "manufacturers") == 1


def test_a_refused_category_is_left_out_with_a_warning_and_asked_for_once(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    skus = [f"NEW-{number:02d}" for number in range(45)]
    ids = add_products(small_office.parts.database, skus)
    put_below_a_bad_category(small_office, ids)
    ended = run(small_office, linked, EXPORT)
    assert (ended.state, ended.counters.created, ended.failed) == (JobState.COMPLETED, 45, 0)
    warnings = {record.warning for record, _ in written_items(small_office.parts.database, ended.id)}
    assert warnings == {"category_unmapped"}
    assert posts(shop, "categories") == 1


def put_below_a_bad_category(office: Office, product_ids: list[int]) -> None:
    """All of them in one category whose parent has a name that no shop takes."""
    with office.parts.database.begin() as connection:
        like = dict(connection.execute(select(CategoryRow).limit(1)).mappings().one())
        del like["id"]
        parent: int | None = None
        for name in ("Buty <3 = {x}", "Buty letnie"):
            made = connection.execute(insert(CategoryRow).values(like | {"name": name, "parent_id": parent}))
            parent = made.inserted_primary_key[0]  # type: ignore[index]  # one row was made
        stamps = {"created_at": now(), "updated_at": now()}
        for number in product_ids:
            values = {"product_id": number, "category_id": parent, "is_primary": True} | stamps
            connection.execute(insert(ProductCategoryRow).values(values))
