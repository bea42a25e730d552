"""What the player shows at one time, as values: the page only paints what changed of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mobility_timer.playback import State, Update
from mobility_timer.routine import Counts, Drill, Ends, Position, Side, Sides, Variant
from mobility_timer.timeline import Kind, Moment, Timeline, WorkSet, minutes_seconds
from mobility_timer.words import player as words

LONGEST_CUE_CHARACTERS = 24
COUNTED_PHASE_FROM_MS = 5_000
MINUTES_FROM_S = 100  # seconds: longer times are told in minutes and seconds
_SECOND_MS = 1_000


class Mood(Enum):
    """What kind of time it is; each one has its own word and its own shape."""

    WORK = "work"
    GAP = "gap"
    REST = "rest"
    PAUSED = "paused"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True)
class Beats:
    """The row under the number: one mark a rep, one long mark of a hold, a line that empties.

    `done` counts marks, with the part of the present one, and grows by `per_ms`; `sides` colours
    them one by one, and the last side goes on where there are fewer.
    """

    count: int
    done: float
    sides: tuple[Side | None, ...] = (None,)
    empties: bool = False
    per_ms: float = 0.0


@dataclass(frozen=True)
class Counter:
    """The giant number: `digits` is how many it has at most in this set."""

    heading: str
    number: str
    of: str
    digits: int
    quiet: bool


@dataclass(frozen=True)
class Prompt:
    """The side in its pill and the word beside it."""

    side: Side | None
    word: str
    mood: Mood


@dataclass(frozen=True)
class Lines:
    """The cue, and below it what comes next."""

    cue: str
    label: str
    next: str


@dataclass(frozen=True)
class Header:
    """The line at the top, in a session of `length` ms."""

    routine: str
    place: str
    left: str
    total: str
    length: int


@dataclass(frozen=True)
class Screen:
    """All that is written but the line at the top."""

    mood: Mood
    count: Counter
    prompt: Prompt
    lines: Lines
    drill: Drill
    work: WorkSet


def screen_of(update: Update) -> Screen:
    """What is to be read at an update."""
    moment, timeline = update.moment, update.timeline
    mood = _mood(update)
    return Screen(
        mood=mood,
        count=_count(update, mood),
        prompt=_prompt(moment, mood, counting_in=update.count_in > 0),
        lines=_lines(moment, timeline, mood),
        drill=moment.drill,
        work=moment.set,
    )


def steady_until(update: Update) -> int:
    """Up to which position, in ms, the same is to be read while playback goes on as it does: to
    the next whole second of any that are shown, the next step of a set-up or the next segment."""
    moment = update.moment
    segment, at = moment.segment, moment.at
    if update.count_in:
        return at
    _, counted_to = _counted_down(moment, update.timeline)
    ends = (segment.end, counted_to, moment.set.start)
    seconds = (at + ((end - at) % _SECOND_MS or _SECOND_MS) for end in ends)
    steps = update.timeline.steps_between(at + 1, segment.end)
    return min(segment.end, *seconds, *(step.at for step in steps[:1]))


def goes_on(before: Update | None, now: Update) -> bool:
    """Whether playback only went on in the same segment."""
    if before is None or now.jumped:
        return False
    same = before.state is now.state and before.timeline is now.timeline
    return same and before.moment.segment == now.moment.segment


def reads_on(before: Update | None, now: Update, until: int) -> bool:
    """Whether the same is to be read as `before`, which was steady `until` that position."""
    if before is None or before.count_in:
        return False
    return before.at <= now.at < until and goes_on(before, now)


def beats_of(update: Update) -> Beats:
    """The row under the number, which moves by itself until the next segment."""
    return _beats(update, _mood(update))


def header_of(update: Update) -> Header:
    """The line at the top, in which the time that is left goes on by itself."""
    moment, routine = update.moment, update.timeline.routine
    where = words.drill_of(moment.set.drill + 1, len(routine.drills))
    block = moment.drill.block
    if block and block.rounds > 1:
        where = f"{words.round_of(moment.set.block_round + 1, block.rounds)}  ·  {where}"
    elif routine.rounds > 1:
        where = f"{words.round_of(moment.set.round + 1, routine.rounds)}  ·  {where}"
    left, length = minutes_seconds(moment.left), minutes_seconds(moment.length)
    return Header(routine.name, where, left, length, moment.length)


def where_am_i(update: Update) -> str:
    """In one line: drill, side, count, what of the session is left and which drill comes."""
    screen, timeline = screen_of(update), update.timeline
    count, side = screen.count, screen.prompt.side
    at = words.listed(
        words.SIDES[side.value].lower() if side else "",
        f"{count.number} {count.of}".rstrip(),
        screen.prompt.word.lower() if screen.mood is not Mood.WORK else "",
    )
    span = timeline.span_at(update.at)
    coming = timeline.spans[span + 1 : span + 2]
    names = [timeline.routine.drills[span.drill].name for span in coming]
    left = minutes_seconds(update.moment.left)
    return words.where_am_i(count.heading, at, left, "".join(names))


def stepwise(count: int, done: float) -> float:
    """How much of some marks is filled without movement: rep by rep, of a single one in tenths."""
    steps = 1 if count > 1 else 10
    return int(done * steps) / steps


def cues_of(drill: Drill) -> tuple[str, ...]:
    """All that may stand in the cue's place during this drill."""
    phases = [phase.cue for phase in drill.tempo]
    variants = [variant.name for variant in drill.variants]
    return tuple(
        dict.fromkeys(filter(None, (*drill.cues, *phases, *variants, drill.switch, place(drill))))
    )


