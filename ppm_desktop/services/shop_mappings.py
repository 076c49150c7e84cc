"""What a shop's categories and groups of customers are in PPM: shown beside one another, chosen, cleared."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.catalog import ROOT_CATEGORY_IDS, ShopCategory
from ppm_desktop.domain.errors import ShopPermissionError, ShopRefused
from ppm_desktop.domain.shop_mapping import CategoryMapping, CategoryMappings, PriceGroup, PriceMapping, PriceMappings
from ppm_desktop.jobs.shop_door import ShopDoor
from ppm_desktop.persistence.audit import AuditLog
from ppm_desktop.persistence.category_tree import SEPARATOR
from ppm_desktop.persistence.shop_mappings import ShopMappingRepository
from ppm_desktop.prestashop.client import PrestaShopClient


class ShopMappingService:
    """Every call blocks; what is asked from the shop raises as `PrestaShopClient` does."""

    def __init__(
        self, mappings: ShopMappingRepository, door: ShopDoor, catalogue_language: str, audit: AuditLog
    ) -> None:
        self._audit = audit
        self._mappings = mappings
        self._door = door
        self._language = catalogue_language

    def categories(self, shop_id: int) -> CategoryMappings:
        """The shop's categories in the order of its tree, then those that are mapped but gone."""
        with self._door.open(shop_id) as client:
            tree = client.categories()
            language_id = self._language_id(client)
        choices = self._mappings.ppm_categories()
        names = {one.id: one.path for one in choices}
        stored = self._mappings.categories(shop_id)
        paths = dict(_paths(tree, language_id))
        paths |= {number: label for number, (_, label) in stored.items() if number not in paths}
        rows = []
        for number, path in paths.items():
            ppm_id = stored[number][0] if number in stored else None
            counterpart = ppm_id if ppm_id in names else None
            rows.append(CategoryMapping(number, path, counterpart, names[counterpart] if counterpart else ""))
        return CategoryMappings(tuple(rows), tuple(choices))

    def map_category(self, shop_id: int, mapping: CategoryMapping) -> None:
        """Keep a counterpart as ``mapping`` has it, None to clear it.

        Raises:
            InvalidRequest: there is no such category of PPM.
        """
        self._mappings.map_category(shop_id, mapping, mapping.path.rpartition(SEPARATOR)[2])
        facts = {"category": mapping.path or f"#{mapping.shop_category_id}", "ppm": _id(mapping.ppm_category_id)}
        self._audit.note(AuditAction.MAPPING_CHANGED, facts, shop_id=shop_id)

    def price_groups(self) -> Sequence[PriceGroup]:
        """PPM's price groups, the default one first."""
        return self._mappings.price_groups()

    def prices(self, shop_id: int) -> PriceMappings:
        """The shop's groups of customers; a key that may not read them shows only those that are mapped."""
        choices = tuple(self._mappings.price_groups())
        base = self._mappings.base_price_group(shop_id)
        stored = {one.shop_group_id: one for one in self._mappings.prices(shop_id)}
        with self._door.open(shop_id) as client:
            try:
                groups = client.customer_groups()
            except (ShopPermissionError, ShopRefused):
                return PriceMappings(tuple(stored.values()), choices, base, readable=False)
            language_id = self._language_id(client)
        rows = []
        for number, names in sorted(groups.items()):
            mapped = stored.pop(number, None)
            name = _named(names, language_id) or f"#{number}"
            rows.append(PriceMapping(number, name, mapped.price_group_id if mapped else None))
        return PriceMappings((*rows, *stored.values()), choices, base)

    def map_price_group(self, shop_id: int, mapping: PriceMapping) -> None:
        """Keep the price group of a group of customers as ``mapping`` has it, None to clear it.

        Raises:
            InvalidRequest: there is no such price group.
        """
        self._mappings.map_price_group(shop_id, mapping)
        facts = {"group": mapping.name or f"#{mapping.shop_group_id}", "ppm": _id(mapping.price_group_id)}
        self._audit.note(AuditAction.MAPPING_CHANGED, facts, shop_id=shop_id)

    def _language_id(self, client: PrestaShopClient) -> int:
        """The shop's language that its things are named in here."""
        languages = client.languages()
        fitting = [one for one in languages if one.iso_code == self._language]
        return (fitting or languages)[0].id if languages else 0


def _id(number: int | None) -> str:
    return "–" if number is None else f"#{number}"


def _paths(tree: Sequence[ShopCategory], language_id: int) -> Iterator[tuple[int, str]]:
    """Ids and paths of all categories but the shop's containers, depth first; a damaged tree may hang below itself."""
    known = {one.id: one for one in tree}
    below: dict[int, list[int]] = defaultdict(list)
    for one in tree:
        inside = one.parent_id in known and one.parent_id not in ROOT_CATEGORY_IDS
        below[one.parent_id if inside else 0].append(one.id)
    waiting = [(number, "") for number in reversed(below[0]) if number not in ROOT_CATEGORY_IDS]
    seen: set[int] = set()
    while waiting:
        number, above = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        path = above + (_named(known[number].names, language_id) or f"#{number}")
        yield number, path
        waiting += [(child, path + SEPARATOR) for child in reversed(below[number])]


def _named(names: Mapping[int, str], language_id: int) -> str:
    return names.get(language_id) or next((one for one in names.values() if one), "")
