"""Where everything stands on the player page: sizes are shares of the window's height.

The giant number, the side, the cue and what comes next have a least size (digit or capital
height, in shares of the height) so that they are read from three metres; nothing may shrink
them, whatever the window's shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from mobility_timer.ui.widgets import fonts

CAPITAL_SHARE = 0.727  # of the em: the height of capitals and figures in Inter
NUMBER_LEAST_SHARE = 0.20
SIDE_LEAST_SHARE = 0.08
CUE_LEAST_SHARE = 0.05
NEXT_LEAST_SHARE = 0.04
HEADER_PX, LONG_NUMBER_PX = 19, 222
"""The em of the line at the top, and of a number of three digits, in a window 800 px high."""
PORTRAIT_FROM_SHARE = 1.1
"""The height in widths from which the figure stands above the words."""
WORDS_MOST_SHARE = 0.45
CAPTION_LEAST_PX = 28
"""Two lines of the smallest type, with their descenders."""


class TextFace(NamedTuple):
    """A font, and what measures texts in it."""

    font: QFont
    metrics: QFontMetricsF


@dataclass(frozen=True)
class Places:
    """Rectangles in pixels, and the em of the large type; `baseline` is the number's.

    Of the texts that change from second to second the faces are found once.
    """

    scale: float
    header: QRectF
    figure_view: QRectF
    count: QRectF
    baseline: float
    beats: QRectF
    prompt: QRectF
    lines: QRectF
    undo: QRectF
    bar: QRectF
    controls: QRectF
    caption: QRectF
    heading: float
    number: float
    of: float
    side: float
    word: float
    cue: float
    next: float

    @cached_property
    def name_face(self) -> TextFace:
        return _face(self.heading, QFont.Weight.DemiBold)

    def number_face(self, digits: int) -> TextFace:
        """The giant number's: smaller where three digits have to fit."""
        return self._number_face if digits < 3 else self._long_number_face

    @cached_property
    def of_face(self) -> TextFace:
        return _face(self.of, QFont.Weight.Medium)

    @cached_property
    def side_face(self) -> TextFace:
        return _face(self.side, QFont.Weight.Bold, display=True)

    @cached_property
    def word_face(self) -> TextFace:
        return _face(self.word, QFont.Weight.DemiBold, display=True)

    @cached_property
    def header_face(self) -> TextFace:
        return _face(HEADER_PX * self.scale, QFont.Weight.Normal, tabular=True)

    @cached_property
    def strong_header_face(self) -> TextFace:
        return _face(HEADER_PX * self.scale, QFont.Weight.DemiBold, tabular=True)

    @cached_property
    def _number_face(self) -> TextFace:
        return _face(self.number, QFont.Weight.Bold, display=True, tabular=True)

    @cached_property
    def _long_number_face(self) -> TextFace:
        pixels = min(self.number, LONG_NUMBER_PX * self.scale)
        return _face(pixels, QFont.Weight.Bold, display=True, tabular=True)


def _face(
    pixels: float, weight: QFont.Weight, *, display: bool = False, tabular: bool = False
) -> TextFace:
    font = fonts.font(pixels, weight, display, tabular=tabular)
    return TextFace(font, QFontMetricsF(font))


def lay_out(width: float, height: float, *, dense: bool) -> Places:
    """The page in a window of this size; `dense` where a cue takes two lines.

    Only where the window is narrower than 4:3 do the sizes follow its width. In portrait the figure
    stands above the words and takes the height that they leave.
    """
    s = min(height / 800, width / 1040)
    spare = height - 800 * s
    margin = 32 * s
    foot = 676 * s + spare
    portrait = height >= PORTRAIT_FROM_SHARE * width
    if portrait:
        w = max(s, min(width / 700, WORDS_MOST_SHARE * height / 606))
        column = width - 2 * margin
        above = foot - 20 * s - 668 * w
        figure = QRectF(margin, 50 * s, column, above + 62 * w - 50 * s)
    else:
        w = s
        column = min(max(604 * s, 0.42 * width), 0.62 * width)
        above = spare / 2
        wide = width - 2 * margin - column - 18 * s
        figure = QRectF(margin, 50 * s, wide, 616 * s + spare)
    x = width - margin - column
    beats, prompt, lines = (334, 366, 474) if dense else (373, 411, 534)

    def middle(y: float) -> float:
        return y * w + above

    def em(least: float, wanted: float) -> float:
        return max(least * 800 * w / CAPITAL_SHARE + 1, wanted * w)

    bar = QRectF(margin, foot, width - 2 * margin, max(46 * s, min(24, 54 * s)))
    controls = QRectF(margin - 8 * s, 730 * s + spare, width - 2 * margin + 16 * s, 52 * s)
    grown = max(0.0, CAPTION_LEAST_PX - controls.height())
    caption = QRectF(margin, controls.top(), controls.width() - 16 * s, controls.height() + grown)
    caption.moveTop(max(bar.bottom(), controls.top() - grown / 2))
    return Places(
        scale=s,
        header=QRectF(margin - 8 * s, 12 * s, width - 2 * margin + 8 * s, 36 * s),
        figure_view=_snapped(figure),
        count=QRectF(x, middle(62), column, (beats - 68) * w),
        baseline=middle(292 if dense else 328),
        beats=QRectF(x, middle(beats), column, 12 * w),
        prompt=QRectF(x, middle(prompt), column, (104 if dense else 114) * w),
        lines=QRectF(x, middle(lines), column, (668 - lines) * w),
        undo=QRectF(x, middle(669 - 60), column, 60 * w),
        bar=bar,
        controls=controls,
        caption=caption,
        heading=34 * w,
        number=em(NUMBER_LEAST_SHARE, 222 if dense else 268),
        of=56 * w,
        side=em(SIDE_LEAST_SHARE, 88),
        word=em(CUE_LEAST_SHARE, 55),
        cue=em(CUE_LEAST_SHARE, 55),
        next=em(NEXT_LEAST_SHARE, 44),
    )


def _snapped(rect: QRectF) -> QRectF:
    """Whole pixels, and sides that stay whole at device pixel ratios in quarters."""
    return QRectF(
        round(rect.left()), round(rect.top()), rect.width() // 8 * 8, rect.height() // 8 * 8
    )