def place(drill: Drill) -> str:
    """Where the drill is done, at what it needs first."""
    seated = drill.position is Position.SITTING and not drill.on_floor
    position = "seated" if seated else drill.position.value
    need = drill.needs[0] if drill.needs else ""
    return words.AT_PLACES.get((position, need), words.PLACES[position])


def dose(drill: Drill, variant: Variant | None, amount: int) -> str:
    """The dose of one set in words, and the variant; the variant alone where both are too long."""
    if drill.dose.is_open:
        return _open_dose(drill, amount)
    if drill.is_hold:
        short, moves = amount < MINUTES_FROM_S, drill.changes_in_hold
        length = words.for_seconds(amount) if short else minutes_seconds(amount * 1000)
        return length if moves else words.hold(length)
    counts = drill.dose.counts.value
    many = words.counted_dose(amount, counts, in_turn=drill.sides is Sides.ALTERNATE)
    if variant is None:
        return many
    both = f"{many}, {variant.name[0].lower()}{variant.name[1:]}"
    return both if len(both) <= LONGEST_CUE_CHARACTERS else variant.name


def _open_dose(drill: Drill, amount: int) -> str:
    """What a set asks for that lasts until the person stops."""
    if drill.dose.counts is Counts.METRES:
        return words.metres(amount)
    if drill.dose.ends is Ends.TIME:
        return words.as_many_in(amount)
    return words.AS_LONG if drill.is_hold else words.AS_MANY


def _mood(update: Update) -> Mood:
    state, kind = update.state, update.moment.kind
    if state is State.DONE or kind is Kind.END:
        return Mood.DONE
    if state is State.WAITING:
        return Mood.WAITING
    if state is State.PAUSED:
        return Mood.PAUSED
    if kind is Kind.REST:
        return Mood.REST
    if not kind.is_work or update.count_in:
        return Mood.GAP
    return Mood.WORK


