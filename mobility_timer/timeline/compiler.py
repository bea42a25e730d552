"""Compiles a routine to a timeline: drill, side, variant, rep, phase, and the gaps between.

A gap is as long as the change asks for and never shorter than what is said in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mobility_timer.routine import Drill, Phase, Routine, Side, Sides, Variant
from mobility_timer.timeline.cues import (
    Breathes,
    Coaches,
    CountsDown,
    CountsRep,
    Cue,
    Finishes,
    Halfway,
    Meaning,
    NamesDrill,
    Rests,
    RoundBegins,
    SetsUp,
    SideChanges,
    Starts,
    TimeLeft,
    VariantChanges,
    Welcomes,
)
from mobility_timer.timeline.model import Kind, Segment, Timeline, WorkSet
from mobility_timer.timeline.overlaps import with_lines
from mobility_timer.timeline.speaking import PAUSE_MS, speaking_ms

LEAD_IN_MS = 4_000
COUNTDOWN_MS = 3_000
TO_THE_FLOOR_MS = 12_000
CHANGE_OF_POSITION_MS = 10_000
SAME_POSITION_MS = 8_000
END_MS = 4_000
HALFWAY_FROM_MS = 20_000
TEN_LEFT_FROM_MS = 45_000
MINUTE_LEFT_FROM_MS = 120_000
COUNTED_HOLD_FROM_MS = 10_000
BREATHS_TOLD = 3
COACHED_FROM_REPS = 2
COACHED_EVERY_REPS = 4
LONGEST_WELCOME_MINUTES = 77


@dataclass(frozen=True)
class _Plan:
    """One set still without a time."""

    round: int
    drill: int
    repeat: int
    side: Side | None
    variant: Variant | None


@dataclass
class _Tape:
    """What has been laid down so far; `at` is its end."""

    at: int = 0
    segments: list[Segment] = field(default_factory=list)
    sets: list[WorkSet] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    gates: list[int] = field(default_factory=list)

    def add(
        self,
        length: int,
        kind: Kind,
        set: int,
        rep: int = 0,
        side: Side | None = None,
        phase: Phase | None = None,
    ) -> None:
        self.segments.append(Segment(self.at, self.at + length, kind, set, rep, side, phase))
        self.at += length

    def cue(self, at: int, meaning: Meaning) -> None:
        self.cues.append(Cue(at, meaning))


def compile_routine(routine: Routine) -> Timeline:
    """The timeline of a routine that has at least one drill."""
    tape = _lay(routine)
    return Timeline(
        routine=routine,
        segments=tuple(tape.segments),
        sets=tuple(tape.sets),
        cues=with_lines(tape.cues, tape.at),
        gates=tuple(tape.gates),
    )


def length_ms(routine: Routine) -> int:
    """The length of the timeline, in half the time that it takes to compile it."""
    return _lay(routine).at


def _lay(routine: Routine) -> _Tape:
    tape = _Tape()
    plans = list(_plans(routine))
    tape.add(_lead_in_ms(routine), Kind.LEAD_IN, set=0, side=_first_side(routine, plans[0]))
    for index, plan in enumerate(plans):
        before = plans[index - 1] if index else None
        _rest(tape, routine, before, plan, index)
        _gap(tape, routine, before, plan, index)
        _work(tape, routine, plan, index)
    minutes = max(1, round((tape.at + END_MS) / 60_000))
    tape.cue(0, Welcomes(routine, minutes))
    tape.cue(tape.at, Finishes(minutes, len(routine.drills)))
    finish = max(speaking_ms(words) for words in tape.cues[-1].meaning.phrasings)
    tape.add(max(END_MS, finish + 500), Kind.END, set=len(plans) - 1)
    return tape


def _plans(routine: Routine) -> Iterator[_Plan]:
    for number in range(routine.rounds):
        for index, drill in enumerate(routine.drills):
            for repeat in range(drill.rounds):
                for side in drill.order if drill.sides is Sides.EACH else (None,):
                    for variant in drill.variants or (None,):
                        yield _Plan(number, index, repeat, side, variant)


def _lead_in_ms(routine: Routine) -> int:
    longest = Welcomes(routine, LONGEST_WELCOME_MINUTES).phrasings[0]
    return max(LEAD_IN_MS, speaking_ms(longest) + PAUSE_MS)


def _rest(tape: _Tape, routine: Routine, before: _Plan | None, plan: _Plan, index: int) -> None:
    if before is None:
        return
    if before.round != plan.round:
        length = max(routine.rest_ms, routine.drills[before.drill].rest_ms)
    elif (before.drill, before.repeat) != (plan.drill, plan.repeat):
        length = routine.drills[before.drill].rest_ms
    else:
        length = 0
    if length:
        tape.cue(tape.at, Rests(length // 1000))
        tape.add(length, Kind.REST, set=index, side=_first_side(routine, plan))


def _gap(tape: _Tape, routine: Routine, before: _Plan | None, plan: _Plan, index: int) -> None:
    drill = routine.drills[plan.drill]
    opens = tape.at
    base, meanings, tail = _what_changes(routine, before, plan)
    said = opens
    for meaning in meanings:
        words = meaning.phrasings
        tape.cue(said, meaning)
        if words:
            said += speaking_ms(words[0]) + PAUSE_MS
    length = max(base, said - opens + tail)
    new_drill = before is None or _new_drill(before, plan)
    kind = Kind.SETUP if new_drill else Kind.CHANGE
    tape.add(length, kind, set=index, side=_first_side(routine, plan))
    start = tape.at
    _count_down(tape, start, max(opens, said))
    tape.gates.append(min(max(said, start - COUNTDOWN_MS), start - 1))
    tape.sets.append(
        WorkSet(
            index=index,
            round=plan.round,
            drill=plan.drill,
            repeat=plan.repeat,
            side=plan.side,
            variant=plan.variant,
            reps=0 if drill.is_hold else drill.dose.amount,
            opens=opens,
            start=start,
            end=start + _work_ms(drill),
        )
    )


def _what_changes(
    routine: Routine, before: _Plan | None, plan: _Plan
) -> tuple[int, list[Meaning], int]:
    """The least length of the gap, what is said in it, and what must stay free after that."""
    drill = routine.drills[plan.drill]
    side = _first_side(routine, plan)
    if before is None or _new_drill(before, plan):
        return _introduction(routine, before, plan)
    if before.repeat != plan.repeat:
        return drill.side_gap_ms, [SetsUp(drill, side, plan.variant, again=True)], COUNTDOWN_MS
    if before.side is not plan.side and plan.side is not None:
        return (
            drill.side_gap_ms,
            [SideChanges(drill, plan.side, plan.variant)],
            COUNTDOWN_MS // 3 * 2,
        )
    assert plan.variant is not None
    return drill.variant_gap_ms, [VariantChanges(plan.variant)], COUNTDOWN_MS // 3


def _introduction(
    routine: Routine, before: _Plan | None, plan: _Plan
) -> tuple[int, list[Meaning], int]:
    drill = routine.drills[plan.drill]
    previous = routine.drills[before.drill] if before else None
    moves = drill.position is not previous.position if previous else drill.position.on_floor
    at_hand = previous.needs if previous else ()
    brings = tuple(n for n in drill.needs if n not in at_hand and "wall" not in n)
    meanings: list[Meaning] = []
    if before is not None and before.round != plan.round:
        meanings.append(RoundBegins(plan.round + 1, routine.rounds))
    again = plan.round > 0
    meanings.append(NamesDrill(drill, before is None, moves, () if again else brings))
    meanings.append(SetsUp(drill, _first_side(routine, plan), plan.variant, again))
    if drill.coaching and not again:
        meanings.append(Coaches(drill.coaching[0]))
    if moves and drill.position.on_floor and not (previous and previous.position.on_floor):
        base = TO_THE_FLOOR_MS
    elif moves:
        base = CHANGE_OF_POSITION_MS
    else:
        base = SAME_POSITION_MS
    return max(base, drill.setup_gap_ms), [m for m in meanings if m.phrasings], COUNTDOWN_MS


def _count_down(tape: _Tape, zero: int, free_from: int) -> None:
    for seconds in (3, 2, 1):
        at = zero - seconds * 1000
        if at >= tape.segments[-1].start:
            tape.cue(at, CountsDown(seconds, spoken=free_from <= zero - 2_000 and at >= free_from))


def _work_ms(drill: Drill) -> int:
    return drill.dose.amount * (1000 if drill.is_hold else drill.rep_ms)


def _work(tape: _Tape, routine: Routine, plan: _Plan, index: int) -> None:
    drill = routine.drills[plan.drill]
    tape.cue(tape.at, Starts())
    if drill.is_hold:
        _hold(tape, drill, plan, index)
    else:
        _reps(tape, drill, plan, index)


def _hold(tape: _Tape, drill: Drill, plan: _Plan, index: int) -> None:
    start, length = tape.at, _work_ms(drill)
    if length >= HALFWAY_FROM_MS:
        tape.cue(start + length // 2, Halfway())
        for share, text in zip((0.2, 0.65), _later_coaching(drill, index), strict=False):
            tape.cue(start + round(length * share), Coaches(text))
    if length >= MINUTE_LEFT_FROM_MS:
        tape.cue(start + length - 60_000, TimeLeft(60))
    if length >= TEN_LEFT_FROM_MS:
        tape.cue(start + length - 10_000, TimeLeft(10))
    phase = drill.tempo[0] if drill.tempo else None
    tape.add(length, Kind.HOLD, set=index, side=plan.side, phase=phase)
    if length >= COUNTED_HOLD_FROM_MS:
        _count_down(tape, tape.at, start)


def _reps(tape: _Tape, drill: Drill, plan: _Plan, index: int) -> None:
    """The reps of a set: counted, the breath told in the first ones, form cues in later ones."""
    reps = drill.dose.amount
    coaching = _later_coaching(drill, index)
    breathes = any(phase.breath for phase in drill.tempo)
    first = BREATHS_TOLD if breathes else COACHED_FROM_REPS
    for rep in range(reps):
        counted = CountsRep(rep + 1, reps, last_two=reps > 4 and rep == reps - 2)
        tape.cue(tape.at, counted)
        words = counted.phrasings
        said = tape.at + (speaking_ms(words[0]) + PAUSE_MS if words else 0)
        variant, rest = divmod(rep - first, COACHED_EVERY_REPS)
        if rest == 0 and 0 <= variant < len(coaching):
            tape.cue(said + 200, Coaches(coaching[variant]))
        side = drill.order[rep % len(drill.order)] if _alternates(drill) else plan.side
        for phase in drill.tempo_in(plan.variant):
            if phase.breath is not None and rep < BREATHS_TOLD:
                tape.cue(max(tape.at, said), Breathes(phase.breath))
            tape.add(phase.ms, Kind.MOVE, set=index, rep=rep, side=side, phase=phase)


def _later_coaching(drill: Drill, index: int) -> Sequence[str]:
    """The form cues that the set-up left over, beginning elsewhere in each set."""
    rest = drill.coaching[1:]
    variant = index % len(rest) if rest else 0
    return rest[variant:] + rest[:variant]


def _new_drill(before: _Plan, plan: _Plan) -> bool:
    return (before.round, before.drill) != (plan.round, plan.drill)


def _alternates(drill: Drill) -> bool:
    return drill.sides is Sides.ALTERNATE


def _first_side(routine: Routine, plan: _Plan) -> Side | None:
    drill = routine.drills[plan.drill]
    return drill.order[0] if _alternates(drill) else plan.side
