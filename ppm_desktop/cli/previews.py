"""How a dry run is printed: counts, a sample of the changes, and what a person would have to confirm."""

from collections.abc import Iterable

from ppm_desktop.cli.texts import say
from ppm_desktop.cli.values import shown
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.preview import PreviewItem, PreviewKind, SendPreview
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.domain.undo import UndoPreview
from ppm_desktop.domain.wording import grouped

UNDONE_SHOWN = 20
_SHOWN = (PreviewKind.CONFLICT, PreviewKind.UPDATE, PreviewKind.CREATE, PreviewKind.FAILED)


def print_preview(preview: SendPreview, language: Language) -> None:
    """Say what would become of how many products, and show some of them."""
    counts = {kind.value: grouped(preview.count(kind), language) for kind in PreviewKind}
    written = grouped(preview.written, language)
    print(say(language, "preview", shop=preview.shop_name, written=written, **counts))
    for item in sorted(preview.items, key=lambda one: list(PreviewKind).index(one.kind)):
        if item.kind in _SHOWN:
            print(f"  {item.sku}  {say(language, f'preview_{item.kind.value}')}  {_changes(item)}".rstrip())
    if preview.alarm:
        facts = {"off": preview.switched_off, "repriced": preview.repriced, "emptied": preview.emptied}
        print(say(language, "preview_alarm", n=preview.to_confirm, **facts))


def preview_document(preview: SendPreview) -> dict[str, object]:
    """A dry run as a document; the names are those of `SendPreview`."""
    return {
        "dry_run": True,
        "shop_id": preview.shop_id,
        "shop": preview.shop_name,
        "in_scope": preview.in_scope,
        "looked_at": preview.looked_at,
        **{kind.value: preview.count(kind) for kind in PreviewKind},
        "written": preview.written,
        "confirm": preview.to_confirm if preview.alarm else None,
        "items": [_item_document(item) for item in preview.items],
    }


def print_undo(preview: UndoPreview, shop_name: str, language: Language) -> None:
    """Say what would come back, what stays as it is and why, and show some of it."""
    counts = {"n": len(preview.products), "kept": len(preview.kept), "unchanged": preview.unchanged}
    facts = {name: grouped(count, language) for name, count in counts.items()}
    print(say(language, "undo_preview", shop=shop_name, id=preview.job_id, **facts))
    for product in preview.products[:UNDONE_SHOWN]:
        what = say(language, "undo_switched_off") if product.created else _differences(product.changes)
        print(f"  {product.sku}  {what}")
    for kept in preview.kept[:UNDONE_SHOWN]:
        print(f"  {kept.sku}  {say(language, f'undo_{kept.reason.value}')}")


def undo_document(preview: UndoPreview) -> dict[str, object]:
    """What an undo would do as a document, with every product."""
    return {
        "dry_run": True,
        "undo_of": preview.job_id,
        "unchanged": preview.unchanged,
        "products": [
            {"sku": one.sku, "name": one.name, "switched_off": one.created, "changes": _change_documents(one.changes)}
            for one in preview.products
        ],
        "kept": [{"sku": one.sku, "name": one.name, "reason": one.reason.value} for one in preview.kept],
    }


def _item_document(item: PreviewItem) -> dict[str, object]:
    return {
        "sku": item.sku,
        "name": item.name,
        "kind": item.kind.value,
        "cause": item.cause or None,
        "changes": _change_documents(item.changes),
    }


def _changes(item: PreviewItem) -> str:
    if item.cause:
        return f"{item.cause} {item.message}".strip()
    return _differences(item.changes)


def _differences(changes: Iterable[FieldChange]) -> str:
    return "; ".join(f"{one.field}: {shown(one.before)} → {shown(one.after)}" for one in changes)


def _change_documents(changes: Iterable[FieldChange]) -> list[dict[str, object]]:
    return [{"field": one.field, "before": one.before, "after": one.after} for one in changes]
