"""The controls of the player: for the hand at the keyboard, gone when nobody needs them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractAnimation,
    QPauseAnimation,
    QRectF,
    QSequentialAnimationGroup,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from mobility_timer.routine import Counts, Drill, Ends
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui.player.view_model import MINUTES_FROM_S
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.controls.buttons import FlatButton, IconButton
from mobility_timer.ui.widgets.paint import block, focus_ring, mixed, smooth
from mobility_timer.words import buttons, player

STAYS_MS = 3_000
FADES_MS = 250
_FADE_STEPS = 8
"""In a quarter of a second an eye tells no more of them."""


class PlayButton(FlatButton):
    """The one dark button: play or pause."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(player.PLAY, parent)
        self._icon = "play"

    def show_playing(self, playing: bool) -> None:
        name, icon = (player.PAUSE, "pause") if playing else (player.PLAY, "play")
        if icon != self._icon:
            self._icon = icon
            self.setText(name)
            self.setAccessibleName(name)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            radius = 14 * self.scale
            block(
                painter,
                rect,
                radius,
                mixed(colours.ink, colours.background, self._pressed_or_under()),
            )
            square = QRectF(0, 0, round(26 * self.scale), round(26 * self.scale))
            square.moveCenter(rect.center())
            icons.paint(painter, square, self._icon, colours.background)
            focus_ring(self, painter, rect, radius)


class Controls(QWidget):
    """Previous, play, next in the middle; dose, waiting, sound, screen, keys at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.previous = IconButton("previous", player.PREVIOUS_SET, parent=self)
        self.play = PlayButton(self)
        self.next = IconButton("next", player.NEXT_SET, parent=self)
        self.fewer = IconButton("minus", player.LESS_OF_THIS_DRILL, parent=self)
        self.more = IconButton("plus", player.MORE_OF_THIS_DRILL, parent=self)
        self.wait = IconButton("wait", buttons.WAIT_FOR_ME, parent=self)
        self.wait.setCheckable(True)
        self.sound = IconButton("sound", player.SOUND_OFF, parent=self)
        self.screen_size = IconButton("full-screen", buttons.FULL_SCREEN, parent=self)
        self.keys = IconButton("keys", buttons.ALL_KEYS, parent=self)
        self._dose = ""
        self._dose_rect = QRectF()
        self._scale = 1.0
        self.opacity = 1.0
        self._fade = Fade(self, self._show_faded)

    @property
    def fade(self) -> Fade:
        return self._fade

    @property
    def middle(self) -> float:
        """Where the buttons in the middle begin, from the left edge."""
        return float(self.previous.x())

    def show_dose(self, drill: Drill, amount: int) -> None:
        """Show the dose of a set of a drill."""
        text = player.controls_dose(amount, drill.dose.counts.value)
        if drill.dose.ends is Ends.YOU and drill.dose.counts is not Counts.METRES:
            text = player.MAX
        elif drill.is_hold:
            short = amount < MINUTES_FROM_S
            text = player.short_seconds(amount) if short else minutes_seconds(1000 * amount)
        if text != self._dose:
            self._dose = text
            self.update(self._dose_rect.toAlignedRect())

    def show_state(self, *, playing: bool, waits: bool, muted: bool, full: bool) -> None:
        self.play.show_playing(playing)
        self.wait.setChecked(waits)
        self.sound.show_as(
            "sound-off" if muted else "sound", player.SOUND_ON if muted else player.SOUND_OFF
        )
        self.screen_size.show_as(
            "window" if full else "full-screen",
            player.LEAVE_FULL_SCREEN if full else buttons.FULL_SCREEN,
        )

    def set_place(self, rect: QRectF, scale: float) -> None:
        self._scale = s = scale
        self.setGeometry(rect.toAlignedRect())
        for button in self.findChildren(FlatButton):
            button.rescale(s)
        middle, height = self.width() / 2, self.height()
        self._put(self.previous, middle - 88 * s, 44)
        self.play.setGeometry(
            round(middle - 32 * s), round(2 * s), round(64 * s), round(height - 4 * s)
        )
        self._put(self.next, middle + 44 * s, 44)
        x = self.width() - 4 * 46 * s
        for button in (self.wait, self.sound, self.screen_size, self.keys):
            self._put(button, x, 44)
            x += 46 * s
        x = self.width() - 4 * 46 * s - 14 * s
        self._put(self.more, x - 44 * s, 44)
        self._dose_rect = QRectF(x - 128 * s, 0, 84 * s, height)
        self._put(self.fewer, x - 172 * s, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._dose_rect.intersects(QRectF(event.rect())):
            return  # the caption beside it has changed
        with smooth(self) as painter:
            painter.setFont(font(Text.BODY, self._scale))
            painter.setPen(QColor(tokens(self).muted))
            painter.drawText(self._dose_rect, Qt.AlignmentFlag.AlignCenter, self._dose)

    def _show_faded(self, opacity: float) -> None:
        self.opacity = opacity
        for button in self.findChildren(FlatButton):
            button.opacity = opacity
        self.update()

    def _put(self, button: QWidget, x: float, size: float) -> None:
        side = size * self._scale
        top = (self.height() - side) / 2
        button.setGeometry(QRectF(x, top, side, side).toRect())


class Fade:
    """Takes the controls away some time after the last sign of a hand, and brings them back.

    `paint(opacity)` is called whenever they look different. (A graphics effect would do this in
    one line, but paints children into a pixmap, which Qt does not allow for our own painters.)
    """

    def __init__(self, parent: QWidget, paint: Callable[[float], None]) -> None:
        self._paint = paint
        self._opacity = 1.0
        self._is_sudden = False
        self._falling = falling = QVariantAnimation(parent)
        falling.setStartValue(1.0)
        falling.setEndValue(0.0)
        falling.setDuration(FADES_MS)
        falling.valueChanged.connect(self._set)
        self.group = QSequentialAnimationGroup(parent)
        self.group.addAnimation(QPauseAnimation(STAYS_MS, parent))
        self.group.addAnimation(falling)

    @property
    def away(self) -> bool:
        return self._opacity < 0.01

    @property
    def pending(self) -> bool:
        return self.group.state() is QAbstractAnimation.State.Running

    def set_sudden(self, sudden: bool) -> None:
        """Whether they go at once instead of fading."""
        if sudden is not self._is_sudden:
            self._is_sudden = sudden
            self._falling.setDuration(1 if sudden else FADES_MS)

    def stay(self) -> None:
        """Show the controls until told otherwise."""
        self.group.stop()
        self._set(1.0)

    def leave_later(self) -> None:
        """Show them, and take them away when nothing happens for three seconds."""
        self.stay()
        self.group.start()

    def _set(self, opacity: float) -> None:
        opacity = round(opacity * _FADE_STEPS) / _FADE_STEPS
        if opacity != self._opacity:
            self._opacity = opacity
            self._paint(opacity)
