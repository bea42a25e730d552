"""Settings: few, and each does what it says at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer import files
from mobility_timer.personal import Reminder, calendar_file, effective_routine, remind_of
from mobility_timer.routine import Routine
from mobility_timer.settings import (
    LONGEST_GET_READY_S,
    SHORTEST_GET_READY_S,
    CoachFigure,
    Contrast,
    FrontView,
    LinesBy,
    ReducedMotion,
    Theme,
)
from mobility_timer.timeline import length_ms
from mobility_timer.ui.settings.habits import HabitSettings
from mobility_timer.ui.settings.sound import SoundSettings
from mobility_timer.ui.settings.voices import texts_to_read
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Toggle, Weight
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.controls.file_dialog import in_documents
from mobility_timer.ui.widgets.controls.setting import Setting
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Elided, Label
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.top_line import HANGS_PX, TopLine
from mobility_timer.words import buttons
from mobility_timer.words import settings_page as words

_WIDTH_PX = 620
_READY_STEP_S = 5
_THEMES = (
    (Theme.SYSTEM, words.AS_THE_SYSTEM),
    (Theme.LIGHT, words.LIGHT),
    (Theme.DARK, words.DARK),
)
_CONTRASTS = (
    (Contrast.SYSTEM, words.AS_THE_SYSTEM),
    (Contrast.HIGH, words.HIGH_CONTRAST),
    (Contrast.OFF, words.USUAL_CONTRAST),
)
_SPEAKERS = (
    (LinesBy.AUTO, words.LINES_BY_EITHER),
    (LinesBy.VOICE, words.LINES_BY_VOICE),
    (LinesBy.READER, words.LINES_BY_READER),
)
_FRONT_VIEWS = (
    (FrontView.MIRROR, words.AS_IN_A_MIRROR),
    (FrontView.PERSON, words.AS_ANOTHER_PERSON),
)
_COACHES = tuple((coach, words.COACHES[coach]) for coach in CoachFigure)
_MOTIONS = (
    (ReducedMotion.SYSTEM, words.AS_THE_SYSTEM),
    (ReducedMotion.ON, words.ONLY_THE_FIGURE),
    (ReducedMotion.OFF, words.ALL_OF_IT),
)


class SettingsPage(Page):
    """Every change is kept and takes effect as it is made.

    `opened` is the routine that was opened last: voices that can read it are listed first.
    """

    title = words.TITLE

    def __init__(
        self,
        context: Context,
        pages: Pages,
        opened: Routine | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._pages = pages
        self.leave = PillButton(buttons.BACK, weight=Weight.BARE, icon="back")
        self.theme = Choice(words.LIGHT_OR_DARK, _THEMES)
        self.contrast = Choice(words.CONTRAST, _CONTRASTS)
        self.motion = Choice(words.MOVEMENT_ON_SCREEN, _MOTIONS)
        self.figure = Choice(words.COACH, _COACHES)
        self.front_view = Choice(words.FRONT_VIEW, _FRONT_VIEWS)
        self.lines_by = Choice(words.LINES_BY, _SPEAKERS)
        self.sounds = SoundSettings(
            context.coach, self._change, texts_to_read(context.library, opened)
        )
        self.ready = Stepper(words.TIME_TO_GET_READY, filled=False)
        self.habits = HabitSettings(self._change)
        self.wait = Toggle(buttons.WAIT_BEFORE_EACH_SET)
        self.folder = PillButton(words.OPEN_THE_FOLDER, weight=Weight.QUIET, icon="folder")
        self._groups: list[QVBoxLayout] = []
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        column = QWidget()
        self._column = QVBoxLayout(column)
        self._top = TopLine(self.leave)
        self._column.addLayout(self._top)
        self._column.addWidget(Label(words.TITLE, Text.TITLE))
        looks = [
            (words.LIGHT_OR_DARK, self.theme),
            (words.CONTRAST, self.contrast),
            (words.MOVEMENT, self.motion),
            (words.COACH, self.figure),
            (words.FRONT_VIEW, self.front_view),
        ]
        self._group(words.LOOK, looks)
        does = Label(words.WHAT_REDUCED_MOTION_DOES, Text.SMALL, muted=True, wraps=True)
        self._column.addWidget(does)
        self._group(words.SOUND, self.sounds.rows)
        leads = [
            (words.TIME_TO_GET_READY, self.ready),
            (buttons.WAIT_BEFORE_EACH_SET, self.wait),
            (words.LINES_BY, self.lines_by),
        ]
        self._group(words.WHILE_YOU_DO_IT, leads)
        self._group(words.HABITS, self.habits.rows)
        self._group(words.REMINDERS, self.habits.reminder_rows)
        self._column.addWidget(Label(words.WHEN_REMINDED, Text.SMALL, muted=True, wraps=True))
        path = Elided(str(files.user_routines()), cut=Qt.TextElideMode.ElideMiddle)
        self._group(words.YOUR_OWN_ROUTINES, [(path, self.folder)])
        self._column.addWidget(Label(words.PRIVACY, Text.SMALL, muted=True, wraps=True))
        self._column.addStretch(1)
        middle = QWidget()
        self._middle = QHBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.addStretch(1)
        self._middle.addWidget(column)
        self._middle.addStretch(1)
        self._held = column
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(middle, self))

    def _group(self, head: str, controls: Sequence[tuple[str | QWidget, QWidget]]) -> None:
        group = QVBoxLayout()
        group.addWidget(Label(head, Text.SMALL, muted=True))
        for name, control in controls:
            group.addWidget(Setting(name, control))
        self._groups.append(group)
        self._column.addLayout(group)

    def _connect(self) -> None:
        self.leave.clicked.connect(self._pages.back)
        self.theme.picked.connect(lambda theme: self._change(theme=theme))
        self.contrast.picked.connect(lambda contrast: self._change(contrast=contrast))
        self.lines_by.picked.connect(lambda speaker: self._change(lines_by=speaker))
        self.motion.picked.connect(lambda motion: self._change(reduced_motion=motion))
        self.figure.picked.connect(lambda coach: self._change(coach=coach))
        self.front_view.picked.connect(lambda view: self._change(front_view=view))
        self.ready.stepped.connect(self._get_ready)
        self.wait.clicked.connect(lambda on: self._change(wait_for_me=on))
        self.folder.clicked.connect(self._open_folder)
        self.habits.calendar.clicked.connect(self._choose_calendar)

    def opened(self) -> None:
        self._show()
        self.sounds.find_voices()
        self.theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def _get_ready(self, steps: int) -> None:
        """On to the next whole step, up or down."""
        now = self._context.settings.value.get_ready_s
        step = now // _READY_STEP_S + steps if steps > 0 else -(-now // _READY_STEP_S) + steps
        longer = min(max(step * _READY_STEP_S, SHORTEST_GET_READY_S), LONGEST_GET_READY_S)
        self._change(get_ready_s=longer)

    def _change(self, **changes: object) -> None:
        self._context.settings.change(**changes)
        self._pages.apply_settings()
        self._show()

    def _show(self) -> None:
        chosen = self._context.settings.value
        self.theme.show_value(chosen.theme)
        self.contrast.show_value(chosen.contrast)
        self.lines_by.show_value(chosen.lines_by)
        self.motion.show_value(chosen.reduced_motion)
        self.figure.show_value(chosen.coach)
        self.front_view.show_value(chosen.front_view)
        self.sounds.show_chosen(chosen)
        self.habits.show_chosen(chosen)
        self.ready.show_value(words.seconds(chosen.get_ready_s))
        self.ready.set_ends(
            can_fall=chosen.get_ready_s > SHORTEST_GET_READY_S,
            can_rise=chosen.get_ready_s < LONGEST_GET_READY_S,
        )
        self.wait.setChecked(chosen.wait_for_me)

    def _choose_calendar(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "", in_documents("mobility-timer.ics"), "*.ics")
        if name:
            self.save_calendar(Path(name))

    def save_calendar(self, path: Path) -> None:
        """Write the reminders as a calendar file, with the length of the routine as it is done."""
        context = self._context
        library, chosen = context.library, context.settings.value
        last = context.history.last_routines()
        found = remind_of(Reminder.PLANNED, last, library.routines)
        if found is None:
            return
        changes = context.adjustments.now(found[0])
        routine = effective_routine(found[0], changes, chosen, library.drills)
        now = datetime.now().astimezone()
        text = calendar_file(chosen.reminders, routine.name, length_ms(routine), now)
        try:
            files.write_atomic(path, text)
        except OSError as error:
            self._pages.say(f"{path}: {error.strerror}")

    def _open_folder(self) -> None:
        folder = files.user_routines()
        try:
            files.make_folder(folder)
        except OSError as error:
            self._pages.say(f"{folder}: {error.strerror or error}")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def rescaled(self, scale: float) -> None:
        hangs = round(HANGS_PX * scale)
        self._held.setFixedWidth(round(_WIDTH_PX * scale) + 2 * hangs)
        self._column.setContentsMargins(hangs, round(22 * scale), hangs, round(40 * scale))
        self._top.rescale(scale)
        self._column.setSpacing(round(18 * scale))
        for group in self._groups:
            group.setSpacing(round(4 * scale))
