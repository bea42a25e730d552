"""Inter; the system's font where Inter is missing."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from mobility_timer import files

_TEXT = "Inter"
_DISPLAY = "Inter Display"
_LEAST_PX = 11
_CUTS = {
    QFont.Weight.Normal: "Regular",
    QFont.Weight.Medium: "Medium",
    QFont.Weight.DemiBold: "SemiBold",
    QFont.Weight.Bold: "Bold",
}


@cache
def load(weight: QFont.Weight, display: bool = False) -> tuple[str, ...]:
    """Make the bundled font of a weight known to Qt, once; the names of the families that came."""
    family = _DISPLAY if display else _TEXT
    path = files.assets() / "fonts" / f"{family.replace(' ', '')}-{_CUTS[weight]}.ttf"
    number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
    return tuple(QFontDatabase.applicationFontFamilies(number)) if number >= 0 else ()


def font(
    pixels: float, weight: QFont.Weight, display: bool = False, *, tabular: bool = False
) -> QFont:
    """A font whose em is `pixels` high, at least 11; `tabular` for numbers that change in place."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return QFont(_font(max(_LEAST_PX, round(pixels)), weight, display, tabular, system))


@lru_cache(maxsize=64)
def _font(pixels: int, weight: QFont.Weight, display: bool, tabular: bool, system: QFont) -> QFont:
    made = QFont(system)
    # One family: where there are more, Qt looks at once for all that could stand in for them.
    made.setFamilies([*load(weight, display), system.family()][:1])
    made.setWeight(weight)
    made.setPixelSize(pixels)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if display:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return made
