"""What stands side by side goes one below the other where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


def stack_where_narrow(line: QBoxLayout, room: int) -> None:
    """Lay `line` out from left to right where its parts fit into `room` px, else downwards."""
    parts = [part for at in range(line.count()) if (part := line.itemAt(at)) is not None]
    widths = [part.minimumSize().width() for part in parts]
    needed = sum(widths) + line.spacing() * len(parts)
    direction = _BESIDE if needed <= room else _BELOW
    if direction is not line.direction():
        line.setDirection(direction)
