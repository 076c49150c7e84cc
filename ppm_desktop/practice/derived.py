"""What the shop works out from other objects while it answers: computed fields and associations."""

from collections.abc import Sequence

from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.store import Item, Record
from ppm_desktop.practice.words import slug


def computed(catalogue: Catalogue, resource: str, record: Record, name: str) -> str:
    """The value of a derived field."""
    if resource == "products":
        return _computed_of_product(catalogue, record, name)
    if name == "nb_products_recursive":
        return str(catalogue.products_below(record.id))
    if name == "link_rewrite":
        return slug(record.values.get("name", ""))
    names = record.texts.get("names")
    return names[0] if names else ""


def _computed_of_product(catalogue: Catalogue, record: Record, name: str) -> str:
    if name == "id_default_image":
        images = record.items.get("images", ())
        return images[0][0] if images else ""
    if name == "id_default_combination":
        return str(record.number("cache_default_attribute"))
    if name == "position_in_category":
        members = catalogue.members(record.number("id_category_default"))
        return str(members.index(record.id) + 1) if record.id in members else ""
    if name == "manufacturer_name":
        manufacturer = catalogue.tables["manufacturers"].rows.get(record.number("id_manufacturer"))
        return manufacturer.values["name"] if manufacturer else ""
    return "simple" if name == "type" else "0"


def items_of(catalogue: Catalogue, resource: str, record: Record, name: str) -> Sequence[Item]:
    """The items of an association."""
    if resource == "products":
        return _items_of_product(catalogue, record, name)
    if resource == "categories" and name == "categories":
        return _items(catalogue.tables["categories"].where("id_parent", [float(record.id)]))
    if resource == "categories":
        return _items(catalogue.members(record.id))
    if resource == "product_options":
        return _items(catalogue.tables["product_option_values"].where("id_attribute_group", [float(record.id)]))
    return record.items.get(name, ())


def _items_of_product(catalogue: Catalogue, record: Record, name: str) -> Sequence[Item]:
    if name == "stock_availables":
        table = catalogue.tables["stock_availables"]
        rows = table.records(table.where("id_product", [float(record.id)]))
        return [(str(row.id), row.values["id_product_attribute"]) for row in rows]
    if name == "combinations":
        return _items(catalogue.combination_ids(record.id))
    if name == "product_option_values":
        combinations = catalogue.tables["combinations"].records(catalogue.combination_ids(record.id))
        found = (item for one in combinations for item in one.items.get("product_option_values", ()))
        return list(dict.fromkeys(found))
    return record.items.get(name, ())


def _items(ids: Sequence[int]) -> list[Item]:
    return [(str(one),) for one in ids]
