"""Widgets grow with the window: whatever has `rescale` is told the scale."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def _tell(widget: QWidget, scale: float) -> None:
    rescale_it = getattr(widget, "rescale", None)  # a protocol takes longer to ask than to answer
    if rescale_it is not None:
        rescale_it(scale)


def rescale_whole(widget: QWidget, scale: float) -> None:
    """Tell every child of a widget that is new on its page, and then the widget itself."""
    rescale(widget, scale)
    _tell(widget, scale)


def rescale(parent: QWidget, scale: float) -> None:
    """Tell every child of `parent`, children of children too."""
    for child in parent.findChildren(QWidget):
        _tell(child, scale)
