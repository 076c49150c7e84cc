"""Running jobs on the terminal: a bar with rate and time left, or plain lines where there is no terminal."""

import sys
import time
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.texts import STATES, VERBS, say
from ppm_desktop.domain.job import JobSnapshot, RowState
from ppm_desktop.domain.wording import counted, grouped, noun_form

PLAIN_LINE_EVERY_S = 1.0


class LiveView:
    """Shows the jobs of this process while they run; fed from the board, drawn on standard error.

    Standard output stays free for the result.

    Attributes:
        holders: The operations that shops are busy with, by number, as last read by those that wait.
    """

    def __init__(self, assembly: Assembly, jobs: list[JobSnapshot], *, quiet: bool) -> None:
        """``quiet`` draws on a terminal only, so that scripts see nothing but the result."""
        self.holders: dict[int, JobSnapshot] = {}
        self._assembly = assembly
        self._language = assembly.language
        self._console = Console(stderr=True)
        self._terminal = self._console.is_terminal
        self._plain = not self._terminal and not quiet
        self._shown: dict[int, str] = {}
        self._line_at: dict[int, float] = {}
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(complete_style="#e0ac7e", finished_style="#d1975a"),
            TextColumn("{task.fields[figures]}"),
            TimeRemainingColumn(compact=True),
            console=self._console,
            disable=not self._terminal,
        )
        self._tasks: dict[int, TaskID] = {
            job.id: self._progress.add_task(self._title(job), total=None, figures="") for job in jobs
        }

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Draw nothing any more, and leave the terminal as it was."""
        self._progress.stop()

    def refresh(self) -> None:
        """Draw what is new on the board."""
        for job in self._assembly.board.drain():
            if (task := self._tasks.get(job.id)) is None:
                continue
            figures = self._figures(job)
            self._progress.update(task, total=job.total, completed=job.processed, figures=figures)
            if self._plain:
                self._print_line(job, figures)

    def _print_line(self, job: JobSnapshot, figures: str) -> None:
        now = time.monotonic()
        due = now - self._line_at.get(job.id, 0.0) >= PLAIN_LINE_EVERY_S
        if figures != self._shown.get(job.id) and (due or not job.active):
            self._shown[job.id] = figures
            self._line_at[job.id] = now
            print(f"{self._title(job)} {figures}", file=sys.stderr)

    def _title(self, job: JobSnapshot) -> str:
        return f"{VERBS[self._language, job.type]}… {job.shop_name}"

    def _figures(self, job: JobSnapshot) -> str:
        language = self._language
        if job.row_state(float("inf")) is RowState.WAITING:
            return self._lane(job)
        counts = self._counts(job)
        if job.active and job.cancel_requested:
            return _joined(counts, STATES[language, RowState.CANCELLING])
        if job.next_attempt_at is not None:
            shared = self._assembly.shared
            seconds = max(0, round((job.next_attempt_at - datetime.now(UTC)).total_seconds()))
            if job.products_again:
                tries = {"n": job.products_again, "attempt": job.attempt, "attempts": shared.product_attempts}
                return _joined(counts, say(language, "products_wait", seconds=seconds, **tries))
            facts = {"code": job.waiting_code, "attempt": job.attempt, "attempts": shared.shop_attempts}
            return _joined(counts, say(language, "shop_waits", seconds=seconds, **facts))
        if job.total is None:
            return say(language, "counting") if job.active else ""
        return f"{counts} {self._rate(job)}".rstrip()

    def _counts(self, job: JobSnapshot) -> str:
        """How many of how many products, empty while they are being counted."""
        if job.total is None:
            return ""
        language = self._language
        text = (
            f"{grouped(job.processed, language)}/{grouped(job.total, language)} "
            f"{noun_form(job.total, 'product', language)}"
        )
        return f"{text} ({counted(job.failed, 'error', language)})" if job.failed else text

    def _lane(self, job: JobSnapshot) -> str:
        """What a job waits for; of an operation whose program is gone one wants to know how much longer."""
        shared, holder = self._assembly.shared, self.holders.get(job.shop_busy_with or 0)
        if holder is None or holder.silent_s <= shared.stale_after_s:
            return say(self._language, "lane_waits", id=job.shop_busy_with or "?")
        facts = {"id": holder.id, "silent": f"{holder.silent_s:.0f}", "lease": f"{shared.lease_s:.0f}"}
        return say(self._language, "lane_waits_silent", **facts)

    def _rate(self, job: JobSnapshot) -> str:
        task = self._tasks[job.id]
        speed = self._progress.tasks[self._progress.task_ids.index(task)].speed
        return say(self._language, "rate", rate=f"{speed:.0f}") if speed else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
