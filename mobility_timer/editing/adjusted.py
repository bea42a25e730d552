"""What a person adjusted in a routine, written into a draft of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mobility_timer.editing.commands import remove
from mobility_timer.editing.doses import with_amount, with_order, with_sets, with_tempo
from mobility_timer.editing.draft import DraftStep, RoutineDraft
from mobility_timer.routine import Adjusted, Drill, Routine, keys_of


def with_adjustments(
    draft: RoutineDraft, original: Routine, adjusted: Adjusted, drills: Mapping[str, Drill]
) -> RoutineDraft:
    """The draft of `original`, doses and all as in `adjusted`; what was left out is gone."""
    wanted = dict(zip(adjusted.keys, adjusted.routine.drills, strict=True))
    steps = zip(keys_of(original), original.drills, draft.drill_steps(), strict=True)
    for key, drill, step in steps:
        if key not in wanted:
            draft = remove(draft, step.number)
        elif wanted[key] != drill:
            step = _drawn(step, drill)
            draft = draft.with_step(_changed(step, drill, wanted[key], drills))
    if adjusted.routine.rounds != original.rounds:
        draft = draft.with_key("rounds", str(adjusted.routine.rounds))
    return draft


def _drawn(step: DraftStep, drill: Drill) -> DraftStep:
    """The step that the drill is written in: of a lot, the one that was drawn."""
    ids = [one.id for one in drill.drawn_from]
    return step.lot[ids.index(drill.id)] if step.lot and drill.id in ids else step


def _changed(
    step: DraftStep, drill: Drill, wanted: Drill, drills: Mapping[str, Drill]
) -> DraftStep:
    own = drills.get(step.drill or "")
    if wanted.id != drill.id and wanted.id in drills:
        own = drill = drills[wanted.id]
        step = replace(step, keys={"drill": wanted.id})
    if wanted.rounds != drill.rounds:
        step = with_sets(step, drill, wanted.rounds, own)
        drill = replace(drill, rounds=wanted.rounds)
    if wanted.dose.amount != drill.dose.amount:
        step = with_amount(step, drill, wanted.dose.amount)
    tempo = {phase.name: phase.ms for phase in wanted.tempo}
    if tempo != {phase.name: phase.ms for phase in drill.tempo}:
        step = with_tempo(step, drill, tempo, own)
    return step if wanted.order == drill.order else with_order(step, wanted.order, own)
