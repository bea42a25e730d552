"""What is printed, so that no name in it can lead the terminal or end the command."""

from __future__ import annotations

import re
from typing import Any, Final, TextIO

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PlainOutput:
    """A stream that writes control characters, and what its encoding lacks, as escapes."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """Write the text; the number of its characters."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        shown = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
        self._out.write(shown.encode(encoding, "backslashreplace").decode(encoding))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)
