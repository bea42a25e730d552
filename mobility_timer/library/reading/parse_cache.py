"""What files said when they were last read, kept so that they need not be read again."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from mobility_timer import files
from mobility_timer.library.faults import Fault
from mobility_timer.library.reading.build import Parsed

_READ_BY = ("library", "routine")
_LARGEST_BYTES = 64_000_000


class ParseCache:
    """Parsed files by the hash of their text; in a file, unless the path is None.

    What another version of the program has written, or what cannot be read, is thrown away.
    After `new_at_most` texts that were not known, others `may_be_read` no more, and `left_out` says
    whether that was so for any.
    """

    def __init__(self, path: Path | None = None, new_at_most: int | None = None) -> None:
        self._path = path
        self._new_left = new_at_most
        self.left_out = False
        self._old: dict[str, Any] = _load(path) if path else {}
        self._used: dict[str, Any] = {}

    def read(self, text: str, file: str, kind: str | None) -> Parsed:
        """What the text says; its keys tell the kind, if none is given."""
        if kind is None:
            kept = self._sound(text) or _read(text, file, None)
        else:
            key = _key(text, kind)
            kept = self._known(key) or _read(text, file, kind)
            self._used[key] = kept
        faults = tuple(Fault(file, *parts) for parts in kept["faults"])
        return Parsed(kept["kind"], kept["keys"], kept["places"], faults)

    def may_be_read(self, text: str, kind: str) -> bool:
        """Whether it is known what the text says, or it is still its turn to be read."""
        if self._new_left is None or self._known(_key(text, kind)):
            return True
        self._new_left -= 1
        self.left_out = self.left_out or self._new_left < 0
        return self._new_left >= 0

    def _sound(self, text: str) -> dict[str, Any] | None:
        """What is known of the text if it was read as one kind or the other without fault."""
        both = (self._known(_key(text, kind)) for kind in ("drill", "routine"))
        return next((kept for kept in both if kept and not kept["faults"]), None)

    def _known(self, key: str) -> dict[str, Any] | None:
        return self._used.get(key) or self._old.get(key)

    def save(self) -> None:
        """Keep what has been used, if it is not what was kept already."""
        if self._path is None or self._used.keys() == self._old.keys():
            return
        body = json.dumps(self._used, separators=(",", ":")).encode()
        with suppress(OSError):  # without a cache the next start is slower, no more
            files.write_atomic(self._path, files.sealed(body, _version()))


def _key(text: str, kind: str) -> str:
    hashed = hashlib.blake2b(text.encode(), digest_size=16, person=kind.encode())
    return hashed.hexdigest()


def _read(text: str, file: str, kind: str | None) -> dict[str, Any]:
    from mobility_timer.library.reading.reader import parse

    parsed = parse(text, file, kind)
    faults = [[f.line, f.column, f.what, f.expected, f.found, f.try_] for f in parsed.faults]
    return {"kind": parsed.kind, "keys": parsed.keys, "places": parsed.places, "faults": faults}


def _load(path: Path) -> dict[str, Any]:
    try:
        data = files.read_limited(path, _LARGEST_BYTES)
        return dict(json.loads(files.unsealed(data, _version())))
    except (OSError, ValueError):
        return {}


def _version() -> bytes:
    """What was kept by another version of the program is not believed."""
    return files.code_version(*_READ_BY)
