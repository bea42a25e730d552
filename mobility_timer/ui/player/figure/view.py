"""The left half of the player: the figure on the beat, or the drill's steps in large type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from mobility_timer.drawing import FigureState, SceneSpec
from mobility_timer.log_file import report
from mobility_timer.timeline import Moment
from mobility_timer.ui.shell.context import FigureFrames
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import fonts
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import player as words

STEPS_AFTER_MS = 1_200
"""How long to wait for a picture of the figure before the steps stand in."""

_NUMBER_EM, _TIMES_EM = 1.75, 2.6


@dataclass(frozen=True)
class Steps:
    """What stands where a figure would: a drill's set-up steps, or the phases of a rep with
    `times` beside them; `present` is the one to do now, counted from 0."""

    title: str
    lines: tuple[str, ...]
    present: int | None
    times: tuple[str, ...] = ()

    @property
    def are_numbered(self) -> bool:
        return len(self.lines) > 1 and not self.times


def steps_of(moment: Moment) -> Steps:
    """In a gap the set-up steps, which share it; at work the phases, else the last step stays."""
    drill, phase = moment.drill, moment.segment.phase
    setup = drill.setup or ((drill.stance,) if drill.stance else ())
    phases = drill.tempo_in(moment.variant)
    if len(phases) > 1 and (moment.kind.is_work or not setup):
        present = phases.index(phase) if phase in phases else None
        names = tuple(one.name.capitalize() for one in phases)
        return Steps(drill.name, names, present, tuple(words.lasting(one.ms) for one in phases))
    if not setup:
        return Steps(drill.name, (drill.name,), None)
    last = len(setup) - 1
    present = last if moment.kind.is_work else min(last, int(moment.phase_share * len(setup)))
    return Steps(drill.name, setup, present)


class FigureView(QWidget):
    """Paints the figure as soon as there is a picture of it, and the steps where there is none.

    It repaints itself when a picture arrives, whether the session plays or is paused. `failed`
    brings why its pictures cannot be drawn, where the steps stand in for that. `seen_again` tells
    of the first paint after nobody could see it.
    """

    accessible_role: Final = QAccessible.Role.Graphic
    failed = Signal(str)
    seen_again = Signal()

    def __init__(self, frames: FigureFrames, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._frames = frames
        self._figure: FigureState | None = None
        self._paused = False
        self._steps: Steps | None = None
        self._picture: QImage | None = None
        self._painted = self._moves = self._is_hidden = False
        self._scale = 1.0
        self._steps_timer = QTimer(self)
        self._steps_timer.setSingleShot(True)
        self._steps_timer.setInterval(STEPS_AFTER_MS)
        self._steps_timer.timeout.connect(self._show_steps_instead)
        self._is_late = self._has_shown = False
        self._unpaintable: SceneSpec | None = None
        frames.repaint_on_arrival(self)

    def set_place(self, rect: QRectF, scale: float) -> None:
        self._scale = scale
        self._moves = False
        self.setGeometry(rect.toAlignedRect())
        self.update()

    def is_seen(self) -> bool:
        """Whether its window is on the screen: not minimised, and not covered where the system
        tells of that."""
        window = self.window().windowHandle()
        self._is_hidden = window is not None and not window.isExposed()
        return not self._is_hidden

    def show_steps(self, steps: Steps, picture: QImage | None = None) -> None:
        """The steps, or a picture of the drill's own in their place."""
        same = picture is self._picture and self._figure is None
        if steps != self._steps or not same:
            self._figure, self._steps, self._picture = None, steps, picture
            self.update()

    def show_figure(self, figure: FigureState, paused: bool, steps: Steps | None) -> None:
        """The figure; `steps` stand in where its first picture is long in coming."""
        before, stays = self._figure, self._painted and paused == self._paused
        self._paused, self._steps = paused, steps
        if stays and self._moved(before, figure):
            return
        self._figure, self._moves = figure, False
        if self._is_late and (before is None or before.spec != figure.spec):
            self._steps_timer.start()
        self.update(self._change(before, figure) if stays else self.rect())

    @property
    def figure(self) -> FigureState | None:
        """What is shown, or is as soon as there is a picture of it."""
        return self._figure

    def look_ahead(self, figures: Sequence[FigureState]) -> Sequence[Callable[[], object]]:
        """What shows each of these, as far as that can be found now."""
        now = self._figure
        if not figures:
            return ()
        if now is None or not self._moves or self._is_other(now, figures[0]):
            return (partial(self.show_figure, figures[0], self._paused, self._steps),)
        alike = [*takewhile(lambda each: not self._is_other(now, each), figures)]
        found = self._frames.look_ahead([each.at for each in alike])
        return [
            partial(self._move_on, figure, bring, change)
            for figure, (bring, change) in zip(alike, found, strict=False)
        ]

    def _move_on(self, figure: FigureState, bring: Callable[[], bool], change: QRect) -> None:
        if self._moves and bring():
            self._figure = figure
            self.update(change)
        else:
            self.show_figure(figure, self._paused, self._steps)

    def _moved(self, before: FigureState | None, after: FigureState) -> bool:
        """Whether this was all: the same, or another phase of what plays."""
        if after == before:
            return True
        if before is None or self._is_other(before, after):
            return False
        change = self._frames.move(after.at)
        if change is None:
            return False
        self._figure, self._moves = after, True
        if not change.isEmpty():
            self.update(change)
        return True

    def _is_other(self, before: FigureState, after: FigureState) -> bool:
        """Whether more has to be painted than another phase of the same scene or way."""
        if before.spec is not after.spec and before.spec != after.spec:
            return True
        if before.before != after.before or before.counts is not after.counts:
            return True
        on_way = after.before is not None
        return on_way and (before.phase, before.way_s) != (after.phase, after.way_s)

    def _change(self, before: FigureState | None, after: FigureState) -> QRect:
        """What has to be painted again."""
        if before is None or after.before is not None or self._is_other(before, after):
            return self.rect()
        return self._frames.change(after.spec, before.phase, after.phase)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_hidden:
            self._is_hidden = False
            self.seen_again.emit()
        if self._moves and self._paint_moved():
            return
        with smooth(self) as painter:
            try:
                self._painted = self._paint_figure(painter)
            except Exception as fault:  # whatever it is, the steps stand in for this scene
                self._give_up(fault)
            if not self._painted and not self._paint_last(painter):
                painter.fillRect(event.rect(), QColor(tokens(self).background))
            if self._painted:
                self._steps_timer.stop()
                self._is_late, self._has_shown = False, True
            elif self._picture is not None and self._figure is None:
                self._draw_picture(painter, self._picture)
            elif self._steps is not None and (self._is_late or self._figure is None):
                self._draw_steps(painter, self._steps)
            elif not self._steps_timer.isActive():
                self._steps_timer.start()

    def _paint_moved(self) -> bool:
        try:
            with QPainter(self) as painter:
                return self._frames.paint_moved(painter, self.devicePixelRatio())
        except Exception as fault:  # here, too, the steps stand in for this scene
            self._give_up(fault)
            return False

    def _give_up(self, fault: Exception) -> None:
        self._painted, self._is_late = False, True
        self._unpaintable = self._figure.spec if self._figure is not None else None
        report(fault)

    def _show_steps_instead(self) -> None:
        self._is_late = True
        fault = self._frames.fault(self._figure.spec) if self._figure is not None else None
        if fault:
            self.failed.emit(fault)
        self.update()

    def _paint_figure(self, painter: QPainter) -> bool:
        figure, frames = self._figure, self._frames
        if figure is None or figure.spec == self._unpaintable:
            return False
        if figure.before is not None:
            way = frames.transition(*figure.before, figure.spec, figure.phase, figure.way_s)
            if frames.paint(painter, self.rect(), way, figure.share, paused=self._paused):
                return True
            if not frames.fault(way):
                return False
        return frames.paint(
            painter, self.rect(), figure.spec, figure.phase, paused=self._paused, arc=figure.counts
        )

    def _paint_last(self, painter: QPainter) -> bool:
        """What was seen before, so that nothing is empty for the moment until the steps come."""
        figure = self._figure
        if figure is None or self._is_late or not self._has_shown:
            return False
        return self._frames.paint_last(painter, self.rect(), figure.spec, paused=self._paused)

    def _draw_picture(self, painter: QPainter, picture: QImage) -> None:
        """As large as it goes, on calm ground."""
        s = self._scale
        ground = QRectF(self.rect()).adjusted(2, 8 * s, 0, -14 * s)
        block(painter, ground, 28 * s, tokens(self).surface)
        room = ground.adjusted(24 * s, 24 * s, -24 * s, -24 * s)
        share = min(room.width() / picture.width(), room.height() / picture.height())
        place = QRectF(0, 0, picture.width() * share, picture.height() * share)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)

    def _draw_steps(self, painter: QPainter, steps: Steps) -> None:
        colours = tokens(self)
        s = self._scale
        ground = QRectF(self.rect()).adjusted(2, 8 * s, 0, -14 * s)
        block(painter, ground, 28 * s, colours.surface)
        inside = ground.adjusted(36 * s, 34 * s, -34 * s, -30 * s)
        size, rows = self._fitting(steps, inside)
        left = inside.left() + (_NUMBER_EM * size if steps.are_numbered else 0)
        y = inside.top() + (inside.height() - sum(row for row in rows)) / 2
        for number, (line, row) in enumerate(zip(steps.lines, rows, strict=True)):
            present = number == steps.present
            if present:
                mark = QRectF(ground.left() + 14 * s, y - 0.3 * size, ground.width() - 28 * s, row)
                block(painter, mark, 18 * s, colours.track)
            weight = QFont.Weight.DemiBold if present else QFont.Weight.Normal
            painter.setFont(fonts.font(size, weight))
            painter.setPen(QColor(colours.ink if present else colours.muted))
            whole = QRectF(inside.left(), y, inside.width(), row)
            if steps.are_numbered:
                painter.drawText(whole, 0, f"{number + 1}")
            if steps.times:
                painter.drawText(whole, Qt.AlignmentFlag.AlignRight, steps.times[number])
            text = QRectF(left, y, inside.right() - left, row)
            painter.drawText(text, Qt.TextFlag.TextWordWrap, line)
            y += row

    def _fitting(self, steps: Steps, inside: QRectF) -> tuple[float, list[float]]:
        """The largest size of type at which all steps fit, and the height of each row."""
        size = 44 * self._scale
        while True:
            metrics = QFontMetricsF(fonts.font(size, QFont.Weight.DemiBold))
            beside = (
                _NUMBER_EM * size if steps.are_numbered else _TIMES_EM * size * bool(steps.times)
            )
            place = QRectF(0, 0, inside.width() - beside, 10_000)
            heights = [
                metrics.boundingRect(place, Qt.TextFlag.TextWordWrap, line).height() + 0.62 * size
                for line in steps.lines
            ]
            if sum(heights) <= inside.height() or size < 14:
                return size, heights
            size *= 0.94
