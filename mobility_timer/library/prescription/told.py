"""The dose of a line in words, so that a person sees what was understood."""

from __future__ import annotations

from collections.abc import Iterator

from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.routine import Drill, Sides
from mobility_timer.words import prescription as words


def dose_in_words(line: PrescriptionLine, drill: Drill | None = None) -> str:
    """Sets, reps or seconds, sides, phases, rest, how often, needs, pain rule and notes.

    `drill` is the one at hand that the line means; what it does by itself is told too.
    """
    return ", ".join(part for part in _parts(line, drill) if part)


def _parts(line: PrescriptionLine, drill: Drill | None) -> Iterator[str]:
    amount = _amount(line)
    yield words.sets_of(line.sets, amount) if line.sets and not line.pyramid else amount
    yield _sides(line, drill)
    if line.position and drill is None:
        yield words.POSITIONS[line.position]
    if line.each_way:
        yield words.EACH_WAY
    yield words.in_turn(line.variants)
    if line.rep_hold_s:
        yield words.each_held(line.rep_hold_s, line.hold_at)
    if line.lift_s:
        yield words.up_in(line.lift_s)
    if line.lower_s:
        yield words.down_in(line.lower_s)
    yield words.part_by_part(line.phases)
    if line.tempo:
        yield words.at_tempo(line.tempo)
    if line.rest_s:
        yield words.resting(line.rest_s)
    if line.then_rest_s:
        yield words.resting_before_the_next(line.then_rest_s)
    if line.block:
        yield words.in_rounds(line.block.rounds, line.block.rest_s)
    for times, what in ((line.per_day, "day"), (line.per_week, "week")):
        if times:
            yield words.so_often(times, what).lower()
    yield from (words.with_need(need).lower() for need in line.needs)
    yield line.pain[:1].lower() + line.pain[1:]
    if line.notes:
        yield words.noted(line.notes)


def _amount(line: PrescriptionLine) -> str:
    if line.until_you_stop:
        if line.within_s is not None:
            return words.as_many_in(line.within_s)
        return words.AS_MANY_AS_YOU_CAN if line.hold_s is None else words.AS_LONG_AS_YOU_CAN
    if line.pyramid:
        return words.sets_by_sets(line.pyramid)
    if line.by_side:
        return words.reps_by_side(*line.by_side)
    if line.hold_by_side_s:
        return words.hold_by_side(*line.hold_by_side_s)
    if line.metres is not None:
        return words.metres(line.metres)
    if line.reps:
        unit = "step" if line.steps else "breath" if line.breaths else "rep"
        return words.from_to(line.reps, unit)
    return words.seconds(line.hold_s or (0, 0))


def _sides(line: PrescriptionLine, drill: Drill | None) -> str:
    if line.side:
        return words.only(line.side)
    if line.starts:
        return words.starting_with(line.starts)
    if line.together:
        return words.TOGETHER.lower()
    if line.alternates:
        return words.EACH_SIDE_IN_TURN if line.each_side else words.IN_TURN
    if line.by_side or line.hold_by_side_s:
        return ""
    if line.each_side:
        return words.EACH_SIDE
    if line.one_limb and drill is None:
        return words.ONE_AT_A_TIME
    if drill is not None and drill.sides is not Sides.BOTH:
        return words.EACH_SIDE_HERE if drill.sides is Sides.EACH else words.IN_TURN_HERE
    return ""
