"""Which code made what is kept: it is made again by another version of the program."""

import hashlib
import os
from pathlib import Path

from mobility_timer import __version__

_DIGEST_BYTES = 32


def code_version(*rooms: str) -> bytes:
    """Changes with the program, and with the modules of some rooms while they are being written."""
    hashed = hashlib.blake2b(__version__.encode(), digest_size=_DIGEST_BYTES)
    package = Path(__file__).resolve().parents[1]
    for room in rooms:
        for folder, inside, names in os.walk(package / room):  # none where the program is frozen
            inside[:] = sorted(name for name in inside if name != "__pycache__")
            for name in sorted(name for name in names if name.endswith(".py")):
                seen = os.stat(os.path.join(folder, name))
                hashed.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return hashed.digest()
