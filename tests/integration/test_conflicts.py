"""Conflicts noted by jobs against a practice shop: decided each way, and what the next sync or an undo then does."""

import threading
from dataclasses import dataclass

import pytest
from sqlalchemy import insert, select, update

from ppm_desktop.domain.conflict import Conflict, Decided, Decision, Verdict
from ppm_desktop.domain.errors import Cancelled
from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.product_list import TouchKind
from ppm_desktop.domain.request import ConflictPolicy, JobRequest, SendPolicy
from ppm_desktop.domain.undo import UndoSkip
from ppm_desktop.persistence.tables import (
    ConflictRow,
    ProductCategoryRow,
    ProductPriceRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ShopMappingRow,
    ShopSettingsRow,
)
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import change, product_id
from tests.fakes.office import Office

SYNC = JobRequest(type=JobType.SYNC)
NOTING = JobRequest(type=JobType.SYNC, send_policy=SendPolicy.NOTE)


@dataclass(frozen=True)
class Quarrel:
    """A product whose name PPM and the shop have both changed."""

    office: Office
    shop: PracticeShop
    added: ShopSummary
    number: int

    @property
    def sku(self) -> str:
        return self.shop.catalogue.reference(self.number)

    @property
    def product_id(self) -> int:
        return product_id(self.office.parts.database, self.sku)

    @property
    def name_in_shop(self) -> str | None:
        texts = self.shop.catalogue.tables["products"].rows[self.number].texts["name"]
        return None if texts is None else texts[1]

    @property
    def name_in_ppm(self) -> str | None:
        return self.one(select(ProductRow.name).where(ProductRow.id == self.product_id))

    @property
    def status(self) -> str | None:
        wanted = select(ProductShopDataRow.sync_status).where(
            ProductShopDataRow.product_id == self.product_id, ProductShopDataRow.shop_id == self.added.id
        )
        return self.one(wanted)

    def one(self, wanted: object) -> str | None:
        with self.office.parts.database.read() as connection:
            found = connection.scalar(wanted)  # type: ignore[call-overload]
        return None if found is None else str(found)

    def send(self, request: JobRequest = SYNC) -> JobSnapshot:
        (job,) = self.office.create(request, [self.added])
        return self.office.run(job)

    def conflicts(self, *, settled: bool = False) -> tuple[Conflict, ...]:
        return self.office.parts.conflicts.list(self.added.id, settled=settled).conflicts

    def decide(self, decision: Decision | None, note: str | None = None, field: str | None = None) -> Decided:
        verdicts = [
            Verdict(one.id, one.noted_at, decision, note)
            for one in self.conflicts(settled=True)
            if field in (None, one.field)
        ]
        return self.office.parts.conflicts.decide(self.added.id, verdicts)


@pytest.fixture
def quarrel(office: Office, shop: PracticeShop) -> Quarrel:
    """A product in conflict, noted by a sync."""
    return quarrel_in(office, shop)


def quarrel_in(office: Office, shop: PracticeShop) -> Quarrel:
    added = office.add_shop(shop)
    office.import_from(added)
    number = next(one for one in shop.catalogue.product_ids() if not shop.catalogue.combination_ids(one))
    made = Quarrel(office, shop, added, number)
    made.send()
    change(office.parts.database, made.sku, name="Z PPM")
    shop.catalogue.rename_product(number, "From shop", "Ze sklepu")
    made.send(NOTING)
    return made


def follow(office: Office, shop: ShopSummary) -> None:
    with office.parts.database.begin() as connection:
        connection.execute(update(ShopSettingsRow).where(ShopSettingsRow.shop_id == shop.id).values(leads=False))


def test_a_noted_conflict_is_listed_with_both_values_and_the_job_that_noted_it(quarrel: Quarrel) -> None:
    (one,) = quarrel.conflicts()
    assert (one.sku, one.field, one.ours, one.theirs) == (quarrel.sku.upper(), "name", "Z PPM", "Ze sklepu")
    assert one.decision is None and one.job_id is not None


