"""The rules of the house that a program can check; the layers themselves are in pyproject.toml."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "mobility_timer"
LONGEST = 400  # lines
MOST_FILES = 12  # on one level
MOST_ENTRIES = 14  # with its folders
MOST_ROOMS = 21  # entries of the package itself, which holds every room
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"]
BREACHES = {
    "Imports go only downwards": ("timeline/breach.py", "import mobility_timer.playback"),
    "Imports go only downwards, and rooms": ("figure/breach.py", "import mobility_timer.timeline"),
    "Qt only in": ("sound/breach.py", "from PySide6.QtCore import QObject"),
    "Only the rim knows what time it is": ("timeline/breach.py", "from time import monotonic"),
    "YAML only in the library's trees": ("timeline/breach.py", "import yaml"),
    "The speech engine only": ("sound/breach.py", "import pyttsx3"),
    "The sound device and": ("sound/breach.py", "import miniaudio"),
    "The database only": ("timeline/breach.py", "import sqlite3"),
    "No network": ("sound/breach.py", "import urllib.request"),
}


def lint(folder: Path) -> str:
    done = subprocess.run(
        [*LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_every_room_imports_only_what_it_may() -> None:
    said = lint(CHECKOUT)
    assert " 0 broken." in said, said


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_noticed(tmp_path: Path, contract: str) -> None:
    place, line = BREACHES[contract]
    for room in ("figure", "timeline", "playback", "sound"):
        (tmp_path / "mobility_timer" / room).mkdir(parents=True)
        (tmp_path / "mobility_timer" / room / "__init__.py").touch()
    (tmp_path / "mobility_timer/__init__.py").touch()
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    assert " 0 broken." in lint(tmp_path)
    (tmp_path / "mobility_timer" / place).write_text(f"{line}\n")
    broken = [row for row in lint(tmp_path).splitlines() if row.endswith(" BROKEN")]
    assert len(broken) == 1
    assert broken[0].startswith(contract)


def test_a_room_is_entered_by_its_front_door_only() -> None:
    """What a room shows is in its `__init__`; its modules are its own affair."""
    inside = [
        f"{path.relative_to(PACKAGE)}: {line}"
        for path in modules()
        for line in _imports(path).splitlines()
        if (found := re.search(r"\bmobility_timer\.(\w+)\.\w+", line))
        and found[1] != path.relative_to(PACKAGE).parts[0]
    ]
    assert inside == []


def test_no_folder_is_too_wide_to_be_read_by_name() -> None:
    files: dict[Path, set[str]] = {}
    entries: dict[Path, set[str]] = {}
    for path in modules():
        if path.name != "__init__.py":
            files.setdefault(path.parent, set()).add(path.name)
            entries.setdefault(path.parent, set()).add(path.name)
        entries.setdefault(path.parent.parent, set()).add(path.parent.name)
    wide = [str(folder) for folder, found in files.items() if len(found) > MOST_FILES]
    for folder, found in entries.items():
        most = MOST_ROOMS if folder == PACKAGE else MOST_ENTRIES
        if PACKAGE in (folder, *folder.parents) and len(found) > most:
            wide.append(f"{folder} with its folders")
    assert wide == []


def test_no_class_name_means_two_things() -> None:
    places: dict[str, list[str]] = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(path.name)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("word", ["eval", "exec", "breakpoint"])
def test_nothing_is_run_that_was_read(word: str) -> None:
    called = [
        path.name
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == word
    ]
    assert called == []


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [path.name for path in modules() if {path.stem, path.parent.name} & drawers] == []


def test_no_file_is_too_long_to_have_one_subject() -> None:
    long = {path.name: n for path in sources() if (n := len(_lines(path))) > LONGEST}
    assert long == {}


# Tests of what lies around the package, or spans it.
OUTSIDE = {"dev", "packaging", "screen_reader", "simulation"}


def test_tests_lie_where_their_modules_do() -> None:
    """Each beside what it is named after, or with a line that says what it is about."""
    tests = CHECKOUT / "tests"
    astray = []
    for path in tests.rglob("test_*.py"):
        folder = PACKAGE / path.parent.relative_to(tests)
        if path.relative_to(tests).parts[0] in OUTSIDE:
            continue
        modules = {entry.stem.strip("_") for entry in folder.glob("*") if folder.is_dir()}
        name = path.stem.removeprefix("test_")
        named = any(name == module or name.startswith(f"{module}_") for module in modules)
        tells = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        if not folder.is_dir() or not (named or tells):
            astray.append(str(path.relative_to(tests)))
    assert astray == []


def test_no_file_names_a_place_of_the_machine_it_was_written_on() -> None:
    places = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", "/fa" + "rm/", "bash" + "_jobs"]))
    named = [
        f"{path.relative_to(CHECKOUT)}:{number}"
        for path in texts()
        for number, line in enumerate(_lines(path), 1)
        if places.search(line)
    ]
    assert named == []


def test_what_the_tests_need_is_among_what_is_installed_for_them() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {re.split(r"[<>=!; ]", name)[0] for name in project["optional-dependencies"]["test"]}
    assert {"pytest", "pytest-qt", "hypothesis", "import-linter", "mypy", "ruff"} <= extra


def modules() -> Iterator[Path]:
    return PACKAGE.rglob("*.py")


def sources() -> Iterator[Path]:
    yield CHECKOUT / "dev.py"
    for folder in ("mobility_timer", "tests", "benchmarks"):
        yield from (CHECKOUT / folder).rglob("*.py")


def texts() -> Iterator[Path]:
    yield from sources()
    yield from CHECKOUT.glob("*.md")
    yield CHECKOUT / "pyproject.toml"
    for folder in (".ci", "docs", "routines", "assets", "tests"):
        for path in (CHECKOUT / folder).rglob("*"):
            if path.is_file() and path.suffix in {"", ".md", ".yaml", ".case", ".txt", ".svg"}:
                yield path


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _imports(path: Path) -> str:
    """The import statements of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    return "\n".join(map(ast.unparse, imports))
