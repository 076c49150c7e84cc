"""The practice shop answers as a real PrestaShop 8.2.1 did: status, error codes, headers and structure."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import pytest

from tests.contract.replay import RECORDINGS, Answer, exchanges, replay_all, shapes
from tests.contract.shapes import codes_of, differences, shape_of

PAIRS = exchanges()
SHAPES = shapes()

# Where the shapes cannot be the same, and why.
NOT_COMPARED = {
    "001-root-full-key": "the practice shop has fewer resources than a whole PrestaShop",
    "363-product-inactive-json": "which inactive product comes first without sort is not defined",
}


@pytest.fixture(scope="module")
def answers() -> Mapping[str, Answer]:
    return replay_all()


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_answers_as_recorded(pair: Mapping[str, Any], answers: Mapping[str, Answer]) -> None:
    recorded, answer = pair["response"], answers[pair["name"]]
    content_type = answer.headers.get("content-type")
    assert answer.status == recorded["status"], answer.body[:500]
    assert _codes(codes_of(answer.body, content_type)) == _codes(recorded["codes"]), answer.body[:500]
    assert content_type == recorded["content_type"]
    assert set(recorded["headers"]) <= set(answer.headers)
    assert not {"psws-version", "content-sha1"} & (set(answer.headers) - set(recorded["headers"]))
    if recorded["shape"] is not None and pair["name"] not in NOT_COMPARED:
        found = shape_of(answer.body, content_type)
        assert list(differences(SHAPES[recorded["shape"]], found)) == []


@pytest.mark.parametrize("pair", [one for one in PAIRS if "ids" in one["response"]], ids=lambda pair: str(pair["name"]))
def test_finds_the_same_objects(pair: Mapping[str, Any], answers: Mapping[str, Answer]) -> None:
    recorded, answer = pair["response"], answers[pair["name"]]
    found = _ids(answer)
    assert (sorted(found) if recorded.get("any_order") else found) == recorded["ids"]


def test_every_recording_is_replayed_or_left_out_for_a_reason() -> None:
    left_out = json.loads((RECORDINGS / "left-out.json").read_text(encoding="utf-8"))
    names = [pair["name"] for pair in PAIRS]
    assert len(names) == len(set(names)) > 200
    assert not {one["name"] for one in left_out} & set(names)
    assert all(one["why"] for one in left_out)


def _codes(codes: Sequence[int]) -> list[int]:
    """Warnings of the XML parser counted once: how many it gives depends on libxml2's version."""
    return [code for code, _ in groupby(codes)] if 127 in codes else list(codes)


def _ids(answer: Answer) -> list[int]:
    from lxml import etree

    if answer.headers["content-type"] == "application/json":
        found = json.loads(answer.body)
        return [row["id"] for row in (next(iter(found.values())) if found else [])]
    root = etree.fromstring(answer.body)
    return [int(row.get("id") or row.findtext("id") or 0) for row in root[0]]
