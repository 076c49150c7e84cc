"""Makes the categories that a shop lacks, where an export was asked to."""

import logging
from collections.abc import Sequence
from functools import partial

from ppm_desktop.domain.catalog import ROOT_CATEGORY_IDS
from ppm_desktop.domain.sending import Offer
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.operations.shop_book import HOME_CATEGORY_ID, ShopBook
from ppm_desktop.jobs.operations.shop_patience import patiently
from ppm_desktop.persistence.categories import EVERYTHING
from ppm_desktop.persistence.outgoing import OutgoingCatalogue
from ppm_desktop.persistence.sent import SentRepository
from ppm_desktop.prestashop.writer import OF_ONE_OBJECT, ShopWriter

logger = logging.getLogger(__name__)


class CategoryMaker:
    """One job's; used by its thread alone. A name that the shop refuses is asked for once."""

    def __init__(
        self,
        context: JobContext,
        writer: ShopWriter,
        book: ShopBook,
        catalogue: OutgoingCatalogue,
        sent: SentRepository,
    ) -> None:
        self._context = context
        self._writer = writer
        self._book = book
        self._catalogue = catalogue
        self._sent = sent
        self._refused: set[int] = set()

    def make(self, offers: Sequence[Offer]) -> bool:
        """Make what the shop lacks of the categories of ``offers``, with all above; returns whether there were any.

        Raises:
            ShopError, DatabaseError: the shop as a whole, or the database, failed.
            Cancelled, StaleLease: asked to stop.
        """
        missing = {number for offer in offers for number in offer.unmapped} - self._refused
        for number in sorted(missing):
            self._make_line(self._context.with_database(partial(self._sent.category_line, number)))
        if missing:
            self._context.with_database(self._catalogue.reload_categories)
        return bool(missing)

    def _make_line(self, line: Sequence[tuple[int, str, int | None]]) -> None:
        """Make what the shop lacks of ``line``, the topmost first; below a name that it refuses nothing is made."""
        parent = HOME_CATEGORY_ID
        for place, (ppm_id, name, shop_id) in enumerate(line):
            if shop_id is not None and shop_id not in ROOT_CATEGORY_IDS:
                parent = shop_id
            elif name != EVERYTHING:
                made = None if ppm_id in self._refused else self._make_category(parent, ppm_id, name)
                if made is None:
                    self._refused |= {below for below, _, _ in line[place:]}
                    return
                parent = made

    def _make_category(self, parent: int, ppm_id: int, name: str) -> int | None:
        """The shop's id of a new category; None where the shop refuses it."""
        names = dict.fromkeys(self._book.facts.languages, name)
        try:
            number = patiently(self._context, lambda: self._writer.create_category(parent, names))
        except OF_ONE_OBJECT as error:
            logger.info("category %d left out: %s", ppm_id, error.detail)
            return None
        self._context.with_database(lambda: self._sent.map_category(ppm_id, number, name))
        return number
