"""The occasions as big cards; the chosen one is widest and starts with Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from mobility_timer.routine import Routine
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.home.entries import Proposal, marked
from mobility_timer.ui.pictures import STILL, paint_picture
from mobility_timer.ui.shell.keyboard.layouts import START_KEYS, command_key
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.controls.buttons import Card, PillButton
from mobility_timer.ui.widgets.paint import block, focus_ring, mixed, smooth
from mobility_timer.ui.widgets.scaled import first_scale
from mobility_timer.words import buttons, home, routines

HEIGHT_PX = 356
_GAP_PX = 20
_PICTURE_FROM_SHARE = 0.46  # of the width: beside words that end at 0.44 of it
_PAD_PX = 26
_LEAST_START_SHARE = 0.75  # of its width, to which the button may shrink and still hold its words
_WIDER_SHARE = 1.95
_WRAPS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap

_Picture = Callable[[Routine, int, int], QImage | None]


class OccasionCard(Card):
    """One proposal: its words above, the figure in its first drill below or beside."""

    started = Signal(object)
    opened = Signal(object)
    chosen = Signal()

    def __init__(self, proposal: Proposal, picture: _Picture, parent: QWidget | None = None):
        super().__init__(proposal.occasion.value, parent=parent)
        self.proposal = proposal
        self._picture = picture
        self._length: int | None = None
        self._wide = False
        self._start = PillButton(buttons.START, buttons.ENTER, parent=self)
        self._start.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._start.clicked.connect(lambda: self.started.emit(proposal))
        self._start.hide()
        self.clicked.connect(lambda: self.opened.emit(proposal))
        self.show_length(None)

    @property
    def is_wide(self) -> bool:
        return self._wide

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        self._start.setVisible(wide)
        self.update()

    def claim_enter(self, claims: bool) -> None:
        """Whether Enter starts it from where the focus is."""
        self._start.show_key(buttons.ENTER if claims else "")
        self._place()

    @property
    def enter_shown(self) -> bool:
        return self._start.key == buttons.ENTER

    def show_length(self, length: int | None) -> None:
        """The exact length in ms, None while it is not known."""
        self._length = length
        routine = self.proposal.routine
        occasion = routines.OCCASIONS[self.proposal.occasion.value]
        self.setAccessibleName(f"{occasion}: {routine.name}, {self._facts}")
        self.setAccessibleDescription(home.CARD_KEYS)
        self._start.setAccessibleName(home.start(routine.name))
        self.update()

    @property
    def _facts(self) -> str:
        facts = marked(describe.facts(self.proposal.routine), self.proposal.mark)
        return facts if self._length is None else f"{minutes_seconds(self._length)} · {facts}"

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = command_key(event)
        if key in START_KEYS:
            self.started.emit(self.proposal)
        elif key == Qt.Key.Key_P and not event.modifiers():
            self.opened.emit(self.proposal)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def rescale(self, scale: float) -> None:
        super().rescale(scale)
        self._start.rescale(scale)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        pad = round(_PAD_PX * self.scale)
        size = self._start.sizeHint()
        before_picture = round(self.width() * _PICTURE_FROM_SHARE - _PAD_PX * self.scale / 3) - pad
        if _LEAST_START_SHARE * size.width() <= before_picture < size.width():
            size.setWidth(before_picture)
        self._start.resize(size)
        self._start.move(pad, self.height() - pad - size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = self.scale
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            radius = 24 * s
            over = mixed(colours.surface, colours.ink, self._pressed_or_under() / 3)
            block(painter, rect, radius, over)
            top = 0.0 if self._wide else self._words(painter, rect, draws=False) + 8 * s
            left = rect.width() * _PICTURE_FROM_SHARE if self._wide else 0.0
            area = QRectF(left, top, rect.width() - left, rect.height() - top)
            image = self._picture(self.proposal.routine, round(area.width()), round(area.height()))
            symbol = "" if any(drill.motion for drill in self.proposal.routine.drills) else STILL
            paint_picture(self, painter, image, area, rect, radius, symbol)
            self._words(painter, rect, draws=True)
            focus_ring(self, painter, rect, radius)

    def _words(self, painter: QPainter, rect: QRectF, *, draws: bool) -> float:
        """Write or only measure occasion, name and facts; where the last line ends."""
        s = self.scale
        colours = tokens(self)
        pad = (_PAD_PX if self._wide else _PAD_PX - 4) * s
        broad = rect.width() * 0.44 - pad if self._wide else rect.width() - 2 * pad
        narrow = rect.width() * 0.42 - pad if self._wide else broad
        larger = 1.18 if self._wide else 1.0
        y = pad
        occasion, routine = self.proposal.occasion, self.proposal.routine
        for text, face, colour, width, gap in (
            (
                routines.OCCASIONS[occasion.value],
                font(Text.SMALL_STRONG, s),
                colours.muted,
                broad,
                6,
            ),
            (routine.name, font(Text.HEADING, s * larger), colours.ink, broad, 8),
            (self._facts, font(Text.SMALL, s), colours.muted, narrow, 0),
        ):
            _fit(face, text, width - 6 * s)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            box = QRectF(pad, y, width, rect.height())
            y = painter.boundingRect(box, _WRAPS, text).bottom()
            if draws:
                painter.drawText(box, _WRAPS, text)
            y += gap * s
        return y


def _fit(face: QFont, text: str, width: float) -> None:
    """Make the font smaller where the longest word would be cut."""
    metrics = QFontMetricsF(face)
    longest = max(metrics.horizontalAdvance(word) for word in text.split() or [""])
    if longest > width:
        face.setPixelSize(max(11, int(face.pixelSize() * width / longest)))


class CardRow(QWidget):
    """The cards side by side; arrow keys and digits move the choice."""

    started = Signal(object)
    opened = Signal(object)
    left_downwards = Signal()

    def __init__(self, picture: _Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._scale = first_scale()
        self._chosen = 0
        self._claims_enter = True
        self.cards: tuple[OccasionCard, ...] = ()

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Other proposals; the place of the choice stays."""
        if tuple(card.proposal for card in self.cards) == tuple(proposals):
            return
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = tuple(OccasionCard(proposal, self._picture, self) for proposal in proposals)
        for place, card in enumerate(self.cards):
            card.started.connect(self.started)
            card.opened.connect(self.opened)
            card.chosen.connect(lambda place=place: self._show_chosen(place))
            card.claim_enter(self._claims_enter)
            card.show()
        self.rescale(self._scale)
        self._show_chosen(min(self._chosen, max(len(self.cards) - 1, 0)))

    def claim_enter(self, claims: bool) -> None:
        """Whether Enter is said to start a card: not while something else takes it."""
        self._claims_enter = claims
        for card in self.cards:
            card.claim_enter(claims)

    @property
    def chosen(self) -> OccasionCard | None:
        return self.cards[self._chosen] if self.cards else None

    def choose(self, place: int) -> None:
        """Move the choice to a card, and the focus with it; nothing where there is none."""
        if 0 <= place < len(self.cards):
            self.cards[place].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self.chosen:
            self.chosen.setFocus(reason)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        for card in self.cards:
            card.rescale(scale)
        self.setFixedHeight(round(HEIGHT_PX * scale))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left:
            self.choose(self._chosen - 1)
        elif event.key() == Qt.Key.Key_Right:
            self.choose(self._chosen + 1)
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            event.ignore()

    def _show_chosen(self, place: int) -> None:
        self._chosen = place
        for at, card in enumerate(self.cards):
            card.set_wide(at == place)
        self._place()

    def _place(self) -> None:
        if not self.cards:
            return
        gap = round(_GAP_PX * self._scale)
        room = self.width() - gap * (len(self.cards) - 1)
        unit = room / (len(self.cards) - 1 + _WIDER_SHARE)
        x = 0.0
        for card in self.cards:
            width = unit * (_WIDER_SHARE if card.is_wide else 1)
            card.setGeometry(round(x), 0, round(x + width) - round(x), self.height())
            x += width + gap
