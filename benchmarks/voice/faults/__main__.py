"""Lets the voice's processes and surroundings fail in real sessions, and prints what it cost:

    python -m benchmarks.voice.faults [WORD ...] [--moments N]

Each session begins at once, with no line rendered yet, plays 14 s of *Desk break* into a sound
server of its own and is recorded; each line of the score is looked for in the recording. With
words, only the rows that have one of them. Two hours for all of it; needs PulseAudio's programs,
and the right to mount and to leave the network for the rows of disk and network.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import sleep

from benchmarks.freezer import freeze
from benchmarks.loopback import Loopback
from benchmarks.voice.faults import surroundings
from benchmarks.voice.faults.session import MARK, Deed, Outcome, Recorder, marked, run, workers
from mobility_timer.sound import VoiceChoice

MOMENTS, TRIES = 50, 3
LONGEST_DELAY_S = {"command": 2.0, "neural": 2.5, "system": 0.8}
"""From the start of a voice to its last line, and a little longer."""
AWAY_FROM_S, AWAY_UNTIL_S = 3.0, 6.0
"""The welcome is cut; what comes after it is due with a server again."""
PROGRAM_RUNS_S = 6.0

Row = tuple[str, Callable[[int], Iterator[Outcome]]]


def killed(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)


def stopped(worker: int) -> None:
    os.kill(worker, signal.SIGSTOP)


def hangs(worker: int) -> None:
    """Unlike one that is stopped it cannot be woken."""
    if not freeze(worker):
        print(f"process {worker} could not be held still", file=sys.stderr)


def of_worker(voice: str, deed: Callable[[int], None]) -> Callable[[int], Iterator[Outcome]]:
    """Sessions in which something is done to the worker at any moment."""

    def sessions(moments: int) -> Iterator[Outcome]:
        random = Random(f"{voice} {deed.__name__}")
        for _ in range(moments):
            with tempfile.TemporaryDirectory() as folder, Loopback() as loopback:
                own = surroundings.command(Path(folder), 0.1) if voice == "command" else None
                at_s = random.uniform(0, LONGEST_DELAY_S[voice])
                deeds: list[tuple[float, Deed]] = [(at_s, lambda _: _to_workers(deed))]
                yield run(loopback, Path(folder) / "cache", VoiceChoice(voice, own), deeds)

    return sessions


def _to_workers(deed: Callable[[int], None]) -> None:
    for worker in workers():
        deed(worker)


def usual(tries: int) -> Iterator[Outcome]:
    yield from _tried(tries)


def with_server_away(tries: int) -> Iterator[Outcome]:
    deeds: list[tuple[float, Deed]] = [
        (AWAY_FROM_S, Recorder.take_server_away),
        (AWAY_UNTIL_S, Recorder.bring_server_back),
    ]
    yield from _tried(tries, deeds=deeds)


def without_network(_tries: int) -> Iterator[Outcome]:
    """The same rows in a process that has no network, not even the machine's own."""
    command = ["unshare", "--net", sys.executable, "-m", "benchmarks.voice.faults", "nothing fails"]
    done = subprocess.run(command, check=False)
    yield Outcome([], stopped=done.returncode != 0, left=0)


def without_modules(*modules: str) -> Callable[[int], Iterator[Outcome]]:
    def sessions(tries: int) -> Iterator[Outcome]:
        with surroundings.without(*modules):
            yield from _tried(tries)

    return sessions


def on_disk(size_bytes: int, *, read_only: bool = False) -> Callable[[int], Iterator[Outcome]]:
    def sessions(tries: int) -> Iterator[Outcome]:
        for _ in range(tries):
            with surroundings.disk(size_bytes, read_only=read_only) as folder:
                yield from _tried(1, cache=folder)

    return sessions


def on_disk_that_fills(voice: str) -> Callable[[int], Iterator[Outcome]]:
    def sessions(tries: int) -> Iterator[Outcome]:
        for number in range(tries):
            with (
                surroundings.disk(surroundings.FILLS_LATER_BYTES) as folder,
                tempfile.TemporaryDirectory() as own,
            ):
                command = surroundings.command(Path(own)) if voice == "command" else None
                deeds = [(0.2 + 0.4 * number, lambda _recorder: surroundings.fill(folder))]
                yield from _tried(1, folder, VoiceChoice(voice, command), deeds)

    return sessions


def with_slow_command(waits_s: float) -> Callable[[int], Iterator[Outcome]]:
    def sessions(tries: int) -> Iterator[Outcome]:
        with tempfile.TemporaryDirectory() as folder:
            own = surroundings.command(Path(folder), waits_s)
            yield from _tried(tries, choice=VoiceChoice(command=own))

    return sessions


