"""The right side of a drill's page: how long it takes, what is missing, what will be said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mobility_timer.routine import check_routine
from mobility_timer.timeline import compile_routine, minutes_seconds
from mobility_timer.ui.editor.drill.model import DrillDraft
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.words import drill_page as words

_WIDTH_PX = 330


class DrillPanel(QWidget):
    """Its buttons are public: the page listens to them."""

    def __init__(self) -> None:
        super().__init__()
        self.length = Label("", Text.NUMBER)
        self.fault = Label("", Text.SMALL, wraps=True)
        self.remarks = Label("", Text.SMALL, muted=True, wraps=True)
        self.said = Label("", Text.SMALL, muted=True, wraps=True)
        self.hear = PillButton(words.HEAR, weight=Weight.QUIET, icon="sound")
        self.save = PillButton(words.SAVE, words.SAVE_KEY, large=True)
        policy = self.save.sizePolicy().Policy
        self.save.setSizePolicy(policy.Expanding, policy.Fixed)
        said = QWidget()
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.said)
        lines.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.length)
        self._column.addWidget(self.fault)
        self._column.addWidget(self.remarks)
        self._column.addWidget(Label(words.WHAT_IS_SAID, Text.SMALL_STRONG))
        self._column.addWidget(Scroll(said), 1)
        self._column.addWidget(self.hear, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.save)

    def show_draft(self, draft: DrillDraft) -> None:
        self.fault.setText(draft.fault)
        self.fault.setVisible(bool(draft.fault))
        self.hear.setEnabled(draft.is_sound)
        self.save.setEnabled(draft.is_sound and (draft.on_disk is None or draft.is_changed))
        alone = draft.alone
        remarks = check_routine(alone) if alone else ()
        self.remarks.setText("\n".join(remark.text for remark in remarks))
        self.remarks.setVisible(bool(remarks))
        timeline = compile_routine(alone) if alone else None
        self.length.setText(minutes_seconds(timeline.length) if timeline else "0:00")
        cues = timeline.cues_between(0, timeline.length + 1) if timeline else ()
        self.said.setText("\n".join(cue.line for cue in cues if cue.line))

    def rescale(self, scale: float) -> None:
        self.setFixedWidth(round(_WIDTH_PX * scale))
        self._column.setSpacing(round(10 * scale))
        self._column.setContentsMargins(0, round(28 * scale), 0, 0)
