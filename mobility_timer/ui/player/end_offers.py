"""What can be done from the end page, and whether what was done is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mobility_timer.routine import DrillChange
from mobility_timer.words import progress

if TYPE_CHECKING:
    from mobility_timer.playback import Result
    from mobility_timer.routine import Routine
    from mobility_timer.ui.shell.context import Context


def _nothing() -> bool:
    return False


@dataclass(frozen=True)
class EndOffers:
    """What can be done from the end page; None where there is no occasion for it.

    `go_on` leads back into a session that was broken off, `keep` keeps the doses that were changed
    while playing, `note_hurt` keeps that the set that was broken off hurt. `weekly_goal` is how
    many sessions a week are enough. What was only tried is not recorded. `lacks_sessions` and
    `lacks_changes` tell whether some of what was done or changed could not be kept so far.
    """

    go_on: Callable[[], object] | None = None
    keep: Callable[[], object] | None = None
    note_hurt: Callable[[], object] | None = None
    weekly_goal: int = progress.USUAL_GOAL_SESSIONS
    is_tried: bool = False
    lacks_sessions: Callable[[], bool] = _nothing
    lacks_changes: Callable[[], bool] = _nothing


def offers_of(
    context: Context,
    routine: Routine,
    done: Result,
    go_on: Callable[[], object] | None,
    *,
    is_tried: bool,
) -> EndOffers:
    """What can be done after a session of the routine."""
    return EndOffers(
        go_on,
        _keeper(context, routine, done),
        None if is_tried else context.history.note_hurt,
        context.settings.value.weekly_goal,
        is_tried,
        lambda: context.history.lacks_some,
        lambda: context.adjustments.lacks_some,
    )


def _keeper(context: Context, routine: Routine, done: Result) -> Callable[[], None] | None:
    """What keeps the doses that were changed while playing, where that is possible."""
    written = context.library.routines.get(routine.id)
    if written is None:
        return None
    changes = context.adjustments.now(written)
    from mobility_timer.personal import effective

    keys = effective(written, changes, context.settings.value, context.library.drills).keys
    if len(keys) != len(done.drills):
        return None

    def keep() -> None:
        doses = {
            key: DrillChange(
                amount=drill.amount if drill.amount != drill.amount_before else None,
                tempo={p.name: p.ms for p in drill.tempo} if drill.tempo_changed else {},
            )
            for key, drill in zip(keys, done.drills, strict=True)
            if drill.changed
        }
        context.adjustments.keep_doses(written, doses)

    return keep
