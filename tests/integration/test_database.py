"""Connections, transactions and their failures, on both engines."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update

from ppm_desktop.domain.errors import (
    DatabaseBusy,
    DatabaseRefused,
    DatabaseUnavailable,
    DataRejected,
    InvalidRequest,
    SchemaMismatch,
)
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.migrate import upgrade
from ppm_desktop.persistence.tables import ProductRow, SettingRow, ShopRow
from ppm_desktop.persistence.types import now, now_plus
from ppm_desktop.persistence.upsert import upsert
from tests.fakes.mariadb import MariaDbServer

ON_MARIADB = [pytest.param("mariadb", marks=pytest.mark.mariadb)]


def add_shop(database: Database, url: str = "https://kayo.example") -> int:
    with database.begin() as connection:
        added = connection.execute(insert(ShopRow).values(name="KAYO", url=url, api_key="x"))
        (shop_id,) = added.inserted_primary_key or (0,)
        return int(shop_id)


def test_what_is_raised_inside_undoes_the_transaction(database: Database) -> None:
    def fail_half_way() -> None:
        with database.begin() as connection:
            connection.execute(insert(ShopRow).values(name="KAYO", url="u", api_key="x"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail_half_way()
    with database.read() as connection:
        assert connection.scalar(select(ShopRow.id)) is None


def test_refused_values_are_told_without_losing_the_original(database: Database) -> None:
    add_shop(database)
    with pytest.raises(DataRejected) as raised:
        add_shop(database)
    assert raised.value.__cause__ is not None
    with pytest.raises(DataRejected), database.begin() as connection:
        connection.execute(insert(ShopRow).values(name=None, url="u", api_key="x"))


def test_missing_column_is_a_mismatch_of_versions(database: Database) -> None:
    with pytest.raises(SchemaMismatch), database.read() as connection:
        connection.execute(text("SELECT nonsense FROM products"))
    with pytest.raises(SchemaMismatch), database.read() as connection:
        connection.execute(text("SELECT * FROM nonsense"))


def test_parameters_stay_out_of_error_texts(database: Database) -> None:
    with pytest.raises(SchemaMismatch) as raised, database.read() as connection:
        connection.execute(text("SELECT nonsense FROM products WHERE sku = :sku"), {"sku": "secret-value"})
    assert "secret-value" not in str(raised.value.__cause__)


def test_clock_is_utc_and_can_be_compared_with_what_was_stored(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(insert(SettingRow).values(name="a", value=1))
        stamp, early, late = connection.execute(
            select(SettingRow.updated_at, SettingRow.updated_at > now_plus(-5.5), SettingRow.updated_at > now_plus(5.5))
        ).one()
        read_at = connection.execute(select(now())).scalar_one()
    assert (bool(early), bool(late)) == (True, False)
    assert stamp.tzinfo is UTC
    assert abs(read_at - datetime.now(UTC)) < timedelta(minutes=1)
    moment = datetime(2026, 3, 29, 2, 30, 0, 123000, tzinfo=UTC)
    zone = moment.astimezone(tz=None)
    with database.begin() as connection:
        connection.execute(update(SettingRow).values(updated_at=zone))
        assert connection.execute(select(SettingRow.updated_at)).scalar_one() == moment
        assert connection.scalar(select(SettingRow.name).where(SettingRow.updated_at == moment)) == "a"
        assert connection.scalar(select(SettingRow.name).where(SettingRow.updated_at >= moment)) == "a"


def test_decimals_come_back_exactly(database: Database) -> None:
    with database.begin() as connection:
        values = {"sku": "A", "name": "x", "weight": "0.1", "height": Decimal("1234.10"), "tax_rate": "8"}
        connection.execute(insert(ProductRow).values(**values))
        stored = connection.execute(select(ProductRow.weight, ProductRow.height, ProductRow.tax_rate)).one()
    assert [str(number) for number in stored] == ["0.100", "1234.10", "8.00"]


def test_sku_is_unique_without_regard_to_case(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(insert(ProductRow).values(sku="abc-1", name="x"))
        assert connection.scalar(select(ProductRow.id).where(ProductRow.sku == "ABC-1")) is not None
    with pytest.raises(DataRejected), database.begin() as connection:
        connection.execute(insert(ProductRow).values(sku="ABC-1", name="y"))


def test_upsert_inserts_updates_and_leaves_alone(database: Database) -> None:
    with database.begin() as connection:
        upsert(connection, SettingRow, [{"name": "a", "value": 1}, {"name": "b", "value": 2}], update=("value",))
        upsert(connection, SettingRow, [{"name": "b", "value": 3}, {"name": "c", "value": 4}], update=("value",))
        upsert(connection, SettingRow, [{"name": "a", "value": 9}], update=())
        upsert(connection, SettingRow, [], update=("value",))
        rows = {row.name: row.value for row in connection.execute(select(SettingRow.name, SettingRow.value))}
    assert rows == {"a": 1, "b": 3, "c": 4}


def test_blocked_transaction_is_done_again_until_it_passes(database: Database) -> None:
    attempts: list[int] = []

    def work(connection: object) -> str:
        attempts.append(1)
        if len(attempts) < 3:
            raise DatabaseBusy
        return "done"

    assert database.retrying(work) == "done"
    assert len(attempts) == 3


@pytest.mark.parametrize("database_url", ON_MARIADB, indirect=True)
def test_two_transactions_that_deadlock_both_end_well_when_retried(database: Database) -> None:
    first, second = add_shop(database, "https://a.example"), add_shop(database, "https://b.example")
    meet = threading.Barrier(2)
    tries: list[str] = []
    errors: list[Exception] = []

    def cross(name: str, order: tuple[int, int]) -> None:
        def work(connection: object) -> None:
            tries.append(name)
            with_rows = connection  # the same connection, once per row
            for place, shop_id in enumerate(order):
                with_rows.execute(update(ShopRow).where(ShopRow.id == shop_id).values(name=name))  # type: ignore[attr-defined]
                if place == 0 and tries.count(name) == 1:
                    meet.wait(10)

        try:
            database.retrying(work)
        except Exception as error:  # noqa: BLE001  # the thread's edge; the test shows it
            errors.append(error)

    threads = [
        threading.Thread(target=cross, args=("x", (first, second))),
        threading.Thread(target=cross, args=("y", (second, first))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(tries) > 2


@pytest.mark.parametrize("database_url", ON_MARIADB, indirect=True)
def test_lost_connection_is_told_and_the_next_transaction_works(
    database: Database, mariadb_server: MariaDbServer
) -> None:
    def lose_it() -> None:
        with database.begin() as connection:
            number = connection.scalar(text("SELECT CONNECTION_ID()"))
            mariadb_server.run(f"KILL {number}")
            connection.execute(text("SELECT 1"))

    with pytest.raises(DatabaseUnavailable):
        lose_it()
    with database.read() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


@pytest.mark.parametrize("database_url", ON_MARIADB, indirect=True)
def test_sessions_speak_utc_and_refuse_values_that_do_not_fit(database: Database) -> None:
    with database.read() as connection:
        zone, mode = connection.execute(text("SELECT @@session.time_zone, @@session.sql_mode")).one()
    assert zone == "+00:00"
    assert "STRICT_TRANS_TABLES" in mode
    with pytest.raises(DataRejected), database.begin() as connection:
        connection.execute(insert(ProductRow).values(sku="x" * 101, name="x"))


@pytest.mark.mariadb
def test_stopped_server_is_unavailable_and_back_when_it_is(mariadb_server: MariaDbServer) -> None:
    del mariadb_server  # only to be skipped by the same name where no server is installed
    server = MariaDbServer()
    try:
        server.start()
        database = Database(server.url(server.empty_database()), timeout_s=3)
        upgrade(database)
        assert add_shop(database)
        server.stop()
        for _ in range(2):
            with pytest.raises(DatabaseUnavailable) as raised, database.begin() as connection:
                connection.execute(text("SELECT 1"))
            assert raised.value.retryable
        server.start()
        assert add_shop(database, "https://again.example")
        database.dispose()
    finally:
        server.remove()


@pytest.mark.mariadb
def test_wrong_password_and_unknown_database_are_refusals(mariadb_server: MariaDbServer) -> None:
    for url in (mariadb_server.url("mysql", password="wrong"), mariadb_server.url("nowhere")):
        database = Database(url)
        with pytest.raises(DatabaseRefused) as raised, database.read() as connection:
            connection.execute(text("SELECT 1"))
        assert "wrong" not in raised.value.detail
        assert not raised.value.retryable
        database.dispose()


def test_server_that_nobody_runs_is_unavailable() -> None:
    database = Database("mysql://ppm:secret@127.0.0.1:1/ppm", timeout_s=2)
    with pytest.raises(DatabaseUnavailable) as raised, database.read() as connection:
        connection.execute(text("SELECT 1"))
    assert "secret" not in raised.value.detail
    database.dispose()


def test_readers_of_an_embedded_database_do_not_wait_for_its_writer(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'ppm.db'}", timeout_s=0.2)
    upgrade(database)
    with database.begin() as writer:
        writer.execute(insert(SettingRow).values(name="a", value=1))
        with database.read() as reader:
            assert reader.scalar(select(SettingRow.name)) is None
        with pytest.raises(DatabaseBusy), database.begin():
            pass
    with database.read() as reader:
        assert reader.scalar(select(SettingRow.name)) == "a"
    database.dispose()


def test_embedded_database_in_a_place_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DatabaseRefused):
        Database(f"sqlite:///{tmp_path / 'file' / 'ppm.db'}")


def test_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "ppm.db"
    path.write_text("not a database, but long enough to look like one " * 50, encoding="utf-8")
    database = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnavailable), database.read() as connection:
        connection.execute(text("SELECT 1 FROM sqlite_master"))
    database.dispose()


@pytest.mark.parametrize(
    ("url", "dialect", "embedded", "label"),
    [
        ("sqlite:////tmp/ppm.db", "sqlite", True, ""),
        ("mysql://u:p@db.example/ppm", "mysql", False, "db.example"),
        ("mariadb+mysqldb://u:p@db.example:3307/ppm", "mysql", False, "db.example"),
        ("mysql+pymysql://u:p@10.0.0.2/ppm", "mysql", False, "10.0.0.2"),
    ],
)
def test_urls_of_both_engines_are_understood(url: str, dialect: str, embedded: bool, label: str) -> None:
    database = Database(url)
    assert (database.dialect_name, database.is_embedded, database.label) == (dialect, embedded, label)
    database.dispose()


@pytest.mark.parametrize("url", ["", "nonsense", "postgresql://u:p@db.example/ppm"])
def test_other_urls_are_no_request(url: str) -> None:
    with pytest.raises(InvalidRequest, match="database_url"):
        Database(url)


def test_an_address_whose_port_is_no_number_is_refused_in_words() -> None:
    with pytest.raises(InvalidRequest, match="database_url"):
        Database("mysql+pymysql://user:password@127.0.0.1:abc/ppm")
