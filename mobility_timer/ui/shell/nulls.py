"""The null family: for each part that the pages are given, one that does nothing.

A page made with these can be drawn and tested without sound, disk, window or passing time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from mobility_timer.personal import (
    Measure,
    MeasureKind,
    Progress,
    SelfCheck,
    SessionStart,
    TodaysPlan,
    Unfinished,
    Week,
    nothing_done,
)
from mobility_timer.playback import Result, SetKey, Update
from mobility_timer.routine import Adjustments, Drill, DrillChange, Occasion, Routine
from mobility_timer.settings import CoachFigure, Count, Settings
from mobility_timer.timeline import Timeline

if TYPE_CHECKING:
    from mobility_timer.drawing import SceneSpec, Transition
    from mobility_timer.editing import EditSession, KeptDraft
    from mobility_timer.library import Library


class NullClock:
    """Time stands at 0."""

    speed = 1.0

    def now(self) -> int:
        return 0

    def wall(self) -> int:
        return 0


class NullFollower:
    """Follows a session and does nothing with it."""

    def follow(self, update: Update) -> None: ...

    def close(self) -> None: ...


class NullCoach(NullFollower):
    """Silent, and nothing of it is missing."""

    notice = None
    voice_notice = None
    device_notice = None
    speaks = True
    prepared = (0, 0)
    voices = ()

    def find_voices(self) -> None: ...

    def listen(self) -> bool:
        return True

    def listen_to_tones(self) -> None: ...

    def render_ahead(
        self, timeline: Timeline, position: int = 0, openings: Iterable[Timeline] = ()
    ) -> None: ...

    def set_muted(self, muted: bool) -> None: ...

    def set_volume(self, percent: int, tone_percent: int) -> None: ...

    def set_voice(self, chosen: Settings) -> None: ...

    def set_count(self, count: Count) -> None: ...


class NullSettings:
    """The default settings or given ones; a change is not kept."""

    trouble = ""

    def __init__(self, value: Settings | None = None) -> None:
        self.value = value or Settings()

    def change(self, **changes: Any) -> None: ...


class NullAdjustments:
    """Every routine as it is written; a change is not kept."""

    trouble = ""
    lacks_some = False

    def now(self, _routine: Routine, /) -> Adjustments:
        return Adjustments()

    def now_for_all(self, routines: Iterable[Routine], /) -> Mapping[str, tuple[Adjustments, bool]]:
        return {routine.id: (Adjustments(), False) for routine in routines}

    def usual(self, _routine: Routine, /) -> Adjustments:
        return Adjustments()

    def recall(self, _routine_id: str, /) -> Adjustments:
        return Adjustments()

    def keep(self, _routine: Routine, _before: Adjustments, _changes: Adjustments, /) -> None: ...

    def keep_doses(self, _routine: Routine, _doses: Mapping[str, DrillChange], /) -> None: ...

    def stepped_back(self, _routine: Routine, /) -> Mapping[str, DrillChange]:
        return {}

    def settle(self, _routine: Routine, /, *, take_mine: bool) -> None: ...

    def today(self, _routine_id: str, /) -> TodaysPlan | None:
        return None

    def plan_today(self, _routine_id: str, _plan: TodaysPlan | None, /) -> None: ...

    def hurting(self, _routine: Routine, /) -> Mapping[str, int]:
        return {}


class NullHistory:
    """Nothing was done yet."""

    trouble = ""
    lacks_some = False

    def unfinished(
        self, _routines: Mapping[str, Routine], _drills: Mapping[str, Drill]
    ) -> Unfinished | None:
        return None

    path = Path("sessions.db")

    @property
    def today(self) -> str:
        return date.today().isoformat()

    def this_week(self) -> Week:
        return self.progress().week

    def weekday(self) -> int:
        return 0

    def progress(self) -> Progress:
        return nothing_done(date(2026, 5, 4))

    def as_json(self) -> str:
        return ""

    def as_csv(self) -> str:
        return ""

    def add_json(self, _text: str, /) -> int:
        return 0

    def delete_all(self) -> None: ...

    def note_hurt(self) -> SetKey | None:
        return None

    def take_hurt_back(self) -> None: ...

    def add_measure(
        self, _kind: MeasureKind, _left: Sequence[float], _right: Sequence[float], /
    ) -> None: ...

    def note_measure_begun(self, _kind: MeasureKind, _trials: Sequence[float], /) -> None: ...

    def measure_begun(self, _kind: MeasureKind, /) -> tuple[float, ...]:
        return ()

    def take_measure_back(self, _kind: MeasureKind, /) -> None: ...

    def measures(self) -> tuple[Measure, ...]:
        return ()

    def note_self_check(self, _answers: Mapping[str, bool], /) -> None: ...

    def last_self_check(self) -> SelfCheck | None:
        return None

    def dismiss(self, _token: str) -> None: ...

    def last_routines(self) -> Mapping[str, str]:
        return {}


class NullPages:
    """Shows no other page."""

    def show_home(self) -> None: ...

    def show_preview(self, routine: Routine, occasion: Occasion | None = None) -> None: ...

    def show_self_check(self) -> None: ...

    def show_settings(self) -> None: ...

    def show_progress(self) -> None: ...

    def show_measure(self) -> None: ...

    def play(self, routine: Routine, start: SessionStart | None = None) -> None: ...

    def show_end(self, routine: Routine, done: Result, go_on: object) -> None: ...

    def apply_settings(self) -> None: ...

    def use_library(self, library: Library) -> None: ...

    def toggle_full_screen(self) -> None: ...

    def back(self) -> None: ...

    def show_editor(self, session: EditSession, draft: KeptDraft | None = None) -> None: ...

    def show_own_page(self, page: object) -> None: ...

    def show_file(self, path: Path) -> None: ...

    def show_saved(self, routine: Routine) -> None: ...

    def say(self, line: str, on_press: object = None) -> None: ...

    def hold(self, line: str) -> None: ...

    def tell(self, line: str) -> None: ...

    def take_back(self, line: str) -> None: ...


class NullFrames:
    """No picture of the figure ever comes."""

    def made(self) -> NullFrames:
        return self

    def set_reduced(self, reduced: bool) -> None: ...

    def repaint_on_arrival(self, widget: QWidget) -> None: ...

    def prepare(self, spec: SceneSpec | Transition) -> None: ...

    def transition(
        self,
        before: SceneSpec,
        phase_before: float,
        after: SceneSpec,
        phase_after: float,
        shown_s: float | None = None,
    ) -> Transition:
        from mobility_timer.drawing import Transition

        return Transition(before, phase_before, after, phase_after, shown_s=shown_s)

    def fault(self, spec: SceneSpec | Transition) -> str | None: ...

    def change(
        self,
        spec: SceneSpec | Transition,
        before: float,  # noqa: ARG002
        after: float,  # noqa: ARG002
    ) -> QRect:
        from mobility_timer.drawing import SceneSpec

        scene = spec if isinstance(spec, SceneSpec) else spec.after
        return QRect(0, 0, scene.width, scene.height)

    def move(self, phase: float) -> QRect | None: ...

    def look_ahead(
        self,
        phases: Iterable[float],  # noqa: ARG002
    ) -> list[tuple[Callable[[], bool], QRect]]:
        return []

    def paint_moved(self, painter: QPainter, dpr: float) -> bool:  # noqa: ARG002
        return False

    def paint_last(
        self,
        painter: QPainter,  # noqa: ARG002
        rect: QRect,  # noqa: ARG002
        spec: SceneSpec | Transition,  # noqa: ARG002
        *,
        paused: bool = False,  # noqa: ARG002
    ) -> bool:
        return False

    def paint(
        self,
        painter: QPainter,  # noqa: ARG002
        rect: QRect,  # noqa: ARG002
        spec: SceneSpec | Transition,  # noqa: ARG002
        phase: float,  # noqa: ARG002
        *,
        paused: bool = False,  # noqa: ARG002
        arc: bool = True,  # noqa: ARG002
    ) -> bool:
        return False


class NullThumbnails:
    """No drill has a small picture."""

    coach = CoachFigure.MAYA

    def picture(
        self,
        drill: Drill,
        width: int,
        height: int,
        ratio: float,
        theme: Literal["light", "dark"],
        then: Callable[[], None],
    ) -> QImage | None: ...
