"""The items that a line is made of: numbers with their units, and words by their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mobility_timer.library.prescription.grammar import lexicon
from mobility_timer.library.prescription.grammar.tokens import Token, plainly_spelled, tokens_of

_FEWEST_OF_A_SPAN_S = 15
_FEWEST_SECONDS_MORE, _STEP_OF_SECONDS_MORE = 10, 5
_AFTER_SECONDS_MORE = frozenset(
    {
        "",
        ",",
        ";",
        ".",
        ")",
        "each",
        "ea",
        "per",
        "/",
        "es",
        "both",
        "hold",
        "on",
        "rest",
        "recovery",
    }
)
"""What follows the seconds of `1 min 30` that have no unit."""


@dataclass(frozen=True)
class Item:
    """A part of a line from `start` to `end`, of one of `lexicon.KINDS`.

    A number, a time in seconds or a distance in metres is from `low` to `high`; a pair and a series
    have `numbers`, and a time of no whole number of seconds `part_s`.
    """

    kind: str
    text: str
    start: int
    end: int
    low: int = 0
    high: int = 0
    numbers: tuple[int, ...] = ()
    part_s: float = 0

    @property
    def seconds(self) -> float:
        """The least of a time, also of one that is no whole number of seconds."""
        return self.part_s or self.low

    @property
    def range(self) -> tuple[int, int]:
        return self.low, self.high

    @property
    def is_one(self) -> bool:
        return self.low == self.high


def items_of(text: str) -> list[Item]:
    """The items of a text, which may be spelled in any way."""
    tokens = tokens_of(plainly_spelled(text))
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item, at = _quantity(tokens, at) or _phrase(tokens, at)
        items.append(item)
    return items


def _phrase(tokens: Sequence[Token], at: int) -> tuple[Item, int]:
    """The longest phrase that stands there, else the word alone."""
    texts = tuple(token.text for token in tokens[at : at + lexicon.LONGEST_PHRASE_WORDS])
    for length in range(len(texts), 0, -1):
        kind = lexicon.PHRASES.get(texts[:length])
        if kind and not (length == 1 and kind == "x" and _is_a_letter(tokens, at)):
            return _item(kind, tokens, at, at + length), at + length
    if texts[0] in lexicon.FOLDS:
        often = lexicon.FOLDS[texts[0]]
        return _item("fold", tokens, at, at + 1, often, often), at + 1
    if _is_part_of_a_word(tokens, at):
        return _item("word", tokens, at, at + 2), at + 2
    return _item("word", tokens, at, at + 1), at + 1


def _is_a_letter(tokens: Sequence[Token], at: int) -> bool:
    """Whether an x begins a name, as in "X walks"."""
    follows = tokens[at + 1 : at + 2]
    return (
        at == 0
        and bool(follows)
        and follows[0].text not in ("max", "amrap")
        and follows[0].kind == "word"
    )


def _is_part_of_a_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is written together with the word before it, as in T12."""
    word, *others = tokens[at : at + 3]
    return bool(
        others
        and word.kind == "word"
        and others[0].kind == "number"
        and word.end == others[0].start
        and not (others[1:] and others[1].kind == "word" and others[1].start == others[0].end)
    )


def _item(
    kind: str,
    tokens: Sequence[Token],
    at: int,
    end: int,
    low: float = 0,
    high: float | None = None,
    numbers: tuple[int, ...] = (),
) -> Item:
    text = " ".join(token.text for token in tokens[at:end])
    most = low if high is None else high
    return Item(kind, text, tokens[at].start, tokens[end - 1].end, int(low), int(most), numbers)


def _quantity(tokens: Sequence[Token], at: int) -> tuple[Item, int] | None:
    """A number, a range, a series or a time that begins there, with its unit."""
    in_words = _time_in_words(tokens, at)
    if not in_words and (_number(tokens, at) is None or _phrase_with_number(tokens, at)):
        return None
    if named := _in_a_name(tokens, at):
        return _item("word", tokens, at, named), named
    if time := _time_range(tokens, at):
        low, high, end = time
        if low == high and int(low) != low:
            item = _item("part_time", tokens, at, end)
            return replace(item, part_s=low), end
        is_time = int(low) == low and int(high) == high and low <= high
        is_time = is_time and not _may_be_reps_and_hold(tokens, at, end)
        return _item("time" if is_time else "reserved", tokens, at, end, low, high), end
    values, signs, end = _numbers(tokens, at)
    kind, low, high = _kind(values, signs)
    if with_unit := _unit(tokens, end):
        unit, after = with_unit
        return _item(unit if kind == "number" else "reserved", tokens, at, after, low, high), after
    whole = tuple(map(int, values))
    is_whole = list(whole) == values and tokens[at].kind != "clock"
    kind = kind if is_whole else "reserved"
    numbers = whole if kind in ("pair", "series") else ()
    return _item(kind, tokens, at, end, low, high, numbers), end


