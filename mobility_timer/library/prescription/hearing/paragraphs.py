"""What several lines of a prescription say together: a name with its dose below, how often"
" of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mobility_timer.library.prescription.line import Lines, PrescriptionLine, Read

_MOST_LINES = 8
Row = tuple[str, str]


def joined_rows(rows: Sequence[Row], read: Read) -> Iterator[Row]:
    """The rows, where a name alone and the dose in the rows below it are one."""
    at = 0
    while at < len(rows):
        end = _end_of_dose(rows, at, read)
        yield rows[at] if end == at + 1 else _joined(rows[at:end])
        at = end


def _joined(rows: Sequence[Row]) -> Row:
    shown, said = (
        ", ".join(part.strip(" ,;") for part in parts) for parts in zip(*rows, strict=True)
    )
    return shown, said


def _end_of_dose(rows: Sequence[Row], at: int, read: Read) -> int:
    """Where the rows end that belong to the name in a row; right behind it where it has its dose,
    or where the rows below are not sure together with it."""
    name = _names_alone(rows[at], read)
    end = at + 1
    if not name:
        return end
    while end < min(len(rows), at + _MOST_LINES) and _is_of_a_dose(rows[end], read):
        end += 1
    shown, said = _joined(rows[at:end])
    lines = read(said, shown) if end > at + 1 else ()
    is_sure = len(lines) == 1 and lines[0].is_sure and lines[0].name == name
    return end if is_sure else at + 1


def _names_alone(row: Row, read: Read) -> str:
    """The name in a row that says nothing else but how it is done."""
    if not row[1] or any(map(str.isdigit, row[1])):
        return ""
    lines = read(row[1], row[0])
    is_plain = len(lines) == 1 and not (lines[0].unknown or lines[0].has_dose or lines[0].sets)
    return lines[0].name if is_plain else ""


def _is_of_a_dose(row: Row, read: Read) -> bool:
    """Whether a row names no drill."""
    lines = read(row[1], row[0]) if row[1] else ()
    return len(lines) == 1 and not (lines[0].name or lines[0].unknown)


def as_often_as_said(lines: Sequence[PrescriptionLine]) -> Lines:
    """The lines; how often, in a line of its own, is of all that do not say it."""
    of_all = [line for line in lines if _says_how_often(line)]
    if len(of_all) != 1 or len(lines) == 1:
        return tuple(lines)
    (often,) = of_all
    return tuple(_as_often(line, often) for line in lines if line is not often)


def _says_how_often(line: PrescriptionLine) -> bool:
    plain = PrescriptionLine(line.text, per_day=line.per_day, per_week=line.per_week)
    return bool(line.per_day or line.per_week) and replace(line, notes=()) == plain


def _as_often(line: PrescriptionLine, often: PrescriptionLine) -> PrescriptionLine:
    if line.per_day or line.per_week:
        return line
    notes = (*line.notes, *often.notes)
    return replace(line, per_day=often.per_day, per_week=often.per_week, notes=notes)
