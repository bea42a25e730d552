#!/usr/bin/env python3
"""The one command of this project: sets up what is missing, then does what is asked."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Mobility Timer needs Python 3.11 or newer, and this is {}.{}. "
        "Call dev.py with a newer one, such as: python3.11 dev.py".format(*sys.version_info)
    )

import ctypes
import hashlib
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

USAGE = """\
  python3 dev.py run [ARGUMENTS]               the program
  python3 dev.py test [OPTIONS]                the tests; --all adds the slow ones, --coverage
                                               says how much they reach; or options of pytest
  python3 dev.py check                         format, lint, types, layers

Needs Python 3.11 or newer with pip, nothing else."""

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "dev-stamp"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What Qt loads and no wheel brings: name of the library -> its package in Debian and Ubuntu.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libXrandr.so.2": "libxrandr2",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

CHECKS = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


class Trouble(Exception):
    """Set-up cannot go on. The text says what to do."""


def main(words: Sequence[str]) -> int:
    commands = {"run": run, "test": test, "check": check}
    if not words or words[0] not in commands:
        print(USAGE)
        return 0 if words[:1] in (["-h"], ["--help"]) else 2
    try:
        return commands[words[0]](list(words[1:]))
    except Trouble as trouble:
        print(f"dev.py: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    set_up(LIBRARIES | WINDOW_LIBRARIES if has_display else LIBRARIES)
    return become([str(PYTHON), "-m", "mobility_timer", *arguments], os.environ)


def test(arguments: Sequence[str]) -> int:
    set_up(LIBRARIES)
    os.chdir(ROOT)
    options = [option for option in arguments if option not in ("--all", "--coverage")]
    everything = ["-m", ""] if "--all" in arguments else []
    measured = ["--cov", "--cov-report="] if "--coverage" in arguments else []
    side_by_side = [] if options or everything else ["-n", "auto", "--dist", "loadfile"]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [str(PYTHON), "-m", "pytest", *side_by_side, *measured, *everything, *options]
    return become(command, environment)


def check(arguments: Sequence[str]) -> int:
    if arguments:
        raise Trouble(f"check takes no arguments, found {shlex.join(arguments)}")
    set_up({})
    failed = []
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        if call([str(PYTHON), *command], cwd=ROOT).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def become(command: list[str], environment: Mapping[str, str]) -> int:
    """Hand over to `command`, whose exit code is then this program's."""
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, environment)
    with subprocess.Popen(command, env=environment) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # the program got it too, and ends in its own way


# Set-up


def set_up(libraries: Mapping[str, str]) -> None:
    if sys.platform == "linux":
        install_libraries(libraries)
    if not (PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == stamp()):
        install_environment()
        STAMP.write_text(stamp())


def stamp() -> str:
    """What the environment is made from: it is brought up to date when this changes."""
    made_from = f"{python_version()} {ROOT}".encode() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(made_from).hexdigest()


def python_version() -> str:
    return "{}.{}".format(*sys.version_info)


def call(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, text=True, check=False, **options)


def install_libraries(libraries: Mapping[str, str]) -> None:
    missing = missing_libraries(libraries)
    if not missing:
        return
    named = ", ".join(missing)
    if not shutil.which("apt-get"):
        raise Trouble(
            f"shared libraries are missing: {named}\n"
            "Install the packages of this system that hold them, then call dev.py again."
        )
    rights = root_rights()
    if rights is None:
        raise Trouble(
            f"shared libraries are missing: {named}\nInstall them, then call dev.py again:\n\n"
            "  sudo apt-get update && sudo apt-get install -y --no-install-recommends "
            + " ".join(packages(missing, libraries))
        )
    print(f"Installing shared libraries: {named}", flush=True)
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    call([*apt, "update"])
    install = [*apt, "install", "-y", "--no-install-recommends", *packages(missing, libraries)]
    call(install, stdout=subprocess.DEVNULL)
    still = missing_libraries(missing)
    if still:
        raise Trouble(
            f"shared libraries are still missing: {', '.join(still)}\n"
            f"What went wrong stands above. Mend it, then call this:\n\n  {shlex.join(install)}"
        )


def missing_libraries(names: Iterable[str]) -> list[str]:
    return [name for name in names if not loads(name)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def root_rights() -> list[str] | None:
    """What to put before a command that only root may call, or None if there is no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and call(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def packages(missing: Iterable[str], libraries: Mapping[str, str]) -> list[str]:
    return [package(name, libraries[name]) for name in missing]


def package(library: str, usual: str) -> str:
    """The package that holds a library in this release, found by the library's name.

    Releases differ: libglib-2.0.so.0 is in libglib2.0-0 or in libglib2.0-0t64.
    """
    if not shutil.which("apt-cache"):
        return usual
    if call(["apt-cache", "show", usual], capture_output=True).returncode == 0:
        return usual
    stem, _, version = library.lower().partition(".so.")
    pattern = re.escape(stem).replace(r"\-", "-?")
    search = ["apt-cache", "search", "--names-only", f"^{pattern}-?{version}(t64)?$"]
    found = call(search, capture_output=True)
    return found.stdout.split()[0] if found.stdout else usual


def install_environment() -> None:
    """Make the virtual environment, or bring it up to date, by uv or by pip."""
    print("Installing the program's own Python packages (once, some 250 MB) ...", flush=True)
    if not has_python_of_this_version():
        # Without pip: Debian's Python comes without ensurepip, which would bring it.
        make = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)]
        if call(make).returncode:
            raise Trouble("no virtual environment could be made; what is wrong stands above.")
    asked = ["-e", f"{ROOT}[test]"]
    uv = shutil.which("uv")
    if uv and call([uv, "pip", "install", "-q", "--python", str(PYTHON), *asked]).returncode == 0:
        return
    if call([*pip(), "install", "-q", *asked], env=pip_environment()).returncode:
        raise Trouble(
            "pip could not install the packages; what is wrong stands above.\n"
            "Is the network up? Behind a proxy or a mirror set HTTPS_PROXY or PIP_INDEX_URL. "
            "Then call dev.py again."
        )


def has_python_of_this_version() -> bool:
    if not PYTHON.exists():
        return False
    ask = "import sys; print('{}.{}'.format(*sys.version_info))"
    return call([str(PYTHON), "-c", ask], capture_output=True).stdout.strip() == python_version()


def pip() -> list[str]:
    """The words that call pip for the environment, which has none of its own."""
    outside = [sys.executable, "-m", "pip"]
    asked = call([*outside, "--version"], capture_output=True)
    if asked.returncode == 0:
        version = [int(number) for number in re.findall(r"\d+", asked.stdout)[:2]]
        if version >= [22, 3]:  # the first that knows --python
            return [*outside, "--python", str(PYTHON)]
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        site = call([str(PYTHON), "-c", ask], capture_output=True).stdout.strip()
        filled = call([*outside, "install", "-q", "--target", site, "pip"], env=pip_environment())
    else:
        filled = call([str(PYTHON), "-m", "ensurepip"], capture_output=True)
    if filled.returncode:
        raise Trouble(
            "Python's pip is missing. Install it, then call dev.py again:\n\n"
            "  sudo apt-get install -y python3-pip"
        )
    return [str(PYTHON), "-m", "pip"]


def pip_environment() -> dict[str, str]:
    """Settings of the user's that would lead pip astray, set right."""
    return {
        **os.environ,
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
