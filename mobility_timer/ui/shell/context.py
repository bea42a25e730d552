"""What the pages are given: every room that they ask, each behind the little that they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QWidget

    from mobility_timer.drawing import SceneSpec, Transition
    from mobility_timer.editing import UserFiles
    from mobility_timer.figure import Motion
    from mobility_timer.library import Library
    from mobility_timer.personal import (
        Measure,
        MeasureKind,
        Progress,
        SelfCheck,
        SessionStart,
        TodaysPlan,
        Unfinished,
        Week,
    )
    from mobility_timer.playback import Player, SetKey, View
    from mobility_timer.routine import Adjustments, Drill, DrillChange, Routine
    from mobility_timer.settings import CoachFigure, Count, Settings
    from mobility_timer.sound import VoiceInfo
    from mobility_timer.timeline import Timeline


class SettingsAccess(Protocol):
    """What the user chose; `change` keeps it on disk off the UI thread."""

    @property
    def value(self) -> Settings: ...

    @property
    def trouble(self) -> str:
        """A line on why they could not be kept; empty while all is well."""

    def change(self, **changes: Any) -> None: ...


class AdjustmentsAccess(Protocol):
    """What the user changed in each routine, by the routine's id."""

    @property
    def trouble(self) -> str:
        """A line on what could not be read or kept; empty while all is well."""

    @property
    def lacks_some(self) -> bool:
        """Whether some of what was changed could not be kept so far."""

    def now(self, routine: Routine, /) -> Adjustments:
        """All that differs from the routine as written, when it is started now."""

    def now_for_all(self, routines: Iterable[Routine], /) -> Mapping[str, tuple[Adjustments, bool]]:
        """The same for many by their ids, and whether it is for today only."""

    def usual(self, routine: Routine, /) -> Adjustments:
        """What is kept and still fits the file, with what hurt lately eased."""

    def recall(self, routine_id: str, /) -> Adjustments:
        """What is kept."""

    def keep(self, routine: Routine, before: Adjustments, changes: Adjustments, /) -> None:
        """Keep what was changed from `before`."""

    def keep_doses(self, routine: Routine, doses: Mapping[str, DrillChange], /) -> None:
        """Keep doses and tempi by the keys of their drills."""

    def stepped_back(self, routine: Routine, /) -> Mapping[str, DrillChange]:
        """Kept changes of drills that stepped back because the file changed, by their keys."""

    def settle(self, routine: Routine, /, *, take_mine: bool) -> None:
        """Take what was kept after all, or what the file now says."""

    def today(self, routine_id: str, /) -> TodaysPlan | None:
        """How the routine is to be done today, where that was chosen."""

    def plan_today(self, routine_id: str, plan: TodaysPlan | None, /) -> None:
        """How the routine is to be done today; None for as usual."""

    def hurting(self, routine: Routine, /) -> Mapping[str, int]:
        """How often in a row drills of the routine hurt, by id."""


class HistoryAccess(Protocol):
    """What was done, session by session."""

    @property
    def trouble(self) -> str:
        """A line on what could not be read or kept; empty while all is well."""

    @property
    def lacks_some(self) -> bool:
        """Whether some of what was done could not be written down so far."""

    def unfinished(
        self, routines: Mapping[str, Routine], drills: Mapping[str, Drill], /
    ) -> Unfinished | None:
        """The session of today that was left before its end, if the last one was."""

    def note_hurt(self) -> SetKey | None:
        """The set that is being done hurts; between sets, the one that was broken off last."""

    def take_hurt_back(self) -> None:
        """The set of which that was said last does not hurt after all."""

    @property
    def path(self) -> Path:
        """The file that all of it lies in."""

    @property
    def today(self) -> str:
        """The day of today, as in "2026-02-16"."""

    def this_week(self) -> Week:
        """The present week, by its days."""

    def weekday(self) -> int:
        """Today, counted from 0 for Monday."""

    def progress(self) -> Progress:
        """The last twelve weeks; not for the UI thread."""

    def as_json(self) -> str: ...

    def as_csv(self) -> str: ...

    def add_json(self, text: str, /) -> int:
        """Add the sessions of an export; raises NotARecord."""

    def delete_all(self) -> None: ...

    def add_measure(
        self, kind: MeasureKind, left: Sequence[float], right: Sequence[float], /
    ) -> None:
        """Write down the trials of today, in centimetres or degrees."""

    def note_measure_begun(self, kind: MeasureKind, trials: Sequence[float], /) -> None:
        """Keep today's trials of a measure that is not ended yet; none forgets them."""

    def measure_begun(self, kind: MeasureKind, /) -> tuple[float, ...]:
        """Those trials, in the order in which they are made."""

    def take_measure_back(self, kind: MeasureKind, /) -> None:
        """Forget the last measure of this kind."""

    def measures(self) -> tuple[Measure, ...]:
        """All that was measured, oldest first."""

    def note_self_check(self, answers: Mapping[str, bool], /) -> None:
        """Keep the answers of today's self-check, by the ids of the signs."""

    def last_self_check(self) -> SelfCheck | None: ...

    def dismiss(self, token: str, /) -> None:
        """Offer to go on with this session no more."""

    def last_routines(self) -> Mapping[str, str]:
        """For each occasion the id of the routine that was last done for it."""


