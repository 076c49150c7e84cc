"""What everybody had of a product at a moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.job import ItemOutcome, JobType
from ppm_desktop.domain.product_list import ProductHistory, ProductTouch, ShopValues, TouchKind
from ppm_desktop.domain.product_past import values_at
from ppm_desktop.domain.sending import STOCK_OF, FieldChange

NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)


def edit(*changes: FieldChange) -> ProductTouch:
    return ProductTouch(NOW, TouchKind.EDIT, changes)


def job(job_type: JobType, *changes: FieldChange, outcome: ItemOutcome = ItemOutcome.UPDATED) -> ProductTouch:
    return ProductTouch(NOW, TouchKind.JOB, changes, 7, job_type, 1, "KAYO", outcome=outcome)


def history(*touches: ProductTouch, quantity: int = 14) -> ProductHistory:
    price = Decimal("649.00")
    ours = ShopValues(None, "", price, quantity, True, None)
    return ProductHistory(1, "A-1", "A", touches, (ours, ShopValues(1, "KAYO", price, quantity, True, None)))


def price(before: str | None, after: str) -> FieldChange:
    return FieldChange("price_net", before, after)


def test_now_is_what_everybody_has() -> None:
    past = history(edit(price("1.00", "649.00")))
    assert values_at(past, None) == past.now
    assert values_at(past, 0) == past.now


def test_later_edits_are_undone_in_ppm_and_nowhere_else() -> None:
    past = history(edit(price("629.00", "649.00")), edit(price("599.00", "629.00")))
    ours, shop = values_at(past, 1)
    assert ours.price_net == Decimal("629.00")
    assert shop.price_net == Decimal("649.00")
    assert ours.quantity == 14


def test_later_syncs_are_undone_in_their_shop() -> None:
    past = history(job(JobType.SYNC, price("629.00", "649.00"), FieldChange("is_active", False, True)), edit())
    ours, shop = values_at(past, 1)
    assert (shop.price_net, shop.active) == (Decimal("629.00"), False)
    assert ours.price_net == Decimal("649.00")


def test_before_an_export_created_it_a_shop_had_nothing() -> None:
    past = history(job(JobType.EXPORT, price(None, "649.00"), outcome=ItemOutcome.CREATED), edit())
    assert values_at(past, 1)[1].price_net is None


def test_a_failed_sync_changed_nothing() -> None:
    past = history(job(JobType.SYNC, price("1.00", "2.00"), outcome=ItemOutcome.FAILED), edit())
    assert values_at(past, 1)[1].price_net == Decimal("649.00")


def test_before_an_import_that_changed_something_values_are_unknown_unless_an_edit_says_them() -> None:
    imported = job(JobType.IMPORT)
    assert values_at(history(imported, edit()), 1)[0].price_net is None
    assert values_at(history(imported, edit(price("5.00", "6.00"))), 1)[0].price_net == Decimal("6.00")
    assert values_at(history(replace(imported, outcome=ItemOutcome.UNCHANGED), edit()), 1)[0].quantity == 14


def test_stock_of_variants_moves_the_sum() -> None:
    sent = job(JobType.SYNC, FieldChange(f"{STOCK_OF}3", 1, 5), FieldChange(f"{STOCK_OF}4", 9, 7))
    assert values_at(history(sent, edit()), 1)[1].quantity == 12


@given(st.lists(st.integers(0, 999), min_size=1, max_size=8))
def test_every_moment_of_a_chain_of_edits_has_the_value_that_was_set_then(values: list[int]) -> None:
    steps = zip([0, *values], values, strict=False)
    touches = [
        replace(edit(FieldChange("quantity", before, after)), at=NOW + timedelta(seconds=place))
        for place, (before, after) in enumerate(steps)
    ]
    past = history(*reversed(touches), quantity=values[-1])
    found = [values_at(past, place)[0].quantity for place in range(len(touches))]
    assert found == list(reversed(values))
