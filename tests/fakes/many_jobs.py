"""A shared table as it is after years: very many ended jobs, and as many active ones as a test wants."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from ppm_desktop.persistence.database import Database

DIGITS = "(" + " UNION ALL ".join(f"SELECT {digit} AS d" for digit in range(10)) + ")"
PLACES = 6
PIECE = 10**PLACES
"""Rows of one statement at most."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What is put into the table.

    Attributes:
        ended: Jobs that ended, evenly over ``days``: of a hundred 94 completed, 4 failed, 2 cancelled.
        active: Jobs made within the last half hour; of eight one waits.
        stuck: Jobs of the web application and of ours that began before all ended ones and never ended.
        ours_of_ten: How many of ten jobs have a run of ours.
    """

    ended: int
    active: int = 0
    stuck: int = 0
    shops: int = 20
    days: int = 30
    ours_of_ten: int = 8


def add_crowd(database: Database, crowd: Crowd) -> None:
    """Put ``crowd`` into an empty ``job_progress``."""
    with database.begin() as connection:
        connection.execute(
            text("INSERT INTO prestashop_shops (id, name, url, is_active, api_key) VALUES (:id, :name, :url, 1, '')"),
            [
                {"id": shop, "name": f"Shop {shop:03d}", "url": f"https://shop{shop}.example"}
                for shop in range(1, crowd.shops + 1)
            ],
        )
    day_s = 86_400.0
    # By a prime, so that states are not bound to shops.
    roll = "n * 37 % 1009 % 100"
    ended = f"CASE WHEN {roll} < 94 THEN 'completed' WHEN {roll} < 98 THEN 'failed' ELSE 'cancelled' END"
    active = "CASE WHEN n % 8 = 0 THEN 'pending' ELSE 'processing' END"
    _add(database, crowd, crowd.stuck, active, (crowd.days + 1) * day_s, day_s)
    _add(database, crowd, crowd.ended, ended, crowd.days * day_s, crowd.days * day_s - 3600)
    _add(database, crowd, crowd.active, active, 1800.0, 1800.0)
    with database.begin() as connection:
        if database.is_embedded:
            connection.execute(text("ANALYZE"))
        else:
            connection.execute(text("ANALYZE TABLE job_progress, ppm_job_runs")).all()


def _add(database: Database, crowd: Crowd, count: int, status: str, oldest_s: float, span_s: float) -> None:
    """``count`` jobs from ``oldest_s`` ago on, one every ``span_s / count`` seconds."""
    if not count:
        return
    with database.begin() as connection:
        first = int(connection.execute(text("SELECT COALESCE(MAX(id), 0) FROM job_progress")).scalar_one())
        made = _ago(database, f"{oldest_s} - n * {span_s / count}")
        connection.execute(
            text(
                "INSERT INTO job_progress (id, job_uuid, job_type, shop_id, shop_name, status, total_items,"
                " processed_items, failed_items, started_at, updated_at, created_at, operation_mode, operation_params)"
                f" SELECT n + {first + 1}, {_uuid(database, f'n + {first}')}, 'BulkImportProducts',"
                f" n * 7 % {crowd.shops} + 1,"
                f" {_shop_name(database, f'n * 7 % {crowd.shops} + 1')}, {status}, 500,"
                f" CASE WHEN {status} = 'pending' THEN 0 ELSE 500 END, CASE WHEN n % 25 = 24 THEN n % 40 ELSE 0 END,"
                f" {made}, {made}, {made}, 'all', '{{\"policy\": \"keep_ppm\"}}' FROM {_numbers(count)} AS numbers"
            )
        )
        _add_runs(connection, crowd, first)


def _add_runs(connection: Connection, crowd: Crowd, first: int) -> None:
    connection.execute(
        text(
            "INSERT INTO ppm_job_runs (job_id, starter_person, starter_host, runner_person, runner_host, phase,"
            " heartbeat_at, created_items, updated_at) SELECT id, 'Anna', 'KOMPUTER-03',"
            " CASE WHEN status = 'pending' THEN NULL ELSE 'Anna' END,"
            " CASE WHEN status = 'pending' THEN NULL ELSE 'KOMPUTER-03' END,"
            " CASE status WHEN 'pending' THEN 'queued' WHEN 'processing' THEN 'working' ELSE 'finished' END,"
            f" updated_at, 500, updated_at FROM job_progress WHERE id > {first} AND id % 10 < {crowd.ours_of_ten}"
        )
    )


def _numbers(count: int) -> str:
    """0, 1, 2 … ``count`` - 1 in a column ``n``."""
    assert count <= PIECE
    tables = ", ".join(f"{DIGITS} AS d{place}" for place in range(PLACES))
    total = " + ".join(f"d{place}.d * {10**place}" for place in range(PLACES))
    return f"(SELECT {total} AS n FROM {tables} WHERE {total} < {count} ORDER BY n)"


def _ago(database: Database, seconds: str) -> str:
    if database.is_embedded:
        return f"STRFTIME('%Y-%m-%d %H:%M:%f', 'now', '-' || ({seconds}) || ' seconds')"
    return f"TIMESTAMPADD(MICROSECOND, -1000000 * ({seconds}), CURRENT_TIMESTAMP(3))"


def _uuid(database: Database, number: str) -> str:
    if database.is_embedded:
        return f"PRINTF('00000000-0000-4000-8000-%012d', {number})"
    return f"CONCAT('00000000-0000-4000-8000-', LPAD({number}, 12, '0'))"


def _shop_name(database: Database, number: str) -> str:
    if database.is_embedded:
        return f"PRINTF('Shop %03d', {number})"
    return f"CONCAT('Shop ', LPAD({number}, 3, '0'))"
