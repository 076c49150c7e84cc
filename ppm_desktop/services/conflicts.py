"""Conflicts for the window and the command line: what waits for a person in a shop, and what he decides."""

from collections.abc import Collection, Sequence

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.conflict import ConflictList, Decided, Decision, Verdict
from ppm_desktop.persistence.conflicts import ConflictRepository


class ConflictService:
    """Every call blocks and may raise `DatabaseError`; no shop is asked or written to."""

    def __init__(self, conflicts: ConflictRepository) -> None:
        self._conflicts = conflicts

    def list(self, shop_id: int, *, settled: bool = False) -> ConflictList:
        """Conflicts that wait for a person or for a sync; with ``settled`` also those that are done with."""
        return self._conflicts.list(shop_id, settled=settled)

    def decide(self, shop_id: int, verdicts: Sequence[Verdict]) -> Decided:
        """Save what a person decided; `Decided.to_send` are the products that the next sync sends."""
        return self._conflicts.decide(shop_id, verdicts)

    def decide_all(
        self, shop_id: int, decision: Decision, fields: Collection[str] = (), skus: Collection[str] = ()
    ) -> Decided:
        """Decide all that waits in a shop; only these fields, or these products, where some are named."""
        wanted = {normal_sku(sku) for sku in skus}
        verdicts = [
            Verdict(one.id, one.noted_at, decision)
            for one in self._conflicts.list(shop_id).conflicts
            if (not fields or one.field in fields) and (not wanted or normal_sku(one.sku) in wanted)
        ]
        return self.decide(shop_id, verdicts)
