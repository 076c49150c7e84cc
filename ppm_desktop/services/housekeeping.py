"""Tidies the database up: one computer at a time, once a day, or when a person asks for it."""

import logging
import threading
import time
from collections.abc import Callable

from ppm_desktop.domain.housekeeping import CleanUp, Swept
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.elections import Elections, Office
from ppm_desktop.persistence.housekeeping import Housekeeping

logger = logging.getLogger(__name__)

DUTY = "housekeeping"
_HOUR_S = 60 * 60
_KEEPS_PER_LEASE = 3


class HousekeepingService:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, broom: Housekeeping, elections: Elections, shared: SharedSettings) -> None:
        self._broom = broom
        self._elections = elections
        self._shared = shared

    def survey(self) -> CleanUp:
        """What a clean-up would take away now."""
        return self._broom.survey()

    def run_if_due(self, stop: threading.Event) -> CleanUp | None:
        """Tidy up unless that was done within ``tidy_every_hours``; None then, or when another computer does it."""
        return self._run(stop, self._shared.tidy_every_hours * _HOUR_S)

    def run_now(self, stop: threading.Event | None = None) -> CleanUp | None:
        """Tidy up; None when another computer is doing it."""
        return self._run(stop or threading.Event(), 0.0)

    def _run(self, stop: threading.Event, every_s: float) -> CleanUp | None:
        office = self._elections.win(DUTY, every_s)
        if office is None:
            return None
        done = False
        try:
            swept = self._broom.sweep(self._keeping(office, stop))
            done = swept.whole
        finally:
            self._elections.lay_down(office, done=done)
        counts = ", ".join(f"{kind} {swept.gone[kind]}" for kind in Swept if swept.gone[kind])
        logger.info("tidied up%s: %s", "" if swept.whole else " in part", counts or "nothing was old enough")
        return swept

    def _keeping(self, office: Office, stop: threading.Event) -> Callable[[], bool]:
        """Whether to go on; the duty is prolonged from time to time, and may be lost."""
        pause_s = self._shared.lease_s / _KEEPS_PER_LEASE
        kept_at = time.monotonic()

        def go_on() -> bool:
            nonlocal kept_at
            if stop.is_set():
                return False
            if time.monotonic() - kept_at < pause_s:
                return True
            kept_at = time.monotonic()
            return self._elections.keep(office)

        return go_on
