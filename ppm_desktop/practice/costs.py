"""What a request costs a small shop: measured times, and the two requests it works on at once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CostModel:
    """Times as measured on a real shop, in milliseconds.

    Attributes:
        request_ms: Before any work: PHP starts.
        named_product_ms: A product read by named fields, ``association_ms`` more for each association.
        full_product_ms: A product read in full.
        write_product_ms: A product created, changed or deleted.
        other_row_ms: An object of any other resource read; ``write_other_ms`` written.
        slots: Requests worked on at once; the others wait.
    """

    request_ms: float = 25.0
    named_product_ms: float = 0.45
    association_ms: float = 0.25
    full_product_ms: float = 2.2
    write_product_ms: float = 14.0
    stock_row_ms: float = 0.23
    write_stock_row_ms: float = 1.5
    other_row_ms: float = 0.23
    write_other_ms: float = 9.0
    slots: int = 2

    def read_ms(self, resource: str, rows: int, *, full: bool = False, associations: int = 0) -> float:
        """Reading ``rows`` objects with their fields."""
        if resource == "stock_availables":
            return rows * self.stock_row_ms
        if resource != "products":
            return rows * self.other_row_ms
        each = self.full_product_ms if full else self.named_product_ms + associations * self.association_ms
        return rows * each

    def write_ms(self, resource: str, rows: int) -> float:
        """Writing ``rows`` objects."""
        if resource == "stock_availables":
            return rows * self.write_stock_row_ms
        return rows * (self.write_product_ms if resource == "products" else self.write_other_ms)


class Bill:
    """What one request has cost so far, in milliseconds."""

    def __init__(self, model: CostModel | None) -> None:
        self._model = model
        self.total_ms = model.request_ms if model else 0.0

    def read(self, resource: str, rows: int, *, full: bool = False, associations: int = 0) -> None:
        """Add objects that were read with fields; lists of ids cost nothing."""
        if self._model:
            self.total_ms += self._model.read_ms(resource, rows, full=full, associations=associations)

    def wrote(self, resource: str, rows: int) -> None:
        """Add objects that were written."""
        if self._model:
            self.total_ms += self._model.write_ms(resource, rows)


class Till:
    """Lets requests in and keeps each until its bill is paid in time.

    A slot is held from the moment work begins until the cost is over: real work counts into it.
    """

    def __init__(self, model: CostModel | None, latency_ms: float, stop: threading.Event) -> None:
        self._model = model
        self._latency_s = latency_ms / 1000
        self._stop = stop
        self._slots = threading.BoundedSemaphore(model.slots) if model else None

    @contextmanager
    def serve(self) -> Iterator[Bill]:
        """One request: the bill to fill in. Waits for the latency, for a slot and for the cost.

        The waits end early when the shop stops.
        """
        if self._latency_s > 0:
            self._stop.wait(self._latency_s)
        if self._slots is None:
            yield Bill(None)
            return
        with self._slots:
            begun = time.monotonic()
            bill = Bill(self._model)
            try:
                yield bill
            finally:
                left_s = begun + bill.total_ms / 1000 - time.monotonic()
                if left_s > 0:
                    self._stop.wait(left_s)
