"""Tells the stage what the figure does, and has it filmed ahead."""

from __future__ import annotations

from mobility_timer.drawing.figure_state import MOVE_AFTER_MS, Frame, act_at, coming
from mobility_timer.figure.motion.model import Motion
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import Stretch
from mobility_timer.routine.model import Drill
from mobility_timer.ui.player.figure_view import Stage, steps_of
from mobility_timer.ui.shell.context import Context, Films
from mobility_timer.ui.shell.theme import tokens

PATIENCE = 1_200
"""How long to wait for a figure before the steps stand in, in ms."""


class Director:
    """Shows the figure where the drill has a motion, else the drill's steps."""

    def __init__(self, context: Context, stage: Stage) -> None:
        self._films = context.films
        self._find_motion = context.motion_of
        self._motions: dict[tuple[str, str | None], Motion | None] = {}
        self._stage = stage
        self._wanted: tuple[Motion, Frame] | None = None
        self._since = 0
        self._prepared: tuple[int, Frame] | None = None

    def show(self, stretch: Stretch) -> None:
        """Bring the stage to where the session is."""
        moment = stretch.moment
        steps = steps_of(moment.drill, moment.phase_share, moment.kind.is_work)
        frame = self._frame()
        act = act_at(stretch.timeline, moment.at, self._motion_of, frame) if self._films else None
        if act is None or self._films is None:
            self._stage.show_steps(steps)
            return
        if (act.shot.motion, frame) != self._wanted:
            self._wanted = (act.shot.motion, frame)
            self._since = stretch.now
        late = stretch.now - self._since > PATIENCE
        paused = stretch.state in (State.PAUSED, State.WAITING)
        self._stage.show_act(act, paused, steps if late else None)
        if (moment.set.index, frame) != self._prepared:
            self._prepared = (moment.set.index, frame)
            self._prepare(stretch, self._films, frame)

    def _motion_of(self, drill: Drill) -> Motion | None:
        """Looked up once: finding a motion asks the disk."""
        key = (drill.id, drill.motion)
        if key not in self._motions:
            self._motions[key] = self._find_motion(drill)
        return self._motions[key]

    def _prepare(self, stretch: Stretch, films: Films, frame: Frame) -> None:
        """What comes, and the ways to the next two sets."""
        timeline = stretch.timeline
        for shot in coming(timeline, stretch.moment.at, self._motion_of, frame):
            films.prepare(shot)
        for work in timeline.sets[stretch.moment.set.index + 1 :][:2]:
            way = act_at(timeline, work.opens + MOVE_AFTER_MS + 1, self._motion_of, frame)
            if way is not None and way.before is not None:
                films.prepare(films.transition(*way.before, way.shot, way.phase))

    def _frame(self) -> Frame:
        size, ratio = self._stage.size(), self._stage.devicePixelRatioF()
        return Frame(size.width(), size.height(), ratio, tokens(self._stage).name)