class OpenSession(Protocol):
    """Makes the player of an effective routine with all that follows it."""

    def __call__(
        self, routine: Routine, view: View, start: SessionStart | None = None, /
    ) -> Player: ...


class CoachControls(Protocol):
    """The one who speaks. `notice` is a quiet line of what is missing, or None."""

    @property
    def notice(self) -> str | None: ...

    @property
    def voice_notice(self) -> str | None:
        """What is missing of the voice, or speaks instead, before any session."""

    @property
    def device_notice(self) -> str | None:
        """Why nothing at all can be heard, before any session."""

    @property
    def speaks(self) -> bool:
        """Whether lines can be heard: there is a device, and a voice for them."""

    @property
    def prepared(self) -> tuple[int, int]:
        """How many of the lines asked for can be heard by now, and of how many."""

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices of the system, a moment after `find_voices`."""

    def find_voices(self) -> None: ...

    def listen(self) -> bool:
        """Let the chosen voice say a line; False while it is not ready."""

    def listen_to_tones(self) -> None:
        """Let the chosen tones be heard, one after the other."""

    def render_ahead(
        self, timeline: Timeline, position: int = 0, openings: Iterable[Timeline] = ()
    ) -> None:
        """Have the lines spoken to files, so that they are there when the session starts.

        Of the timelines in `openings` those with which they begin.
        """

    def set_muted(self, muted: bool) -> None: ...

    def set_volume(self, percent: int, tone_percent: int) -> None: ...

    def set_voice(self, chosen: Settings) -> None: ...

    def set_count(self, count: Count) -> None: ...


class FigureFrames(Protocol):
    """The moving figure, as frames that are drawn ahead."""

    def repaint_on_arrival(self, widget: QWidget) -> None:
        """Have `widget` repainted when a picture of what was painted last has arrived."""

    def prepare(self, spec: SceneSpec | Transition) -> None: ...

    def transition(
        self,
        before: SceneSpec,
        phase_before: float,
        after: SceneSpec,
        phase_after: float,
        shown_s: float | None = None,
    ) -> Transition: ...

    def fault(self, spec: SceneSpec | Transition) -> str | None:
        """Why it cannot be drawn, if it cannot."""

    def change(self, spec: SceneSpec | Transition, before: float, after: float) -> QRect:
        """What differs between the pictures at two phases; empty where it is the same picture."""

    def move(self, phase: float) -> QRect | None:
        """Bring the scene that was painted last to another phase; what has to be painted again, by
        `paint_moved`, or None where all of it has to be, by `paint`."""

    def look_ahead(self, phases: Iterable[float]) -> list[tuple[Callable[[], bool], QRect]]:
        """What brings it to these phases, one after the other, as far as that can be known, and
        answers whether it could; and what has to be painted again then."""

    def paint_moved(self, painter: QPainter, dpr: float) -> bool: ...

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        spec: SceneSpec | Transition,
        phase: float,
        *,
        paused: bool = False,
        arc: bool = True,
    ) -> bool: ...

    def paint_last(
        self, painter: QPainter, rect: QRect, spec: SceneSpec | Transition, *, paused: bool = False
    ) -> bool:
        """Paint what was painted last, until there is a picture of `spec`."""


class FramesAccess(Protocol):
    """The moving figure, of which nothing is made before it is asked for."""

    def made(self) -> FigureFrames: ...

    def set_reduced(self, reduced: bool) -> None:
        """Show less motion from now on, or all of it again."""


class ThumbnailSource(Protocol):
    """Small pictures of drills, made off the UI thread."""

    @property
    def coach(self) -> CoachFigure:
        """Who is pictured."""

    def picture(
        self,
        drill: Drill,
        width: int,
        height: int,
        ratio: float,
        theme: Literal["light", "dark"],
        then: Callable[[], None],
    ) -> QImage | None:
        """The picture at device pixel `ratio`, or None now and `then()` on the UI thread later."""


def _installed_user_files() -> UserFiles:
    from mobility_timer.editing import installed_user_files

    return installed_user_files()


class Context(NamedTuple):
    """The parts that the pages share.

    `open_session` makes the player of an effective routine with all that follows it; its view
    makes the page that shows it. `motion_trouble` says what keeps a motion from being shown.
    """

    settings: SettingsAccess
    adjustments: AdjustmentsAccess
    library: Library
    history: HistoryAccess
    open_session: OpenSession
    coach: CoachControls
    thumbnails: ThumbnailSource
    frames: FramesAccess
    motion_of: Callable[[Drill], Motion | None] = lambda _drill: None
    pictures_of: Callable[[Drill], tuple[Path, ...]] = lambda _drill: ()
    user_files: Callable[[], UserFiles] = _installed_user_files
    motion_trouble: Callable[[Drill], str] = lambda _drill: ""
