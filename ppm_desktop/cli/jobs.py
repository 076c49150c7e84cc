"""``ppm-desktop jobs``: what runs, what has run, and stopping it."""

from enum import StrEnum
from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.output import cause_lines, elapsed_s, job_document, print_document, print_table
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.cli.texts import STATES, VERBS, say
from ppm_desktop.domain.job import JobSnapshot, JobState, Origin
from ppm_desktop.domain.listing import JobFilter, StatusFilter
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.wording import grouped

commands = typer.Typer(help="Operations: what runs and what has run.", no_args_is_help=True)
ALL_FAILURES = 1_000_000
"""More products than any job has: a document holds every failure."""


class Status(StrEnum):
    """Values of ``--status``."""

    ACTIVE = "active"
    ALL = "all"
    COMPLETED = "completed"
    FAILED = "failed"


@commands.command("list")
def list_jobs(
    context: typer.Context,
    status: Annotated[Status, typer.Option(help="Which operations.")] = Status.ALL,
    shop: Annotated[str | None, typer.Option(help="Only of this shop.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most this many finished ones.")] = 50,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List operations, the active ones first."""
    with session(chosen(context, database)) as assembly:
        shop_id = wanted_shop(assembly, shop).id if shop else None
        jobs = assembly.jobs.listed(JobFilter(StatusFilter(status.value), shop_id), limit)
        if as_json:
            print_document([document_of(assembly, job) for job in jobs])
        elif not jobs:
            print(say(assembly.language, "no_jobs"))
        else:
            rows = (_row(assembly, job) for job in jobs)
            print_table(say(assembly.language, "columns_jobs"), rows)


@commands.command("show")
def show(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="UUID", help="UUID or number of the operation.")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one operation with its failures."""
    with session(chosen(context, database)) as assembly:
        job = wanted_job(assembly, key)
        if as_json:
            print_document(document_of(assembly, job))
            return
        print_table(say(assembly.language, "columns_jobs"), [_row(assembly, job)])
        print_summary(assembly, job)


@commands.command("cancel")
def cancel(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="UUID", help="UUID or number of the operation.")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask an operation to stop, wherever it runs."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        before = wanted_job(assembly, key)
        job = assembly.jobs.cancel(before.id)
        if as_json:
            print_document(document_of(assembly, job))
        if not before.active or job.state in (JobState.COMPLETED, JobState.FAILED):
            complain(say(assembly.language, "too_late"))
            raise typer.Exit(ExitCode.STOPPED)
        if not as_json:
            if job.origin is Origin.WEB:
                text = "cancel_web"
            else:
                text = "cancelled_now" if job.state is JobState.CANCELLED else "cancel_asked"
            print(say(assembly.language, text, id=job.id))


def print_summary(assembly: Assembly, job: JobSnapshot) -> None:
    """How a job went: counts, the sentence it ended with, and its failures by cause."""
    counters = job.counters
    if job.state is JobState.CANCELLED:
        print(say(assembly.language, "was_cancelled"))
    print(
        say(
            assembly.language,
            "summary",
            created=counters.created,
            updated=counters.updated,
            unchanged=counters.unchanged,
            skipped=counters.skipped,
            failed=job.failed,
            elapsed=f"{elapsed_s(job):.1f}",
        )
    )
    if job.error_message:
        print(job.error_message)
    failures = assembly.jobs.failures(job.id, ALL_FAILURES)
    if failures:
        print(say(assembly.language, "causes"))
        print("\n".join(cause_lines(failures, assembly.language)))


def document_of(assembly: Assembly, job: JobSnapshot) -> dict[str, object]:
    """``job`` as ``--json`` prints it, with every failure."""
    if not job.failed:
        return job_document(job, (), (), assembly.language)
    failures = assembly.jobs.failures(job.id, ALL_FAILURES)
    failed_ids = [] if failures else assembly.jobs.failed_ids(job.id)
    return job_document(job, failures, failed_ids, assembly.language)


def _row(assembly: Assembly, job: JobSnapshot) -> tuple[str, ...]:
    language = assembly.language
    started = job.started_at.astimezone().strftime("%Y-%m-%d %H:%M") if job.started_at else ""
    return (
        f"#{job.id}",
        VERBS[language, job.type],
        job.shop_name,
        STATES[language, job.row_state(assembly.shared.stale_after_s)],
        f"{grouped(job.processed, language)}/{grouped(job.total or 0, language)}",
        grouped(job.failed, language),
        started,
    )


def wanted_job(assembly: Assembly, key: str) -> JobSnapshot:
    """The job of this number or UUID; the command ends when there is none."""
    job = assembly.jobs.find(key)
    if job is None:
        complain(say(assembly.language, "job_unknown", key=key))
        raise typer.Exit(ExitCode.USAGE)
    return job
