"""Tells the figure view what the figure does, and has its pictures made ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mobility_timer.drawing import (
    MOVE_AFTER_MS,
    Course,
    FigureState,
    SceneSpec,
    Transition,
    Viewport,
    course_at,
    figure_at,
    upcoming,
)
from mobility_timer.figure import Motion
from mobility_timer.playback import State, Update
from mobility_timer.routine import Drill
from mobility_timer.settings import FrontView
from mobility_timer.timeline import Segment, Timeline
from mobility_timer.ui.player.figure.own_pictures import OwnPictures
from mobility_timer.ui.player.figure.view import FigureView, Steps, steps_of
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.theme import less_motion, tokens
from mobility_timer.words import player as words


class FigurePresenter:
    """Shows the figure where the drill has a motion, else its own pictures or its steps."""

    def __init__(
        self, context: Context, figure_view: FigureView, say: Callable[[str], object]
    ) -> None:
        self._frames = context.frames.made()
        self._find_motion = context.motion_of
        self._pictures = OwnPictures(context.pictures_of)
        self._settings = context.settings
        self._trouble_of = context.motion_trouble
        self._say = say
        self._told: set[str] = set()
        self._shown: Drill | None = None
        self._motions: dict[tuple[str, str | None], Motion | None] = {}
        self._troubles: dict[tuple[str, str | None], str] = {}
        self._view = figure_view
        figure_view.failed.connect(self._tell_undrawn)
        self._prepared: tuple[int, Viewport] | None = None
        self._here: tuple[Segment, Viewport] | None = None
        self._timeline: Timeline | None = None
        self._course: Course | None = None
        self._steps: Steps | None = None

    def show(self, update: Update) -> None:
        """Bring the figure to where the session is."""
        moment = update.moment
        self._steps = steps_of(moment)
        viewport = self._viewport()
        self._course = self._course_at(update, viewport)
        if self._course is None:
            self._view.show_steps(self._steps, self._pictures.at(moment))
            self._tell(moment.drill, self._troubles[_key(moment.drill)])
            return
        self._shown = moment.drill
        paused = update.state in (State.PAUSED, State.WAITING)
        self._view.show_figure(self._course(moment.at), paused, self._steps)
        if (moment.set.index, viewport) != self._prepared:
            self._prepared = (moment.set.index, viewport)
            self._prepare(update, viewport)

    def show_frame(self, at: int) -> bool:
        """Bring the figure further, in the same segment as before; whether it moves on."""
        if self._course is None:
            if self._timeline is not None:
                moment = self._timeline.moment_at(at)
                self._view.show_steps(steps_of(moment), self._pictures.at(moment))
            return False
        figure = self._course(at)
        if figure == self._view.figure:
            return False
        self._view.show_figure(figure, False, self._steps)
        return not figure.breathes

    def look_ahead(self, positions: Sequence[int]) -> Sequence[Callable[[], object]]:
        """What shows the figure at these positions, in the same segment, as far as it moves."""
        course = self._course
        if course is None:
            return ()
        figures: list[FigureState] = []
        before = self._view.figure
        for at in positions:
            figure = course(at)
            if figure.breathes or figure == before:
                break
            figures.append(figure)
            before = figure
        return self._view.look_ahead(figures)

    def _course_at(self, update: Update, viewport: Viewport) -> Course | None:
        """What the figure does in this segment, found once."""
        here = update.moment.segment, viewport
        if here != self._here or update.timeline is not self._timeline:
            self._here, self._timeline = here, update.timeline
            return course_at(update.timeline, update.moment, self._motion_of, viewport)
        return self._course

    def _motion_of(self, drill: Drill) -> Motion | None:
        """Looked up once: finding a motion asks the disk."""
        key = _key(drill)
        if key not in self._motions:
            found = self._motions[key] = self._find_motion(drill)
            self._troubles[key] = self._trouble_of(drill) if found is None else ""
        return self._motions[key]

    def _tell_undrawn(self, fault: str) -> None:
        if self._shown is not None:
            self._tell(self._shown, fault)

    def _tell(self, drill: Drill, trouble: str) -> None:
        """Say once why a drill is without its figure."""
        if trouble and drill.id not in self._told:
            self._told.add(drill.id)
            self._say(words.no_figure(drill.name, trouble))

    def _prepare(self, update: Update, viewport: Viewport) -> None:
        """What comes, the nearest first: each of the next two ways before where it leads to. What
        is drawn beyond that is let go of again before it is shown."""
        timeline, frames = update.timeline, self._frames
        coming: list[SceneSpec | Transition] = []
        coming += upcoming(timeline, update.moment.at, self._motion_of, viewport)
        place, last = 1, len(coming)
        for work in timeline.sets[update.moment.set.index :][:2]:
            way = figure_at(timeline, work.end + MOVE_AFTER_MS + 1, self._motion_of, viewport)
            if way is not None and way.before is not None:
                leads_to = coming.index(way.spec) if way.spec in coming else len(coming)
                place = max(place, leads_to)
                coming.insert(place, frames.transition(*way.before, way.spec, way.phase, way.way_s))
                place += 1
                last = place + 1
        for each in coming[:last]:
            frames.prepare(each)

    def _viewport(self) -> Viewport:
        size, ratio = self._view.size(), self._view.devicePixelRatioF()
        chosen, theme = self._settings.value, tokens(self._view).name
        mirrors = chosen.front_view is FrontView.MIRROR
        calm = less_motion(chosen.reduced_motion)
        return Viewport(size.width(), size.height(), ratio, theme, mirrors, chosen.coach, calm=calm)


def _key(drill: Drill) -> tuple[str, str | None]:
    return drill.id, drill.motion
