"""The session: its start, its clock, its keys."""

from __future__ import annotations

import time
from random import Random
from typing import Any

import pytest

from benchmarks.faults.table import Tried, opened, row, shown
from mobility_timer.library import installed
from mobility_timer.playback import Player, State, SystemClock
from mobility_timer.timeline import compile_routine
from tests.simulation.rim import Clock


@row("a routine opens frozen after four others", "66 of 92 starts")
def frozen() -> Tried:
    failures, tries = 0, 20
    with opened() as made:
        window: Any = made.window
        library = window._context.library
        for number in range(tries):
            for routine in sorted(library.routines)[:4]:
                window.play(library.routines[routine])
                made.settle()
                made.pass_time(400)
                window.show_home()
            window.resize(1280 - number, 800)
            window.play(library.routines["ankles-and-hips"])
            made.settle()
            made.pass_time(2000)
            failures += not window._player.look().at or bool(made.uncaught)
            window.show_home()
    return Tried(tries, failures)


@row("leaving a side out at a gate stops at the opening", "263 of 5,700 sequences")
def gates() -> Tried:
    failures, tries = 0, 5_700
    with opened() as made:
        window: Any = made.window
        routines = [compile_routine(r) for r in window._context.library.routines.values()]
    for seed in range(tries):
        random, clock = Random(seed), Clock()
        player = Player(random.choice(routines), clock, waits=True)
        player.play()
        for _ in range(random.randrange(1, 12)):
            deeds = (
                player.next_set, player.play, player.previous_set, player.more, player.fewer,
                player.next_drill, player.drop_side, player.toggle, player.undo, player.slower,
            )  # fmt: skip
            random.choice(deeds)()
            for _ in range(random.randrange(40)):
                clock.now_ms += 1900
                player.tick()
            if player.transport.state is State.WAITING:
                player.drop_side()
                at, now = player.look().at, player.transport.state
                failures += now is State.WAITING and at not in player.timeline.gates
    return Tried(tries, failures)


@row("the computer sleeps", "paused, and the window does not say why")
def sleeps() -> Tried:
    failures, told = 0, ""
    with opened() as made:
        window: Any = made.window
        window.play(window._context.library.routines["desk-break"])
        for seconds in (3, 60, 3600):
            made.pass_time(6000)
            before = window._player.look().at
            made.clock.slept_ms += 1000 * seconds
            made.pass_time(200)
            paused = window._player.transport.state is State.PAUSED
            failures += not paused or abs(window._player.look().at - before) > 160
            told = shown(made)
            window._player.play()
    return Tried(3, failures, told)


@row("the date is set anew by 3 s", "paused, as if it had slept")
def set_anew() -> Tried:
    failures, tries = 0, 4
    for step_s in (3.0, -3.0, 3600.0, -3600.0):
        with pytest.MonkeyPatch.context() as patch:
            clock = SystemClock(speed=50)
            player = Player(compile_routine(installed().routines["desk-break"]), clock)
            player.play()
            date = time.time
            patch.setattr(time, "time", lambda date=date, step_s=step_s: date() + step_s)
            update = player.tick()
            failures += (
                update is None
                or update.interruption is not None
                or player.transport.state is not State.PLAYING
            )
    return Tried(tries, failures)


@row("speech workers are killed again and again", "told as no voice: apt install")
def killed_workers() -> Tried:
    tries, told = 400, ""
    with opened() as made:
        window: Any = made.window
        window.play(window._context.library.routines["desk-break"])
        for _ in range(tries):
            made.pass_time(120)
            for worker in made.sounds.workers:
                worker.running = False
            made.settle()
        told = " / ".join(window.notice._lines) or window._context.coach.notice or ""
        led = window._player is not None and window._player.look().at > 10_000
    return Tried(tries, (not led) + ("apt install" in told), told)
