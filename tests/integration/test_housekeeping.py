"""What goes with time, what stays, and that only one computer tidies up; on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from ppm_desktop.domain.housekeeping import Swept
from ppm_desktop.domain.job import Computer, ItemOutcome, ItemRecord, JobProgress, JobState, JobType
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence import housekeeping
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.elections import Elections
from ppm_desktop.persistence.housekeeping import Housekeeping
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import (
    ArchivedJobRow,
    Base,
    ElectionRow,
    ItemChangeRow,
    JobEventRow,
    JobHistoryRow,
    JobItemRow,
    JobRow,
    JobRunRow,
    NotificationRow,
    ShopLaneRow,
    TombstoneRow,
)
from ppm_desktop.persistence.types import now_plus

ANNA, MARTA = Computer("KOMPUTER-03", "Anna"), Computer("KOMPUTER-01", "Marta")
SHARED = SharedSettings()
DAY_S = 24 * 60 * 60


class Past:
    """Jobs that ended some days ago."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.shop_id = ShopRepository(database).add("KAYO Parts PL", "https://kayo.example", "ciphertext").id
        self.jobs = JobRepository(database, ANNA, SHARED)
        self.leases = LeaseRepository(database, ANNA, SHARED)

    def job(self, days: float, state: str = "completed", job_type: JobType = JobType.IMPORT) -> int:
        """A job of three products, the third of which failed, that began two minutes before its end."""
        (job,) = self.jobs.create(JobRequest(type=job_type), [self.shop_id], batch=False)
        lease = self.leases.claim(job.id, "runner")
        assert lease is not None
        items = [ItemRecord(number, f"S-{number}", "Filtr", ItemOutcome.UNCHANGED, number) for number in (1, 2)]
        items.append(ItemRecord(3, "S-3", "Filtr", ItemOutcome.FAILED, 3, cause="no_sku"))
        self.leases.finish(lease, JobState.COMPLETED, JobProgress(total=3), items, [], None)
        end = datetime.now(UTC) - timedelta(days=days)
        values = {"status": state, "total_items": 3, "processed_items": 3, "failed_items": 1}
        times = {"started_at": end - timedelta(minutes=2), "completed_at": end, "updated_at": end}
        with self.database.begin() as connection:
            connection.execute(update(JobRow).where(JobRow.id == job.id).values(**values, **times))
            connection.execute(update(JobEventRow).where(JobEventRow.job_id == job.id).values(at=end))
        return job.id

    def change(self, job_id: int) -> None:
        """Keep what was before in the shop."""
        with self.database.begin() as connection:
            values = {"job_id": job_id, "sequence": 1, "field": "price_net", "before": "1.00", "after": "2.00"}
            connection.execute(insert(ItemChangeRow).values(**values))

    def left(self) -> list[int]:
        """The jobs that are there."""
        with self.database.read() as connection:
            return list(connection.scalars(select(JobRow.id).order_by(JobRow.id)))

    def count(self, table: type[Base]) -> int:
        """Rows of a table."""
        with self.database.read() as connection:
            return connection.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def past(database: Database) -> Past:
    return Past(database)


@pytest.fixture
def broom(database: Database) -> Housekeeping:
    return Housekeeping(database, SHARED)


def test_ended_jobs_go_by_state_and_age(past: Past, broom: Housekeeping) -> None:
    kept = [past.job(6), past.job(29, "failed"), past.job(29, "cancelled")]
    gone = [past.job(8), past.job(31, "failed"), past.job(31, "cancelled")]
    swept = broom.sweep()
    assert past.left() == kept
    assert [swept.gone[kind] for kind in (Swept.COMPLETED, Swept.FAILED, Swept.CANCELLED)] == [1, 1, 1]
    assert (swept.jobs, swept.whole) == (3, True)
    with past.database.read() as connection:
        assert set(connection.scalars(select(TombstoneRow.job_id))) == set(gone)
        assert set(connection.scalars(select(JobItemRow.job_id))) == set(kept)


@pytest.mark.parametrize("state", ["pending", "processing"])
def test_a_job_that_waits_or_runs_is_never_touched(past: Past, broom: Housekeeping, state: str) -> None:
    job_id = past.job(400, state)
    past.change(job_id)
    before = [past.count(table) for table in (JobItemRow, ItemChangeRow, JobEventRow)]
    assert broom.survey().jobs == 0
    broom.sweep()
    assert past.left() == [job_id]
    assert [past.count(table) for table in (JobItemRow, ItemChangeRow, JobEventRow)] == before


