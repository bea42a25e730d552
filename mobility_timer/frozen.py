"""Frozen dataclasses that share their methods.

`dataclass` writes the methods of each class as text and compiles that at every start, which takes
20 us a field. What is made before Home is painted has these instead, the same for all classes.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Class = TypeVar("_Class", bound=type)
_Object = TypeVar("_Object")
_put = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: _Class) -> _Class:
    """As `dataclass(frozen=True)` makes it, for a class that inherits no fields."""
    made: Any = dataclass(init=False, repr=False, eq=False)(cls)
    every = fields(made)
    names = tuple(one.name for one in every)
    every_name = frozenset(names)
    defaults = {one.name: one.default for one in every if one.default is not MISSING}
    makers = {one.name: one.default_factory for one in every if one.default_factory is not MISSING}
    compared = attrgetter(*(one.name for one in every if one.compare))
    shown = tuple(one.name for one in every if one.repr)

    def __init__(self: object, /, *given: object, **named: object) -> None:
        if given or named.keys() != every_name:  # else as who reads a file does it
            named = whole(given, named)
        _put(self, "__dict__", named)

    def whole(given: tuple[object, ...], named: dict[str, object]) -> dict[str, object]:
        values = {**defaults, **dict(zip(names, given, strict=False)), **named}
        for name in makers.keys() - values.keys():
            values[name] = makers[name]()
        if lacking := every_name - values.keys():
            raise TypeError(f"{cls.__qualname__}() needs {', '.join(sorted(lacking))}")
        twice = not named.keys().isdisjoint(names[: len(given)])
        if twice or len(given) > len(names) or len(values) > len(names):
            raise TypeError(f"{cls.__qualname__}() takes {', '.join(names)}, each once")
        return values

    def __eq__(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or bool(compared(self) == compared(other))

    def __hash__(self: object) -> int:
        return hash(compared(self))

    def __repr__(self: object) -> str:
        told = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{cls.__qualname__}({', '.join(told)})"

    made.__init__, made.__eq__, made.__hash__, made.__repr__ = __init__, __eq__, __hash__, __repr__
    made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
    return made  # type: ignore[no-any-return]


def changed(it: _Object, **changes: object) -> _Object:
    """As `dataclasses.replace` does it, in a fifth of the time, for an object of such a class."""
    cls, had = type(it), vars(it)
    every_name: Any = cls.__dataclass_fields__  # type: ignore[attr-defined]
    made: Any = object.__new__(cls)
    if not changes.keys() <= every_name.keys():
        raise TypeError(
            f"{cls.__qualname__} has no {', '.join(changes.keys() - every_name.keys())}"
        )
    _put(made, "__dict__", {name: had[name] for name in every_name} | changes)
    return made  # type: ignore[no-any-return]


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
