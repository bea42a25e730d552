"""What is printed, so that no name in it can lead the terminal or end the command."""

from __future__ import annotations

import re
from typing import Any, Final, TextIO

_CONTROL: Final = (  # compiled when something is printed
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


class PlainOutput:
    """A stream that writes control characters, also those that turn the direction of what follows,
    and what its encoding lacks, as escapes."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        """Write the text; the number of its characters."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        shown = re.sub(_CONTROL, _escaped, text)
        self._out.write(shown.encode(encoding, "backslashreplace").decode(encoding))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
