"""What is to be heard during a set: the start and the count, phases, breath, form, time."""

from __future__ import annotations

from dataclasses import dataclass

from mobility_timer.routine import Breath, Phase, Side
from mobility_timer.timeline.cues import Meaning, Tone
from mobility_timer.words import spoken


@dataclass(frozen=True)
class PhaseBegins(Meaning):
    """A phase that begins, told in words where it is `named`, else ticked.

    `first` in the first rep, `early` in those that tell the breath too. `side` where it changes.
    """

    phase: Phase
    first: bool = False
    early: bool = False
    side: Side | None = None
    named: bool = True

    rank = 115
    stand_in = Tone.PHASE

    @property
    def tone(self) -> Tone | None:
        return Tone.CHANGE if self.side is not None and not self.first else None

    @property
    def phrasings(self) -> tuple[str, ...]:
        if not self.named:
            return ()
        breath = self.phase.breath.value if self.phase.breath and self.early else ""
        cue = self.phase.cue if self.first else ""
        side = self.side.value if self.side else ""
        return spoken.phase(self.phase.name, cue=cue, breath=breath, side=side)


@dataclass(frozen=True)
class Coaches(Meaning):
    text: str

    rank = 150

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.different(self.text)


@dataclass(frozen=True)
class CountsDown(Meaning):
    """A beep so many seconds before zero; `spoken` where no other line is still in the air."""

    seconds: int
    spoken: bool = True

    rank = 100
    tone = Tone.COUNTDOWN

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (spoken.count(self.seconds),) if self.spoken else ()


@dataclass(frozen=True)
class Starts(Meaning):
    """The zero after the countdown."""

    rank = 90
    tone = Tone.GO


@dataclass(frozen=True)
class CountsRep(Meaning):
    """The rep that begins now, from 1.

    The first rep begins with the tone of the start, so it is neither said nor ticked. `breath` is
    the one that begins with the rep, and is said in one with the number. A number that is not
    `aloud` is ticked.
    """

    number: int
    of: int
    breath: Breath | None = None
    aloud: bool = True

    rank = 110

    @property
    def stand_in(self) -> Tone | None:
        return Tone.REP if self.number > 1 else None

    @property
    def phrasings(self) -> tuple[str, ...]:
        if self.number == 1:
            return ()
        if not self.aloud:
            return spoken.different(self.uncounted)
        count = self._count
        joined = spoken.counted_breath(count, self.breath.value) if self.breath else ""
        return spoken.different(joined, count)

    @property
    def _count(self) -> str:
        return spoken.count(self.number)

    @property
    def uncounted(self) -> str:
        """What is left to say for somebody who does not want the reps counted aloud."""
        return spoken.BREATH[self.breath.value] if self.breath and self.number > 1 else ""


@dataclass(frozen=True)
class CountsLastTwo(CountsRep):
    """This rep and one more are left, which is said in any case."""

    rank = 95

    @property
    def _count(self) -> str:
        return spoken.LAST_TWO


@dataclass(frozen=True)
class Breathes(Meaning):
    """The breath that begins, in one word where it is `known` by now."""

    breath: Breath
    known: bool = False

    rank = 120

    @property
    def phrasings(self) -> tuple[str, ...]:
        full, short = spoken.BREATHE[self.breath.value], spoken.BREATH[self.breath.value]
        return (short,) if self.known else (full, short)


@dataclass(frozen=True)
class Halfway(Meaning):
    rank = 140
    stand_in = Tone.HALFWAY
    phrasings = (spoken.HALFWAY,)


@dataclass(frozen=True)
class TimeLeft(Meaning):
    seconds: int

    rank = 130

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (spoken.time_left(self.seconds),)