def test_decided_for_ppm_the_next_sync_sends_it_and_the_conflict_is_done_with(quarrel: Quarrel) -> None:
    decided = quarrel.decide(Decision.PPM, "nowy katalog")
    assert (decided.saved, decided.to_send) == (1, (quarrel.product_id,))
    (waiting,) = quarrel.conflicts()
    assert (waiting.decision, waiting.note) == (Decision.PPM, "nowy katalog")
    assert waiting.decided_by and quarrel.status == "pending"
    assert quarrel.send().counters.updated == 1
    assert quarrel.name_in_shop == "Z PPM"
    assert quarrel.conflicts() == ()
    assert quarrel.conflicts(settled=True)[0].note == "nowy katalog"
    assert quarrel.status == "synced"


def test_decided_for_ppm_it_is_sent_even_by_a_sync_that_notes_conflicts(quarrel: Quarrel) -> None:
    quarrel.decide(Decision.PPM)
    assert quarrel.send(NOTING).counters.updated == 1
    assert quarrel.name_in_shop == "Z PPM"


def test_decided_for_ppm_it_is_noted_again_where_the_shop_has_changed_once_more(quarrel: Quarrel) -> None:
    quarrel.decide(Decision.PPM)
    quarrel.shop.catalogue.rename_product(quarrel.number, "Newer", "Nowsze")
    assert quarrel.send(NOTING).counters.skipped == 1
    (one,) = quarrel.conflicts()
    assert (one.decision, one.theirs) == (None, "Nowsze")


def test_decided_for_the_shop_ppm_takes_its_value_at_once_and_nothing_is_sent(quarrel: Quarrel) -> None:
    decided = quarrel.decide(Decision.SHOP)
    assert (decided.taken, decided.to_send) == (1, ())
    assert quarrel.name_in_ppm == "Ze sklepu"
    assert quarrel.conflicts() == ()
    assert quarrel.send().total == 0
    assert (quarrel.name_in_shop, quarrel.status) == ("Ze sklepu", "synced")
    assert quarrel.office.import_from(quarrel.added).counters.updated == 0


def test_what_ppm_took_from_the_shop_is_in_the_product_s_history(quarrel: Quarrel) -> None:
    quarrel.decide(Decision.SHOP)
    touches = quarrel.office.parts.products.history(quarrel.product_id).touches
    (edit,) = [one for one in touches if one.kind is TouchKind.EDIT]
    assert edit.person == quarrel.office.parts.computer.person
    assert [(one.field, one.before, one.after) for one in edit.changes] == [("name", "Z PPM", "Ze sklepu")]


def test_left_for_later_neither_side_changes_until_it_is_decided(quarrel: Quarrel) -> None:
    quarrel.decide(Decision.LEAVE, "zapytać dostawcę")
    assert quarrel.send().total == 0
    assert quarrel.send(JobRequest(type=JobType.SYNC, changed_only=False)).counters.updated == 0
    assert (quarrel.name_in_shop, quarrel.name_in_ppm) == ("Ze sklepu", "Z PPM")
    (left,) = quarrel.conflicts()
    assert (left.decision, left.note, quarrel.status) == (Decision.LEAVE, "zapytać dostawcę", "conflict")
    quarrel.decide(Decision.PPM)
    assert quarrel.send().counters.updated == 1
    assert quarrel.name_in_shop == "Z PPM"


def test_other_changes_of_a_product_left_for_later_are_sent(quarrel: Quarrel) -> None:
    quarrel.decide(Decision.LEAVE)
    change(quarrel.office.parts.database, quarrel.sku, quantity=77)
    assert quarrel.send().counters.updated == 1
    assert quarrel.shop.catalogue.quantity(quarrel.number) == 77
    assert quarrel.name_in_shop == "Ze sklepu"
    assert quarrel.status == "conflict"


def test_an_answer_about_one_field_gives_no_leave_to_overwrite_another(quarrel: Quarrel) -> None:
    change(quarrel.office.parts.database, quarrel.sku, quantity=77)
    quarrel.shop.catalogue.set_stock(quarrel.number, 33)
    quarrel.send(NOTING)
    assert {one.field for one in quarrel.conflicts()} == {"name", "quantity"}
    quarrel.decide(Decision.PPM, field="quantity")
    assert quarrel.send().counters.updated == 1
    assert quarrel.shop.catalogue.quantity(quarrel.number) == 77
    assert quarrel.name_in_shop == "Ze sklepu"
    assert [(one.field, one.decision) for one in quarrel.conflicts()] == [("name", None)]


