"""Turns elements of the webservice's XML into domain objects, one pass over each element's children."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from lxml import etree

from ppm_desktop.domain.catalog import (
    ShopCategory,
    ShopCombination,
    ShopIdentity,
    ShopLanguage,
    ShopProduct,
    StockRow,
    Texts,
)

_VERBS = ("get", "put", "post", "patch", "delete", "head")
_LANGUAGE_FIELDS = frozenset({"name", "description", "description_short", "link_rewrite"})
_NO_TEXTS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class ShelfState:
    """Stock and combinations of a page of products, gathered before the products themselves are read.

    Attributes:
        quantities: Stock of the product itself, by product.
        combinations: By product, in the order of their ids, with their stock.
    """

    quantities: Mapping[int, int] = field(default_factory=dict)
    combinations: Mapping[int, tuple[ShopCombination, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[StockRow], combinations: Iterable[ShopCombination]) -> "ShelfState":
        """Put stock and combinations together; of several rows for one thing (several shops) the first counts."""
        quantities: dict[int, int] = {}
        each: dict[int, int] = {}
        for row in rows:
            if row.combination_id:
                each.setdefault(row.combination_id, row.quantity)
            else:
                quantities.setdefault(row.product_id, row.quantity)
        grouped: dict[int, list[ShopCombination]] = defaultdict(list)
        for combination in combinations:
            stocked = replace(combination, quantity=each.get(combination.id, 0))
            grouped[combination.product_id].append(stocked)
        for product_id, variants in grouped.items():
            quantities[product_id] = sum(variant.quantity for variant in variants)
        return cls(quantities, {number: tuple(variants) for number, variants in grouped.items()})


def number_of(text: str | None) -> int:
    """``text`` as a whole number; 0 where it is empty or something else."""
    try:
        return int(text or 0)
    except ValueError:
        return 0


def id_of(node: etree._Element) -> int:
    """An object's id: an attribute in lists of ids, an element elsewhere; 0 when it has none."""
    for child in node:
        if child.tag == "id":
            return number_of(child.text)
    return number_of(node.get("id"))


def product(node: etree._Element, shelf: ShelfState) -> ShopProduct:
    """A ``<product>`` read with the fields of `queries.PRODUCT_FIELDS`."""
    values: dict[str, str] = {}
    texts: dict[str, dict[int, str]] = {}
    categories: tuple[int, ...] = ()
    for child in node:
        tag = child.tag
        if tag in _LANGUAGE_FIELDS:
            texts[tag] = _by_language(child)
        elif tag == "associations":
            categories = _associated(child, "categories")
        else:
            values[tag] = child.text or ""
    value = values.get
    number = number_of(value("id") or node.get("id"))
    return ShopProduct(
        id=number,
        reference=value("reference", ""),
        texts=_texts(texts),
        price=value("price", ""),
        ean=value("ean13", ""),
        weight=value("weight", "0"),
        width=value("width", "0"),
        height=value("height", "0"),
        depth=value("depth", "0"),
        active=value("active") == "1",
        manufacturer_id=number_of(value("id_manufacturer")),
        default_category_id=number_of(value("id_category_default")),
        tax_group_id=number_of(value("id_tax_rules_group")),
        date_upd=value("date_upd", ""),
        category_ids=categories,
        quantity=shelf.quantities.get(number, 0),
        combinations=shelf.combinations.get(number, ()),
        link_rewrite=texts.get("link_rewrite", _NO_TEXTS),
    )


def combination(node: etree._Element) -> ShopCombination:
    """A ``<combination>`` read with the fields of `queries.COMBINATION_FIELDS`, still without its stock."""
    values: dict[str, str] = {}
    options: tuple[int, ...] = ()
    for child in node:
        if child.tag == "associations":
            options = _associated(child, "product_option_values")
        else:
            values[child.tag] = child.text or ""
    value = values.get
    return ShopCombination(
        id=number_of(value("id")),
        product_id=number_of(value("id_product")),
        reference=value("reference", ""),
        ean=value("ean13", ""),
        price_impact=value("price") or "0",
        weight_impact=value("weight") or "0",
        default=value("default_on") == "1",
        option_value_ids=options,
    )


