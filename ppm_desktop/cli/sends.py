"""``ppm-desktop sync``, ``export`` and ``undo``: bring shops in step with PPM, or back, from here."""

from typing import Annotated, NamedTuple

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.imports import Queue, consistent_mode, run_to_end
from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.previews import preview_document, print_preview, print_undo, undo_document
from ppm_desktop.cli.session import DatabaseOption, JsonOption, chosen, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.request import JobMode, JobRequest, SendPolicy
from ppm_desktop.domain.roles import Right

Shops = Annotated[list[str], typer.Argument(metavar="SHOP…", help="Name or number of the shop; several make a batch.")]
Mode = Annotated[JobMode | None, typer.Option(help="Which products; told by the other options when left out.")]
Category = Annotated[int | None, typer.Option(metavar="ID", min=1, help="PPM's category id.")]
Subcategories = Annotated[bool, typer.Option(help="With all categories below it.")]
Skus = Annotated[list[str] | None, typer.Option(help="A product's SKU; may be repeated.")]
ProductIds = Annotated[list[int] | None, typer.Option(min=1, max=2**63 - 1, help="A product's id in PPM; repeatable.")]
Everything = Annotated[
    bool, typer.Option("--all", help="Compare everything, not only what PPM changed since the last.")
]
Policy = Annotated[SendPolicy, typer.Option(help="What happens to products that changed on both sides.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")]
Confirm = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Agree to an unusually big change of exactly N products.")
]


def sync_products(
    context: typer.Context,
    shops: Shops,
    mode: Mode = None,
    category: Category = None,
    include_subcategories: Subcategories = False,
    sku: Skus = None,
    product_id: ProductIds = None,
    everything: Everything = False,
    policy: Policy = SendPolicy.PPM_WINS,
    confirm: Confirm = None,
    dry_run: DryRun = False,
    queue: Queue = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send what changed in PPM to products that a shop has already."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        scope = _scope(mode, category, sku, product_id, include_subcategories=include_subcategories)
        how = _How(policy, everything, confirm)
        _run(assembly, _request(JobType.SYNC, scope, how), shops, dry_run=dry_run, queue=queue, as_json=as_json)


def export_products(
    context: typer.Context,
    shops: Shops,
    mode: Mode = None,
    category: Category = None,
    include_subcategories: Subcategories = False,
    sku: Skus = None,
    product_id: ProductIds = None,
    everything: Everything = False,
    policy: Policy = SendPolicy.PPM_WINS,
    confirm: Confirm = None,
    dry_run: DryRun = False,
    create_categories: Annotated[bool, typer.Option(help="Make categories that the shop lacks.")] = False,
    queue: Queue = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send what changed in PPM to a shop, and create there what is missing."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        scope = _scope(mode, category, sku, product_id, include_subcategories=include_subcategories)
        how = _How(policy, everything, confirm, create_categories)
        _run(assembly, _request(JobType.EXPORT, scope, how), shops, dry_run=dry_run, queue=queue, as_json=as_json)


def undo(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="UUID", help="UUID or number of the sync or export.")],
    dry_run: DryRun = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a shop back what a sync or export changed; what was changed since stays, new products are switched off."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        job = assembly.jobs.find(key)
        if job is None:
            raise InvalidRequest("job_unknown", key=key)
        if dry_run:
            preview = assembly.sending.undo_preview(job)
            if as_json:
                print_document(undo_document(preview))
            else:
                print_undo(preview, job.shop_name, assembly.language)
            return
        request = assembly.sending.undo_request(job)
        run_to_end(assembly, request, [str(job.shop_id)], as_json=as_json)


def _run(
    assembly: Assembly, request: JobRequest, shops: list[str], *, dry_run: bool, queue: bool, as_json: bool
) -> None:
    if not dry_run:
        run_to_end(assembly, request, shops, as_json=as_json, queue=queue)
        return
    ids = list(dict.fromkeys(wanted_shop(assembly, name).id for name in shops))
    previews = [assembly.sending.preview(request, shop_id) for shop_id in ids]
    if as_json:
        documents = [preview_document(preview) for preview in previews]
        print_document(documents[0] if len(documents) == 1 else documents)
        return
    for preview in previews:
        print_preview(preview, assembly.language)


class _Scope(NamedTuple):
    mode: JobMode
    category_id: int | None
    include_subcategories: bool
    skus: tuple[str, ...]
    product_ids: tuple[int, ...]


class _How(NamedTuple):
    policy: SendPolicy
    everything: bool
    confirmed: int | None
    create_categories: bool = False


def _scope(
    mode: JobMode | None,
    category: int | None,
    sku: list[str] | None,
    product_id: list[int] | None,
    *,
    include_subcategories: bool,
) -> _Scope:
    told = consistent_mode(mode, category, sku, product_id, include_subcategories=include_subcategories)
    return _Scope(told, category, include_subcategories, tuple(sku or ()), tuple(product_id or ()))


def _request(job_type: JobType, scope: _Scope, how: _How) -> JobRequest:
    return JobRequest(
        type=job_type,
        **scope._asdict(),
        send_policy=how.policy,
        changed_only=not how.everything,
        create_categories=how.create_categories,
        confirmed=how.confirmed,
    )