def test_a_conflict_noted_again_since_it_was_shown_is_not_decided_unseen(quarrel: Quarrel) -> None:
    (shown,) = quarrel.conflicts()
    quarrel.shop.catalogue.rename_product(quarrel.number, "Newer", "Nowsze")
    quarrel.send(NOTING)
    verdict = Verdict(shown.id, shown.noted_at, Decision.SHOP)
    decided = quarrel.office.parts.conflicts.decide(quarrel.added.id, [verdict])
    assert (decided.saved, decided.stale) == (0, (shown.id,))
    assert quarrel.name_in_ppm == "Z PPM"


def test_a_note_alone_decides_nothing(quarrel: Quarrel) -> None:
    quarrel.decide(None, "zapytać Annę")
    (one,) = quarrel.conflicts()
    assert (one.decision, one.note, one.decided_by) == (None, "zapytać Annę", "")


def test_a_value_that_ppm_cannot_have_is_refused_and_stays_open(quarrel: Quarrel) -> None:
    with quarrel.office.parts.database.begin() as connection:
        connection.execute(update(ConflictRow).values(theirs=""))
    (one,) = quarrel.conflicts()
    assert quarrel.decide(Decision.SHOP).refused == (one.id,)
    assert quarrel.conflicts()[0].decision is None
    assert quarrel.name_in_ppm == "Z PPM"


def test_a_following_shop_keeps_the_value_for_itself(quarrel: Quarrel) -> None:
    follow(quarrel.office, quarrel.added)
    quarrel.decide(Decision.SHOP)
    assert quarrel.name_in_ppm == "Z PPM"
    assert quarrel.send().total == 0
    assert (quarrel.name_in_shop, quarrel.status) == ("Ze sklepu", "synced")


def test_a_conflict_noted_by_an_import_is_decided_alike(office: Office, shop: PracticeShop) -> None:
    made = quarrel_in(office, shop)
    made.send()
    change(office.parts.database, made.sku, name="Znowu PPM")
    shop.catalogue.rename_product(made.number, "Shop again", "Znowu sklep")
    office.import_from(made.added, JobRequest(policy=ConflictPolicy.NOTE))
    (one,) = made.conflicts()
    assert (one.ours, one.theirs, one.job_id) == ("Znowu PPM", "Znowu sklep", None)
    made.decide(Decision.LEAVE)
    assert made.send().total == 0
    made.decide(Decision.SHOP)
    assert made.send().total == 0
    assert (made.name_in_ppm, made.name_in_shop) == ("Znowu sklep", "Znowu sklep")


@pytest.mark.parametrize(
    ("field", "theirs", "table", "column", "stored"),
    [
        ("price_net", "77.500000", ProductPriceRow, "price_net", "77.50"),
        ("weight", "2.400000", ProductRow, "weight", "2.400"),
        ("quantity", 5, ProductStockRow, "quantity", "5"),
        ("ean", None, ProductRow, "ean", None),
        ("is_active", False, ProductRow, "is_active", "False"),
        ("long_description", "<p>Nowy</p>", ProductRow, "long_description", "<p>Nowy</p>"),
    ],
)
def test_every_kind_of_value_finds_its_place_in_ppm(
    office: Office, shop: PracticeShop, field: str, theirs: object, table: type, column: str, stored: str | None
) -> None:
    made = quarrel_in(office, shop)
    made.decide(Decision.SHOP)
    with office.parts.database.begin() as connection:
        row = {"product_id": made.product_id, "shop_id": made.added.id, "field": field, "job_id": 1}
        connection.execute(insert(ConflictRow), [row | {"ours": None, "theirs": theirs}])
    assert made.decide(Decision.SHOP, field=field).taken == 1
    key = table.id if table is ProductRow else table.product_id  # type: ignore[attr-defined]
    assert made.one(select(getattr(table, column)).where(key == made.product_id)) == stored


