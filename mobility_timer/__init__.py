"""A guided follow-along timer for runners' mobility drills."""

import os
import sys

__version__ = "0.1.0"

# `python -m mobility_timer` puts the current folder before the standard library: a numpy.py in a
# folder of downloads would be run. While `-m` looks for its module, argv says so.
if (
    sys.argv[:1] == ["-m"]
    and not sys.flags.safe_path
    and sys.path[0] != os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
):
    del sys.path[0]

import re  # from here on, that folder is not looked into
from collections.abc import Callable
from typing import Any

_SHOWN = re.compile(r"^from \.([\w.]*) import (\w+) as \2$", re.MULTILINE)
_Loads = Callable[[str], Any]


def front_door(package: str, file: str) -> tuple[_Loads, Callable[[], list[str]], list[str]]:
    """What a room shows to the others, as its stub says: each name is imported at its first use.

    `__getattr__`, `__dir__` and `__all__` of the room. `lazy_loader.attach_stub` does the same for
    any stub, and parses it as Python, which takes half a millisecond a room. Here each line reads
    `from .module import name as name`.
    """
    import lazy_loader

    with open(f"{os.path.splitext(file)[0]}.pyi", encoding="utf-8") as stub:
        shown = _SHOWN.findall(stub.read())
    names: dict[str, list[str]] = {}
    for module, name in shown:
        names.setdefault(module, []).append(name)
    modules = names.pop("", [])
    door: tuple[_Loads, Callable[[], list[str]], list[str]]
    door = lazy_loader.attach(package, modules, names)
    return door
