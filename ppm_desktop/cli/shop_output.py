"""Shops, their connection tests and their mappings as JSON documents and as lines."""

from ppm_desktop.cli.output import print_table, shop_document
from ppm_desktop.cli.session import sentence
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.permissions import Grant, PermissionMatrix, Right
from ppm_desktop.domain.shop_mapping import CategoryMappings, PriceMappings
from ppm_desktop.domain.shop_profile import ConnectionReport, ConnectionStep, ShopProfile, StepResult, StepState
from ppm_desktop.domain.wording import grouped

_MARKS = {Grant.HELD: "✓", Grant.MISSING: "✗", Grant.NOT_NEEDED: "–"}


def profile_document(profile: ShopProfile) -> dict[str, object]:
    """A shop with its settings and what its last test found; never its key."""
    return shop_document(profile.summary) | {
        "state": profile.state.value,
        "last_test_at": profile.last_test_at and profile.last_test_at.isoformat(timespec="milliseconds"),
        "last_error": profile.last_error,
        "can_patch": profile.can_patch,
        "languages": list(profile.languages),
        "answer_ms": profile.answer_ms,
        "product_count": profile.product_count,
        "certificate_until": profile.certificate_until and profile.certificate_until.date().isoformat(),
        "last_sync_at": profile.last_sync_at and profile.last_sync_at.isoformat(timespec="milliseconds"),
        "max_requests_per_minute": profile.max_requests_per_minute,
        "guard_off_percent": profile.guard_off_percent,
        "guard_price_percent": profile.guard_price_percent,
        "price_group_id": profile.price_group_id,
    }


def profile_row(profile: ShopProfile, language: Language) -> tuple[str, ...]:
    """A shop as a line of the list."""
    shop, matrix = profile.summary, profile.matrix
    held = f"{matrix.held}/{matrix.needed}" if matrix is not None else ""
    state = say(language, f"connection_{profile.state.value}")
    return str(shop.id), shop.name, shop.url, grouped(shop.linked_products, language), shop.version, state, held


def report_document(shop: ShopSummary, report: ConnectionReport) -> dict[str, object]:
    """A test with its steps and the permissions of the key."""
    matrix = report.matrix if report.permissions else None
    return shop_document(shop) | {
        "ok": report.passed,
        "version": report.version or None,
        "can_patch": report.can_patch,
        "permissions": {resource: sorted(verbs) for resource, verbs in sorted(report.permissions.items())},
        "languages": list(report.languages),
        "answer_ms": report.answer_ms,
        "product_count": report.product_count,
        "certificate_until": report.certificate_until and report.certificate_until.date().isoformat(),
        "steps": [_step_document(one) for one in report.steps],
        "resources_held": matrix and matrix.held,
        "resources_needed": matrix and matrix.needed,
        "missing": [{"resource": one.resource, "verb": one.verb} for one in matrix.missing] if matrix else [],
    }


def error_document(shop: ShopSummary, error: PpmError, language: Language) -> dict[str, object]:
    """A test that could not even begin, such as for a key that this computer cannot read."""
    return shop_document(shop) | {"ok": False, "cause": error.cause, "message": sentence(error, language)}


def _step_document(result: StepResult) -> dict[str, object]:
    return {
        "step": result.step.value,
        "passed": result.state is StepState.PASSED,
        "took_ms": result.took_ms,
        "cause": result.cause or None,
        "detail": result.detail or None,
    }


def step_line(result: StepResult, language: Language) -> str:
    """A step that ended, as a line."""
    mark, name = "✓" if result.state is StepState.PASSED else "✗", say(language, f"step_{result.step.value}")
    return f"{mark} {name}: {_step_words(result, language)} ({result.took_ms} ms)"


def _step_words(result: StepResult, language: Language) -> str:
    if result.state is StepState.FAILED:
        words = explain(result.cause, language, result.facts).sentence
        return f"{words} ({result.detail})" if result.detail else words
    variant = {
        ConnectionStep.ADDRESS: "until" if "until" in result.facts else "",
        ConnectionStep.READ: "" if "sku" in result.facts else "empty",
    }.get(result.step, "")
    return say(language, f"step_{result.step.value}_{variant or 'done'}", **result.facts)


def print_matrix(matrix: PermissionMatrix, language: Language) -> None:
    """The permissions, and what to tick in the shop where some are missing."""
    rows = ((row.resource, *(_MARKS[row.grant(right)] for right in Right)) for row in matrix.rows)
    print_table(say(language, "columns_permissions"), rows)
    for one in matrix.missing:
        print(say(language, "right_missing", verb=one.verb, resource=one.resource))


def print_mappings(categories: CategoryMappings, prices: PriceMappings, language: Language) -> None:
    """Both kinds of mappings, one under the other."""
    nothing = "–"
    print_table(
        say(language, "columns_categories"),
        ((str(one.shop_category_id), one.path, one.ppm_path or nothing) for one in categories.mappings),
    )
    print()
    names = {one.id: one.name for one in prices.choices}
    print_table(
        say(language, "columns_groups"),
        ((str(one.shop_group_id), one.name, names.get(one.price_group_id or 0, nothing)) for one in prices.mappings),
    )
    print(say(language, "base_price_group", name=names.get(prices.base_price_group_id, nothing)))
    if not prices.readable:
        print(say(language, "groups_unreadable"))


def mappings_document(categories: CategoryMappings, prices: PriceMappings) -> dict[str, object]:
    """Both kinds of mappings; ``ppm_category_id`` and ``price_group_id`` are null where there is none."""
    return {
        "categories": [
            {"id": one.shop_category_id, "path": one.path, "ppm_category_id": one.ppm_category_id}
            for one in categories.mappings
        ],
        "price_groups": [
            {"id": one.shop_group_id, "name": one.name, "price_group_id": one.price_group_id} for one in prices.mappings
        ],
        "base_price_group_id": prices.base_price_group_id,
        "groups_readable": prices.readable,
    }
