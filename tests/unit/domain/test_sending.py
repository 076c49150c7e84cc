"""Comparing a product of PPM with what a shop has: which differences are none, and whose a value is."""

import pytest

from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.request import SendPolicy
from ppm_desktop.domain.sending import Offer, compare, same_in_shop


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "same"),
    [
        ("weight", "1.235", "1.234567", True),
        ("weight", "1.235", "1.236", False),
        ("width", "10.12", "10.123456", True),
        ("weight", None, "0.000000", True),
        ("weight", None, "0.500000", False),
        ("price_net", "10.00", "10.004", True),
        ("price_net", None, "0.00", False),
        ("name", "1.00", "1.000", False),
    ],
)
def test_numbers_are_equal_as_exactly_as_ppm_keeps_them(
    name: str, ours: FieldValue, theirs: FieldValue, same: bool
) -> None:
    assert same_in_shop(name, ours, theirs) is same


@pytest.mark.parametrize("base", [{"name": "ABC-1"}, {"name": ""}, None])
def test_the_sku_that_stands_for_a_missing_name_is_not_sent(base: dict[str, FieldValue] | None) -> None:
    offer = Offer(1, "ABC-1", "abc-1", {"name": "abc-1"}, external_id=1, base=base)
    for policy in SendPolicy:
        assert compare(offer, {"name": ""}, policy, changed_only=False).changes == ()


def test_what_only_one_side_knows_of_is_sent_when_ppm_wins_and_asked_about_otherwise() -> None:
    offer = Offer(1, "ABC-1", "Helmet", {"name": "Helmet", "ean": "5901234123457"}, external_id=1)
    theirs: dict[str, FieldValue] = {"name": "Kask", "ean": None}
    sent = compare(offer, theirs, SendPolicy.PPM_WINS, changed_only=True)
    assert {one.field for one in sent.changes} == {"name", "ean"}
    assert not sent.conflicts
    asked = compare(offer, theirs, SendPolicy.NOTE, changed_only=True)
    assert (asked.left_out, [one.field for one in asked.conflicts]) == (True, ["name"])
