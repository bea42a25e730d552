"""Qt's enums, made in a fifth of the time that Python's own way takes.

PySide6 makes 230 of them, with 3,400 members, before Home is painted. Python goes through each
member as though a class body had held it; here they are plain names and numbers. What comes of it
is the same, and where this Python would make a sample in any way differently, it makes them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, EnumType, Flag, FlagBoundary, IntEnum, IntFlag
from typing import Any, NamedTuple

_python_creates = EnumType._create_  # type: ignore[attr-defined]
_SAMPLE = [("None_", 0), ("One", 1), ("Four", 4), ("Two", 2), ("Three", 3), ("First", 1)]
_OF_BITS = ("_flag_mask_", "_singles_mask_", "_all_bits_", "_iter_member_")


class _Mould(NamedTuple):
    """What all enums of one base have: values, and lists and maps of their own. No member may be
    called as what is `taken`."""

    values: dict[str, Any]
    lists: dict[str, type[list[Any] | dict[Any, Any]]]
    taken: frozenset[str]


_moulds: dict[type[Enum], _Mould | None] = {}


def make_qt_enums_fast() -> None:
    if _python_creates.__code__.co_varnames[:3] == ("cls", "class_name", "names"):
        EnumType._create_ = _create  # type: ignore[attr-defined]


def _create(base: type[Enum], class_name: str, names: Any, **how: Any) -> type[Enum]:
    """As Python does it for `Enum(class_name, names, **how)`."""
    asked = {key for key, value in how.items() if value is not None} - {"start"}
    if type(names) is list and asked == {"boundary"} and how["boundary"] is FlagBoundary.KEEP:
        if base not in _moulds:
            _moulds[base] = _mould(base)
        mould, named = _moulds[base], dict(names)
        if mould and len(named) == len(names) and mould.taken.isdisjoint(named):
            return _cast(mould, base, class_name, names)
    made: type[Enum] = _python_creates(base, class_name, names, **how)
    return made


def _mould(base: type[Enum]) -> _Mould | None:
    """What Python makes all enums of this base from, or None where it goes another way."""
    if base not in (Enum, IntEnum, Flag, IntFlag):
        return None
    sample = _python_creates(base, "Sample", _SAMPLE, boundary=FlagBoundary.KEEP)
    each = {*_OF_BITS, *sample.__members__}
    values = {key: value for key, value in vars(sample).items() if key not in each}
    lists = {key: type(value) for key, value in values.items() if type(value) in (list, dict)}
    mould = _Mould(values, lists, frozenset[str]().union(*map(vars, base.__mro__)))
    return mould if _told(_cast(mould, base, "Sample", _SAMPLE)) == _told(sample) else None


def _told(made: type[Enum]) -> object:
    """All there is of an enum, in values that can be compared with those of another."""

    def told(value: object) -> object:
        if isinstance(value, made):
            return {key: each for key, each in vars(value).items() if each is not made}
        if isinstance(value, dict):
            return {key: told(each) for key, each in value.items()}
        return getattr(value, "__func__", value)

    return {key: told(value) for key, value in vars(made).items()}


def _cast(
    mould: _Mould, base: type[Enum], name: str, members: Sequence[tuple[str, int]]
) -> type[Enum]:
    own = {key: kind() for key, kind in mould.lists.items()}
    made: Any = type.__new__(EnumType, name, (base,), mould.values | own)
    names, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    put, of_int, is_flag = type.__setattr__, issubclass(base, int), issubclass(base, Flag)
    for key, value in members:
        member = by_value.get(value)
        if member is None:
            member = int.__new__(made, value) if of_int else object.__new__(made)
            member._value_ = value
            member._name_ = key
            member.__objclass__ = made
            member._sort_order_ = len(names)
            by_value[value] = member
            if not is_flag or (value and not value & (value - 1)):
                names.append(key)
        by_name[key] = member
    for key, member in by_name.items():  # after all: a class forgets what it knows at each
        put(made, key, member)
    getattr(made, "_hashable_values_", []).extend(by_value)
    if is_flag:
        _count_bits(made)
    return made  # type: ignore[no-any-return]


def _count_bits(made: Any) -> None:
    """What a flag knows of its bits, and that it goes through them as they stand where that is not
    by value."""
    singles = [made._member_map_[name]._value_ for name in made._member_names_]
    every = 0
    for value in made._value2member_map_:
        every |= value
    of_class = type.__setattr__
    of_class(made, "_flag_mask_", every)
    of_class(made, "_singles_mask_", sum(singles))
    of_class(made, "_all_bits_", 2 ** every.bit_length() - 1)
    if singles != sorted(singles):
        of_class(made, "_iter_member_", made._iter_member_by_def_)
