"""A menu of names, one of which may be the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons

_LOOK = """
QMenu {{ background: {surface}; border: 1px solid {line}; padding: {pad}px; }}
QMenu::item {{ color: {ink}; padding: {pad}px {side}px; border-radius: {pad}px; }}
QMenu::item:selected {{ background: {track}; }}
"""
_MARK_PX = 14


def menu_of(
    owner: QWidget,
    names: Sequence[str],
    pick: Callable[[int], object],
    chosen: int | None = None,
    scale: float = 1.0,
) -> QMenu:
    """A menu that calls `pick` with the place of a name. It goes with `owner`."""
    colours = tokens(owner)
    menu = QMenu(owner)
    menu.setFont(font(Text.SMALL, scale))
    menu.setStyleSheet(
        _LOOK.format(
            surface=colours.surface,
            line=colours.line,
            ink=colours.ink,
            track=colours.track,
            pad=round(7 * scale),
            side=round(16 * scale),
        )
    )
    for place, name in enumerate(names):
        action = QAction(name, menu)
        if place == chosen:
            mark = icons.image("check", colours.ink, 2 * _MARK_PX)
            action.setIcon(QIcon(QPixmap.fromImage(mark)))
        action.triggered.connect(lambda _, place=place: pick(place))
        menu.addAction(action)
    return menu


def pop_up(menu: QMenu, below: QWidget) -> None:
    """Show the menu under a widget; it is thrown away when it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
