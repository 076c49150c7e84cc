"""Reads a PrestaShop shop through its webservice, in pages of exactly the fields that are used."""

import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from types import TracebackType

import httpx
from lxml import etree

from ppm_desktop.domain.catalog import (
    ShopCategory,
    ShopIdentity,
    ShopLanguage,
    ShopProduct,
    StockRow,
    normal_sku,
)
from ppm_desktop.domain.errors import BrokenAnswer, ShopPermissionError, ShopRefused
from ppm_desktop.domain.writing import Capabilities, SpecificPriceWrite
from ppm_desktop.prestashop import queries, resources, xml
from ppm_desktop.prestashop.answers import document_of, whole_document_of
from ppm_desktop.prestashop.pace import Pace
from ppm_desktop.prestashop.queries import display, only
from ppm_desktop.prestashop.transport import ClientOptions, Query, Reader, ShopTransport, Traffic

__all__ = ["ClientOptions", "PrestaShopClient", "ShopIdentity", "Traffic"]

IDS_PER_REQUEST = 5000
ROWS_PER_REQUEST = 2000
CATEGORIES_PER_REQUEST = 500


class PrestaShopClient(AbstractContextManager["PrestaShopClient"]):
    """One shop behind one key; reads may run in several threads at once.

    Every method blocks, and raises a `ShopError` when the shop did not answer as it should (after as many
    tries as its options allow) or `Cancelled` when ``stop`` was set or the client was closed.
    """

    def __init__(
        self,
        address: str,
        key: str,
        options: ClientOptions | None = None,
        *,
        transport: httpx.BaseTransport | None = None,
        stop: threading.Event | None = None,
        turn: AbstractContextManager[object] | None = None,
        pace: Pace | None = None,
    ) -> None:
        """Open nothing yet: the first read connects.

        Args:
            address: Base of the shop as `ppm_desktop.prestashop.address.normal_address` gives it.
            key: The webservice key; never part of an address, a log or an error.
            transport: In place of the network.
            stop: Ends waits between tries and keeps further requests from starting.
            turn: Held while answers are turned into objects, never while the shop is waited for.
            pace: The gate of all requests; by default one that only bounds how many are under way.
        """
        self._options = options or ClientOptions()
        self._turn = turn or nullcontext()
        self.pace = pace or Pace(self._options.connections, stop=stop)
        self._transport = ShopTransport(address, key, self._options, transport, stop, self.pace)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._transport.address}>"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def traffic(self) -> Traffic:
        """Requests made, retries and bytes received so far."""
        return self._transport.traffic

    def close(self) -> None:
        """Close the connections, from any thread; requests under way are broken off and raise `Cancelled`."""
        self._transport.close()

    def identity(self) -> ShopIdentity:
        """Who answers, and what the key may do."""
        return resources.identity(*self._transport.get(""))

    def capabilities(self) -> Capabilities:
        """What the shop and its key can do."""
        found = self.identity()
        can_patch = found.allows("products", "PATCH") and found.allows("stock_availables", "PATCH")
        return Capabilities(found.version, can_patch, found.permissions)

    def languages(self) -> list[ShopLanguage]:
        """All languages of the shop, inactive ones included."""
        return [resources.language(node) for node in self._rows("languages", "id,iso_code,active")]

    def manufacturers(self) -> dict[int, str]:
        """Names by id."""
        rows = self._rows("manufacturers", "id,name")
        return {resources.id_of(node): node.findtext("name") or "" for node in rows}

    def customer_groups(self) -> dict[int, Mapping[int, str]]:
        """Names of the groups of customers, by id and by language id.

        Raises:
            ShopPermissionError: the key may not read them; most keys may not.
        """
        return {resources.id_of(node): resources.names(node) for node in self._rows("groups", "id,name")}

    def categories(self) -> list[ShopCategory]:
        """The whole tree, containers included, by ascending id."""
        rows = self._rows("categories", "id,id_parent,name,active", limit=CATEGORIES_PER_REQUEST)
        return [resources.category(node) for node in rows]

    def category_below(self, parent_id: int, name: str) -> int | None:
        """The id of the category ``name`` directly below another one, without regard to case; None without one."""
        rows = self._rows("categories", "id,id_parent,name", (only("id_parent", f"[{parent_id}]"),))
        for node in rows:
            told = {" ".join(one.split()).casefold() for one in resources.names(node).values()}
            if node.findtext("id_parent") == str(parent_id) and " ".join(name.split()).casefold() in told:
                return resources.id_of(node)
        return None

    def specific_price(self, wanted: SpecificPriceWrite) -> int | None:
        """The id of a plain price like ``wanted`` of that product for that group; None without one."""
        like = {
            "id_product": wanted.product_id,
            "id_group": wanted.group_id,
            "id_customer": 0,
            "from_quantity": 1,
            "reduction": 0,
            "price": wanted.price or 0,
        }
        rows = self._rows("specific_prices", ",".join(("id", *like)), (only("id_product", f"[{wanted.product_id}]"),))
        for node in rows:
            if all(resources.decimal(node.findtext(name) or "0") == Decimal(value) for name, value in like.items()):
                return resources.id_of(node)
        return None

    def category_product_ids(self, category_id: int) -> list[int]:
        """Ids of the products in one category, ascending; those of its subcategories are not among them.

        Raises:
            ItemGone: there is no such category.
        """
        root, _ = self._transport.get(f"categories/{category_id}")
        return resources.category_products(root)

    def tax_rates(self) -> dict[int, Decimal]:
        """Percent by tax rules group in the home country.

        Where the key may not read countries, it is the rate that most rules of a group have.
        """
        percents = {
            resources.id_of(node): rate
            for node in self._rows("taxes", "id,rate")
            if (rate := resources.decimal(node.findtext("rate") or "")) is not None
        }
        fields = "id,id_tax_rules_group,id_country,id_state,zipcode_from,id_tax"
        rules = [resources.plain_values(node) for node in self._rows("tax_rules", fields)]
        return resources.tax_rates(rules, percents, self._home_country_id())

    def product_ids(self, on_progress: Callable[[int], None] | None = None) -> "array[int]":
        """Ids of all products, ascending, eight bytes each.

        Args:
            on_progress: Told how many have been listed so far, after each request.
        """
        ids = array("Q")
        for nodes in self._pages("products", (), IDS_PER_REQUEST):
            ids.extend(resources.id_of(node) for node in nodes)
            if on_progress is not None:
                on_progress(len(ids))
        return ids

    def find_spaced_reference(self, skus: Sequence[str]) -> dict[str, list[int]]:
        """As `find_by_reference`, of products whose reference has a space before or behind it in the shop."""
        plain = [sku.strip() for sku in skus if sku.strip()]
        return self._with_references(skus, [spelt for sku in plain for spelt in (f" {sku}", f"{sku} ")])

    def find_by_reference(self, skus: Sequence[str]) -> dict[str, list[int]]:
        """Ids of the products with each of ``skus``, trimmed and without regard to case; empty when there is none."""
        return self._with_references(skus, [sku.strip() for sku in skus if sku.strip()])

    def _with_references(self, skus: Sequence[str], spellings: Sequence[str]) -> dict[str, list[int]]:
        wanted = {sku: normal_sku(sku) for sku in skus}
        found: dict[str, set[int]] = {normal: set() for normal in wanted.values()}
        for value in queries.reference_filters(spellings):
            filters = (only("reference", value),) if value else ()
            for node in self._rows("products", "id,reference", filters):
                # Checked again: the shop compares by its collation, and may ignore a filter altogether.
                ids = found.get(normal_sku(node.findtext("reference") or ""))
                if ids is not None:
                    ids.add(resources.id_of(node))
        return {sku: sorted(found[normal]) if normal else [] for sku, normal in wanted.items()}

    def page(self, ids: Sequence[int]) -> list[ShopProduct]:
        """The products with these ids, ascending, with stock and combinations; a missing one is absent."""
        wanted = sorted(set(ids))
        shelf = self._shelf(wanted)
        asked = frozenset(wanted)
        products = []
        for value in queries.id_filters(wanted):
            query = (
                display(queries.PRODUCT_FIELDS),
                only("id", value),
                ("sort", "[id_ASC]"),
                ("limit", str(queries.rows_matched(value))),
            )
            nodes = self._nodes("products", query)
            with self._turn:
                products += [product for node in nodes if (product := resources.product(node, shelf)).id in asked]
        return products

    def stock_rows(self, product_ids: Sequence[int]) -> list[StockRow]:
        """Rows of ``stock_availables`` of these products: their ids are what stock is written by."""
        wanted = sorted(set(product_ids))
        rows = [
            resources.stock_row(node) for node in self._of_products("stock_availables", queries.STOCK_FIELDS, wanted)
        ]
        return [row for row in rows if row.product_id in set(wanted)]

    def dates(self, ids: Sequence[int]) -> dict[int, str]:
        """When each of these products was last changed, in the shop's own time."""
        found: dict[int, str] = {}
        for value in queries.id_filters(sorted(set(ids))):
            for node in self._rows("products", "id,date_upd", (only("id", value),)):
                found[resources.id_of(node)] = node.findtext("date_upd") or ""
        return found

    def whole(self, ids: Sequence[int], resource: str = "products") -> dict[int, etree._Element]:
        """Objects as the shop tells them in full, by id: what a PUT has to give back."""
        wanted = sorted(set(ids))
        found: dict[int, etree._Element] = {}
        for value in queries.id_filters(wanted):
            query = (("display", "full"), only("id", value), ("sort", "[id_ASC]"))
            nodes = self._nodes(resource, query, whole_document_of)
            found |= {resources.id_of(node): node for node in nodes}
        return {number: found[number] for number in wanted if number in found}

    def delete(self, resource: str, number: int) -> None:
        """Delete one object.

        Raises:
            ItemGone: it is not there (any more).
        """
        self._transport.delete(f"{resource}/{number}")

    def send(self, verb: str, resource: str, body: bytes) -> list[int]:
        """Write objects (see `ShopTransport.send`); returns their ids in the order of the answer."""
        root = self._transport.send(verb, resource, body)
        listed = root.find(resource)
        return [resources.id_of(node) for node in (root if listed is None else listed)]

    def _shelf(self, ids: Sequence[int]) -> resources.ShelfState:
        stock = list(self._of_products("stock_availables", queries.STOCK_FIELDS, ids))
        with self._turn:
            rows = [resources.stock_row(node) for node in stock]
            combined = {row.product_id for row in rows if row.combination_id}.intersection(ids)
        nodes = list(self._of_products("combinations", queries.COMBINATION_FIELDS, sorted(combined)))
        with self._turn:
            return resources.ShelfState.of(rows, [resources.combination(node) for node in nodes])

    def _of_products(self, resource: str, fields: str, ids: Sequence[int]) -> Iterator[etree._Element]:
        for value in queries.id_filters(ids):
            yield from self._rows(resource, fields, (only("id_product", value),))

    def _home_country_id(self) -> int | None:
        iso_code = self._options.home_country
        try:
            rows = list(self._rows("countries", "id,iso_code", (only("iso_code", f"[{iso_code}]"),)))
        except (ShopPermissionError, ShopRefused):
            return None
        for node in rows:
            if (node.findtext("iso_code") or "").strip().upper() == iso_code.upper():
                return resources.id_of(node)
        return None

    def _rows(
        self, resource: str, fields: str, filters: Query = (), limit: int = ROWS_PER_REQUEST
    ) -> Iterator[etree._Element]:
        for nodes in self._pages(resource, (display(fields), *filters), limit):
            yield from nodes

    def _pages(self, resource: str, query: Query, limit: int) -> Iterator[list[etree._Element]]:
        """All rows in order of their ids, ``limit`` a request, each request going on behind the last id."""
        last = 0
        while True:
            behind = (only("id", f">[{last}]"),) if last else ()
            nodes = self._nodes(resource, (*query, *behind, ("sort", "[id_ASC]"), ("limit", str(limit))))
            if nodes:
                yield nodes
            if len(nodes) < limit:
                return
            newest = resources.id_of(nodes[-1])
            if newest <= last:
                raise BrokenAnswer(f"GET {resource}: the list does not go on behind {last}", code=xml.CODE, status=200)
            last = newest

    def _nodes(self, resource: str, query: Query, read: Reader = document_of) -> list[etree._Element]:
        root, _ = self._transport.get(resource, query, read)
        found = root.find(resource)
        if found is None:
            raise BrokenAnswer(f"GET {resource}: HTTP 200 without a list", code=xml.CODE, status=200)
        return list(found)
