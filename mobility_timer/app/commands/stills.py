"""Pictures as files: a page of the window, and the sheet of a motion with its checks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

from mobility_timer.files import write_atomic
from mobility_timer.library import Library
from mobility_timer.routine import Routine
from mobility_timer.settings import CoachFigure
from mobility_timer.words import command_line as words
from mobility_timer.words import file_faults

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from mobility_timer.drawing import Theme
    from mobility_timer.figure import Motion

OK, FAILED = 0, 1


class NoPicture(Exception):
    """There is nothing to picture; the text says why and what to write instead."""


@dataclass(frozen=True)
class View:
    """What a picture shows: a page, the player or its figure alone at times `at` in ms, at a size
    of the page in pixels, with a coach. Several times make a strip of stills."""

    page: Literal["player", "figure", "preview", "home"]
    at: tuple[int, ...]
    size: tuple[int, int]
    theme: Theme
    coach: CoachFigure = CoachFigure.MAYA


def picture(
    library: Library, routine: Routine, view: View, output: Path, beside: Path | None = None
) -> int:
    """A page as the user would see it; `beside` is the routine's file where that is not the
    library's. Raises NoPicture."""
    from mobility_timer.ui import (
        home_picture,
        player_picture,
        player_stills,
        preview_picture,
        strip,
    )

    application = offscreen_application()
    shown: dict[str, Any] = {
        "motion_of": library.motion_of,
        "pictures_of": partial(library.picture_files, beside=beside),
        "coach": view.coach,
    }
    size, theme = view.size, view.theme
    match view.page:
        case "home":
            image = home_picture(library, size, theme, **shown)
        case "preview":
            image = preview_picture(library, routine, size, theme, **shown)
        case "player" if len(view.at) == 1:
            image = player_picture(routine, view.at[0], size, theme, **shown)
        case _:
            only = view.page == "figure"
            stills = player_stills(routine, view.at, size, theme, figure_only=only, **shown)
            image = strip(list(zip(view.at, stills, strict=True)), theme)
    _save(image, output)
    del application
    return OK


def sheet(
    library: Library, wanted: str, output: Path, out: TextIO, coach: CoachFigure = CoachFigure.MAYA
) -> int:
    """Eight phases of a drill's motion, both sides and themes, and the table of its checks; 1
    where a check fails. `wanted` is a drill's id or a motion file. Raises NoPicture."""
    from mobility_timer.drawing import check_view
    from mobility_timer.drawing import sheet as picture_of
    from mobility_timer.figure import check, table

    motion, tempo = _motion(library, wanted)
    application = offscreen_application()
    _save(picture_of(motion, coach=coach), output)
    del application
    findings = (*check(motion, tempo), *check_view(motion))
    print(table(findings), file=out)
    return OK if all(finding.ok for finding in findings) else FAILED


def _motion(library: Library, wanted: str) -> tuple[Motion, dict[str, float]]:
    from mobility_timer.library import FileFaults, nearest, read_motion_file

    drill = library.drills.get(wanted)
    path = Path(wanted) if drill is None else library.motion_file(drill)
    if drill is None and not Path(wanted).suffix:
        near = nearest(wanted, library.drills)
        raise NoPicture(words.no_drill(wanted, near))
    if path is None:
        raise NoPicture(words.no_motion(wanted))
    try:
        motion = read_motion_file(path)
    except FileFaults as faults:
        raise NoPicture("\n".join(map(str, faults.faults))) from None
    return motion, {p.name: p.ms / 1000 for p in drill.tempo} if drill else {}


def offscreen_application() -> object:
    """What Qt needs to draw without a screen; it must be kept for as long as something is drawn."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication([])


def _save(image: QImage, output: Path) -> None:
    from mobility_timer.drawing import png

    try:
        write_atomic(output, png(image))
    except OSError as error:
        raise NoPicture(file_faults.of_file(output, error.strerror)) from None
