"""A catalogue of invented goods: the same seed and number always make the same products."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.furnishing import FOUNDED, Options, Shelf, furnish
from ppm_desktop.practice.store import Item, Record, Texts, changed
from ppm_desktop.practice.vocabulary import BRANDS, FEATURES, GROUPS, MODELS, QUALITIES
from ppm_desktop.practice.words import slug

SHOP_NAME = "Sklep ćwiczebny"
_MISSING_CATEGORY = "99999"
_ENGLISH = (
    "<p><b>{name}</b> fits the {model} of every year. Made to measure, tested on the road and in the workshop."
    " Fitting takes half an hour with common tools; instructions are in the box.</p>"
)
_POLISH = (
    "<p><b>{name}</b> pasuje do modelu {model} z każdego rocznika. Część sprawdzona na drodze i w warsztacie."
    " Montaż zajmuje pół godziny zwykłymi narzędziami; instrukcja jest w pudełku.</p>"
)
_BROKEN_PRICES = ("abc", "-1.000000", "")
_SHARE_WITH_COMBINATIONS = 0.15
_SHARE_INACTIVE = 0.04
_SHARE_REDUCED = 0.05
_SHARE_WITH_IMAGES = 0.7
_TAX_GROUPS = ("1",) * 86 + ("2",) * 8 + ("3",) * 4 + ("4",) * 2


def build_catalogue(
    products: int, seed: int = 1, spoiled: Mapping[FaultKind, int] | None = None, shop_name: str = SHOP_NAME
) -> Catalogue:
    """A shop with ``products`` products, ``spoiled`` of which are faulty (the first never is)."""
    catalogue = Catalogue()
    shelves, options = furnish(catalogue, shop_name)
    maker = _Maker(catalogue, random.Random(seed), shelves, options)
    for number in range(1, products + 1):
        maker.make(number)
    _spoil(catalogue, spoiled or {})
    return catalogue


class _Maker:
    """Makes products one by one."""

    def __init__(self, catalogue: Catalogue, chance: random.Random, shelves: Sequence[Shelf], options: Options) -> None:
        self._catalogue = catalogue
        self._shelves = shelves
        self._options = options
        self._random = chance.random
        self._paths = {shelf.path: tuple((str(one),) for one in shelf.path) for shelf in shelves}
        self._founded = datetime.fromisoformat(FOUNDED)
        feature_values = catalogue.tables["product_feature_values"].rows.values()
        self._features: list[list[Item]] = [
            [(str(feature), str(value.id)) for value in feature_values if value.number("id_feature") == feature]
            for feature in range(1, len(FEATURES) + 1)
        ]

    def make(self, number: int) -> None:
        """Make product ``number`` with its stock, combinations and reduced price."""
        chance, catalogue = self._random, self._catalogue
        shelf = self._shelves[self._below(len(self._shelves))]
        varied = chance() < _SHARE_WITH_COMBINATIONS
        record = Record(number, self._values(number, shelf, varied=varied), self._texts(number, shelf))
        record.items["categories"] = self._paths[shelf.path]
        record.items["product_features"] = tuple([values[self._below(len(values))] for values in self._features])
        if chance() < _SHARE_WITH_IMAGES:
            record.items["images"] = ((str(2 * number - 1),), (str(2 * number),))[: 1 + self._below(2)]
        catalogue.insert("products", record, quantity=self._below(200) if chance() < 0.9 else 0)
        if varied:
            self._combinations(record)
        if chance() < _SHARE_REDUCED:
            self._reduce(number)

    def _below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1; much cheaper than ``randrange``, which counts in 20 000 products."""
        return int(self._random() * limit)

    def _values(self, number: int, shelf: Shelf, *, varied: bool) -> dict[str, str]:
        below = self._below
        made = str(self._founded + timedelta(seconds=90 * number))
        price = 9 + below(89_100) / 100
        return {
            "id_manufacturer": str(1 + below(len(BRANDS))),
            "id_category_default": str(shelf.path[-1]),
            "id_tax_rules_group": _TAX_GROUPS[below(100)],
            "reference": f"{GROUPS[shelf.group].code}-{number:05d}",
            "ean13": ean13(number),
            "price": f"{price:.6f}",
            "wholesale_price": f"{price * 0.6:.6f}",
            "weight": f"{(20 + below(8980)) / 1000:.6f}",
            "width": f"{2 + below(58)}.000000",
            "height": f"{2 + below(58)}.000000",
            "depth": f"{2 + below(58)}.000000",
            "active": str(int(self._random() >= _SHARE_INACTIVE)),
            "state": "1",
            "product_type": "combinations" if varied else "standard",
            "minimal_quantity": "1",
            "available_for_order": "1",
            "show_price": "1",
            "indexed": "1",
            "date_add": made,
            "date_upd": made,
        }

    def _texts(self, number: int, shelf: Shelf) -> dict[str, Texts | None]:
        part, quality = GROUPS[shelf.group].parts[shelf.part], QUALITIES[self._below(len(QUALITIES))]
        model = MODELS[shelf.model]
        english = f"{part.english} {model}, {quality.english} {number}"
        polish = f"{part.polish} {model}, {quality.polish} {number}"
        return {
            "name": (english, polish),
            "link_rewrite": (
                f"{_SLUGS[part.english]}-{_SLUGS[model]}-{number}",
                f"{_SLUGS[part.polish]}-{_SLUGS[model]}-{number}",
            ),
            "description_short": (
                f"<p>{part.english} for the {model}, {quality.english}.</p>",
                f"<p>{part.polish} do modelu {model}, {quality.polish}.</p>",
            ),
            "description": (_ENGLISH.format(name=english, model=model), _POLISH.format(name=polish, model=model)),
        }

    def _combinations(self, product: Record) -> None:
        table = self._catalogue.tables["combinations"]
        values = (self._options.sizes, self._options.colours)[self._below(2)]
        for place, option in enumerate(values[: 2 + self._below(3)]):
            number = table.next_id
            fields = {
                "id_product": str(product.id),
                "reference": f"{product.values['reference']}-{place + 1}",
                "ean13": ean13(500_000_000 + number),
                "price": f"{place * 2.5:.6f}",
                "minimal_quantity": "1",
                "default_on": "1" if place == 0 else "",
            }
            record = Record(number, fields, items={"product_option_values": ((str(option),),)})
            self._catalogue.insert("combinations", record, quantity=self._below(60))

    def _reduce(self, product_id: int) -> None:
        table = self._catalogue.tables["specific_prices"]
        values = {
            "id_product": str(product_id),
            "price": "-1.000000",
            "from_quantity": "1",
            "reduction": "0.100000",
            "reduction_tax": "1",
            "reduction_type": "percentage",
            "from": "0000-00-00 00:00:00",
            "to": "0000-00-00 00:00:00",
        }
        self._catalogue.insert("specific_prices", Record(table.next_id, values))


