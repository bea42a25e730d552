"""A row of a prescription in the words that its grammar knows, where it is worded otherwise.

Each change is of a wording with one meaning; a number stays, or is said in the same unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

_Found: TypeAlias = re.Match[str]
_How: TypeAlias = Callable[[_Found, str], str]
"""Puts what was found into a form."""

_N: Final = r"\d+(?: ?(?:-|\u2013|to) ?\d+)?"
_COUNT: Final = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)"
)
_TIMES: Final = r"(?:(?:x|\u00d7) ?\d+|\d+ ?(?:x|\u00d7|times)|once|twice|thrice)"
_LASTS: Final = r"\d+(?:[.:]\d+)? ?(?:mins?|minutes?|secs?|seconds?|s|m|')"
_SHORT_TIME: Final = rf"{_COUNT}(?:\.\d+)? ?(?:s|secs?|seconds?)"
_TO_LAST: Final = rf"(?:and )?tak(?:e|ing) (?P<time>{_SHORT_TIME}) to"
_DOWN: Final = r"(?:slowly )?(?:lower|(?:go|come|get|sink|bend|sit) down|sink|descend)\b"
_UP: Final = r"(?:slowly )?(?:lift|raise|rise|(?:go|come|get|push|stand) up|stand)\b"
_ITSELF: Final = r"(?: (?:slowly|down|yourself|it|(?:your|the) [a-z]+))*"
_LOAD: Final = r"\d+(?:[.,]\d+)? ?(?:kgs?|lbs?|kilos|%)"
_AWAY: Final = r"(?:one way|there|forwards?|fwds?|out|up)"
_BACK: Final = r"(?:the other(?: way)?|back(?:wards?)?|bwds?|bkwds?|return)"
_ON_WHICH: Final = r"(?: (?:sides?|legs?|feet|foot|arms?|knees?|hands?))"


_FAR_BACK_CHARACTERS: Final = 80


def _put(found: _Found, form: str) -> str:
    return found.expand(form)


def _after_digits(found: _Found, form: str) -> str:
    """The change where a dose stands before it, else the text as it is."""
    return found.expand(form) if re.search(r"\d", found.string[: found.start()]) else found[0]


def _pyramid(found: _Found, form: str) -> str:
    """12 @ 40 kg, 10 @ 50 kg: the reps in a row, and the loads."""
    reps = re.findall(r"(\d+)(?: ?reps)? ?(?:@|at) ?", found[0])
    loads = re.findall(_LOAD, found[0])
    return form.format(", ".join(reps), ", ".join(loads))


def _both_ways(found: _Found, form: str) -> str:
    """10 steps one way and 10 back."""
    alike = found["there"].lower() == found["back"].lower()
    unit = found["unit"] or found["more"] or ""
    return form.format(found["there"], unit) if alike else found[0]


def _metres(found: _Found, form: str) -> str:
    """A distance in metres, and as it was said in a note."""
    factor = 0.3048 if found["unit"].lower().startswith("f") else 0.9144
    metres = max(1, round(int(found["number"]) * factor))
    return form.format(metres, found["number"], found["unit"])


def _one_more(found: _Found, form: str) -> str:
    """So many more times than the first."""
    return form.format(int(found["n"]) + 1)


def _where_it_slides(found: _Found, form: str) -> str:
    """To slide out is the way down where the name says that one slides."""
    named = re.search(r"\bslid", found.string[: found.start()], re.IGNORECASE)
    return found.expand(form) if named else found[0]


def _days_of_seven(found: _Found, form: str) -> str:
    """5/7 as days of the week, where a dose stands before it; 7/7 may be seven each side."""
    before = found.string[max(0, found.start() - _FAR_BACK_CHARACTERS) : found.start()].rstrip()
    dose = r"\d.*(?:[,;(]|\b(?:bd|od|bid|tds|tid|qds|qd|daily|day))$"
    return found.expand(form) if re.search(dose, before, re.IGNORECASE) else found[0]


def rule(form: str, change: str, how: _How = _put) -> tuple[re.Pattern[str], str, _How]:
    """What is worded in this form is worded so."""
    return re.compile(form, re.IGNORECASE), change, how


_CHANGES: Final = (
    rule("\u24c7", " (R)"),
    rule("\u24c1", " (L)"),
    rule("\u24b7", " (B)"),
    rule("\u00bd(?=[ -]?(?:kneel|squat|lunge))", "half"),
    rule(r"\b(both|each)(side|leg|foot|arm|knee|way|hand)(s?)\b", r"\1 \2\3"),
    rule(r"\b(?:thru|thro)\b'?", "through"),
    rule(r"\bbtwn\b\.?", "between"),
    rule(
        r"\bto one side,? (?:and )?then (?:to )?the other(?: side)?\b",
        "to one side and the other",
    ),
    rule(r"\brpt\b\.?", "repeat"),
    rule(r"^\s*reminder\b[^\w\d]+(?=[a-z])", ""),
    rule(
        r"(?P<up>\d+ ?s(?:ecs?)?) out ?[/,&] ?(?P<down>\d+ ?s(?:ecs?)?) (?:back|in|return)\b",
        r"\g<up> up, \g<down> down",
    ),
    rule(r"^\s*(?:circuit )?(?:stn|station) ?#?\d+ ?(?:\u2192|[:-]+>?) ?", ""),
    rule(
        rf"^\s*(?P<run>run|jog)(?: for)? (?P<first>{_LASTS}) ?(?:[,/&+]|and|then)+"
        rf" ?(?:then )?(?P<walk>walk|jog)(?: for)? (?P<second>{_LASTS})[,;.]? ?\(?(?:x|\u00d7"
        r"|repeat(?:ed)?(?: x)?) ?(?P<n>\d+)(?: times)?\)?",
        r"\g<n> rounds: \g<run> \g<first>, \g<walk> \g<second>",
    ),
    rule(
        rf"(?<![\d.])(?P<n>{_COUNT})\b(?P<more>[^\n]{{0,80}}?),? (?:and )?(?:then )?(?:another"
        rf" (?P=n)|(?P=n) more)\b",
        r"\g<n>\g<more>, 2 sets",
    ),
    rule(r"(rest[^,;.]{1,20}), (?:and|then)(?: do it)? again\b", r"\1, 2 sets"),
    rule(r"\bhave a rest(?=, 2 sets)", "rest as needed"),
    rule(
        r"\blead(?:ing)? with (?:the |your )?l(?:eft)?\b(?P<more>[^\n]{0,80}?),? then"
        r" (?:swap|switch"
        r"|change)(?: over)?(?: to)? (?:the )?r(?:ight)?\b",
        r"left then right\g<more>",
    ),
    rule(
        r"\blead(?:ing)? with (?:the |your )?r(?:ight)?\b(?P<more>[^\n]{0,80}?),? then"
        r" (?:swap|switch"
        r"|change)(?: over)?(?: to)? (?:the )?l(?:eft)?\b",
        r"right then left\g<more>",
    ),
    rule(r"^\s*repeat (?!this|these|it|all|on|for|with|other)(?=[a-z][^\d]*\d)", ""),
    rule(r"\bw/out\b", "without"),
    rule(r"\bbkwds?\b", "backwards"),
    rule(r"\bas many (reps )?as poss\b(?!ible)", r"as many \1as possible"),
    rule(r"\bmost reps\b", "max reps"),
    rule(r"\b(mins|secs|minutes|seconds)['\u2019](?= )", r"\1"),
    rule(r"(?<=[\"'\u2033\u2032smin]) ?rec\b(?!o)", " rest"),
    rule(r"\bside ?[:=] ?both\b", "both sides"),
    rule(r"\b(?:side|leg) ?[:=] ?(?=[lr]\b|left\b|right\b)", ""),
    rule(r"\bload ?= ?", ""),
    rule(r"(?<=\w)=(?=\w)", ": "),
    rule(rf"\b(once|{_TIMES}) (?:through|round|around)(?= *(?:[,;.)]|$|each|on|per))", r"\1"),
    rule(
        r"(?<=\d) ?(?:times|x) (?:through(?:out)?|during|over|across|in|spread (?:over|through)"
        r"|spread across) (?:the|a) day\b",
        " times a day",
    ),
    rule(
        r"(?<=\d) ?(nights?|evenings?|mornings?) ((?:a|per|each) (?:wk|week)\b)", r" days \2 (\1)"
    ),
    rule(
        r"(?P<often>[1-7](?: ?[-\u2013] ?[1-7])?) ?(?:days? ?)?/ ?7\b(?! ?(?:reps|[x\u00d7]))",
        r"\g<often> days a week",
        _days_of_seven,
    ),
    rule(r"\bdays? out of (?:7|seven)\b", "days a week"),
    rule(r"\bone day on,? (?:and )?one day off\b|\b1 day on,? 1 day off\b", "every other day"),
    rule(r"\balt\.? days\b|\balternating days\b", "alternate days"),
    rule(
        r"\b(?:for )?(?:a |the )?(?:slow |steady )?count (?:of |to )(?P<n>\d+)(?! ?s)\b",
        r"for \g<n> s",
    ),
    rule(r"\bcount(?:ing)? to (?P<n>\d+)\b", r"hold for \g<n> s"),
    rule(r"\b(?:a |for )*(?P<n>\d+)[- ]counts?\b(?= *(?:[,;.)]|$|hold|each))", r"\g<n> s"),
    rule(r"(?<= s, )(up|down|back) for (\d)(?= *[,;.)])", r"\1 for \2 s"),
    rule(
        rf"\b({_COUNT}) (\d+)[- ](?:second|sec|s) (?:squeezes|holds|contractions|isos?"
        r"|isometrics?|presses|reps)\b",
        r"\1 x \2 s",
    ),
    rule(r"\b(\d+) (alternating|alternate|alt)\.? (?=reps|lifts|taps)", r"\1 \2 "),
    rule(r"\b(\d+) (?:alternating|alternate|alt)\.? reps\b", r"\1 reps, alternating"),
    rule(
        rf"\b({_COUNT}),? (?:and )?then (?:swap|switch|change)(?:{_ON_WHICH})?\b", r"\1 each side"
    ),
    rule(
        r",? (?:and )?then (?:on |do |repeat )?(?:the )?other(?: (?:one|side|leg|foot|arm"
        r"|knee|hip|way))?\b",
        ", each side",
    ),
    rule(rf"[,;.] (?:then )?(?:swap|switch)(?:{_ON_WHICH})?(?= *(?:[,;.)]|$))", ", each side"),
    rule(
        r"\bfac(?:e|ing) (?:l|left),? (?:and )?then (?:fac(?:e|ing) )?(?:r|right)\b",
        "left then right",
    ),
    rule(
        r"\bfac(?:e|ing) (?:r|right),? (?:and )?then (?:fac(?:e|ing) )?(?:l|left)\b",
        "right then left",
    ),
    rule(r"\(l\),? then \(r\)", "left then right"),
    rule(r"\(r\),? then \(l\)", "right then left"),
    rule(
        rf"\b(?P<there>{_COUNT})(?P<unit> ?(?:steps|paces|reps|m|metres|x)"
        r"|(?: big| small| slow)? circles)?"
        rf"(?: {_AWAY}|(?=,? (?:then )?turn))[ ,/+]*"
        rf"(?:(?:and|then|&|turn(?: a?round)?) ?,? ?)*(?P<back>{_COUNT})"
        rf"(?P<more> ?(?:steps|paces|reps|m|metres|x))? {_BACK}\b",
        "{}{} each way",
        _both_ways,
    ),
    rule(
        rf"(?<=\d)(?P<unit> (?:steps|paces)) {_AWAY} ?(?:&|and|/|\+) ?{_BACK}\b",
        r"\g<unit> each way",
    ),
    rule(
        r"(?<![\d.\u00bd-])(?P<number>\d{1,3}) ?(?P<unit>yds?|yards?|ft)\b\.?(?! ?(?:box"
        r"|step))",
        "{} m ({} {})",
        _metres,
    ),
    rule(
        rf"\b\d+(?: ?reps)? ?(?:@|at) ?{_LOAD}(?:,? (?:then |and )?\d+(?: ?reps)? ?(?:@|at)"
        rf" ?{_LOAD})+",
        "{} reps, {}",
        _pyramid,
    ),
    rule(
        r"(?:\u2192|-+>|=>|\u279c|\u21d2),? ?(?=\d+ ?(?:x|\u00d7|sets|reps))",
        "; progress to ",
        _after_digits,
    ),
    rule(
        r" ?= ?(?:1|one) (?:set|round)[.,;]? (?:do |x ?|repeat )?(\d)(?: ?x| times)?\b",
        r", \1 sets",
    ),
    rule(r"\b(?:just |only )(?:the |a )?(?:1|one|single) set\b", "1 set"),
    rule(
        rf"\b(?:do|repeat|perform) (?:it|that|this|these|them)(?: all)? (?={_TIMES}"
        rf"|{_COUNT} times)",
        "",
    ),
    rule(rf"\bdo ({_COUNT}) of (?:these|those|them)\b", r"\1 reps"),
    rule(r"^\s*(?:hold|do|perform|repeat|practise) (?:this|these) (?=[a-z])(?!\w+ \d)", ""),
    rule(
        r"\b(?:do )?as many (?!reps)(?P<name>[a-z][a-z -]{2,30}?) as (?:you|i|u|possible)\b"
        r"(?: (?:can|possible))?",
        r"\g<name>, as many as possible",
    ),
    rule(r"\b(\d+) (?:laps|lengths|widths|shuttles) of (?=\d)", r"\1 x "),
    rule(r"\brepeat (?:it |this )?once more\b|\bthen once more\b", "2 sets"),
    rule(r"\brepeat (?:it |this )?twice more\b|\bthen twice more\b", "3 sets"),
    rule(r"\brepeat (?:it |this )?(?P<n>[2-6]) more times\b", "{} sets", _one_more),
    rule(
        r"\bwith (?:alternate|alternating) (leg|arm|knee) ([a-z]+)(?=[ ,:-]*\d)",
        r"with \1 \2, alternating",
    ),
    rule(r"\b(\d)s ?(?:x|\u00d7|of)? ?(\d+)r\b", r"\1 sets of \2 reps"),
    rule(r"\b(\d+)r ?(?:x|\u00d7)? ?(\d)s\b", r"\2 sets of \1 reps"),
    rule(r"\bs(\d) ?r(\d+)\b", r"\1 sets of \2 reps"),
    rule(
        r"(?P<dose>\b\d[^,;\d]{0,20}?) (?:am|in the morning)[,;]? (?:and )?(?P=dose) "
        r"(?:pm|at night|in the evening)\b",
        r"\g<dose> am and pm",
    ),
    rule(
        r"\bstick(?: it| (?:the|each|every) landing)?(?: for)? (?=\d+ ?(?:s|secs?|seconds?)\b)",
        "hold the landing ",
    ),
    rule(r"\ban? minute['\u2019]s (?=rest|break|recovery)", "1 min "),
    rule(r" c (?=(?:towel|tb|gtb|rtb|band|strap|ball|pillow)\b)", " with "),
    rule(r"\b(\d+) (?:attempts|goes|tries)\b", r"\1 times"),
    rule(r"\b(two|three|four|five|six) (?:attempts|goes|tries)\b", r"\1 times"),
    rule(
        r"\b(?:a |have a |take a )?(?:breather|rest) (?:of |for )(?=an? minute|\d|one)", "rest for "
    ),
    rule(r"(?<=[a-z\d]) (?:breather|rest break)\b", " rest"),
    rule(r"\bfull (?=min(?:ute)?\b)", "1 "),
    rule(r"\bgo (?=(?:up|down) (?:for|in|over) \d)", ""),
    rule(
        rf"\b{_TO_LAST} {_DOWN}{_ITSELF}(?:,| and| then)+ (?P<back>{_SHORT_TIME}) to {_UP}",
        r"\g<time> down, \g<back> up",
    ),
    rule(
        rf"\b{_TO_LAST} {_UP}{_ITSELF}(?:,| and| then)+ (?P<back>{_SHORT_TIME}) to {_DOWN}",
        r"\g<time> up, \g<back> down",
    ),
    rule(
        rf"\b{_TO_LAST} {_DOWN}{_ITSELF}(?= *(?:[,;.)]|$))",
        r"\g<time> down",
    ),
    rule(
        rf"\b{_TO_LAST} {_UP}{_ITSELF}(?= *(?:[,;.)]|$))",
        r"\g<time> up",
    ),
    rule(rf"\b{_TO_LAST} slide out\b", r"\g<time> down", _where_it_slides),
    rule(
        r"\bon (the|your) (?:sore|bad|affected|injured|painful|operated|weak|stiff)"
        r" \((left|right|l|r)\) (?=side|leg|foot|knee|ankle|hip|calf)",
        r"on \1 \2 ",
    ),
    rule(r"\b(hold|pause) each (?:one|time)(?: for)? (?=\d)", r"\1 each rep for "),
    rule(r"(?<=[a-z\"'] )off (?=between)", "rest "),
    rule(r"(?<=[,;] )(?P<rest>[1-9]\d) off\b", r"rest \g<rest> s"),
    rule(rf"(?<=[,;.] )(?:say|roughly) (?={_N})", ""),
    rule(r"(?<= )(?P<n>\d+),? (?P<x>[x\u00d7] ?\d)(?= *(?:[,;.]|$|sets))", r"\g<n> \g<x>"),
    rule(r"\bfollowed by (?:an? )?", "then "),
    rule(r"\b(?:EO)\b(?=\s*[,;)])", "eyes open"),
)


def plainly_worded(said: str) -> str:
    for form, change, how in _CHANGES:
        said = form.sub(partial(_worded, change=change, how=how), said)
    return said


def _worded(found: _Found, change: str, how: _How) -> str:
    return how(found, change)
