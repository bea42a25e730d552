"""What `frozen` makes is what `dataclass(frozen=True)` would have made."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property

import pytest

from mobility_timer.frozen import changed, frozen


@frozen
class Point:
    x: int
    y: int = 0
    names: list[str] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True)
class Usual:
    x: int
    y: int = 0
    names: list[str] = field(default_factory=list, compare=False, repr=False)


@pytest.mark.parametrize("kind", [Point, Usual])
def test_it_is_made_and_shown_like_a_dataclass(kind: type[Point]) -> None:
    point = kind(1, names=["a"])
    assert (point.x, point.y, point.names) == (1, 0, ["a"])
    assert [one.name for one in fields(point)] == ["x", "y", "names"]
    assert asdict(replace(point, y=2)) == {"x": 1, "y": 2, "names": ["a"]}
    assert kind(1).names is not kind(1).names
    assert repr(point) == f"{kind.__name__}(x=1, y=0)"
    assert pickle.loads(pickle.dumps(point)).names == ["a"]
    match point:
        case kind(x, y):
            assert (x, y) == (1, 0)


@pytest.mark.parametrize("kind", [Point, Usual])
def test_it_is_compared_like_a_dataclass(kind: type[Point]) -> None:
    assert kind(1, 2, ["a"]) == kind(1, 2, ["b"])
    assert hash(kind(1, 2, ["a"])) == hash(kind(1, 2))
    assert kind(1) != kind(2)
    assert kind(1) != (1, 0)
    assert Point(1) != Usual(1)


@pytest.mark.parametrize("kind", [Point, Usual])
@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, [], 4), {}), ((1,), {"z": 1}), ((1,), {"x": 1})]
)
def test_it_refuses_what_a_dataclass_refuses(
    kind: type[Point], given: tuple[int, ...], named: dict[str, int]
) -> None:
    with pytest.raises(TypeError):
        kind(*given, **named)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [Point, Usual])
def test_nothing_of_it_is_changed(kind: type[Point]) -> None:
    point = kind(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert point == kind(1)


def test_it_is_changed_like_a_dataclass() -> None:
    point = Point(1, 2, ["a"])
    assert changed(point, y=3) == replace(point, y=3)
    assert vars(changed(point, names=["b"])) == vars(replace(point, names=["b"]))
    assert point == Point(1, 2, ["a"])
    with pytest.raises(TypeError, match="z"):
        changed(point, z=1)


def test_what_was_found_out_about_it_does_not_pass_to_what_it_is_changed_to() -> None:
    @frozen
    class Square:
        side: int

        @cached_property
        def area(self) -> int:
            return self.side * self.side

    square = Square(2)
    assert (square.area, changed(square, side=3).area) == (4, 9)


def test_none_of_its_methods_is_compiled() -> None:
    """That is what it is for. Python 3.13 compiles once a class that there are none."""
    text = (
        "import sys\n"
        "from mobility_timer.frozen import changed, frozen\n"
        "class Point:\n    __annotations__ = {'x': int, 'y': int}\n    __doc__ = 'A point.'\n"
        "compiled = []\n"
        "def hear(name, told):\n"
        "    if name == 'compile' and told[0] != b'def __create_fn__():\\n\\n return ()':\n"
        "        compiled.append(told)\n"
        "sys.addaudithook(hear)\n"
        "frozen(Point)\n"
        "sys.exit(len(compiled))"
    )
    assert subprocess.run([sys.executable, "-c", text], timeout=60, check=False).returncode == 0
