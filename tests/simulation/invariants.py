"""What must hold after every deed, whatever it was."""

from __future__ import annotations

import gc
import os
import threading
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

from shiboken6 import isValid

from mobility_timer import files
from mobility_timer.playback import Player, State, Update
from mobility_timer.playback.update import LOOKS_EVERY_MS
from mobility_timer.sound.device.play import SAME_WITHIN_S
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.end_page import EndPage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.player.view_model import (
    Beats,
    Header,
    beats_of,
    header_of,
    screen_of,
    stepwise,
)
from mobility_timer.ui.shell.pages import Page
from mobility_timer.ui.shell.theme import less_motion
from mobility_timer.ui.shell.ticker import Ticker
from tests.simulation.children import Heard
from tests.simulation.expected import BAD, Expected, is_said, must
from tests.simulation.program import STEP_MS, Log, World

MOST_THREADS = 6
MOST_FILES = 60
MOST_SEQUENCES = 14
LATE_S = 0.12
STEADY_S = 6.0
SPEAKS_AGAIN_S = 15.0
LEADS_S = 0.7
MOST_WAIT_MS = 3_000
NEAR = 1e-6
PATIENCE_S = 40.0
MOST_ALIVE = {"Player": 3, "PlayerPage": 3, "EndPage": 3, "HomePage": 2, "PreviewPage": 3}


def check(world: World, expected: Expected) -> None:
    """Raises Violation."""
    must(not world.uncaught, "not caught:\n" + "\n".join(world.uncaught))
    window = world.window
    assert window is not None
    expected.watch(world)
    expected.note_done(world)
    expected.written_down(world)
    _pages(world)
    _clock(world)
    _screen(world)
    _figure(world)
    _troubles(world)
    check_told(world, expected)
    _sound(world, expected)
    _children(world)
    _bounds(world)


def _pages(world: World) -> None:
    window = world.window
    assert window is not None
    there = [page for page in window.findChildren(Page) if isValid(page)]
    must(len(there) == window._stack.count(), f"pages left over: {there}")
    must(window._stack.count() <= 12, "pages pile up")
    must(isinstance(window._stack.widget(0), HomePage), "Home is gone")
    players = [page for page in there if isinstance(page, PlayerPage)]
    must((window._player is not None) == bool(players), "a session without its page")


def _clock(world: World) -> None:
    window = world.window
    assert window is not None
    player = window._player
    if player is None:
        return
    tickers = [f for f in player._followers if isinstance(f, Ticker)]
    playing = player.transport.state is State.PLAYING
    must(len(tickers) == 1, "no ticker")
    must(tickers[0].runs is playing, f"{player.transport.state}, and the ticker: {tickers[0].runs}")
    if playing:
        waits_ms = player.transport.since - player.look().now
        must(waits_ms <= MOST_WAIT_MS, "a session stands at its start")
        timer: Any = tickers[0]._timer
        due = timer.due_ms
        must(due <= world.clock.now_ms + 1000, "the next look is far away")


def _screen(world: World) -> None:
    window = world.window
    assert window is not None
    page, player = window.page, window._player
    if not isinstance(page, PlayerPage) or player is None:
        return
    seen, told = page._screen, page._update
    must(seen is not None and told is not None, "an empty page")
    look = player.look()
    playing = look.state is State.PLAYING
    must(look.now - told.now <= LOOKS_EVERY_MS + STEP_MS or not playing, "a stale page")
    must(told.state is look.state, f"shows {told.state}, it is {look.state}")
    must(told.timeline is look.timeline, "shows another timeline")
    should = screen_of(told)
    must(seen == should, "the page is not what the timeline says")
    must(page.count.value == should.count, "another number")
    still = less_motion(page._context.settings.value.reduced_motion)
    _beats(page.beats.shown, told, look.at - told.at if playing else 0, still=still)
    must(page.prompt.value == should.prompt, "another side or word")
    must(page.lines.value == should.lines, "other lines")
    _header(page.header.value, told, look.at if playing else told.at)


def _header(seen: Header | None, told: Update, at: int) -> None:
    """What was told, with the time that is left to within three pictures."""
    lefts = {minutes_seconds(told.moment.length - t) for t in (max(told.at, at - 3 * STEP_MS), at)}
    must(seen is not None and seen.left in lefts, "another time is left")
    must(seen is not None and replace(seen, left="") == replace(header_of(told), left=""), "header")


