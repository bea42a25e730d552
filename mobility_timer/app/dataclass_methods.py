"""Methods of dataclasses, compiled when they are first called.

Python compiles all that a frozen dataclass has from text while the class is made, six methods at
0.1 ms each; before Home is painted few but `__init__` are called.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any


def compile_methods_late() -> None:
    """Have the dataclasses from now on compile late, where this Python makes them one by one."""
    own = getattr(dataclasses, "_create_fn", None)
    if isinstance(own, FunctionType):
        dataclasses._create_fn = partial(_create, own)  # type: ignore[attr-defined]


def _create(compiled: FunctionType, name: str, *text: Any, **how: Any) -> Callable[..., Any]:
    """A method that puts the one that Python compiles into its own place when it is called."""
    if name == "__init__":
        return compiled(name, *text, **how)  # type: ignore[no-any-return]
    made: Any = None

    def late(self: object, *given: object) -> object:
        nonlocal made
        if made is None:
            made = compiled(name, *text, **how)
            made.__qualname__ = late.__qualname__
            for owner in type(self).__mro__:
                if vars(owner).get(name) is late:
                    setattr(owner, name, made)
        return made(self, *given)

    late.__name__ = name
    return late
