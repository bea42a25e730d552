"""One quiet line over the page that is shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.accessible import announce
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from mobility_timer.ui.widgets.label import breakable
from mobility_timer.ui.widgets.paint import block, focus_ring, smooth
from mobility_timer.words import window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_MOST_ENTRIES = 8
PASSES_MS = 8_000
_MOST_ROWS = 3  # of a line
_LINES_TOGETHER = 4
"""So many lines are told as one: all of them can be read in the smallest window."""

_Note = tuple[str, ...]
"""The lines that are told together."""
_FILLED_SHARE = 0.88  # lines break between words, so that a part of each stays empty
_TALLEST_PX = 10_000
_WRAPS = Qt.TextFlag.TextWordWrap


class Notice(FlatButton):
    """Says what is missing or what went wrong, the latest first; a press takes that away, and
    does what was offered with it.

    Over a part of the page, where a routine plays, it is short and steps aside by itself: nobody
    can press it there. What stood there waits for the next page. What goes by itself takes no
    focus, so that nothing goes that has it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(window.NOTICE, parent)
        self._over: QWidget | None = None
        self._beside: QWidget | None = None
        self._aside = False
        self._notes: list[_Note] = []
        self._pressed: _Note = ()
        self._faults: set[str] = set()
        self._offers: dict[str, Callable[[], object]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._take_away)
        self._passing: list[str] = []
        self._passes = QTimer(self)
        self._passes.setSingleShot(True)
        self._passes.setInterval(PASSES_MS)
        self._passes.timeout.connect(self._pass)
        self._seen: set[str] = set()
        self._reads = QTimer(self)
        self._reads.setSingleShot(True)
        self._reads.setInterval(PASSES_MS)
        self._reads.timeout.connect(self._was_read)
        self._held = ""
        self._waiting: set[str] = set()
        self.hide()

    def say(self, line: str, on_press: Callable[[], object] | None = None) -> None:
        """Show the line above those that stand there, with what a press on it will do. The same
        twice is not shown twice."""
        if on_press is not None:
            self._offers[line] = on_press
            self._pressed = () if line in self._pressed else self._pressed
        if self._is_new(line):
            self._put([(line,)])

    def hold(self, line: str) -> None:
        """Show a line until it is taken back, over a part of the page too."""
        self._held = line
        self.say(line)

    def say_faults(self, lines: Sequence[str]) -> None:
        """Show several lines as one, and with the faults that stand there where all of it can be
        read; where there are too many for that, the others when the first have been pressed away.
        """
        new = [line for line in dict.fromkeys(lines) if self._is_new(line)]
        if not new:
            return
        latest = self._notes[-1] if self._notes else ()
        fits = len(latest) + len(new) <= _LINES_TOGETHER
        if fits and self._faults.issuperset(latest) and self._waiting.isdisjoint(latest):
            new = [*latest, *new]
            self._notes = self._notes[:-1]
        self._faults.update(new)
        starts = range(0, len(new), _LINES_TOGETHER)
        self._put([tuple(new[start : start + _LINES_TOGETHER]) for start in reversed(starts)])

    def _is_new(self, line: str) -> bool:
        return bool(line) and line not in self._pressed and not self._has(line)

    def _has(self, line: str) -> bool:
        return any(line in note for note in self._notes)

    def _put(self, notes: list[_Note]) -> None:
        self._notes = [*self._notes, *notes][-_MOST_ENTRIES:]
        self._show_latest()

    def tell(self, line: str) -> None:
        """Say what needs no answer: it goes by itself after a few seconds."""
        if not self._has(line):
            self._passing.append(line)
        self.say(line)
        if not self._aside:
            self._passes.start()

    def take_back(self, line: str) -> None:
        """The line holds no more: it goes, and may come again."""
        self._let_go({line})

    def _let_go(self, lines: Set[str]) -> None:
        self._pressed = tuple(line for line in self._pressed if line not in lines)
        self._passing = [line for line in self._passing if line not in lines]
        self._faults -= lines
        self._waiting -= lines
        left = [tuple(line for line in note if line not in lines) for note in self._notes]
        if left != self._notes:
            self._notes = [note for note in left if note]
            self._show_latest()

    def _pass(self) -> None:
        self._let_go(set(self._passing))

    def _take_away(self) -> None:
        shown = self._shown()
        if any(self._is_shortened(note) for note in shown):
            self._wait(shown)
            return
        for offered in self._removed(shown):
            offered()

    def dismiss(self) -> bool:
        """Take away what is shown, and what is offered with it; False where it would have gone by
        itself, or nothing is shown."""
        shown = self._shown() if self.isVisible() else []
        stood = any(note[0] not in self._passing for note in shown)
        if shown:
            self._removed(shown)
        return stood

    def _removed(self, shown: list[_Note]) -> list[Callable[[], object]]:
        """Take them away; what was offered with them."""
        self._notes = [note for note in self._notes if note not in shown]
        self._pressed = shown[-1] if shown else ()
        self._show_latest()
        return [self._offers.pop(line) for line in self._pressed if line in self._offers]

    def _show_latest(self) -> None:
        line = self._shown_text()
        self.setText(line)
        goes = line in self._passing or (self._over is not None and line != self._held)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if goes else Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(line or window.NOTICE)
        self.setToolTip(line)
        self.setVisible(bool(line) and not self._aside)
        self.place()
        self._reads.start() if line and not self._aside else self._reads.stop()
        if line:
            announce(self, line)

    def _was_read(self) -> None:
        if self._over is None:
            self._seen.update(*self._shown())
        else:
            self._wait([note for note in self._shown() if self._held not in note])

    def _wait(self, notes: list[_Note]) -> None:
        """Have them step aside until the next page; all faults that were told as a number."""
        if any(self._is_shortened(note) for note in notes):
            notes = [*notes, *self._fault_notes()]
        self._waiting.update(*notes)
        if notes:
            self._show_latest()

    def stand_over(self, widget: QWidget | None, *, beside: QWidget | None = None) -> None:
        """Stand at the upper edge of that part of the page, else at the lower edge of the window,
        where pages leave room, left of the part `beside`."""
        self._over, self._beside = widget, beside
        self._let_go_of_what_was_read()
        self.set_aside(False)
        if self.text() != self._shown_text():
            self._show_latest()
        for part in filter(None, (widget, beside)):
            part.installEventFilter(self)
        self.place()

    def _let_go_of_what_was_read(self) -> None:
        """What stood there for long enough does not follow to the next page; an offer does."""
        read = self._seen - self._offers.keys()
        self._seen.clear()
        self._waiting.clear()
        self._let_go(read)

    def set_aside(self, aside: bool) -> None:
        """Keep out of sight while something covers the page; what passes by itself waits too."""
        if aside != self._aside:
            self._aside = aside
            self.setVisible(bool(self.text()) and not aside)
            for clock in (self._passes, self._reads):
                clock.stop() if aside else clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self._over, self._beside) and event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
        ):
            self.place()
        return False

    def _shown(self) -> list[_Note]:
        """The latest, and where that passes by itself the offer that it would cover; no offer over
        a part of the page, where a routine plays."""
        notes = [note for note in self._notes if self._waiting.isdisjoint(note)]
        if self._over is not None:
            notes = [note for note in notes if not self._offered(note)]
        latest = notes[-1:]
        if not latest or latest[0][0] not in self._passing:
            return latest
        return latest + [note for note in notes[:-1] if self._offered(note)][-1:]

    def _offered(self, note: _Note) -> bool:
        return note[0] in self._offers

    def _is_shortened(self, note: _Note) -> bool:
        return self._over is not None and len(note) > 1

    def _fault_notes(self) -> list[_Note]:
        return [note for note in self._notes if self._faults.issuperset(note)]

    def _shown_text(self) -> str:
        faults = sum(map(len, self._fault_notes()))
        return " ".join(
            window.told_later(faults) if self._is_shortened(note) else "\n".join(note)
            for note in self._shown()
        )

    def place(self) -> None:
        parent = self.parentWidget()
        if parent is None or not self.text():
            return
        margin = round(10 * self.scale)
        if self._over is None:
            beside = self._beside
            right = parent.width() if beside is None else beside.mapTo(parent, QPoint()).x()
            most_px = min(parent.width() - 580 * self.scale, right - 2 * margin)
            size = self._size_within(most_px)
            place = QRect(QPoint(0, parent.height() - size.height() - margin), size)
            place.moveLeft((right - size.width()) // 2)
        else:
            top = self._over.mapTo(parent, QPoint(0, margin))
            size = self._size_within(self._over.width() - 2 * margin)
            place = QRect(top + QPoint((self._over.width() - size.width()) // 2, 0), size)
        self.setGeometry(place)
        self.raise_()

    def _size_within(self, most_px: float) -> QSize:
        """As wide as the line or as there is room, and as tall as the line is there."""
        hint = self.sizeHint()
        width = min(hint.width(), round(most_px))
        metrics = QFontMetricsF(font(Text.SMALL, self.scale))
        wrapped = metrics.boundingRect(self._room(width, _TALLEST_PX), _WRAPS, self._breakable)
        lines = min(wrapped.height(), self._most_rows * metrics.lineSpacing())
        return QSize(width, max(hint.height(), math.ceil(lines + 18 * self.scale)))

    @property
    def _most_rows(self) -> int:
        return _MOST_ROWS * (self.text().count("\n") + 1)

    def _fitting(self, line: str, metrics: QFontMetricsF, width: float) -> str:
        """As much of a line as stands in its rows."""
        room = QRectF(0, 0, width, _TALLEST_PX)
        if metrics.boundingRect(room, _WRAPS, line).height() <= _MOST_ROWS * metrics.lineSpacing():
            return line
        fits = width * _MOST_ROWS * _FILLED_SHARE
        return metrics.elidedText(line, Qt.TextElideMode.ElideRight, fits)

    def _room(self, width: float, height: float) -> QRectF:
        """Where the line stands."""
        return QRectF(18 * self.scale, 0, width - 54 * self.scale, height)

    @property
    def _breakable(self) -> str:
        return breakable(self.text())

    def rescale(self, scale: float) -> None:
        super().rescale(scale)
        self.place()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(Text.SMALL, self.scale)).horizontalAdvance(self.text())
        return QSize(round(width + 56 * self.scale), round(36 * self.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        s = self.scale
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            radius = min(rect.height() / 2, 18 * s)
            block(painter, rect, radius, colours.track)
            style = font(Text.SMALL, s)
            painter.setFont(style)
            painter.setPen(QColor(colours.ink))
            room = self._room(rect.width(), rect.height())
            metrics = QFontMetricsF(style)
            lines = self._breakable.split("\n")
            text = "\n".join(self._fitting(line, metrics, room.width()) for line in lines)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _WRAPS, text)
            cross = QRectF(rect.right() - 30 * s, rect.center().y() - 7 * s, 14 * s, 14 * s)
            icons.paint(painter, cross, "close", colours.muted)
            focus_ring(self, painter, rect, radius)
