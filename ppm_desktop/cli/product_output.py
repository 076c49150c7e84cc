"""Products as JSON documents and as rows of tables."""

from collections import Counter
from datetime import datetime
from decimal import Decimal

from ppm_desktop.cli.texts import STANDS, VERBS, say
from ppm_desktop.cli.values import NOTHING, shown
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.product_edit import FileRow
from ppm_desktop.domain.product_list import ProductLine, ProductTouch, ShopValues, TouchKind
from ppm_desktop.domain.wording import grouped


def line_document(line: ProductLine) -> dict[str, object]:
    """A product as the list has it; the price is text with two decimals."""
    return {
        "id": line.id,
        "sku": line.sku,
        "name": line.name,
        "category": line.category or None,
        "price_net": _decimal(line.price_net),
        "quantity": line.quantity,
        "active": line.active,
        "has_variants": line.has_variants,
        "changed_at": _stamp(line.changed_at),
        "shops": [
            {"shop_id": mark.shop_id, "shop_name": mark.shop_name, "state": mark.state, "reason": mark.reason or None}
            for mark in line.marks
        ],
    }


def values_document(values: ShopValues) -> dict[str, object]:
    """What PPM (without a shop) or one shop has."""
    return {
        "shop_id": values.shop_id,
        "shop_name": values.shop_name or None,
        "price_net": _decimal(values.price_net),
        "quantity": values.quantity,
        "active": values.active,
        "state": values.state,
    }


def touch_document(touch: ProductTouch) -> dict[str, object]:
    """One line of a product's history."""
    return {
        "at": _stamp(touch.at),
        "kind": touch.kind,
        "job_id": touch.job_id,
        "job_type": touch.job_type,
        "shop_id": touch.shop_id,
        "shop_name": touch.shop_name or None,
        "person": touch.person or None,
        "host": touch.host or None,
        "outcome": touch.outcome,
        "cause": touch.cause,
        "running": touch.running,
        "without_details": touch.without_details,
        "resolved_by": touch.resolved_by,
        "changes": [{"field": one.field, "before": one.before, "after": one.after} for one in touch.changes],
    }


def line_row(line: ProductLine, language: Language) -> tuple[str, ...]:
    """A product as a row of the list."""
    counts = Counter(mark.state for mark in line.marks)
    shops = ", ".join(f"{STANDS[language, state]} {count}" for state, count in counts.items())
    stock = _stock(line.quantity, language)
    return (
        line.sku,
        line.name,
        line.category,
        _price(line.price_net, language),
        stock,
        _yes(line.active, language),
        shops,
    )


def now_row(values: ShopValues, language: Language) -> tuple[str, ...]:
    """What PPM or one shop has, as a row."""
    stands = STANDS[language, values.state] if values.state is not None else ""
    price, stock = _price(values.price_net, language), _stock(values.quantity, language)
    return (values.shop_name or "PPM", price, stock, _yes(values.active, language), stands)


def touch_row(touch: ProductTouch, language: Language) -> tuple[str, ...]:
    """One line of a history as a row."""
    who = f"{touch.person} · {touch.host}" if touch.person else ""
    what = say(language, "edit_in_ppm")
    if touch.kind is TouchKind.JOB and touch.job_type is not None:
        what = f"{VERBS[language, touch.job_type]} #{touch.job_id}"
    at = touch.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return (at, what, touch.shop_name, who, _outcome(touch, language))


def refusal(row: FileRow, language: Language) -> str:
    """Why a row of a file is refused."""
    return say(language, row.problem, value=row.value)


def _outcome(touch: ProductTouch, language: Language) -> str:
    """What changed, or why the product failed, and what came of that."""
    parts = [f"{one.field}: {shown(one.before)} → {shown(one.after)}" for one in touch.changes]
    if touch.without_details:
        parts.append(say(language, "web_without_details"))
    elif touch.cause is not None:
        parts.append(explain(touch.cause, language).name)
    if touch.resolved_by is not None:
        parts.append(say(language, "resolved_by", id=touch.resolved_by))
    return "; ".join(parts)


def _price(price: Decimal | None, language: Language) -> str:
    if price is None:
        return NOTHING
    whole, _, cents = str(price).partition(".")
    mark = "," if language is Language.POLISH else "."
    return f"{grouped(int(whole), language)}{mark}{cents}"


def _stock(quantity: int | None, language: Language) -> str:
    return NOTHING if quantity is None else grouped(quantity, language)


def _yes(active: bool | None, language: Language) -> str:
    return NOTHING if active is None else say(language, "yes" if active else "no")


def _decimal(price: Decimal | None) -> str | None:
    return None if price is None else str(price)


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="milliseconds") if moment else None
