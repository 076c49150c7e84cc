"""What accounts of a MariaDB server may do with the role that our statements give them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import make_url, select, text, update
from typer.testing import CliRunner

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli import cli
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import DatabaseRefused
from ppm_desktop.domain.job import JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import JobFilter
from ppm_desktop.domain.product_edit import EditField
from ppm_desktop.domain.product_list import ProductFilter
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.domain.roles import EVERYTHING, NotAllowed, Right, Role
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.grants import RUNNER_WRITES, Account, read_rights, shop_columns
from ppm_desktop.persistence.journal import Journal
from ppm_desktop.persistence.migrate import upgrade
from ppm_desktop.persistence.tables import JobRow, ShopRow
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.accounts import PASSWORD, account_of
from tests.fakes.editing import add_products, change
from tests.fakes.mariadb import MariaDbServer
from tests.fakes.office import Office, open_office

pytestmark = pytest.mark.mariadb


@pytest.fixture
def owner(mariadb_server: MariaDbServer, shop: PracticeShop, tmp_path: Path) -> Iterator[Office]:
    """An office of the server's administrator, with a shop and an import that is done."""
    url = mariadb_server.url(mariadb_server.migrated_database())
    with open_office(url, tmp_path / "owner") as office:
        office.import_from(office.add_shop(shop), JobRequest())
        yield office


@pytest.fixture
def job(owner: Office) -> JobSnapshot:
    """The import of the administrator."""
    return owner.parts.jobs.page(JobFilter()).rows[0]


def opened(server: MariaDbServer, owner: Office, role: Role) -> Iterator[Assembly]:
    with account_of(server, owner.parts.settings.effective_database_url, role) as url:
        settings = owner.parts.settings.model_copy(update={"database_url": SecretStr(url)})
        with Assembly(settings) as parts:
            yield parts


@pytest.fixture
def viewer(mariadb_server: MariaDbServer, owner: Office) -> Iterator[Assembly]:
    """The program with the account of a viewer."""
    yield from opened(mariadb_server, owner, Role.VIEWER)


@pytest.fixture
def operator(mariadb_server: MariaDbServer, owner: Office) -> Iterator[Assembly]:
    """The program with the account of an operator."""
    yield from opened(mariadb_server, owner, Role.OPERATOR)


@pytest.fixture
def administrator(mariadb_server: MariaDbServer, owner: Office) -> Iterator[Assembly]:
    """The program with the account of an administrator."""
    yield from opened(mariadb_server, owner, Role.ADMINISTRATOR)


def test_viewer_cannot_read_keys_nor_write_a_job_whatever_the_program_does(viewer: Assembly, job: JobSnapshot) -> None:
    (shop,) = viewer.shops.list()
    with viewer.database.read() as connection:
        for query in (select(ShopRow.api_key), text("SELECT * FROM prestashop_shops")):
            with pytest.raises(Exception, match=r"command denied"):
                connection.execute(query)
    with pytest.raises(DatabaseRefused) as refused:
        viewer.job_rows.create(JobRequest(), [shop.id], batch=False)
    assert refused.value.cause == "right_missing"
    with pytest.raises(DatabaseRefused), viewer.database.begin() as connection:
        connection.execute(update(JobRow).values(status=JobState.CANCELLED.value))
    for wish in (viewer.job_rows.request_pause, viewer.job_rows.resume):
        with pytest.raises(DatabaseRefused):
            wish(job.id)
    with pytest.raises(DatabaseRefused):
        viewer.retries.make(job.id, RetryWish(RetryScope.EVERYTHING))
    with viewer.database.read() as connection:
        assert connection.scalar(text("SELECT COUNT(*) FROM job_progress")) == 1


def test_viewer_starts_and_polls_and_reads_every_list_without_a_right_to_write(
    viewer: Assembly, job: JobSnapshot
) -> None:
    assert viewer.rights.granted == frozenset()
    assert viewer.rights.role is Role.VIEWER
    mark = viewer.jobs.delta(None).mark
    viewer.jobs.delta(mark)
    assert [one.id for one in viewer.jobs.page(JobFilter()).rows] == [job.id]
    viewer.jobs.overview(JobFilter())
    viewer.jobs.detail(job.id)
    viewer.jobs.failures(job.id, 10)
    viewer.jobs.written(job.id, 10)
    assert [profile.summary.name for profile in viewer.shops.profiles()] == ["KAYO Parts PL"]
    ids = viewer.products.find(ProductFilter()).ids
    lines = viewer.products.lines(ids[:50])
    viewer.products.history(lines[0].id)
    viewer.products.totals()
    viewer.products.categories()
    viewer.preferences.shared()
    assert viewer.schema_status().is_current


@pytest.mark.parametrize("right", list(Right))
def test_viewer_is_told_what_his_account_lacks(viewer: Assembly, right: Right) -> None:
    with pytest.raises(NotAllowed) as refused:
        viewer.rights.require(right)
    assert refused.value.cause == f"not_allowed_{right}"


def test_operator_imports_and_edits_but_does_not_touch_shops_or_settings(operator: Assembly) -> None:
    assert operator.rights.granted == {Right.RUN, Right.EDIT}
    office = Office(operator)
    (shop,) = operator.shops.list()
    ended = office.import_from(shop)
    assert ended.state is JobState.COMPLETED
    ids = operator.products.find(ProductFilter()).ids
    operator.products.edit(ids[0], EditField.NAME, "Nazwa operatora")
    operator.shops.test(shop.id)
    with pytest.raises(DatabaseRefused):
        operator.shops.switch(shop.id, active=False)
    with pytest.raises(NotAllowed):
        operator.preferences.change_shared({"poll_s": 7.0})


