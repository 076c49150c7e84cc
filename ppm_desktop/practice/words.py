"""Words the shop makes of other words: the part of an address made from a name."""

import re
import unicodedata

_NOT_IN_ADDRESS = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """``name`` as a shop writes it into an address: lower case, no accents, dashes."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l"))
    ascii_only = "".join(character for character in plain if not unicodedata.combining(character))
    return _NOT_IN_ADDRESS.sub("-", ascii_only).strip("-")
