"""The words on the command line. Each command imports only what it needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, TextIO, cast

from mobility_timer import __version__
from mobility_timer.app import starting
from mobility_timer.words import command_line as lines

with starting.without_unused():
    from pathlib import Path

if TYPE_CHECKING:
    import argparse

    from mobility_timer.app import window
    from mobility_timer.library import Library
    from mobility_timer.personal import Person
    from mobility_timer.routine import Routine

OK, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
NEW_ROUTINES_AT_FIRST = 200
"""So many routines that were never read are read before Home is shown; more of them come after."""


class BadInput(Exception):
    """What the user wrote cannot be done; the text says why and what to write instead."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command: 0 when it went well, 1 when a check failed, 2 for bad input, 130 after
    Ctrl-C."""
    given = list(sys.argv[1:] if words is None else words)
    if given[:1] == ["--audio-host"]:
        from mobility_timer.sound import run_audio_host

        return run_audio_host()
    if given[:1] == ["--speech-worker"]:
        from mobility_timer.sound import run_speech_worker

        return run_speech_worker()
    starting.share_heap()
    starting.import_hashlib()
    from mobility_timer.plain_output import PlainOutput

    with (
        redirect_stdout(cast(TextIO, PlainOutput(sys.stdout))),
        redirect_stderr(cast(TextIO, PlainOutput(sys.stderr))),
    ):
        return _run(given)


def _run(words: Sequence[str]) -> int:
    try:
        if not words:
            return _open_window(None)
        arguments = command_line().parse_args(words)
        return int(arguments.command(arguments))
    except BadInput as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED


def command_line() -> argparse.ArgumentParser:
    import argparse

    from mobility_timer.app import options

    parser = argparse.ArgumentParser(prog="mobility-timer", description=lines.DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.set_defaults(command=_open, routine=None)
    commands = parser.add_subparsers(title=lines.COMMANDS, metavar="COMMAND")

    open_ = commands.add_parser("open", help=lines.OPEN)
    open_.add_argument("routine", metavar="ROUTINE", nargs="?", help=lines.ROUTINE)
    open_.set_defaults(command=_open)

    play = commands.add_parser("play", help=lines.PLAY)
    play.add_argument("routine", metavar="ROUTINE", help=lines.ROUTINE)
    play.add_argument("--no-window", action="store_true", help=lines.NO_WINDOW)
    play.add_argument("--speed", type=options.speed, default=1.0, help=lines.SPEED)
    play.set_defaults(command=_play)

    listing = commands.add_parser("list", help=lines.LIST)
    listing.set_defaults(command=_list)

    score = commands.add_parser("score", help=lines.SCORE)
    score.add_argument("routine", metavar="ROUTINE")
    score.set_defaults(command=_score)

    new = commands.add_parser("new", help=lines.NEW)
    new.add_argument("name", metavar="NAME", help=lines.NEW_NAME)
    new.set_defaults(command=_new)

    check = commands.add_parser("check", help=lines.CHECK)
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    check.add_argument("--watch", action="store_true", help=lines.WATCH)
    check.set_defaults(command=_check)

    taking = commands.add_parser("import", help=lines.IMPORT)
    taking.add_argument("files", metavar="FILE", nargs="+", type=Path, help=lines.IMPORT_FILE)
    taking.add_argument("--replace", action="store_true", help=lines.REPLACE_MINE)
    taking.set_defaults(command=_import)

    sharing = commands.add_parser("share", help=lines.SHARE)
    sharing.add_argument("routine", metavar="ROUTINE", help=lines.ROUTINE)
    sharing.add_argument(
        "-o",
        "--output",
        type=options.output,
        required=True,
        metavar="OUT.mobility",
        help=lines.SHARE_OUTPUT,
    )
    sharing.set_defaults(command=_share)

    sheet = commands.add_parser("sheet", help=lines.SHEET)
    sheet.add_argument("drill", metavar="DRILL", help=lines.DRILL)
    options.add_coach(sheet)
    sheet.add_argument("-o", "--output", type=options.output, required=True, metavar="OUT.png")
    sheet.set_defaults(command=_sheet)

    picture = commands.add_parser("picture", help=lines.PICTURE)
    picture.add_argument("routine", metavar="ROUTINE")
    picture.add_argument(
        "--page",
        choices=("player", "figure", "preview", "home"),
        default="player",
        help=lines.PAGE,
    )
    picture.add_argument(
        "--at",
        type=options.times,
        default=(0, 0),
        metavar="M:SS[.T][..M:SS[.T]]",
        help=lines.AT,
    )
    picture.add_argument(
        "--every",
        type=options.step,
        default=200,
        metavar="SECONDS",
        help=lines.EVERY,
    )
    picture.add_argument("--size", type=options.size, default=(1280, 800), help=lines.SIZE)
    picture.add_argument("--theme", choices=("light", "dark"), default="light")
    options.add_coach(picture)
    picture.add_argument("-o", "--output", type=options.output, required=True, metavar="OUT.png")
    picture.set_defaults(command=_picture)

    data = commands.add_parser("data", help=lines.DATA)
    data.add_argument("--remove", action="store_true", help=lines.REMOVE)
    data.set_defaults(command=_data)

    self_test = commands.add_parser("self-test", help=lines.SELF_TEST)
    self_test.set_defaults(command=_self_test)
    return parser


def _library(new_at_most: int | None = None) -> Library:
    from mobility_timer.library import installed

    return installed(new_at_most)


def _is_file(wanted: str) -> bool:
    from mobility_timer.files import TAKEN_ENDINGS

    return Path(wanted).suffix.lower() in TAKEN_ENDINGS or "/" in wanted


def _find(library: Library, wanted: str) -> Routine:
    """A routine by its id, its name, or the path of its file."""
    from mobility_timer.library import FileFaults
    from mobility_timer.words import file_faults

    path = Path(wanted)
    try:
        if _is_file(wanted):
            return library.read_file(path)
        return library.find(wanted)
    except FileFaults as faults:
        raise BadInput("\n".join(str(fault) for fault in faults.faults)) from None
    except LookupError as error:
        raise BadInput(error.args[0]) from None
    except OSError as error:
        raise BadInput(file_faults.of_file(path, error.strerror)) from None


def _require_window() -> None:
    """Raise BadInput where Qt would end the process instead of opening a window."""
    from mobility_timer.app import libraries_lacking

    if lacking := libraries_lacking(os.environ):
        raise BadInput(lacking)


def _require_pictures() -> None:
    from mobility_timer import system_libraries

    if lacking := system_libraries.missing(system_libraries.PICTURES):
        raise BadInput(system_libraries.advice(lacking, lines.DRAWING))


def _open(arguments: argparse.Namespace) -> int:
    return _open_window(arguments.routine)


def _open_window(wanted_routine: str | None) -> int:
    """Open the window on Home, or on the preview of a routine."""
    starting.prepare()
    _require_window()
    from mobility_timer.app import window
    from mobility_timer.personal import load_person

    library = _library(None if wanted_routine else NEW_ROUTINES_AT_FIRST)
    wanted = window.Wanted(_written(wanted_routine or ""), start=False)
    routine = _find(library, wanted_routine) if wanted_routine and wanted.file is None else None
    with closing(load_person()) as person:
        return window.window(library, person, wanted, _finder(person), routine)


def _play(arguments: argparse.Namespace) -> int:
    library = _library()
    written = _find(library, arguments.routine)
    from mobility_timer.app import window
    from mobility_timer.log_file import keep_out_of_terminal
    from mobility_timer.personal import load_person

    keep_out_of_terminal()
    with closing(load_person()) as person:
        routine = person.effective(library, written)
        if arguments.no_window:
            return window.without_window(person, routine, arguments.speed, sys.stdout)
        _require_window()

        wanted = window.Wanted(_written(arguments.routine), start=True)
        return window.window(library, person, wanted, _finder(person), routine, arguments.speed)


def _written(routine: str) -> str:
    """What names the routine wherever the program was started from."""
    return str(Path(routine).absolute()) if _is_file(routine) else routine


def _finder(person: Person) -> Callable[[window.Wanted], Routine]:
    """How a window that is open finds what a later start asks for, effective where it starts.

    What it returns raises LookupError with what to say.
    """

    def find(wanted: window.Wanted) -> Routine:
        library = _library()
        try:
            written = _find(library, wanted.written)
        except BadInput as error:
            raise LookupError(str(error)) from None
        return person.effective(library, written) if wanted.start else written

    return find


def _list(_arguments: argparse.Namespace) -> int:
    from mobility_timer.app import told_person
    from mobility_timer.timeline import length_ms, minutes_seconds

    library = _library()
    width = max(map(len, library.routines), default=0)
    with told_person() as person:
        for written in library.routines.values():
            routine = person.effective(library, written)
            floor = f", {lines.ON_THE_FLOOR}" if routine.on_floor else ""
            length = minutes_seconds(length_ms(routine))
            print(f"{routine.id:<{width}}  {length:>5}  {routine.name}{floor}")
    for broken in library.broken:
        for fault in broken.faults:
            print(fault, file=sys.stderr)
    return BAD_INPUT if library.broken else OK


def _score(arguments: argparse.Namespace) -> int:
    from mobility_timer.app import told_person
    from mobility_timer.timeline import compile_routine, score

    library = _library()
    written = _find(library, arguments.routine)
    with told_person() as person:
        print(score(compile_routine(person.effective(library, written))), end="")
    return OK


def _check(arguments: argparse.Namespace) -> int:
    from mobility_timer.app import checking

    if arguments.watch:
        return checking.watch_files(_library, arguments.files, sys.stdout)
    return checking.check_files(_library(), arguments.files, sys.stdout)


def _import(arguments: argparse.Namespace) -> int:
    from mobility_timer.app import sharing_files

    return sharing_files.import_files(
        _library(), arguments.files, sys.stdout, sys.stderr, replace=arguments.replace
    )


def _share(arguments: argparse.Namespace) -> int:
    from mobility_timer import files
    from mobility_timer.app import sharing_files
    from mobility_timer.words import file_faults, kept

    library = _library()
    routine = _find(library, arguments.routine)
    given = Path(arguments.routine)
    path = given if _is_file(arguments.routine) else library.paths.get(f"routine {routine.id}")
    if path is None:
        raise BadInput(lines.SHARE_YOUR_OWN)
    if files.is_reserved(arguments.output.name):
        raise BadInput(kept.is_reserved(arguments.output.name))
    try:
        return sharing_files.share(library, path, arguments.output, sys.stdout, sys.stderr)
    except OSError as error:
        wanted = error.filename or arguments.output
        raise BadInput(file_faults.of_file(wanted, error.strerror)) from None


def _new(arguments: argparse.Namespace) -> int:
    from mobility_timer.app import new_routine

    return new_routine.run(arguments.name, sys.stdout, sys.stderr)


def _sheet(arguments: argparse.Namespace) -> int:
    _require_pictures()
    from mobility_timer.app import stills
    from mobility_timer.settings import CoachFigure

    try:
        return stills.sheet(
            _library(), arguments.drill, arguments.output, sys.stdout, CoachFigure(arguments.coach)
        )
    except stills.NoPicture as error:
        raise BadInput(error.args[0]) from None


def _picture(arguments: argparse.Namespace) -> int:
    _require_pictures()
    library = _library()
    routine = _find(library, arguments.routine)
    from mobility_timer.app import options, stills
    from mobility_timer.settings import CoachFigure

    first, last = arguments.at
    shows_a_time = arguments.page in ("player", "figure")
    if shows_a_time and (wrong := options.after_the_end(last, routine)):
        raise BadInput(wrong)
    times = tuple(range(first, last + 1, arguments.every))
    if len(times) > options.MOST_STILLS:
        raise BadInput(lines.too_many_stills(options.MOST_STILLS, len(times)))
    view = stills.View(
        arguments.page, times, arguments.size, arguments.theme, CoachFigure(arguments.coach)
    )
    try:
        own = Path(arguments.routine) if _is_file(arguments.routine) else None
        return stills.picture(library, routine, view, arguments.output, own)
    except stills.NoPicture as error:
        raise BadInput(error.args[0]) from None


def _data(arguments: argparse.Namespace) -> int:
    from mobility_timer.app import user_data

    if arguments.remove:
        return user_data.remove(input, sys.stdout)
    return user_data.show(sys.stdout, sys.stderr)


def _self_test(_arguments: argparse.Namespace) -> int:
    from mobility_timer.app import self_test

    return self_test.run(sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
