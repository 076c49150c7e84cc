"""An undo in words: the question, and the table of a file."""

from PySide6.QtCore import QObject

from ppm_desktop.domain.undo import KeptProduct, UndoPreview, UndoSkip
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording


class UndoWords(QObject):
    """A `QObject` because only its ``tr`` is read by the tool that collects the texts."""

    def __init__(self, wording: Wording, fields: FieldWords) -> None:
        super().__init__()
        self._wording = wording
        self._fields = fields

    def question(self, preview: UndoPreview) -> str:
        """Whether the products are to come back, and how many are not."""
        count, later = len(preview.products), preview.count(UndoSkip.CHANGED)
        text = self.tr("Restore the previous values of {n} products?", "", count)
        asked = text.format(n=self._wording.number(count))
        if not later:
            return asked
        more = self.tr("{n} were changed later and will be skipped.", "", later)
        return f"{asked} {more.format(n=self._wording.number(later))}"

    def reason(self, reason: UndoSkip) -> str:
        """Why a product is left, in a few words."""
        return {
            UndoSkip.CHANGED: self.tr("Changed later"),
            UndoSkip.GONE: self.tr("No longer in the shop"),
            UndoSkip.UNREAD: self.tr("Cannot be read now"),
            UndoSkip.UNKNOWN: self.tr("The earlier value is not known"),
        }[reason]

    def why(self, reason: UndoSkip) -> str:
        """The same as a sentence."""
        return {
            UndoSkip.CHANGED: self.tr("Somebody corrected a value after this operation. The newer one stays."),
            UndoSkip.GONE: self.tr("The products were removed in the shop."),
            UndoSkip.UNREAD: self.tr("The shop fails when it is asked for the product. The undo tries it again."),
            UndoSkip.UNKNOWN: self.tr("The operation did not read it before it wrote."),
        }[reason]

    def detail(self, product: KeptProduct) -> str:
        """What is newer about a product, or which one it was."""
        if product.changes:
            name, value = self._fields.name, self._fields.value
            return ", ".join(f"{name(one.field)} {value(one.field, one.before)}" for one in product.changes)
        return "" if product.external_id is None else self.tr("ID {n}").format(n=product.external_id)

    def table(self, preview: UndoPreview) -> list[tuple[str, ...]]:
        """Everything, with a head, a row for each field."""
        head = (
            self.tr("SKU"),
            self.tr("Product"),
            self.tr("Field"),
            self.tr("Now in the shop"),
            self.tr("After undo"),
            self.tr("Skipped because"),
        )
        value, name = self._fields.value, self._fields.name
        rows = [
            (one.sku, one.name, name(c.field), value(c.field, c.before), value(c.field, c.after), "")
            for one in preview.products
            for c in one.changes
        ]
        rows += [(one.sku, one.name, self.detail(one), "", "", self.reason(one.reason)) for one in preview.kept]
        return [head, *rows]
