"""Code that Python would compile from text at each start, kept from start to start.

Modules are kept compiled by Python itself. But dataclasses and named tuples write the text of their
methods when they are made, annotations of a NamedTuple are texts, and PySide6 brings modules as
texts in an archive: 250 texts until Home is painted, and 25 patterns. Which text means which code
never changes.
"""

from __future__ import annotations

import collections
import dataclasses
import marshal
import re
import sys
import typing
from collections.abc import Callable
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

from mobility_timer import files

MOST_UNUSED_SHARE = 0.5
_LARGEST_BYTES = 4_000_000
_Text = str | bytes
_Key = tuple[_Text, str, str, int] | tuple[_Text, int]
_Parts = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
_patterns: Any = re._compiler  # type: ignore[attr-defined]
_python_compiles = _patterns.compile
_READ_BY = MAGIC_NUMBER + _patterns.MAGIC.to_bytes(4, "big") + bytes([sys.flags.optimize])


class KeptCode:
    """Compiles what it does not know from last time; in a file, which need not exist.

    What another Python has written, or what is damaged, is thrown away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = _load(path)
        self._used: dict[_Key, CodeType | _Parts] = {}
        self._taught: list[tuple[dict[str, Any], str, Any]] = []

    def teach(self) -> None:
        """Have Python's own modules ask here, until `save`."""
        self._teach(vars(dataclasses), "exec", self._exec)
        self._teach(vars(collections), "eval", self._eval)
        self._teach(vars(typing), "compile", self._compile)
        self._teach(vars(_patterns), "compile", self._pattern)

    def teach_importer(self, loader: object) -> None:
        """Have what imports from an archive ask here, too."""
        import_module = getattr(type(loader), "exec_module", None)
        self._teach(getattr(import_module, "__globals__", {}), "compile", self._compile)

    def save(self) -> None:
        """Ask no more, and keep what was asked if any of it is new."""
        for names, name, before in self._taught:
            if before is None:
                del names[name]
            else:
                names[name] = before
        self._taught.clear()
        every = self._old | self._used
        few = len(every) <= len(self._used) * (1 + MOST_UNUSED_SHARE)
        kept = every if few else self._used
        if kept.keys() == self._old.keys():
            return
        with suppress(OSError):  # the next start is slower, no more
            self._path.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomic(self._path, files.sealed(marshal.dumps(kept), _READ_BY))

    def _teach(self, names: dict[str, Any], name: str, does: Callable[..., Any]) -> None:
        if all(taught is not names for taught, *_ in self._taught):
            self._taught.append((names, name, names.get(name)))
            names[name] = does

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
        code: Any = self._used.get(key) or self._old.get(key)
        if code is None:
            code = compile(text, file, mode, flags, dont_inherit=True)
        self._used[key] = code
        return code  # type: ignore[no-any-return]

    def _pattern(self, text: Any, flags: int = 0) -> Any:
        if not isinstance(text, str | bytes) or flags & re.DEBUG:
            return _python_compiles(text, flags)
        key = (text, int(flags))
        parts: Any = self._used.get(key) or self._old.get(key)
        if parts is None:
            parts = _parts(text, flags)
        self._used[key] = parts
        return _patterns._sre.compile(text, *parts)


def _parts(text: _Text, flags: int) -> _Parts:
    """What a pattern is made of, as Python's own `re` finds it."""
    tree = _patterns._parser.parse(text, flags)
    names = tree.state.groupdict
    of_group: list[str | None] = [None] * tree.state.groups
    for name, number in names.items():
        of_group[number] = name
    code = [int(each) for each in _patterns._code(tree, flags)]
    return int(flags | tree.state.flags), code, len(of_group) - 1, names, tuple(of_group)


def _load(path: Path) -> dict[_Key, CodeType | _Parts]:
    try:
        body = files.unsealed(files.read_limited(path, _LARGEST_BYTES), _READ_BY)
        return dict(marshal.loads(body))
    except (OSError, ValueError, EOFError, TypeError):
        return {}
