"""Looks for mistakes in files of drills, routines, motions and the settings, and says what to write
instead."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeAlias

from mobility_timer import files
from mobility_timer.library import FileFaults, Library, check_settings
from mobility_timer.routine import Drill, Remark, Routine, check_routine
from mobility_timer.timeline import LineRemark, check_lines, compile_routine, minutes_seconds
from mobility_timer.words import command_line as words
from mobility_timer.words import file_faults

if TYPE_CHECKING:
    from mobility_timer.figure import Finding, Motion

OK, FAILED, BAD_INPUT = 0, 1, 2
LOOK_EVERY_S = 0.3

Stamps: TypeAlias = dict[Path, tuple[int, int, int]]


def check_files(library: Library, paths: Iterable[Path], out: TextIO) -> int:
    """Print what is wrong with each file, or that nothing is.

    1 where a motion fails one of its checks or a line would be said too often, 2 where a file
    cannot be used.
    """
    result = OK
    for path in paths:
        lines, code = _checked(library, path)
        for line in lines:
            print(line, file=out)
        result = max(result, code)
    return result


def _checked(library: Library, path: Path) -> tuple[list[str], int]:
    try:
        if _holds_settings(path):
            check_settings(path)
            return [words.good_settings(path)], OK
        found = library.check_file(path)
    except FileFaults as faults:
        return [str(fault) for fault in faults.faults], BAD_INPUT
    except OSError as error:
        return [file_faults.of_file(path, error.strerror)], BAD_INPUT
    if isinstance(found, Drill):
        return _of_drill(found, path)
    if isinstance(found, Routine):
        return _of_routine(found, path)
    return _of_motion(library, found, path)


def _holds_settings(path: Path) -> bool:
    with suppress(OSError):
        return path.samefile(files.config_file())
    return False


def watch_files(
    library: Callable[[], Library],
    paths: Sequence[Path],
    out: TextIO,
    wait: Callable[[float], None] = time.sleep,
) -> int:
    """Check the files, and again each time one of them or of the user's drills is saved; ends
    with Ctrl-C, and with the result of the last look."""
    seen: Stamps = {}
    result = OK
    try:
        while True:
            now = _stamps(paths)
            if now != seen:
                seen = now
                print(words.looked_at(time.strftime("%H:%M:%S")), file=out)
                result = check_files(library(), paths, out)
                out.flush()
            wait(LOOK_EVERY_S)
    except KeyboardInterrupt:
        return result


def _stamps(paths: Iterable[Path]) -> Stamps:
    """When each file, and each drill and motion beside it, was last saved."""
    beside = [path.parent / "drills" for path in paths]
    every = [*paths, *(it for folder in beside if folder.is_dir() for it in folder.iterdir())]
    stamps = {}
    for path in every:
        with suppress(OSError):
            found = path.stat()
            stamps[path] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return stamps


def _of_drill(drill: Drill, path: Path) -> tuple[list[str], int]:
    alone = compile_routine(Routine(drill.id, drill.name, (drill,)))
    return _told(path, words.good_drill(path), (), check_lines(alone))


def _of_routine(routine: Routine, path: Path) -> tuple[list[str], int]:
    timeline = compile_routine(routine)
    good = words.good_routine(path, minutes_seconds(timeline.length))
    return _told(path, good, check_routine(routine), check_lines(timeline))


def _told(
    path: Path, good: str, remarks: Iterable[Remark], of_lines: Sequence[LineRemark]
) -> tuple[list[str], int]:
    faults = [words.fault(path, remark) for remark in of_lines if remark.is_fault]
    notes = [*remarks, *(remark for remark in of_lines if not remark.is_fault)]
    lines = [*(faults or [good]), *(words.note(path, note) for note in notes)]
    return lines, FAILED if faults else OK


def _of_motion(library: Library, motion: Motion, path: Path) -> tuple[list[str], int]:
    from mobility_timer.figure import check

    drill = next((d for d in library.drills.values() if d.motion == path.stem), None)
    tempo = {phase.name: phase.ms / 1000 for phase in drill.tempo} if drill else None
    findings = check(motion, tempo)
    failing = [finding for finding in findings if not finding.ok]
    if not failing:
        return [words.good_motion(path, len(findings))], OK
    lines = [_failing(path, finding) for finding in failing]
    return [*lines, words.see_it(path)], FAILED


def _failing(path: Path, finding: Finding) -> str:
    from mobility_timer.figure import advice

    found = f"{finding.value:.4g} {finding.unit}".strip()
    return words.failing_check(path, finding.name, finding.limit.strip(), found, advice(finding))
