"""Names that files cannot have everywhere."""

import re
from typing import Final

_KEPT_BY_WINDOWS: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])",
    re.IGNORECASE,
)


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for a device, whatever its ending: `con`, `nul.yaml`."""
    return _KEPT_BY_WINDOWS.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def free_of_reserved(stem: str) -> str:
    """A stem like this one that a file can have everywhere."""
    first, dot, rest = stem.partition(".")
    return f"{first}-1{dot}{rest}" if is_reserved(stem) else stem