def ean13(number: int) -> str:
    """A valid EAN-13 of the Polish range for ``number`` (below 10**9)."""
    digits = f"590{number:09d}"
    total = sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))
    return f"{digits}{-total % 10}"


def _spoil(catalogue: Catalogue, spoiled: Mapping[FaultKind, int]) -> None:
    """Spoil products spread over the whole range; the first one stays whole and lends its reference."""
    ids = catalogue.product_ids()
    kinds = [(kind, turn) for kind, count in spoiled.items() for turn in range(count)][: max(len(ids) - 1, 0)]
    for place, (kind, turn) in enumerate(kinds):
        victim = ids[(place + 1) * (len(ids) - 1) // len(kinds)]
        record = catalogue.tables["products"].rows[victim]
        catalogue.update("products", _spoiled(record, kind, turn, catalogue.reference(ids[0])))


def _spoiled(record: Record, kind: FaultKind, turn: int, taken_reference: str) -> Record:
    if kind is FaultKind.EMPTY_SKU:
        return changed(record, {"reference": ""})
    if kind is FaultKind.DUPLICATE_SKU:
        return changed(record, {"reference": taken_reference})
    if kind is FaultKind.BROKEN_PRICE:
        return changed(record, {"price": _BROKEN_PRICES[turn % len(_BROKEN_PRICES)]})
    if kind is FaultKind.INVALID_EAN:
        ean = record.values["ean13"]
        return changed(record, {"ean13": f"{ean[:-1]}{(int(ean[-1]) + 1) % 10}"})
    other = changed(record, {"id_category_default": _MISSING_CATEGORY})
    other.items = {**record.items, "categories": (*record.items["categories"], (_MISSING_CATEGORY,))}
    return other


_SLUGS = {text: slug(text) for text in (*MODELS, *(word for group in GROUPS for part in group.parts for word in part))}
