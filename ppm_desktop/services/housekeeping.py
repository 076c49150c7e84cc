"""Tidies the database up: one computer at a time, once a day, or when a person asks for it."""

import logging
import threading
import time
from collections.abc import Callable

from ppm_desktop.domain.housekeeping import CleanUp, Swept
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.elections import Elections, Office
from ppm_desktop.persistence.housekeeping import Housekeeping
from ppm_desktop.persistence.settings import load_shared

logger = logging.getLogger(__name__)

DUTY = "housekeeping"
_HOUR_S = 60 * 60
_KEEPS_PER_LEASE = 3


class HousekeepingService:
    """Every call blocks and may raise `DatabaseError`.

    The settings are read anew each time: a window may be open for weeks, and must not take away what everybody has
    decided meanwhile to keep.
    """

    def __init__(self, database: Database, computer: Computer) -> None:
        self._database = database
        self._computer = computer

    def survey(self) -> CleanUp:
        """What a clean-up would take away now."""
        return Housekeeping(self._database, load_shared(self._database)).survey()

    def run_if_due(self, stop: threading.Event) -> CleanUp | None:
        """Tidy up unless that was done within ``tidy_every_hours``; None then, or when another computer does it."""
        shared = load_shared(self._database)
        return self._run(stop, shared, shared.tidy_every_hours * _HOUR_S)

    def run_now(self, stop: threading.Event | None = None) -> CleanUp | None:
        """Tidy up; None when another computer is doing it."""
        return self._run(stop or threading.Event(), load_shared(self._database), 0.0)

    def _run(self, stop: threading.Event, shared: SharedSettings, every_s: float) -> CleanUp | None:
        elections = Elections(self._database, self._computer, shared.lease_s)
        office = elections.win(DUTY, every_s)
        if office is None:
            return None
        done = False
        try:
            go_on = _keeping(elections, office, stop, shared.lease_s / _KEEPS_PER_LEASE)
            swept = Housekeeping(self._database, shared).sweep(go_on)
            done = swept.whole
        finally:
            elections.lay_down(office, done=done)
        counts = ", ".join(f"{kind} {swept.gone[kind]}" for kind in Swept if swept.gone[kind])
        logger.info("tidied up%s: %s", "" if swept.whole else " in part", counts or "nothing was old enough")
        return swept


def _keeping(elections: Elections, office: Office, stop: threading.Event, pause_s: float) -> Callable[[], bool]:
    """Whether to go on; the duty is prolonged every ``pause_s`` seconds, and may be lost."""
    kept_at = time.monotonic()

    def go_on() -> bool:
        nonlocal kept_at
        if stop.is_set():
            return False
        if time.monotonic() - kept_at < pause_s:
            return True
        kept_at = time.monotonic()
        return elections.keep(office)

    return go_on
