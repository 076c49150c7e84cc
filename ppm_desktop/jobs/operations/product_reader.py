"""Reads a shop's products in pages; one that the shop cannot deliver does not take the others with it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ppm_desktop.domain.catalog import ShopProduct
from ppm_desktop.domain.errors import BrokenAnswer, ShopError, ShopFault
from ppm_desktop.prestashop.client import PrestaShopClient

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageRead:
    """What came of reading some products.

    Attributes:
        products: Those that came; one that the shop does not have is absent.
        unread: Those that the shop cannot deliver, and why, in the order in which they were asked for.
        left: Those not asked for any more, the last ones: the shop had failed on one after the other.
    """

    products: tuple[ShopProduct, ...]
    unread: Mapping[int, ShopError]
    left: tuple[int, ...] = ()


class ProductReader:
    """Reads pages of one shop, in any number of threads.

    Attributes:
        again: What is read now failed before: however much of it fails again says nothing about the shop.
    """

    def __init__(self, client: PrestaShopClient, most_in_a_row: int) -> None:
        """``most_in_a_row`` single products that fail alike are the shop's failure, not theirs."""
        self.again = False
        self._client = client
        self._most_in_a_row = most_in_a_row
        self._readable: int | None = None

    def read(self, ids: Sequence[int]) -> PageRead:
        """Read ``ids``; where the shop fails on them, the products at fault are found by halving.

        Raises:
            ShopError: the shop fails on what it could deliver before, too, or as `PrestaShopClient`.
        """
        products: list[ShopProduct] = []
        unread: dict[int, ShopError] = {}
        in_a_row, cause = 0, ""
        parts = [ids] if ids else []
        while parts and (self.again or in_a_row < self._most_in_a_row):
            part = parts.pop()
            try:
                found = self._client.page(part)
            except (ShopFault, BrokenAnswer) as error:
                if len(part) > 1:
                    logger.info("the shop failed on a page of %d products, halving it", len(part))
                    middle = len(part) // 2
                    parts += [part[middle:], part[:middle]]
                    continue
                unread[part[0]] = error
                in_a_row, cause = (in_a_row + 1 if error.cause == cause else 1), error.cause
                if in_a_row == 2 and not self.again:
                    self._try_what_ought_to_succeed()
            else:
                products += found
                in_a_row = 0
                self._readable = found[0].id if found else self._readable
        return PageRead(tuple(products), unread, tuple(number for part in reversed(parts) for number in part))

    def _try_what_ought_to_succeed(self) -> None:
        """Neighbours fail: is it them, or does the shop fail on everything?"""
        if self._readable is not None:
            self._client.page([self._readable])
        else:
            self._client.languages()
