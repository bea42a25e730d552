"""A page that scrolls up and down, with a bar that keeps out of the way."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets.paint import block, fill, mixed, smooth

WIDTH_PX = 10
_AROUND_FOCUS_PX = 20


class ThinBar(QScrollBar):
    """A scroll bar that is only its handle."""

    def sizeHint(self) -> QSize:
        across = QSize(WIDTH_PX, 40)
        return across if self.orientation() is Qt.Orientation.Vertical else across.transposed()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            fill(painter, event.rect(), colours.background)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if self.maximum() <= self.minimum():
                return
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar,
                option,
                QStyle.SubControl.SC_ScrollBarSlider,
                self,
            )
            over = 0.5 if self.isSliderDown() else 0.25 if self.underMouse() else 0.0
            rect = QRectF(handle).adjusted(2, 2, -2, -2)
            block(painter, rect, 3, mixed(colours.line, colours.muted, over))


class Scroll(QScrollArea):
    """Scrolls `content`. The bar's place is always kept, so that nothing moves when it comes.

    `sideways` is for content that very large text makes wider than the page: then another bar
    comes below it.
    """

    def __init__(
        self, content: QWidget, parent: QWidget | None = None, *, sideways: bool = False
    ) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # not Qt's own, for which PySide6 searches all its classes
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinBar(Qt.Orientation.Vertical, self))
        if sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self.setHorizontalScrollBar(ThinBar(Qt.Orientation.Horizontal, self))
            self.setCornerWidget(QWidget())  # else the style draws a corner of its own
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setAutoFillBackground(False)
        self.setWidget(content)
        self._had_focus: Callable[[], QWidget | None] = lambda: None
        content.setAutoFillBackground(False)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # Not focusChanged, which also hands over what had the focus, perhaps half gone.
            application.focusObjectChanged.connect(self._follow_focus)

    def _follow_focus(self, now: QObject | None) -> None:
        """Bring into sight what a screen reader or a key went to. The mouse moves nothing, and
        neither does the window that has the focus again, where it was."""
        if not isinstance(now, QWidget) or now.window() is not self.window():
            return
        before, self._had_focus = self._had_focus(), ref(now)
        if now is before or QGuiApplication.mouseButtons():
            return
        if self.isAncestorOf(now) and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now, 0, _AROUND_FOCUS_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll; the arrows are the page's, to move between its parts."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()
