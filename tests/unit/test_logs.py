"""Log files: what a line carries and what it must not."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppm_desktop import logs
from ppm_desktop.redaction import redactor

logger = logging.getLogger("ppm_desktop.jobs.runner")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root_level, hooks = logging.getLogger().level, (sys.excepthook, threading.excepthook)
    yield
    logs.stop()
    logging.getLogger().setLevel(root_level)
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return logs.start(tmp_path / "logs", "INFO")


def lines(log: Path) -> str:
    return log.read_text(encoding="utf-8")


def test_line_carries_level_name_and_text_with_polish_letters(log: Path) -> None:
    logger.info("claimed: %s", "Części żółte")
    assert "INFO" in lines(log)
    assert "ppm_desktop.jobs.runner: claimed: Części żółte" in lines(log)


def test_line_inside_a_job_carries_its_number_and_the_next_one_outside_does_not(log: Path) -> None:
    with logs.job_in_logs(12):
        logger.info("started")
    logger.info("idle")
    started, idle = lines(log).splitlines()
    assert "ppm_desktop.jobs.runner: #12 started" in started
    assert "#" not in idle


def test_jobs_of_two_threads_do_not_mix(log: Path) -> None:
    both_inside = threading.Barrier(2)

    def run(job_id: int) -> None:
        with logs.job_in_logs(job_id):
            both_inside.wait()
            logger.info("job %d at work", job_id)

    threads = [threading.Thread(target=run, args=(number,)) for number in (7, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "#7 job 7 at work" in lines(log)
    assert "#8 job 8 at work" in lines(log)


def test_messages_below_the_level_are_left_out(log: Path) -> None:
    logger.debug("details")
    assert not log.exists() or "details" not in lines(log)


def test_libraries_that_tell_every_request_are_quiet(log: Path) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://shop.pl/api")
    logging.getLogger("httpx").warning("something odd")
    assert "HTTP Request" not in lines(log)
    assert "something odd" in lines(log)


def test_secrets_are_struck_out_of_lines_arguments_and_tracebacks(log: Path) -> None:
    redactor.learn("VERYSECRETKEY123")
    try:
        raise ValueError("VERYSECRETKEY123 in mysql://ppm:tajne@db/ppm")
    except ValueError:
        logger.exception("failed with %s", {"api_key": "VERYSECRETKEY123"})
    assert "VERYSECRETKEY123" not in lines(log)
    assert "tajne" not in lines(log)
    assert "Traceback" in lines(log)


def test_starting_again_moves_the_log_without_writing_twice(log: Path, tmp_path: Path) -> None:
    second = logs.start(tmp_path / "elsewhere", "INFO")
    logger.info("once")
    assert lines(second).count("once") == 1
    assert not log.exists()


def test_full_file_is_rotated_and_old_ones_are_few(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 2_000)
    logs.start(log.parent, "INFO")
    for number in range(300):
        logger.info("line %d %s", number, "x" * 80)
    assert "line 299" in lines(log)
    assert all(path.stat().st_size <= 2_000 for path in log.parent.iterdir())
    assert len(list(log.parent.iterdir())) == logs.KEPT_FILES + 1


def test_file_rotated_by_another_program_is_left_for_the_new_one(log: Path) -> None:
    logger.info("before")
    log.rename(log.with_suffix(".log.1"))
    logger.info("after")
    assert "after" in lines(log)
    assert "before" not in lines(log)


def test_file_that_cannot_be_rotated_is_written_on(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 500)
    logs.start(log.parent, "INFO")

    def refuse(self: Path, target: str) -> None:
        raise PermissionError

    monkeypatch.setattr("os.rename", refuse)
    for number in range(10):
        logger.info("line %d %s", number, "x" * 80)
    assert "line 9" in lines(log)


def test_uncaught_exceptions_of_any_thread_are_written(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *_: seen.append("main"))
    monkeypatch.setattr(threading, "excepthook", lambda _: seen.append("thread"))
    logs.start(log.parent, "INFO")

    def fail() -> None:
        raise RuntimeError("nobody caught this")

    thread = threading.Thread(target=fail, name="fetch_1")
    thread.start()
    thread.join()
    try:
        raise LookupError("nor this")
    except LookupError:
        sys.excepthook(*sys.exc_info())
    assert "nobody caught this" in lines(log)
    assert "fetch_1" in lines(log)
    assert "nor this" in lines(log)
    assert seen == ["thread", "main"]


@pytest.mark.parametrize(("level", "word"), [(1, "WARNING"), (2, "ERROR"), (3, "CRITICAL"), (4, "INFO")])
def test_qt_messages_are_written_at_their_level(log: Path, level: int, word: str) -> None:
    logs.qt_message(level, "QPainter::begin: %s is no format")
    assert f"{word}" in lines(log)
    assert "qt: QPainter::begin: %s is no format" in lines(log)
