"""Moves of a job and what its row shows."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import MOVES, JobSnapshot, JobState, JobType, Origin, RowState, may_move
from ppm_desktop.domain.request import ConflictPolicy, JobMode, JobRequest

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
JOB = JobSnapshot(
    id=1,
    uuid="u",
    type=JobType.IMPORT,
    shop_id=1,
    shop_name="KAYO Parts PL",
    state=JobState.PROCESSING,
    version=1,
    created_at=NOW,
    updated_at=NOW,
    total=100,
    origin=Origin.HERE,
)


class Moves(RuleBasedStateMachine):
    """Any order of wishes: what is finished stays as it ended."""

    def __init__(self) -> None:
        super().__init__()
        self.state = JobState.PENDING
        self.ended: JobState | None = None

    @rule(wish=st.sampled_from(JobState))
    def ask(self, wish: JobState) -> None:
        if may_move(self.state, wish):
            self.state = wish
        if not MOVES[self.state] and self.ended is None:
            self.ended = self.state

    @invariant()
    def finished_is_finished(self) -> None:
        assert self.ended is None or self.state is self.ended


TestMoves = Moves.TestCase


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"state": JobState.PENDING}, RowState.WAITING),
        ({"total": None}, RowState.COUNTING),
        ({}, RowState.PROCESSING),
        ({"cancel_requested": True}, RowState.CANCELLING),
        ({"silent_s": 21.0}, RowState.STALE),
        ({"next_attempt_at": NOW}, RowState.RETRYING),
        ({"state": JobState.COMPLETED}, RowState.COMPLETED),
        ({"state": JobState.CANCELLED}, RowState.CANCELLED),
        ({"state": JobState.FAILED, "failed": 3, "processed": 40}, RowState.FAILED),
        ({"state": JobState.FAILED, "failed": 3, "processed": 100}, RowState.PARTIAL),
    ],
)
def test_a_row_shows_state_and_circumstances(change: dict[str, object], shown: RowState) -> None:
    assert replace(JOB, **change).row_state(stale_after_s=20) is shown  # type: ignore[arg-type]


def test_an_import_of_no_products_is_complete() -> None:
    assert replace(JOB, state=JobState.COMPLETED, total=0).fraction == 1.0
    assert replace(JOB, total=None).fraction == 0.0


def test_cancel_is_offered_once_and_only_while_active() -> None:
    assert JOB.may_be_cancelled
    assert not replace(JOB, cancel_requested=True).may_be_cancelled
    assert not replace(JOB, state=JobState.COMPLETED).may_be_cancelled


@pytest.mark.parametrize(
    "request_",
    [
        JobRequest(),
        JobRequest(mode=JobMode.CATEGORY, category_id=5, include_subcategories=True, policy=ConflictPolicy.NOTE),
        JobRequest(mode=JobMode.INDIVIDUAL, skus=("A", "B"), product_ids=(3,)),
    ],
)
def test_a_stored_request_reads_back_the_same(request_: JobRequest) -> None:
    assert JobRequest.from_params(request_.type, request_.mode.value, request_.to_params()) == request_


def test_the_nested_form_of_the_web_application_is_understood() -> None:
    nested = {"mode": "category", "options": {"category_id": "7", "include_subcategories": True}}
    request_ = JobRequest.from_params(JobType.IMPORT, "category", nested)
    assert (request_.category_id, request_.include_subcategories) == (7, True)


def test_a_request_that_lacks_its_scope_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="category_missing"):
        JobRequest(mode=JobMode.CATEGORY)
    with pytest.raises(InvalidRequest, match="products_missing"):
        JobRequest(mode=JobMode.INDIVIDUAL)
    with pytest.raises(InvalidRequest):
        JobRequest.from_params(JobType.IMPORT, "nonsense", {})
