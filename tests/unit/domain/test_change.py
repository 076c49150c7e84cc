"""The three-way comparison: who changed a field, and who wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.change import FieldConflict, merge, same
from ppm_desktop.domain.request import ConflictPolicy

VALUES = st.dictionaries(
    st.sampled_from(["name", "ean", "price_net"]), st.sampled_from([None, "", "a", "b", "c"]), min_size=3, max_size=3
)


@pytest.mark.parametrize(
    ("ours", "base", "theirs", "taken", "kept"),
    [
        ("a", "a", "b", {"name": "b"}, ()),
        ("b", "a", "a", {}, ("name",)),
        ("b", "a", "b", {}, ()),
        ("", None, "b", {"name": "b"}, ()),
        ("a", None, "b", {}, ("name",)),
    ],
)
def test_a_change_on_one_side_wins_without_asking(
    ours: str, base: str | None, theirs: str, taken: dict[str, str], kept: tuple[str, ...]
) -> None:
    known = None if base is None else {"name": base}
    result = merge({"name": ours}, known, {"name": theirs}, ConflictPolicy.KEEP_PPM)
    assert (result.taken, result.kept) == (taken, kept)


@pytest.mark.parametrize(
    ("policy", "taken", "conflicts"),
    [
        (ConflictPolicy.KEEP_PPM, {}, ()),
        (ConflictPolicy.SHOP_WINS, {"name": "c"}, ()),
        (ConflictPolicy.NOTE, {}, (FieldConflict("name", "b", "c"),)),
    ],
)
def test_the_policy_decides_what_both_sides_changed(
    policy: ConflictPolicy, taken: dict[str, str], conflicts: tuple[FieldConflict, ...]
) -> None:
    result = merge({"name": "b"}, {"name": "a"}, {"name": "c"}, policy)
    assert (result.taken, result.conflicts) == (taken, conflicts)


@given(VALUES, st.none() | VALUES, VALUES, st.sampled_from(ConflictPolicy))
def test_every_difference_is_either_taken_or_kept(
    ours: dict[str, str], base: dict[str, str] | None, theirs: dict[str, str], policy: ConflictPolicy
) -> None:
    result = merge(ours, base, theirs, policy)
    differing = {field for field in theirs if not same(ours[field], theirs[field])}
    assert set(result.taken) | set(result.kept) == differing
    assert not set(result.taken) & set(result.kept)
    assert {conflict.field for conflict in result.conflicts} <= set(result.kept)


@given(VALUES, VALUES, st.sampled_from(ConflictPolicy))
def test_importing_again_without_news_takes_nothing(
    ours: dict[str, str], theirs: dict[str, str], policy: ConflictPolicy
) -> None:
    first = merge(ours, None, theirs, policy)
    merged = {**ours, **first.taken}
    assert merge(merged, theirs, theirs, policy).taken == {}
