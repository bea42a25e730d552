"""Widgets grow with the window: whatever has `rescale` is told the scale."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class Scaled(Protocol):
    def rescale(self, scale: float) -> None:
        """Take the sizes for a window that is `scale` times 1280x800."""


def rescale_whole(widget: QWidget, scale: float) -> None:
    """Tell every child of a widget that is new on its page, and then the widget itself."""
    rescale(widget, scale)
    if isinstance(widget, Scaled):
        widget.rescale(scale)


def rescale(parent: QWidget, scale: float) -> None:
    """Tell every child of `parent`, children of children too."""
    for child in parent.findChildren(QWidget):
        if isinstance(child, Scaled):
            child.rescale(scale)