def _beats(seen: Beats | None, told: Update, passed: int, *, still: bool) -> None:
    """What was told, moved on since to within the time of three pictures."""
    first = beats_of(told)
    ends = [first.done + first.per_ms * ms for ms in (max(0, passed - 3 * STEP_MS), passed)]
    low, high = sorted(stepwise(first.count, end) if still else end for end in ends)
    must(seen is not None and replace(seen, done=0.0) == replace(first, done=0.0), "other beats")
    must(seen is not None and low - NEAR <= seen.done <= high + NEAR, "beats that are behind")


def _figure(world: World) -> None:
    window = world.window
    assert window is not None
    page = window.page
    if not isinstance(page, PlayerPage):
        return
    world.settle()
    view = page.figure_view
    if view._figure is not None and not page.overlay.isVisible():
        must(view._painted, "a figure, and nothing painted")


def _troubles(world: World) -> None:
    """A trouble is told when it comes; what stood there for long goes with its page."""
    window = world.window
    assert window is not None
    context = window._context
    for kept in (context.settings, context.adjustments, context.history):
        name, trouble = type(kept).__name__, kept.trouble
        if trouble and trouble != world.troubles.get(name):
            must(is_said(world, trouble), f"not told: {trouble}")
        world.troubles[name] = trouble


def check_told(world: World, expected: Expected) -> None:
    """What was set aside was told, by the name under which it now lies."""
    for token, path in expected.tokens.items():
        if token in expected.told_elsewhere:
            continue
        for aside in path.parent.glob(f"{path.name}.broken*"):
            if token in aside.read_text(errors="replace"):
                told = any(aside.name in line for line in world.said)
                must(told, f"set aside as {aside.name}, and not told")


def _sound(world: World, expected: Expected) -> None:
    window = world.window
    assert window is not None
    heard = world.sounds.heard
    voices = sorted((h for h in heard if h.play.voice), key=lambda h: h.at)
    for before, after in pairwise(voices):
        must(before.at + before.seconds <= after.at + 0.06, f"two voices: {before} {after}")
    jumps = expected.log.jumps if expected.log is not None else []
    for before, after in pairwise(heard):
        alike = before.play.clip == after.play.clip
        near = abs(before.play.at - after.play.at) < SAME_WITHIN_S
        twice = alike and near and before.seconds > 0.05
        jumped = any(before.at <= at <= after.at for at in jumps)
        must(jumped or not twice, f"heard twice: {before} {after}")
    player = window._player
    since = player.transport.since / 1000 if player else 0.0
    silent = player is None or player.transport.state is State.PAUSED
    if silent:
        late = [h for h in heard if h.seconds and h.at > max(since, _left_at(world)) + 0.3]
        must(not late, f"sounds while nothing plays: {late}")
    _tones(world, expected, heard)


def _left_at(world: World) -> float:
    """When there was last a session that played."""
    player = world.window._player if world.window else None
    if player is not None:
        return player.transport.since / 1000
    return world.left_s


def _tones(world: World, expected: Expected, heard: list[Heard]) -> None:
    """Where the device has been there for a while, each tone is heard in its time."""
    log, host, now = expected.log, world.sounds.host, world.clock.seconds()
    context = world.window._context
    if log is not None:
        must(not log.faults, "; ".join(log.faults))
    if context.settings.value.muted or not context.settings.value.voice_speaks:
        world.muted_s = now
    steady = host is not None and host.ready_since is not None and not host.hangs
    if log is None or not steady or context.settings.value.muted:
        return
    assert host is not None
    quiet_since = max(host.ready_since or now, log.jumped_at, world.muted_s)
    for due, tone in log.tones:
        if due < quiet_since + STEADY_S or due > now - 0.3:
            continue
        clip = f"tone:warm/{tone.value}"
        found = [h for h in heard if h.play.clip == clip and abs(h.at - due) < LATE_S]
        must(found, f"{clip} due at {due:.2f} was not heard")
    _lines(world, log, heard, quiet_since)


