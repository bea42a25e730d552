"""A menu of names, one of which may be the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons

_LOOK = """
QMenu {{ background: {surface}; border: 1px solid {line}; padding: {pad}px; menu-scrollable: 1; }}
QMenu::item {{ color: {ink}; padding: {pad}px {side}px; border-radius: {pad}px; }}
QMenu::item:selected {{ background: {track}; }}
"""
_MARK_PX = 14


@dataclass(frozen=True)
class Further:
    """The names from place `begins` on stand in a menu of their own, called `title`."""

    title: str
    begins: int


def menu_of(
    owner: QWidget,
    names: Sequence[str],
    pick: Callable[[int], object],
    chosen: int | None = None,
    scale: float = 1.0,
    further: Further | None = None,
) -> QMenu:
    """A menu that calls `pick` with the place of a name. It goes with `owner`."""
    colours = tokens(owner)
    menu = _empty(owner, scale)
    into = menu
    for place, name in enumerate(names):
        if further is not None and place == further.begins:
            into = _empty(menu, scale)
            into.setTitle(further.title)
            menu.addMenu(into)
        action = QAction(name, into)
        if place == chosen:
            mark = icons.image("check", colours.ink, 2 * _MARK_PX)
            action.setIcon(QIcon(QPixmap.fromImage(mark)))
        action.triggered.connect(lambda _, place=place: pick(place))
        into.addAction(action)
    return menu


def _empty(owner: QWidget, scale: float) -> QMenu:
    """One that is scrolled where it is higher than the screen."""
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
    return menu


def pop_up(menu: QMenu, below: QWidget) -> None:
    """Show the menu under a widget; it is thrown away when it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
