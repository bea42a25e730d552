"""Methods of dataclasses that are compiled when they are first called."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from mobility_timer.app.dataclass_methods import compile_methods_late


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the methods that have been compiled by now."""
    own = dataclasses._create_fn  # type: ignore[attr-defined]
    names: list[str] = []

    def watched(name: str, *text: object, **how: object) -> object:
        names.append(name)
        return own(name, *text, **how)

    monkeypatch.setattr(dataclasses, "_create_fn", watched)
    compile_methods_late()
    compile_methods_late()
    return names


pytestmark = pytest.mark.skipif(
    not hasattr(dataclasses, "_create_fn"), reason="this Python compiles all methods at once"
)


def test_a_method_is_compiled_once_and_when_it_is_called(compiled: list[str]) -> None:
    @dataclasses.dataclass(frozen=True)
    class Point:
        x: int
        y: int = 0

    @dataclasses.dataclass(frozen=True)
    class Named(Point):
        name: str = ""

    assert compiled == ["__init__", "__init__"]
    assert hash(Point(1, 2)) == hash(Point(1, 2)) == hash((1, 2))
    assert compiled[2:] == ["__hash__"]
    assert (Point(1) == Point(1), Point(1) == Point(2), Point(1) == (1, 0)) == (True, False, False)
    assert compiled[3:] == ["__eq__"]
    assert str(Named(1)) == str(Named(1))
    assert str(Named(1)).endswith("Named(x=1, y=0, name='')")
    assert compiled[4:] == ["__repr__"]
    assert hash(Named(1, 2, "here")) == hash((1, 2, "here"))
    assert compiled[5:] == ["__hash__"]


def test_what_is_frozen_stays_as_it_is(compiled: list[str]) -> None:
    @dataclasses.dataclass(frozen=True)
    class Point:
        x: int

    class More(Point):
        pass

    for point in (Point(1), More(1), Point(1)):
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'x'"):
            point.x = 2  # type: ignore[misc]
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'x'"):
            del point.x
    assert compiled == ["__init__", "__setattr__", "__delattr__"]


def test_a_method_is_called_as_the_one_that_python_makes(compiled: list[str]) -> None:
    @dataclasses.dataclass
    class Late:
        x: int

    method = Late.__eq__
    before = (method.__name__, method.__qualname__)
    assert Late(1) == Late(1)
    assert compiled == ["__init__", "__eq__"]
    assert Late.__eq__ is not method
    assert (Late.__eq__.__name__, Late.__eq__.__qualname__) == before
    assert method(Late(1), Late(1))


def test_the_window_starts_with_it() -> None:
    text = (
        "import dataclasses; own = dataclasses._create_fn\n"
        "from mobility_timer.app import starting; starting.prepare()\n"
        "import sys; sys.exit(dataclasses._create_fn is own)"
    )
    assert subprocess.run([sys.executable, "-c", text], timeout=60, check=False).returncode == 0
