"""How a resource of the webservice is described: its fields, associations and the rules PrestaShop holds them to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

LANGUAGE_IDS = (1, 2)
"""The shop's languages: 1 is English, 2 is Polish."""

_NUMBERS = frozenset(
    {
        "isUnsignedId",
        "isBool",
        "isPrice",
        "isNegativePrice",
        "isUnsignedFloat",
        "isUnsignedInt",
        "isInt",
        "isPositiveInt",
    }
)
_AMOUNTS = frozenset({"isPrice", "isNegativePrice", "isUnsignedFloat"})
_DATES = frozenset({"isDate"})


@dataclass(frozen=True)
class Field:
    """One field of a resource.

    Attributes:
        format: PrestaShop's own name of the check, as ``schema=synopsis`` shows it.
        link: Resource (or path) that the value is an id of.
        texts: One value per language.
        filterable: False for values that the shop computes while it answers.
        writable: False where PrestaShop refuses the field with code 93.
        derived: Computed here from other records, never stored.
        initial: What the database holds when nothing was given; None picks it by the format.
        number: The value counts as a number although no format says so.
    """

    name: str
    format: str = ""
    size: int = 0
    link: str = ""
    required: bool = False
    texts: bool = False
    filterable: bool = True
    writable: bool = True
    derived: bool = False
    initial: str | None = None
    number: bool = False

    @cached_property
    def numeric(self) -> bool:
        """Whether values compare as numbers."""
        return self.number or self.format in _NUMBERS

    @cached_property
    def amount(self) -> bool:
        """Whether the database keeps six decimals."""
        return self.format in _AMOUNTS

    @cached_property
    def date(self) -> bool:
        """Whether a filter or sort by it needs ``date=1``."""
        return self.format in _DATES

    @cached_property
    def stored(self) -> str:
        """What the database holds when nothing was given."""
        if self.initial is not None:
            return self.initial
        if self.amount:
            return "0.000000"
        return "0" if self.numeric else ""


@dataclass(frozen=True)
class Association:
    """A list of other objects inside an object.

    Attributes:
        path: Where an item's own address starts, such as ``categories``; ``{owner}`` stands for the object's id.
        fields: Names of an item's values, each with the resource it links to (or empty).
        writable: False where PrestaShop takes the element and does nothing with it.
    """

    name: str
    node: str
    api: str
    path: str
    fields: tuple[tuple[str, str], ...] = (("id", ""),)
    required: frozenset[str] = frozenset({"id"})
    writable: bool = True


@dataclass(frozen=True)
class Resource:
    """One resource such as ``products``.

    Attributes:
        node: Name of one object's element.
        model: PrestaShop's class, as its error messages name it.
        forbidden: Methods refused with code 101.
    """

    name: str
    node: str
    model: str
    description: str
    fields: tuple[Field, ...]
    associations: tuple[Association, ...] = ()
    forbidden: frozenset[str] = frozenset()

    @cached_property
    def field_map(self) -> Mapping[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def association_map(self) -> Mapping[str, Association]:
        """The associations by name."""
        return {association.name: association for association in self.associations}

    @cached_property
    def plain_fields(self) -> tuple[Field, ...]:
        """Fields with one value for all languages."""
        return tuple(field for field in self.fields if not field.texts)

    @cached_property
    def text_fields(self) -> tuple[Field, ...]:
        """Fields with a value per language."""
        return tuple(field for field in self.fields if field.texts)


def flag(name: str) -> Field:
    """A yes or no."""
    return Field(name, "isBool")


def amount(name: str, format_name: str = "isPrice", *, required: bool = False) -> Field:
    """A number with six decimals."""
    return Field(name, format_name, required=required)


def reference_to(name: str, resource: str = "", *, required: bool = False) -> Field:
    """The id of an object of ``resource``."""
    return Field(name, "isUnsignedId", link=resource, required=required)


def text(name: str, format_name: str = "isGenericName", size: int = 255, *, required: bool = False) -> Field:
    """A text per language."""
    return Field(name, format_name, size, texts=True, required=required)


def computed(name: str, *, link: str = "", writable: bool = True) -> Field:
    """A value that the shop works out while it answers."""
    return Field(name, link=link, filterable=False, writable=writable, derived=True)
