"""Colours, type and sizes of the window.

A widget asks `tokens(self)` while it paints: the answer follows its palette, so a theme is
changed by setting one palette and nothing has to be told.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QGuiApplication, QPalette

from mobility_timer.routine import Side
from mobility_timer.settings import Contrast, ReducedMotion, Theme
from mobility_timer.ui.widgets import fonts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


class Tokens(NamedTuple):
    """The colours of one theme, as #RRGGBB."""

    name: Literal["light", "dark"]
    background: str
    surface: str
    ink: str
    muted: str
    line: str
    track: str
    left: str
    left_ground: str
    right: str
    right_ground: str
    edged: bool = False
    """Whether what stands on the background has an edge, for its ground alone hardly shows."""

    def side(self, side: Side | None) -> QColor:
        """The colour of a side; ink where both work or none does."""
        if side is None:
            return QColor(self.ink)
        return QColor(self.left if side is Side.LEFT else self.right)

    def ground(self, side: Side | None) -> QColor:
        """The ground on which the side's colour stands."""
        if side is None:
            return QColor(self.track)
        return QColor(self.left_ground if side is Side.LEFT else self.right_ground)


LIGHT = Tokens(
    name="light",
    background="#F4F1EC",
    surface="#FBFAF7",
    ink="#171C21",
    muted="#59616A",
    line="#DDD6CB",
    track="#E3DCD1",
    left="#1A6793",
    left_ground="#D8E8F0",
    right="#AE380F",
    right_ground="#F8DCD0",
)

DARK = Tokens(
    name="dark",
    background="#12181D",
    surface="#1B242B",
    ink="#F3F0EA",
    muted="#9AA6AF",
    line="#2B363F",
    track="#28323A",
    left="#63B7E6",
    left_ground="#17374A",
    right="#FF8B61",
    right_ground="#4A2618",
)

HIGH_LIGHT = LIGHT._replace(
    ink="#000000",
    muted="#2E343A",
    line="#6B655C",
    left="#0B4669",
    right="#7A2406",
    edged=True,
)
HIGH_DARK = DARK._replace(
    ink="#FFFFFF",
    muted="#D5DBDF",
    line="#8A96A0",
    left="#9AD6F7",
    right="#FFB598",
    edged=True,
)
"""On the same ground as without, for that is the ground of the figure's pictures."""

_ALL = (LIGHT, DARK, HIGH_LIGHT, HIGH_DARK)


class Text(Enum):
    """Styles of text: height of the em in px in a window 800 high, weight, display cut."""

    NUMBER = (92, QFont.Weight.Bold, True)
    TITLE = (40, QFont.Weight.Bold, True)
    HEADING = (28, QFont.Weight.Bold, True)
    SUBHEADING = (20, QFont.Weight.Bold, False)
    STRONG = (17, QFont.Weight.DemiBold, False)
    BODY = (17, QFont.Weight.Normal, False)
    SMALL_STRONG = (15, QFont.Weight.DemiBold, False)
    SMALL = (15, QFont.Weight.Normal, False)
    TINY = (13, QFont.Weight.Normal, False)


def tokens(widget: QWidget) -> Tokens:
    """The colours that `widget` is to paint with."""
    palette = widget.palette()
    key = palette.cacheKey()
    found = _BY_PALETTE.get(key)
    if found is None:
        ink = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText).rgb()
        if len(_BY_PALETTE) == _MOST_KEPT:
            _BY_PALETTE.clear()
        found = _BY_PALETTE[key] = _BY_INK.get(ink, LIGHT)
    return found


_MOST_KEPT = 64
_BY_PALETTE: dict[int, Tokens] = {}
"""Asked for at each stroke: to look into a palette takes three times as long as to know it."""
_BY_INK = {QColor(colours.ink).rgb(): colours for colours in _ALL}


def font(style: Text, scale: float) -> QFont:
    """A style's font in a window that is `scale` times 800 high; never under 11 px."""
    size, weight, display = style.value
    return fonts.font(size * scale, weight, display, tabular=style is Text.NUMBER)


def scale(width: float, height: float) -> float:
    """How much larger than at 1280x800 the pages are drawn in a window of this size."""
    return max(0.7, min(height / 800, width / 1280))


def palette(colours: Tokens) -> QPalette:
    """Qt's own colours for one theme."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, value in {
        role.Window: colours.background,
        role.WindowText: colours.ink,
        role.Base: colours.surface,
        role.AlternateBase: colours.background,
        role.Text: colours.ink,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.ink,
        role.BrightText: colours.right,
        role.ToolTipBase: colours.ink,
        role.ToolTipText: colours.background,
        role.Highlight: colours.left,
        role.HighlightedText: colours.background,
        role.Link: colours.left,
        role.LinkVisited: colours.left,
        role.Light: colours.surface,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.muted,
        role.Shadow: colours.track,
    }.items():
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return made


def chosen(choice: Theme, contrast: Contrast = Contrast.OFF) -> Tokens:
    """The theme for a choice; the system is asked where it is left to it (contrast: Qt 6.10)."""
    hints = QGuiApplication.styleHints()
    dark = choice is Theme.DARK
    if choice is Theme.SYSTEM:
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
    high = contrast is Contrast.HIGH
    if contrast is Contrast.SYSTEM:
        wish = hints.accessibility().contrastPreference()
        high = wish is Qt.ContrastPreference.HighContrast
    if high:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


def follow_system(changed: Callable[[], object]) -> None:
    """Call `changed` when the system's theme, contrast or motion changes (motion: Qt 6.12)."""
    hints = QGuiApplication.styleHints()
    asked = hints.accessibility()
    motion = getattr(asked, "motionPreferenceChanged", None)
    for signal in (hints.colorSchemeChanged, asked.contrastPreferenceChanged, motion):
        if signal is not None:
            signal.connect(changed)


def less_motion(choice: ReducedMotion) -> bool:
    """Whether only the figure is to move; the system is asked where it can be (Qt 6.12)."""
    if choice is not ReducedMotion.SYSTEM:
        return choice is ReducedMotion.ON
    if not _KNOWS_OF_MOTION:
        return False
    hints = QGuiApplication.styleHints()  # held, or what it answers with goes with it
    asked: Any = hints.accessibility()
    return bool(asked.motionPreference().name == "ReducedMotion")


_KNOWS_OF_MOTION = hasattr(QAccessibilityHints, "motionPreference")
"""Asked for twice a second while a session plays: an attribute that is missing takes long to miss.
"""


def apply(app: QApplication, choice: Theme, contrast: Contrast = Contrast.OFF) -> None:
    """Apply the style, the chosen palette and the font to the whole program."""
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(chosen(choice, contrast)))
    for style in Text:  # with each font that comes, Qt forgets what it has measured in all others
        fonts.load(*style.value[1:])
    app.setFont(font(Text.BODY, 1.0))
