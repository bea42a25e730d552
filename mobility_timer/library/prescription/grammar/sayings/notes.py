"""What is kept as a note: a load, days, when, a condition, what comes later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mobility_timer.library.prescription.grammar import lexicon
from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.sayings.forms import Found, Say
from mobility_timer.library.prescription.grammar.tokens import tokens_of

_DAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|tu|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|th|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)s?"
)
_LETTER: Final = r"(?:m|tu?|w|th?|f|sa|su)"
_CONDITION: Final = (
    r"(?:(?:stop|ease off|back off|do not do|skip|leave (?:it )?out|only|even)"
    r" (?:it |this )?(?:if|when|unless|once)|(?:(?<!as )if|when|whenever|unless|provided)"
    r"|(?:ok(?:ay)?|fine) (?:if|when)|(?:once|as long as) (?:easy|able|comfortable|strong|it"
    r"|this|that|there|pain|symptoms"
    r"|comfortable|you (?!can|are able))\b)"
)
_GROWTH: Final = (
    r"(?:then )?(?:progress(?:ing)?|build(?:ing)?|work(?:ing)?"
    r"|increas(?:e|ing)) (?:up )?to(?:wards)?"
)
_EACH_TIME_MORE: Final = (
    r"(?:add(?:ing)?|increas(?:e|ing)(?: by)?) [^,;()]+?"
    r"(?:(?: (?:each|every|per|a) | ?/ ?)(?:week|wk|session|day|time|set|round)| (?:weekly"
    r"|daily|gradually))"
    r"(?: ?,? ?(?:up )?to \d+(?: ?x ?\d+)?(?: (?:reps|sets|secs|s|kg))?(?!\w))?"
)
"""What comes later, and is no part of the dose."""


def notes() -> Iterator[tuple[str, Say]]:
    amount = r"\d+(?:[.,]\d+)?(?: ?(?:-|to) ?\d+(?:[.,]\d+)?)?"
    share = (
        r"(?: ?(?:of )?(?:your )?(?:1 ?rm|max(?:imum|imal)?(?: effort)?|mvc|mvic|body ?weight|bw"
        r"|effort|intensity|pressure|speed|incline|gradient|grade|hill))?"
    )
    load = rf"{amount} ?(?:kgs?|lbs?|kilos|%{share})"
    lead = r"(?:@|with|at|using|w/|hold(?:ing)?|carry(?:ing)?|\+)? ?(?:an? )?(?:\d ?x ?)?"
    thing = (
        r"(?:in |per )?(?:each |per )?hand|dumb ?bells?|kettle ?bells?|kbs?|dbs?|plates?|barbell"
        r"|(?:ankle )?weights?|bar\b|vest|backpack"
    )
    yield (
        rf"{lead}{load}(?![a-z])(?: (?:{thing})\b(?: (?:in |per )?(?:each|ea|per|both)"
        rf" hands?\b)?(?! (?!each|per|ea|for|in|on|x)[a-z]))?",
        _note,
    )
    yield r"(?:@|at)? ?(?:rpe|rir) ?:? ?\d+(?:-\d+)?(?:/10)?(?!\d)|\d rir\b|effort \d/10", _note
    yield r"(?:@|at|with)? ?(?:\d/\d|\d(?:\.\d+)?) ?x? ?(?:bw|body ?weight)\b", _note
    yield r"(?:@ ?)?(?:bw|body ?weight)(?: only)?\b(?! [a-z])", _note
    yield r"(?:for|x) ?\d+(?:-\d+| to \d+)? (?:weeks?|wks?|months?)\b", _note
    yield r"(?<=[,;.(-] )\d+(?: ?- ?\d+| to \d+)? (?:weeks?|wks?|months?)\b(?=\s*[).]?\s*$)", _note
    yield (
        r"(?<=\w )(?<!every )(?<!each )(?<!per )\d+(?: ?- ?\d+| to \d+)? (?:weeks|wks|months)\b"
        r"(?=\s*[).]?\s*$)",
        _note,
    )
    height = r"\d+(?:[.,]\d+)?(?: ?(?:-|to) ?\d+)? ?-?(?:cm|mm|inch(?:es)?)\b"
    boxes = r"(?:step|box|block|plate|stool|platform|bench|hurdle)"
    yield (
        rf"(?:(?:off|on|from|onto|over|with) )?(?:an? |the )?\d+ ?-?(?:\"|''|in(?:ch)?) ?{boxes}\b",
        _note,
    )
    yield (
        r"(?<=[,;.(-] )(?:evenings?|mornings?|nights?|afternoons?|bedtime)\b(?=\s*(?:$|[,;.)]))",
        _note,
    )
    place = (
        r"(?:(?:box |step |bench )?height:? (?:of )?)?(?:(?:off|on|from|onto|over"
        r"|with) )?(?:an? |the )?"
    )
    yield rf"{place}{height}(?: (?:step|box|block|plate|stool|platform|hurdle|heel lift)\b)?", _note
    yield r"(?:at |with |@ ?)?(?:tempo:? ?)?(?P<tempo>\d:\d:\d(?::\d)?)(?: tempo)?\b", _tempo
    when = (
        r"(?:runs?|running|jogging|bed(?:time)?|training|work(?:out)?s?|exercise|breakfast|lunch"
        r"|dinner|meals?|sleep|getting (?:up|out of bed)|waking|shower|warm[- ]?up|sport|games?)"
    )
    whose = r"(?:each |every |a |the |your |my |getting )?"
    yield rf"(?:before|after|pre-?|post-?|during) ?{whose}{when}\b", _note
    yield r"in(?: the)? (?:mornings?|evenings?|afternoons?)\b|at (?:night|work)\b", _note
    yield r"first thing(?: in the morning)?\b|before (?:standing|getting) up\b", _note
    yield r"(?:several|many|multiple|a few) times (?:(?:a|per|each) day|daily)\b", _note
    kind = r"(?:rest|recovery|easy|off|non[- ]?running|running|training|gym)[- ]days?"
    yield rf"(?<=[\w,;:.)-] |.\()(?:only )?(?:on )?(?:your )?{kind}(?: only)?\b(?! ?:)", _note
    harder = r"eyes (?:closed|shut)|(?:a )?(?:single|one) leg|(?:no|without) (?:hand )?support"
    yield rf"(?:progress|progressing|build|building) (?:up )?to (?:{harder})\b", _remark
    yield r"while (?:walking|jogging|you walk|watching (?:tv|television))\b", _note
    yield rf"(?:{_CONDITION}|{_GROWTH}) [^\d,;.()]+?(?=\s*(?:$|[,;.()]))", _remark
    yield rf"{_EACH_TIME_MORE}(?!\w)", _remark
    yield (
        r"(?:add|increase|go up|move (?:on )?to|swap to|switch to|use)\b[^,;()]*?"
        r" (?:when|once|if|as soon as) [^,;()]+?(?=\s*(?:$|[,;()]|\.(?!\d)))",
        _remark,
    )
    yield (
        r"(?:chang|swap|switch|alternat)(?:e|ing|ping|s)? (?:the |your |which )?(?:lead(?:ing)?"
        r"|front|top|standing)? ?(?:leg|side|foot|feet|arm|hand|knee)s? (?:is )?(?:in front )?"
        r"(?:half ?-?way(?: through)?|each time|every time|each set|every set|between sets"
        r"|(?:each|every) round|as you go)\b",
        _remark,
    )
    yield (
        r"(?:~|at least |> ?=? ?|\u2265 ?)?\d+ ?(?:h|hrs?|hours?) (?:apart|between sessions)\b",
        _note,
    )
    yield r"q ?\d(?: ?- ?\d)? ?h(?:rs?|ours?)?\b", _note
    deg = r"\d+(?: ?(?:-|to) ?\d+)? ?(?:deg(?:rees?)?\b|\u00b0)"
    bent = r"(?: (?:of )?(?:knee |hip )?(?:flexion|flex|bend|extension|bent))?"
    yield rf"(?:@|at|to|(?<=\d)s? hold(?: at)?|(?<=[sx\d),;] )|(?<=hold )) ?~? ?{deg}{bent}", _angle
    yield (
        r"(?:one|1|a)(?: full| deep| slow| big)* breath (?:per|each|every|a) (?:rep|lift|time)\b",
        _remark,
    )
    yield (
        r"(?:w/ ?|with )?\d+(?:[.,]\d+)? ?# ?(?:ankle )?(?:cuffs?|weights?|dbs?|kbs?|dumbbells?)?"
        r"(?: (?:each|ea|per|in each) hand)?(?!\w)",
        _note,
    )
    yield r"\(\d+ ?(?:ft|yds?|yards?)\)", _note
    yield r"(?:at |@ ?)?\d+(?:\.\d+)? ?(?:mph|kph|km/h|rpm|bpm|watts?)\b", _note
    yield r"(?:at |on )?(?:lvl|level|resistance|gear|setting) ?\d+\b", _note
    steps = r"(?<=step-up )|(?<=step-down )|(?<=step up )|(?<=step down )|(?<=stepdown )"
    yield rf"(?:{steps}|(?<=box )|(?<=step ))\d\d?\"(?= \d)", _note
    yield r"(?:each|every) waking hour\b", _note
    yield r"\((?![^()]*(?:hurt|pain|sore|ache))[a-z][^()\d]* (?:if|when|once) [^()\d]+\)", _remark
    yield (
        r"(?:as (?:an? )?|for (?:an? )?|to )?(?:warm|cool)[- ]?(?:up|down)\b(?=\s*(?:$|[,;.)]))",
        _angle,
    )
    yield (
        r"(?:un|'|\u2019)?til[l]? (?:it |they |you |your |the )*(?:[a-z]+ )?(?:starts? to"
        r" )?(?:burns?|crack|shak(?:e"
        r"|es|ing|y)|tir(?:e|ed|es)|fatigued?|fails?|give up|giv(?:e|es|ing) out|collapse|can[']?t"
        r"(?: go on| continue| hold it| do more)?|drop|trembl(?:e|es)|wobbl(?:e|es)|quit|cooked"
        r"|ach(?:e|es|ing)|burning|had enough)\b",
        _until,
    )
    yield r"\(? ?aim(?:ing)?:? (?:for )?\d+(?: ?- ?\d+| to \d+)?\+?(?: reps)? ?\)?", _aimed
    more_of = r"\d+(?:\.\d+)? ?(?:kgs?|lbs?|kilos|%|sets?|reps?|s|secs?|seconds?)"
    yield (
        rf"{_CONDITION} [^\d,;.()]*,? ?(?:add|increase|go up)(?: (?:to|by))? {more_of}"
        r"(?=\s*(?:$|[,;.()]))",
        _remark,
    )
    yield r"(?:relax|release) (?:for )?\d+ ?x ?\d+\b", _of_two_meanings
    yield r"(?:~|(?<!\bto )(?:about|approx(?:\.|imately)?|roughly)(?= )) ?(?=\d)", _about
    yield (
        r"(?:gentle|gently|slow|slowly|easy|light|small range|small)(?: movements?)? only\b",
        _remark,
    )
    without = (
        r"(?:no|not|never|without|avoid(?:ing)?)(?! (?:more|less|than|over|under|exceed|both"
        r"|each)\b)"
    )
    yield rf"(?<=[,;.(] ){without} [^\d,;.()]+?(?=\s*(?:$|[,;.()]))", _remark
    yield r"(?:each|every) time (?:you|i|the) [^\d,;.()]+?(?=\s*(?:$|[,;.()]))", _remark
    yield r"(?:while|whilst) [^\d,;.()]+?(?=\s*(?:$|[,;.()\d]|x\s?\d))", _remark
    yield (
        r"(?:before|after|during) [^\d,;.()]+?(?=\s*(?:$|[,;.()]))(?<!set)(?<!sets)(?<!side)",
        _remark,
    )
    more = (
        r"(?:focus(?:ing)?|emphasis|emphasi[sz](?:e|ing)|concentrat(?:e|ing)|priority"
        r"|prioriti[sz]e)"
    )
    yield (
        rf"{more} (?:more )?(?:on )?(?:the )?(?:left|right|l|r)\b(?: (?:side|leg|foot|ankle"
        rf"|hip|knee))?",
        _remark,
    )
    yield r"(?:for |from |in )?(?:weeks?|wks?) ?\d(?: ?- ?\d)?(?: only)?\)?\.?(?=\s*$)", _remark
    yield r"(?<=\()\d-\d-\d(?:-\d)?(?=\))", _tempo_in_brackets
    yield r"(?:with|w/|to) ?(?:a |the )?(?:metronome|beat|music)\b(?: at \d+ ?bpm)?", _remark
    yield (
        r"(?:in the )?(?:am|pm)\b(?=\s*(?:$|[,;.)]))|(?:just )?(?:today|tonight|this week)\b",
        _remark,
    )
    yield r"(?:ecc(?:entrics?)?|con(?:centrics?)?)[- ]only\b", _remark
    yield r"(?:then )?progress(?:ing|ion)?:? (?!to\b)[^,;()]+?(?=\s*(?:$|[,;()]|\.(?!\d)))", _remark
    yield rf"{_GROWTH} [^,;()]+?(?=\s*(?:$|[,;()]|\.(?!\d)))", _remark
    yield r"no (?:rest|break)s?(?: needed| in between| between(?: sets| sides| reps)?)?\b", _note
    wish = r"(?:as|if) (?:able|needed|required|tolerated|possible|desired)"
    yield r"rest(?:ing)? (?:as|if|when|where) (?:able|needed|required|necessary)\b", _note
    yield rf"throughout the day\b|hourly\b|\(?\boptional\b\)?|{wish}\b", _note
    between = r"(?: ?[,/&+] ?| and | ?, ?and | )"
    yield rf"(?:on |every )?{_DAY}(?:{between}{_DAY})+\b|(?:on |every ){_DAY}\b", _days
    yield rf"{_LETTER}(?: ?/ ?{_LETTER})+\b(?! ?\d)|mwf\b|tt[hs]\b|tuth\b", _days


def _note(_found: Found) -> Saying:
    return {"verbatim": True}


def _angle(found: Found) -> Saying | None:
    """An angle after the dose; before it, it is of the name."""
    before = found.string[: found.start()]
    dose = r"\d ?(?:x|s\b|secs?\b|mins?\b|reps|sets)|x ?\d"
    return {"verbatim": True} if re.search(dose, before, re.IGNORECASE) else None


def _until(found: Found) -> Saying | None:
    """Until it burns: a dose of its own where no other is said."""
    known = tuple(token.text for token in tokens_of(found[0])) in lexicon.PHRASES
    return None if known else {"is_if_alone": True}


def _aimed(found: Found) -> Saying | None:
    """A number to aim for, where one goes on until one stops."""
    before = found.string[: found.start()]
    until = r"\b(?:max|fatigue|failure|amrap|as many as)\b"
    return {"verbatim": True} if re.search(until, before, re.IGNORECASE) else None


def _of_two_meanings(found: Found) -> Saying:
    """Squeeze 5 sec, relax 5 x 10: five seconds, ten times, or five sets of ten."""
    return {"unclear": found[0]}


def _about(_found: Found) -> Saying:
    return {"notes": ("about",)}


def _remark(found: Found) -> Saying | None:
    """What holds at another time, whose words say nothing of the dose."""
    if re.search(r"\b(?:unless|maybe|if|or|and|not|than)$", found[0], re.IGNORECASE):
        return None
    return {"verbatim": True, "is_remark": True}


def _tempo(found: Found) -> Saying:
    return {"tempo": found["tempo"].replace(":", "-")}


def _tempo_in_brackets(found: Found) -> Saying | None:
    """Tempo squats (4-1-1)."""
    return {"tempo": found[0]} if re.search(r"\btempo\b", found.string, re.IGNORECASE) else None


def _days(found: Found) -> Saying:
    said = found[0].lower()
    joined = {"mwf": 3, "tth": 2, "tts": 3, "tuth": 2}
    days = re.findall(rf"{_DAY}|{_LETTER}", re.sub(r"^(?:on|every) ", "", said))
    count = joined.get(said) or len(days)
    return {"per_week": (count, count), "verbatim": True}
