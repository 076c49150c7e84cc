"""The Sync Center in its other states: every kind of row, a trial run, nothing to show, no database, little room."""

from collections.abc import Sequence
from dataclasses import replace

from ppm_desktop.domain.errors import ShopAuthError
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.listing import JobCounts, StatusFilter
from ppm_desktop.gui.main_window import SMALLEST_PX
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, InstantPool
from tests.fakes.sync_center import more_states, operations, prepared, states, trial_items, trial_run
from tests.screens.studio import Studio
from tests.screens.sync_center import watch


def pictures(studio: Studio) -> None:
    """Each state once."""
    rows(studio, states(MOMENT), "12-row-states")
    rows(studio, more_states(MOMENT), "12b-row-states")
    trial(studio)
    empty(studio)
    loading(studio)
    away(studio)
    narrow(studio)


def rows(studio: Studio, jobs: Sequence[JobSnapshot], name: str) -> None:
    """Rows of ``jobs``, their bars in motion."""
    clock = FakeClock()
    with studio.opened(studio.window(FakeJobs(list(jobs)), clock=clock)) as opened:
        clock.advance(0.7)
        studio.take(opened, name)


def trial(studio: Studio) -> None:
    """A trial run that waits to be looked at."""
    jobs = prepared(MOMENT)
    jobs.rows.insert(0, trial_run(MOMENT))
    jobs.written_items[2486] = trial_items()
    with studio.opened(studio.window(jobs)) as opened:
        opened.sync_center.view.list.select(2486)
        studio.take(opened, "13-trial-run")


def empty(studio: Studio) -> None:
    """Nothing active, and nothing found."""
    with studio.opened(studio.window(FakeJobs(counts=JobCounts()))) as opened:
        filters = opened.sync_center.view.filters
        filters.choose(StatusFilter.ACTIVE)
        studio.take(opened, "09a-empty")
        filters.choose(StatusFilter.FAILED)
        studio.take(opened, "09e-nothing-found")


def loading(studio: Studio) -> None:
    """The first answer takes long."""
    pool = InstantPool()
    pool.hold()
    with studio.opened(studio.window(FakeJobs(), pool=pool)) as opened:
        opened.sync_center.view.show_loading()
        studio.take(opened, "09b-loading")


def away(studio: Studio) -> None:
    """The database does not answer any more; then a shop refuses its key."""
    clock, jobs = FakeClock(), prepared(MOMENT)
    with studio.opened(studio.window(jobs, clock=clock)) as opened:
        view = opened.sync_center.view
        clock.advance(2)
        jobs.away, jobs.away_code = True, "MySQL 2013"
        opened.feed.refresh()
        studio.take(opened, "09c-database-away")
        jobs.away_code = "MySQL 2002"
        for _ in range(2):
            clock.advance(4)
            opened.feed.refresh()
        opened.feed.take([replace(operations(clock.now())[0], saved_locally_s=120.0)])
        view.show_connection(True)
        studio.take(opened, "09c-database-diagnostics")
        view.show_connection(False)
        view.away.tell("")
        opened.show_failure(ShopAuthError())
        studio.take(opened, "09d-trouble")


def narrow(studio: Studio) -> None:
    """The smallest window, with the details over the list."""
    clock = FakeClock()
    with studio.opened(studio.window(prepared(MOMENT), clock=clock)) as opened:
        watch(opened, clock)
        opened.resize(*SMALLEST_PX)
        studio.take(opened, "22-narrow")
        opened.sync_center.view.show_details(True)
        studio.take(opened, "22b-narrow-details")
