"""The gap before a set: the rest, what changes, what is said of it, and the count-down.

Where the author gave a number, it is the length of the gap, set-up included, and what is said is
shortened to fit. Else the gap is as long as the change asks for and never shorter than its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mobility_timer.routine import Routine
from mobility_timer.timeline.cues import (
    AwaitsKey,
    Meaning,
    NamesDrill,
    OpensEnd,
    Rests,
    RoundBegins,
    SetBegins,
    SetsUp,
    SideChanges,
    VariantChanges,
    Warns,
)
from mobility_timer.timeline.laying.tape import Plan, Tape
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.work_cues import Coaches, CountsDown
from mobility_timer.words import spoken

COUNTDOWN_MS = 3_000
TO_THE_FLOOR_MS = 12_000
CHANGE_OF_POSITION_MS = 10_000
SAME_POSITION_MS = 8_000
SIDE_MS = 5_000
VARIANT_MS = 3_000
SHORTEST_REST_MS = 3_000
"""What is left of a rest before the set-up begins is set-up too, where it is shorter."""


@dataclass(frozen=True)
class _Change:
    """What leads to a set. `written_ms` is the author's number, None where there is none."""

    kind: Kind
    usual_ms: int
    written_ms: int | None
    meanings: list[Meaning]
    tail_ms: int

    @property
    def spoken_ms(self) -> int:
        return sum(_spoken_ms(m.phrasings[0]) for m in self.meanings if m.phrasings)

    @property
    def length_ms(self) -> int:
        """Its length where no rest says otherwise."""
        if self.written_ms:
            return self.written_ms
        usual = self.usual_ms if self.written_ms is None else 0
        return max(usual, self.spoken_ms + self.tail_ms)


@dataclass(frozen=True)
class Gap:
    """The time between two sets: a pause, then the change that leads to the next one.

    `rest_ms` is the rest as it is written, of which the pause is what the change leaves.
    """

    change: _Change
    length_ms: int
    pause_ms: int
    rest_ms: int

    @property
    def whole_ms(self) -> int:
        return self.pause_ms + self.length_ms

    @property
    def meanings(self) -> list[Meaning]:
        """What is to be said in it, whether there is room for it or not."""
        return [meaning for meaning in self.change.meanings if meaning.phrasings]


def gap_before(routine: Routine, before: Plan | None, plan: Plan) -> Gap:
    """The gap that leads from the set `before`, None at the start, to the set `plan`."""
    change = _what_changes(routine, before, plan)
    length = change.length_ms
    rest = _rest_ms(routine, before, plan)
    pause = max(0, rest - length)
    if rest and pause < SHORTEST_REST_MS:
        length, pause = max(rest, change.written_ms or 0), 0
    return Gap(change, length, pause, rest)


