"""Code that Python would compile from text at each start, kept from start to start.

Modules are kept compiled by Python itself. But dataclasses and named tuples write the text of their
methods when they are made, annotations of a NamedTuple are texts, and PySide6 brings modules as
texts in an archive: 250 texts until Home is painted. Which text means which code never changes.
"""

from __future__ import annotations

import collections
import dataclasses
import marshal
import sys
import typing
from collections.abc import Callable
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

from mobility_timer import files

MOST_KEPT = 1_000
_LARGEST_BYTES = 4_000_000
_READ_BY = MAGIC_NUMBER + bytes([sys.flags.optimize])
_Key = tuple[str | bytes, str, str, int]


class KeptCode:
    """Compiles what it does not know from last time; in a file, which need not exist.

    What another Python has written, or what is damaged, is thrown away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = _load(path)
        self._used: dict[_Key, CodeType] = {}
        self._taught: list[tuple[dict[str, Any], str]] = []

    def teach(self) -> None:
        """Have Python's own modules ask here, until `save`."""
        self._teach(vars(dataclasses), "exec", self._exec)
        self._teach(vars(collections), "eval", self._eval)
        self._teach(vars(typing), "compile", self._compile)

    def teach_importer(self, loader: object) -> None:
        """Have what imports from an archive ask here, too."""
        import_module = getattr(type(loader), "exec_module", None)
        self._teach(getattr(import_module, "__globals__", {}), "compile", self._compile)

    def save(self) -> None:
        """Ask no more, and keep what was asked if any of it is new."""
        for names, name in self._taught:
            names.pop(name, None)
        self._taught.clear()
        if self._used.keys() <= self._old.keys():
            return
        every = self._old | self._used
        kept = every if len(every) <= MOST_KEPT else self._used
        with suppress(OSError):  # the next start is slower, no more
            self._path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomic(self._path, files.sealed(marshal.dumps(kept), _READ_BY))

    def _teach(self, names: dict[str, Any], name: str, does: Callable[..., Any]) -> None:
        if name not in names:
            names[name] = does
            self._taught.append((names, name))

    def _exec(self, text: Any, *where: Any) -> None:
        exec(self._code(text, "<string>", "exec"), *where)

    def _eval(self, text: Any, *where: Any) -> Any:
        return eval(self._code(text, "<string>", "eval"), *where)

    def _compile(self, text: Any, file: str, mode: str) -> CodeType:
        return self._code(text, file, mode)

    def _code(self, text: str | bytes, file: str, mode: str) -> CodeType:
        asked_by = sys._getframe(2).f_code
        flags = asked_by.co_flags & annotations.compiler_flag
        key = (text, file, mode, flags)
        code = self._used.get(key) or self._old.get(key)
        if code is None:
            code = compile(text, file, mode, flags, dont_inherit=True)
        self._used[key] = code
        return code


def _load(path: Path) -> dict[_Key, CodeType]:
    try:
        body = files.unsealed(files.read_limited(path, _LARGEST_BYTES), _READ_BY)
        return dict(marshal.loads(body))
    except (OSError, ValueError, EOFError, TypeError):
        return {}
