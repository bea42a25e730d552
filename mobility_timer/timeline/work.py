"""The work of a set: reps, or a hold, phase by phase, and what is said meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mobility_timer.routine import Counts, Drill, Ends, Phase, Side, Sides
from mobility_timer.timeline.cues import (
    Breathes,
    Coaches,
    CountsDown,
    CountsRep,
    Halfway,
    PhaseBegins,
    Starts,
    TimeLeft,
)
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.tape import Plan, Tape

HALFWAY_FROM_MS = 20_000
TEN_LEFT_FROM_MS = 45_000
MINUTE_LEFT_FROM_MS = 120_000
COUNTED_HOLD_FROM_MS = 10_000
COUNTED_PHASE_FROM_MS = 15_000
LONG_PHASE_MS = 3_000
"""From here on a phase is told in every rep, and its end is heard."""
NAMED_AFTER_MS = 5_000
"""After a phase as long as this the next one is named, however short; after less it is ticked."""
BREATHS_TOLD = 3
COACHED_FROM_REPS = 2
COACHED_EVERY_REPS = 4
COACHED_AFTER_MS = 200


def lay_work(tape: Tape, plan: Plan, index: int) -> None:
    """Lay the reps or the hold of a set."""
    tape.cue(tape.at, Starts())
    if plan.drill.is_hold:
        _hold(tape, plan, index)
    elif plan.drill.dose.counts is Counts.METRES:
        _way(tape, plan, index)
    else:
        _reps(tape, plan, index)


def is_long(phase: Phase) -> bool:
    """Whether a phase is told in every rep."""
    return phase.ms >= LONG_PHASE_MS


def _hold(tape: Tape, plan: Plan, index: int) -> None:
    start, length = tape.at, plan.work_ms
    told = _phases_of_hold(tape, plan, index)

    def free_from(at: int) -> int:
        return next((end for begin, end in told if begin <= at < end), at)

    is_open = plan.drill.dose.ends is Ends.YOU
    if length >= HALFWAY_FROM_MS:
        if not is_open:
            tape.cue(free_from(start + length // 2), Halfway())
        coaching = _later_coaching(plan.drill, index)
        for share, text in zip((0.2, 0.65), coaching, strict=False):
            tape.cue(free_from(start + round(length * share)), Coaches(text))
    if is_open:
        return
    if length >= MINUTE_LEFT_FROM_MS:
        tape.cue(free_from(tape.at - 60_000), TimeLeft(60))
    if length >= TEN_LEFT_FROM_MS:
        tape.cue(free_from(tape.at - 10_000), TimeLeft(10))
    if length >= COUNTED_HOLD_FROM_MS:
        _count_down(tape, tape.at)


def _phases_of_hold(tape: Tape, plan: Plan, index: int) -> list[tuple[int, int]]:
    """Lay the phases of a hold again and again; from when to when each is told."""
    drill, end = plan.drill, tape.at + plan.work_ms
    if not drill.changes_in_hold:
        phase = drill.tempo[0] if drill.tempo else None
        tape.add(plan.work_ms, Kind.HOLD, set=index, side=plan.side, phase=phase)
        return []
    told: list[tuple[int, int]] = []
    before: Phase | None = None
    for cycle, phase in _cycles(drill, plan):
        if tape.at >= end:
            break
        side = _side_of(plan, cycle)
        turns = side if drill.sides is Sides.ALTERNATE and phase is drill.tempo[0] else None
        length = min(phase.ms, end - tape.at)
        said = _tell(tape, phase, before, cycle, tape.at, turns)
        told.append((tape.at, said))
        tape.add(length, Kind.HOLD, set=index, rep=cycle, side=side, phase=phase)
        if length >= COUNTED_PHASE_FROM_MS and tape.at < end:
            _count_down(tape, tape.at, spoken=False)
        before = phase
    return told


def _cycles(drill: Drill, plan: Plan) -> Iterator[tuple[int, Phase]]:
    cycle = 0
    while True:
        for phase in drill.tempo_in(plan.variant):
            yield cycle, phase
        cycle += 1


def _reps(tape: Tape, plan: Plan, index: int) -> None:
    """The reps of a set: counted, the breath told in the first ones, form cues in later ones."""
    drill, reps = plan.drill, plan.amount
    tempo = drill.tempo_in(plan.variant)
    has_end = drill.dose.ends is Ends.DOSE
    coaching = _later_coaching(drill, index)
    coached = _coached_phase(tempo)
    breathes = any(phase.breath for phase in tempo)
    first = BREATHS_TOLD if breathes else COACHED_FROM_REPS
    before: Phase | None = None
    for rep in range(reps):
        counted = CountsRep(rep + 1, reps, last_two=has_end and reps > 4 and rep == reps - 2)
        tape.cue(tape.at, counted)
        words = counted.phrasings
        said = tape.at + (speaking_ms(words[0]) + PAUSE_MS if words else 0)
        number, rest = divmod(rep - first, COACHED_EVERY_REPS)
        text = coaching[number] if rest == 0 and 0 <= number < len(coaching) else ""
        for place, phase in enumerate(tempo):
            said = _tell(tape, phase, before, rep, max(tape.at, said))
            if text and place == coached:
                tape.cue(said + COACHED_AFTER_MS, Coaches(text))
            tape.add(phase.ms, Kind.MOVE, set=index, rep=rep, side=_side_of(plan, rep), phase=phase)
            if phase.ms >= COUNTED_PHASE_FROM_MS:
                _count_down(tape, tape.at, spoken=False)
            before = phase


def _way(tape: Tape, plan: Plan, index: int) -> None:
    """Lay a way metre by metre, in silence."""
    tempo = plan.drill.tempo_in(plan.variant)
    for metre in range(plan.amount):
        side = _side_of(plan, metre)
        for phase in tempo:
            tape.add(phase.ms, Kind.MOVE, set=index, rep=metre, side=side, phase=phase)


def _tell(
    tape: Tape,
    phase: Phase,
    before: Phase | None,
    rep: int,
    at: int,
    turns: Side | None = None,
) -> int:
    """Cue the phase that begins, where it is to be told; the time when it is said."""
    end = tape.at + phase.ms
    early = rep < BREATHS_TOLD
    if phase.breath is not None and phase.is_a_breath:
        if early or is_long(phase):
            tape.cue(at, Breathes(phase.breath))
        return at
    if turns or is_long(phase) or (before is not None and is_long(before)):
        named = turns or is_long(phase) or (before is not None and before.ms >= NAMED_AFTER_MS)
        begins = PhaseBegins(phase, first=rep == 0, early=early, side=turns)
        tape.cue(at, begins, until=end if named else at)
        if not named:
            return at
        fits = (speaking_ms(w) for w in begins.phrasings if at + speaking_ms(w) <= end)
        return at + next(fits, 0) + PAUSE_MS
    if phase.breath is not None and early:
        tape.cue(at, Breathes(phase.breath))
    return at


def _coached_phase(tempo: Sequence[Phase]) -> int:
    """The phase in which there is room for a form cue: a long one, else the first."""
    longest = max(range(len(tempo)), key=lambda place: tempo[place].ms)
    return longest if is_long(tempo[longest]) else 0


def _count_down(tape: Tape, zero: int, *, spoken: bool = True) -> None:
    for seconds in (3, 2, 1):
        tape.cue(zero - seconds * 1000, CountsDown(seconds, spoken=spoken))


def _side_of(plan: Plan, rep: int) -> Side | None:
    drill = plan.drill
    if drill.sides is Sides.ALTERNATE:
        return drill.order[rep % len(drill.order)]
    return plan.side


def _later_coaching(drill: Drill, index: int) -> Sequence[str]:
    """The form cues that the set-up left over, beginning elsewhere in each set."""
    rest = drill.coaching[1:]
    first = index % len(rest) if rest else 0
    return rest[first:] + rest[:first]