def test_all_of_a_field_is_decided_at_once(quarrel: Quarrel) -> None:
    conflicts = quarrel.office.parts.conflicts
    assert conflicts.decide_all(quarrel.added.id, Decision.PPM, fields=["price_net"]).saved == 0
    assert conflicts.decide_all(quarrel.added.id, Decision.PPM, fields=["name"], skus=[quarrel.sku]).saved == 1


def test_an_undo_is_looked_at_before_it_starts(office: Office, shop: PracticeShop) -> None:
    made = quarrel_in(office, shop)
    database = office.parts.database
    others = [one for one in shop.catalogue.product_ids() if not shop.catalogue.combination_ids(one)][1:4]
    back, later, gone = (shop.catalogue.reference(number) for number in others)
    for sku in (back, later, gone):
        change(database, sku, name=f"Nowa {sku}", quantity=3)
    sent = made.send(NOTING)
    shop.catalogue.rename_product(others[1], "Later", "Później")
    shop.catalogue.delete_product(others[2])
    heard: list[tuple[int, int]] = []
    before = len(shop.requests)
    preview = office.parts.sending.undo_preview(sent, told=lambda done, total: heard.append((done, total)))
    assert [(one.sku, {change.field for change in one.changes}) for one in preview.products] == [
        (back, {"name", "quantity"})
    ]
    reasons = {one.sku: (one.reason, [change.before for change in one.changes]) for one in preview.kept}
    assert reasons == {later: (UndoSkip.CHANGED, ["Później"]), gone: (UndoSkip.GONE, [])}
    assert heard[-1] == (3, 3)
    assert {line.method for line in shop.requests[before:]} == {"GET"}


def test_looking_at_an_undo_is_broken_off(office: Office, shop: PracticeShop) -> None:
    made = quarrel_in(office, shop)
    change(office.parts.database, made.sku, quantity=3)
    sent = made.send()
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        office.parts.sending.undo_preview(sent, stop)


def test_stock_of_a_variant_is_taken_from_the_shop(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.import_from(added)
    number = next(one for one in shop.catalogue.product_ids() if shop.catalogue.combination_ids(one))
    made = Quarrel(office, shop, added, number)
    made.send()
    combination = shop.catalogue.combination_ids(number)[0]
    change(office.parts.database, made.sku, quantity=77)
    shop.catalogue.set_stock(number, 501, combination)
    made.send(NOTING)
    (one,) = [one for one in made.conflicts() if one.field == f"quantity:{combination}"]
    assert (one.ours, one.theirs) == (77, 501)
    made.decide(Decision.SHOP, field=one.field)
    for other in {one.field for one in made.conflicts()}:
        made.decide(Decision.PPM, field=other)
    made.send()
    assert shop.catalogue.quantity(number, combination) == 501
    with office.parts.database.read() as connection:
        stored = connection.scalars(
            select(ProductStockRow.quantity).where(ProductStockRow.product_id == made.product_id)
        )
        assert 501 in set(stored)


@pytest.mark.parametrize("leads", [True, False])
def test_categories_are_taken_from_the_shop(office: Office, shop: PracticeShop, leads: bool) -> None:
    made = quarrel_in(office, shop)
    made.decide(Decision.SHOP)
    made.send()
    if not leads:
        follow(office, made.added)
    database = office.parts.database
    with database.begin() as connection:
        mapped = dict(
            connection.execute(
                select(ShopMappingRow.prestashop_id, ShopMappingRow.ppm_value).where(
                    ShopMappingRow.shop_id == made.added.id, ShopMappingRow.mapping_type == "category"
                )
            ).all()
        )
        theirs = sorted(mapped)[-2:]
        row = {"product_id": made.product_id, "shop_id": made.added.id, "field": "categories", "job_id": 1}
        connection.execute(insert(ConflictRow), [row | {"ours": None, "theirs": ",".join(map(str, theirs))}])
    assert made.decide(Decision.SHOP, field="categories").taken == 1
    own = None if leads else made.added.id
    with database.read() as connection:
        stored = connection.scalars(
            select(ProductCategoryRow.category_id)
            .where(ProductCategoryRow.product_id == made.product_id, ProductCategoryRow.shop_id == own)
            .order_by(ProductCategoryRow.sort_order)
        ).all()
    assert list(stored) == [int(mapped[number]) for number in theirs]
