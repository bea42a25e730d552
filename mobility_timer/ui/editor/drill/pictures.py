"""Pictures of the user's, copied beside the drill that they show."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from mobility_timer import files
from mobility_timer.editing import NotSaved, UserFiles
from mobility_timer.library import LARGEST_PICTURE_BYTES, picture_trouble
from mobility_timer.words import drill_page as words

MOST_PICTURES = 8


def copied(
    paths: Sequence[Path], drill: Path, known: Sequence[str], user: UserFiles
) -> tuple[list[str], list[str]]:
    """The names of all pictures of a drill's file once more were copied, as many as it may have,
    and a line on each that could not be. No picture that is there is written over."""
    names, troubles = list(known), []
    room = MOST_PICTURES - len(names)
    for path in paths[:room]:
        try:
            data = files.read_limited(path, LARGEST_PICTURE_BYTES)
            if trouble := picture_trouble(path.name, data):
                troubles.append(words.not_taken(path.name, trouble))
                continue
            place = _place(drill, path.suffix.lower(), data, names)
            user.write_data(place, data, most_bytes=LARGEST_PICTURE_BYTES)
            names.append(place.name)
        except NotSaved as error:
            troubles.append(str(error))
        except OSError as error:
            is_too_large = error.errno == errno.EFBIG
            why = f"{path.name}: {error.strerror}"
            troubles.append(words.too_large(path.name) if is_too_large else why)
    if len(paths) > room:
        troubles.append(words.at_most(MOST_PICTURES))
    return names, troubles


def _place(drill: Path, ending: str, data: bytes, names: Sequence[str]) -> Path:
    """A file for it beside the drill that is free, or holds the same and is not the drill's yet."""
    number = len(names) + 1
    while True:
        place = drill.parent / "pictures" / f"{drill.stem}-{number}{ending}"
        is_free = not os.path.lexists(place)
        if is_free or (place.name not in names and files.holds(place, data)):
            return place
        number += 1
