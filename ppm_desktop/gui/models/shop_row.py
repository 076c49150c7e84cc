"""A shop in words: one row of the Shops page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.permissions import PermissionMatrix
from ppm_desktop.domain.shop_profile import ConnectionState, ShopProfile
from ppm_desktop.gui.formatting import NO_VALUE, Wording

TOO_MANY = "too_many_requests"
_SHORT_WORD = 2


class ShopColumn(IntEnum):
    """Columns of the list, from the left."""

    SHOP = 0
    CONNECTION = 1
    VERSION = 2
    PRODUCTS = 3
    LAST_SYNC = 4
    PERMISSIONS = 5


_DOTS = {
    ConnectionState.CONNECTED: "ok",
    ConnectionState.OVERLOADED: "warn",
    ConnectionState.KEY_REJECTED: "err",
    ConnectionState.UNREACHABLE: "err",
    ConnectionState.FAILED: "err",
    ConnectionState.UNTESTED: "tx3",
    ConnectionState.SWITCHED_OFF: "tx3",
}
_PILLS = {
    ConnectionState.CONNECTED: ("check", "good"),
    ConnectionState.OVERLOADED: ("gauge", "wait"),
    ConnectionState.KEY_REJECTED: ("key-round", "bad"),
    ConnectionState.UNREACHABLE: ("unplug", "bad"),
    ConnectionState.FAILED: ("circle-alert", "bad"),
    ConnectionState.UNTESTED: ("circle-dashed", "calm"),
    ConnectionState.SWITCHED_OFF: ("power", "calm"),
}


@dataclass(frozen=True, slots=True)
class ShopRow:
    """What the list and the pane show of a shop.

    Attributes:
        texts: By `ShopColumn`.
        host: The address without its scheme.
        dot: Colour token of the connection.
        pill: Icon and tone of the connection's badge.
        shield: Icon and colour token of the permissions, both empty while they are not known.
    """

    profile: ShopProfile
    texts: tuple[str, ...]
    host: str
    initials: str
    dot: str
    pill: tuple[str, str]
    shield: tuple[str, str]
    accessible: str

    @property
    def id(self) -> int:
        """The shop's number."""
        return self.profile.summary.id

    @property
    def name(self) -> str:
        """What the shop is called."""
        return self.profile.summary.name

    @property
    def state(self) -> str:
        """The connection in words."""
        return self.texts[ShopColumn.CONNECTION]


class ShopWriter(QObject):
    """Writes `ShopRow` objects in the language of the window."""

    def __init__(self, wording: Wording, language: Language, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._now = now

    def write(self, profile: ShopProfile, *, checking: bool = False) -> ShopRow:
        """One shop; ``checking`` while it is tested."""
        shop, host = profile.summary, host_of(profile.summary.url)
        state = self.tr("Checking…") if checking else self.state(profile)
        matrix = profile.matrix
        texts = (
            shop.name,
            state,
            shop.version or NO_VALUE,
            NO_VALUE if profile.product_count is None else self._wording.number(profile.product_count),
            NO_VALUE if profile.last_sync_at is None else self._wording.ago(profile.last_sync_at, self._now()),
            NO_VALUE if matrix is None else f"{matrix.held}/{matrix.needed}",
        )
        dot, pill = _DOTS[profile.state], _PILLS[profile.state]
        return ShopRow(
            profile,
            texts,
            host,
            initials(shop.name),
            "infoC" if checking else dot,
            ("loader-circle", "info") if checking else pill,
            _shield(matrix),
            self._accessible(texts, host, matrix),
        )

    def state(self, profile: ShopProfile) -> str:
        """How the shop is connected."""
        if profile.state is ConnectionState.OVERLOADED:
            return self.tr("Overloaded ({code})").format(code=429 if profile.last_error == TOO_MANY else 503)
        if profile.state is ConnectionState.FAILED:
            return explain(profile.last_error, self._language).name.rstrip(".")
        return {
            ConnectionState.CONNECTED: self.tr("Connected"),
            ConnectionState.KEY_REJECTED: self.tr("Key rejected (401)"),
            ConnectionState.UNREACHABLE: self.tr("Unreachable"),
            ConnectionState.UNTESTED: self.tr("Not checked yet"),
            ConnectionState.SWITCHED_OFF: self.tr("Disabled"),
        }[profile.state]

    def _accessible(self, texts: tuple[str, ...], host: str, matrix: PermissionMatrix | None) -> str:
        text = self.tr("{shop}, {host}. {state}. Products: {products}. Last sync: {sync}.").format(
            shop=texts[ShopColumn.SHOP],
            host=host,
            state=texts[ShopColumn.CONNECTION],
            products=texts[ShopColumn.PRODUCTS],
            sync=texts[ShopColumn.LAST_SYNC],
        )
        if matrix is None:
            return text
        held = self.tr("Permissions: {held} of {needed}.").format(held=matrix.held, needed=matrix.needed)
        return f"{text} {held}"


def host_of(url: str) -> str:
    """The address as people say it: no scheme, no slash at the end."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).rstrip("/") or url


def initials(name: str) -> str:
    """Two letters for a shop's tile: a short word says most (a country, a department), else first letters."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return name[:_SHORT_WORD].upper()
    if len(words) > 1 and len(words[-1]) == _SHORT_WORD and words[-1].isupper():
        return words[-1]
    return ("".join(word[0] for word in words[:2]) if len(words) > 1 else words[0][:_SHORT_WORD]).upper()


def _shield(matrix: PermissionMatrix | None) -> tuple[str, str]:
    if matrix is None:
        return "", ""
    if matrix.complete:
        return "shield-check", "tx2"
    return "triangle-alert", "pFg" if matrix.held else "fFg"
