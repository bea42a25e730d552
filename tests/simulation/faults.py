"""Faults that are planted on purpose, across the rooms: the simulation must find each of them.

`python -m tests.simulation.faults [NAME ...]` plants one after the other and prints the seed and
the deed at which it was found, and what was seen. Each is applied to the running program only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.drawing import figure_state
from mobility_timer.drawing.frames.scheduler import FrameScheduler
from mobility_timer.drawing.frames.source import FrameSource
from mobility_timer.files import writing
from mobility_timer.library import drill_files, folders, settings_file
from mobility_timer.personal import AdjustmentsStore
from mobility_timer.personal.history.store import HistoryStore
from mobility_timer.playback import Player, State, interruption, jumps, player
from mobility_timer.sound.coach import Coach
from mobility_timer.sound.device.loudspeaker import Loudspeaker
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.voice import Voice
from mobility_timer.sound.supervisor import Supervisor
from mobility_timer.timeline import Timeline
from mobility_timer.ui.editor.file_keeper import FileKeeper
from mobility_timer.ui.home.reader import LibraryReader
from mobility_timer.ui.player.figure import presenter as figure_presenter
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.player.parts import PromptPart
from mobility_timer.ui.shell.main_window import MainWindow
from mobility_timer.ui.shell.settings_store import SettingsStore
from mobility_timer.ui.shell.ticker import Ticker

Patch = pytest.MonkeyPatch
FAULTS: dict[str, Callable[[Patch], None]] = {}
MOST_SEEDS, DEEDS, FIRST_SEED = 20, 150, 1


def fault(plant: Callable[[Patch], None]) -> Callable[[Patch], None]:
    FAULTS[plant.__name__.replace("_", "-")] = plant
    return plant


@fault
def one_unreadable_file_stops_the_reading(patch: Patch) -> None:
    read = folders.text_of

    def text_of(path: Path) -> str:
        try:
            return read(path)
        except OSError as error:
            raise RuntimeError(path) from error

    patch.setattr(drill_files, "text_of", text_of)


@fault
def a_file_that_ends_inside_a_character_is_a_traceback(patch: Patch) -> None:
    read = folders.text_of

    def text_of(path: Path) -> str:
        if path.is_file():
            path.read_bytes().decode("utf-8-sig")
        return read(path)

    patch.setattr(drill_files, "text_of", text_of)


@fault
def a_folder_that_cannot_be_read_is_empty(patch: Patch) -> None:
    look = folders.files_in

    def files_in(folder: Path) -> list[Path]:
        try:
            return look(folder)
        except OSError:
            return []

    patch.setattr(drill_files, "files_in", files_in)


@fault
def what_is_set_aside_replaces_what_was(patch: Patch) -> None:
    def set_aside(path: Path) -> Path:
        aside = path.with_name(f"{path.name}.broken")
        path.replace(aside)
        return aside

    patch.setattr(files, "set_aside", set_aside)


@fault
def a_newer_key_is_dropped(patch: Patch) -> None:
    edited = settings_file._edited

    def _edited(_text: str, _tree: Any, settings: Any, changed: Any) -> str:
        return edited(settings_file._HEADER, None, settings, changed)

    patch.setattr(settings_file, "_edited", _edited)


@fault
def changes_are_written_without_reading_first(patch: Patch) -> None:
    read = AdjustmentsStore._read
    first: dict[int, Any] = {}

    def _read(store: AdjustmentsStore) -> dict[str, Any]:
        if id(store) in first:
            return dict(store._entries)
        first[id(store)] = store
        return read(store)

    patch.setattr(AdjustmentsStore, "_read", _read)


@fault
def sets_are_written_five_at_a_time(patch: Patch) -> None:
    def _write(store: HistoryStore, work: Any) -> None:
        store._waiting.append(work)
        if len(store._waiting) >= 5:
            store._write_waiting()

    patch.setattr(HistoryStore, "_write", _write)


@fault
def what_the_disk_refused_is_forgotten(patch: Patch) -> None:
    write = HistoryStore._write_waiting

    def _write_waiting(store: HistoryStore) -> None:
        write(store)
        store._waiting.clear()

    patch.setattr(HistoryStore, "_write_waiting", _write_waiting)


@fault
def a_failed_save_is_told_to_nobody(patch: Patch) -> None:
    def _note(store: SettingsStore, *lines: str) -> None:
        store.trouble = " ".join(filter(None, lines))

    patch.setattr(SettingsStore, "_note", _note)


@fault
def a_cue_at_the_edge_is_told_twice(patch: Patch) -> None:
    between = Timeline.cues_between
    patch.setattr(Timeline, "cues_between", lambda t, a, b: between(t, a, b + 1))


@fault
def it_plays_on_through_a_sleep(patch: Patch) -> None:
    patch.setattr(interruption, "INTERRUPTED_AFTER_MS", 10**12)


@fault
def a_session_waits_for_its_voice_without_end(patch: Patch) -> None:
    patch.setattr(player, "VOICE_READY_WITHIN_MS", 10**9)


@fault
def leaving_a_side_out_at_a_gate_stops_at_the_opening(patch: Patch) -> None:
    drop = Player.drop_side

    def drop_side(player: Player) -> Any:
        waited = player.transport.state is State.WAITING
        update = drop(player)
        if waited and player.transport.state is State.WAITING:
            opens = update.moment.set.opens
            player._transport = replace(player.transport, anchor=opens)
        return player.tell_again()

    patch.setattr(Player, "drop_side", drop_side)


@fault
def space_does_nothing_while_it_waits(patch: Patch) -> None:
    toggle = Player.toggle

    def waits(player: Player) -> Any:
        return player.look() if player.transport.state is State.WAITING else toggle(player)

    patch.setattr(Player, "toggle", waits)


@fault
def the_ticker_stops_at_a_jump(patch: Patch) -> None:
    follow = Ticker.follow

    def stops(ticker: Ticker, update: Any) -> None:
        follow(ticker, update)
        if update.jumped and update.count_in:
            ticker._timer.stop()

    patch.setattr(Ticker, "follow", stops)


@fault
def a_page_is_left_over(patch: Patch) -> None:
    patch.setattr(PlayerPage, "deleteLater", lambda _page: None)


@fault
def home_watches_only_what_was_there_at_first(patch: Patch) -> None:
    watch = LibraryReader._watch_again
    once: set[int] = set()

    def _watch_again(reader: LibraryReader) -> None:
        if id(reader) not in once:
            once.add(id(reader))
            watch(reader)

    patch.setattr(LibraryReader, "_watch_again", _watch_again)


@fault
def a_figure_that_arrives_is_not_painted(patch: Patch) -> None:
    patch.setattr(FrameSource, "repaint_on_arrival", lambda _source, _widget: None)


@fault
def the_side_stays_the_first_one(patch: Patch) -> None:
    show = PromptPart.show_value

    def show_value(part: Any, value: Any) -> None:
        if part.value is None or part.value.side is value.side:
            show(part, value)

    patch.setattr(PromptPart, "show_value", show_value)


@fault
def the_sequence_just_made_is_forgotten(patch: Patch) -> None:
    def ask(scheduler: FrameScheduler, subject: Any) -> Any:
        with scheduler.lock:
            sequence = scheduler.sequence(subject)
            if len(scheduler._sequences) >= 12:
                scheduler._sequences.pop(subject)
            scheduler._sequences.move_to_end(subject)
            return sequence

    patch.setattr(FrameScheduler, "ask", ask)


@fault
def pictures_pile_up(patch: Patch) -> None:
    patch.setattr(FrameScheduler, "_forget_stale", lambda _scheduler: None)


@fault
def the_audio_host_is_told_no_plan(patch: Patch) -> None:
    patch.setattr(Loudspeaker, "_message", lambda _loudspeaker, do: {"do": do, "plays": []})


@fault
def a_child_that_hangs_is_waited_for(patch: Patch) -> None:
    patch.setattr(Supervisor, "expect_within", lambda _supervisor, _seconds: None)


@fault
def a_lost_child_is_not_started_again(patch: Patch) -> None:
    start = Supervisor.start_if_due

    def once(supervisor: Supervisor) -> None:
        if not supervisor.failures:
            start(supervisor)

    patch.setattr(Supervisor, "start_if_due", once)


@fault
def it_speaks_on_in_a_pause(patch: Patch) -> None:
    patch.setattr(Coach, "_fall_silent", lambda _coach, _update: None)


@fault
def what_has_begun_begins_again(patch: Patch) -> None:
    patch.setattr(Play, "is_same", lambda _play, _other: False)


@fault
def closing_leaves_the_children(patch: Patch) -> None:
    def close(supervisor: Supervisor) -> None:
        supervisor._closed.set()

    patch.setattr(Supervisor, "close", close)


@fault
def half_written_files_stay(patch: Patch) -> None:
    write = writing.write_atomic

    def write_atomic(path: Path, content: Any) -> None:
        try:
            write(path, content)
        except OSError:
            path.with_name(f".{path.name}.{os.urandom(4).hex()}.new").touch()
            raise

    patch.setattr(files, "write_atomic", write_atomic)


@fault
def a_figure_that_fails_is_nobodys_fault(patch: Patch) -> None:
    course_at = figure_state.course_at
    calls = [0]

    def fails(*given: Any) -> Any:
        calls[0] += 1
        if calls[0] % 40 == 0:
            raise KeyError("a phase")
        return course_at(*given)

    patch.setattr(figure_presenter, "course_at", fails)


@fault
def a_sleep_is_not_said(patch: Patch) -> None:
    say = MainWindow.say

    def silent(window: MainWindow, line: str, *on_press: Any) -> None:
        if "asleep" not in line:
            say(window, line, *on_press)

    patch.setattr(MainWindow, "say", silent)


@fault
def a_voice_keeps_what_failed_once(patch: Patch) -> None:
    patch.setattr(Voice, "_worker_started", lambda voice: voice._supervisor.expect_within(10.0))


@fault
def what_is_written_has_no_draft(patch: Patch) -> None:
    patch.setattr(FileKeeper, "keep_draft", lambda _keeper: None)


@fault
def the_same_place_is_said_again(patch: Patch) -> None:
    patch.setattr(Play, "is_said_by", lambda _play, _other: False)


@fault
def next_in_the_last_words_goes_back(patch: Patch) -> None:
    patch.setattr(jumps, "_end", lambda timeline, _position: timeline.sets[-1].end)


def found(name: str, seeds: range) -> str:
    """Where the fault was found: seed, deed and what was seen; empty where it was not."""
    from tests.simulation.program import Violation
    from tests.simulation.simulation import run

    for seed in seeds:
        deeds: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            FAULTS[name](patch)
            try:
                run(seed, DEEDS, deeds.append)
            except Violation as violation:
                seen = str(violation).partition("\nafter:")[0].strip().splitlines()
                return f"seed {seed}, deed {len(deeds)}: {seen[-1][:150]}"
    return ""


def main(names: list[str]) -> int:
    """Each fault in a process of its own, for a fault may break what comes after it."""
    missed = []
    for name in names or list(FAULTS):
        command = [sys.executable, "-m", "tests.simulation.faults", "--one", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = done.stdout.strip().splitlines()[-1:] or [done.stderr.strip()[-300:]]
        print(f"{name:55} {said[0]}", flush=True)
        if done.returncode:
            missed.append(name)
    print(f"{len(FAULTS) if not names else len(names)} planted, not found: {missed or 'none'}")
    return 1 if missed else 0


def one(name: str) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    where = found(name, range(FIRST_SEED, FIRST_SEED + MOST_SEEDS))
    print(where or "not found")
    application.quit()
    return 0 if where else 1


if __name__ == "__main__":
    sys.exit(one(sys.argv[2]) if sys.argv[1:2] == ["--one"] else main(sys.argv[1:]))
