"""A line with several drills that are done one after the other, round by round: a superset, a
circuit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mobility_timer.library.prescription.grammar.items import items_of
from mobility_timer.library.prescription.line import (
    Lines,
    PrescribedBlock,
    PrescriptionLine,
    Range,
    Read,
)
from mobility_timer.library.prescription.parts import as_often, names_a_thing
from mobility_timer.words import prescription as words

_N: Final = r"(?:\d{1,2}|two|three|four|five|six)"
_CALLED: Final = (
    r"(?:super[- ]?sets?|(?:mini[- ])?circuits?|(?:tri|giant)[- ]?sets?|complex(?:es)?)"
)
_OF_WHAT: Final = (
    r"(?:mobility|hip|leg|core|warm[- ]?up|strength|ankle|foot|main|bodyweight|cool[- ]?down"
    r"|stretch)"
)
_LABELS: Final = r"(?-i:[A-F])[1-9](?: ?[/&+,-] ?(?-i:[A-F])?[1-9])+"
_OFTEN: Final = rf" ?\(? ?(?:x ?)?(?P<rounds>{_N}) ?(?:x|rounds?|times|sets)? ?\)?"
_ROUNDS_OF: Final = rf"(?:rounds?(?: through)?|(?P<called>{_CALLED}))(?: of)?"
_UNIT: Final = r"(?:(?:s|secs?|seconds?|m|mins?|minutes?)\b|''|'|\")"
_TIME: Final = rf"\d+(?:[:.]\d+)?(?: ?- ?\d+)? ?{_UNIT}?"
_WHAT_REPEATS: Final = r"(?: ?(?:rounds?|circuits?|super ?sets?|sets?))?"
_BETWEEN: Final = rf" ?(?:(?:in )?between|after)(?: the)?(?: each| every)?{_WHAT_REPEATS}"
_RESTING: Final = r"(?:rest|break|recovery)"
_BETWEEN_ALL: Final = (
    r" ?(?:(?:in )?between|after)(?: the)?(?: each| every)? ?(?:exercises?|drills?|movements?"
    r"|stations?)"
)
_BEFORE_AN_END: Final = r"[\s,;.(-]+(?:with |and )?"
_END: Final = r"[ ).:]*$"
_OPENINGS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:a |{_OF_WHAT} )?(?P<called>{_CALLED})(?: (?:[a-d]"
        rf"|\d)(?=:))?(?:{_OFTEN})?(?: of)? ?[:-] ?",
        rf"(?:a )?(?P<called>{_CALLED}) of (?P<rounds>{_N}) rounds? ?[:-] ?",
        rf"(?:a )?(?P<called>{_CALLED}) of ",
        rf"(?P<called>{_CALLED}) ?\((?P<rounds>{_N}) ?(?:x|rounds?|times"
        rf"|sets)(?P<within>[^()]*)\) ?[:-] ?",
        rf"(?P<rounds>{_N}) ?x ?: ?",
        rf"(?P<rounds>{_N}) ?(?:x ?)?{_ROUNDS_OF} ?[:-]? ?",
        rf"(?:repeat|do)(?: (?:the following|this|these|all|all of these))? (?P<rounds>{_N})"
        r" ?(?:x|times|rounds)(?: (?:the following|through))? ?[:-] ?",
        rf"(?P<rounds>{_N}) ?(?:x ?)?sets(?: of(?: each| these)?)?: ?",
        rf"(?P<rounds>{_N}) ?x ?(?P<called>\()",
        r"(?P<called>\()",
        rf"(?P<called>{_LABELS})[.:)]? ?[:-]? ?",
    )
)
_CLOSINGS: Final = tuple(
    re.compile(f"{form}{_END}", re.IGNORECASE)
    for form in (
        rf"{_BEFORE_AN_END}(?:a )?rest(?:ing)?:? ?(?:for |of )?(?P<rest>{_TIME})(?:{_BETWEEN})?",
        rf"{_BEFORE_AN_END}(?:a )?(?P<rest>{_TIME}) ?(?:of )?{_RESTING}(?:{_BETWEEN})?",
        rf"{_BEFORE_AN_END}(?P<rest>{_TIME}){_BETWEEN}",
        rf"{_BEFORE_AN_END}(?:a )?rest(?:ing)?:? ?(?:for |of )?(?P<then>{_TIME}){_BETWEEN_ALL}",
        rf"{_BEFORE_AN_END}(?:a )?(?P<then>{_TIME}) ?(?:of )?(?:{_RESTING})?{_BETWEEN_ALL}",
        rf"{_BEFORE_AN_END}(?:x|for|(?:repeat(?:ed)?|do|complete)(?: all)?)? ?(?P<rounds>{_N})"
        rf" ?(?:x )?(?:rounds?|times (?:through|around|round)|{_CALLED})(?: in total)?",
    )
)
_CLOSINGS_OF_WHAT_IS_CALLED_SO: Final = (
    re.compile(
        rf"[\s,;.()-]+(?:x ?(?P<rounds>{_N})|(?:for |repeat )?(?P<more>{_N}) ?(?:x|times|sets))"
        rf"{_END}",
        re.IGNORECASE,
    ),
)
_PAIRED: Final = re.compile(
    rf",? (?:{_CALLED}|supersett?ed|paired|ss) with (?:an? )?| ?\bs/s\b ?", re.IGNORECASE
)
_NEXT_LABEL: Final = re.compile(r"[\s,;/+&-]+(?-i:[A-F])[2-9][.:)]? ", re.IGNORECASE)
_BETWEEN_DRILLS: Final = re.compile(
    r"\s*[;+]\s*|\s+/\s+|\s*[,.] (?:(?:and |& )?then |and |& )?|,? (?:then|and then|and|&|with"
    r"|into) ",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\W*([A-F])([1-9])[.:)]?\s")


@dataclass
class _Frame:
    """What is said of all its drills, and the text between; it `begins` with how it is called or
    how often it is done."""

    text: str
    rounds: int | None = None
    rest_s: Range | None = None
    then_rest_s: Range | None = None
    is_called: bool = False
    begins: bool = False

    def takes(self, more: _Frame) -> bool:
        """Whether something more is said, and nothing twice; then it is taken."""
        said = {
            name: value
            for name in ("rounds", "rest_s", "then_rest_s")
            if (value := getattr(more, name))
        }
        if not said or any(getattr(self, name) for name in said):
            return False
        for name, value in said.items():
            setattr(self, name, value)
        return True


@dataclass
class _Headed:
    """Drills below a heading such as `Circuit x 3:`, which stands in a line of its own."""

    heading: str
    frame: _Frame
    drills: list[PrescriptionLine]
    is_spaced: bool = True
    """Whether an empty line stands before the last of them, or there are fewer than two."""

    def add(self, lines: Lines, *, is_spaced: bool) -> None:
        self.is_spaced = is_spaced or not self.drills
        self.drills += lines

    def closes_with(self, row: str) -> bool:
        """Take what a row below says of all of them: `Repeat 3 times`, a rest between rounds."""
        said = _framed(f". {row}", is_called=True)
        return not said.text.strip(" .") and self.frame.takes(said)

    def lines(self, read: Read) -> Lines:
        """The block, of which every drill is refused where one is, or where its rounds are not
        known."""
        if not self.drills:
            return read(self.heading, self.heading)
        sure = all(line.is_sure and line.block is None for line in self.drills)
        if sure and (block := blocked(self.drills, self.frame)):
            return block
        broken = PrescribedBlock(self.frame.rounds or 1)
        unknown = (self.heading,) if sure else ()
        return tuple(
            replace(line, block=broken, unknown=(*line.unknown, *unknown)) for line in self.drills
        )


def read_rows(rows: Iterable[tuple[str, str]], read: Read) -> Iterator[PrescriptionLine]:
    """The lines of rows, each as it is shown and as it is to be read, empty between paragraphs;
    those below the heading of a block are of that block up to the end of their paragraph, or of all
    where each is a paragraph."""
    headed: _Headed | None = None
    is_spaced = False
    for shown, said in rows:
        if headed and headed.drills and said and headed.closes_with(said):
            continue
        frame = _framed(said.strip())
        is_heading = bool(said) and not frame.text.strip(" .:-") and frame.begins
        if headed and (is_heading or (not said and not headed.is_spaced)):
            yield from headed.lines(read)
            headed = None
        if is_heading:
            headed = _Headed(shown, frame, [])
        elif headed and said:
            headed.add(read(said, shown), is_spaced=is_spaced)
        elif said and not headed:
            yield from read(said, shown)
        is_spaced = not said
    if headed:
        yield from headed.lines(read)


def read_block(text: str, read: Read) -> Lines:
    """The drills of a block; none where the line is no block, or not sure as a whole."""
    frame = _framed(text.strip())
    parts = [part for part in _split(frame) if part.strip(" .,;()")]
    if frame.rounds is None and not frame.is_called:
        return ()
    drills = tuple(line for part in _drills(parts, read) for line in read(part, part.strip()))
    sure = all(line.is_sure and names_a_thing(line.name) for line in drills)
    return blocked(drills, frame) if len(drills) > 1 and sure else ()


def blocked(drills: Sequence[PrescriptionLine], frame: _Frame) -> Lines:
    """The drills as a block of so many rounds, or of as many as each has sets; none where that is
    not one number."""
    rounds, rest_s = frame.rounds, frame.rest_s
    sets = {line.sets for line in drills}
    said = sets if rounds is None else {rounds} if sets == {None} else {None}
    number = said.pop() if len(said) == 1 else None
    if number is None or any(line.most_sets or line.pyramid for line in drills):
        return ()
    *others, last = drills
    if rest_s and last.rest_s:
        return ()
    rest_s = rest_s or last.rest_s
    span = (words.rest(*rest_s),) if rest_s and rest_s[0] < rest_s[1] else ()
    last = replace(last, rest_s=None, notes=(*last.notes, *span))
    block = PrescribedBlock(number, rest_s[0] if rest_s else 0)
    rested = [replace(line, then_rest_s=line.then_rest_s or frame.then_rest_s) for line in others]
    return tuple(replace(line, sets=None, block=block) for line in as_often((*rested, last)))


def joined_by_labels(lines: Sequence[PrescriptionLine]) -> Iterator[PrescriptionLine]:
    """The lines, where those that are labelled A1, A2 are done in turn."""
    run: list[PrescriptionLine] = []
    for line in lines:
        if run and not _goes_on(run, line):
            yield from _joined(run)
            run = []
        run.append(line)
    yield from _joined(run)


def _goes_on(run: Sequence[PrescriptionLine], line: PrescriptionLine) -> bool:
    before, label = _LABEL.match(run[0].text), _LABEL.match(line.text)
    return bool(
        before
        and label
        and (before[1], int(before[2]), int(label[2])) == (label[1], 1, len(run) + 1)
    )


def _joined(run: Sequence[PrescriptionLine]) -> Lines:
    is_plain = all(line.is_sure and line.block is None for line in run)
    if len(run) < 2 or not is_plain or {line.sets for line in run} <= {None, 1}:
        return tuple(run)
    if block := blocked(run, _Frame("")):
        return block
    return tuple(replace(line, unknown=(words.IN_TURN_BUT_NOT_AS_OFTEN,)) for line in run)


def _framed(text: str, *, is_called: bool = False) -> _Frame:
    frame = _Frame(re.sub("[\u2013\u2014]", "-", text), is_called=is_called)
    for form in _OPENINGS:
        if found := form.match(frame.text):
            frame.text = frame.text[found.end() :]
            said = found.groupdict()
            frame.begins, frame.is_called = True, bool(said.get("called"))
            frame.rounds = _number(said.get("rounds"))
            frame.text += said.get("within") or ""
            break
    frame.is_called |= bool(_PAIRED.search(frame.text) or _NEXT_LABEL.search(frame.text))
    closings = _CLOSINGS + (_CLOSINGS_OF_WHAT_IS_CALLED_SO if frame.is_called else ())
    while found := next((found for form in closings if (found := form.search(frame.text))), None):
        said = found.groupdict()
        more = _Frame("", _number(said.get("rounds") or said.get("more")))
        more.rest_s = _rest(said["rest"]) if said.get("rest") else None
        more.then_rest_s = _rest(said["then"]) if said.get("then") else None
        if not frame.takes(more):
            break
        frame.text = frame.text[: found.start()]
    return frame


def _number(text: str | None) -> int | None:
    items = items_of(text) if text else []
    return items[0].low if len(items) == 1 and items[0].kind == "number" else None


def _rest(text: str) -> Range | None:
    items = items_of(text)
    return items[0].range if len(items) == 1 and items[0].kind == "time" else None


def _split(frame: _Frame) -> Iterator[str]:
    """The text at its labels, and where two are paired."""
    for part in _NEXT_LABEL.split(frame.text):
        yield from _PAIRED.split(part)


def _drills(parts: Sequence[str], read: Read) -> Iterator[str]:
    """Each drill with all that is said of it: what is no drill belongs to the one before."""
    for part in parts:
        drill, joint, at = "", "", 0
        for cut in (*_BETWEEN_DRILLS.finditer(part), None):
            piece = part[at : cut.start() if cut else len(part)]
            if _is_drill(drill, read) and _is_drill(piece, read):
                yield drill
                drill = piece
            else:
                drill += joint + piece
            joint, at = (cut[0], cut.end()) if cut else ("", at)
        yield drill


def _is_drill(piece: str, read: Read) -> bool:
    return all(line.is_sure and names_a_thing(line.name) for line in read(piece, piece))
