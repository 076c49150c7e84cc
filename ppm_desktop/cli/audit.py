"""``ppm-desktop audit``: who did what, from which computer."""

from typing import Annotated

import typer

from ppm_desktop.cli.output import print_document, print_table
from ppm_desktop.cli.session import DatabaseOption, JsonOption, chosen, session
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.audit import AuditEntry
from ppm_desktop.domain.errors import InvalidRequest


def audit(
    context: typer.Context,
    job: Annotated[str, typer.Option("--job", metavar="UUID", help="Only what was done to this operation.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest first.")] = 50,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what people did: operations started, cancelled and retried, shops, schedules and settings changed."""
    with session(chosen(context, database)) as assembly:
        if job:
            found = assembly.jobs.find(job)
            if found is None:
                raise InvalidRequest("job_unknown", key=job)
            entries = assembly.audit.of_job(found.id)
        else:
            entries = assembly.audit.latest(limit)
        if as_json:
            print_document([_document(one) for one in entries])
            return
        rows = [
            (
                one.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
                one.who.person,
                one.who.host,
                say(assembly.language, f"audit_{one.action}"),
                _about(one),
            )
            for one in entries
        ]
        print_table(say(assembly.language, "columns_audit"), rows)


def _about(entry: AuditEntry) -> str:
    parts = [] if entry.job_id is None else [f"#{entry.job_id}"]
    return " ".join([*parts, *(f"{name}={value}" for name, value in entry.facts.items())])


def _document(entry: AuditEntry) -> dict[str, object]:
    return {
        "at": entry.at.isoformat(timespec="milliseconds"),
        "person": entry.who.person,
        "host": entry.who.host,
        "action": entry.action.value,
        "job_id": entry.job_id,
        "shop_id": entry.shop_id,
        "facts": dict(entry.facts),
    }