def test_a_dry_run_counts_what_then_goes_and_writes_nothing(
    past: Past, broom: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "PIECE", 2)
    for days, state in ((8, "completed"), (20, "failed"), (31, "failed"), (45, "cancelled"), (1, "completed")):
        past.change(past.job(days, state))
    past.change(past.job(40, "completed", JobType.SYNC))
    past.change(past.job(20, "completed", JobType.SYNC))
    tables = (JobRow, JobItemRow, ItemChangeRow, JobEventRow, TombstoneRow, JobHistoryRow)
    before = [past.count(table) for table in tables]
    survey = broom.survey()
    assert survey.dry_run
    assert [past.count(table) for table in tables] == before
    swept = broom.sweep()
    assert dict(swept.gone) == {kind: survey.gone[kind] for kind in Swept}
    assert swept.gone[Swept.ITEMS] == before[1] - past.count(JobItemRow) > 0
    assert swept.gone[Swept.CHANGES] == before[2] - past.count(ItemChangeRow) > 0
    again = broom.sweep()
    assert not any(again.gone[kind] for kind in Swept)


def test_a_job_that_can_be_undone_stays_as_long_as_the_values_from_before(past: Past, broom: Housekeeping) -> None:
    undoable = past.job(29, "completed", JobType.SYNC)
    over = past.job(31, "completed", JobType.SYNC)
    for job_id in (undoable, over):
        past.change(job_id)
    untouched = past.job(29, "completed", JobType.SYNC)
    broom.sweep()
    assert past.left() == [undoable]
    assert past.count(JobItemRow) == 3
    assert untouched not in past.left()


def test_what_an_undo_or_a_retry_that_waits_needs_stays(past: Past, broom: Housekeeping) -> None:
    needed = past.job(40)
    (later,) = past.jobs.create(JobRequest(type=JobType.SYNC, undo_of=needed), [past.shop_id], batch=False)
    broom.sweep()
    assert past.left() == [needed, later.id]
    assert past.count(JobItemRow) == 3


def test_successes_of_a_kept_job_go_before_its_failures(past: Past, database: Database) -> None:
    broom = Housekeeping(database, replace(SHARED, keep_failed_days=100, keep_failures_days=30, keep_successes_days=7))
    young, old = past.job(10, "failed"), past.job(40, "failed")
    short = past.job(40, "failed")  # it never reached its end: what it has done must be known to finish it
    with database.begin() as connection:
        connection.execute(update(JobRow).where(JobRow.id == short).values(total_items=9))
    broom.sweep()
    assert past.left() == [young, old, short]
    with database.read() as connection:
        rows = connection.execute(select(JobItemRow.job_id, JobItemRow.outcome).order_by(JobItemRow.sequence)).all()
    assert sorted(map(tuple, rows)) == [(young, "failed"), (short, "unchanged"), (short, "unchanged")]


def test_the_history_adds_up_what_is_gone(past: Past, broom: Housekeeping) -> None:
    for _ in range(2):
        past.job(8)
    past.job(8 + 40, "failed")
    broom.sweep()
    with past.database.read() as connection:
        newest = connection.execute(select(*JobHistoryRow.__table__.c).order_by(JobHistoryRow.day.desc())).first()
    assert newest is not None
    assert (newest.completed_jobs, newest.failed_jobs, newest.processed_items, newest.failed_items) == (2, 0, 6, 2)
    assert (newest.durations_s, newest.causes, newest.shop_name) == ([120, 120], {"no_sku": 2}, "KAYO Parts PL")
    assert past.count(JobHistoryRow) == 2


@pytest.mark.parametrize("archives", [False, True])
def test_removed_jobs_are_archived_where_that_is_wanted(past: Past, database: Database, archives: bool) -> None:
    job_id = past.job(8)
    Housekeeping(database, replace(SHARED, archive_jobs=archives)).sweep()
    with database.read() as connection:
        kept = connection.execute(
            select(ArchivedJobRow.id, ArchivedJobRow.shop_name, ArchivedJobRow.status, ArchivedJobRow.starter_person)
        ).all()
    assert kept == ([(job_id, "KAYO Parts PL", "completed", "Anna")] if archives else [])


