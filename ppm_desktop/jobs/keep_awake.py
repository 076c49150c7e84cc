"""The computer does not fall asleep while a job of ours runs on it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from wakepy import keep

logger = logging.getLogger(__name__)


@contextmanager
def kept_awake(wanted: bool) -> Iterator[None]:
    """Keep the computer awake inside, though not its screen; where the system has no way to, nothing happens.

    Enter and leave it in one thread: Windows asks for that.
    """
    if not wanted:
        yield
        return
    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            logger.debug("this system cannot be kept awake")
        yield
