"""Qt's enums are the same, whoever makes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from enum import Enum, Flag, FlagBoundary, IntEnum, IntFlag
from typing import Any

import pytest

from mobility_timer.app import qt_enums

TOLD = """
import enum, json, sys
from PySide6 import QtCore, QtGui, QtWidgets

def plain(value, made):
    if isinstance(value, made):
        own = {key: each for key, each in vars(value).items() if each is not made}
        return [made.__name__, repr(value), str(value), sorted(map(repr, own.items()))]
    if isinstance(value, dict):
        return [[str(key), plain(each, made)] for key, each in value.items()]
    return repr(getattr(value, "__func__", value)).partition(" at 0x")[0]

def tell(holder):
    for name, value in list(vars(holder).items()):
        if isinstance(value, enum.EnumType) and value.__module__.startswith("PySide6"):
            if value.__qualname__ not in told:
                space = {key: plain(each, value) for key, each in vars(value).items()}
                order = [plain(each, value) for each in value]
                told[value.__qualname__] = [
                    value.__module__, [base.__name__ for base in value.__mro__], space, order
                ]
        elif isinstance(value, type) and value.__module__.startswith("PySide6"):
            if value not in seen:
                seen.add(value)
                tell(value)

told, seen = {}, set()
for module in (QtCore, QtGui, QtWidgets):
    for name in dir(module):
        getattr(module, name)
    tell(module)
print(json.dumps(told, sort_keys=True))
"""
FAST = "from mobility_timer.app.starting import import_qt; import_qt()\n"
USED = """
import copy, pickle
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QSizePolicy

both = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
assert Qt.AlignmentFlag.AlignTop in both and Qt.AlignmentFlag.AlignRight not in both
assert list(both) == [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop]
assert both & ~Qt.AlignmentFlag.AlignTop == Qt.AlignmentFlag.AlignLeft
assert Qt.Key(65) is Qt.Key.Key_A is Qt.Key["Key_A"] and Qt.Key.Key_A == 65
assert copy.deepcopy(Qt.Key.Key_A) is pickle.loads(pickle.dumps(Qt.Key.Key_A)) is Qt.Key.Key_A
assert QFont("x", 9, QFont.Weight.Bold).weight() is QFont.Weight.Bold
fixed = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
assert fixed.verticalPolicy() is QSizePolicy.Policy.Expanding
assert QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_A).toString() == "Ctrl+A"
assert QLocale(QLocale.Language.German, QLocale.Country.Austria).name() == "de_AT"
assert QLocale.Country.AnyTerritory is QLocale.Country.AnyCountry
print(repr(Qt.CursorShape(-5)), Qt.CursorShape(-5) is Qt.CursorShape(-5), Qt.KeyboardModifier(1))
"""


def run(text: str) -> str:
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", text]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_are_as_python_makes_them() -> None:
    python, here = json.loads(run(TOLD)), json.loads(run(FAST + TOLD))
    assert len(python) > 400
    assert here.keys() == python.keys()
    different = [name for name in python if here[name] != python[name]]
    assert different == []


def test_they_are_used_as_ever() -> None:
    assert run(FAST + USED) == run(USED)


def test_python_makes_none_of_them() -> None:
    asked = (
        "import enum, sys\n"
        "own = enum.EnumType._create_\n"
        "made = []\n"
        "enum.EnumType._create_ = lambda cls, class_name, names, **more: (\n"
        "    made.append(class_name), own(cls, class_name, names, **more))[1]\n"
    )
    told = "from PySide6.QtCore import Qt\nprint(*made)"
    assert run(asked + FAST + told).split() == ["Sample"] * 4


@pytest.mark.parametrize("base", [Enum, IntEnum, Flag, IntFlag])
@pytest.mark.parametrize(
    ("members", "more"),
    [
        ([("A", 1), ("B", 2)], {}),
        ([("value", 1), ("B", 2)], {"boundary": FlagBoundary.KEEP}),
        ([("A", 1), ("B", 2)], {"boundary": FlagBoundary.KEEP, "module": "elsewhere"}),
        ({"A": 1, "B": 2}, {"boundary": FlagBoundary.KEEP}),
        ("A B", {"boundary": FlagBoundary.KEEP}),
    ],
)
def test_others_are_left_to_python(
    monkeypatch: pytest.MonkeyPatch, base: Any, members: Any, more: dict[str, Any]
) -> None:
    asked: list[object] = []
    python = qt_enums._python_creates
    monkeypatch.setattr(
        qt_enums, "_python_creates", lambda *of, **how: (asked.append(of), python(*of, **how))[1]
    )
    qt_enums._create(base, "Sample", [("A", 1)], boundary=FlagBoundary.KEEP)
    asked.clear()
    made = qt_enums._create(base, "Some", members, **more)
    assert len(asked) == 1
    assert len(made.__members__) == 2


def test_a_python_that_makes_them_in_another_way_makes_them_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    python = qt_enums._python_creates

    def newer(*of: Any, **how: Any) -> Any:
        made = python(*of, **how)
        type.__setattr__(made, "_sums_", [each.value + 1 for each in made])
        return made

    monkeypatch.setattr(qt_enums, "_moulds", {})
    monkeypatch.setattr(qt_enums, "_python_creates", newer)
    made: Any = qt_enums._create(IntEnum, "Some", [("A", 1)], boundary=FlagBoundary.KEEP)
    assert made._sums_ == [2]
