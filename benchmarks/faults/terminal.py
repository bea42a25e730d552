"""Names, screens and the folder one stands in."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.environment import own_folders
from benchmarks.faults.table import GOOD, Tried, program, row, without_screen

NARROW = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@row("Python files in the current folder are run", "2 of 2 children")
def planted() -> Tried:
    from mobility_timer.sound.child_process import child_environment, module_command

    failures = 0
    modules = ("mobility_timer.sound.speech.worker", "mobility_timer.sound.device.host")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "numpy.py").write_text("open('was-run', 'w')\n")
        for module in modules:
            command = module_command(module, "")
            subprocess.run(
                command, cwd=folder, input=b"", env=child_environment(), capture_output=True,
                timeout=60, check=False,
            )  # fmt: skip
            failures += (Path(folder) / "was-run").exists()
    return Tried(len(modules), failures)


@row("names reach the terminal raw, or end it", "all, in a narrow locale")
def names() -> Tried:
    failures, tries, told = 0, 0, ""
    with tempfile.TemporaryDirectory() as folder:
        place = {**os.environ, **own_folders(folder)}
        own = next(Path(folder).glob("xdg_data_home")) / "mobility-timer/routines"
        own.mkdir(parents=True)
        (own / "esc.yaml").write_text('name: "\\e]0;title\\a Café"\ndrills: [calf-stretch]\n')
        odd = own / os.fsdecode(b"l\xe4tin\x1b[2J.yaml")
        odd.write_text(GOOD)
        for narrow in NARROW:
            for words in (("list",), ("score", "esc"), ("check", str(odd), str(own / "esc.yaml"))):
                done = program(*words, env=place | narrow)
                printed = done.stdout + done.stderr
                tries += 1
                failures += (
                    "\x1b" in printed or "Traceback" in printed or done.returncode not in (0, 2)
                )
                told = done.stdout.splitlines()[0] if words[0] == "score" else told
    return Tried(tries, failures, told)


@row("self-test calls the voice broken in an ASCII locale", "1 of 1")
def self_test() -> Tried:
    with tempfile.TemporaryDirectory() as folder:
        place = {**os.environ, **own_folders(folder)}
        found = [program("self-test", env=place | narrow) for narrow in ({}, *NARROW)]
    voices = [
        next((line.split()[1] for line in done.stdout.splitlines() if line[:5] == "voice"), "")
        for done in found
    ]
    bad = sum(not voice or voice != voices[0] for voice in voices[1:])
    return Tried(len(NARROW), bad, f"voice {voices[-1]}")


@row("a screen that does not answer", "abort, with Qt's advice to reinstall")
def screens() -> Tried:
    wrong = ({"DISPLAY": ":77"}, {"WAYLAND_DISPLAY": "wayland-77"})
    found = [program("open", env=without_screen() | each) for each in wrong]
    failures = sum(done.returncode != 2 or "Traceback" in done.stderr for done in found)
    return Tried(len(wrong), failures, " / ".join(done.stderr.strip() for done in found))
