"""Inter; the system's font where Inter is missing."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from mobility_timer import files

_TEXT = "Inter"
_DISPLAY = "Inter Display"
_LEAST_PX = 11


@lru_cache(maxsize=1)
def load() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt, once; the names of the families that came."""
    families: dict[str, None] = {}
    for path in sorted((files.assets() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)


def font(
    pixels: float, weight: QFont.Weight, display: bool = False, *, tabular: bool = False
) -> QFont:
    """A font whose em is `pixels` high, at least 11; `tabular` for numbers that change in place."""
    load()
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made = QFont(system)
    made.setFamilies([*([_DISPLAY] if display else []), _TEXT, system.family()])
    made.setWeight(weight)
    made.setPixelSize(max(_LEAST_PX, round(pixels)))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if display:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return made
