"""``ppm-desktop import``, and what it shares with sync and export: a job that runs here and is shown live."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Annotated, NoReturn

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.jobs import document_of, print_summary
from ppm_desktop.cli.live import LiveView
from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.errors import DatabaseError, InvalidRequest
from ppm_desktop.domain.job import WORKERS, JobSnapshot, JobType, RowState
from ppm_desktop.domain.request import ConflictPolicy, JobMode, JobRequest
from ppm_desktop.domain.roles import Right
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.claims import Claim

REFRESH_S = 0.1
Queue = Annotated[bool, typer.Option("--queue", help="Leave it to the workers, and print its number.")]


def import_products(
    context: typer.Context,
    shops: Annotated[
        list[str], typer.Argument(metavar="SHOP…", help="Name or number of the shop; several make a batch.")
    ],
    mode: Annotated[
        JobMode | None, typer.Option(help="Which products; told by the other options when left out.")
    ] = None,
    category: Annotated[int | None, typer.Option(metavar="ID", min=1, help="The shop's category id.")] = None,
    include_subcategories: Annotated[bool, typer.Option(help="With all categories below it.")] = False,
    sku: Annotated[list[str] | None, typer.Option(help="A product's SKU; may be repeated.")] = None,
    product_id: Annotated[
        list[int] | None, typer.Option(min=1, max=2**63 - 1, help="A product's id in the shop; may be repeated.")
    ] = None,
    policy: Annotated[
        ConflictPolicy, typer.Option(help="What happens to fields that changed on both sides.")
    ] = ConflictPolicy.KEEP_PPM,
    queue: Queue = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import products from a shop into the catalogue."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        request = JobRequest(
            type=JobType.IMPORT,
            mode=consistent_mode(mode, category, sku, product_id, include_subcategories=include_subcategories),
            category_id=category,
            include_subcategories=include_subcategories,
            skus=tuple(sku or ()),
            product_ids=tuple(product_id or ()),
            policy=policy,
        )
        run_to_end(assembly, request, shops, as_json=as_json, queue=queue)


def run_to_end(
    assembly: Assembly, request: JobRequest, shops: list[str], *, as_json: bool, queue: bool = False
) -> None:
    """Run one job for each of ``shops`` here, print how they ended, and end the command with their exit code.

    With ``queue`` they are left to the workers, and only their numbers are printed.
    """
    shop_ids = list(dict.fromkeys(wanted_shop(assembly, name).id for name in shops))
    if queue:
        _print_queued(
            assembly, assembly.job_rows.create(request, shop_ids, len(shop_ids) > 1, WORKERS), as_json=as_json
        )
        return
    with stop_signals() as stopped:
        jobs = assembly.job_rows.create(request, shop_ids, len(shop_ids) > 1)
        ended = run_here(assembly, jobs, stopped, quiet=as_json)
    print_ends(assembly, ended, as_json=as_json)


def _print_queued(assembly: Assembly, jobs: list[JobSnapshot], *, as_json: bool) -> None:
    if as_json:
        documents = [document_of(assembly, job) for job in jobs]
        print_document(documents[0] if len(documents) == 1 else documents)
        return
    for job in jobs:
        print(say(assembly.language, "queued", id=job.id, shop=job.shop_name))


def print_ends(assembly: Assembly, ended: list[JobSnapshot], *, as_json: bool) -> NoReturn:
    """Print how jobs ended, and end the command with their exit code."""
    if as_json:
        documents = [document_of(assembly, job) for job in ended]
        print_document(documents[0] if len(documents) == 1 else documents)
    else:
        for job in ended:
            if len(ended) > 1:
                print(f"{job.shop_name} (#{job.id})")
            print_summary(assembly, job)
            if job.active:
                print(say(assembly.language, "paused" if job.paused_at else "still_runs", id=job.id))
    raise typer.Exit(exit_code(ended))


def consistent_mode(
    mode: JobMode | None,
    category: int | None,
    sku: list[str] | None,
    product_id: list[int] | None,
    *,
    include_subcategories: bool,
) -> JobMode:
    """The mode that the options tell; none of them is silently left out."""
    told = JobMode.INDIVIDUAL if sku or product_id else JobMode.CATEGORY if category is not None else JobMode.ALL
    if told is JobMode.INDIVIDUAL and category is not None:
        raise InvalidRequest("option_without_mode", option="--category", mode=JobMode.CATEGORY.value)
    if include_subcategories and JobMode.CATEGORY not in (told, mode):
        raise InvalidRequest("option_without_mode", option="--include-subcategories", mode=JobMode.CATEGORY.value)
    if mode is None or mode is told:
        return told
    if told is JobMode.ALL:
        return mode  # the request itself says what is missing
    option = "--sku / --product-id" if told is JobMode.INDIVIDUAL else "--category"
    raise InvalidRequest("option_without_mode", option=option, mode=told.value)


@contextmanager
def stop_signals() -> Iterator[list[int]]:
    """The signals that came meanwhile: Ctrl+C and a polite end by the system raise nothing at a bad moment."""
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_here(
    assembly: Assembly, jobs: list[JobSnapshot], stopped: list[int], *, quiet: bool, claim: Claim = Claim.OWN
) -> list[JobSnapshot]:
    """Run ``jobs`` in this process until all have ended; once anything is in ``stopped`` they are cancelled."""
    controls = [JobControl() for _ in jobs]
    with (
        LiveView(assembly, jobs, quiet=quiet) as view,
        _shown_waiting(assembly, jobs, controls),
        ThreadPoolExecutor(max(1, assembly.shared.worker_jobs)) as pool,
    ):
        runs = [
            pool.submit(_run_when_free, assembly, job, control, view, claim)
            for job, control in zip(jobs, controls, strict=True)
        ]
        _watch(assembly, jobs, runs, controls, view, stopped)
    return [run.result() for run in runs]


@contextmanager
def _shown_waiting(assembly: Assembly, jobs: list[JobSnapshot], controls: list[JobControl]) -> Iterator[None]:
    """Others see meanwhile that this program waits with those of ``jobs`` that are not claimed yet."""
    over = threading.Event()

    def show() -> None:
        while not over.wait(assembly.shared.poll_busy_s):
            waiting = [job.id for job, control in zip(jobs, controls, strict=True) if not control.claimed.is_set()]
            with suppress(DatabaseError):  # the jobs themselves say that it is away
                assembly.job_rows.show_waiting(waiting)

    thread = threading.Thread(target=show, name="waiting", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _watch(
    assembly: Assembly,
    jobs: list[JobSnapshot],
    runs: list["Future[JobSnapshot]"],
    controls: list[JobControl],
    view: LiveView,
    stopped: list[int],
) -> None:
    ended = threading.Event()
    for run in runs:
        run.add_done_callback(lambda _: ended.set())
    while not all(run.done() for run in runs):
        ended.wait(REFRESH_S)
        ended.clear()
        view.refresh()
        if stopped and not all(control.stop.is_set() for control in controls):
            complain(say(assembly.language, "cancelling"))
            for control in controls:
                control.cancel()
        going = [(job, one) for job, one, run in zip(jobs, controls, runs, strict=True) if not run.done()]
        if len(stopped) > 1 and going and all(one.unsaved.is_set() for _, one in going):
            _leave(assembly, view, [job for job, _ in going])
    view.refresh()


def _leave(assembly: Assembly, view: LiveView, jobs: list[JobSnapshot]) -> NoReturn:
    """End at once: the database is away, and a person does not want to wait any longer for their wish to be written."""
    view.stop()
    for job in jobs:
        complain(say(assembly.language, "not_cancelled", id=job.id))
    # Python would wait for the threads that wait for the database.
    logging.shutdown()
    sys.stdout.flush()
    os._exit(ExitCode.STOPPED)


def _run_when_free(
    assembly: Assembly, job: JobSnapshot, control: JobControl, view: LiveView, claim: Claim
) -> JobSnapshot:
    """Run ``job`` as soon as its shop's lane is free."""
    while True:
        ended = assembly.runner.run(job.id, control, claim)
        if ended is not None:
            return ended
        try:
            stored = assembly.job_rows.get(job.id)
        except DatabaseError:
            if control.stop.is_set() and control.unsaved.is_set():
                complain(say(assembly.language, "not_cancelled", id=job.id))
            raise
        if stored is None:
            raise InvalidRequest("job_unknown", key=f"#{job.id}")
        if not (stored.waits or (claim is Claim.LOST and stored.may_be_taken_over)):
            return stored
        if control.stop.is_set():
            return assembly.jobs.cancel(job.id)
        if stored.shop_busy_with and (holder := assembly.job_rows.get(stored.shop_busy_with)) is not None:
            view.holders[holder.id] = holder
        assembly.board.post(stored)
        control.stop.wait(assembly.shared.poll_busy_s)


def exit_code(jobs: list[JobSnapshot]) -> ExitCode:
    """The code that tells how ``jobs`` ended; the worst one wins."""
    states = {job.row_state(float("inf")) for job in jobs}
    if RowState.CANCELLED in states:
        return ExitCode.CANCELLED
    if states - {RowState.COMPLETED, RowState.PARTIAL}:
        return ExitCode.STOPPED
    return ExitCode.WITH_FAILURES if RowState.PARTIAL in states else ExitCode.DONE
