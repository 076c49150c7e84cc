"""What a job does while its shop is away: it waits visibly, a few times, and then gives up."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from ppm_desktop.domain.errors import ConnectionLost, PpmError, ShopBusy, ShopTimeout
from ppm_desktop.domain.job import products_again_code
from ppm_desktop.jobs.context import JobContext

T = TypeVar("T")
JITTER = 0.2
"""Share by which a wait is longer at random, so that several jobs do not come back at once."""


def patiently(context: JobContext, work: Callable[[], T]) -> T:
    """The result of ``work``, tried again while the shop as a whole does not answer.

    ``SharedSettings.shop_attempts`` tries in all; waits double from ``shop_wait_s`` seconds, or last as
    long as the shop asked for.

    Raises:
        ShopError: the last failure, when the tries are used up or trying again cannot help.
        Cancelled, StaleLease: asked to stop while waiting.
    """
    attempt = 1
    while True:
        try:
            return work()
        except (ShopBusy, ShopTimeout, ConnectionLost) as error:
            attempt += 1
            if attempt > context.shared.shop_attempts:
                raise
            context.shop_away(error, attempt, _delay_s(context, error, attempt))


def pause_before(context: JobContext, errors: Sequence[PpmError], attempt: int) -> None:
    """Wait before products that failed for the moment with ``errors`` are tried for the ``attempt``-th time, visibly.

    Raises:
        Cancelled, StaleLease, Paused: asked to stop or to stand while waiting.
    """
    delay_s = context.shared.product_wait_s * 2.0 ** (attempt - 2) * (1 + random.uniform(0, JITTER))
    error = errors[0]
    asked_s = error.retry_after_s if isinstance(error, ShopBusy) else None
    attempts = context.shared.product_attempts
    context.wait_for_attempt(
        error.code or error.cause,
        attempt,
        attempts,
        delay_s if asked_s is None else asked_s,
        shown=products_again_code(len(errors)),
    )


def _delay_s(context: JobContext, error: ShopBusy | ShopTimeout | ConnectionLost, attempt: int) -> float:
    if isinstance(error, ShopBusy) and error.retry_after_s is not None:
        return error.retry_after_s
    delay_s = context.shared.shop_wait_s * 2.0 ** (attempt - 2)
    return delay_s * (1 + random.uniform(0, JITTER))
