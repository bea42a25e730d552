"""What a follower is told at each look, and the telling of all of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, Protocol, TypeAlias, TypeVar, runtime_checkable

from mobility_timer.playback.change import Change
from mobility_timer.playback.interruption import Interruption
from mobility_timer.playback.played import FinishedSet, PlayedSet
from mobility_timer.playback.transport import State, Transport
from mobility_timer.timeline import Cue, Moment, Timeline

PICTURE_MS: Final = 42
"""As long as a picture of a movement stands, as nearly as what is due next allows."""
RESTING_MS: Final = 84
"""As long as one stands where nothing moves but a line that empties, or a chest."""
_LONGEST_TIMES: Final = 1.5
"""A picture stands so many times as long at most, up to what is due next: a shorter one beside it
would be seen no better."""
LOOKS_EVERY_MS: Final = 1_000
"""What is not known to be due waits no longer than that: a whole second is always due."""


@dataclass(frozen=True)
class Update:
    """Where playback is, and what happened since the last update.

    What was played since then is [`start`, `at`), in ms of the timeline; both are the same while
    nothing plays and after a jump. `now` is the clock's time in ms (perf_counter at speed 1).
    `cues` came due in that time, those of a count-in included. `finished` are the sets that are
    over since, each with what was done of it. `jumped` says that playback went elsewhere by a
    command: such an update has no cues and no sets, and `same_place` says that only the dose
    changed, so that what sounds may ring on. `waits` is whether "wait for me" is on;
    `interruption` says why playback has just been paused by nobody. `played` is what was played of
    the set that is being done, `change` what can be taken back at this time.
    """

    now: int
    timeline: Timeline
    transport: Transport
    moment: Moment
    start: int
    cues: tuple[Cue, ...] = ()
    finished: tuple[FinishedSet, ...] = ()
    jumped: bool = False
    same_place: bool = False
    waits: bool = False
    interruption: Interruption | None = None
    played: PlayedSet | None = None
    change: Change | None = None

    @property
    def at(self) -> int:
        return self.moment.at

    @property
    def state(self) -> State:
        return self.transport.state

    @property
    def count_in(self) -> int:
        """Milliseconds left of the count-in after a pause; 0 outside of one."""
        return self.transport.count_in(self.now)

    @cached_property
    def due_ms(self) -> int:
        """The time until anything but a movement is due to change: a whole second of the count-in
        or the set, a cue, a segment. What is due at a time is told a millisecond after it, so that
        a segment and its cue are told together. What is left of the session is shown with a
        picture."""
        if self.count_in:
            return _to_second(self.count_in)
        to_end = self.moment.segment.end - self.at
        cues = self.timeline.cues_between(self.at, self.at + LOOKS_EVERY_MS)
        to_cue = (cue.at - self.at for cue in cues[:1])
        return 1 + min(to_end, _to_second(to_end), *to_cue)


def wait_ms(update: Update) -> int:
    """How long to wait for the next look or picture."""
    return min(PICTURE_MS, update.due_ms)


def _to_second(left_ms: int) -> int:
    """The time until another whole second is left, rounded up as it is shown."""
    return left_ms % 1000 or 1000


class Follower(Protocol):
    def follow(self, update: Update) -> None: ...

    def close(self) -> None: ...


@runtime_checkable
class FrameFollower(Follower, Protocol):
    """One that shows a movement."""

    def frame(self, at: int) -> bool:
        """Playback is at a position of the timeline, in ms; nothing else changed since the last
        update. Answers whether what it shows moves on from here at once."""


@runtime_checkable
class WaitingFollower(Follower, Protocol):
    """One that may wait for what it is not told of."""

    def waits(self) -> bool:
        """Whether it does: then it is told again with the next picture."""


@runtime_checkable
class SeenFollower(Follower, Protocol):
    """One that may be out of sight."""

    def is_seen(self) -> bool:
        """Whether it can be seen: while none can, no movement is shown."""


Show: TypeAlias = Callable[[], object]
"""Shows a picture that was found ahead."""


class Ahead(Protocol):
    """What knows the pictures after the one that it shows."""

    def look_ahead(self, positions: Sequence[int]) -> Sequence[Show]:
        """Playback will be at these positions, a picture after the other, with nothing else
        changed. Answers what shows each of them, as far as something moves with every one."""


@runtime_checkable
class AheadFollower(Follower, Ahead, Protocol):
    """A follower that may be had to show pictures without a look at the clock."""


class Link:
    """A follower that passes on what it is told; of pictures, one every `every_ms` at most."""

    def __init__(
        self,
        tell: Callable[[Update], object],
        move: Callable[[int], bool],
        every_ms: int = 0,
        ahead: Ahead | None = None,
        is_seen: Callable[[], bool] = lambda: True,
    ) -> None:
        self._told: tuple[Callable[[Update], object], Callable[[int], bool]] | None = tell, move
        self._every_ms = every_ms
        self._ahead = ahead
        self.is_seen = is_seen
        self._at = 0

    def follow(self, update: Update) -> None:
        if self._told is not None:
            self._at = update.at
            self._told[0](update)

    def frame(self, at: int) -> bool:
        if self._told is None or at - self._at < self._every_ms:
            return False
        self._at = at
        return self._told[1](at)

    def look_ahead(self, positions: Sequence[int]) -> Sequence[Show]:
        return () if self._ahead is None else self._ahead.look_ahead(positions)

    def close(self) -> None:
        self._told = self._ahead = None


Answer = TypeVar("Answer")

Report: TypeAlias = Callable[[Exception], None]
"""What is done with a fault of a follower."""


def raise_it(fault: Exception) -> None:
    raise fault


class Followers:
    """Those who are told, each in any case, whatever goes wrong in another; `report` gets that."""

    def __init__(self, followers: Iterable[Follower], report: Report, speed: float = 1.0) -> None:
        self._speed = speed
        self._followers: list[Follower] = []
        self._moving: list[tuple[FrameFollower, AheadFollower | None]] = []
        self._coming: list[list[Show]] = []
        self._step = 0
        self._late_at = -math.inf
        self._waiting: list[WaitingFollower] = []
        self._visible: list[SeenFollower] = []
        self._is_seen = True
        self._report = report
        self.frames_until = -math.inf
        for follower in followers:
            self._take(follower)

    def __iter__(self) -> Iterator[Follower]:
        return iter(self._followers)

    def add(self, follower: Follower, now: Update) -> None:
        """Add one and tell it where playback stands."""
        self._take(follower)
        self._call([partial(follower.follow, now)])

    def tell(self, update: Update) -> None:
        """Tell all of them; until `frames_until` nothing else than movements is due."""
        self._call([partial(follower.follow, update) for follower in self._followers])
        plays = update.state is State.PLAYING and update.now >= update.transport.since
        waits = any(self._call([each.waits for each in self._waiting]))
        self.frames_until = update.now + update.due_ms if plays and not waits else -math.inf
        self._is_seen = not self._visible or any(
            self._call([each.is_seen for each in self._visible])
        )
        self._look_ahead(update.now, update.at)

    def wait_ms(self, update: Update) -> int:
        """How long to wait for the next look or picture after all were told."""
        if self.frames_until <= update.now:
            return wait_ms(update)
        return self._wait(update.now, PICTURE_MS) if self._is_seen else update.due_ms

    def frame(self, now: int, at: int) -> int:
        """Tell those that show a movement how far playback is; how long to wait for the next
        picture or look."""
        if not self._is_seen:
            return int(self.frames_until - now)
        moves = any(self._call([partial(each.frame, at) for each, _ in self._moving]))
        self._look_ahead(now, at)
        return self._wait(now, PICTURE_MS if moves else RESTING_MS)

    def show_next(self, now: int) -> int:
        """Have the picture shown that was found ahead; how long to wait for the next one or for a
        look. 0 where there is to be a look at once: none was found, or it is late."""
        if not self._coming or now >= self._late_at or now >= self.frames_until:
            self._coming = []
            return 0
        self._late_at += self._step
        self._call(self._coming.pop())
        return self._wait(now, PICTURE_MS)

    def _wait(self, now: int, usual_ms: int) -> int:
        if self._coming:
            return max(1, round(self._step / self._speed))
        left = (self.frames_until - now) / self._speed
        return usual_ms if left > _LONGEST_TIMES * usual_ms else max(1, math.ceil(left))

    def _look_ahead(self, now: int, at: int) -> None:
        """Find the pictures of a movement until something else is due, evenly apart. Who finds none
        is told how far playback is at each."""
        self._coming = []
        left = self.frames_until - now
        if not self._is_seen or left <= 0:
            return
        count = max(1, round(left / (PICTURE_MS * self._speed)))
        self._step = step = int(left) // count
        positions = range(at + step, at + step * count, step)
        found = [(each, self._found_by(ahead, positions)) for each, ahead in self._moving]
        count = max((len(shows) for _each, shows in found), default=0)
        self._coming = [
            [shows[k] if k < len(shows) else partial(each.frame, at) for each, shows in found]
            for k, at in reversed([*enumerate(positions[:count])])
        ]
        self._late_at = now + 2 * step

    def _found_by(self, follower: AheadFollower | None, positions: Sequence[int]) -> Sequence[Show]:
        looks = [] if follower is None else [partial(follower.look_ahead, positions)]
        return next(iter(self._call(looks)), ())

    def close(self) -> None:
        """End them; after that nobody is told."""
        closes = [follower.close for follower in self._followers]
        self._followers.clear()
        self._moving.clear()
        self._waiting.clear()
        self._visible.clear()
        self._coming = []
        self._call(closes)

    def _take(self, follower: Follower) -> None:
        self._followers.append(follower)
        if isinstance(follower, FrameFollower):
            ahead = follower if isinstance(follower, AheadFollower) else None
            self._moving.append((follower, ahead))
        if isinstance(follower, WaitingFollower):
            self._waiting.append(follower)
        if isinstance(follower, SeenFollower):
            self._visible.append(follower)

    def _call(self, calls: Sequence[Callable[[], Answer]]) -> list[Answer]:
        """The answers to every call; what went wrong in any of them is reported after the last."""
        answers, faults = [], []
        for call in calls:
            try:
                answers.append(call())
            except Exception as error:  # whatever it is, the session leads on
                faults.append(error)
        for fault in faults:
            self._report(fault)
        return answers
