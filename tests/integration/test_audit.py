"""What people did is written down with who and from where, in the transaction of the action itself."""

import json
from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import insert
from typer.testing import CliRunner

from ppm_desktop.cli import cli
from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.domain.schedule import Recurrence, ScheduledJob, ScheduleRule
from ppm_desktop.persistence.audit import AuditLog
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.retries import RetryRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import AuditRow
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.office import Office

ANNA = Computer("biuro-1", "Anna")
MARTA = Computer("biuro-2", "Marta")
SHARED = SharedSettings()


@pytest.fixture
def shop_id(database: Database) -> int:
    return ShopRepository(database).add("KAYO", "https://kayo.example", "x").id


def test_job_knows_who_started_paused_resumed_and_cancelled_it(database: Database, shop_id: int) -> None:
    (job,) = JobRepository(database, ANNA, SHARED).create(JobRequest(), [shop_id], batch=False)
    JobRepository(database, MARTA, SHARED).request_cancel(job.id)
    actions = AuditLog(database, ANNA).of_job(job.id)
    assert [(one.action, one.who) for one in actions] == [(AuditAction.STARTED, ANNA), (AuditAction.CANCELLED, MARTA)]
    assert actions[0].at.tzinfo is not None
    assert actions[0].shop_id == shop_id
    assert JobRepository(database, ANNA, SHARED).detail(job.id).actions == tuple(actions)


def test_wish_that_changes_nothing_leaves_no_line(database: Database, shop_id: int) -> None:
    jobs = JobRepository(database, ANNA, SHARED)
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    jobs.request_cancel(job.id)
    for wish in (jobs.request_cancel, jobs.request_pause, jobs.resume):
        wish(job.id)
    assert len(AuditLog(database, ANNA).of_job(job.id)) == 2


def test_job_that_could_not_be_made_leaves_no_line(database: Database, shop_id: int) -> None:
    with pytest.raises(InvalidRequest):
        JobRepository(database, ANNA, SHARED).create(JobRequest(), [shop_id, 999], batch=True)
    assert AuditLog(database, ANNA).latest(10) == []


def test_retry_is_told_of_the_job_that_it_repeats(database: Database, shop_id: int) -> None:
    jobs = JobRepository(database, ANNA, SHARED)
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    jobs.request_cancel(job.id)
    retried = RetryRepository(database, MARTA, SHARED).make(job.id, RetryWish(RetryScope.EVERYTHING))
    last = AuditLog(database, ANNA).of_job(job.id)[-1]
    assert (last.action, last.who) == (AuditAction.RETRIED, MARTA)
    assert last.facts == {"job": str(retried.job.id), "scope": "everything"}


def test_action_of_a_later_version_is_left_out(database: Database) -> None:
    log = AuditLog(database, ANNA)
    log.note(AuditAction.SETTING_CHANGED, {"name": "poll_s"})
    with database.begin() as connection:
        connection.execute(insert(AuditRow).values(person="x", host="y", action="of_tomorrow"))
    assert [one.action for one in log.latest(10)] == [AuditAction.SETTING_CHANGED]


def test_shops_settings_and_removals_are_written_down_without_secrets(office: Office, shop: PracticeShop) -> None:
    parts = office.parts
    added = office.add_shop(shop, "KAYO")
    job = office.import_from(added)
    parts.jobs.remove([job.id])
    parts.shops.switch(added.id, active=False)
    parts.preferences.change_shared({"trial_products": 10, "push_url": "redis://:tajne-haslo@redis.firma.pl"})
    parts.shops.remove(added.id, "KAYO")
    lines = parts.audit.latest(20)
    assert [one.action for one in reversed(lines)] == [
        AuditAction.SHOP_ADDED,
        AuditAction.STARTED,
        AuditAction.REMOVED,
        AuditAction.SHOP_SWITCHED,
        AuditAction.SETTING_CHANGED,
        AuditAction.SETTING_CHANGED,
        AuditAction.SHOP_REMOVED,
    ]
    assert "tajne" not in repr(lines)
    assert shop.key not in repr(lines)
    assert lines[2].facts == {"name": "trial_products", "before": "5", "after": "10"} or lines[1].facts["after"] == "10"
    assert {one.who for one in lines} == {parts.computer}
    environment = {
        "PPM_DATA_DIR": str(parts.settings.data_dir),
        "PPM_DATABASE_URL": parts.settings.effective_database_url,
        "PPM_LANGUAGE": "pl",
    }
    printed = CliRunner().invoke(cli, ["audit", "--limit", "2"], env=environment).stdout
    assert "usunięto sklep" in printed
    assert "rozpoczęto" not in printed
    document = json.loads(CliRunner().invoke(cli, ["audit", "--json"], env=environment).stdout)
    assert [one["action"] for one in document][-1] == "shop_added"


def test_schedules_and_mappings_are_written_down(office: Office, shop: PracticeShop) -> None:
    parts = office.parts
    added = office.add_shop(shop, "KAYO")
    rule = ScheduleRule(Recurrence.DAILY, time(6, 30), "Europe/Warsaw")
    schedule = parts.schedules.add(ScheduledJob(JobRequest(), (added.id,), rule))
    category = parts.shop_mappings.categories(added.id).mappings[0]
    parts.shop_mappings.map_category(added.id, replace(category, ppm_category_id=None))
    group = parts.shop_mappings.prices(added.id).mappings[0]
    price_group = parts.shop_mappings.price_groups()[0].id
    parts.shop_mappings.map_price_group(added.id, replace(group, price_group_id=price_group))
    parts.schedules.remove(schedule.id)
    with pytest.raises(InvalidRequest):
        parts.schedules.remove(schedule.id)
    lines = parts.audit.latest(20)[-2::-1]
    assert [(one.action, dict(one.facts)) for one in lines] == [
        (
            AuditAction.SCHEDULE_ADDED,
            facts := {"schedule": f"{schedule.id}", "type": "BulkImportProducts", "shops": f"{added.id}"},
        ),
        (AuditAction.MAPPING_CHANGED, {"category": category.path, "ppm": "–"}),
        (AuditAction.MAPPING_CHANGED, {"group": group.name, "ppm": f"#{price_group}"}),
        (AuditAction.SCHEDULE_REMOVED, facts),
    ]
    assert {(one.who, one.shop_id) for one in lines} == {(parts.computer, added.id)}
