"""A drill's own pictures: one for each phase, or as many as there are, shared over the rep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageReader

from mobility_timer.routine import Drill
from mobility_timer.timeline import Moment

_MOST_PICTURES = 60
_LARGEST_PX = 1_600
_KEEPS = Qt.AspectRatioMode.KeepAspectRatio
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class OwnPictures:
    """Reads the pictures of a drill once; those that cannot be read are left out."""

    def __init__(self, files_of: Callable[[Drill], tuple[Path, ...]]) -> None:
        self._files_of = files_of
        self._known: dict[tuple[str, tuple[str, ...]], list[QImage]] = {}

    def at(self, moment: Moment) -> QImage | None:
        """What is seen at a moment; None where the drill has no picture."""
        drill = moment.drill
        key = drill.id, drill.pictures
        if key not in self._known:
            self._known[key] = [p for path in self._files_of(drill) for p in frames(path)]
        pictures = self._known[key]
        return pictures[_place(moment, len(pictures))] if pictures else None


def frames(path: Path, largest_px: int = _LARGEST_PX) -> list[QImage]:
    """The pictures in a file: those of an animation, or one. None where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    found: list[QImage] = []
    while len(found) < _MOST_PICTURES:
        picture = reader.read()
        if picture.isNull():
            break
        if max(picture.width(), picture.height()) > largest_px:
            picture = picture.scaled(largest_px, largest_px, _KEEPS, _SMOOTH)
        found.append(picture)
        if not reader.supportsAnimation():
            break
    return found


def _place(moment: Moment, pictures: int) -> int:
    """Which of the pictures: that of the phase where there is one for each."""
    if not moment.kind.is_work or not moment.drill.rep_ms:
        return 0
    phases = moment.drill.tempo_in(moment.variant)
    if len(phases) != pictures:
        return min(int(moment.rep_share * pictures), pictures - 1)
    at_ms = moment.rep_share * moment.drill.rep_ms
    for place, phase in enumerate(phases):
        at_ms -= phase.ms
        if at_ms < 0:
            return place
    return pictures - 1
