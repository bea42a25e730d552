"""What the README says to run on Linux after installing, run in a home of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path

import pytest

from mobility_timer.app.desktop.desktop_id import DESKTOP_ID

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
UPDATES = ("update-mime-database", "update-desktop-database")
PUTS_THERE = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.split()[0] in ("cp", *UPDATES)
]
OPENS_WITHIN_S = 20
(FPATH,) = re.findall(r"`(fpath=\(.+?\))`", README)
PRESS_TAB = """
zmodload zsh/zpty
zpty -b shell 'zsh -f -i'
zpty -w shell 'PS1=; FPATH; autoload -U compinit; compinit -u -d ~/dump; print ready''-now'
zpty -r -m shell told '*ready-now*'
zpty -n -w shell $'mobility-timer TYPED\\t'
zpty -r -m shell told '*WANTED*'
print -r -- $told
zpty -d shell
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only for Linux")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home after what the README says, of a program installed by pipx (and by uv)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    for source, target in shared.items():
        put = tmp_path / "environments/mobility-timer" / target
        put.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / source, put)
    (tmp_path / ".local/share").mkdir(parents=True)
    for tool in ("pipx", "uv"):
        command(tmp_path, tool, f"echo {tmp_path / 'environments'}")
    command(tmp_path, "mobility-timer", f'echo "$@" > {tmp_path / "opened"}')
    wanted = [line for line in PUTS_THERE if line.startswith("cp") or shutil.which(line.split()[0])]
    done = run(tmp_path, "sh", "-e", "-c", "\n".join(wanted))
    assert done.returncode == 0, done.stderr
    return tmp_path


def command(home: Path, name: str, does: str) -> None:
    file = home / "bin" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    file.chmod(0o755)


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name[:4] != "XDG_"}
    environment |= {"HOME": str(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(
        words, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.skipif(
    not all(map(shutil.which, ("gio", *UPDATES))), reason="no gio or databases of the desktop here"
)
def test_the_desktop_opens_files_of_the_program_with_it(home: Path) -> None:
    file = home / "break.mobility"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("routine.yaml", "name: Break\n")
    told = run(home, "gio", "info", "-a", "standard::content-type", str(file)).stdout
    kind = told.split()[-1]
    assert kind == "application/x-mobility-timer-routine"
    assert f"{DESKTOP_ID}.desktop" in run(home, "gio", "mime", kind).stdout
    run(home, "gio", "open", str(file))
    ends = time.monotonic() + OPENS_WITHIN_S
    while not (home / "opened").is_file() and time.monotonic() < ends:
        time.sleep(0.1)
    assert (home / "opened").read_text(encoding="utf-8").split() == ["open", str(file)]


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("pla", "play"), ("play des", "desk-break"), ("picture --page pr", "preview")],
)
def test_zsh_completes_when_tab_is_pressed(home: Path, typed: str, wanted: str) -> None:
    command(home, "mobility-timer", "echo 'desk-break  Desk break'; echo 'rest-day  Rest day'")
    whole = " ".join(f"mobility-timer {typed.rpartition(' ')[0]} {wanted}".split())
    script = PRESS_TAB.replace("FPATH", FPATH).replace("TYPED", typed).replace("WANTED", whole)
    assert whole in run(home, "zsh", "-f", "-c", script).stdout
