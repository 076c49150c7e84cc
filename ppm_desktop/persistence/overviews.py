"""How many jobs each segment holds, without counting a long history again and again."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.listing import JobCounts, JobFilter, Overview, StatusFilter, Totals
from ppm_desktop.persistence.pages import FINISHED, Where, conditions
from ppm_desktop.persistence.snapshots import ACTIVE
from ppm_desktop.persistence.tables import JobRow

ROWS_PER_S = 10_000
"""As many entries of an index one computer reads per second for its figures, on an average.

A million ended jobs take 130 ms to count: all of 200 computers together keep a quarter of one core busy with it.
"""
FEW = 100
"""Entries that are read each time: the active jobs of an office."""
LOOK_UP = 10
"""What a row costs, in entries of an index."""
FILTERS_KEPT = 50


@dataclass(frozen=True, slots=True)
class _Figures:
    """What was counted, and until when (monotonic seconds) that is used."""

    values: Mapping[str, int]
    until_s: float


class OverviewReader:
    """Safe from any thread.

    `FEW` jobs are counted each time. Of more a figure may be older than the table, by as many seconds as there are
    times `ROWS_PER_S` of them: a tenth of a second for a thousand, 100 s for a million.
    """

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._kept: dict[tuple[object, ...], _Figures] = {}
        self._lock = threading.Lock()

    def read(self, connection: Connection, wanted: JobFilter, midnight: datetime) -> Overview:
        """Jobs by segment under ``wanted``'s shop and search; for everybody the active ones and failed products.

        ``midnight`` is aware. Failed products are those of jobs that were written to since then.
        """
        where = conditions(connection, wanted)
        active = self._active(connection, wanted, where)
        ended = self._sparing(("ended", wanted.shop_id, wanted.search), lambda: _count_ended(connection, where))
        failed = self._sparing(("failed", midnight), lambda: _count_failed(connection, midnight))
        return Overview(
            JobCounts(
                active=active,
                all=active + sum(ended.values()),
                completed=ended.get(JobState.COMPLETED.value, 0),
                failed=ended.get(JobState.FAILED.value, 0),
            ),
            Totals(
                active=self._active(connection, JobFilter(), []) if where else active, failed_today=failed["products"]
            ),
        )

    def _active(self, connection: Connection, wanted: JobFilter, where: Where) -> int:
        key = ("active", wanted.shop_id, wanted.search)
        return self._sparing(key, lambda: {"active": _count_active(connection, where)})["active"]

    def _sparing(self, key: tuple[object, ...], count: Callable[[], Mapping[str, int]]) -> Mapping[str, int]:
        now_s = self._monotonic_s()
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and now_s < kept.until_s:
            return kept.values
        values = count()
        cost = LOOK_UP * values["jobs"] if "jobs" in values else sum(values.values())
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = _Figures(values, now_s + max(0, cost - FEW) / ROWS_PER_S)
            if len(self._kept) > FILTERS_KEPT:
                del self._kept[next(iter(self._kept))]
        return values


def _count_active(connection: Connection, where: Where) -> int:
    counted = select(func.count()).select_from(JobRow).where(JobRow.status.in_(ACTIVE), *where)
    return connection.execute(counted).scalar_one()


def _count_ended(connection: Connection, where: Where) -> Mapping[str, int]:
    """Ended jobs by state."""
    states = [state.value for state in FINISHED[StatusFilter.ALL]]
    counted = select(JobRow.status, func.count()).where(JobRow.status.in_(states), *where).group_by(JobRow.status)
    return {status: int(number) for status, number in connection.execute(counted)}


def _count_failed(connection: Connection, midnight: datetime) -> Mapping[str, int]:
    """Failed products of the jobs written to since ``midnight``, and how many such jobs there are."""
    counted = select(func.count(), func.coalesce(func.sum(JobRow.failed_items), 0)).where(JobRow.updated_at >= midnight)
    jobs, products = connection.execute(counted).one()
    return {"jobs": int(jobs), "products": int(products)}
