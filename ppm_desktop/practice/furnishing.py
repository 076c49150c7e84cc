"""What every practice shop has before it has products: languages, taxes, countries, categories, brands, options."""

from collections.abc import Mapping
from typing import NamedTuple

from ppm_desktop.practice.catalogue import HOME, ROOT, Catalogue
from ppm_desktop.practice.store import Record, Texts
from ppm_desktop.practice.vocabulary import BRANDS, COLOURS, FEATURES, GROUPS, MODELS, SIZES, TAX_RATES, Word
from ppm_desktop.practice.words import slug

FOUNDED = "2025-01-07 08:00:00"
POLAND, GERMANY = 14, 1
"""Countries by PrestaShop's own ids."""

_COUNTRIES = {GERMANY: ("DE", Word("Germany", "Niemcy")), POLAND: ("PL", Word("Poland", "Polska"))}
_GERMAN_TAX_ID = 5
_CUSTOMERS = (
    Word("Visitor", "Odwiedzający"),
    Word("Guest", "Gość"),
    Word("Customer", "Klient"),
    Word("Wholesale", "Hurt"),
)
"""PrestaShop's own three groups, and one with prices of its own."""


class Shelf(NamedTuple):
    """Where a part stands: its group's place, its part's place, and its category with those above it."""

    group: int
    part: int
    model: int
    path: tuple[int, ...]


class Options(NamedTuple):
    """Ids of the values that combinations are made of."""

    sizes: tuple[int, ...]
    colours: tuple[int, ...]


def furnish(catalogue: Catalogue, shop_name: str) -> tuple[list[Shelf], Options]:
    """Fill everything but products; returns the categories for goods and the option values."""
    _languages(catalogue, shop_name)
    _taxes(catalogue)
    for number, brand in enumerate(BRANDS, 1):
        values = {"name": brand, "active": "1", "date_add": FOUNDED, "date_upd": FOUNDED}
        catalogue.insert("manufacturers", Record(number, values))
    _customer_groups(catalogue)
    _features(catalogue)
    return _categories(catalogue), _options(catalogue)


def both(text: str) -> Texts:
    """The same text in every language."""
    return text, text


def _languages(catalogue: Catalogue, shop_name: str) -> None:
    rows = (
        (1, "English (English)", "en", "en-US", "en-us", "m/d/Y"),
        (2, "Polski (Polish)", "pl", "pl-PL", "pl", "Y-m-d"),
    )
    for number, name, iso, locale, code, date in rows:
        values = {
            "name": name,
            "iso_code": iso,
            "locale": locale,
            "language_code": code,
            "active": "1",
            "date_format_lite": date,
            "date_format_full": f"{date} H:i:s",
        }
        catalogue.insert("languages", Record(number, values))
    zloty = {"iso_code": "PLN", "numeric_iso_code": "985", "precision": "2", "conversion_rate": "1.000000"}
    texts = {"names": ("Polish Zloty", "złoty polski"), "symbol": both("zł")}
    catalogue.insert("currencies", Record(1, {**zloty, "active": "1"}, {**texts}))
    shop = {"id_shop_group": "1", "id_category": str(HOME), "active": "1", "name": shop_name, "theme_name": "classic"}
    catalogue.insert("shops", Record(1, shop))


def _taxes(catalogue: Catalogue) -> None:
    for number, (iso, name) in _COUNTRIES.items():
        values = {
            "id_zone": "1",
            "iso_code": iso,
            "active": "1",
            "contains_states": "0",
            "need_identification_number": "0",
            "display_tax_label": "1",
        }
        catalogue.insert("countries", Record(number, values, {"name": name}))
    for number, (rate, label) in enumerate(TAX_RATES, 1):
        _tax(catalogue, number, rate, f"PTU PL {label}")
        group = {"name": f"PL Stawka {label}", "active": "1", "date_add": FOUNDED, "date_upd": FOUNDED}
        catalogue.insert("tax_rule_groups", Record(number, group))
        _rule(catalogue, number, POLAND, number)
    # A rate of another country in the same group, as shops that sell abroad have.
    _tax(catalogue, _GERMAN_TAX_ID, "19.000", "MwSt. DE 19%")
    _rule(catalogue, 1, GERMANY, _GERMAN_TAX_ID)


