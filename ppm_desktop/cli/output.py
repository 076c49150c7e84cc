"""Jobs and shops as JSON documents and as tables."""

import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from ppm_desktop.domain.causes import Language, cause_of, explain
from ppm_desktop.domain.job import ItemRecord, JobSnapshot
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.wording import grouped

WIDE = 100_000


def prepare_output() -> None:
    """Let letters that standard output or error cannot show be written as escapes instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a windowed program on Windows has none
            stream.reconfigure(errors="backslashreplace")


def print_document(document: object) -> None:
    """Print ``document`` as the one JSON document of this command."""
    shows_all = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(document, ensure_ascii=not shows_all, indent=2), flush=True)


def job_document(
    job: JobSnapshot, failures: Sequence[ItemRecord], failed_ids: Sequence[str], language: Language
) -> dict[str, object]:
    """A job with every column of ``job_progress`` by name, our counters and its failures.

    ``failed_ids`` are those of its row; a job of ours has them from its ledger, which is never older.
    """
    return {
        "id": job.id,
        "job_uuid": job.uuid,
        "job_type": job.type.value,
        "batch_id": job.batch_id,
        "shop_id": job.shop_id,
        "shop_name": job.shop_name,
        "status": job.state.value,
        "total_items": job.total or 0,
        "processed_items": job.processed,
        "failed_items": job.failed,
        "progress_percentage": min(100.0, round(100 * job.processed / job.total, 2)) if job.total else 0.0,
        "started_at": _stamp(job.started_at),
        "completed_at": _stamp(job.completed_at),
        "updated_at": _stamp(job.updated_at),
        "created_at": _stamp(job.created_at),
        "error_message": job.error_message,
        "failed_item_ids": [item.sku or f"id:{item.external_id}" for item in failures] or list(failed_ids),
        "operation_mode": job.mode,
        "operation_params": dict(job.params),
        "created_items": job.counters.created,
        "updated_items": job.counters.updated,
        "unchanged_items": job.counters.unchanged,
        "skipped_items": job.counters.skipped,
        "failures": [failure_document(item, language) for item in failures],
        "elapsed_s": elapsed_s(job),
    }


def failure_document(item: ItemRecord, language: Language) -> dict[str, object]:
    """A failed product: the cause is a key, the message a sentence for people."""
    return {
        "sku": item.sku,
        "external_id": item.external_id,
        "cause": item.cause,
        "code": item.code,
        "message": failure_sentence(item, language),
    }


def failure_sentence(item: ItemRecord, language: Language) -> str:
    """Why ``item`` failed, in plain words, with the original text where there is one."""
    field, _, value = item.message.partition(": ")
    words = explain(item.cause, language, {"field": field, "value": value}).sentence
    return f"{words} ({item.message})" if item.message else words


def shop_document(shop: ShopSummary) -> dict[str, object]:
    """A shop without its key."""
    return {
        "id": shop.id,
        "name": shop.name,
        "url": shop.url,
        "active": shop.active,
        "linked_products": shop.linked_products,
        "leads": shop.leads,
        "busy_with": shop.busy_with,
        "version": shop.version or None,
    }


def print_table(head: str, rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under the columns named in ``head`` (separated by ``|``); only a terminal wraps them."""
    table = Table(*head.split("|"), box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(soft_wrap=True, width=None if sys.stdout.isatty() else WIDE).print(table)


def cause_lines(failures: Sequence[ItemRecord], language: Language, shown: int = 3) -> list[str]:
    """Failures grouped by cause, the most frequent first, each with a few of its SKUs."""
    groups: dict[str, list[ItemRecord]] = {}
    for item in failures:
        groups.setdefault(item.cause or "unknown", []).append(item)
    lines = []
    for cause, items in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        skus = ", ".join(item.sku or f"id:{item.external_id}" for item in items[:shown])
        rest = ", …" if len(items) > shown else ""
        count = grouped(len(items), language)
        lines.append(f"{count:>6}  {explain(cause, language).name} [{cause_of(cause).code}]  {skus}{rest}")
    return lines


def elapsed_s(job: JobSnapshot) -> float:
    """Seconds from the start of ``job`` to its end or to now; 0 before the start."""
    if job.started_at is None:
        return 0.0
    end = job.completed_at or datetime.now(UTC)
    return round(max(0.0, (end - job.started_at).total_seconds()), 3)


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="milliseconds") if moment else None
