"""When and how long to wait before a request is tried again."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from ppm_desktop.domain.errors import PpmError, ShopBusy

FIRST_WAIT_S = 0.25
LONGEST_WAIT_S = 8.0
LONGEST_ASKED_WAIT_S = 30.0
"""A shop that asks for a longer pause is handed up: the job shows that wait, a request would hide it."""
MAX_RETRY_AFTER_S = 3600.0


def retrying(
    attempts: int, pause: Callable[[int | float], None], note: Callable[[BaseException, int, float], None]
) -> Retrying:
    """Tries a call up to ``attempts`` times while its errors may pass, then lets the last one through.

    Args:
        pause: Waits the seconds it is given; what it raises ends the tries.
        note: Told the error, the number of the next try and the wait before it.
    """

    def before_sleep(state: RetryCallState) -> None:
        note(_error_of(state), state.attempt_number + 1, state.upcoming_sleep)

    return Retrying(
        stop=stop_after_attempt(max(1, attempts)),
        wait=_wait_s,
        retry=retry_if_exception(_may_pass),
        sleep=pause,
        before_sleep=before_sleep,
        reraise=True,
    )


def retry_after_s(header: str | None, date_header: str | None, now: Callable[[], datetime]) -> float | None:
    """The seconds that a ``Retry-After`` header asks for, 0.0 to `MAX_RETRY_AFTER_S`; None when it says nothing.

    A date is compared with the answer's own ``Date`` where there is one: the clocks may differ.
    """
    if header is None:
        return None
    header = header.strip()
    if header.isascii() and header.isdigit():
        return min(float(header), MAX_RETRY_AFTER_S)
    moment = _http_date(header)
    if moment is None:
        return None
    sent = _http_date(date_header or "") or now()
    return min(max(0.0, (moment - sent).total_seconds()), MAX_RETRY_AFTER_S)


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _may_pass(error: BaseException) -> bool:
    if isinstance(error, ShopBusy) and (error.retry_after_s or 0.0) > LONGEST_ASKED_WAIT_S:
        return False
    return isinstance(error, PpmError) and error.retryable


def _wait_s(state: RetryCallState) -> float:
    """``Retry-After`` where the shop gave one, else doubling from `FIRST_WAIT_S`, half of it at random."""
    error = _error_of(state)
    if isinstance(error, ShopBusy) and error.retry_after_s is not None:
        return error.retry_after_s
    longest_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** (state.attempt_number - 1))
    return longest_s * random.uniform(0.5, 1.0)


def _error_of(state: RetryCallState) -> BaseException:
    outcome = state.outcome
    error = outcome.exception() if outcome is not None else None
    assert error is not None  # only failed tries wait
    return error
