"""The rules by which the words of a prescription are understood, the longer form first.

A rule is a pattern for what stands next in a line, and what that says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mobility_timer.library.prescription import sayings as say
from mobility_timer.library.prescription.patterns import (
    EACH,
    EACH_WAY,
    ENDS,
    EVERY,
    MINUTES,
    NUMBER,
    RANGE,
    REPS,
    SECONDS,
    SETS,
    SETS_TIMES,
    SIDE,
    TIME,
    TIMES,
    UNIT,
)
from mobility_timer.library.prescription.sayings import Rule

Rules = Iterator[tuple[str, Rule]]


def _how_often() -> Rules:
    often = rf"{RANGE} ?(?:x|times|days|sessions)?"
    day, week = r"(?:day|d)\b", r"(?:week|wk|w)\b"
    every_week = (
        rf"{often}{EVERY}{week}", rf"{RANGE}\s?x\s?{week}", rf"{often} ?weekly\b",
        rf"x\s?{RANGE}{EVERY}{week}",
    )  # fmt: skip
    every_day = (rf"{often}{EVERY}{day}", rf"{often} ?daily\b", rf"x\s?{RANGE}{EVERY}{day}")
    yield from ((pattern, say.range_of("per_week")) for pattern in every_week)
    yield r"weekly\b|once a week\b", say.is_(per_week=(1, 1))
    yield r"(?:every (?:other|second|2nd)|alternate) days?\b", say.is_(per_week=(3, 4))
    mon, wed, fri = r"mon(?:day)?s?", r"wed(?:nesday)?s?", r"fri(?:day)?s?"
    yield rf"(?:on )?{mon}[ ,/]+{wed}[ ,/]+(?:and )?{fri}\b", say.is_(per_week=(3, 3))
    yield r"(?:on )?weekdays\b", say.is_(per_week=(5, 5))
    yield from ((pattern, say.range_of("per_day")) for pattern in every_day)
    once = r"daily|(?:every|each|per|a) day|(?:every|each) (?:morning|evening|night)|od"
    yield rf"(?:{once})\b", say.is_(per_day=(1, 1))
    twice = r"morning (?:and|&) (?:evening|night)|am ?(?:and|&|/|\+) ?pm|bd|bid"
    yield rf"(?:{twice})\b", say.is_(per_day=(2, 2))
    yield r"(?:tds|tid)\b", say.is_(per_day=(3, 3))


def _rests_and_tempo() -> Rules:
    rest = r"(?:rest|pause|break|recovery)"
    between = r"(?: (?:in )?(?:between|after)(?: (?:each |every |the )?sets?)?)?"
    yield rf"(?:with )?{rest}(?: of| for|:)? {TIME}(?: rest)?{between}", say.range_of("rest_s")
    yield rf"(?:with )?{TIME} (?:of )?{rest}\b{between}", say.range_of("rest_s")
    off = rf"(?P<rest>\d+) ?{SECONDS} off\b"
    yield rf"(?:{SETS})?{RANGE} ?{SECONDS} on[ ,/]+{off}", say.on_off
    tempo = r"(?:with )?(?:a )?(?:@ ?)?tempo:? ?"
    yield rf"{tempo}(?P<tempo>\d(?:[-/]\d){{2,3}})\b", say.text_of("tempo", "tempo")
    yield rf"{tempo}(?P<tempo>\d{{4}})\b", say.four_digits
    yield from _up_and_down()
    yield r"@ ?(?P<tempo>\d(?:-\d){2,3})\b", say.text_of("tempo", "tempo")


def _up_and_down() -> Rules:
    """How long the two ways of a rep take: `3 s down`, `lower for 3 s`, `2 s up`."""
    ways = {
        "lower_s": r"(?:down|lower(?:ing)?|eccentrics?|(?:on the )?way down)",
        "lift_s": r"(?:up|lift(?:ing)?|rais(?:e|ing)|concentrics?|(?:on the )?way up)",
    }
    slow, time = r"(?:slow(?:ly)?,? )?", rf"(?P<low>{NUMBER}) ?-?{SECONDS}"
    for field, way in ways.items():
        yield rf"(?:with )?(?:an? )?{time} {slow}{way}\b(?: phase)?", say.seconds_of(field)
        yield rf"(?:with )?{slow}{way}\b(?: (?:over|for|in|taking))? {time}", say.seconds_of(field)


def _sides() -> Rules:
    left, right = r"(?:left|l)\b", r"(?:right|r)\b"
    filler = r"(?:reps )?(?:on )?(?:the )?"
    and_ = r"[ ,/;]*(?:and )?"
    yield rf"(?P<left>\d+) ?{filler}{left}{and_}(?P<right>\d+) ?{filler}{right}", say.by_side
    yield rf"(?:left|l):? ?(?P<left>\d+){and_}(?:right|r):? ?(?P<right>\d+)\b", say.by_side
    limb = r"(?: (?:side|leg|arm|foot|hip|knee|calf))?"
    for side, named in (("left", "(?:left|l)"), ("right", "(?:right|r)")):
        only = rf"{named}{limb} only\b|only (?:on )?(?:the )?{side}{limb}\b"
        yield rf"(?:on )?(?:the )?(?:{only})", say.is_(side=side)
    yield rf"\(?(?:alternating|alternate|alt)\b\.?(?: {SIDE})?\)?", say.is_(alternates=True)
    yield rf"\(?{EACH_WAY}\)?", say.is_(each_way=True)
    yield rf"\(?{EACH}\)?", say.is_(each_side=True)


def _pain() -> Rules:
    under = r"(?P<under><|below|under|less than)"
    above = r">|above|over|<=|\u2264|max\.?(?:imum)?|up to"
    of_ten = r"(?P<level>\d)(?: ?(?:/|out of|of) ?10)?\b"
    lead = r"(?:keep |stop (?:if|when) )?(?:the )?"
    yield rf"{lead}pain (?:is |stays )?(?:{under}|{above}) ?{of_ten}", say.pain
    hurts = r"(?:it(?:'s| is)? )?(?:hurts|painful|pain|there is pain)\b"
    yield rf"(?:stop |only )?(?:if|when) {hurts}", say.pain
    none = r"(?:only )?if (?:there is )?no pain|(?:if |when )?pain[- ]free|no pain"
    yield rf"(?:{none})\b", say.pain


def _needs_and_notes() -> Rules:
    kind = r"(?:red|green|yellow|blue|black|grey|light|medium|heavy|resistance|mini|loop|long)"
    band = rf"(?:{kind}[ -]?)*(?:thera)?bands?\b"
    things = r"(?:foam roller|roller|ball|towel|chair|step|dumbbells?|kettlebell|wall)\b"
    with_ = r"(?:with|using|w/) ?(?P<need>(?:an? |the |your )?"
    yield rf"{with_}{band})", say.need
    yield rf"{with_}{things})", say.need
    load = r"\d+(?:[.,]\d+)?(?: ?(?:-|to) ?\d+)? ?(?:kgs?|lbs?)\b"
    lead = r"(?:@|with|at|using|w/|holding)? ?"
    yield rf"{lead}{load}(?: (?:dumbbells?|kettlebell|kb|db))?", say.note
    yield r"(?:@|at)? ?rpe ?\d+(?:-\d+)?(?:/10)?\b|(?:@ ?)?(?:bw|body ?weight)\b", say.note
    manner = r"(?:slow(?:ly)?|gentl[ey]|controlled|relaxed|with control|smooth(?:ly)?)"
    tail = r"(?: (?:tempo|reps|pace|movement))?\b"
    yield rf"(?:nice and )?{manner}(?:,? (?:and |& )?{manner})*{tail}", say.manner
    yield r"(?:for|x) ?\d+(?:-\d+)? (?:weeks?|wks?|months?)\b", say.note
    when = r"(?:runs?|running|bed(?:time)?|training|work)\b"
    whose = r"(?:each |every |a |the |your |my )?"
    yield rf"(?:before|after|pre-?|post-?) ?{whose}{when}", say.note
    yield r"in the (?:mornings?|evenings?)\b", say.note


def _open_ends() -> Rules:
    long = r"(?:hold )?(?:for )?as long as (?:you can|possible)"
    yield rf"(?:{SETS})?(?:max(?:imum)? holds?|{long})\b", say.held_until_you_stop
    most = (
        r"(?:max(?:imum)?(?: reps)?|amrap|as many(?: reps)? as (?:you can|possible)"
        r"|(?:to|until) (?:failure|fatigue|you stop|tired))\b"
    )
    yield rf"(?:{SETS})?{most},? (?:in|within|for) {TIME}", say.until_you_stop
    yield rf"(?:{SETS})?amrap {TIME}", say.until_you_stop
    yield rf"(?:{SETS})?{TIME} amrap\b", say.until_you_stop
    yield rf"(?:{SETS})?{most}", say.until_you_stop


def _lists_and_clocks() -> Rules:
    listed = r"(?P<amounts>\d+(?:(?:[-/]|, ?| and |, and )\d+){1,9})"
    yield rf"(?:pyramid:? |sets of ){listed}(?: reps)?\b(?![-/:])", say.pyramid
    yield r"(?P<amounts>\d+(?:[/,] ?\d+){2,9}) reps\b", say.pyramid
    yield rf"(?P<amounts>\d+(?:, ?\d+){{2,9}})(?= *$|[,;] [a-z])(?! ?{UNIT})", say.pyramid
    tail = r"(?: ?(?:min|minutes))?(?: holds?)?\b"
    yield rf"{SETS_TIMES}(?P<minutes>\d{{1,2}}):(?P<seconds>[0-5]\d){tail}", say.clock
    both = r"(?P<minutes>\d{1,2}) ?(?:m|mins?|minutes?) ?(?:and )?(?P<seconds>[0-5]?\d)"
    no_rest = r"(?! ?(?:rest|break|pause|recovery|on|off)\b)"
    yield rf"{SETS_TIMES}{both} ?{SECONDS}(?: holds?)?{no_rest}", say.clock
    yield rf"{SETS_TIMES}(?P<minutes>\d)[.,]5 ?(?:mins?|minutes?)\b", say.half_minutes
    held = rf"(?P<held>\d+) ?-?{SECONDS}(?: holds?\b)?"
    yield rf"(?P<sets>{NUMBER}){TIMES}(?P<low>{NUMBER}){TIMES}{held}", say.reps_of_holds
    yield rf"{RANGE} ?{REPS}{TIMES}{held}", say.reps_of_holds
    way = r"(?P<metres>\d+) ?(?:m|metres?|meters?)\b(?!\w)"
    yield rf"{SETS_TIMES}{way}", say.metres
    yield rf"(?:{SETS})?{RANGE} ?steps?\b", say.range_of("reps", steps=True)
    breaths = r"(?:deep |slow )?breaths?\b(?: cycles)?"
    yield rf"(?:{SETS})?{RANGE} ?{breaths}", say.range_of("reps", breaths=True)


def _doses() -> Rules:
    yield rf"{SETS}{TIME}(?: ?holds?\b)?", say.amount
    yield rf"{SETS}{RANGE}(?: ?{REPS})?{ENDS}", say.amount
    sets = rf"(?P<sets>{NUMBER}) sets?\b"
    yield rf"{RANGE} ?{REPS}[ ,]*(?:x|for|of)? ?{sets}", say.amount
    yield rf"(?P<low>{NUMBER}) (?:sets?|rounds?)\b", say.sets
    lead, each = r"(?:with )?(?:an? )?", r"(?: (?:at the top|each(?: rep)?))?"
    amount = rf"{RANGE}(?: ?{UNIT}|(?! ?(?:{SECONDS}|{MINUTES})){ENDS})"
    for_ = r"(?: for| each(?: rep| one)?(?: for)?|:)?"
    yield rf"{lead}(?:hold|held|holding){for_} {amount}{each}", say.hold
    yield rf"{lead}(?:for )?{TIME} (?:isometric )?holds?\b{each}", say.hold
    yield rf"(?:(?:for|x) )?{TIME}(?: each(?= ?[x,]))?", say.amount
    yield rf"(?:repeat|perform|do) {RANGE}(?: ?(?:x|{REPS}))?{ENDS}", say.so_often
    yield rf"(?:for )?{RANGE} ?{REPS}", say.amount
    yield rf"{RANGE} ?x(?!\w)(?! ?\d)", say.so_often
    yield rf"x ?{RANGE}(?: ?{REPS}| ?sets?\b)?{ENDS}", say.so_often
    beside = rf"\(?(?:{EACH}|{EACH_WAY}|alternating\b|alt\b)"
    yield rf"{RANGE} ?(?={beside})", say.amount


def _glue() -> Rules:
    """What stands between the parts and says nothing."""
    yield r"[,;:()\u2013\u2014.@=+/|-](?=\s|$|\d)|[,;:()|]", say.is_()
    leads = r"(?: (?:\d|hold|rest|each|a (?:day|side)|(?:left|right)\b))"
    yield rf"(?:of|for|with|then|and|do|x|at|perform|repeat)(?={leads})", say.is_()


_GROUPS = (
    _how_often, _rests_and_tempo, _sides, _pain, _needs_and_notes, _open_ends, _lists_and_clocks,
    _doses, _glue,
)  # fmt: skip
RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), rule) for group in _GROUPS for pattern, rule in group()
)
