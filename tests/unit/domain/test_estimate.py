"""Rate and remaining time from counts observed over time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.estimate import LONGEST_S, ProgressMeter


def watched(per_second: float, seconds: int, total: int | None = 10_000) -> ProgressMeter:
    """A meter that has seen a steady job."""
    meter = ProgressMeter()
    for second in range(seconds + 1):
        meter.observe(float(second), int(per_second * second), total)
    return meter


def test_rate_is_products_a_minute_over_the_last_minute() -> None:
    assert watched(2.0, 120).per_minute(120.0) == pytest.approx(120.0)


def test_rate_follows_a_job_that_slows_down_within_a_minute() -> None:
    meter = watched(10.0, 60)
    for second in range(61, 121):
        meter.observe(float(second), 600 + (second - 60), 10_000)
    assert meter.per_minute(120.0) == pytest.approx(60.0, rel=0.1)


def test_rate_is_zero_when_nothing_was_finished_for_a_minute() -> None:
    assert watched(2.0, 30).per_minute(95.0) == 0.0


def test_remaining_time_is_what_is_left_at_the_current_rate() -> None:
    assert watched(2.0, 100).remaining_s(100.0) == pytest.approx((10_000 - 200) / 2, rel=0.02)


@pytest.mark.parametrize(
    ("per_second", "seconds"), [(1.9, 10), (100.0, 9)], ids=["fewer than 20 products", "less than 10 seconds"]
)
def test_there_is_no_estimate_too_early(per_second: float, seconds: int) -> None:
    assert watched(per_second, seconds).remaining_s(float(seconds)) is None


def test_there_is_no_estimate_while_products_are_counted() -> None:
    assert watched(5.0, 60, total=None).remaining_s(60.0) is None


def test_a_stalled_job_has_no_estimate_after_15_seconds() -> None:
    meter = watched(5.0, 60)
    assert meter.remaining_s(74.0) is not None
    assert meter.remaining_s(75.0) is None


def test_more_than_a_day_is_not_told() -> None:
    assert watched(2.0, 60, total=int(3 * LONGEST_S)).remaining_s(60.0) is None


def test_estimate_counts_down_steadily_while_it_holds() -> None:
    meter = watched(5.0, 60)
    first = meter.remaining_s(60.0)
    assert first is not None
    for second in range(61, 66):
        meter.observe(float(second), second * 5, 10_000)
        assert meter.remaining_s(float(second)) == pytest.approx(first - (second - 60))


def test_estimate_is_corrected_once_the_rate_has_changed_noticeably() -> None:
    meter = watched(10.0, 60)
    before = meter.remaining_s(60.0)
    for second in range(61, 91):
        meter.observe(float(second), 600 + (second - 60) * 2, 10_000)
    after = meter.remaining_s(90.0)
    assert before is not None
    assert after is not None
    assert after > 2 * before


def test_a_job_that_starts_over_is_measured_anew() -> None:
    meter = watched(10.0, 60)
    meter.observe(61.0, 0, 10_000)
    assert meter.remaining_s(61.0) is None
    assert meter.per_minute(61.0) == 0.0


def test_trace_stays_short_however_long_the_job_takes() -> None:
    assert len(watched(1.0, 3000, total=100_000).trace()) == 30


@given(st.lists(st.tuples(st.floats(0.0, 30.0), st.integers(0, 500)), max_size=60), st.integers(0, 20_000))
def test_figures_are_never_negative_whatever_is_observed(steps: list[tuple[float, int]], total: int) -> None:
    meter, now, done = ProgressMeter(), 0.0, 0
    for pause, more in steps:
        now, done = now + pause, done + more
        meter.observe(now, done, total)
        remaining = meter.remaining_s(now)
        assert meter.per_minute(now) >= 0.0
        assert remaining is None or 0.0 <= remaining <= LONGEST_S


def test_a_slow_shop_is_answered_for_after_half_a_minute() -> None:
    meter = ProgressMeter()
    for second in range(29):
        meter.observe(float(second), second // 3, 100)
    assert meter.remaining_s(28.0) is None
    for second in range(29, 32):
        meter.observe(float(second), second // 3, 100)
    left_s = meter.remaining_s(31.0)
    assert left_s is not None
    assert 200 < left_s < 360
