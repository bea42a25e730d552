"""What the pages of the window have in common, and how one asks for another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from mobility_timer.ui.shell import theme
from mobility_timer.ui.widgets.paint import fill
from mobility_timer.ui.widgets.scaled import rescale

if TYPE_CHECKING:
    from mobility_timer.editing import EditSession, KeptDraft
    from mobility_timer.library import Library
    from mobility_timer.personal import SessionStart
    from mobility_timer.playback import Result
    from mobility_timer.routine import Occasion, Routine


class Pages(Protocol):
    """The window, as its pages see it. Esc and `back` lead to where one came from."""

    def show_home(self) -> None: ...

    def show_preview(self, routine: Routine, occasion: Occasion | None = None) -> None:
        """Show it before it starts; `occasion` is what it will have been done for."""

    def show_self_check(self) -> None: ...

    def show_settings(self) -> None: ...

    def show_progress(self) -> None: ...

    def show_measure(self) -> None: ...

    def play(self, routine: Routine, start: SessionStart | None = None) -> None:
        """Open the player and start at once."""

    def show_end(self, routine: Routine, done: Result, go_on: Callable[[], object] | None) -> None:
        """The calm end; `go_on` leads back into a session that was broken off."""

    def apply_settings(self) -> None:
        """Settings were changed that show or sound: theme, count, volume, mute."""

    def use_library(self, library: Library) -> None:
        """The files were read again: what opens from now on shows this library."""

    def toggle_full_screen(self) -> None: ...

    def back(self) -> None: ...

    def show_editor(self, session: EditSession, draft: KeptDraft | None = None) -> None:
        """Put a routine together; `draft` is the one that the session was taken up from."""

    def show_own_page(self, page: Page) -> None:
        """Show a page that another one has made: of a drill, of versions, of a prescription."""

    def show_file(self, path: Path) -> None:
        """Show what a file from elsewhere holds, and offer to add it."""

    def show_saved(self, routine: Routine) -> None:
        """Leave the editor for the preview of what was saved."""

    def say(self, line: str, on_press: Callable[[], object] | None = None) -> None:
        """Show one quiet line; a press takes it away, and does what is offered with it."""

    def tell(self, line: str) -> None:
        """Show one quiet line for a few seconds: it needs no answer."""

    def hold(self, line: str) -> None:
        """Show one quiet line until it is taken back: while a routine is open others step aside by
        themselves."""

    def take_back(self, line: str) -> None:
        """What was said holds no more."""


@runtime_checkable
class Settled(Protocol):
    """A field to type into that takes the text once it is whole."""

    def settle(self) -> None:
        """Take it as it is."""


class Page(QWidget):
    """One page of the window: fills it, and is told its scale (1.0 at 1280x800).

    Build the layout in `__init__`, set margins and sizes in `rescaled`. Every child that has a
    method `rescale(scale)` is told too, before the page itself.
    """

    title = ""
    edits = False
    """Whether something is edited on it: Esc leads back to it from what was played from it."""
    titled = Signal(str)
    covered = Signal(bool)
    """Whether the whole page is covered by a sheet that notices must not cover."""
    accessible_role: Final = QAccessible.Role.Pane

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = 0.0
        self.under_notices: QWidget | None = None
        """The part that has room for a line of the window's; without one, its lower edge."""
        self.beside_notices: QWidget | None = None
        """The part on the right that such a line at the lower edge keeps clear of."""
        self.above_notices: QLayout | None = None
        """What ends above such a line, so that nothing lies under it."""

    def opened(self) -> None:
        """The page was just shown: take the focus, refresh what may have changed."""

    def closing(self) -> None:
        """The page goes away for good: end timers and threads."""

    def window_changed(self) -> None:
        """The window became full screen, or a window again."""

    def show_kept(self) -> None:
        """What could not be kept is another now: say no more than what was."""

    def close_open(self) -> bool:
        """Close what is open on it, as Esc does first: a sheet, a question, a search. Whether there
        was such a thing."""
        return False

    def back(self) -> bool:
        """It is to be left, with nothing open on it: True where the page itself sees to that."""
        return False

    def settle_typed(self) -> None:
        """Take what is being typed in a field, as though the focus had left it."""
        field = self.focusWidget()
        if isinstance(field, Settled):
            field.settle()

    def call(self, title: str) -> None:
        """Have another title, which `titled` tells the window."""
        if title != self.title:
            self.title = title
            self.setAccessibleName(title)
            self.titled.emit(title)

    def rescaled(self, scale: float) -> None:
        """The window has another size."""

    def rescale_now(self) -> None:
        """Tell all children the present scale, after new ones were made."""
        if self.scale:
            rescale(self, self.scale)
            self.rescaled(self.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = theme.scale(self.width(), self.height())
        if size != self.scale:
            self.scale = size
            self.rescale_now()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fill(painter, event.rect(), theme.tokens(self).background)
