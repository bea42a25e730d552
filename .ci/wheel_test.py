"""Builds the wheel, installs it into a fresh environment, and lets the program test itself there.

Call it after `dev.py check`, whose environment holds the build tool.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = "Scripts" if os.name == "nt" else "bin"
SELF_TEST_LIMIT_S = 180


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mobility-timer-wheel-") as folder:
        place = Path(folder).resolve()
        try:
            wheel = build(place / "dist")
            environment = place / "environment"
            install(wheel, environment)
            self_test(environment, place / "home")
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            print(f"wheel: {error}", file=sys.stderr)
            return 1
    print(f"wheel: {wheel.name} installed and tested")
    return 0


def build(folder: Path) -> Path:
    print("== wheel", flush=True)
    python = ROOT / ".venv" / BIN / "python"
    command = [python, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    [wheel] = folder.glob("*.whl")
    return wheel


def install(wheel: Path, environment: Path) -> None:
    """Install the wheel with its dependencies, by uv or by pip."""
    venv.create(environment)
    uv = shutil.which("uv")
    installer = [uv, "pip"] if uv else [sys.executable, "-m", "pip"]
    python = ["--python", str(environment / BIN / "python")]
    options = ["install", "-q", *python] if uv else [*python, "install", "-q"]
    quiet = {
        "PIP_USER": "0",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    subprocess.run(
        [*installer, *options, f"{wheel}[voice]"], check=True, env={**os.environ, **quiet}
    )


def self_test(environment: Path, home: Path) -> None:
    """Run the installed program's own test as somebody who has never used it."""
    home.mkdir(mode=0o700)
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "PYTHON", "VIRTUAL_ENV"))
    }
    # TMPDIR too: without a runtime folder the client of PulseAudio makes one there and leaves it.
    places = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR")
    homes = dict.fromkeys(places, str(home))
    subprocess.run(
        [environment / BIN / "mobility-timer", "self-test"],
        cwd=home,
        env={**clean, **homes, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        check=True,
        timeout=SELF_TEST_LIMIT_S,
    )


if __name__ == "__main__":
    sys.exit(main())
