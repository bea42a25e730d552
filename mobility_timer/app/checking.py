"""Looks for mistakes in files of drills, routines and motions, and says what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from mobility_timer.library import FileFaults, Library
from mobility_timer.routine import Drill, Routine, check_routine
from mobility_timer.timeline import check_lines, compile_routine, minutes_seconds
from mobility_timer.words import command_line as words

if TYPE_CHECKING:
    from mobility_timer.figure import Finding, Motion

OK, FAILED, BAD_INPUT = 0, 1, 2


def check_files(library: Library, paths: Iterable[Path], out: TextIO) -> int:
    """Print what is wrong with each file, or that nothing is.

    1 where a motion fails one of its checks, 2 where a file cannot be used.
    """
    result = OK
    for path in paths:
        try:
            found = library.check_file(path)
        except FileFaults as faults:
            lines, code = [str(fault) for fault in faults.faults], BAD_INPUT
        except OSError as error:
            lines, code = [f"{path}: {error.strerror}"], BAD_INPUT
        else:
            if isinstance(found, Drill):
                lines, code = [words.good_drill(path)], OK
            elif isinstance(found, Routine):
                lines, code = list(_of_routine(found, path)), OK
            else:
                lines, code = _of_motion(library, found, path)
        for line in lines:
            print(line, file=out)
        result = max(result, code)
    return result


def _of_routine(routine: Routine, path: Path) -> Iterator[str]:
    timeline = compile_routine(routine)
    yield words.good_routine(path, minutes_seconds(timeline.length))
    for remark in (*check_routine(routine), *check_lines(timeline)):
        yield words.note(path, remark)


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
