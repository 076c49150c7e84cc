"""A dry run in words: names of kinds, the cards of its products, and what is unusual about it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.preview import PreviewItem, PreviewKind, SendPreview
from ppm_desktop.domain.request import SendPolicy
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.operation.change_card import CardWords, ChangeLine

MOST_FIELDS = 12
"""Fields of one product that its card shows."""


class PreviewWords(QObject):
    """A `QObject` because only its ``tr`` is read by the tool that collects the texts."""

    def __init__(self, wording: Wording, language: Language, fields: FieldWords) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._fields = fields

    def kind(self, kind: PreviewKind) -> str:
        """The name of a kind where products are counted."""
        return {
            PreviewKind.CREATE: self.tr("New"),
            PreviewKind.UPDATE: self.tr("To update"),
            PreviewKind.UNCHANGED: self.tr("Unchanged"),
            PreviewKind.CONFLICT: self.tr("Conflicts"),
            PreviewKind.UNLINKED: self.tr("Not linked"),
            PreviewKind.FAILED: self.tr("Errors", "counted"),
        }[kind]

    def card(self, item: PreviewItem, preview: SendPreview, policy: SendPolicy, *, names_shop: bool) -> CardWords:
        """One product in words; ``names_shop`` where products of several shops stand together."""
        stays = item.kind is PreviewKind.CONFLICT and policy is not SendPolicy.PPM_WINS
        shop = preview.shop_name
        name = f"{item.name} · {shop}" if names_shop else item.name
        left = self.tr("{shop} (stays)") if stays else self.tr("{shop} (now)")
        right = self.tr("PPM") if stays else self.tr("PPM (will be sent)")
        lines = [
            ChangeLine(
                self._fields.name(change.field),
                self._fields.value(change.field, change.before),
                self._fields.value(change.field, change.after),
            )
            for change in item.changes[:MOST_FIELDS]
        ]
        return CardWords(
            item.kind,
            item.sku,
            name,
            self._badge(item.kind),
            left.format(shop=shop),
            right,
            stays,
            lines,
            self._remark(item),
        )

    def alarm(self, previews: Iterable[SendPreview]) -> str:
        """What a person is asked about, as a sentence."""
        ringing = [one for one in previews if one.alarm]
        parts = []
        if off := sum(one.switched_off for one in ringing):
            parts.append(self.tr("{n} products would be switched off", "", off).format(n=self._wording.number(off)))
        if repriced := sum(one.repriced for one in ringing):
            text = self.tr("{n} prices would change a lot", "", repriced)
            parts.append(text.format(n=self._wording.number(repriced)))
        if emptied := sum(one.emptied for one in ringing):
            text = self.tr("{n} products would lose their name", "", emptied)
            parts.append(text.format(n=self._wording.number(emptied)))
        return self.tr("Unusually big change: {what}.").format(what=", ".join(parts))

    def checked(self, previews: Sequence[SendPreview]) -> str:
        """How many of the products were looked at, and when."""
        looked_at, scope = sum(one.looked_at for one in previews), sum(one.in_scope for one in previews)
        text = self.tr("checked {a_of_b} · {time}")
        latest = max(one.read_at for one in previews)
        return text.format(a_of_b=self._wording.out_of(looked_at, scope), time=self._wording.clock(latest))

    def duration(self, previews: Sequence[SendPreview], counts: Sequence[int]) -> str:
        """How long ``counts`` products of each shop may take; empty where nobody knows."""
        rates = [one.usual_per_minute for one in previews]
        if not all(rates) or not any(counts):
            return ""
        seconds = max(count / rate * 60 for count, rate in zip(counts, rates, strict=True))
        left = self._wording.remaining(seconds)
        if len(rates) > 1:
            return left
        return self.tr("{time} at {n}/min").format(time=left, n=self._wording.number(round(rates[0])))

    def _badge(self, kind: PreviewKind) -> str:
        return {
            PreviewKind.CREATE: self.tr("New", "one product"),
            PreviewKind.UPDATE: self.tr("To update", "one product"),
            PreviewKind.UNCHANGED: self.tr("Unchanged", "one product"),
            PreviewKind.CONFLICT: self.tr("Conflict"),
            PreviewKind.UNLINKED: self.tr("Not linked", "one product"),
            PreviewKind.FAILED: self.tr("Error"),
        }[kind]

    def _remark(self, item: PreviewItem) -> str:
        if item.cause:
            return explain(item.cause, self._language).sentence
        if item.kind is PreviewKind.UNCHANGED:
            return self.tr("The shop has the same data already.")
        if item.kind is PreviewKind.UNLINKED:
            return self.tr("Not linked to this shop; an export looks it up by SKU, or creates it.")
        rest = len(item.changes) - MOST_FIELDS
        return self.tr("and {n} more fields", "", rest).format(n=rest) if rest > 0 else ""