def _tax(catalogue: Catalogue, number: int, rate: str, name: str) -> None:
    catalogue.insert("taxes", Record(number, {"rate": rate, "active": "1", "deleted": "0"}, {"name": both(name)}))


def _rule(catalogue: Catalogue, group: int, country: int, tax: int) -> None:
    values = {"id_tax_rules_group": str(group), "id_country": str(country), "id_tax": str(tax)}
    catalogue.insert("tax_rules", Record(catalogue.tables["tax_rules"].next_id, {**values, "zipcode_from": "0"}))


def _customer_groups(catalogue: Catalogue) -> None:
    for number, name in enumerate(_CUSTOMERS, 1):
        values = {"reduction": "0.00", "price_display_method": "0", "show_prices": "1", "date_add": FOUNDED}
        catalogue.insert("groups", Record(number, {**values, "date_upd": FOUNDED}, {"name": name}))


def _features(catalogue: Catalogue) -> None:
    for number, (name, values) in enumerate(FEATURES, 1):
        catalogue.insert("product_features", Record(number, {"position": str(number - 1)}, {"name": name}))
        for value in values:
            values_table = catalogue.tables["product_feature_values"]
            catalogue.insert(
                "product_feature_values",
                Record(values_table.next_id, {"id_feature": str(number), "custom": "0"}, {"value": value}),
            )


def _categories(catalogue: Catalogue) -> list[Shelf]:
    _category(catalogue, ROOT, Word("Root", "Root"))
    _category(catalogue, HOME, Word("Home", "Strona główna"), ROOT)
    shelves = []
    for group_place, group in enumerate(GROUPS):
        group_id = _category(catalogue, None, group.name, HOME)
        for part_place, part in enumerate(group.parts):
            part_id = _category(catalogue, None, part, group_id)
            for model_place in (part_place, (part_place + 3) % len(MODELS)):
                leaf_id = _category(catalogue, None, Word(*both(MODELS[model_place])), part_id)
                shelves.append(Shelf(group_place, part_place, model_place, (HOME, group_id, part_id, leaf_id)))
    return shelves


def _category(catalogue: Catalogue, number: int | None, name: Word, parent: int = 0) -> int:
    table = catalogue.tables["categories"]
    above = table.rows.get(parent)
    values: Mapping[str, str] = {
        "id_parent": str(parent),
        "level_depth": str(above.number("level_depth") + 1 if above else 0),
        "active": "1",
        "is_root_category": str(int(number == HOME)),
        "position": str(len(table.where("id_parent", [float(parent)]))),
        "date_add": FOUNDED,
        "date_upd": FOUNDED,
    }
    links = slug(name.english), slug(name.polish)
    record = Record(number or table.next_id, {**values}, {"name": name, "link_rewrite": links})
    catalogue.insert("categories", record)
    return record.id


def _options(catalogue: Catalogue) -> Options:
    size = {"group_type": "select", "position": "0"}
    colour = {"group_type": "color", "position": "1", "is_color_group": "1"}
    size_name, colour_name = Word("Size", "Rozmiar"), Word("Colour", "Kolor")
    catalogue.insert("product_options", Record(1, size, {"name": size_name, "public_name": size_name}))
    catalogue.insert("product_options", Record(2, colour, {"name": colour_name, "public_name": colour_name}))
    sizes = tuple(_option(catalogue, 1, word, place) for place, word in enumerate(SIZES))
    colours = tuple(_option(catalogue, 2, word, place, code) for place, (word, code) in enumerate(COLOURS))
    return Options(sizes, colours)


def _option(catalogue: Catalogue, group: int, name: Word, place: int, colour: str = "") -> int:
    table = catalogue.tables["product_option_values"]
    values = {"id_attribute_group": str(group), "position": str(place), "color": colour}
    record = Record(table.next_id, values, {"name": name})
    catalogue.insert("product_option_values", record)
    return record.id
