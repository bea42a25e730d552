"""Widgets grow with the window: whatever has `rescale` is told the scale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

_first_scales = [1.0]


def first_scale() -> float:
    """The scale that a new widget begins with."""
    return _first_scales[-1]


@contextmanager
def made_at(scale: float) -> Iterator[None]:
    """Widgets that are made meanwhile begin with the scale that they will be shown at: else each
    takes on a font, and is measured by it, that nobody sees."""
    _first_scales.append(scale)
    try:
        yield
    finally:
        _first_scales.pop()


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
