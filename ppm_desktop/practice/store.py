"""Objects of a resource in memory: sorted by id, found by what clients filter by, compared as MariaDB compares."""

import unicodedata
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ppm_desktop.practice.schema import LANGUAGE_IDS, Field, Resource

Texts = tuple[str, ...]
"""One text per language, in the order of `LANGUAGE_IDS`."""

NO_TEXTS: Texts = ("",) * len(LANGUAGE_IDS)

Item = tuple[str, ...]
"""The values of one item of an association."""


@dataclass(slots=True, eq=False)
class Record:
    """One object; never changed after it was stored, only replaced.

    Attributes:
        values: Fields without languages; a missing one holds the field's stored default.
        texts: Fields per language; a missing one is empty, None was not given (in the echo of a write).
        items: Items of stored associations.
    """

    id: int
    values: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Texts | None] = field(default_factory=dict)
    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)

    def value(self, wanted: Field) -> str:
        """The value of a stored field without languages."""
        return self.values.get(wanted.name, wanted.stored)

    def number(self, name: str) -> int:
        """A stored id or count; 0 when it is empty."""
        return int(self.values.get(name) or 0)


def collate(value: str) -> str:
    """``value`` as a case- and accent-blind collation sees it."""
    value = value.rstrip(" ").casefold()
    if value.isascii():
        return value
    return "".join(c for c in unicodedata.normalize("NFKD", value) if not unicodedata.combining(c))


def as_number(value: str) -> float:
    """A number as MariaDB reads it; text that is none counts as 0."""
    try:
        return float(value)
    except ValueError:
        return 0.0


Key = float | str


def sort_key(wanted: Field, value: str) -> Key:
    """What ``value`` of a field is sorted and compared by."""
    return as_number(value) if wanted.numeric else collate(value)


class _Index:
    """Ids by the value of one field, the values sorted."""

    def __init__(self, wanted: Field) -> None:
        self.field = wanted
        self.ids: dict[Key, list[int]] = {}
        self.keys: list[Key] = []

    def add(self, record: Record) -> None:
        key = sort_key(self.field, record.value(self.field))
        ids = self.ids.get(key)
        if ids is None:
            self.ids[key] = [record.id]
            if self.keys and key < self.keys[-1]:  # type: ignore[operator]  # keys are all numbers or all texts
                insort(self.keys, key)
            else:
                self.keys.append(key)
        elif record.id < ids[-1]:
            insort(ids, record.id)
        else:
            ids.append(record.id)

    def remove(self, record: Record) -> None:
        key = sort_key(self.field, record.value(self.field))
        ids = self.ids[key]
        ids.remove(record.id)
        if not ids:
            del self.ids[key]
            self.keys.remove(key)

    def between(self, low: Key, high: Key) -> Iterator[int]:
        keys = self.keys
        first, last = bisect_left(keys, low), bisect_right(keys, high)
        for key in keys[first:last]:
            yield from self.ids[key]


class Table:
    """All objects of one resource.

    Attributes:
        next_id: Id of the next object that is created.
    """

    def __init__(self, resource: Resource, indexed: Iterable[str] = ()) -> None:
        self.resource = resource
        self.rows: dict[int, Record] = {}
        self.ids: list[int] = []
        self.next_id = 1
        self._indexes = {name: _Index(resource.field_map[name]) for name in indexed}

    def __len__(self) -> int:
        return len(self.ids)

    def insert(self, record: Record) -> None:
        """Store a new object under its own id."""
        if record.id in self.rows:
            raise ValueError(f"{self.resource.node} {record.id} exists already")
        self.rows[record.id] = record
        if self.ids and record.id < self.ids[-1]:
            insort(self.ids, record.id)
        else:
            self.ids.append(record.id)
        self.next_id = max(self.next_id, record.id + 1)
        for index in self._indexes.values():
            index.add(record)

    def replace(self, record: Record) -> None:
        """Store another version of an object that exists."""
        old = self.rows[record.id]
        for name, index in self._indexes.items():
            if old.value(index.field) != record.value(index.field) or name not in old.values:
                index.remove(old)
                index.add(record)
        self.rows[record.id] = record

    def remove(self, record_id: int) -> Record:
        """Forget an object and return it."""
        record = self.rows.pop(record_id)
        del self.ids[bisect_left(self.ids, record_id)]
        for index in self._indexes.values():
            index.remove(record)
        return record

    def between(self, low: float, high: float) -> list[int]:
        """Ids from ``low`` to ``high``, both included, ascending."""
        return self.ids[bisect_left(self.ids, low) : bisect_right(self.ids, high)]

    def where(self, name: str, keys: Iterable[Key]) -> list[int]:
        """Ascending ids of the objects whose indexed field has one of ``keys``."""
        index = self._indexes[name].ids
        return sorted({record_id for key in keys for record_id in index.get(key, ())})

    def where_between(self, name: str, low: Key, high: Key) -> list[int]:
        """Ascending ids of the objects whose indexed field lies from ``low`` to ``high``."""
        return sorted(self._indexes[name].between(low, high))

    def is_indexed(self, name: str) -> bool:
        """Whether `where` can be asked for the field ``name``."""
        return name in self._indexes

    def records(self, ids: Iterable[int]) -> list[Record]:
        """The objects of ``ids``, in that order."""
        rows = self.rows
        return [rows[record_id] for record_id in ids]


def changed(record: Record, values: Mapping[str, str]) -> Record:
    """A copy of ``record`` with other values."""
    return Record(record.id, {**record.values, **values}, record.texts, record.items)
