"""Operations that begin by themselves: made, listed, removed, and begun when they are due."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import tzlocal

from ppm_desktop.domain.errors import InvalidRequest, SecretUnreadable
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.schedule import PlannedRun, RunOutcome, Schedule, ScheduledJob, zone_of
from ppm_desktop.persistence.schedules import BegunRun, ScheduleRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.secrets import KeyVault

logger = logging.getLogger(__name__)


class ScheduleService:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, schedules: ScheduleRepository, shops: ShopRepository, vault: KeyVault) -> None:
        self._schedules = schedules
        self._shops = shops
        self._vault = vault
        self._left: set[int] = set()

    def plan(self, job: ScheduledJob) -> PlannedRun | None:
        """When ``job`` would run first, None when its only day is past."""
        return self._schedules.plan(job)

    def add(self, job: ScheduledJob) -> Schedule:
        """Keep ``job``; nobody will be there to agree to a big change, or to go on after a trial.

        Raises:
            InvalidRequest: it has no shop, or its only day is past.
        """
        if not job.shop_ids:
            raise InvalidRequest("shop_missing")
        added = self._schedules.add(replace(job, request=replace(job.request, confirmed=None, trial_limit=0)))
        logger.info("schedule %d made, runs %s", added.id, added.next_run.start if added.next_run else "never")
        return added

    def remove(self, schedule_id: int) -> None:
        """Forget a schedule; what it has begun goes on.

        Raises:
            InvalidRequest: there is none of this number (any more).
        """
        self._schedules.remove(schedule_id)
        logger.info("schedule %d removed", schedule_id)

    def begin_due(
        self, take: Callable[[Sequence[JobSnapshot]], None], target: str = "", shop_ids: Collection[int] = ()
    ) -> None:
        """Begin what is due; ``take`` gets the jobs of each run, which are for ``target`` to do now.

        With ``shop_ids`` only what is for these shops and no other: who works for no more would leave it undone.
        """
        for schedule in self._schedules.due(shop_ids):
            if not self._can_read(schedule):
                continue
            begun = self._schedules.begin(schedule, target)
            if begun is not None:
                _log(begun)
                if begun.jobs:
                    take(begun.jobs)

    def replan(self) -> None:
        """Plan what has to be done by a time anew, after the jobs of late."""
        moved = self._schedules.replan()
        if moved:
            logger.info("schedules that begin at another time now: %d", moved)

    @staticmethod
    def local_zone() -> str:
        """Name of the time zone that this computer is in; blocks hardly at all."""
        try:
            name = tzlocal.get_localzone_name()
            zone_of(name)
        except (InvalidRequest, ValueError, LookupError, OSError):  # a clock set by hand has none
            return "UTC"
        return name

    def list(self) -> Sequence[Schedule]:
        """All schedules, the next to run first."""
        return self._schedules.list()

    def _can_read(self, schedule: Schedule) -> bool:
        """Whether this computer has the keys of the shops; one that has not leaves the run to others."""
        for shop_id in schedule.job.shop_ids:
            try:
                self._vault.decrypt(self._shops.encrypted_key(shop_id))
            except SecretUnreadable:
                if schedule.id not in self._left:
                    self._left.add(schedule.id)
                    logger.warning("schedule %d is left to another computer: no key for shop %d", schedule.id, shop_id)
                return False
            except InvalidRequest:
                continue  # the shop is gone
        return True


def _log(begun: BegunRun) -> None:
    schedule, jobs = begun.schedule, begun.jobs
    if begun.outcome is RunOutcome.STARTED:
        logger.info("schedule %d begun: %s", schedule.id, ", ".join(f"#{job.id} {job.shop_name}" for job in jobs))
    elif begun.outcome is RunOutcome.SKIPPED:
        logger.info("schedule %d skipped: the shop is busy", schedule.id)
    else:
        logger.warning("schedule %d could not begin: no shop of it can be worked on", schedule.id)
