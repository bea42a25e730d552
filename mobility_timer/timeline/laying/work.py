"""The work of a set: reps, or a hold, phase by phase, and what is said meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from mobility_timer.routine import Counts, Drill, Ends, Phase, Side, Sides
from mobility_timer.settings import PhaseCues
from mobility_timer.timeline.cues import Meaning
from mobility_timer.timeline.laying.tape import Plan, Tape
from mobility_timer.timeline.lines.coaching import coach, coach_in_rep, least_said
from mobility_timer.timeline.lines.counting import is_counted_aloud
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.work_cues import (
    Breathes,
    CountsDown,
    CountsLastTwo,
    CountsRep,
    Halfway,
    PhaseBegins,
    Starts,
    TimeLeft,
)

HALFWAY_FROM_MS = 20_000
TEN_LEFT_FROM_MS = 45_000
MINUTE_LEFT_FROM_MS = 120_000
COUNTED_HOLD_FROM_MS = 10_000
COUNTED_PHASE_FROM_MS = 15_000
LONG_PHASE_MS = 3_000
"""From here on a phase is told in every rep, and its end is heard."""
NAMED_AFTER_MS = 5_000
"""After a phase as long as this the next one is named, however short; after less it is ticked."""
AFTER_GO_MS = 250
"""The tone of the start is heard alone for so long before a word."""
EARLY_CYCLES = 3
"""So many times a phase of a hold is told with its breath."""
COACHED_FROM_REP, COACHED_EVERY_REPS = 2, 4
COACHED_AT_SHARES = 0.2, 0.65
"""Where in a long hold the form cues are."""

Span = tuple[int, int]


def lay_work(tape: Tape, plan: Plan) -> None:
    """Lay the reps or the hold of a set."""
    tape.cue(tape.at, Starts())
    if plan.drill.is_hold:
        _hold(tape, plan)
    elif plan.drill.dose.counts is Counts.METRES:
        _way(tape, plan)
    else:
        _reps(tape, plan)


def is_long(phase: Phase) -> bool:
    """Whether a phase is told in every rep."""
    return phase.ms >= LONG_PHASE_MS


def lay_rep(tape: Tape, plan: Plan, rep: int) -> list[Span]:
    """Lay one rep, from 0; from when to when something is said in it."""
    drill, reps = plan.drill, plan.amount
    tempo = drill.tempo_in(plan.variant)
    has_end = drill.dose.ends is Ends.DOSE
    counts = CountsLastTwo if has_end and reps > 2 and rep == reps - 2 else CountsRep
    aloud = counts is CountsLastTwo or is_counted_aloud(rep + 1, drill.rep_ms)
    told = [_say(tape, tape.at, counts(rep + 1, reps, tempo[0].breath, aloud))]
    before = tempo[-1] if rep else None
    for place, phase in enumerate(tempo):
        at = tape.at + (AFTER_GO_MS if rep == place == 0 else 0)
        begins = rep > 0 and place == 0
        meaning = None if begins and phase.breath else _tells(tape, plan, phase, before, rep)
        is_counted = begins and not is_long(phase) and not _after_long(before)
        if meaning and not is_counted:
            following = tempo[(place + 1) % len(tempo)]
            room = phase.ms + (0 if following.breath or place + 1 == len(tempo) else following.ms)
            until = tape.at + (room if isinstance(meaning, Breathes) else phase.ms)
            told.append(_say(tape, max(at, told[-1][1]), meaning, until))
        tape.add(phase.ms, Kind.MOVE, rep=rep, side=_side_of(plan, rep), phase=phase)
        if phase.ms >= COUNTED_PHASE_FROM_MS:
            _count_down(tape, tape.at, spoken=False)
        before = phase
    return [span for place, span in enumerate(told) if place == 0 or span[1] > span[0]]


def _reps(tape: Tape, plan: Plan) -> None:
    """The reps of a set: counted, with their breath; a form cue in every fourth with room."""
    said: set[str] = set()
    for rep in range(plan.amount):
        since = rep - COACHED_FROM_REP
        coached = since >= 0 and since % COACHED_EVERY_REPS == 0 and bool(plan.drill.coaching[1:])
        told = lay_rep(tape, plan, rep)
        if coached:
            coach_in_rep(tape, plan, told, said)


def _hold(tape: Tape, plan: Plan) -> None:
    start, length = tape.at, plan.work_ms
    told = _phases_of_hold(tape, plan)

    def free_from(at: int) -> int:
        return next((end for begin, end in told if begin <= at < end), at)

    is_open = plan.drill.dose.ends is Ends.YOU
    if length >= HALFWAY_FROM_MS:
        if not is_open:
            tape.cue(start + length // 2, Halfway())
        for share, text in zip(COACHED_AT_SHARES, least_said(tape, plan), strict=False):
            coach(tape, free_from(start + round(length * share)), text)
    if is_open:
        return
    if length >= MINUTE_LEFT_FROM_MS:
        tape.cue(tape.at - 60_000, TimeLeft(60))
    if length >= TEN_LEFT_FROM_MS:
        tape.cue(tape.at - 10_000, TimeLeft(10))
    if length >= COUNTED_HOLD_FROM_MS:
        _count_down(tape, tape.at)


def _phases_of_hold(tape: Tape, plan: Plan) -> list[Span]:
    """Lay the phases of a hold again and again; from when to when each is told."""
    drill, end = plan.drill, tape.at + plan.work_ms
    if not drill.changes_in_hold:
        phase = drill.tempo[0] if drill.tempo else None
        tape.add(plan.work_ms, Kind.HOLD, side=plan.side, phase=phase)
        return []
    told: list[Span] = []
    before: Phase | None = None
    for cycle, phase in _cycles(drill, plan):
        if tape.at >= end:
            break
        side = _side_of(plan, cycle)
        turns = side if drill.sides is Sides.ALTERNATE and phase is drill.tempo[0] else None
        length = min(phase.ms, end - tape.at)
        at = tape.at if told else tape.at + AFTER_GO_MS
        meaning = _tells(tape, plan, phase, before, cycle, turns)
        if meaning:
            told.append(_say(tape, at, meaning, tape.at + phase.ms))
        tape.add(length, Kind.HOLD, rep=cycle, side=side, phase=phase)
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


def _way(tape: Tape, plan: Plan) -> None:
    """Lay a way metre by metre, in silence."""
    tempo = plan.drill.tempo_in(plan.variant)
    for metre in range(plan.amount):
        side = _side_of(plan, metre)
        for phase in tempo:
            tape.add(phase.ms, Kind.MOVE, rep=metre, side=side, phase=phase)


def _tells(
    tape: Tape, plan: Plan, phase: Phase, before: Phase | None, rep: int, turns: Side | None = None
) -> Meaning | None:
    """What is told where a phase begins: its breath, its name, or a tick; None: nothing."""
    drill, wanted = plan.drill, tape.routine.phase_cues
    if phase.breath and phase.is_a_breath:
        return Breathes(phase.breath, known=rep > 0 and not is_long(phase))
    if not drill.is_hold and len(drill.tempo) == 1 and not (phase.breath or phase.cue):
        return None
    if turns or is_long(phase) or _after_long(before):
        named = turns or is_long(phase) or (before is not None and before.ms >= NAMED_AFTER_MS)
        early = rep < EARLY_CYCLES
        return PhaseBegins(phase, first=rep == 0, early=early, side=turns, named=bool(named))
    if phase.breath:
        return Breathes(phase.breath, known=rep > 0)
    if drill.is_hold or not drill.has_parts or wanted is PhaseCues.NONE:
        return None
    named = wanted is PhaseCues.WORDS or (rep == 0 and not any(it.breath for it in drill.tempo))
    holds = phase.is_still or (before is not None and before.is_still)
    return PhaseBegins(phase, first=rep == 0, named=named) if named or holds else None


def _after_long(before: Phase | None) -> bool:
    return before is not None and is_long(before)


def _say(tape: Tape, at: int, meaning: Meaning, until: int | None = None) -> Span:
    """Cue what is to be said, by `until` if that is given; from when to when it is."""
    lengths = [speaking_ms(words) for words in meaning.phrasings]
    fitting = [length for length in lengths if until is None or at + length <= until]
    if until is not None and isinstance(meaning, Breathes):
        until = max(until, at + min(lengths))
    tape.cue(at, meaning, until=until)
    said = fitting or lengths[-1:]
    return at, at + said[0] + PAUSE_MS if said else at


def _count_down(tape: Tape, zero: int, *, spoken: bool = True) -> None:
    for seconds in (3, 2, 1):
        tape.cue(zero - seconds * 1000, CountsDown(seconds, spoken=spoken))


def _side_of(plan: Plan, rep: int) -> Side | None:
    drill = plan.drill
    if drill.sides is Sides.ALTERNATE:
        return drill.order[rep % len(drill.order)]
    return plan.side
