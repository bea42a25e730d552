"""The routine as this person does it: as written, with their adjustments and their settings.

Whatever shows, measures, plays or prints a routine asks here first, so that all of it agrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from mobility_timer.routine import Adjusted, Adjustments, Drill, Routine, adjust, drawn, keys_of

if TYPE_CHECKING:
    from mobility_timer.settings import Settings


def effective(
    routine: Routine, changes: Adjustments, settings: Settings, drills: Mapping[str, Drill]
) -> Adjusted:
    """The routine with its drills drawn, changes and settings applied, and the drills' keys.

    `drills` are those that may be swapped in, by id. It has no drills where all are left out.
    """
    routine = drawn(routine, changes.lot)
    adjusted = adjust(routine, changes, drills) if changes else Adjusted(routine, keys_of(routine))
    return adjusted._replace(routine=_with_settings(adjusted.routine, changes, settings))


def effective_routine(
    routine: Routine, changes: Adjustments, settings: Settings, drills: Mapping[str, Drill]
) -> Routine:
    """The same as something to play: with the drills as written where all are left out."""
    found = effective(routine, changes, settings, drills).routine
    if found.drills:
        return found
    return effective(routine, Adjustments(lot=changes.lot), settings, drills).routine


def waits(routine: Routine, changes: Adjustments, settings: Settings) -> bool:
    """Whether each set waits: as chosen for this routine, else if its file or the settings say."""
    chosen = changes.wait_for_me
    return routine.wait_for_me or settings.wait_for_me if chosen is None else chosen


def _with_settings(routine: Routine, changes: Adjustments, settings: Settings) -> Routine:
    wait = waits(routine, changes, settings)
    ready_ms = max(routine.get_ready_ms, 1000 * settings.get_ready_s)
    phases = settings.phases
    before = routine.wait_for_me, routine.get_ready_ms, routine.phase_cues
    if (wait, ready_ms, phases) == before:
        return routine
    return replace(routine, wait_for_me=wait, get_ready_ms=ready_ms, phase_cues=phases)