def _phrase_with_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for a number is part of a name: one leg."""
    texts = tuple(token.text for token in tokens[at : at + lexicon.LONGEST_PHRASE_WORDS])
    return any(texts[:length] in lexicon.PHRASES for length in range(len(texts), 1, -1))


def _number(tokens: Sequence[Token], at: int) -> float | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind in ("number", "clock"):
        return token.value
    return lexicon.NUMBERS.get(token.text)


def _in_a_name(tokens: Sequence[Token], at: int) -> int | None:
    """Where a number that is part of a name ends: 3-way, 90/90, 45°, 4-7-8 breath."""
    texts = [token.text for token in tokens[at : at + 6]]
    glued = [
        one.end == other.start for one, other in zip(tokens[at:], tokens[at + 1 :], strict=False)
    ]
    if texts[:3] in (["90", "/", "90"], ["90", "-", "90"]):
        return at + 3
    if texts[:2] == ["90", "90"]:
        return at + 2
    if texts[:5] in (["4", "-", "7", "-", "8"], ["5", "-", "5", "-", "5"]):
        return at + 5 if texts[5:] and texts[5].startswith("breath") else None
    if texts[3:4] and texts[1] in ("-", "to") and texts[3] in lexicon.DEGREES:
        return at + 4
    if texts[1:2] and texts[1] in lexicon.DEGREES:
        return at + 2
    if texts[1:2] == ["-"] and glued[:2] == [True, True] and tokens[at + 2].kind == "word":
        kind = lexicon.PHRASES.get((texts[2],), "word")
        unit = texts[2] in lexicon.SECONDS | lexicon.MINUTES | lexicon.METRES
        return at + 3 if kind in lexicon.IN_A_NAME and not unit else None
    return None


def _time_range(tokens: Sequence[Token], at: int) -> tuple[float, float, int] | None:
    """A time in seconds, or from the least to the most: 30-45 s, 1 to 2 min, 45 s - 1 min."""
    if first := _time(tokens, at):
        low, end = first
        after = _to(tokens, end)
        if after and (second := _time(tokens, after)):
            return low, second[0], second[1]
        return low, low, end
    number = _number(tokens, at)
    after = _to(tokens, at + 1)
    if number is None or after is None or tokens[at].kind == "clock":
        return None
    if (second := _time(tokens, after)) and not _is_apart(tokens, at, number, second):
        factor = 60 if _is_minutes(tokens, after) else 1
        return number * factor, second[0], second[1]
    return None


def _is_apart(tokens: Sequence[Token], at: int, number: float, second: tuple[float, int]) -> bool:
    """Whether a dash with space around it leads on to another thing: 3x5 - 2 min rest."""
    dash, follows = tokens[at + 1], _text(tokens, second[1])
    spaced = dash.text == "-" and tokens[at].end < dash.start and dash.end < tokens[at + 2].start
    factor = 60 if _is_minutes(tokens, at + 2) else 1
    return spaced and (number * factor > second[0] or lexicon.PHRASES.get((follows,)) == "rest")


def _may_be_reps_and_hold(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether `3x5 - 10 s hold` may mean five reps, each held, as well as five to ten seconds."""
    return (
        tokens[at].kind == "number"
        and tokens[at].value < _FEWEST_OF_A_SPAN_S
        and _text(tokens, at - 1) == "x"
        and _text(tokens, at + 1) == "-"
        and tokens[at].end < tokens[at + 1].start
        and lexicon.PHRASES.get((_text(tokens, end),)) == "hold"
    )


def _is_minutes(tokens: Sequence[Token], at: int) -> bool:
    return any(token.text in lexicon.MINUTES for token in tokens[at + 1 : at + 3])


def _to(tokens: Sequence[Token], at: int) -> int | None:
    """What follows a sign for a range."""
    if at < len(tokens) and tokens[at].text in ("-", "to", "or"):
        return at + 1
    return None


