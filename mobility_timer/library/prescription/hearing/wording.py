"""A row of a prescription in the words that its grammar knows, where it is worded otherwise.

Each change is of a wording with one meaning; a number stays, or is said in the same unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

_Change: TypeAlias = str | Callable[[re.Match[str]], str]

_N: Final = r"\d+(?: ?(?:-|\u2013|to) ?\d+)?"
_COUNT: Final = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
)
_TIMES: Final = r"(?:(?:x|\u00d7) ?\d+|\d+ ?(?:x|\u00d7|times)|once|twice|thrice)"
_LASTS: Final = r"\d+(?:[.:]\d+)? ?(?:mins?|minutes?|secs?|seconds?|s|m|')"
_LOAD: Final = r"\d+(?:[.,]\d+)? ?(?:kgs?|lbs?|kilos|%)"
_AWAY: Final = r"(?:one way|there|forwards?|fwds?|out|up)"
_BACK: Final = r"(?:the other(?: way)?|back(?:wards?)?|bwds?|bkwds?|return)"
_ON_WHICH: Final = r"(?: (?:sides?|legs?|feet|foot|arms?|knees?|hands?))"


def _after_digits(found: re.Match[str], change: str) -> str:
    """The change where a dose stands before it, else the text as it is."""
    return found.expand(change) if re.search(r"\d", found.string[: found.start()]) else found[0]


def _pyramid(found: re.Match[str]) -> str:
    """12 @ 40 kg, 10 @ 50 kg: the reps in a row, and the loads."""
    reps = re.findall(r"(\d+)(?: ?reps)? ?(?:@|at) ?", found[0])
    loads = re.findall(_LOAD, found[0])
    return f"{', '.join(reps)} reps, {', '.join(loads)}"


def _both_ways(found: re.Match[str]) -> str:
    """10 steps one way and 10 back."""
    alike = found["there"].lower() == found["back"].lower()
    unit = found["unit"] or found["more"] or ""
    return f"{found['there']}{unit} each way" if alike else found[0]


def _metres(found: re.Match[str]) -> str:
    """A distance in metres, and as it was said in a note."""
    factor = 0.3048 if found["unit"].lower().startswith(("f", "'")) else 0.9144
    return f"{max(1, round(int(found['number']) * factor))} m ({found['number']} {found['unit']})"


_CHANGES: Final[tuple[tuple[re.Pattern[str], _Change], ...]] = tuple(
    (re.compile(form, re.IGNORECASE), change)
    for form, change in (
        ("\u24c7", " (R)"),
        ("\u24c1", " (L)"),
        ("\u24b7", " (B)"),
        ("\u00bd(?=[ -]?(?:kneel|squat|lunge))", "half"),
        (r"\b(both|each)(side|leg|foot|arm|knee|way|hand)(s?)\b", r"\1 \2\3"),
        (r"\b(?:thru|thro)\b'?", "through"),
        (r"\bbtwn\b\.?", "between"),
        (r"\brpt\b\.?", "repeat"),
        (r"^\s*reminder\b[^\w\d]+(?=[a-z])", ""),
        (
            r"(?P<up>\d+ ?s(?:ecs?)?) out ?[/,&] ?(?P<down>\d+ ?s(?:ecs?)?) (?:back|in|return)\b",
            r"\g<up> up, \g<down> down",
        ),
        (
            r"^\s*(?:circuit )?(?:stn|station) ?#?\d+ ?(?:\u2192|[:-]+>?) ?",
            "",
        ),
        (
            rf"^\s*(?P<run>run|jog)(?: for)? (?P<first>{_LASTS}) ?(?:[,/&+]|and|then)+"
            rf" ?(?:then )?(?P<walk>walk|jog)(?: for)? (?P<second>{_LASTS})[,;.]? ?\(?(?:x|\u00d7"
            r"|repeat(?:ed)?(?: x)?) ?(?P<n>\d+)(?: times)?\)?",
            r"\g<n> rounds: \g<run> \g<first>, \g<walk> \g<second>",
        ),
        (
            rf"(?<![\d.])(?P<n>{_COUNT})\b(?P<more>[^\n]{{0,80}}?),? (?:and )?(?:then )?(?:another"
            rf" (?P=n)|(?P=n) more)\b",
            r"\g<n>\g<more>, 2 sets",
        ),
        (r"(rest[^,;.]{1,20}), (?:and|then)(?: do it)? again\b", r"\1, 2 sets"),
        (r"\bhave a rest(?=, 2 sets)", "rest as needed"),
        (
            r"\blead(?:ing)? with (?:the |your )?l(?:eft)?\b(?P<more>[^\n]{0,80}?),? then"
            r" (?:swap|switch"
            r"|change)(?: over)?(?: to)? (?:the )?r(?:ight)?\b",
            r"left then right\g<more>",
        ),
        (
            r"\blead(?:ing)? with (?:the |your )?r(?:ight)?\b(?P<more>[^\n]{0,80}?),? then"
            r" (?:swap|switch"
            r"|change)(?: over)?(?: to)? (?:the )?l(?:eft)?\b",
            r"right then left\g<more>",
        ),
        (r"^\s*repeat (?!this|these|it|all|on|for|with|other)(?=[a-z][^\d]*\d)", ""),
        (r"\bw/out\b", "without"),
        (r"\bbkwds?\b", "backwards"),
        (r"\bas many (reps )?as poss\b(?!ible)", r"as many \1as possible"),
        (r"\bmost reps\b", "max reps"),
        (r"\b(mins|secs|minutes|seconds)['\u2019](?= )", r"\1"),
        (r"(?<=[\"'\u2033\u2032smin]) ?rec\b(?!o)", " rest"),
        (r"\bside ?[:=] ?both\b", "both sides"),
        (r"\b(?:side|leg) ?[:=] ?(?=[lr]\b|left\b|right\b)", ""),
        (r"\bload ?= ?", ""),
        (r"(?<=\w)=(?=\w)", ": "),
        (rf"\b(once|{_TIMES}) (?:through|round|around)(?= *(?:[,;.)]|$|each|on|per))", r"\1"),
        (
            r"(?<=\d) ?(?:times|x) (?:through(?:out)?|during|over|across|in|spread (?:over|through)"
            r"|spread across) (?:the|a) day\b",
            " times a day",
        ),
        (
            r"(?<=\d) ?(nights?|evenings?|mornings?) ((?:a|per|each) (?:wk|week)\b)",
            r" days \2 (\1)",
        ),
        (
            r"(?P<often>[1-7](?: ?[-\u2013] ?[1-7])?) ?(?:days? ?)?/ ?7\b(?! ?(?:reps|[x\u00d7]))",
            lambda found: _days_of_seven(found),
        ),
        (r"\bdays? out of (?:7|seven)\b", "days a week"),
        (r"\bone day on,? (?:and )?one day off\b|\b1 day on,? 1 day off\b", "every other day"),
        (r"\balt\.? days\b|\balternating days\b", "alternate days"),
        (
            r"\b(?:for )?(?:a |the )?(?:slow |steady )?count (?:of |to )(?P<n>\d+)(?! ?s)\b",
            r"for \g<n> s",
        ),
        (r"\bcount(?:ing)? to (?P<n>\d+)\b", r"hold for \g<n> s"),
        (r"\b(?:a |for )*(?P<n>\d+)[- ]counts?\b(?= *(?:[,;.)]|$|hold|each))", r"\g<n> s"),
        (r"(?<= s, )(up|down|back) for (\d)(?= *[,;.)])", r"\1 for \2 s"),
        (
            rf"\b({_COUNT}) (\d+)[- ](?:second|sec|s) (?:squeezes|holds|contractions|isos?"
            r"|isometrics?|presses|reps)\b",
            r"\1 x \2 s",
        ),
        (r"\b(\d+) (alternating|alternate|alt)\.? (?=reps|lifts|taps)", r"\1 \2 "),
        (r"\b(\d+) (?:alternating|alternate|alt)\.? reps\b", r"\1 reps, alternating"),
        (
            rf"\b({_COUNT}),? (?:and )?then (?:swap|switch|change)(?:{_ON_WHICH})?\b",
            r"\1 each side",
        ),
        (
            r",? (?:and )?then (?:on |do |repeat )?(?:the )?other(?: (?:one|side|leg|foot|arm"
            r"|knee|hip|way))?\b",
            ", each side",
        ),
        (rf"[,;] (?:then )?(?:swap|switch)(?:{_ON_WHICH})?(?= *(?:[,;.)]|$))", ", each side"),
        (
            r"\bfac(?:e|ing) (?:l|left),? (?:and )?then (?:fac(?:e|ing) )?(?:r|right)\b",
            "left then right",
        ),
        (
            r"\bfac(?:e|ing) (?:r|right),? (?:and )?then (?:fac(?:e|ing) )?(?:l|left)\b",
            "right then left",
        ),
        (r"\(l\),? then \(r\)", "left then right"),
        (r"\(r\),? then \(l\)", "right then left"),
        (
            rf"\b(?P<there>{_COUNT})(?P<unit> ?(?:steps|paces|reps|m|metres|x))?"
            rf"(?: {_AWAY}|(?=,? (?:then )?turn))[ ,/+]*"
            rf"(?:(?:and|then|&|turn(?: a?round)?) ?,? ?)*(?P<back>{_COUNT})"
            rf"(?P<more> ?(?:steps|paces|reps|m|metres|x))? {_BACK}\b",
            _both_ways,
        ),
        (
            rf"(?<=\d)(?P<unit> (?:steps|paces)) {_AWAY} ?(?:&|and|/|\+) ?{_BACK}\b",
            r"\g<unit> each way",
        ),
        (
            r"(?<![\d.\u00bd-])(?P<number>\d{1,3}) ?(?P<unit>yds?|yards?|ft)\b\.?(?! ?(?:box"
            r"|step))",
            _metres,
        ),
        (
            rf"\b\d+(?: ?reps)? ?(?:@|at) ?{_LOAD}(?:,? (?:then |and )?\d+(?: ?reps)? ?(?:@|at)"
            rf" ?{_LOAD})+",
            _pyramid,
        ),
        (
            r"(?:\u2192|-+>|=>|\u279c|\u21d2),? ?(?=\d+ ?(?:x|\u00d7|sets|reps))",
            lambda found: _after_digits(found, "; progress to "),
        ),
        (
            r" ?= ?(?:1|one) (?:set|round)[.,;]? (?:do |x ?|repeat )?(\d)(?: ?x| times)?\b",
            r", \1 sets",
        ),
        (r"\b(?:just |only )(?:the |a )?(?:1|one|single) set\b", "1 set"),
        (
            rf"\b(?:do|repeat|perform) (?:it|that|this|these|them)(?: all)? (?={_TIMES}"
            rf"|{_COUNT} times)",
            "",
        ),
        (rf"\bdo ({_COUNT}) of (?:these|those|them)\b", r"\1 reps"),
        (r"^\s*(?:hold|do|perform|repeat|practise) (?:this|these) (?=[a-z])(?!\w+ \d)", ""),
        (
            r"\b(?:do )?as many (?!reps)(?P<name>[a-z][a-z -]{2,30}?) as (?:you|i|u|possible)\b"
            r"(?: (?:can|possible))?",
            r"\g<name>, as many as possible",
        ),
        (r"\b(\d+) (?:laps|lengths|widths|shuttles) of (?=\d)", r"\1 x "),
        (r"\brepeat (?:it |this )?once more\b|\bthen once more\b", "2 sets"),
        (r"\brepeat (?:it |this )?twice more\b|\bthen twice more\b", "3 sets"),
        (
            r"\brepeat (?:it |this )?(?P<n>[2-6]) more times\b",
            lambda found: f"{int(found['n']) + 1} sets",
        ),
        (
            r"\bwith (?:alternate|alternating) (leg|arm|knee) ([a-z]+)(?=[ ,:-]*\d)",
            r"with \1 \2, alternating",
        ),
        (r"\b(\d+) (?:attempts|goes|tries)\b", r"\1 times"),
        (r"\b(two|three|four|five|six) (?:attempts|goes|tries)\b", r"\1 times"),
        (
            r"\b(?:a |have a |take a )?(?:breather|rest) (?:of |for )(?=an? minute|\d|one)",
            "rest for ",
        ),
        (r"(?<=[a-z\d]) (?:breather|rest break)\b", " rest"),
        (r"\bfull (?=min(?:ute)?\b)", "1 "),
        (r"(?<=[a-z\"'] )off (?=between)", "rest "),
        (r"(?<=[,;] )(?P<rest>[1-9]\d) off\b", r"rest \g<rest> s"),
        (rf"(?<=[,;.] )(?:say|roughly) (?={_N})", ""),
        (r"(?<= )(?P<n>\d+),? (?P<x>[x\u00d7] ?\d)(?= *(?:[,;.]|$|sets))", r"\g<n> \g<x>"),
        (r"\bfollowed by (?:an? )?", "then "),
        (r"\b(?:EO)\b(?=\s*[,;)])", "eyes open"),
    )
)


_FAR_BACK_CHARACTERS: Final = 80


def _days_of_seven(found: re.Match[str]) -> str:
    """5/7 as days of the week, where a dose stands before it; 7/7 may be seven each side."""
    before = found.string[max(0, found.start() - _FAR_BACK_CHARACTERS) : found.start()].rstrip()
    often = found["often"]
    is_placed = re.search(r"\d.*(?:[,;(]|\b(?:bd|od|bid|tds|tid|qds|qd|daily|day))$", before, re.I)
    return f"{often} days a week" if is_placed else found[0]


def plainly_worded(said: str) -> str:
    for form, change in _CHANGES:
        said = form.sub(change, said)
    return said