def test_old_tombstones_events_and_notifications_go(past: Past, database: Database) -> None:
    broom = Housekeeping(database, replace(SHARED, keep_failed_days=100))
    kept = past.job(40, "failed")
    with database.begin() as connection:
        for days in (1, 31):
            moment = now_plus(-days * DAY_S)
            connection.execute(insert(TombstoneRow).values(job_id=days, deleted_at=moment))
            notice = {"kind": "finished", "person": "Anna", "host": "KOMPUTER-03"}
            connection.execute(insert(NotificationRow).values(fingerprint=f"f-{days}", last_at=moment, **notice))
    events = past.count(JobEventRow)
    swept = broom.sweep()
    assert past.left() == [kept]
    assert [past.count(table) for table in (JobEventRow, TombstoneRow, NotificationRow)] == [0, 1, 1]
    assert [swept.gone[kind] for kind in (Swept.EVENTS, Swept.TOMBSTONES, Swept.NOTIFICATIONS)] == [events, 1, 1]


def test_leases_that_ended_long_ago_are_wiped_and_their_job_stays(past: Past, broom: Housekeeping) -> None:
    (job,) = past.jobs.create(JobRequest(), [past.shop_id], batch=False)
    lease = past.leases.claim(job.id, "runner")
    assert lease is not None
    assert broom.survey().gone[Swept.LEASES] == 0
    with past.database.begin() as connection:
        connection.execute(update(JobRunRow).values(lease_expires_at=now_plus(-2 * DAY_S), updated_at=now_plus(-5)))
        connection.execute(update(ShopLaneRow).values(expires_at=now_plus(-2 * DAY_S)))
        stamped = connection.scalar(select(JobRunRow.updated_at))
    assert broom.survey().gone[Swept.LEASES] == 2
    assert broom.sweep().gone[Swept.LEASES] == 2
    with past.database.read() as connection:
        run = connection.execute(
            select(JobRunRow.lease_token, JobRunRow.lease_expires_at.is_not(None), JobRunRow.updated_at)
        ).one()
        lane = connection.execute(select(ShopLaneRow.job_id, ShopLaneRow.lease_token, ShopLaneRow.expires_at)).one()
    assert tuple(run) == (None, True, stamped)
    assert tuple(lane) == (None, None, None)
    stored = past.jobs.get(job.id)
    assert stored is not None
    assert stored.state is JobState.PROCESSING
    assert not past.leases.renew(lease).held


def test_big_tables_are_warned_of(past: Past, database: Database, caplog: pytest.LogCaptureFixture) -> None:
    past.job(1)
    if not database.is_embedded:
        with database.begin() as connection:
            connection.exec_driver_sql("ANALYZE TABLE ppm_job_items").fetchall()
    swept = Housekeeping(database, replace(SHARED, warn_table_rows=2)).sweep()
    large = {one.name for one in swept.tables if one.large}
    assert "ppm_job_items" in large
    assert any("ppm_job_items" in record.getMessage() for record in caplog.records)


def test_a_clean_up_breaks_off_between_two_transactions(past: Past, broom: Housekeeping) -> None:
    for _ in range(3):
        past.job(8)
    answers = iter([True] * 6)
    swept = broom.sweep(lambda: next(answers, False))
    assert not swept.whole
    assert 0 < len(past.left()) < 3
    assert broom.sweep().whole
    assert past.left() == []


def test_one_computer_has_the_duty_at_a_time_and_once_a_day(database: Database) -> None:
    annas, martas = Elections(database, ANNA, 60), Elections(database, MARTA, 60)
    office = annas.win("housekeeping", DAY_S)
    assert office is not None
    assert martas.win("housekeeping", DAY_S) is None
    assert martas.win("another", DAY_S) is not None
    assert annas.keep(office)
    annas.lay_down(office, done=True)
    assert martas.win("housekeeping", DAY_S) is None
    with database.begin() as connection:
        connection.execute(update(ElectionRow).values(done_at=now_plus(-DAY_S - 1)))
    assert martas.win("housekeeping", DAY_S) is not None
    assert not annas.keep(office)


def test_a_duty_whose_computer_died_falls_to_another(database: Database) -> None:
    office = Elections(database, ANNA, 60).win("housekeeping")
    assert office is not None
    with database.begin() as connection:
        connection.execute(update(ElectionRow).values(expires_at=now_plus(-1)))
    assert Elections(database, MARTA, 60).win("housekeeping") is not None
    assert not Elections(database, ANNA, 60).keep(office)
