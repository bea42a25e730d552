"""Texts are compiled once, and not again at the next start."""

from __future__ import annotations

import collections
import dataclasses
import errno
import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.app import kept_code
from mobility_timer.app.kept_code import KeptCode


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were compiled."""
    told: list[str] = []

    def compile_and_tell(text: Any, *how: Any, **more: Any) -> Any:
        told.append(text)
        return compile(text, *how, **more)

    monkeypatch.setattr(kept_code, "compile", compile_and_tell, raising=False)
    return told


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], KeptCode]]:
    """Begin as the program does, with what the last one has kept."""
    begun: list[KeptCode] = []

    def start() -> KeptCode:
        begun.append(KeptCode(tmp_path / "compiled" / "start.bin"))
        begun[-1].teach()
        return begun[-1]

    yield start
    for each in begun:
        each.save()


def make() -> tuple[Any, Any]:
    @dataclasses.dataclass(frozen=True)
    class Place:
        """A value."""

        x: int
        y: int = 2

    class Named(typing.NamedTuple):
        one: int
        other: str = "b"

    return Place(1), Named(1)


def test_values_are_made_of_what_was_compiled_before(
    start: Callable[[], KeptCode], compiled: list[str]
) -> None:
    first = start()
    place, named = make()
    first.save()
    assert any("__init__" in text for text in compiled)
    assert any("_cls, one, other" in text for text in compiled)
    compiled.clear()
    start()
    again, named_again = make()
    assert compiled == []
    assert (repr(again), hash(again), tuple(named_again)) == (
        repr(place),
        hash(place),
        tuple(named),
    )
    with pytest.raises(dataclasses.FrozenInstanceError):
        again.x = 3


def test_python_asks_no_more_once_it_was_saved(
    start: Callable[[], KeptCode], compiled: list[str]
) -> None:
    start().save()
    make()
    assert compiled == []
    names = (vars(dataclasses), vars(collections), vars(typing))
    assert [
        name in names for names, name in zip(names, ("exec", "eval", "compile"), strict=True)
    ] == [False, False, False]


def test_nothing_is_written_that_was_kept(
    start: Callable[[], KeptCode], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    write = files.write_atomic
    monkeypatch.setattr(
        files, "write_atomic", lambda path, data: (written.append(path), write(path, data))
    )
    for _ in range(2):
        kept = start()
        make()
        kept.save()
    assert len(written) == 1


@pytest.mark.parametrize("change", [b"", b"damaged", b"+"])
def test_what_is_damaged_is_compiled_again(
    start: Callable[[], KeptCode], compiled: list[str], tmp_path: Path, change: bytes
) -> None:
    first = start()
    make()
    first.save()
    path = tmp_path / "compiled" / "start.bin"
    path.write_bytes(path.read_bytes() + change if change == b"+" else change)
    compiled.clear()
    start()
    make()
    assert compiled != []


def test_another_python_compiles_again(
    start: Callable[[], KeptCode], compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start()
    make()
    first.save()
    compiled.clear()
    monkeypatch.setattr(kept_code, "_READ_BY", b"another")
    start()
    make()
    assert compiled != []


def test_a_text_is_compiled_as_its_module_wants_annotations(
    start: Callable[[], KeptCode], compiled: list[str]
) -> None:
    text = "def told(x: int): pass"
    plain: dict[str, Any] = {}
    later: dict[str, Any] = {}
    kept = start()
    asks = "def ask(_compile): return _compile('def told(x: int): pass', 'a', 'exec')"
    exec(compile(asks, "x", "exec", dont_inherit=True), plain)
    exec("from __future__ import annotations\n" + asks, later)
    for names in (plain, later):
        exec(names["ask"](kept._compile), names)
    assert compiled == [text, text]
    assert plain["told"].__annotations__ == {"x": int}
    assert later["told"].__annotations__ == {"x": "int"}


def test_what_imports_from_an_archive_asks_too(
    start: Callable[[], KeptCode], compiled: list[str]
) -> None:
    names: dict[str, Any] = {}
    exec("class Loader:\n def exec_module(self): return compile('1', 'a', 'eval')", names)
    kept = start()
    kept.teach_importer(names["Loader"]())
    assert eval(names["Loader"]().exec_module()) == 1
    assert compiled == ["1"]
    kept.save()
    names["Loader"]().exec_module()
    assert compiled == ["1"]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (r"(?P<key>\w+)=(?:(?P<value>\d+)|-)(?<!x)", 0),
        (r"a (b) # c", re.VERBOSE | re.IGNORECASE),
        (r"[^\x00-\x1f\u2028]*?\Z", re.MULTILINE),
        (rb"(.)\1+", re.DOTALL),
    ],
)
def test_a_pattern_is_what_python_makes_of_it(
    start: Callable[[], KeptCode], text: Any, flags: int
) -> None:
    own = re.compile(text, flags)
    for _ in range(2):
        kept = start()
        re.purge()
        again = re.compile(text, flags)
        kept.save()
        assert (text, int(flags)) in kept._used
        assert again == own
        assert again is not own
        assert (again.flags, again.groups, again.groupindex) == (
            own.flags,
            own.groups,
            own.groupindex,
        )
    assert (text, int(flags)) in kept._old


def test_what_is_no_plain_pattern_is_left_to_python(
    start: Callable[[], KeptCode], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = start()
    scanner: Any = re.Scanner([(r"\d+", lambda _, it: int(it)), (r" +", None)])  # type: ignore[attr-defined]
    assert scanner.scan("1 20")[0] == [1, 20]
    re.compile("a+b", re.DEBUG)
    assert "LITERAL" in capsys.readouterr().out
    assert all(text != "a+b" for text, *_ in kept._used)


def test_texts_of_old_do_not_pile_up(start: Callable[[], KeptCode]) -> None:
    for texts in ("abcd", "abef", "efg"):
        kept = start()
        for text in texts:
            kept._eval(f"'{text}'", {})
        kept.save()
    assert sorted(text for text, *_ in start()._old) == ["'e'", "'f'", "'g'"]


def test_a_full_disk_costs_time_and_no_more(
    start: Callable[[], KeptCode], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files, "write_atomic", full)
    kept = start()
    make()
    kept.save()
    assert "exec" not in vars(dataclasses)
