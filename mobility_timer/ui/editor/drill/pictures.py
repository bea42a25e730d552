"""Pictures of the user's, copied beside the drill that they show."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

from mobility_timer import files
from mobility_timer.sharing import LARGEST_PICTURE_BYTES
from mobility_timer.words import drill_page as words

MOST_PICTURES = 8


def copied(paths: Sequence[Path], drill: Path, known: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of all pictures of a drill's file once more were copied, as many as it may have,
    and a line on each that could not be."""
    names, troubles = list(known), []
    for path in paths[: MOST_PICTURES - len(names)]:
        name = f"{drill.stem}-{len(names) + 1}{path.suffix.lower()}"
        try:
            picture = files.read_limited(path, LARGEST_PICTURE_BYTES)
            files.write_atomic(drill.parent / "pictures" / name, picture)
        except OSError as error:
            is_too_large = error.errno == errno.EFBIG
            why = f"{path.name}: {error.strerror}"
            troubles.append(words.too_large(path.name) if is_too_large else why)
        else:
            names.append(name)
    return names, troubles
