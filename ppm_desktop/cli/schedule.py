"""``ppm-desktop schedule``: operations that begin by themselves."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, NamedTuple, TypeVar

import typer

from ppm_desktop.cli.imports import consistent_mode
from ppm_desktop.cli.output import print_document, print_table
from ppm_desktop.cli.sends import Category, Everything, Mode, ProductIds, Skus, Subcategories
from ppm_desktop.cli.session import DatabaseOption, JsonOption, chosen, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.cli.texts import VERBS, say
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.request import SENDING, ConflictPolicy, JobRequest, SendPolicy
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.schedule import Recurrence, Schedule, ScheduledJob, ScheduleRule, WhenBusy, parse_time
from ppm_desktop.domain.schedule_words import moment_words, parse_weekdays, rule_words

commands = typer.Typer(help="Operations that begin by themselves.", no_args_is_help=True)
Choice = TypeVar("Choice", bound=StrEnum)


class Kind(StrEnum):
    """What is to be done; values of the first argument."""

    IMPORT = "import"
    SYNC = "sync"
    EXPORT = "export"


_TYPES = {Kind.IMPORT: JobType.IMPORT, Kind.SYNC: JobType.SYNC, Kind.EXPORT: JobType.EXPORT}


class _When(NamedTuple):
    at: str | None
    finish_before: str | None
    daily: bool
    weekly: str | None
    on: str | None
    zone: str


@commands.command("add")
def add(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What is to be done.")],
    shops: Annotated[list[str], typer.Argument(metavar="SHOP…", help="Name or number of the shop.")],
    at: Annotated[str | None, typer.Option(metavar="HH:MM", help="When it begins.")] = None,
    finish_before: Annotated[
        str | None, typer.Option(metavar="HH:MM", help="When it has to be done; it begins as its last runs ask for.")
    ] = None,
    daily: Annotated[bool, typer.Option("--daily", help="Every day.")] = False,
    weekly: Annotated[str | None, typer.Option(metavar="DAYS", help="On these days: mon,wed,fri")] = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Once, on this day.")] = None,
    zone: Annotated[str | None, typer.Option(help="Time zone, this computer's when left out.")] = None,
    when_busy: Annotated[
        WhenBusy, typer.Option(help="When the shop has an operation already: wait for its end, or skip this time.")
    ] = WhenBusy.SKIP,
    mode: Mode = None,
    category: Category = None,
    include_subcategories: Subcategories = False,
    sku: Skus = None,
    product_id: ProductIds = None,
    everything: Everything = False,
    create_categories: Annotated[bool, typer.Option(help="An export makes categories that the shop lacks.")] = False,
    policy: Annotated[str | None, typer.Option(help="As of import, or of sync and export.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let an operation begin by itself, once, daily or weekly."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        job_type = _TYPES[kind]
        request = JobRequest(
            type=job_type,
            mode=consistent_mode(mode, category, sku, product_id, include_subcategories=include_subcategories),
            category_id=category,
            include_subcategories=include_subcategories,
            skus=tuple(sku or ()),
            product_ids=tuple(product_id or ()),
            policy=_choice(ConflictPolicy, policy if job_type is JobType.IMPORT else None, ConflictPolicy.KEEP_PPM),
            send_policy=_choice(SendPolicy, policy if job_type in SENDING else None, SendPolicy.PPM_WINS),
            changed_only=not everything,
            create_categories=create_categories,
        )
        rule = _rule(_When(at, finish_before, daily, weekly, on, zone or assembly.schedules.local_zone()))
        shop_ids = tuple(dict.fromkeys(wanted_shop(assembly, name).id for name in shops))
        added = assembly.schedules.add(ScheduledJob(request, shop_ids, rule, when_busy))
        if as_json:
            print_document(schedule_document(added))
        else:
            print(say(assembly.language, "schedule_added", id=added.id, next=_next(added, assembly.language)))


@commands.command("list")
def list_schedules(context: typer.Context, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """List what begins by itself, the next first."""
    with session(chosen(context, database)) as assembly:
        schedules = assembly.schedules.list()
        if as_json:
            print_document([schedule_document(one) for one in schedules])
        elif not schedules:
            print(say(assembly.language, "no_schedules"))
        else:
            rows = (_row(one, assembly.language) for one in schedules)
            print_table(say(assembly.language, "columns_schedules"), rows)


@commands.command("remove")
def remove(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `schedule list` shows it.")],
    database: DatabaseOption = None,
) -> None:
    """Forget a schedule; an operation that it has begun goes on."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        assembly.schedules.remove(number)
        print(say(assembly.language, "schedule_removed", id=number))


def schedule_document(schedule: Schedule) -> dict[str, object]:
    """A schedule as ``--json`` prints it."""
    job, rule, run = schedule.job, schedule.job.rule, schedule.next_run
    return {
        "id": schedule.id,
        "job_type": job.request.type.value,
        "operation_mode": job.request.mode.value,
        "operation_params": job.request.to_params(),
        "shop_ids": list(job.shop_ids),
        "shops": list(schedule.shop_names),
        "recurrence": rule.recurrence.value,
        "finish_before" if rule.finishes else "at": f"{rule.at:%H:%M}",
        "day": rule.day.isoformat() if rule.day else None,
        "weekdays": sorted(rule.weekdays),
        "zone": rule.zone,
        "when_busy": job.when_busy.value,
        "person": schedule.person.person,
        "host": schedule.person.host,
        "next_run_at": _stamp(run.start if run else None),
        "last_run_at": _stamp(schedule.last_run_at),
        "last_outcome": schedule.last_outcome.value if schedule.last_outcome else None,
    }


def _rule(when: _When) -> ScheduleRule:
    told = when.at or when.finish_before
    if told is None or (when.at and when.finish_before):
        raise InvalidRequest("schedule_time_missing")
    if sum((when.daily, when.weekly is not None, when.on is not None)) != 1:
        raise InvalidRequest("schedule_days_missing")
    recurrence = Recurrence.DAILY if when.daily else Recurrence.ONCE if when.on is not None else Recurrence.WEEKLY
    return ScheduleRule(
        recurrence=recurrence,
        at=parse_time(told),
        zone=when.zone,
        day=_day(when.on) if when.on is not None else None,
        weekdays=parse_weekdays(when.weekly or ""),
        finishes=when.at is None,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidRequest("day_wrong", value=text) from error


def _choice(choices: type[Choice], text: str | None, usual: Choice) -> Choice:
    if text is None:
        return usual
    try:
        return choices(text)
    except ValueError as error:
        raise InvalidRequest("policy_unknown", value=text, known=", ".join(choices)) from error


def _row(schedule: Schedule, language: Language) -> Sequence[str]:
    return (
        str(schedule.id),
        VERBS[language, schedule.job.request.type],
        ", ".join(schedule.shop_names) or "?",
        rule_words(schedule.job.rule, language),
        _next(schedule, language),
        _last(schedule, language),
        schedule.person.person,
    )


def _last(schedule: Schedule, language: Language) -> str:
    """What became of the last run, and when that was."""
    if schedule.last_outcome is None or schedule.last_run_at is None:
        return ""
    moment = moment_words(schedule.last_run_at, schedule.job.rule.zone, language)
    return f"{moment}: {say(language, f'run_{schedule.last_outcome}')}"


def _next(schedule: Schedule, language: Language) -> str:
    run = schedule.next_run
    return say(language, "schedule_over") if run is None else moment_words(run.start, schedule.job.rule.zone, language)


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="milliseconds") if moment else None
