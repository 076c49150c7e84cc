"""What an import sets out to do: the ids of the shop's products, found before the first is read."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.errors import ItemGone
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.persistence.plans import ID_TYPE
from ppm_desktop.prestashop.client import PrestaShopClient


@dataclass(frozen=True, slots=True)
class Plan:
    """The products of one job.

    Attributes:
        ids: The shop's product ids, ascending; eight bytes each whatever the size of the shop.
        missing: SKUs asked for that the shop does not have.
    """

    ids: "array[int]"
    missing: tuple[str, ...] = ()


def make_plan(client: PrestaShopClient, request: JobRequest) -> Plan:
    """Ask the shop which products ``request`` means."""
    match request.mode:
        case JobMode.ALL:
            return Plan(client.product_ids())
        case JobMode.CATEGORY:
            assert request.category_id is not None  # JobRequest holds to it
            return _of_categories(client, request.category_id, request.include_subcategories)
        case JobMode.INDIVIDUAL:
            return _of_skus_and_ids(client, request.skus, request.product_ids)


def _of_categories(client: PrestaShopClient, category_id: int, with_children: bool) -> Plan:
    wanted = _with_descendants(client, category_id) if with_children else [category_id]
    try:
        ids = {number for category in wanted for number in client.category_product_ids(category)}
    except ItemGone as error:
        raise ItemGone(error.detail, cause="category_gone", code=error.code, status=error.status) from error
    return Plan(array(ID_TYPE, sorted(ids)))


def _with_descendants(client: PrestaShopClient, category_id: int) -> list[int]:
    children: dict[int, list[int]] = defaultdict(list)
    for category in client.categories():
        children[category.parent_id].append(category.id)
    found = [category_id]
    for parent in found:  # grows while it is walked: a whole branch, breadth first
        found.extend(child for child in children[parent] if child not in found)
    return found


def _of_skus_and_ids(client: PrestaShopClient, skus: Iterable[str], product_ids: Iterable[int]) -> Plan:
    asked = list({normal_sku(sku): sku.strip() for sku in skus if sku.strip()}.values())
    hits = client.find_by_reference(asked) if asked else {}
    ids = set(product_ids).union(*hits.values())
    return Plan(array(ID_TYPE, sorted(ids)), tuple(sku for sku in asked if not hits.get(sku)))
