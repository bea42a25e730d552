"""Layouts that are laid out anew: where there is no room, or from nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLayout

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


def stack_where_narrow(line: QBoxLayout, room: int) -> None:
    """Lay `line` out from left to right where its parts fit into `room` px, else downwards."""
    parts = [part for at in range(line.count()) if (part := line.itemAt(at)) is not None]
    widths = [part.minimumSize().width() for part in parts]
    needed = sum(widths) + line.spacing() * len(parts)
    direction = _BESIDE if needed <= room else _BELOW
    if direction is not line.direction():
        line.setDirection(direction)


def take_all_out(layout: QLayout) -> None:
    """Leave the layout empty, and the lines in it too; its widgets stay where they are shown.

    Each widget is removed by itself, which ends its item. With Qt 6.12 an item that is taken out
    goes on standing for its widget, and the next one keeps for good the height it was told first.
    """
    while item := layout.itemAt(0):
        if widget := item.widget():
            layout.removeWidget(widget)
            continue
        if line := item.layout():
            take_all_out(line)
        layout.takeAt(0)