def _lines(world: World, log: Log, heard: list[Heard], quiet_since: float) -> None:
    """Where nothing has been wrong with the voices for a while, each line is said in its time."""
    player = world.window._player if world.window else None
    end = world.clock.seconds()
    if player is not None and player.transport.state is not State.PLAYING:
        end = player.transport.since / 1000
    begin = max(quiet_since + STEADY_S, world.unwell_s + SPEAKS_AGAIN_S)
    for due, line in log.lines:
        if not begin <= due <= end - LEADS_S:
            continue
        found = [h for h in heard if h.play.voice and due - LATE_S < h.at < due + LEADS_S]
        must(found, f"{line!r} due at {due:.2f} was not said")


def _children(world: World) -> None:
    """What hangs is replaced, and what is needed and gone comes again."""
    now, sounds = world.clock.seconds(), world.sounds
    for child in (*sounds.workers, *sounds.hosts):
        hangs = child.running and child.hangs and now - child.owes_since > PATIENCE_S
        must(not hangs or not _is_needed(world), f"{type(child).__name__} hangs for ever")
    must(now - world.alone_s < PATIENCE_S, "no audio host comes")
    must(now - world.mute_s < PATIENCE_S, "no speech worker comes")


def track_children(world: World) -> None:
    """Since when one that is needed is not there; looked at ten times a second."""
    now, sounds = world.clock.seconds(), world.sounds
    player = world.window._player if world.window else None
    if player is None or player.transport.state is not State.PLAYING or sounds.host is not None:
        world.alone_s = now
    if not sounds.voices_are_well or world.disk.refuses is not None:
        world.unwell_s = now
    ready, wanted = world.coach.prepared if world.coach else (0, 0)
    if ready == wanted or sounds.workers or not _is_needed(world):
        world.mute_s = now


def _is_needed(world: World) -> bool:
    return world.window is not None and world.window._player is not None


def _bounds(world: World) -> None:
    must(threading.active_count() <= MOST_THREADS, f"threads: {threading.enumerate()}")
    if os.path.isdir("/proc/self/fd"):
        count = len(os.listdir("/proc/self/fd"))
        must(count <= world.files_before + MOST_FILES, f"{count} open files")
    sounds = world.sounds
    children = [sum(c.running for c in group) for group in (sounds.hosts, sounds.workers)]
    must(children[0] <= 1, f"audio hosts: {children[0]}")
    must(children[1] <= 4, f"speech workers: {children[1]}")
    source: Any = world.window._context.frames
    frames = source._source
    if frames is not None:
        scheduler = frames._scheduler
        must(len(scheduler._sequences) <= MOST_SEQUENCES, "sequences pile up")
        must(scheduler.bytes <= scheduler._memory_bytes, "pictures pile up")


def check_memory() -> None:
    """What a session was made of goes with it. Takes a while: not after every deed."""
    gc.collect()
    alive = Counter(type(each).__name__ for each in gc.get_objects() if _is_counted(each))
    for name, most in MOST_ALIVE.items():
        must(alive[name] <= most, f"{alive[name]} of {name} are kept")


def _is_counted(each: object) -> bool:
    return type(each) in (Player, PlayerPage, EndPage, HomePage) or (
        type(each).__name__ == "PreviewPage"
    )


def check_library(world: World) -> None:
    """Home shows what the folders hold, a moment after it changed."""
    window = world.window
    assert window is not None
    world.pass_time(1200)
    world.settle()
    home = window._stack.widget(0)
    assert isinstance(home, HomePage)
    shown = {broken.path.name for broken in home._library.broken}
    folder = files.user_routines()
    if str(folder) in world.disk.unreadable:
        must(folder.name in shown, "a folder that cannot be read is not told")
        return
    found = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    for path in found:
        closed = str(path) in world.disk.unreadable
        usable = not closed and path.is_file() and path.read_bytes() not in BAD
        if usable:
            must(path.stem in home._library.routines, f"{path.name} is not on Home")
        else:
            must(path.name in shown, f"{path.name} is broken, and not told")
    gone = {b.path for b in home._library.broken if b.path.parent == folder} - set(found)
    must(not gone, f"told, and gone: {gone}")
    mine = {id for id in home._library.routines if id.startswith("mine-")}
    must(mine <= {path.stem for path in found}, "a deleted routine is still on Home")
