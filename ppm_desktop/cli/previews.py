"""How a dry run is printed: counts, a sample of the changes, and what a person would have to confirm."""

from ppm_desktop.cli.texts import say
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.preview import PreviewItem, PreviewKind, SendPreview
from ppm_desktop.domain.wording import grouped

LONGEST = 60
_SHOWN = (PreviewKind.CONFLICT, PreviewKind.UPDATE, PreviewKind.CREATE, PreviewKind.FAILED)


def print_preview(preview: SendPreview, language: Language) -> None:
    """Say what would become of how many products, and show some of them."""
    counts = {kind.value: grouped(preview.count(kind), language) for kind in PreviewKind}
    print(say(language, "preview", shop=preview.shop_name, **counts))
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


def _item_document(item: PreviewItem) -> dict[str, object]:
    return {
        "sku": item.sku,
        "name": item.name,
        "kind": item.kind.value,
        "cause": item.cause or None,
        "changes": [{"field": one.field, "before": one.before, "after": one.after} for one in item.changes],
    }


def _changes(item: PreviewItem) -> str:
    if item.cause:
        return f"{item.cause} {item.message}".strip()
    return "; ".join(f"{one.field}: {_short(one.before)} → {_short(one.after)}" for one in item.changes)


def _short(value: object) -> str:
    text = "–" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