def _time(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """One time with its unit, and where it ends."""
    if in_words := _time_in_words(tokens, at):
        return in_words
    number = _number(tokens, at)
    if number is None:
        return None
    if tokens[at].kind == "clock":
        after = at + 1
        unit = _text(tokens, after) in lexicon.MINUTES - {"'"}
        return number, after + 1 if unit else after
    after = at + 1
    if _text(tokens, after) == "-" and tokens[after].start == tokens[at].end:
        after += 1
    text = _text(tokens, after)
    if text == "'" and _text(tokens, after + 1) == "'":
        return number, after + 2
    if text in lexicon.SECONDS:
        return number, after + 1
    minutes = text in lexicon.MINUTES or (text == "m" and _m_is_minutes(tokens, after))
    return _with_seconds(tokens, number * 60, after + 1, text) if minutes else None


def _time_in_words(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A minute, half a minute, one and a half minutes, a minute and a half."""
    texts = tuple(token.text for token in tokens[at : at + 6])
    for form, seconds in lexicon.TIMES_IN_WORDS:
        if texts[: len(form)] == form:
            return seconds, at + len(form)
    return None


def _with_seconds(tokens: Sequence[Token], seconds: float, at: int, unit: str) -> tuple[float, int]:
    """Minutes and what seconds follow them: 1 min 30 s, 1m30s, 2'30\"."""
    start = at + 1 if _text(tokens, at) == "and" else at
    more = _number(tokens, start)
    if more is not None and more < 60 and tokens[start].kind == "number":
        with_unit = _text(tokens, start + 1) in lexicon.SECONDS
        glued = tokens[start].start == tokens[start - 1].end and unit in ("'", "m")
        ends = start == at and more >= _FEWEST_SECONDS_MORE and not more % _STEP_OF_SECONDS_MORE
        if ends and _text(tokens, start + 1) in _AFTER_SECONDS_MORE:
            return seconds + more, start + 1
        if with_unit or (glued and _text(tokens, start + 1) != "'"):
            return seconds + more, start + 1 + with_unit
    return seconds, at


def _m_is_minutes(tokens: Sequence[Token], at: int) -> bool:
    follows = _text(tokens, at + 1)
    glued = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    return (glued and follows.isdigit()) or follows in ("hold", "holds")


def _numbers(tokens: Sequence[Token], at: int) -> tuple[list[float], set[str], int]:
    """Numbers with signs between them, the signs, and where they end."""
    values: list[float] = [_number(tokens, at) or 0]
    signs: set[str] = set()
    end = at + 1
    while end < len(tokens):
        sign = tokens[end].text
        after = end + 1
        if sign == "," and _text(tokens, after) in ("and", "&"):
            after += 1
        number = _number(tokens, after)
        known = sign in ("-", "/", "to", "or", ",", "and")
        sign = "," if sign in (",", "and") else sign
        if not known or number is None or signs - {sign} or _ends_here(tokens, after, sign):
            break
        values.append(number)
        signs.add(sign)
        end = after + 1
    if signs & {","} and len(values) < 3:
        return values[:1], set(), at + 1
    return values, signs, end


def _ends_here(tokens: Sequence[Token], at: int, sign: str) -> bool:
    """Whether the number there belongs to what follows it, and no longer to the series."""
    if tokens[at].kind == "clock" or _time(tokens, at):
        return True
    if _unit(tokens, at + 1):
        dash, before = tokens[at - 1], tokens[at - 2]
        return not (sign in ("to", "or") or (sign == "-" and before.end == dash.start))
    follows = _text(tokens, at + 1)
    kind = lexicon.PHRASES.get((follows,), "")
    is_its_own = kind in ("x", "sets", "times", "left", "right", "steps", "slash")
    spaced = follows == "-" and tokens[at].end < tokens[at + 1].start
    return sign == "," and (is_its_own or (follows in ("-", "to", "or") and not spaced))


def _kind(values: Sequence[float], signs: set[str]) -> tuple[str, float, float]:
    """What several numbers are: a number or a range, a pair, a series; else nothing known."""
    low, high = values[0], values[-1]
    if len(values) == 1:
        return "number", low, high
    if len(values) == 2:
        if signs <= {"-", "to", "or"}:
            return ("number" if low <= high else "reserved"), low, high
        return "pair", low, high
    return ("series" if len(signs) == 1 and not signs & {"to", "or"} else "reserved"), low, high


def _unit(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """A unit other than that of a time."""
    after = at
    if _text(tokens, at) == "-":
        after = at + 1
    text = _text(tokens, after)
    for units, kind in (
        (lexicon.METRES, "distance"),
        (lexicon.LOADS, "load"),
        (lexicon.HOURS, "hours"),
        (lexicon.OTHER_UNITS, "reserved"),
    ):
        if text in units:
            return kind, after + 1
    return None


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
