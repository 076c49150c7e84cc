"""Which products an import sets out to do."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.jobs.operations.plan import Plan, make_plan


@dataclass
class SmallShop:
    """A shop's lists; counts how often its tree is read."""

    products: dict[int, str]
    members: dict[int, list[int]] = field(default_factory=dict)
    tree: tuple[ShopCategory, ...] = ()
    tree_reads: int = 0

    def product_ids(self) -> "array[int]":
        return array("Q", sorted(self.products))

    def categories(self) -> list[ShopCategory]:
        self.tree_reads += 1
        return list(self.tree)

    def category_product_ids(self, category_id: int) -> list[int]:
        return self.members.get(category_id, [])

    def find_by_reference(self, skus: Sequence[str]) -> dict[str, list[int]]:
        return {
            sku: hits
            for sku in skus
            if (hits := [n for n, reference in self.products.items() if reference.lower() == sku.lower()])
        }


SHOP = SmallShop(
    products={1: "A", 2: "B", 5: "C", 6: "b"},
    members={10: [1], 11: [2, 5], 12: [5]},
    tree=(
        ShopCategory(10, 2, {}),
        ShopCategory(11, 10, {}),
        ShopCategory(12, 11, {}),
        ShopCategory(13, 2, {}),
    ),
)


def plan(request: JobRequest) -> Plan:
    return make_plan(SHOP, request)  # type: ignore[arg-type]  # the same calls, in memory


def test_everything_means_every_id() -> None:
    assert list(plan(JobRequest()).ids) == [1, 2, 5, 6]


def test_a_category_alone_or_with_its_branch() -> None:
    alone = JobRequest(mode=JobMode.CATEGORY, category_id=10)
    assert list(plan(alone).ids) == [1]
    branch = JobRequest(mode=JobMode.CATEGORY, category_id=10, include_subcategories=True)
    before = SHOP.tree_reads
    assert list(plan(branch).ids) == [1, 2, 5]
    assert SHOP.tree_reads == before + 1


def test_skus_are_found_without_regard_to_case_and_missing_ones_are_named() -> None:
    found = plan(JobRequest(mode=JobMode.INDIVIDUAL, skus=(" a ", "b", "B", "zz"), product_ids=(5,)))
    assert list(found.ids) == [1, 2, 5, 6]
    assert found.missing == ("zz",)