def _count(update: Update, mood: Mood) -> Counter:
    moment = update.moment
    drill = moment.drill
    quiet = mood not in (Mood.WORK, Mood.DONE)
    if mood is Mood.DONE:
        return Counter(update.timeline.routine.name, words.DONE, "", 3, quiet=False)
    if mood is Mood.WAITING:
        return Counter(drill.name, *_dose_count(drill, moment.set.amount), quiet)
    if update.count_in:
        left_s = -(-update.count_in // 1000)
        return Counter(drill.name, str(left_s), words.seconds(left_s), 1, quiet)
    if _counts_phase(moment):
        return _phase_count(moment, quiet)
    if moment.is_open and drill.dose.ends is Ends.YOU:
        return _open_count(moment, quiet)
    if moment.kind is Kind.MOVE:
        return Counter(
            drill.name, str(moment.rep), words.of(moment.reps), len(str(moment.reps)), quiet
        )
    start, end = _counted_down(moment, update.timeline)
    length = -(-(end - start) // 1000)
    if length >= MINUTES_FROM_S:
        return Counter(drill.name, minutes_seconds(end - moment.at), "", 3, quiet)
    number, digits = str(-(-(end - moment.at) // 1000)), len(str(length))
    if moment.kind is Kind.HOLD:
        return Counter(drill.name, number, words.of_seconds(length), digits, quiet)
    return Counter(drill.name, number, words.seconds(int(number)), digits, quiet)


def _open_count(moment: Moment, quiet: bool) -> Counter:
    """What has been done so far where the person ends the set; of a way, how long it is."""
    drill, most = moment.drill, moment.set.amount
    if drill.dose.counts is Counts.METRES:
        return Counter(drill.name, str(most), words.METRES, len(str(most)), quiet)
    if moment.kind is Kind.MOVE:
        return Counter(drill.name, str(moment.rep), words.REPS, len(str(most)), quiet)
    held = (moment.at - moment.set.start) // 1000
    if held >= MINUTES_FROM_S:
        return Counter(drill.name, minutes_seconds(1000 * held), "", 3, quiet)
    return Counter(drill.name, str(held), words.seconds(held), len(str(most)), quiet)


def _counts_phase(moment: Moment) -> bool:
    """Whether the seconds of one phase are what one wants to know."""
    phased = moment.kind is Kind.MOVE or moment.drill.changes_in_hold
    return moment.kind.is_work and phased and moment.segment.length >= COUNTED_PHASE_FROM_MS


def _phase_count(moment: Moment, quiet: bool) -> Counter:
    segment = moment.segment
    length = -(-segment.length // 1000)
    if length >= MINUTES_FROM_S:
        return Counter(moment.drill.name, minutes_seconds(segment.end - moment.at), "", 3, quiet)
    number = str(-(-(segment.end - moment.at) // 1000))
    return Counter(moment.drill.name, number, words.of_seconds(length), len(str(length)), quiet)


def _counted_down(moment: Moment, timeline: Timeline) -> tuple[int, int]:
    """The time that the seconds count: a hold, or all of a gap from set to set."""
    work = moment.set
    if moment.kind is Kind.HOLD:
        return work.start, work.end
    return timeline.sets[work.index - 1].end if work.index else 0, work.start


def _dose_count(drill: Drill, amount: int) -> tuple[str, str, int]:
    if drill.dose.ends is Ends.YOU and drill.dose.counts is not Counts.METRES:
        return words.MAX, words.SECONDS if drill.is_hold else words.REPS, 3
    if drill.is_hold and amount >= MINUTES_FROM_S:
        return minutes_seconds(1000 * amount), "", 3
    number = str(amount)
    noun = words.SECONDS if drill.is_hold else words.COUNTED[drill.dose.counts.value]
    return number, noun, len(number)


def _beats(update: Update, mood: Mood) -> Beats:
    moment = update.moment
    drill = moment.drill
    if mood is Mood.DONE:
        return Beats(1, 1.0)
    if mood is Mood.WAITING:
        return Beats(1 if drill.dose.is_open else max(1, moment.reps), 0.0, _sides(moment))
    set_per_ms = 1 / max(1, moment.set.end - moment.set.start)
    rep_per_ms = 1 / max(1, drill.rep_ms)
    if moment.is_open and moment.kind is Kind.MOVE:
        if drill.dose.counts is Counts.METRES:
            return Beats(1, moment.set_share, (moment.side,), per_ms=set_per_ms)
        return Beats(1, moment.rep_share, (moment.side,), per_ms=rep_per_ms)
    if moment.kind is Kind.MOVE:
        done = moment.rep - 1 + moment.rep_share
        return Beats(moment.reps, done, _sides(moment), per_ms=rep_per_ms)
    if moment.kind is Kind.HOLD:
        return Beats(1, moment.set_share, _sides(moment), per_ms=set_per_ms)
    start, end = _counted_down(moment, update.timeline)
    per_ms = 1 / max(1, end - start)
    return Beats(1, (end - moment.at) * per_ms, (None,), empties=True, per_ms=-per_ms)


def _sides(moment: Moment) -> tuple[Side | None, ...]:
    if moment.drill.sides is not Sides.ALTERNATE or moment.drill.is_hold:
        return (moment.side,)
    first = moment.side
    if first is None:
        return (None,)
    if moment.rep and moment.rep % 2 == 0:
        first = first.other
    return tuple(first if rep % 2 == 0 else first.other for rep in range(moment.reps))


def _prompt(moment: Moment, mood: Mood, *, counting_in: bool) -> Prompt:
    if mood is Mood.DONE:
        return Prompt(None, "", mood)
    side = moment.side if mood is not Mood.REST else None
    if mood is Mood.PAUSED:
        return Prompt(side, words.PAUSED, mood)
    if mood is Mood.WAITING:
        return Prompt(side, words.YOUR_TURN, mood)
    return Prompt(side, words.GET_READY if counting_in else moment.word, mood)


def _lines(moment: Moment, timeline: Timeline, mood: Mood) -> Lines:
    drill, work = moment.drill, moment.set
    if mood is Mood.DONE:
        return Lines("", "", "")
    if mood is Mood.WAITING:
        return Lines(words.READY_WHEN, "", dose(drill, moment.variant, work.amount))
    if mood is Mood.PAUSED:
        return Lines(words.SPACE_TO_GO_ON, words.NEXT, moment.next)
    step = timeline.step_at(moment.at)
    if step is not None and moment.kind is not Kind.REST:
        return Lines(step.text, "", dose(drill, moment.variant, work.amount))
    if moment.kind in (Kind.LEAD_IN, Kind.SETUP):
        return Lines(place(drill), "", dose(drill, moment.variant, work.amount))
    if moment.kind is Kind.CHANGE:
        told = moment.variant is not None and moment.cue == moment.variant.name
        return Lines(moment.cue, "", dose(drill, None if told else moment.variant, work.amount))
    if moment.kind is Kind.NEXT_SET:
        return Lines(moment.cue, "", dose(drill, moment.variant, work.amount))
    if moment.kind is Kind.REST:
        return Lines(_after_rest(work, timeline), words.NEXT, drill.short)
    cue = moment.cue
    if moment.is_open:
        is_way = drill.dose.counts is Counts.METRES
        cue = words.SPACE_WHEN_THERE if is_way else words.SPACE_WHEN_YOU_STOP
    return Lines(cue, words.NEXT if moment.next else "", moment.next)


def _after_rest(work: WorkSet, timeline: Timeline) -> str:
    drill, before = timeline.drill_of(work), timeline.sets[work.index - 1]
    if work.repeat:
        return words.set_of(work.repeat + 1, drill.rounds)
    if work.round != before.round:
        return words.round_of(work.round + 1, timeline.routine.rounds)
    if drill.block and work.block_round and work.block_round != before.block_round:
        return words.round_of(work.block_round + 1, drill.block.rounds)
    return words.set_of(1, drill.rounds) if drill.rounds > 1 else words.BREATHE_EASILY
