"""``ppm-desktop jobs pause | resume | finish | retry``: letting jobs stand, go on, and be done again here."""

from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.imports import print_ends, run_here, stop_signals
from ppm_desktop.cli.jobs import document_of, wanted_job
from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, sentence, session
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.causes import keys_of
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import JobSnapshot, Origin
from ppm_desktop.domain.retry import RetriedBatch, RetryScope, RetryWish
from ppm_desktop.domain.roles import Right
from ppm_desktop.persistence.claims import Claim

Key = Annotated[str, typer.Argument(metavar="UUID", help="UUID or number of the operation.")]


def pause(context: typer.Context, key: Key, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Ask an operation to stand, wherever it runs; it keeps its place."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        before = wanted_job(assembly, key)
        job = assembly.jobs.pause(before.id)
        if as_json:
            print_document(document_of(assembly, job))
        if not (before.may_be_paused or before.pause_requested):
            complain(say(assembly.language, "pause_not_now", id=job.id))
            raise typer.Exit(ExitCode.STOPPED)
        if not as_json:
            print(say(assembly.language, "pause_asked", id=job.id))


def resume(context: typer.Context, key: Key, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Let an operation that stands, waits at this computer, or whose computer has gone, go on here until its end."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        before = wanted_job(assembly, key)
        waits_here = before.waits and before.origin is Origin.HERE and not before.for_workers
        if not (before.may_go_on or before.may_be_taken_over or waits_here):
            raise InvalidRequest("not_paused", id=f"{before.id}")
        with stop_signals() as stopped:
            lost = before.may_be_taken_over
            job = assembly.job_rows.resume(before.id) if before.may_go_on else before
            ended = run_here(assembly, [job], stopped, quiet=as_json, claim=Claim.LOST if lost else Claim.OWN)
        print_ends(assembly, ended, as_json=as_json)


def finish(context: typer.Context, key: Key, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Do what an operation that has stopped never came to, in a new one that runs here."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        _do_again(assembly, wanted_job(assembly, key), RetryWish(RetryScope.UNREACHED), as_json=as_json)


def retry(
    context: typer.Context,
    key: Key,
    cause: Annotated[
        list[str] | None,
        typer.Option(help="Only products that failed for this cause, by its code as `jobs show` has it; repeatable."),
    ] = None,
    sku: Annotated[
        list[str] | None, typer.Option(help="Only this failed product, as `jobs show --json` names it; repeatable.")
    ] = None,
    unreached: Annotated[bool, typer.Option(help="And what the operation never came to.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="All products, whether they failed or not.")] = False,
    batch: Annotated[bool, typer.Option(help="In every operation of the same batch.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Do the failed products of an operation again, in a new one that runs here."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        wish = _wish(cause or [], sku or [], unreached=unreached, everything=everything)
        _do_again(assembly, wanted_job(assembly, key), wish, batch=batch, as_json=as_json)


def _wish(causes: list[str], skus: list[str], *, unreached: bool, everything: bool) -> RetryWish:
    asked = [bool(causes), bool(skus), unreached, everything]
    if sum(asked) > 1:
        raise InvalidRequest("one_scope")
    if causes:
        if unknown := [cause for cause in causes if not keys_of(cause)]:
            raise InvalidRequest("cause_unknown", value=", ".join(unknown))
        return RetryWish(RetryScope.CAUSE, causes=tuple(key for cause in causes for key in keys_of(cause)))
    if skus:
        return RetryWish(RetryScope.SELECTION, skus=tuple(skus))
    if unreached:
        return RetryWish(RetryScope.FAILED_AND_UNREACHED)
    return RetryWish(RetryScope.EVERYTHING) if everything else RetryWish()


def _do_again(assembly: Assembly, job: JobSnapshot, wish: RetryWish, *, batch: bool = False, as_json: bool) -> None:
    with stop_signals() as stopped:
        whole = batch and job.batch_id is not None
        if whole:
            batch_made = assembly.retries.make_batch(job.batch_id or "", wish)
        else:
            batch_made = RetriedBatch((assembly.retries.make(job.id, wish),))
        made = batch_made.made
        if batch_made.error is not None:
            complain(sentence(batch_made.error, assembly.language))
        for one in made:
            if not one.new:
                complain(say(assembly.language, "retry_runs", id=one.job.id))
            elif one.left_out:
                complain(say(assembly.language, "retry_left_out", n=one.left_out))
        ended = run_here(assembly, [one.job for one in made if one.new], stopped, quiet=as_json)
    if not ended:
        raise typer.Exit(ExitCode.STOPPED)
    print_ends(assembly, ended, as_json=as_json)
