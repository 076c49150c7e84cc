"""What was typed into cells of the product list and is not in PPM yet: on its way, or refused."""

from dataclasses import dataclass

from ppm_desktop.domain.product_edit import EditField


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What a person typed into a cell."""

    product_id: int
    field: EditField
    text: str


class CellEdits:
    """One value for each cell at most."""

    def __init__(self) -> None:
        self._pending: dict[tuple[int, EditField], str] = {}
        self._saved: set[tuple[int, EditField]] = set()
        self._refused: dict[tuple[int, EditField], str] = {}

    def pending(self, product_id: int, field: EditField) -> str | None:
        """What is shown instead of PPM's value."""
        return self._pending.get((product_id, field))

    def refused(self, product_id: int, field: EditField) -> str | None:
        """What an editor of the cell starts with."""
        return self._refused.get((product_id, field))

    def begin(self, edit: CellEdit) -> None:
        """It is on its way."""
        self.forget_refused(edit.product_id, edit.field)
        self._pending[edit.product_id, edit.field] = edit.text

    def save(self, edit: CellEdit) -> None:
        """PPM has it; it is shown until the product has been read anew."""
        self._saved.add((edit.product_id, edit.field))

    def refuse(self, edit: CellEdit) -> None:
        """PPM does not want it."""
        self._pending.pop((edit.product_id, edit.field), None)
        self._refused[edit.product_id, edit.field] = edit.text

    def forget_refused(self, product_id: int, field: EditField) -> None:
        """Another value was typed."""
        self._refused.pop((product_id, field), None)

    def take_read(self, product_id: int) -> None:
        """The product was read anew: what was saved is among it."""
        for key in [key for key in self._saved if key[0] == product_id]:
            self._saved.discard(key)
            self._pending.pop(key, None)
