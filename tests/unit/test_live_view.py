"""What the terminal says of a job that runs."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from ppm_desktop.cli.live import LiveView
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import products_again_code
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.jobs.board import ProgressBoard
from tests.fakes.engine import NOW, a_job


def shown(capsys: pytest.CaptureFixture[str], **changes: object) -> str:
    """The line for a job whose row was read long ago, changed as named."""
    board = ProgressBoard()
    parts = SimpleNamespace(language=Language.ENGLISH, board=board, shared=SharedSettings())
    job = a_job(updated_at=NOW - timedelta(days=1), **changes)
    with LiveView(parts, [job], quiet=False) as view:  # type: ignore[arg-type]  # the three parts that it uses
        board.post(job)
        view.refresh()
    return capsys.readouterr().err


@pytest.mark.parametrize("total", [None, 1000])
def test_a_wait_for_the_shop_is_told_in_seconds_from_now(capsys: pytest.CaptureFixture[str], total: int | None) -> None:
    line = shown(
        capsys,
        total=total,
        next_attempt_at=datetime.now(UTC) + timedelta(seconds=1000.4),
        attempt=2,
        waiting_code="HTTP 503",
    )
    assert "HTTP 503" in line
    assert "1000 s" in line
    assert ("/1,000 products" in line) is (total is not None)


def test_a_wait_for_products_is_not_told_as_one_for_the_shop(capsys: pytest.CaptureFixture[str]) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=15)
    line = shown(capsys, total=1000, next_attempt_at=soon, attempt=2, waiting_code=products_again_code(3))
    assert "Products to try again: 3" in line
    assert "attempt 2 of 3" in line


def test_a_wish_to_cancel_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Cancelling…" in shown(capsys, total=10, cancel_requested=True)