def lay_gap(tape: Tape, before: Plan | None, plan: Plan) -> int:
    """Lay the rest and the set-up of a set; from when on the set-up is. Its work comes next."""
    gap = gap_before(tape.routine, before, plan)
    change, length = gap.change, gap.length_ms
    if gap.pause_ms:
        tape.cue(tape.at, Rests(gap.rest_ms // 1000), until=tape.at + gap.pause_ms)
        tape.add(gap.pause_ms, Kind.REST, side=plan.first_side)
    opens = tape.at
    said = _say(tape, change, length)
    tape.add(length, change.kind, side=plan.first_side)
    start = tape.at
    _count_down_to(tape, start, said, earliest=opens)
    gate = min(max(said, start - COUNTDOWN_MS), start - 1)
    tape.gates.append(gate)
    if plan.drill.waits and change.kind is Kind.SETUP and not plan.again:
        tape.stops.append(gate)
    return opens


def _count_down_to(tape: Tape, zero: int, free_from: int, earliest: int) -> None:
    for seconds in (3, 2, 1):
        at = zero - seconds * 1000
        if at >= earliest:
            tape.cue(at, CountsDown(seconds, spoken=free_from <= zero - 2_000 and at >= free_from))


def _say(tape: Tape, change: _Change, length: int) -> int:
    """Cue what is said in the gap that begins now; the time at which all of it is said."""
    at = tape.at
    if change.spoken_ms + change.tail_ms <= length:
        lines = [_Line(m, next(iter(m.phrasings), "")) for m in change.meanings]
    else:
        lines = _shortened(change.meanings, max(length - 300, length // 2))
    for meaning, words in lines:
        end = at + _spoken_ms(words)
        tape.cue(at, meaning, until=end)
        at = end
    return at


class _Line(NamedTuple):
    meaning: Meaning
    words: str


def _shortened(meanings: Sequence[Meaning], room: int) -> list[_Line]:
    """What can be said in `room` ms: the less important is shortened first, then left out."""
    choices = [list(meaning.phrasings) or [""] for meaning in meanings]
    by_rank = sorted(range(len(meanings)), key=lambda place: -meanings[place].rank)

    def too_long() -> bool:
        return sum(_spoken_ms(words[0]) for words in choices) > room

    for place in by_rank:
        while too_long() and len(choices[place]) > 1:
            choices[place].pop(0)
    for place in by_rank:
        if too_long():
            choices[place] = [""]
    return [_Line(*pair) for pair in zip(meanings, (words[0] for words in choices), strict=True)]


def _spoken_ms(words: str) -> int:
    return speaking_ms(words) + PAUSE_MS if words else 0


def _rest_ms(routine: Routine, before: Plan | None, plan: Plan) -> int:
    """The rest before a set as it is written, set-up included; 0 where none is."""
    if before is None:
        return 0
    drill = before.drill
    after = drill.rest_ms if drill.rest_after_ms is None else drill.rest_after_ms
    if before.round != plan.round:
        return max(routine.rest_ms, after)
    if before.block_round != plan.block_round and plan.drill.block == drill.block:
        return max(drill.block.rest_ms if drill.block else 0, drill.rest_ms)
    if before.place != plan.place:
        return after
    return drill.rest_ms if before.repeat != plan.repeat else 0


def _what_changes(routine: Routine, before: Plan | None, plan: Plan) -> _Change:
    drill = plan.drill
    if before is None or is_new_drill(before, plan):
        return _introduction(routine, before, plan)
    other_dose = plan.amount if plan.amount != before.amount else None
    if before.repeat != plan.repeat:
        meaning = SetBegins(
            drill, plan.repeat + 1, plan.first_side, plan.variant, amount=other_dose
        )
        return _Change(Kind.NEXT_SET, SIDE_MS, drill.side_gap_ms, [meaning], COUNTDOWN_MS)
    if before.side is not plan.side and plan.side is not None:
        meanings: list[Meaning] = [SideChanges(drill, plan.side, plan.variant, other_dose)]
        return _Change(Kind.CHANGE, SIDE_MS, drill.side_gap_ms, meanings, COUNTDOWN_MS // 3 * 2)
    assert plan.variant is not None
    return _Change(
        Kind.CHANGE,
        VARIANT_MS,
        drill.variant_gap_ms,
        [VariantChanges(plan.variant, known=plan.is_known)],
        COUNTDOWN_MS // 3,
    )


def _introduction(routine: Routine, before: Plan | None, plan: Plan) -> _Change:
    drill = plan.drill
    previous = before.drill if before else None
    moves = drill.position is not previous.position if previous else drill.on_floor
    brings = brings_of(routine, plan)
    meanings: list[Meaning] = []
    if before is not None and before.round != plan.round:
        meanings.append(RoundBegins(plan.round + 1, routine.rounds))
    elif before is not None and plan.block_round and drill.block and _opens_round(before, plan):
        meanings.append(RoundBegins(plan.block_round + 1, drill.block.rounds))
    again = plan.again
    meanings.append(NamesDrill(drill, before is None, moves, brings))
    warnings = warnings_of(routine, plan)
    if drill.warning in warnings:
        meanings.append(Warns(drill.warning))
    turns = before is not None and _turns_round(before, plan)
    meanings.append(SetsUp(drill, plan.first_side, plan.variant, again, turns))
    if drill.dose.is_open and not again:
        meanings.append(OpensEnd(drill, plan.amount))
    if drill.pain in warnings:
        meanings.append(Warns(drill.pain))
    if drill.coaching and not again:
        meanings.append(Coaches(drill.coaching[0]))
    if drill.waits and not again:
        meanings.append(AwaitsKey())
    if moves and drill.on_floor and not (previous and previous.on_floor):
        usual = TO_THE_FLOOR_MS
    elif moves:
        usual = CHANGE_OF_POSITION_MS
    else:
        usual = SAME_POSITION_MS
    said = [meaning for meaning in meanings if meaning.phrasings]
    return _Change(Kind.SETUP, usual, drill.setup_gap_ms, said, COUNTDOWN_MS)


def brings_of(routine: Routine, plan: Plan) -> tuple[str, ...]:
    """The things to bring for a drill: what no drill before it needed, each once."""
    if plan.again or not plan.place:
        return ()
    return tuple(need for need in routine.needs_first(plan.place) if "wall" not in need)


def warnings_of(routine: Routine, plan: Plan) -> tuple[str, ...]:
    """For whom a drill is not, and its rule for pain, each once a session."""
    return () if plan.again else routine.warnings_first(plan.place)


def _turns_round(before: Plan, plan: Plan) -> bool:
    """Whether one stands side-on for both drills, with the other side to the wall."""
    drill, previous = plan.drill, before.drill
    alike = drill.switch == previous.switch and drill.switch.lower().startswith(spoken.TURNS)
    return alike and before.side is not plan.side


def _opens_round(before: Plan, plan: Plan) -> bool:
    return before.block_round != plan.block_round and before.drill.block == plan.drill.block


def is_new_drill(before: Plan, plan: Plan) -> bool:
    """Whether another drill begins, or the same one in another round."""
    return (before.round, before.block_round, before.place) != (
        plan.round,
        plan.block_round,
        plan.place,
    )
