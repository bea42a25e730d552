"""Another dose, tempo or side of a drill that is being done; None where it cannot be had."""

from __future__ import annotations

from dataclasses import replace

from mobility_timer.routine import Drill, dose_bounds, scaled_tempo
from mobility_timer.timeline import Kind, Moment

TEMPO_STEP_MS = 500


def with_dose(moment: Moment, steps: int) -> Drill | None:
    """So many steps of dose more, never below what is already done of this set."""
    drill = moment.drill
    amount = drill.dose.amount + steps * drill.dose_step
    least, most = dose_bounds(drill)
    done = -(-(moment.at - moment.set.start) // 1000) if moment.kind is Kind.HOLD else moment.rep
    if not max(least, done) <= amount <= most or moment.kind is Kind.END:
        return None
    return drill.with_amount(amount)


def with_tempo(moment: Moment, steps: int) -> Drill | None:
    """Each rep so many half seconds longer, its phases in proportion; holds have none."""
    drill = moment.drill
    if drill.is_hold or not drill.rep_ms or moment.kind is Kind.END:
        return None
    factor = max(0.1, (drill.rep_ms + steps * TEMPO_STEP_MS) / drill.rep_ms)
    ms = scaled_tempo(drill, factor)
    slower = replace(drill, tempo=tuple(replace(p, ms=ms[p.name]) for p in drill.tempo))
    return slower if slower.rep_ms != drill.rep_ms else None


def without_side(moment: Moment) -> Drill | None:
    """Only the other side from now on."""
    drill, side = moment.drill, moment.set.side
    if moment.kind is Kind.END or len(drill.order) < 2 or side is None:
        return None
    return replace(drill, order=(side.other,))
