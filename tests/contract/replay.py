"""Replays the recorded requests against a practice shop whose catalogue is arranged like the recorded shop's."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from ppm_desktop.practice.access import Access
from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.furnishing import FOUNDED, furnish
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from ppm_desktop.practice.store import Record

RECORDINGS = Path(__file__).parent / "recordings"

KEYS: Mapping[str | None, str] = {
    "full": "F" * 32,
    "get-products-only": "G" * 32,
    "disabled": "D" * 32,
    "without-permissions": "W" * 32,
    "unknown": "U" * 32,
    "short": "SHORT",
    "empty": "",
}

_SWITCHED_OFF = {"020-webservice-disabled", "021-webservice-disabled-json"}
_ASKS_FOR_COMMA = "316-ref-comma-filter"
_KNOWS_HASH = "094-product-304"


@dataclass(frozen=True)
class Answer:
    """What the practice shop answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchanges() -> list[dict[str, Any]]:
    """All recorded pairs in the order they were recorded."""
    files = sorted(RECORDINGS.glob("[0-9]-*.json"))
    return [pair for file in files for pair in json.loads(file.read_text(encoding="utf-8"))]


def shapes() -> dict[str, Any]:
    """The recorded structures by their ids."""
    found: dict[str, Any] = json.loads((RECORDINGS / "shapes.json").read_text(encoding="utf-8"))
    return found


def replay_all() -> dict[str, Answer]:
    """The practice shop's answers by the recordings' names; one run, as the requests build on each other."""
    limited = Access(permissions={"products": frozenset({"GET"})})
    more_keys = {
        KEYS["get-products-only"]: limited,
        KEYS["disabled"]: Access(active=False),
        KEYS["without-permissions"]: Access(permissions={}),
    }
    options = PracticeOptions(key=KEYS["full"], more_keys=more_keys)
    with PracticeShop(options, arranged()) as shop, httpx.Client(base_url=shop.address) as client:
        return {pair["name"]: _replay(shop, client, pair) for pair in exchanges()}


def _replay(shop: PracticeShop, client: httpx.Client, pair: Mapping[str, Any]) -> Answer:
    name, asked = pair["name"], pair["request"]
    _set_next_ids(shop.catalogue, pair.get("next_ids", {}))
    if name == _ASKS_FOR_COMMA:
        shop.catalogue.insert("products", Record(546, {"reference": "REC,1", "price": "1.000000"}))
    if name in _SWITCHED_OFF:
        shop.faults.arm(FaultKind.WEBSERVICE_OFF, times=1)
    key = asked["key"]
    auth = None if key is None else httpx.BasicAuth(KEYS[key], "")
    headers = dict(asked["headers"])
    if name == _KNOWS_HASH:
        headers["local-content-sha1"] = client.get(asked["path"], auth=auth).headers["content-sha1"]
    body = asked.get("body", "").encode()
    if "body_base64" in asked:
        body = base64.b64decode(asked["body_base64"])
    path = asked["path"].replace("{key}", KEYS["full"])
    response = client.request(asked["method"], path, headers=headers, content=body or None, auth=auth)
    return Answer(response.status_code, response.headers, response.content)


def _set_next_ids(catalogue: Catalogue, next_ids: Mapping[str, int]) -> None:
    """Recordings name ids that the real shop gave; some requests between them were not kept."""
    for resource, number in next_ids.items():
        table = catalogue.tables.get(resource)
        if table is not None and number not in table.rows:
            table.next_id = number


_STOCK_ROWS = {24: 63, 31: 70}
_DEMO_REFERENCES = {
    1: "demo_1", 2: "demo_3", 3: "demo_6", 4: "demo_5", 5: "demo_7", 6: "demo_11", 7: "demo_12", 8: "demo_13",
    9: "demo_15", 10: "demo_16", 11: "demo_17", 12: "demo_18", 13: "demo_19", 14: "demo_20", 15: "demo_21",
    16: "demo_8", 17: "demo_9", 18: "demo_10", 19: "demo_14",
}  # fmt: skip


def arranged() -> Catalogue:
    """519 products with the references, combinations and stock rows that the recorded requests speak of."""
    catalogue = Catalogue()
    furnish(catalogue, "Lab")
    stock = catalogue.tables["stock_availables"]
    for number in range(1, 520):
        stock.next_id = _STOCK_ROWS.get(number, number if number < 20 else 1000 + number)
        catalogue.insert("products", _product(number))
    _combinations(catalogue, 1, range(1, 9))
    _combinations(catalogue, 3, range(9, 13))
    stock.next_id = 71
    _combinations(catalogue, 31, range(40, 43))
    reduced = {"id_product": "1", "price": "-1.000000", "reduction_type": "percentage"}
    catalogue.insert("specific_prices", Record(1, reduced))
    return catalogue


def _product(number: int) -> Record:
    reference = _DEMO_REFERENCES.get(number) or f"S1-SKU-{number - 19:05d}"
    category = "11" if number in range(28, 32) else "17"
    values = {
        "reference": reference,
        "price": f"{number}.500000",
        "id_manufacturer": "4",
        "id_category_default": category,
        "id_tax_rules_group": "1",
        "ean13": "" if number == 31 else "5901000000050",
        "active": "0" if number in {36, 257, 291} else "1",
        "state": "1",
        "product_type": "combinations" if number in {1, 3, 31} else "standard",
        "minimal_quantity": "1",
        "available_for_order": "1",
        "show_price": "1",
        "indexed": "1",
        "date_add": FOUNDED,
        "date_upd": "2026-02-01 10:00:00",
    }
    names = f"Oak grill {number}", f"Dębowy grill {number}"
    record = Record(number, values, {"name": names, "link_rewrite": (f"oak-{number}", f"debowy-{number}")})
    record.items["categories"] = (("2",), (category,))
    record.items["product_features"] = (("1", "1"), ("2", "4"))
    if number in {1, 3}:
        record.items["images"] = ((str(number),), (str(number + 20),))
    if number == 59:
        record.items["images"] = (("25",), ("26",))
    return record


def _combinations(catalogue: Catalogue, product_id: int, numbers: range) -> None:
    for place, number in enumerate(numbers):
        values = {"id_product": str(product_id), "reference": f"K-{number}", "minimal_quantity": "1"}
        record = Record(number, {**values, "default_on": "1" if place == 0 else ""})
        record.items["product_option_values"] = ((str(place % 4 + 1),),)
        record.items["images"] = (("1",),) if product_id == 1 else ()
        catalogue.insert("combinations", record, quantity=5)
