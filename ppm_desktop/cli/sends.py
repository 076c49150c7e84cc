"""``ppm-desktop sync`` and ``export``: bring shops in step with PPM from here."""

from typing import Annotated, NamedTuple

import typer

from ppm_desktop.cli.imports import consistent_mode, run_to_end
from ppm_desktop.cli.session import DatabaseOption, JsonOption, chosen, session
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.request import JobMode, JobRequest, SendPolicy

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
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send what changed in PPM to products that a shop has already."""
    with session(chosen(context, database)) as assembly:
        scope = _scope(mode, category, sku, product_id, include_subcategories=include_subcategories)
        how = _How(policy, everything, confirm)
        run_to_end(assembly, _request(JobType.SYNC, scope, how), shops, as_json=as_json)


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
    create_categories: Annotated[bool, typer.Option(help="Make categories that the shop lacks.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Send what changed in PPM to a shop, and create there what is missing."""
    with session(chosen(context, database)) as assembly:
        scope = _scope(mode, category, sku, product_id, include_subcategories=include_subcategories)
        how = _How(policy, everything, confirm, create_categories)
        run_to_end(assembly, _request(JobType.EXPORT, scope, how), shops, as_json=as_json)


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
