"""Any order of commands, with what must hold after each."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mobility_timer.playback.player import SHOWN_WITHIN_MS, Player
from mobility_timer.playback.transport import State
from mobility_timer.routine.model import Routine
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import HandClock, Recorder, routines


class Session(RuleBasedStateMachine):
    @initialize(routine=routines, waits=st.booleans())
    def begin(self, routine: Routine, waits: bool) -> None:
        self.clock = HandClock()
        self.recorder = Recorder()
        self.is_ready = False
        self.player = Player(
            compile_routine(routine),
            self.clock,
            [self.recorder],
            waits,
            is_ready=lambda: self.is_ready,
        )

    def _same_place(self) -> int:
        return self.player.look().moment.at

    @rule(ms=st.integers(1, 1_900))
    def tick(self, ms: int) -> None:
        before = self._same_place()
        was = self.player.transport.state
        self.clock.move(ms)
        update = self.player.tick()
        after = update.moment.at
        assert after >= before
        if was is not State.PLAYING:
            assert after == before
            assert update.cues == ()
        else:
            assert after - before <= ms
        live = [cue for cue in update.cues if cue in self.player.timeline.cues]
        assert tuple(live) == self.player.timeline.cues_between(before, after)

    @rule(ms=st.integers(1, 300))
    def frame(self, ms: int) -> None:
        """Nothing that is due is passed over, and who shows a movement is told where it is."""
        before, told = self._same_place(), len(self.recorder.updates)
        was = self.player.transport.state
        self.clock.move(ms)
        self.player.frame()
        after = self._same_place()
        due = self.player.timeline.cues_between(before, after)
        if len(self.recorder.updates) == told:
            assert was is State.PLAYING
            assert due == ()
            assert self.recorder.frames[-1] == after

    @rule(is_ready=st.booleans())
    def the_voice(self, is_ready: bool) -> None:
        self.is_ready = is_ready

    @rule(command=st.sampled_from(["play", "pause", "toggle"]))
    def press(self, command: str) -> None:
        before = self._same_place()
        getattr(self.player, command)()
        assert self._same_place() <= before

    @rule(
        command=st.sampled_from(
            ["next_set", "previous_set", "next_drill", "previous_drill", "drop_side"]
        )
    )
    def go(self, command: str) -> None:
        before = self._same_place()
        timeline = self.player.timeline
        getattr(self.player, command)()
        after = self._same_place()
        if command.startswith("next"):
            assert after > before or after == timeline.length
        elif command.startswith("previous"):
            assert after <= before

    @rule()
    def run_to_the_next_gate(self) -> None:
        self.player.set_waiting(True)
        self.player.play()
        for _ in range(60):
            if self.player.transport.state is State.PLAYING:
                self.clock.move(1_900)
                self.player.tick()

    @precondition(lambda self: self.player.transport.state is State.WAITING)
    @rule(command=st.sampled_from(["drop_side", "more", "fewer"]))
    def change_the_routine_at_a_gate(self, command: str) -> None:
        getattr(self.player, command)()

    @rule(command=st.sampled_from(["more", "fewer"]))
    def dose(self, command: str) -> None:
        before = self.player.look().moment
        getattr(self.player, command)()
        after = self.player.look().moment
        assert (after.rep, after.set.index, after.kind) == (
            before.rep,
            before.set.index,
            before.kind,
        )

    @rule(ms=st.sampled_from([-10_000, 10_000]))
    def skip(self, ms: int) -> None:
        before = self._same_place()
        self.player.skip(ms)
        at = self._same_place()
        assert (at - before) * ms >= 0

    @rule(command=st.sampled_from(["slower", "quicker"]))
    def tempo(self, command: str) -> None:
        before = self.player.look().moment
        getattr(self.player, command)()
        after = self.player.look().moment
        assert (after.rep, after.set.index, after.kind) == (
            before.rep,
            before.set.index,
            before.kind,
        )

    @rule()
    def break_off(self) -> None:
        self.player.break_off()

    @rule()
    def undo(self) -> None:
        change = self.player.look().change
        self.player.undo()
        assert self.player.look().change is None
        if change is not None:
            assert self.player.timeline.routine == change.before.routine

    @rule(waits=st.booleans())
    def waiting(self, waits: bool) -> None:
        self.player.set_waiting(waits)

    @rule(ms=st.integers(2_001, 90_000_000))
    def sleep(self, ms: int) -> None:
        before = self._same_place()
        self.clock.sleep(ms)
        update = self.player.tick()
        assert update.moment.at == before
        is_shown_late = before == 0 and ms < SHOWN_WITHIN_MS
        assert is_shown_late or self.player.transport.state is not State.PLAYING

    @invariant()
    def position_is_inside(self) -> None:
        if hasattr(self, "player"):
            moment = self.player.look().moment
            assert 0 <= moment.at <= self.player.timeline.length
            assert self.player.transport.end == self.player.timeline.length

    @invariant()
    def waits_only_at_a_gate(self) -> None:
        if hasattr(self, "player") and self.player.transport.state is State.WAITING:
            assert self._same_place() in self.player.timeline.gates

    @invariant()
    def updates_follow_on(self) -> None:
        """Each begins where the last one ended, but for a jump, which tells of nothing played."""
        edge = 0
        for update in self.recorder.updates if hasattr(self, "player") else ():
            if update.jumped:
                assert (update.start, update.cues, update.finished) == (update.at, (), ())
                edge = update.at
            elif update.start < update.at:
                assert update.start == edge
                edge = update.at
            for each in update.finished:
                assert 0 < each.done <= each.asked

    @invariant()
    def cues_fire_once(self) -> None:
        if not hasattr(self, "player"):
            return
        heard: set[Any] = set()
        for update in self.recorder.updates:
            if update.jumped:
                heard.clear()
            for cue in update.cues:
                assert cue not in heard
                heard.add(cue)


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=40, stateful_step_count=40)
