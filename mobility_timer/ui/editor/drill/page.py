"""A drill of one's own: what it is called, what is said, how it goes, and what is seen of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.editing import KeptDraft
from mobility_timer.library import Library
from mobility_timer.personal import SessionStart
from mobility_timer.routine import SHORTEST_HOLD_S, Drill, Position, Sides
from mobility_timer.ui.editor.asking import AskBar
from mobility_timer.ui.editor.drill.drafts import edited_drill
from mobility_timer.ui.editor.drill.lines import LineList, PhaseList
from mobility_timer.ui.editor.drill.model import DrillDraft, NotRead, read_keys
from mobility_timer.ui.editor.drill.panel import DrillPanel
from mobility_timer.ui.editor.drill.pictures import copied
from mobility_timer.ui.editor.file_keeper import FileKeeper
from mobility_timer.ui.editor.keys import bind_keys
from mobility_timer.ui.editor.own.own_drills import OwnDrill
from mobility_timer.ui.editor.refusals import Refusals
from mobility_timer.ui.editor.steps.typed import typed_ms, typed_number
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import IconButton, PillButton, Weight
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.controls.field import TextField
from mobility_timer.ui.widgets.controls.file_dialog import in_pictures
from mobility_timer.ui.widgets.controls.menu import pop_up
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.top_line import TopLine
from mobility_timer.words import buttons, routines
from mobility_timer.words import drill_page as words
from mobility_timer.words import editor as editor_words

_MOST_STEPS, _MOST_CUES = 5, 8

Saved = Callable[[Drill, Library], object]


class DrillPage(Page):
    """`saved` is told the drill and the library that has it; the page then closes."""

    title = words.TITLE
    edits = True

    def __init__(
        self,
        context: Context,
        pages: Pages,
        draft: DrillDraft,
        saved: Saved,
        in_use: frozenset[str] = frozenset(),
        kept: KeptDraft | None = None,
    ) -> None:
        """`in_use` are ids of drills that a routine has which is being edited; `kept` is the draft
        that this one was taken up from."""
        super().__init__()
        self._in_use = in_use
        self._context = context
        self._pages = pages
        self._refusals = Refusals(pages.say, pages.take_back)
        self._saved = saved
        self.draft = draft.read()
        self.leave = PillButton(buttons.BACK, weight=Weight.BARE, icon="back")
        self.undo = IconButton("undo", words.UNDO)
        self.redo = IconButton("redo", words.REDO)
        self.name = TextField(words.NAME, Text.TITLE, bare=True)
        self.spoken = TextField(words.SPOKEN_AS, Text.SMALL)
        self.position = Choice(
            words.POSITION, [(p.value, routines.POSITIONS[p.value]) for p in Position]
        )
        self.sides = Choice(words.SIDES, [(s.value, words.SHAPES[s.value]) for s in Sides])
        self.side_means = TextField(words.SIDE_MEANS, Text.SMALL)
        self.unit = Choice(words.DOSE, [(unit, words.UNITS[unit]) for unit in words.UNITS])
        self.amount = Stepper(words.DOSE, filled=False, types=True)
        self.phases = PhaseList()
        self.steps = LineList(words.STEP, words.step, _MOST_STEPS, 60)
        self.cues = LineList(words.CUE, words.cue, _MOST_CUES, 24)
        self.needs = TextField(words.NEEDS, Text.SMALL, longest=200)
        moving = [(None, words.NO_FIGURE)] + [(drill.id, drill.name) for drill in self._models()]
        self.moves_like = Choice(words.MOVES_LIKE, moving)
        self.pictures = PillButton(words.ADD_PICTURES, weight=Weight.QUIET, icon="plus")
        self.no_pictures = PillButton(words.NO_PICTURES, weight=Weight.BARE)
        self.shown_pictures = Label("", Text.SMALL, muted=True, wraps=True)
        self.more = IconButton("more", editor_words.MORE)
        self.asking = AskBar()
        self.panel = self.beside_notices = DrillPanel()
        self._is_left = False
        self.file = FileKeeper(
            context.user_files(),
            self.asking,
            lambda: self.draft,
            self._new_path,
            self,
            kept,
        )
        self._build()
        self._connect()
        self._show()

    def _models(self) -> list[Drill]:
        """The drills of the catalogue whose figure may be borrowed."""
        drills = self._context.library.drills.values()
        return sorted((d for d in drills if d.motion), key=lambda drill: drill.name)

    def _build(self) -> None:
        content = QWidget()
        self._grid = QGridLayout(content)
        self._heads: list[Label] = []
        dose = _row(self.amount, self.unit)
        sides = _row(self.sides, self.side_means, fills=self.side_means)
        figure = _row(self.moves_like, self.pictures, self.no_pictures)
        for place, (head, part) in enumerate(
            (
                (words.SPOKEN, self.spoken),
                (words.POSITION, _row(self.position)),
                (words.DOSE, dose),
                (words.PHASES, self.phases),
                (words.SIDES, sides),
                (words.STEPS, self.steps),
                (words.CUES, self.cues),
                (words.NEEDS_HEAD, self.needs),
                (words.FIGURE, figure),
                ("", self.shown_pictures),
            )
        ):
            top = Qt.AlignmentFlag.AlignTop
            self._heads.append(Label(head, Text.SMALL, muted=True))
            self._grid.addWidget(self._heads[-1], place, 0, top)
            self._grid.addWidget(part, place, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(20, 1)
        self._top = TopLine(self.leave, self.undo, self.redo, self.more)
        self._hang = TopLine(self.name)
        self._hang.fill()
        self._left = QVBoxLayout()
        self._left.addLayout(self._top)
        self._ask_line = QHBoxLayout()
        self._ask_line.addWidget(self.asking)
        self._left.addLayout(self._ask_line)
        self._left.addLayout(self._hang)
        self._left.addWidget(Scroll(content, sideways=True), 1)
        self._whole = QHBoxLayout(self)
        self._whole.addLayout(self._left, 1)
        self._whole.addWidget(self.panel)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.asking.unless_asked(self._pages.back))
        self.undo.clicked.connect(lambda: self._change(self.draft.undo()))
        self.redo.clicked.connect(lambda: self._change(self.draft.redo()))
        for key, field in (("name", self.name), ("spoken", self.spoken),
                           ("side_means", self.side_means)):  # fmt: skip
            field.settled.connect(lambda text, key=key: self._set(key, " ".join(text.split())))
        self.needs.settled.connect(
            lambda text: self._set("needs", [n.strip() for n in text.split(",") if n.strip()])
        )
        self.position.picked.connect(lambda value: self._set("position", value))
        self.sides.picked.connect(lambda value: self._change(self.draft.with_sides(str(value))))
        self.unit.picked.connect(
            lambda unit: self._change(self.draft.with_dose(str(unit), words.FIRST[str(unit)]))
        )
        self.file.replaced.connect(self._replace)
        self.file.saved.connect(self._was_saved)
        self.file.said.connect(self._pages.say)
        self.file.confirmed.connect(self._pages.tell)
        self.file.over.connect(self._pages.take_back)
        self.file.offered.connect(self._pages.say)
        self.amount.stepped.connect(lambda by: self._set_amount(self._amount + by * self._step))
        self.amount.typed.connect(self._type_amount)
        self.phases.changed.connect(lambda them: self._change(self.draft.with_phases(them)))
        self.steps.changed.connect(lambda lines: self._set("setup", lines))
        self.cues.changed.connect(lambda lines: self._set("cues", lines))
        self.moves_like.picked.connect(self._move_like)
        self.pictures.clicked.connect(self._choose_pictures)
        self.no_pictures.clicked.connect(lambda: self._set("pictures", None))
        self.more.clicked.connect(self._open_menu)
        self.panel.hear.clicked.connect(self._play)
        self.panel.save.clicked.connect(self._save)
        bind_keys(self, self.undo, self.redo, self.panel.save)

    def opened(self) -> None:
        self.file.look()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def closing(self) -> None:
        self._refusals.clear()
        self.file.stop()

    @property
    def _step(self) -> int:
        return 5 if self.draft.unit == "hold" else 1

    @property
    def _amount(self) -> int:
        known = self.draft.amount
        return words.FIRST[self.draft.unit] if known is None else known

    def _set(self, key: str, value: object) -> None:
        self._change(self.draft.with_key(key, value))

    def _type_amount(self, text: str) -> None:
        is_hold = self.draft.unit == "hold"
        number = typed_ms(text) if is_hold else typed_number(text)
        if number is None:
            refusal = editor_words.not_a_time if is_hold else editor_words.not_a_number
            self._refusals.say(refusal(text))
        else:
            self._set_amount(number // 1000 if is_hold else number)

    def _set_amount(self, amount: int) -> None:
        unit = self.draft.unit
        least = SHORTEST_HOLD_S if unit == "hold" else 1
        self._change(self.draft.with_dose(unit, max(least, amount)))

    def _move_like(self, id: object) -> None:
        library = self._context.library
        other = library.drills.get(str(id))
        path = library.paths.get(f"drill {id}")
        try:
            _, keys = read_keys(path) if path and other else ("", {})
        except NotRead as error:
            self._refusals.say(str(error))
            self._show()
            return
        self._change(self.draft.moving_like(other, keys))

    def _choose_pictures(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, words.ADD_PICTURES, in_pictures(), words.PICTURE_FILES
        )
        self.take_pictures([Path(name) for name in names])

    def take_pictures(self, paths: list[Path]) -> None:
        """Copy pictures beside the drill; they show it phase by phase, in this order."""
        known = self.draft.keys.get("pictures", ())
        names, troubles = copied(paths, self.draft.path, known, self._context.user_files())
        for trouble in troubles:
            self._pages.say(trouble)
        self._set("pictures", names)

    def _play(self) -> None:
        self._refusals.clear()
        if (alone := self.draft.alone) is not None:
            self._pages.play(alone, SessionStart(is_tried=True))

    def _new_path(self) -> Path:
        taken = frozenset(self._context.library.drills)
        return self._context.user_files().new_path(self.draft.name, taken=taken, of="drills")

    def _save(self) -> None:
        """Save it with all that was typed, and close the page."""
        self.settle_typed()
        self.file.save()

    def _replace(self, draft: DrillDraft) -> None:
        self.draft = draft
        self._show()

    def _was_saved(self) -> None:
        path, library = self.draft.path, self._context.library
        drill = library.read_drill_text(self.draft.on_disk or "", path)
        library = library.with_drill(drill, path)
        self._pages.use_library(library)
        self._leave()
        self._saved(drill, library)

    def _leave(self) -> None:
        """Close the page, with nothing left to be taken up."""
        self.file.forget_draft()
        self._is_left = True
        self._pages.back()

    def close_open(self) -> bool:
        return self.asking.close_open()

    def back(self) -> bool:
        """Ask before changes are left."""
        if self._is_left:
            return False
        if not self.draft.is_changed:
            self.file.forget_draft()
            return False
        leave = (editor_words.LEAVE, self._leave)
        if self.draft.is_sound:
            self.asking.ask_to_leave(editor_words.ASK_TO_SAVE, leave, (words.SAVE, self._save))
        else:
            self.asking.ask_to_leave(editor_words.cannot_be_saved(self.draft.fault), leave)
        return True

    def _open_menu(self) -> None:
        drill, draft = self.draft.drill, self.draft
        if drill is None or draft.on_disk is None:
            return

        def changed(library: Library) -> None:
            now = library.drills.get(drill.id)
            if not self._is_left and now is not None:
                self._context = self._context._replace(library=library)
                again = edited_drill(self._context, now)
                self._change(draft if again is None else again.read())
            self._saved(now or drill, library)

        own = OwnDrill(
            self._context, self._pages, draft.path, drill, self._in_use, self._leave, changed
        )
        pop_up(own.menu(self, self.scale), self.more)

    def _change(self, draft: DrillDraft) -> None:
        self._refusals.clear()
        if draft.keys != self.draft.keys:
            self.file.note_change()
        self.draft = draft
        self._show()

    def _show(self) -> None:
        keys = self.draft.keys
        self.call(str(keys.get("name", words.TITLE)))
        self.name.show_text(str(keys.get("name", "")))
        self.spoken.show_text(str(keys.get("spoken", "")))
        self.position.show_value(keys.get("position"))
        sides = keys.get("sides", "both")
        self.sides.show_value(sides)
        self.side_means.setVisible(sides != "both")
        self.side_means.show_text(str(keys.get("side_means", "")))
        self.unit.show_value(self.draft.unit)
        self.amount.show_value(str(self._amount))
        self.phases.show_phases(keys.get("tempo", {}))
        self.steps.show_lines(keys.get("setup", []))
        self.cues.show_lines(keys.get("cues", []))
        self.needs.show_text(", ".join(keys.get("needs", [])))
        by_motion = {one.motion: one.id for one in self._models()}
        self.moves_like.show_value(by_motion.get(keys.get("motion")))
        pictures = keys.get("pictures", [])
        self.shown_pictures.setText(words.these_pictures(pictures) if pictures else "")
        self.no_pictures.setVisible(bool(pictures))
        self.undo.setEnabled(bool(self.draft.done))
        self.redo.setEnabled(bool(self.draft.undone))
        self.more.setVisible(self.draft.on_disk is not None)
        self.panel.show_draft(self.draft)
        self.rescale_now()

    def rescaled(self, scale: float) -> None:
        margin, edge = round(48 * scale), round(14 * scale)
        self._whole.setContentsMargins(margin, round(20 * scale), margin, round(34 * scale))
        self._whole.setSpacing(round(26 * scale))
        self._top.rescale(scale)
        self._ask_line.setContentsMargins(0, 0, edge, 0)
        self._hang.hang(round(8 * scale))
        self._left.setSpacing(round(8 * scale))
        for head in self._heads:
            head.setContentsMargins(0, round(6 * scale), 0, 0)
        self._grid.setHorizontalSpacing(round(16 * scale))
        self._grid.setVerticalSpacing(round(14 * scale))
        below_notices = round(30 * scale)
        self._grid.setContentsMargins(0, round(8 * scale), edge, below_notices)
        self.amount.setFixedWidth(round(140 * scale))


def _row(*widgets: QWidget, fills: QWidget | None = None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is fills else 0)
    row.addStretch(0 if fills else 1)
    return holder
