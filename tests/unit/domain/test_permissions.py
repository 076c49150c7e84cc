"""What a key needs, and what it lacks."""

import pytest

from ppm_desktop.domain.permissions import Grant, MissingRight, Right, permission_matrix

EVERY = frozenset({"GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"})
STOCK_BY_PATCH = MissingRight("stock_availables", Right.CHANGE, "PATCH")
NAMES = [row.resource for row in permission_matrix({}).rows]


def key(**changes: str) -> dict[str, frozenset[str]]:
    """A key with all rights but those of ``changes``: verbs by resource."""
    return dict.fromkeys(NAMES, EVERY) | {name: frozenset(verbs.split()) for name, verbs in changes.items()}


def test_a_key_with_every_right_has_twelve_resources() -> None:
    matrix = permission_matrix(key())
    assert (matrix.held, matrix.needed, matrix.complete) == (12, 12, True)
    assert matrix.rows[0].grant(Right.DELETE) is Grant.NOT_NEEDED


def test_a_shop_without_patch_is_changed_by_put() -> None:
    old = {name: verbs - {"PATCH"} for name, verbs in key().items()}
    assert permission_matrix(old).complete


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"stock_availables": "GET"}, STOCK_BY_PATCH),
        ({"products": "GET POST PATCH", "stock_availables": "GET"}, STOCK_BY_PATCH),
        ({"specific_prices": "GET POST PUT"}, MissingRight("specific_prices", Right.DELETE, "DELETE")),
        ({"languages": ""}, MissingRight("languages", Right.READ, "GET")),
        ({"categories": "GET"}, MissingRight("categories", Right.ADD, "POST")),
    ],
)
def test_one_missing_right_is_named_with_the_verb_to_tick(changes: dict[str, str], missing: MissingRight) -> None:
    matrix = permission_matrix(key(**changes))
    assert matrix.held == 11
    assert matrix.missing == (missing,)
