"""The line that says what was just changed, and the key that takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QWidget

from mobility_timer.playback import TAKE_BACK_MS, Change, Changed, Update
from mobility_timer.routine import Drill
from mobility_timer.ui.player.layout import CAPITAL_SHARE, Places
from mobility_timer.ui.player.parts import next_font
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import fonts
from mobility_timer.ui.widgets.accessible import announce
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import player as words

_LITTLE_LATER_MS = 60


class UndoLine(FlatButton):
    """Stands for a few seconds where what comes next is told; a press takes the change back.

    `over` says that the time is up, `covers` whether it stands there. `lacks_sessions` tells
    whether some of what was done could not be kept so far.
    """

    over = Signal()
    covers = Signal(bool)

    def __init__(self, parent: QWidget, lacks_sessions: Callable[[], bool]) -> None:
        super().__init__(words.UNDO, parent)
        self._lacks_sessions = lacks_sessions
        self.line = ""
        self.key = ""
        self._change: Change | None = None
        self._places: Places | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(TAKE_BACK_MS + _LITTLE_LATER_MS)
        self.timer.timeout.connect(self.over)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_update(self, update: Update) -> None:
        """Say what can be taken back now; what was said before stays while nothing changed."""
        if update.change is self._change:
            return
        self._change = update.change
        if update.change is None:
            self.clear()
        else:
            self.say(line_of(update.change, update, self._noted), words.UNDO_KEY)

    def say(self, line: str, key: str) -> None:
        """Show a line that `key` takes back."""
        if not line:
            self.clear()
            return
        self.key = key
        self._tell(line)
        self.timer.start()
        self.covers.emit(True)
        self.show()
        self.raise_()

    def show_kept(self) -> None:
        """Say of what hurts that it is noted only for as long as that could be kept."""
        if self.line in (words.HURTS, words.HURTS_NOT_NOTED) and self.line != self._noted:
            self._tell(self._noted)

    @property
    def _noted(self) -> str:
        return words.HURTS_NOT_NOTED if self._lacks_sessions() else words.HURTS

    def _tell(self, line: str) -> None:
        self.line = line
        told = words.taken_back_with(line, self.key)
        self.setText(told)
        self.setAccessibleName(told)
        announce(self, told)
        self.update()

    def clear(self) -> None:
        self.timer.stop()
        self.line = self.key = ""
        self.covers.emit(False)
        self.hide()

    def set_places(self, places: Places) -> None:
        self._places = places
        self.setGeometry(places.undo.toAlignedRect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        places, colours = self._places, tokens(self)
        if places is None:
            return
        with smooth(self) as painter:
            s = places.scale
            rect = QRectF(self.rect())
            painter.fillRect(rect, QColor(colours.background))
            block(painter, rect, 18 * s, colours.track)
            face = next_font(places)
            plain = fonts.font(places.next, QFont.Weight.Normal, display=False)
            baseline = rect.center().y() + CAPITAL_SHARE * places.next / 2
            undo = QFontMetricsF(plain).horizontalAdvance(words.UNDO)
            letter = QFontMetricsF(face).horizontalAdvance(self.key)
            x = rect.right() - 20 * s - undo
            painter.setFont(plain)
            painter.setPen(QColor(colours.ink))
            painter.drawText(QPointF(x, baseline), words.UNDO)
            height = places.next * 1.12
            cap = QRectF(0, rect.center().y() - height / 2, max(height, letter + 24 * s), height)
            cap.moveRight(x - 14 * s)
            block(painter, cap, 10 * s, colours.background)
            painter.setFont(face)
            painter.setPen(QColor(colours.ink))
            painter.drawText(QPointF(cap.center().x() - letter / 2, baseline), self.key)
            room = cap.left() - 34 * s
            metrics = QFontMetricsF(face)
            if metrics.horizontalAdvance(self.line) > room:
                face.setPixelSize(
                    int(face.pixelSize() * room / metrics.horizontalAdvance(self.line))
                )
                painter.setFont(face)
            painter.drawText(QPointF(20 * s, baseline), self.line)


def line_of(change: Change, update: Update, noted: str) -> str:
    """What was changed, in a few words; nothing where it is as it was before. `noted` is said where
    it hurts."""
    before = change.before.routine.drills[change.drill]
    now = update.timeline.routine.drills[change.drill]
    match change.what:
        case Changed.DOSE:
            amount, was = (_amount(drill, change, update) for drill in (now, before))
            return words.dose_now(amount, was) if amount != was else ""
        case Changed.TEMPO:
            return words.tempo_now(now.rep_ms / 1000) if now.tempo != before.tempo else ""
        case Changed.SIDE:
            side = next(side for side in before.order if side not in now.order)
            return words.side_out(words.SIDES[side.value])
        case Changed.BROKEN_OFF:
            return noted
        case Changed.PLACE:
            ahead = update.at > change.position
            return words.SKIPPED_ON if ahead else words.SKIPPED_BACK


def _amount(drill: Drill, change: Change, update: Update) -> int:
    """What a drill asks for: in the set that is done now, where it is of that drill."""
    work = update.moment.set
    is_now = work.drill == change.drill
    return drill.amount_of(work.repeat, work.side) if is_now else drill.dose.amount