def _tried(
    tries: int,
    cache: Path | None = None,
    choice: VoiceChoice = VoiceChoice(),  # noqa: B008
    deeds: list[tuple[float, Deed]] | None = None,
) -> Iterator[Outcome]:
    for _ in range(tries):
        with tempfile.TemporaryDirectory() as folder, Loopback() as loopback:
            yield run(loopback, cache or Path(folder) / "cache", choice, deeds or [])


def program_killed(moments: int) -> Iterator[Outcome]:
    """The whole program is killed while its children are stopped, which nobody can end then."""
    random = Random("program")
    for _ in range(moments):
        with tempfile.TemporaryDirectory() as home:
            command = [sys.executable, "-m", "mobility_timer", "play", "desk-break"]
            own = {"HOME": home, "QT_QPA_PLATFORM": "offscreen", MARK: str(os.getpid())}
            environment = {**os.environ, **own}
            with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as program:
                sleep(random.uniform(0.5, PROGRAM_RUNS_S))
                children = [process for process in marked() if process != program.pid]
                for child in children:
                    os.kill(child, signal.SIGSTOP)
                program.kill()
            for _ in range(60):
                sleep(0.05)
                if not marked():
                    break
            left = marked()
            for process in left:
                os.kill(process, signal.SIGKILL)
            yield Outcome([], stopped=False, left=len(left))


ROWS: tuple[Row, ...] = (
    ("nothing fails", usual),
    *(
        (f"{voice}: worker {deed.__name__}", of_worker(voice, deed))
        for deed in (killed, stopped, hangs)
        for voice in LONGEST_DELAY_S
    ),
    ("sound server away for 3 s", with_server_away),
    ("no network at all", without_network),
    ("no onnxruntime", without_modules("onnxruntime")),
    ("no pyttsx3, no espeak", without_modules("pyttsx3")),
    ("no voice at all", without_modules("onnxruntime", "pyttsx3")),
    ("read-only cache", on_disk(1_000_000, read_only=True)),
    ("disk full from the start", on_disk(surroundings.FULL_BYTES)),
    *((f"disk fills, {voice}", on_disk_that_fills(voice)) for voice in LONGEST_DELAY_S),
    ("command takes 2 s a line", with_slow_command(2.0)),
    ("command hangs", with_slow_command(600.0)),
    ("program killed, children stopped", program_killed),
)
ALL_MOMENTS = ("worker killed", "worker stopped", "worker hangs", "children stopped")


COLUMNS = (
    *("what fails", "sessions", "whole", "lines", "lost", "late", "in fewer words", "said twice"),
    *("waited at most", "stopped", "left", "what is told"),
)


def report(name: str, outcomes: list[Outcome]) -> str:
    lines = [line for outcome in outcomes for line in outcome.heard]
    late = [line.late_s[0] for outcome in outcomes for line in outcome.late]
    lost = [line for outcome in outcomes for line in outcome.lost]
    told = list(dict.fromkeys(line for outcome in outcomes for line in outcome.told))
    twice = sum(len(outcome.twice) for outcome in outcomes)
    whole = sum(not outcome.lost and not outcome.late for outcome in outcomes)
    fewer = sum(line.shortened for line in lines)
    waited_s = max(outcome.waited_s for outcome in outcomes)
    most = f"{len(late)}, most {max(late):.1f} s" if late else "0"
    return (
        f"| {name} | {len(outcomes)} | {whole} | {len(lines)} | {len(lost)}"
        f" | {most} | {fewer} | {twice} | {waited_s:.1f} s"
        f" | {sum(outcome.stopped for outcome in outcomes)}"
        f" | {sum(outcome.left for outcome in outcomes)} | {' / '.join(told)} |"
    )


def losses(outcomes: list[Outcome]) -> Iterator[str]:
    """Each line that was lost, and when the deed of its session was done."""
    for outcome in outcomes:
        acted = ", ".join(f"{at_s:.2f} s" for at_s in outcome.acted_s) or "no deed"
        yield from (f"    lost ({acted}): {line.cue.line}" for line in outcome.lost)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("words", nargs="*", help="only rows with one of these words")
    asked.add_argument("--moments", type=int, default=MOMENTS, help="of each killed or stopped")
    chosen = asked.parse_args()
    print("".join(f"| {column} " for column in COLUMNS) + "|\n" + "|---" * len(COLUMNS) + "|")
    bad = 0
    for name, sessions in ROWS:
        if chosen.words and not any(word in name for word in chosen.words):
            continue
        tries = chosen.moments if name.endswith(ALL_MOMENTS) else TRIES
        outcomes = list(sessions(tries))
        print("\n".join([report(name, outcomes), *losses(outcomes)]), flush=True)
        bad += any(outcome.stopped or outcome.left or outcome.twice for outcome in outcomes)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
