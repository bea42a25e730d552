"""What a line of a prescription asks for that the format or its drill cannot do."""

from __future__ import annotations

from mobility_timer.library.prescription.entries import tempo_of
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.routine import (
    FEWEST_METRES,
    LONGEST_HOLD_S,
    LONGEST_NAME_CHARACTERS,
    LONGEST_REST_S,
    MOST_METRES,
    MOST_REPS,
    MOST_ROUNDS,
    QUICKEST_PHASE_MS,
    SHORTEST_HOLD_S,
    SLOWEST_PHASE_MS,
    Counts,
    Drill,
    Sides,
)
from mobility_timer.words import prescription as words

MOST_TIMES_A_DAY = 10
DAYS_A_WEEK = 7


def refusal(line: PrescriptionLine) -> str:
    """Why the line gives no entry; empty where it does."""
    if line.unknown:
        said = words.not_understood(line.unknown)
        return f"{said} {words.NAME_THE_COLUMNS}" if _is_a_row(line.text) else said
    if not line.name:
        return words.NO_NAME
    if not line.has_dose:
        return words.NO_DOSE
    return _out_of_bounds(line) or _at_odds(line)


def _is_a_row(text: str) -> bool:
    """Whether it is a row of a table with a number alone in a cell."""
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    return any(cell.isdigit() for cell in cells[1:])


def _out_of_bounds(line: PrescriptionLine) -> str:
    """What there is too much or too little of."""
    counted = (*(line.reps or ()), *line.pyramid, *(line.by_side or ()))
    held = () if line.until_you_stop else line.hold_s or line.hold_by_side_s or ()
    held = (*held, line.within_s) if line.within_s is not None else held
    sets = 1 if line.sets is None else line.sets
    longest_phase_s = SLOWEST_PHASE_MS // 1000
    phases = [s for s in (line.rep_hold_s, line.lift_s, line.lower_s) if s is not None]
    phases += [seconds for _, seconds in line.phases]
    rests = (*(line.rest_s or (1, 1)), *(line.then_rest_s or (1, 1)))
    rounds, rest_s = (line.block.rounds, line.block.rest_s) if line.block else (1, 0)
    for what, amounts, least, most in (
        (words.REPS, counted, 1, MOST_REPS),
        (words.A_HOLD, held, SHORTEST_HOLD_S, LONGEST_HOLD_S),
        (words.METRES, () if line.metres is None else (line.metres,), FEWEST_METRES, MOST_METRES),
        (words.SETS, (sets, *line.pyramid[MOST_ROUNDS:], line.most_sets or sets), 1, MOST_ROUNDS),
        (words.ROUNDS, (rounds,), 1, MOST_ROUNDS),
        (words.A_REST, (*rests, rest_s or 1), 1, LONGEST_REST_S),
        (words.A_PHASE, phases, QUICKEST_PHASE_MS / 1000, longest_phase_s),
        (words.TIMES_A_DAY, line.per_day or (1, 1), 1, MOST_TIMES_A_DAY),
        (words.TIMES_A_WEEK, line.per_week or (1, 1), 1, DAYS_A_WEEK),
    ):
        if amounts and not least <= min(amounts) <= max(amounts) <= most:
            return words.out_of_bounds(what, least, most)
    if len(line.pyramid) > MOST_ROUNDS:
        return words.out_of_bounds(words.SETS, 1, MOST_ROUNDS)
    return words.LONG_NAME if len(line.name) > LONGEST_NAME_CHARACTERS else ""


def _at_odds(line: PrescriptionLine) -> str:
    """Two things that are said and do not go together."""
    is_timed = line.lift_s or line.lower_s
    if is_timed and (not line.has_phases or line.steps or line.breaths):
        return words.NO_REPS_TO_TIME
    if line.tempo and not line.has_phases:
        return words.NO_REPS_TO_TIME
    if sum(map(bool, (line.tempo, line.phases, is_timed or line.rep_hold_s))) > 1:
        return words.TWO_TEMPI
    if line.phases and (line.metres or line.steps or line.within_s):
        return words.NO_REPS_TO_TIME
    if line.rep_hold_s and (not line.has_phases or line.steps or line.breaths):
        return words.HELD_TWICE
    if line.pyramid and line.sets not in (None, len(line.pyramid)):
        return words.not_as_many(line.sets or 0, len(line.pyramid))
    if line.alternates and not line.each_side:
        if line.until_you_stop or line.is_held or line.metres:
            return words.SAY_EACH_SIDE
        counted = (*(line.reps or ()), *line.pyramid)
        if any(reps % 2 for reps in counted):
            return words.ODD
    if line.alternates and line.each_side and not _can_alternate(line):
        return words.NOT_IN_TURN
    several_sides = line.each_side or line.alternates or line.one_limb
    several_sides = several_sides or line.on_one_side
    sides = [line.side, line.by_side or line.hold_by_side_s, several_sides]
    several = sum(map(bool, sides)) > 1 or (line.together and any(sides))
    return words.TWO_SIDES if several else ""


def _can_alternate(line: PrescriptionLine) -> bool:
    """Whether so much of each side can be done in turn."""
    if line.hold_s:
        return line.hold_s[0] == line.hold_s[1] and not line.until_you_stop
    return bool(line.reps or line.pyramid)


def misfit(line: PrescriptionLine, drill: Drill) -> str:
    """What the line says that this drill cannot do."""
    way = drill.dose.counts is Counts.METRES
    if (line.metres is not None) is not way or line.steps is not (
        drill.dose.counts is Counts.STEPS
    ):
        return words.counts_otherwise(drill.name)
    if line.breaths:
        return words.counts_otherwise(drill.name)
    is_held = line.is_held
    if not line.within_s and drill.is_hold is not is_held and not way:
        return words.held(drill.name) if drill.is_hold else words.counted(drill.name)
    if line.within_s and drill.is_hold:
        return words.held(drill.name)
    if (line.side or line.by_side or line.hold_by_side_s) and drill.sides is not Sides.EACH:
        return words.no_sides(drill.name)
    if line.on_one_side and drill.sides is not Sides.BOTH:
        return words.one_side_at_a_time(drill.name)
    if (line.each_side or line.one_limb) and drill.sides is Sides.BOTH:
        return words.no_sides(drill.name)
    if line.together and drill.sides is not Sides.BOTH:
        return words.one_side_at_a_time(drill.name)
    if line.alternates and line.is_held:
        return words.no_turns(drill.name)
    if line.alternates and drill.sides is not Sides.ALTERNATE:
        return words.no_sides(drill.name)
    if line.variants:
        return words.other_variants(drill.name)
    if line.each_way and len(drill.variants) != len(words.WAYS):
        return words.no_ways(drill.name)
    if line.position and line.position != drill.position.value:
        return words.in_another_position(drill.name, drill.position.value)
    if line.tempo or line.phases or not all(name for name, _ in tempo_of(line, drill)):
        return words.own_tempo(drill.name)
    return ""
