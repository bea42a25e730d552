"""The bar of all drills, to scale; each one can be pressed to go there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QWidget

from mobility_timer.timeline import DrillSpan, Timeline
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import fonts
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from mobility_timer.ui.widgets.paint import block, focus_ring, smooth
from mobility_timer.words import player

_HIGH_PX = 18
"""The bar itself, where the pointer is on it."""
_APART_PX = 14
_OVER_PX = 18
_READABLE_CHARACTERS = 6


class SpanButton(FlatButton):
    """One drill of the bar: how much of it is done. Its name stands below, where the bar has it."""

    def __init__(self, name: str, short: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.short = short
        self._share = 0.0
        self.place = QRectF()
        self.setToolTip(name)

    def show_done(self, share: float) -> int:
        """How many pixels of it are filled then."""
        width = self.place.width()
        filled, before = round(width * share), round(width * self._share)
        if filled != before:
            self._share = share
            left = int(self.place.left()) - self.x() + min(filled, before)
            # A little more: it stands at parts of pixels.
            self.update(left - 1, 0, abs(filled - before) + 3, ceil(_HIGH_PX * self.scale))
        return filled

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            s = self.scale
            x = self.place.left() - self.x()
            height = 14 * s if not self.underMouse() else _HIGH_PX * s
            bar = QRectF(x, (_HIGH_PX * s - height) / 2, self.place.width(), height)
            block(painter, bar, 4 * s, colours.track)
            if self._share > 0:
                painter.setClipRect(QRectF(x, 0, bar.width() * self._share, 40 * s))
                block(painter, bar, 4 * s, colours.ink)
                painter.setClipping(False)
            focus_ring(self, painter, QRectF(self.rect()), 6 * s)


class DrillBar(QWidget):
    """Emits `chosen(index)` with the place of a drill in `timeline.spans`."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._buttons: list[SpanButton] = []
        self._scale = 1.0
        self._here: int | None = None
        self._grows_at = 0.0
        self._written: list[tuple[str, QRectF]] | None = None

    def show_at(self, timeline: Timeline, at: int) -> None:
        """How far the session is. Between two drills nothing changes but the present one."""
        if timeline is not self._timeline:
            self._build(timeline)
        here = timeline.span_at(at)
        if here != self._here:
            self._here, self._written = here, None
            self.update()
            for index in range(len(self._buttons)):
                self._show_done(index, at)
        self._show_done(here, at)

    def show_frame(self, at: int) -> None:
        """How far the session is, later and in the same drill."""
        if at >= self._grows_at and self._here is not None:
            self._show_done(self._here, at)

    def _show_done(self, index: int, at: int) -> None:
        assert self._timeline is not None
        span, button = self._timeline.spans[index], self._buttons[index]
        length = max(1, span.end - span.start)
        filled = button.show_done(min(1.0, max(0.0, (at - span.start) / length)))
        self._grows_at = span.start + (filled + 0.5) * length / max(1.0, button.place.width())

    def set_place(self, rect: QRectF, scale: float) -> None:
        self._scale = scale
        self.setGeometry(rect.toAlignedRect())
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._written is None:
            self._written = self.labels()
        due = QRectF(event.rect())
        written = [each for each in enumerate(self._written) if each[1][1].intersects(due)]
        if not written:
            return
        colours = tokens(self)
        with smooth(self) as painter:
            for index, (text, box) in written:
                here = index == self._here
                face = self._face(QFont.Weight.Bold if here else QFont.Weight.Normal)
                if here and QFontMetricsF(face).horizontalAdvance(text) > box.width():
                    face = self._face(QFont.Weight.Normal)
                painter.setFont(face)
                painter.setPen(QColor(colours.ink if here else colours.muted))
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)

    def labels(self) -> list[tuple[str, QRectF]]:
        """The name below each drill and its room; a short drill's may reach a little under the
        next one, whose name then gives way. Empty where too little of it could be read; where
        that holds for most, all are but the present drill's, which is written out."""
        found = self._each()
        if 2 * sum(bool(text) for text, _box in found) < len(found):
            found = [("", box) for _text, box in found]
        return found if self._here is None else self._with_present(found, self._here)

    def _with_present(self, found: list[tuple[str, QRectF]], here: int) -> list[tuple[str, QRectF]]:
        """The present drill's name whole where a word at most would be read; others give way."""
        cut, name = found[here][0], self._buttons[here].short
        if cut == name or " " in cut or cut.startswith("…"):
            return found
        room = self._room_for_present(here)
        near = room.adjusted(-_APART_PX * self._scale / 2, 0, _APART_PX * self._scale / 2, 0)
        apart = [("" if near.intersects(self._seen(*one)) else one[0], one[1]) for one in found]
        return [*apart[:here], (name, room), *apart[here + 1 :]]

    def _seen(self, text: str, box: QRectF) -> QRectF:
        advance = QFontMetricsF(self._face(QFont.Weight.Normal)).horizontalAdvance(text)
        return QRectF(box.topLeft(), QSizeF(advance, box.height()))

    def _each(self) -> list[tuple[str, QRectF]]:
        s = self._scale
        metrics = QFontMetricsF(self._face(QFont.Weight.Normal))
        found = []
        x = 0.0
        for button in self._buttons:
            x = max(x, button.place.left())
            end = min(button.place.right() + _OVER_PX * s, self.width())
            text = self._cut(button.short, metrics, end - x)
            written = metrics.horizontalAdvance(text)
            found.append((text, self._line(x, max(written, button.place.right() - x))))
            x += written + _APART_PX * s if text else 0.0
        return found

    def _cut(self, name: str, metrics: QFontMetricsF, width: float) -> str:
        """As much of `name` as there is room for, or nothing when that could not be read."""
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        if text != name and self._begins_another(text, name):
            name = self._end_of(name)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        first = name.strip("…").split(" ")[0]
        read = len(text.strip("… "))
        return text if text == name or read >= min(len(first), _READABLE_CHARACTERS) else ""

    def _room_for_present(self, here: int) -> QRectF:
        """From its drill on, or as far to the left of that as the end of the bar asks for."""
        metrics = QFontMetricsF(self._face(QFont.Weight.Bold))
        needed = min(metrics.horizontalAdvance(self._buttons[here].short) + 1, self.width())
        return self._line(min(self._buttons[here].place.left(), self.width() - needed), needed)

    def _line(self, x: float, width: float) -> QRectF:
        metrics = QFontMetricsF(self._face(QFont.Weight.Normal))
        high = max(20 * self._scale, metrics.height())
        return QRectF(x, min(22 * self._scale, self.height() - high), width, high)

    def _begins_another(self, cut: str, name: str) -> bool:
        names = (button.short for button in self._buttons if button.short != name)
        return any(other.startswith(cut.rstrip("… ")) for other in names)

    def _end_of(self, name: str) -> str:
        """What tells a name from the others that begin with the same words."""
        parts = name.split(" ")
        others = [button.short.split(" ") for button in self._buttons if button.short != name]
        alike = max((_shared(parts, other) for other in others), default=0)
        return "…" + " ".join(parts[min(alike, len(parts) - 1) :])

    def _face(self, weight: QFont.Weight) -> QFont:
        return fonts.font(14 * self._scale, weight)

    def _build(self, timeline: Timeline) -> None:
        same = self._timeline is not None and len(timeline.spans) == len(self._buttons)
        self._timeline, self._here = timeline, None
        if not same:
            for button in self._buttons:
                button.deleteLater()
            self._buttons = [self._button(number, span) for number, span in self._numbered()]
        self._arrange()

    def _button(self, number: int, span: DrillSpan) -> SpanButton:
        assert self._timeline is not None
        drill = self._timeline.routine.drills[span.drill]
        of = len(self._timeline.spans)
        button = SpanButton(player.place_of(drill.name, number + 1, of), drill.short, self)
        button.clicked.connect(lambda: self.chosen.emit(number))
        button.show()
        return button

    def _numbered(self) -> Iterator[tuple[int, DrillSpan]]:
        assert self._timeline is not None
        return enumerate(self._timeline.spans)

    def _arrange(self) -> None:
        self._written, self._grows_at = None, 0.0
        if self._timeline is None or self.width() <= 0:
            return
        spans = self._timeline.spans
        gap = min(6 * self._scale, self.width() / len(spans) / 4)
        room = self.width() - gap * (len(spans) - 1)
        total = sum(span.end - span.start for span in spans)
        x = 0.0
        for button, span in zip(self._buttons, spans, strict=True):
            width = room * (span.end - span.start) / total
            button.place = QRectF(x, 0, width, self.height())
            button.rescale(self._scale)
            button.setGeometry(button.place.adjusted(0, 0, gap, 0).toAlignedRect())
            x += width + gap


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two names begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
