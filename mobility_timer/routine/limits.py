"""How much a file or a person may ask for. Milliseconds, seconds of a hold, reps of a set."""

from __future__ import annotations

from mobility_timer.routine.dose import Counts
from mobility_timer.routine.model import Drill, Routine, Sides
from mobility_timer.words import drill_faults as words

LARGEST_FILE_BYTES = 256 * 1024
MOST_REPS = 100
FEWEST_METRES, MOST_METRES = 5, 1000
SHORTEST_HOLD_S, LONGEST_HOLD_S = 5, 30 * 60
QUICKEST_PHASE_MS, SLOWEST_PHASE_MS = 200, 300_000
MOST_ROUNDS = 10
LONGEST_REST_S = 10 * 60
LONGEST_NAME_CHARACTERS = 60
MOST_ENTRIES, MOST_IN_BLOCK = 100, 20
LONGEST_ROUTINE_MS = 4 * 60 * 60 * 1000
MOST_REPS_IN_ALL = 10_000
_USUAL_GAP_MS = 5_000


def dose_bounds(drill: Drill) -> tuple[int, int]:
    """The least and the most a set of the drill may ask for: reps, or seconds of a hold."""
    if drill.is_hold:
        in_turn = drill.dose_step if drill.sides is Sides.ALTERNATE else 1
        return max(SHORTEST_HOLD_S, in_turn), LONGEST_HOLD_S // in_turn * in_turn
    return drill.dose_step, MOST_METRES if drill.dose.counts is Counts.METRES else MOST_REPS


def too_long(routine: Routine) -> tuple[str, str] | None:
    """The most a routine may last and how long this one is, where it is longer."""
    ms = sum(map(_about_ms, routine.drills)) * routine.rounds
    ms += (routine.rounds - 1) * routine.rest_ms
    reps = sum(drill.amount_in_all for drill in routine.drills if not drill.is_hold)
    if ms > LONGEST_ROUTINE_MS:
        return words.AT_MOST_HOURS, words.hours(ms / 3_600_000)
    if reps * routine.rounds > MOST_REPS_IN_ALL:
        return words.at_most_reps(MOST_REPS_IN_ALL), words.reps(reps * routine.rounds)
    return None


def _about_ms(drill: Drill) -> int:
    """The time for one round of the routine, each set with a gap."""
    work = drill.amount_in_all * (1000 if drill.is_hold else drill.rep_ms)
    gap = max(drill.side_gap_ms or _USUAL_GAP_MS, drill.variant_gap_ms or 0)
    rounds = drill.block.rounds if drill.block else 1
    gaps = drill.sets_per_round * gap + max(drill.rest_ms, drill.rest_after_ms or 0)
    rests = drill.block.rest_ms if drill.block else 0
    return work + (gaps * drill.rounds + (drill.setup_gap_ms or 0) + rests) * rounds
