"""The page of the last twelve weeks, and of what can be done with one's numbers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer import files
from mobility_timer.library import Library
from mobility_timer.personal import MeasureKind, NotARecord, Progress, by_day
from mobility_timer.routine import Side
from mobility_timer.ui.measure.chart import MeasureChart
from mobility_timer.ui.progress.charts import Share, ShareBars, WeekBars
from mobility_timer.ui.shell.context import Context, HistoryAccess
from mobility_timer.ui.shell.latest import Latest
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.controls.file_dialog import in_documents
from mobility_timer.ui.widgets.label import Elided, Label
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.top_line import TopLine
from mobility_timer.ui.widgets.week_marks import WeekMarks
from mobility_timer.words import buttons, measure
from mobility_timer.words import progress as words

_MOST_ROWS = 6
_LARGEST_EXPORT_BYTES = 64_000_000


class ProgressPage(Page):
    """Reads and writes off the UI thread; nothing on it counts days in a row."""

    title = words.TITLE
    exchanged = Signal()

    def __init__(self, context: Context, pages: Pages) -> None:
        super().__init__()
        self._context = context
        self._pages = pages
        self._history = context.history
        self._reading = Latest(self)
        self._reading.done.connect(self.show_progress)
        self._exchanging = Latest(self)
        self._exchanging.done.connect(self._end_exchange)
        self.leave = PillButton(buttons.BACK, weight=Weight.BARE, icon="back")
        self.week = WeekMarks(leads_on=False)
        self.said = Label("", muted=True)
        self.bars = WeekBars()
        self.sides = ShareBars(words.LEFT_AND_RIGHT)
        self.parts = ShareBars(words.BODY_PARTS)
        self.most = ShareBars(words.MOST)
        self.never = Elided("", Text.SMALL, muted=True, lines=2)
        self.chart = MeasureChart()
        self.measured = Label("", Text.SMALL_STRONG)
        self.band = Label("", Text.SMALL, muted=True, wraps=True)
        self.measure = PillButton(words.MEASURE, weight=Weight.QUIET)
        self.lies = Elided(words.lies_in(self._history.path), Text.SMALL, muted=True)
        self.csv = PillButton(words.SAVE_CSV, weight=Weight.QUIET)
        self.json = PillButton(words.SAVE_JSON, weight=Weight.QUIET)
        self.read_back = PillButton(words.READ_BACK, weight=Weight.QUIET)
        self.delete = PillButton(words.DELETE, weight=Weight.QUIET)
        self.really = PillButton(words.REALLY_DELETE, weight=Weight.QUIET, icon="warning")
        self.really.hide()
        self._build()
        self._connect()
        self._read()

    def _build(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._top = TopLine(self.leave)
        self._column.addLayout(self._top)
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.addWidget(Label(words.TITLE, Text.TITLE))
        titles.addWidget(self.said)
        head.addLayout(titles, 1)
        head.addWidget(self.week)
        self._column.addLayout(head)
        self._column.addWidget(Label(words.TWELVE_WEEKS, Text.SMALL_STRONG))
        self._column.addWidget(self.bars)
        self._details = QWidget()
        self._pair = QHBoxLayout(self._details)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._halves: list[QVBoxLayout] = []
        for shown in (
            ((words.LEFT_AND_RIGHT, self.sides), (words.BODY_PARTS, self.parts)),
            ((words.MOST, self.most), (words.NEVER, self.never)),
        ):
            half = QVBoxLayout()
            for name, widget in shown:
                half.addWidget(Label(name, Text.SMALL_STRONG))
                half.addWidget(widget)
            self._halves.append(half)
            half.addStretch(1)
            self._pair.addLayout(half, 1)
        self._column.addWidget(self._details)
        self._column.addWidget(self.measured)
        self._column.addWidget(self.chart)
        self._column.addWidget(self.band)
        self._column.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(Label(words.YOURS, Text.SMALL_STRONG))
        self._column.addWidget(self.lies)
        self._keys = QHBoxLayout()
        for button in (self.csv, self.json, self.read_back, self.delete, self.really):
            self._keys.addWidget(button)
        self._keys.addStretch(1)
        self._column.addLayout(self._keys)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(content, self))

    def _connect(self) -> None:
        self.leave.clicked.connect(self._pages.back)
        self.measure.clicked.connect(self._pages.show_measure)
        self.csv.clicked.connect(lambda: self._save("csv"))
        self.json.clicked.connect(lambda: self._save("json"))
        self.read_back.clicked.connect(self._read_back)
        self.delete.clicked.connect(lambda: self.really.setVisible(not self.really.isVisible()))
        self.really.clicked.connect(self._delete)

    def opened(self) -> None:
        self._show_measures()

    def closing(self) -> None:
        self._reading.forget()
        for work in (self._reading, self._exchanging):
            work.wait()

    def show_progress(self, progress: Progress) -> None:
        self.week.show_week(progress.week, progress.today.weekday())
        done = any(week.sessions for week in progress.weeks)
        goal = self._context.settings.value.weekly_goal
        self.said.setText(
            words.sessions_this_week(progress.week.sessions, goal) if done else words.NOTHING
        )
        self.bars.show_weeks(progress.weeks)
        self.sides.show_rows(
            (
                Share(words.LEFT, progress.left, words.number(progress.left), Side.LEFT),
                Share(words.RIGHT, progress.right, words.number(progress.right), Side.RIGHT),
            )
        )
        self.most.show_rows(
            [
                Share(name, number, words.sets(number))
                for _id, name, number in progress.drills[:_MOST_ROWS]
            ]
        )
        library = self._context.library
        self.parts.show_rows(_parts(progress, library))
        never = [d.short for d in library.drills.values() if d.id not in progress.ever and d.motion]
        self.never.show_text(", ".join(sorted(never)))
        self._details.setVisible(done)
        self.rescale_now()

    def _show_measures(self) -> None:
        """The kind that was measured last, both sides day by day."""
        measures = self._history.measures()
        kind = measures[-1].kind if measures else MeasureKind.KNEE_TO_WALL
        inches = self._context.settings.value.inches and not kind.is_angle
        self.chart.show_days(by_day(measures, kind), kind, inches=inches)
        self.chart.setVisible(bool(measures))
        self.measured.setText(measure.NAMES[kind.value])
        self.band.setText(measure.BAND if measures else words.NOT_MEASURED)

    def save(self, path: Path) -> None:
        """Write the export that the name of the file asks for; `exchanged` tells the end."""
        self._exchanging.ask(lambda: _save(self._history, path))

    def add(self, path: Path) -> None:
        """Add the sessions of an export; `exchanged` tells the end."""
        self._exchanging.ask(lambda: _add(self._history, path))

    def _end_exchange(self, line: str) -> None:
        if line:
            self._pages.say(line)
        self._show_measures()
        self._read()
        self.exchanged.emit()

    def _read(self) -> None:
        self._reading.ask(self._history.progress)

    def _save(self, kind: str) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "", in_documents(f"mobility-timer.{kind}"), f"*.{kind}"
        )
        if name:
            self.save(Path(name))

    def _read_back(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "", in_documents(), "*.json")
        if name:
            self.add(Path(name))

    def _delete(self) -> None:
        self._history.delete_all()
        self.really.hide()
        self._show_measures()
        self._read()

    def rescaled(self, scale: float) -> None:
        margin = round(48 * scale)
        self._top.rescale(scale)
        for half in self._halves:
            half.setSpacing(round(12 * scale))
        self._column.setContentsMargins(margin, round(20 * scale), margin, margin)
        self._column.setSpacing(round(17 * scale))
        self._pair.setSpacing(round(48 * scale))
        self._keys.setSpacing(round(10 * scale))


def _save(history: HistoryAccess, path: Path) -> str:
    """Write an export; what is to be said of it."""
    text = history.as_csv() if path.suffix.lower() == ".csv" else history.as_json()
    try:
        files.write_atomic(path, text)
    except OSError as error:
        return f"{path}: {error.strerror}"
    return ""


def _add(history: HistoryAccess, path: Path) -> str:
    """Add an export; what is to be said of it."""
    try:
        return words.read_back(history.add_json(_text_of(path)))
    except (NotARecord, UnicodeDecodeError) as fault:
        return words.not_read(str(fault))
    except OSError as error:
        return f"{path}: {error.strerror}"


def _text_of(path: Path) -> str:
    """Raises OSError and UnicodeDecodeError."""
    return files.read_limited(path, _LARGEST_EXPORT_BYTES).decode("utf-8-sig")


def _parts(progress: Progress, library: Library) -> list[Share]:
    """Sets by the body part that a drill is about first; drills that are gone count for none."""
    sets: Counter[str] = Counter()
    for id, _name, number in progress.drills:
        drill = library.drills.get(id)
        if drill is not None and drill.targets:
            sets[drill.targets[0]] += number
    return [
        Share(part.capitalize(), number, words.sets(number))
        for part, number in sets.most_common(_MOST_ROWS)
    ]
