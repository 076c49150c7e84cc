"""Colours, fonts and sizes of the window, dark or light, and the style sheet made from them."""

import ctypes
import json
import logging
import re
import sys
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ppm_desktop.gui.icons import IconSet
from ppm_desktop.gui.resources import resource

logger = logging.getLogger(__name__)

_FALLBACK_FAMILIES = ["Inter", "Segoe UI Variable", "Segoe UI", "SF Pro Text", "Noto Sans"]
_MONO_FAMILIES = ["JetBrains Mono", "Consolas", "Menlo", "Noto Sans Mono"]
_SPI_GETCLIENTAREAANIMATION = 0x1042
_PLACEHOLDER = re.compile(r"@(\w+)")
_PIXELS = re.compile(r"\b(\d+)px")
_SHADOW = re.compile(r"0 (\d+)px (\d+)px rgba\((\d+),(\d+),(\d+),([.\d]+)\)")


class ThemeChoice(StrEnum):
    """What a person chose in the settings."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class TextStyle(StrEnum):
    """The type scale; `Theme.font` knows size and weight of each."""

    PAGE_TITLE = "page_title"
    DIALOG_TITLE = "dialog_title"
    PANE_TITLE = "pane_title"
    ROW_VERB = "row_verb"
    ROW_SHOP = "row_shop"
    BODY = "body"
    COUNT = "count"
    CONTROL = "control"
    PRIMARY = "primary"
    CAPTION = "caption"
    TIME = "time"
    BADGE = "badge"
    SECTION = "section"
    BAR = "bar"
    CODE = "code"


_SIZES: dict[TextStyle, tuple[int, QFont.Weight]] = {
    TextStyle.PAGE_TITLE: (20, QFont.Weight.DemiBold),
    TextStyle.DIALOG_TITLE: (18, QFont.Weight.DemiBold),
    TextStyle.PANE_TITLE: (15, QFont.Weight.DemiBold),
    TextStyle.ROW_VERB: (14, QFont.Weight.Normal),
    TextStyle.ROW_SHOP: (14, QFont.Weight.DemiBold),
    TextStyle.BODY: (13, QFont.Weight.Normal),
    TextStyle.COUNT: (13, QFont.Weight.Normal),
    TextStyle.CONTROL: (13, QFont.Weight.Medium),
    TextStyle.PRIMARY: (13, QFont.Weight.DemiBold),
    TextStyle.CAPTION: (12, QFont.Weight.Normal),
    TextStyle.TIME: (12, QFont.Weight.Normal),
    TextStyle.BADGE: (12, QFont.Weight.Medium),
    TextStyle.SECTION: (12, QFont.Weight.DemiBold),
    TextStyle.BAR: (11, QFont.Weight.DemiBold),
    TextStyle.CODE: (12, QFont.Weight.Normal),
}

# Figures of one width where they change in place; elsewhere that feature would set hyphens apart.
_FIGURES = frozenset({TextStyle.PAGE_TITLE, TextStyle.COUNT, TextStyle.TIME, TextStyle.BADGE, TextStyle.BAR})


@dataclass(frozen=True, slots=True)
class ShadowLayer:
    """One of the soft copies of a box that make its shadow.

    Attributes:
        below_px: How far it lies below the box.
        blur_px: How far its edge is spread.
        colour: Its colour, mostly transparent.
    """

    below_px: int
    blur_px: int
    colour: QColor


class Theme(QObject):
    """The one place that colours and sizes come from; use from the GUI thread.

    Attributes:
        icons: The icon cache that goes with it.
        dark: Whether the dark palette is in use.
        shadow: What floats casts it, the widest layer first.
        reduce_motion: Whether nothing should move on its own.

    Signals:
        changed: Palette or sizes are different now; what was cached from them is stale.
    """

    changed = Signal()

    def __init__(
        self,
        choice: str = ThemeChoice.SYSTEM,
        *,
        scale_percent: int = 100,
        reduce_motion: bool | None = None,
    ) -> None:
        """``choice`` is a `ThemeChoice`, ``scale_percent`` 90 to 150; ``reduce_motion`` None follows the system."""
        super().__init__()
        self._application: QApplication | None = None
        self._choice = ThemeChoice(choice)
        self._scale = max(90, min(150, scale_percent)) / 100
        self.reduce_motion = system_reduces_motion() if reduce_motion is None else reduce_motion
        self.icons = IconSet()
        self._tokens: dict[str, dict[str, str]] = json.loads(
            resource("themes", "tokens.json").read_text(encoding="utf-8")
        )
        self._template = resource("themes", "window.qss").read_text(encoding="utf-8")
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[TextStyle, QFont] = {}
        self.shadow: tuple[ShadowLayer, ...] = ()
        self.dark = True

    def apply(self, application: QApplication) -> None:
        """Give ``application`` its fonts, palette and style sheet; call before the first widget is made."""
        self._application = application
        _load_fonts()
        application.styleHints().colorSchemeChanged.connect(self._on_colour_scheme_changed)
        self.choose(self._choice)

    def choose(self, choice: ThemeChoice) -> None:
        """Switch to ``choice`` at once."""
        self._choice = choice
        if self._application is None:
            return
        hints = self._application.styleHints()
        if choice is ThemeChoice.SYSTEM:
            hints.unsetColorScheme()
        else:
            # The system paints the window's caption in the same scheme.
            hints.setColorScheme(Qt.ColorScheme.Dark if choice is ThemeChoice.DARK else Qt.ColorScheme.Light)
        self._paint(self._application)

    def colour(self, token: str) -> QColor:
        """The colour of ``token`` (see ``resources/themes/tokens.json``) in the palette in use."""
        return self._colours[token]

    def px(self, pixels: float) -> int:
        """``pixels`` of the design at the chosen interface scale."""
        return round(pixels * self._scale)

    def font(self, style: TextStyle) -> QFont:
        """The font of ``style``."""
        return self._fonts[style]

    @Slot(Qt.ColorScheme)
    def _on_colour_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice is ThemeChoice.SYSTEM and self._application is not None:
            self._paint(self._application)

    def _paint(self, application: QApplication) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.dark = application.styleHints().colorScheme() is not Qt.ColorScheme.Light
        else:
            self.dark = self._choice is ThemeChoice.DARK
        tokens = self._tokens["dark" if self.dark else "light"]
        self._colours = {
            name: QColor(Qt.GlobalColor.transparent) if value == "transparent" else QColor(value)
            for name, value in tokens.items()
            if name != "shadow"
        }
        self.shadow = tuple(self._shadow_layer(*layer) for layer in _SHADOW.findall(tokens["shadow"]))
        self._fonts = {style: self._make_font(style) for style in TextStyle}
        application.setStyle("Fusion")
        application.setFont(self._fonts[TextStyle.BODY])
        application.setPalette(self._palette())
        application.setStyleSheet(self._style_sheet(tokens))
        self.changed.emit()

    def _shadow_layer(self, below: str, blur: str, red: str, green: str, blue: str, alpha: str) -> ShadowLayer:
        colour = QColor(int(red), int(green), int(blue))
        colour.setAlphaF(float(alpha))
        return ShadowLayer(self.px(int(below)), self.px(int(blur)), colour)

    def _make_font(self, style: TextStyle) -> QFont:
        pixels, weight = _SIZES[style]
        font = QFont()
        font.setFamilies(_MONO_FAMILIES if style is TextStyle.CODE else _FALLBACK_FAMILIES)
        font.setPixelSize(self.px(pixels))
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if style is TextStyle.PAGE_TITLE:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 99)
        if style in _FIGURES:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for roles, token in (
            ((role.Window, role.Base), "canvas"),
            ((role.AlternateBase,), "hover"),
            ((role.Button,), "control"),
            ((role.Text, role.WindowText, role.ButtonText, role.HighlightedText, role.ToolTipText), "tx"),
            ((role.PlaceholderText,), "tx3"),
            ((role.Highlight,), "sel"),
            ((role.Link,), "accTx"),
            ((role.Accent,), "acc2"),
            ((role.ToolTipBase,), "surface"),
        ):
            for one in roles:
                palette.setColor(one, self._colours[token])
        for one in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self._colours["txd"])
        return palette

    def _style_sheet(self, tokens: dict[str, str]) -> str:
        values = tokens | self._derived(tokens)
        filled = _PLACEHOLDER.sub(lambda match: values[match[1]], self._template)
        return _PIXELS.sub(lambda match: f"{self.px(int(match[1])) if match[1] != '1' else 1}px", filled)

    def _derived(self, tokens: dict[str, str]) -> dict[str, str]:
        """What the style sheet needs beyond the tokens: edges that one theme has and the other has not."""
        icons = resource("icons")
        if self.dark:
            edges = {"primaryEdge": tokens["acc"], "primaryFocus": tokens["tx"], "primaryEdgeStrong": tokens["acc"]}
            segment = {"segment": tokens["track"], "segmentEdge": tokens["track"]}
            radio = {"radio": tokens["acc2"], "radioDot": tokens["onAcc"]}
        else:
            edge = tokens["barEdge"]
            edges = {"primaryEdge": edge, "primaryFocus": tokens["focus"], "primaryEdgeStrong": edge}
            segment = {"segment": tokens["surface"], "segmentEdge": tokens["line2"]}
            radio = {"radio": edge, "radioDot": tokens["surface"]}
        files = {
            "chevronFile": (icons / f"arrow-{'dark' if self.dark else 'light'}.svg").as_posix(),
            "checkFile": (icons / "check-on-accent.svg").as_posix(),
        }
        return edges | segment | radio | files | {"card": tokens["hover" if self.dark else "surface"]}


def system_reduces_motion() -> bool:
    """Whether the system asks programs not to animate; where it cannot be asked, no."""
    if sys.platform == "win32":
        animated = ctypes.c_int(1)
        known = ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0)
        return bool(known) and not animated.value
    return False


def _load_fonts() -> None:
    for file in sorted(resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            logger.warning("the font %s could not be loaded", file.name)