def stock_row(node: etree._Element) -> StockRow:
    """A ``<stock_available>``."""
    values = plain_values(node)
    return StockRow(
        id=number_of(values.get("id")),
        product_id=number_of(values.get("id_product")),
        combination_id=number_of(values.get("id_product_attribute")),
        quantity=number_of(values.get("quantity")),
    )


def language(node: etree._Element) -> ShopLanguage:
    """A ``<language>``; its ISO code in lower case."""
    values = plain_values(node)
    return ShopLanguage(number_of(values.get("id")), values.get("iso_code", "").lower(), values.get("active") == "1")


def category(node: etree._Element) -> ShopCategory:
    """A ``<category>`` with its names."""
    values: dict[str, str] = {}
    names: dict[int, str] = {}
    for child in node:
        if child.tag == "name":
            names = _by_language(child)
        else:
            values[child.tag] = child.text or ""
    active = values.get("active") == "1"
    return ShopCategory(number_of(values.get("id")), number_of(values.get("id_parent")), names, active)


def names(node: etree._Element) -> dict[int, str]:
    """An object's ``<name>`` by language id."""
    named = node.find("name")
    return {} if named is None else _by_language(named)


def category_products(root: etree._Element) -> list[int]:
    """The ids of the products of the one ``<category>`` in ``root``, ascending."""
    associations = root.find("category/associations")
    return [] if associations is None else sorted(set(_associated(associations, "products")))


def identity(root: etree._Element, version: str) -> ShopIdentity:
    """The shop's name and the key's permissions from the root of the webservice."""
    api = root.find("api")
    if api is None:
        return ShopIdentity(version, "", {})
    permissions = {node.tag: frozenset(verb.upper() for verb in _VERBS if node.get(verb) == "true") for node in api}
    return ShopIdentity(version, api.get("shopName") or "", permissions)


def plain_values(node: etree._Element) -> dict[str, str]:
    """Text by field of an object whose fields are all plain."""
    return {child.tag: child.text or "" for child in node}


def tax_rates(
    rules: Iterable[Mapping[str, str]], percents: Mapping[int, Decimal], country_id: int | None
) -> dict[int, Decimal]:
    """Percent by tax rules group, for one country; without one the rate that most rules of a group have.

    A rule for the whole country goes before those for a state or a range of postcodes. A group without
    a rule for the country is absent.
    """
    by_group: dict[int, list[tuple[bool, Decimal]]] = defaultdict(list)
    for rule in rules:
        if country_id is None or number_of(rule.get("id_country")) == country_id:
            percent = percents.get(number_of(rule.get("id_tax")), Decimal(0))
            partial = number_of(rule.get("id_state")) > 0 or rule.get("zipcode_from", "0") not in ("", "0")
            by_group[number_of(rule.get("id_tax_rules_group"))].append((partial, percent))
    return {group: _group_rate(found, country_id is not None) for group, found in by_group.items()}


def decimal(text: str) -> Decimal | None:
    """A number such as ``23.000``; None when it is none."""
    try:
        rate = Decimal(text.strip())
    except InvalidOperation:
        return None
    return rate if rate.is_finite() else None


def _group_rate(found: list[tuple[bool, Decimal]], one_country: bool) -> Decimal:
    if one_country:
        return min(found, key=lambda rule: rule[0])[1]
    return Counter(rate for _, rate in found).most_common(1)[0][0]


def _by_language(node: etree._Element) -> dict[int, str]:
    return {number_of(child.get("id")): child.text or "" for child in node}


def _associated(associations: etree._Element, name: str) -> tuple[int, ...]:
    """The ids in the association ``name``."""
    for association in associations:
        if association.tag == name:
            return tuple(id_of(child) for child in association)
    return ()


def _texts(fields: Mapping[str, Mapping[int, str]]) -> dict[int, Texts]:
    names = fields.get("name", _NO_TEXTS)
    shorts = fields.get("description_short", _NO_TEXTS)
    descriptions = fields.get("description", _NO_TEXTS)
    return {
        number: Texts(names.get(number, ""), shorts.get(number, ""), descriptions.get(number, ""))
        for number in {**names, **shorts, **descriptions}
    }
