"""The names that a room shows are those of its stub, as Python itself reads it."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import mobility_timer

PACKAGE = Path(mobility_timer.__file__).parent
STUBS = sorted(PACKAGE.rglob("__init__.pyi"))


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.parent.name)
def test_a_room_shows_what_stands_in_its_stub(stub: Path) -> None:
    room = import_module(".".join(stub.parent.relative_to(PACKAGE.parent).parts))
    tree = ast.parse(stub.read_text(encoding="utf-8"))
    named = [alias.name for node in tree.body for alias in node.names]  # type: ignore[attr-defined]
    assert sorted(room.__all__) == sorted(named)
    assert all(hasattr(room, name) for name in named)


def test_there_are_rooms() -> None:
    assert len(STUBS) >= 15
