"""What leading costs: `python -m benchmarks.leading [SECONDS]`.

Plays *Ankles and hips* on a screen of its own and prints the CPU time and the memory of all its
processes, then those of `mpv --vo=x11` playing a recording of the same screen with sound. Both play
to a sound server of their own, which nobody records. Needs Xvfb, mpv and PulseAudio. What is drawn
for later drills is part of it: over a minute or more it is as much as in a session. Compiled
modules, what is known of the bundled files, all poses and the spoken lines are there, as at every
session but the first. Goals: half of mpv's CPU, then a quarter; 160 MB.

Memory is told as PSS, in which a page of a library counts less the more processes of others use it
(a second Python with Qt makes it 50 MB less), and, where this may be looked at, as the distinct
pages of all processes of a program together: what PSS is where nothing else runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from benchmarks.environment import own_folders, screen
from benchmarks.loopback import Loopback

SECONDS = 30
WARM_UP_SECONDS = 75
DRAWN_AHEAD_SECONDS = 60
"""In so much time at most is shown what is drawn ahead."""
VOICE_WITHIN_SECONDS = 240
SETTLES_SECONDS = 12
RECORDED_SECONDS = 12
WINDOW = "1280x720"
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4_096
ENTRY_BYTES = 8
PRESENT = 1 << 63
NUMBER_MASK = (1 << 55) - 1
KERNELS_FIRST_PAGE = 1 << 51
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def processes(root: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, todo = [], [root]
    while todo:
        found.append(todo.pop())
        todo += parents.get(found[-1], [])
    return found


def name_of(process: int) -> str:
    """The last word of a process's module."""
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return "ended"
    module = next((word for word in words if word.startswith("mobility_timer.")), "window")
    return module.rpartition(".")[2]


def cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(process: int) -> float:
    """The proportional share of memory."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def pages_of(process: int) -> set[int]:
    """The numbers of the pages of memory that a process has. Only root is told them."""
    found: set[int] = set()
    lines = Path(f"/proc/{process}/maps").read_text().splitlines()
    with Path(f"/proc/{process}/pagemap").open("rb", buffering=0) as pagemap:
        for line in lines:
            first, end = (int(each, 16) // PAGE_BYTES for each in line.split()[0].split("-"))
            if first >= KERNELS_FIRST_PAGE:
                continue
            pagemap.seek(first * ENTRY_BYTES)
            entries = array("Q", pagemap.read((end - first) * ENTRY_BYTES))
            found.update(entry & NUMBER_MASK for entry in entries if entry & PRESENT)
    return found - {0}


def distinct_megabytes(those: list[int]) -> float:
    """The memory of some processes together, each page once; 0 where it may not be known."""
    try:
        return len(set().union(*map(pages_of, those))) * PAGE_BYTES / 1e6
    except OSError:
        return 0.0


def measured(program: str, root: int, seconds: float) -> float:
    """Print what the processes of a program use; the share of a core of all of them."""
    before = {process: cpu_seconds(process) for process in processes(root)}
    sleep(seconds)
    there = [process for process in processes(root) if process in before]
    shares = {each: (cpu_seconds(each) - before[each]) / seconds for each in there}
    sizes = {each: megabytes(each) for each in there}
    total = sum(shares.values())
    alone = distinct_megabytes(there)
    told = f"   ({alone:.0f} MB of distinct pages)" if alone else ""
    print(
        f"{program:14} CPU {total:6.1%} of a core   {sum(sizes.values()):4.0f} MB{told}", flush=True
    )
    if len(there) > 1:
        for each in there:
            print(f"    {name_of(each):14} {shares[each]:6.1%}   {sizes[each]:11.0f} MB")
    return total


@contextmanager
def running(command: list[str], environment: Mapping[str, str]) -> Iterator[int]:
    silent = subprocess.DEVNULL
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, env=environment, stdout=silent, stderr=said) as process,
    ):
        try:
            yield process.pid
        finally:
            ended = process.poll()
            process.terminate()
            if ended is not None:
                said.seek(0)
                sys.exit(f"{' '.join(command[-3:])} ended by itself. {said.read()}")


def wait_for_voice(root: int) -> None:
    """Until all lines have been spoken to files, which takes longer on a busy machine: the worker
    that speaks them is gone then."""
    for _ in range(VOICE_WITHIN_SECONDS):
        if "worker" not in {name_of(process) for process in processes(root)}:
            return
        sleep(1)


def record(display: str, target: Path, environment: Mapping[str, str]) -> None:
    """A film of the screen as it is now, 30 pictures a second, with a tone."""
    source = f"av://lavfi:sine=frequency=440:duration={RECORDED_SECONDS}"
    grab = f"av://x11grab:{display}"
    options = [f"--audio-file={source}", f"--length={RECORDED_SECONDS}", f"--o={target}"]
    grabbing = [f"--demuxer-lavf-o=video_size={WINDOW},framerate=30", "--ovc=libx264", "--oac=aac"]
    command = ["mpv", "--no-config", grab, *options, *grabbing]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def main() -> None:
    seconds = float(sys.argv[1]) if sys.argv[1:] else SECONDS
    with (
        tempfile.TemporaryDirectory() as folder,
        screen() as display,
        Loopback(records=False),
    ):
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        ours = {**environment, **own_folders(folder)}
        ours.pop("PYTHONDONTWRITEBYTECODE", None)
        film = Path(folder) / "film.mkv"
        play = [sys.executable, "-m", "mobility_timer", "play", "ankles-and-hips"]
        with running(play, ours) as process:
            sleep(max(WARM_UP_SECONDS, SETTLES_SECONDS + seconds + DRAWN_AHEAD_SECONDS))
            wait_for_voice(process)
        with running(play, ours) as process:
            sleep(SETTLES_SECONDS)
            our_share = measured("leading", process, seconds)
            record(display, film, environment)
        with running(["mpv", "--no-config", "--vo=x11", "--loop", str(film)], environment) as mpv:
            sleep(2)
            their_share = measured("mpv --vo=x11", mpv, seconds)
    print(f"ratio          CPU {our_share / their_share:5.2f}")


if __name__ == "__main__":
    main()
