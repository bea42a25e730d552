"""What became of each line of a prescription, below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets.label import Label, breakable

_ROW = (
    '<table cellspacing="0" cellpadding="0" style="margin-bottom: {gap}px"><tr>'
    '<td width="{indent}" style="color: {mark_colour}">{mark}</td><td>{rows}</td></tr></table>'
)
_INDENT_EMS, _GAP_EMS = 1.7, 0.8


@dataclass(frozen=True)
class Told:
    """One line as it stands on the page; `mark` says whether it is taken, and a part that is empty
    is left out. `guess` is what is not said in it, `kept` what was not understood and is a note,
    `refused` why it is not taken."""

    mark: str
    line: str
    drill: str = ""
    dose: str = ""
    guess: str = ""
    kept: str = ""
    refused: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(
            filter(None, (self.line, self.drill, self.dose, self.guess, self.kept, self.refused))
        )


class ToldLines(Label):
    """Lines with their drills and doses in ink, what is guessed muted, what is refused in colour;
    a text alone where there are none."""

    lines: tuple[Told, ...] = ()

    def __init__(self, text: str) -> None:
        self._alone = text
        super().__init__(text, muted=True, wraps=True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_lines(self, lines: Sequence[Told]) -> None:
        self.lines = tuple(lines)
        self._show()

    def rescale(self, scale: float) -> None:
        super().rescale(scale)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.lines:
            self._show()

    def setText(self, text: str) -> None:
        """Long words are made breakable in each part, not in what stands around it."""
        QLabel.setText(self, text)

    def _show(self) -> None:
        self.setTextFormat(Qt.TextFormat.RichText if self.lines else Qt.TextFormat.PlainText)
        self.setText("".join(map(self._row, self.lines)) or self._alone)

    def _row(self, told: Told) -> str:
        colours = tokens(self)
        marked = colours.right if told.refused else colours.left
        shown = (
            (told.line, f"color: {colours.ink}; font-weight: 600"),
            (told.drill, f"color: {colours.muted}"),
            (told.dose, f"color: {colours.ink}"),
            (told.guess, f"color: {colours.muted}"),
            (told.kept, f"color: {colours.right}"),
            (told.refused, f"color: {colours.right}"),
        )
        em = self.fontMetrics().height() / 1.2
        return _ROW.format(
            gap=round(_GAP_EMS * em),
            indent=round(_INDENT_EMS * em),
            mark=told.mark,
            mark_colour=marked,
            rows="".join(
                f'<div style="{style}">{escape(breakable(text))}</div>'
                for text, style in shown
                if text
            ),
        )
