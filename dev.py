#!/usr/bin/env python3
"""The one command of this project: sets up what is missing, then does what is asked."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Mobility Timer needs Python 3.11 or newer, and this is {}.{}. "
        "Call dev.py with a newer one, such as: python3.11 dev.py".format(*sys.version_info)
    )

import functools
import hashlib
import importlib.util
import os
import platform
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

USAGE = """\
  python3 dev.py run [ARGUMENTS]               the program
  python3 dev.py test [OPTIONS]                the tests; --all adds the slow ones, --coverage
                                               says how much they reach; or options of pytest
  python3 dev.py check                         format, lint, types, layers
  python3 dev.py bundle                        a folder that runs without Python, tried and packed

Needs Python 3.11 or newer with pip, nothing else."""

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "dev-stamp"
# What is installed where it can be had, and what is said where it cannot.
OPTIONAL: Mapping[str, str] = {
    "voice": "The built-in voice cannot be had here; the voice of the system speaks instead.",
    "sound": "The sound device cannot be used here; captions and the screen lead instead.",
}
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

APT = ("env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get", "-qq")
# What an environment is made for, each with all of the one before, and what it installs.
EXTRAS: Mapping[str, Sequence[str]] = {"run": [], "test": ["test"], "bundle": ["test", "packaging"]}
TEXT_ONLY = ("list", "score", "check", "data", "-h", "--help", "--version")
DRAWS = ("picture", "self-test", "sheet")
# What the wheel of Qt brings and neither the program nor its tests load, more than a quarter of the
# environment. pip does not mind that it is gone, and brings it again with another Qt.
UNUSED_QT = re.compile(
    r"(Qt/(qml|translations|metatypes|libexec)/.*"
    r"|Qt/lib/libQt6(Quick|Qml|Designer|Labs|WaylandCompositor).*"
    r"|assistant|designer|linguist|lrelease|lupdate|qmlformat|qmllint|qmlls|svgtoqml)"
)
LOCKED = "Could not get lock"
LOCK_LOOK_S = 3
LOCK_PATIENCE_S = 600

CHECKS = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


class Trouble(Exception):
    """Set-up cannot go on. The text says what to do."""


def main(words: Sequence[str]) -> int:
    commands = {"run": run, "test": test, "check": check, "bundle": bundle}
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
    with suppress(Trouble):  # the program does without them what it can, and tells the rest
        install_libraries(libraries_to_run(arguments))
    set_up_environment("run")
    return become([str(PYTHON), "-m", "mobility_timer", *arguments], its_environment())


def libraries_to_run(arguments: Sequence[str]) -> tuple[Any, ...]:
    """The libraries that are missing for what `arguments` asks of the program."""
    if arguments and arguments[0] in TEXT_ONLY:
        return ()
    if arguments and arguments[0] in DRAWS:
        return tuple(needs.missing((*needs.PICTURES, *needs.SOUND)))
    for_window = () if "--no-window" in arguments else needs.for_window(os.environ)
    return tuple(dict.fromkeys((*needs.missing(needs.SOUND), *for_window)))


def test(arguments: Sequence[str]) -> int:
    install_libraries(needs.missing((*needs.WINDOW, *needs.SOUND)))
    set_up_environment("test")
    os.chdir(ROOT)
    options = [option for option in arguments if option not in ("--all", "--coverage")]
    everything = ["-m", ""] if "--all" in arguments else []
    measured = ["--cov", "--cov-report="] if "--coverage" in arguments else []
    side_by_side = [] if options or everything else ["-n", "auto", "--dist", "loadfile"]
    environment = {"QT_QPA_PLATFORM": "offscreen", **its_environment()}
    command = [str(PYTHON), "-m", "pytest", *side_by_side, *measured, *everything, *options]
    return become(command, environment)


def check(arguments: Sequence[str]) -> int:
    if arguments:
        raise Trouble(f"check takes no arguments, found {shlex.join(arguments)}")
    set_up_environment("test")
    failed = []
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        if call([str(PYTHON), *command], cwd=ROOT).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def bundle(arguments: Sequence[str]) -> int:
    """Make the bundle of this system in dist/, have it test itself, and pack it."""
    if arguments:
        raise Trouble(f"bundle takes no arguments, found {shlex.join(arguments)}")
    install_libraries(needs.missing((*needs.WINDOW, *needs.SOUND)))
    set_up_environment("bundle")
    return call([str(PYTHON), "packaging/bundle.py"], cwd=ROOT).returncode


def its_environment() -> dict[str, str]:
    """The environment of the program, which keeps its compiled modules whatever is set outside:
    compiling them anew takes longer than all else that a start does."""
    return {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


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


def load_needs() -> ModuleType:
    """The program's own table of libraries, read by its path: there may be no environment yet."""
    path = Path(__file__).resolve().parent / "mobility_timer/system_libraries.py"
    spec = importlib.util.spec_from_file_location("system_libraries", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


needs = load_needs()


def set_up_environment(purpose: str) -> None:
    """Bring the environment up to date. It never loses what it was made for before."""
    current = STAMP.read_text() if PYTHON.exists() and STAMP.is_file() else ""
    purposes = list(EXTRAS)
    before = current.rpartition(" ")[2]
    wanted = max(purpose, before if before in EXTRAS else purpose, key=purposes.index)
    if current != stamp(wanted):
        install_environment(wanted)
        STAMP.write_text(stamp(wanted))


def stamp(purpose: str) -> str:
    """What the environment is made from and for: it is brought up to date when this changes."""
    made_from = f"{python_version()} {ROOT}".encode() + (ROOT / "pyproject.toml").read_bytes()
    return f"{hashlib.sha256(made_from).hexdigest()} {purpose}"


def python_version() -> str:
    return "{}.{}".format(*sys.version_info)


def call(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, text=True, check=False, **options)


def install_libraries(missing: Sequence[Any]) -> None:
    """Install the packages of the libraries, or raise Trouble with the line that does it."""
    if not missing:
        return
    rights = root_rights()
    command = needs.install_command(missing)
    if rights is None or command is None or not shutil.which("apt-get"):
        raise Trouble(needs.advice(missing, "Mobility Timer"))
    names = ", ".join(library.soname for library in missing)
    print(f"Installing shared libraries: {names}", flush=True)
    apt_install(rights, command.split()[1:])
    if still := needs.missing(missing):
        raise Trouble(
            f"{needs.advice(still, 'Mobility Timer')}\nWhat went wrong just now stands above."
        )


def apt_install(rights: Sequence[str], words: Sequence[str]) -> None:
    for call_it in (["update"], words):
        apt_get([*rights, *APT, *call_it])


def apt_get(command: Sequence[str]) -> None:
    """Call apt-get, waiting for another one to be done. Prints what it says when it fails."""
    done = call(command, capture_output=True)
    waited_s = 0
    while LOCKED in done.stderr and waited_s < LOCK_PATIENCE_S:
        if not waited_s:
            print("Another program is installing packages; waiting until it is done.", flush=True)
        time.sleep(LOCK_LOOK_S)
        waited_s += LOCK_LOOK_S
        done = call(command, capture_output=True)
    if done.returncode:
        print(done.stdout + done.stderr, end="", file=sys.stderr, flush=True)


def root_rights() -> list[str] | None:
    """What to put before a command that only root may call, or None if there is no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and call(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_environment(purpose: str) -> None:
    """Make the virtual environment for `purpose`, or bring it up to date, by uv or by pip."""
    print("Installing the program's own Python packages (once, some 150 MB) ...", flush=True)
    if not has_python_of_this_version():
        # Without pip: Debian's Python comes without ensurepip, which would bring it.
        make = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT)]
        if call(make).returncode:
            raise Trouble("no virtual environment could be made; what is wrong stands above.")
    extras = EXTRAS[purpose]
    uv = shutil.which("uv")
    by_uv = uv is not None and installs(functools.partial(uv_installs, uv), extras)
    if not by_uv and not installs(functools.partial(pip_installs, pip()), extras):
        raise Trouble(
            "pip could not install the packages; what is wrong stands above.\n"
            "Is the network up? Behind a proxy or a mirror set HTTPS_PROXY or PIP_INDEX_URL. "
            "Then call dev.py again."
        )
    if sys.platform == "linux":
        for package in ENVIRONMENT.glob("lib/python*/site-packages/PySide6"):
            trim_qt(package)


def trim_qt(package: Path) -> None:
    """Remove what is not used of Qt, where it has not been removed already."""
    unused = [
        path
        for path in package.rglob("*")
        if path.is_file() and UNUSED_QT.fullmatch(path.relative_to(package).as_posix())
    ]
    freed_mb = sum(path.stat().st_size for path in unused) / 1_000_000
    for path in unused:
        path.unlink()
    if unused:
        print(f"Removed {freed_mb:.0f} MB of Qt that the program does not use.", flush=True)


def installs(install: Callable[..., bool], extras: Sequence[str]) -> bool:
    """Install the project with all that is optional, or with as much of it as can be had."""
    for optional in optional_extras():
        quiet = {"stderr": subprocess.DEVNULL} if optional else {}
        if install([*optional, *extras], **quiet):
            for name in optional_extras()[0]:
                if name not in optional:
                    print(OPTIONAL[name], flush=True)
            return True
    return False


def optional_extras() -> list[list[str]]:
    """What to try, the most first. Most machines need no `sound`: pyproject.toml asks for it."""
    if sys.platform == "darwin" or platform.machine() in ("x86_64", "AMD64"):
        return [["voice"], []]
    return [["voice", "sound"], ["sound"], ["voice"], []]


def uv_installs(uv: str, extras: Sequence[str], **options: Any) -> bool:
    command = [uv, "pip", "install", "-q", "--python", str(PYTHON), "-e", project(extras)]
    return call(command, **options).returncode == 0


def pip_installs(pip: Sequence[str], extras: Sequence[str], **options: Any) -> bool:
    command = [*pip, "install", "-q", "-e", project(extras)]
    return call(command, env=pip_environment(), **options).returncode == 0


def project(extras: Sequence[str]) -> str:
    return f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)


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
        install_ensurepip()
    return [str(PYTHON), "-m", "pip"]


def install_ensurepip() -> None:
    """Debian and its kin keep ensurepip in a package of its own."""
    rights = root_rights() if shutil.which("apt-get") else None
    if rights is not None:
        print("Installing Python's pip", flush=True)
        apt_install(rights, ["install", "-y", "--no-install-recommends", "python3-venv"])
        if call([str(PYTHON), "-m", "ensurepip"], capture_output=True).returncode == 0:
            return
    sudo = "sudo " if needs.may_sudo() else ""
    raise Trouble(
        "Python's pip is missing. Install it, then call dev.py again"
        f"{'' if sudo else ' (an administrator can)'}:\n\n  {sudo}apt-get install -y python3-venv"
    )


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
