"""Plays a timeline against a clock and tells its followers; the one place where state changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mobility_timer.playback import jumps
from mobility_timer.playback.change import TAKE_BACK_MS, Change, Changed, LastChange
from mobility_timer.playback.clock import Clock
from mobility_timer.playback.doses import with_dose, with_tempo, without_side
from mobility_timer.playback.interruption import Interruption, Looks
from mobility_timer.playback.played import FinishedSet, PlayedSets, SetKey, earlier_of
from mobility_timer.playback.remap import place_of, remap
from mobility_timer.playback.transport import State, Transport
from mobility_timer.playback.update import Follower, Followers, Report, Update, raise_it
from mobility_timer.routine import Drill
from mobility_timer.timeline import (
    Cue,
    Moment,
    Timeline,
    compile_routine,
    count_in_cues,
    resume_from,
)

VOICE_READY_WITHIN_MS = 3_000
"""A session stands at its start no longer than that for its first line."""
SHOWN_WITHIN_MS = 10_000
"""A slow computer shows the first moment by then; longer, it was asleep."""
SEEN_AFTER_MS = 600
"""Sooner than that nobody answers what was not asked for: a key then meant what was seen before."""


class Player:
    """Plays one session by a clock.

    A command first tells the followers what was played until now, then acts, and returns the
    update that says where it led to. A follower that raises keeps nobody else from being told and
    is told again at the next look; its fault goes to `report`, which raises it unless another one
    is given. `waits` is whether "wait for me" is on, `done` what was done of each set before, in
    `played_ms`. `is_ready` says whether the first line can be heard: until then a session that
    begins stands at its start, for 3 s at most.
    """

    def __init__(
        self,
        timeline: Timeline,
        clock: Clock,
        followers: Sequence[Follower] = (),
        waits: bool = False,
        report: Report = raise_it,
        done: Mapping[SetKey, int] | None = None,
        played_ms: int = 0,
        is_ready: Callable[[], bool] = lambda: True,
    ) -> None:
        self._clock = clock
        self._followers = Followers(followers, report, clock.speed)
        self._timeline = timeline
        self._transport = Transport(timeline.length)
        self._waits = waits
        self._heard = 0
        self._sets = PlayedSets(earlier=earlier_of(timeline, done or {}), ms=played_ms)
        self._changed = LastChange()
        self._count_in_heard = 0
        self._is_ready = is_ready
        self._looks = Looks(clock)
        self._interruption: Interruption | None = None
        self._interrupted_at = -math.inf

    @property
    def timeline(self) -> Timeline:
        return self._timeline

    @property
    def transport(self) -> Transport:
        return self._transport

    @property
    def waits(self) -> bool:
        return self._waits

    def follow(self, follower: Follower) -> None:
        """Add a follower and tell it where playback stands."""
        self._followers.add(follower, self.look())

    def close(self) -> None:
        """End the followers; a set that is left unfinished is told first."""
        self._settle(self._advance(self._now()))
        self._followers.close()

    def look(self) -> Update:
        """Where playback is now, without what happened since the last update."""
        return self._update(self._clock.now())

    def tell_again(self) -> Update:
        """Tell the followers where playback stands, for one that shows it elsewhere now."""
        return self._tell(self.look())

    def tick(self) -> Update:
        """Look at the clock and tell the followers what came due since the last look."""
        was_playing = self._transport.state is State.PLAYING
        now = self._now()
        if was_playing and self._transport.state is State.PAUSED:
            return self._tell_interruption(now)
        return self._tell(self._advance(now))

    def frame(self) -> int:
        """Where nothing else is due, tell only how far playback is; in how many ms to ask again."""
        transport, followers = self._transport, self._followers
        if transport.state is State.PLAYING:
            now = self._looks.awake()
            if now is not None and now < followers.frames_until:
                return followers.frame(now, transport.position(now))
        return followers.wait_ms(self.tick())

    def show_next(self) -> int:
        """Have the next picture shown that the last look found; in how many ms to ask again, 0
        where there is to be a look at once."""
        now = self._looks.awake()
        return 0 if now is None else self._followers.show_next(now)

    def play(self) -> Update:
        """Begin, or go on: through the gate, or after a pause with a count-in."""
        now = self._now()
        state = self._transport.state
        if state in (State.PLAYING, State.DONE):
            return self._update(now)
        waits = state is State.WAITING
        self._transport = self._transport.play(now) if waits else self._begun(now)
        return self._jumped(now)

    def pause(self) -> Update:
        now = self._now()
        update = self._advance(now)
        self._transport = self._transport.pause(now)
        return self._tell(replace(update, transport=self._transport))

    def toggle(self) -> Update:
        """Pause while playing, else play; an interruption that was not seen yet stays a pause."""
        playing = self._transport.state is State.PLAYING
        now = self._now()
        if self._transport.state is State.PLAYING:
            return self.pause()
        if playing:
            return self._tell_interruption(now)
        unseen = now - self._interrupted_at < SEEN_AFTER_MS * self._clock.speed
        return self.look() if unseen else self.play()

    def press(self) -> Update:
        """What the one large key does: end a set that lasts until the person stops, else toggle."""
        return self.end_set() if self._is_in_open_set else self.toggle()

    def end_set(self) -> Update:
        """End the set that lasts until the person stops; nothing where no such set is played."""
        if not self._is_in_open_set:
            return self.look()
        self._sets = self._sets.ended()
        return self._go_to(self._moment.set.end, Changed.PLACE)

    def stop(self) -> Update:
        """End the session here."""
        now = self._now()
        update = self._advance(now)
        self._transport = self._transport.finish(now)
        finished = update.finished + self._leave()
        return self._tell(replace(update, transport=self._transport, finished=finished))

    def seek(self, position: int) -> Update:
        """Go to a position in milliseconds of the timeline."""
        return self._go_to(position, Changed.PLACE)

    def break_off(self, *, stay: bool = False) -> Update:
        """Leave out the rest of this set because it hurts; `stay` where it was left already."""
        return self._go_to(
            self._position if stay else jumps.next_set(self._timeline, self._position),
            Changed.BROKEN_OFF,
        )

    def undo(self) -> Update:
        """Take the last change back, as long as that can be done."""
        change = self._changed.take(self._now())
        if change is None:
            return self.tell_again()
        drill = change.before.routine.drills[change.drill]
        if drill != self._timeline.routine.drills[change.drill]:
            self._change(change.drill, drill)
        if not change.what.moves:
            return self.tell_again()
        there = remap(change.before, self._timeline, change.position)
        return self._go_to(self._timeline.rep_start(there))

    def skip(self, ms: int) -> Update:
        """Go on or back by `ms`, to the beginning of the rep there."""
        position = self._position
        target = self._timeline.rep_start(position + ms)
        return self.seek(target if (target > position) is (ms > 0) else position + ms)

    def next_set(self) -> Update:
        """The next set; out of one that lasts until the person stops, what follows it."""
        if self._is_in_open_set:
            return self.end_set()
        return self.seek(jumps.next_set(self._timeline, self._position))

    def previous_set(self) -> Update:
        """The set before; once a set has really begun, that set from its start."""
        return self.seek(jumps.previous_set(self._timeline, self._position))

    def next_drill(self) -> Update:
        """The drill after the one that is shown; out of a rest, the one that it leads to."""
        return self.seek(jumps.next_drill(self._timeline, self._position))

    def previous_drill(self) -> Update:
        """The drill before; once its first set has begun, this drill from its start."""
        return self.seek(jumps.previous_drill(self._timeline, self._position))

    def go_to_drill(self, index: int) -> Update:
        """The drill at this place of `timeline.spans`; places out of range are clamped."""
        spans = self._timeline.spans
        return self.seek(spans[min(max(index, 0), len(spans) - 1)].start)

    def set_waiting(self, waits: bool) -> Update:
        self._waits = waits
        if not waits and self._transport.state is State.WAITING:
            return self.play()
        return self.tell_again()

    def more(self) -> Update:
        """A larger dose for this set and the following ones of the drill."""
        return self._try(with_dose(self._moment, 1), Changed.DOSE)

    def fewer(self) -> Update:
        """A smaller dose, never below what is already done of this set."""
        return self._try(with_dose(self._moment, -1), Changed.DOSE)

    def slower(self) -> Update:
        """Each rep of this drill half a second longer."""
        return self._try(with_tempo(self._moment, 1), Changed.TEMPO)

    def quicker(self) -> Update:
        """Each rep of this drill half a second shorter."""
        return self._try(with_tempo(self._moment, -1), Changed.TEMPO)

    def drop_side(self) -> Update:
        """Leave out what is left of this side in this drill."""
        return self._try(without_side(self._moment), Changed.SIDE)

    @property
    def _is_in_open_set(self) -> bool:
        return self._moment.is_open and self._transport.state is State.PLAYING

    @property
    def _position(self) -> int:
        return self._transport.position(self._now())

    @property
    def _moment(self) -> Moment:
        return self._timeline.moment_at(self._position)

    def _go_to(self, position: int, what: Changed | None = None) -> Update:
        now = self._now()
        update = self._advance(now)
        if position != update.at or what is Changed.BROKEN_OFF:
            self._note(what, now, update)
        self._settle(update, position)
        self._transport = self._transport.seek(now, position)
        return self._jumped(now)

    def _try(self, drill: Drill | None, what: Changed) -> Update:
        """Another version of the drill that is being done, where it can be had."""
        if drill is None:
            return self.look()
        return self._change(self._moment.set.drill, drill, what)

    def _note(self, what: Changed | None, now: int, update: Update) -> None:
        """Remember how it is before a change, so that it can be taken back."""
        if what is None or self._transport.state in (State.READY, State.DONE):
            return
        until = now + round(TAKE_BACK_MS * self._clock.speed)
        drill = update.moment.set.drill
        self._changed.note(Change(what, self._timeline, update.at, drill, until), now)

    def _now(self) -> int:
        """The clock's time; when nobody looked for too long, pauses where it last stood.

        A slow computer that takes some seconds to show the first moment begins when it shows it.
        """
        look = self._looks.look()
        now, transport = look.now, self._transport
        if transport.state is State.PLAYING and look.why is not None:
            is_at_start = transport.position(look.before) == 0
            if is_at_start and look.away_ms < SHOWN_WITHIN_MS * self._clock.speed:
                if not transport.is_prerolling(now):
                    self._transport = transport.pause(look.before).play(now)
                return now
            if (played := self._advance(look.before)).start < played.at:
                self._tell(played)
            self._transport = self._transport.pause(look.before)
            self._interruption, self._interrupted_at = look.why, now
        return now

    def _begun(self, now: int) -> Transport:
        """Playing from where it stands: at once, after a count-in, or once the voice is ready."""
        position, count_in = resume_from(self._timeline, self._transport.position(now))
        there = self._transport.seek(now, position)
        is_first = self._transport.state is State.READY and position == 0
        if is_first and not self._is_ready():
            return there.preroll(now, round(VOICE_READY_WITHIN_MS * self._clock.speed))
        return there.play(now, count_in)

    def _change(self, index: int, drill: Drill, what: Changed | None = None) -> Update:
        """Play on in a routine with another drill in this place."""
        now = self._now()
        update = self._advance(now)
        self._note(what, now, update)
        old = self._timeline
        drills = old.routine.drills
        routine = replace(old.routine, drills=(*drills[:index], drill, *drills[index + 1 :]))
        new = compile_routine(routine)
        position = remap(old, new, update.at)
        moment = new.moment_at(position)
        same = place_of(moment) == place_of(update.moment)
        self._settle(update, position if same else None)
        self._sets = self._sets.as_in(moment.set, moment.drill)
        self._timeline = self._sets.told_at_the_end(new, position)
        count_in = self._transport.count_in(now)
        moved = replace(self._transport, end=new.length)
        waits_here = moved.state is State.WAITING and same
        self._transport = (
            replace(moved, anchor=position) if waits_here else moved.seek(now, position, count_in)
        )
        self._heard = position
        return self._tell(replace(self._update(now), jumped=True, same_place=same))

    def _advance(self, now: int) -> Update:
        """Play on to `now`: what came due and what was finished since the last update."""
        start = self._heard
        if self._transport.is_prerolling(now) and self._is_ready():
            self._transport = self._transport.begin(now)
        if self._transport.state is not State.PLAYING:
            return replace(self._update(now), start=start)
        counted = self._count_in(now)
        position = self._transport.position(now)
        gate = self._timeline.gate_after(start, waits=self._waits)
        if gate is not None and gate <= position:
            self._transport = self._transport.wait(now, gate)
            position = gate
        cues = self._timeline.cues_between(start, position)
        self._sets, finished = self._sets.played_on(self._timeline, start, position)
        self._heard = position
        if position >= self._timeline.length:
            self._transport = self._transport.finish(now)
        update = self._update(now)
        return replace(update, start=start, cues=counted + cues, finished=finished)

    def _settle(self, update: Update, target: int | None = None) -> None:
        """Tell what happened before a jump, a set included that the jump to `target` leaves."""
        work = self._sets.current.set if self._sets.current else None
        stays = work is not None and target is not None and work.opens <= target < work.end
        finished = update.finished + (() if stays else self._leave())
        if update.start < update.at or update.cues or finished:
            self._tell(replace(update, finished=finished))

    def _leave(self) -> tuple[FinishedSet, ...]:
        self._sets, finished = self._sets.left()
        return finished

    def _count_in(self, now: int) -> tuple[Cue, ...]:
        left, before = self._transport.count_in(now), self._count_in_heard
        self._count_in_heard = left
        due = count_in_cues(self._timeline, self._transport.anchor) if before else ()
        return tuple(cue for ms, cue in due if left <= ms < before)

    def _jumped(self, now: int) -> Update:
        self._heard = self._transport.position(now)
        self._timeline = self._sets.told_at_the_end(self._timeline, self._heard)
        left = self._transport.count_in(now)
        self._count_in_heard = left + 1 if left else 0
        return self._tell(replace(self._update(now), jumped=True))

    def _update(self, now: int) -> Update:
        position = self._transport.position(now)
        return Update(
            now=now,
            timeline=self._timeline,
            transport=self._transport,
            moment=self._timeline.moment_at(position),
            start=position,
            waits=self._waits,
            played=self._sets.current,
            change=self._changed.open_at(now),
        )

    def _tell_interruption(self, now: int) -> Update:
        return self._tell(replace(self._update(now), interruption=self._interruption))

    def _tell(self, update: Update) -> Update:
        self._followers.tell(update)
        return update