def test_a_job_whose_account_loses_a_right_ends_with_that_sentence_and_its_rows_follow(
    mariadb_server: MariaDbServer, operator: Assembly
) -> None:
    office, url = Office(operator), make_url(operator.settings.effective_database_url)
    (shop,) = operator.shops.list()
    ledger = f"`{url.database}`.ppm_job_items"
    mariadb_server.run(f"REVOKE INSERT, UPDATE ON {ledger} FROM {Account(str(url.username))}")
    ended = office.import_from(shop)
    assert ended.state is JobState.FAILED
    assert ended.error_message == explain("right_missing", Language.POLISH).sentence
    journal = Journal(operator.settings.data_dir / "journal.db")
    (kept,) = journal.kept()
    assert len(kept.items) == ended.processed > 0
    mariadb_server.run(f"GRANT INSERT, UPDATE ON {ledger} TO {Account(str(url.username))}")
    with Assembly(operator.settings) as again:
        assert Office(again).import_from(shop).state is JobState.COMPLETED
        stored = again.job_rows.get(ended.id)
        with again.database.read() as connection:
            rows = connection.scalar(text(f"SELECT COUNT(*) FROM ppm_job_items WHERE job_id = {ended.id}"))
    assert stored is not None
    assert (stored.state, stored.processed, rows) == (JobState.FAILED, ended.processed, ended.processed)
    assert not journal.kept()


def test_what_jobs_write_is_what_the_right_to_run_them_asks_for(
    mariadb_server: MariaDbServer, owner: Office, shop: PracticeShop
) -> None:
    url = make_url(owner.parts.settings.effective_database_url)
    account = Account("ppm_runner")
    mariadb_server.run(
        f"CREATE OR REPLACE USER {account} IDENTIFIED BY '{PASSWORD}'",
        f"GRANT SELECT ON `{url.database}`.* TO {account}",
        *(
            f"GRANT {', '.join(verbs)} ON `{url.database}`.{table} TO {account}"
            for table, verbs in RUNNER_WRITES.items()
        ),
    )
    own = url.set(username=account.name, password=PASSWORD).render_as_string(hide_password=False)
    settings = owner.parts.settings.model_copy(update={"database_url": SecretStr(own)})
    with Assembly(settings) as parts:
        assert parts.rights.granted == {Right.RUN}
        office = Office(parts)
        (added,) = parts.shops.list()
        assert office.import_from(added).state is JobState.COMPLETED
        sku = shop.catalogue.reference(shop.catalogue.product_ids()[0])
        change(owner.parts.database, sku, name="Nowa nazwa")
        add_products(owner.parts.database, ["NOWY-1", "NOWY-2"])
        for kind in (JobType.SYNC, JobType.EXPORT):
            sent = office.import_from(added, JobRequest(type=kind, changed_only=False, confirmed=10_000))
            assert sent.state is JobState.COMPLETED, sent.error_message
    mariadb_server.run(f"DROP USER {account}")


def test_nobody_changes_what_the_audit_log_holds(administrator: Assembly) -> None:
    for statement in ("UPDATE ppm_audit_log SET person = 'x'", "DELETE FROM ppm_audit_log"):
        with pytest.raises(DatabaseRefused), administrator.database.begin() as connection:
            connection.execute(text(statement))


def test_administrator_does_everything(administrator: Assembly) -> None:
    assert administrator.rights == EVERYTHING
    (shop,) = administrator.shops.list()
    administrator.shops.switch(shop.id, active=False)
    administrator.shops.switch(shop.id, active=True)
    assert administrator.preferences.change_shared({"poll_s": 7.0}).poll_s == 7.0
    administrator.shops.remove(shop.id, shop.name)


def test_administrator_makes_the_tables_of_an_empty_database(mariadb_server: MariaDbServer) -> None:
    url = mariadb_server.url(mariadb_server.empty_database())
    with account_of(mariadb_server, url, Role.ADMINISTRATOR) as own:
        database = Database(own)
        upgrade(database)
        assert read_rights(database) == EVERYTHING
        database.dispose()


@pytest.mark.parametrize(
    "words",
    [
        ("jobs", "cancel", "{job}"),
        ("jobs", "pause", "{job}"),
        ("jobs", "resume", "{job}"),
        ("jobs", "finish", "{job}"),
        ("jobs", "retry", "{job}", "--all"),
        ("shop", "mappings", "1"),
        ("import", "1"),
        ("sync", "1", "--dry-run"),
        ("export", "1", "--queue"),
        ("undo", "{job}", "--dry-run"),
    ],
    ids=" ".join,
)
def test_command_of_a_viewer_ends_with_a_clear_sentence(
    mariadb_server: MariaDbServer, owner: Office, job: JobSnapshot, words: tuple[str, ...]
) -> None:
    address, folder = owner.parts.settings.effective_database_url, str(owner.parts.settings.data_dir)
    with account_of(mariadb_server, address, Role.VIEWER) as url:
        environment = {"PPM_DATA_DIR": folder, "PPM_DATABASE_URL": url, "PPM_LANGUAGE": "pl"}
        listed = CliRunner().invoke(cli, ["jobs", "list"], env=environment)
        refused = CliRunner().invoke(cli, [word.format(job=job.id) for word in words], env=environment)
    assert listed.exit_code == 0
    assert refused.exit_code == 3
    assert "Konto bazy danych nie pozwala uruchamiać ani zatrzymywać operacji" in refused.stderr


def test_columns_of_the_web_application_are_offered_where_they_are(
    mariadb_server: MariaDbServer, viewer: Assembly
) -> None:
    assert "rate_limit_per_minute" not in shop_columns(viewer.database)
    assert "api_key" not in shop_columns(viewer.database)
