"""A pain rule, and what is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.sayings.forms import Found, Say
from mobility_timer.words import prescription as words

_END: Final = (
    r"(?=\s*(?:$|[,;:()\[\]|]|\.(?!\d)|\d|-\s|x\s?\d|[x/]\s?(?:side|leg)|(?:each|per|ea|for)\b"
    r"|hold|rest|left\b|right\b|[lr]\b))"
)
"""What may follow a thing that is at hand, where its name goes no further."""
_AROUND: Final = r" (?:around|above|below|at|over|under|on|round|between)"


def pain() -> Iterator[tuple[str, Say]]:
    pain = r"(?:pain|discomfort|soreness|ache)(?: ?(?:levels?|scores?))?"
    under = r"(?P<under><|below|under|less than|lower than)"
    over = (
        r">|\u2264|<=|above|over|exceeds?|more than|greater than|up to|max(?:imum)?\.?(?: of)?"
        r"|no (?:more|higher|greater) than|not (?:more|greater|higher) than|not (?:above|over)"
        r"|at most|at or below|to"
    )
    stays = (
        r"(?: ?(?:ok(?:ay)? |fine |allowed |acceptable |is |stays |goes |rises |gets "
        r"|increases |climbs "
        r"|(?:should|must)(?: not|n['\u2019]?t) (?:exceed|(?:be|go|get|rise) (?:above|over)) "
        r"|(?:should|must) (?:be |stay ))?)"
    )
    of_ten = r"(?P<level>\d)(?: ?(?:/|out of|of) ?10)?(?![\d/-]|\.\d)"
    lead = (
        r"(?:do not (?:exceed|go over|go above) |keep |keeping |stop (?:if|when|at) |as long as "
        r"|allow |only if |with |no |avoid )?(?:the |your |any )?"
        r"(?:(?:knee|hip|ankle|achilles|back|heel|foot|tendon|calf|shin|groin|tendon|hamstring) )?"
    )
    less = r"(?: or (?:less|below|under))?"
    whole = (
        r"(?: ?,? ?(?:(?:is |are )?(?:ok(?:ay)?|fine|allowed|acceptable)|during|throughout"
        r"|while|afterwards?|after|with|on|at all times|max(?:imum)?)(?: (?:the |this "
        r"|these )?(?:exercises?|activity|movement|loading|drills?|them|it))?\b)*"
    )
    yield rf"{lead}{pain}{stays}:? ?(?:{under}|{over})? ?{of_ten}{less}{whole}", _limit
    first = r"(?:keep |with |do not exceed |not exceeding )?"
    yield rf"{first}(?:{under}|{over})? ?{of_ten} {pain}(?: scale)?{whole}", _limit
    hurts = (
        r"(?:it(?:'s| is)? )?(?:hurts|painful|pain(?: increases| occurs)?|there is (?:any )?pain"
        r"|any pain|sharp pain|sore)"
    )
    yield rf"(?:stop |only )?(?:if|when) {hurts}\b", _stop
    yield r"only (?:if|when|while) (?:it is )?pain[- ]free\b", _stop
    yield r"(?:only )?if (?:there is )?no pain\b|(?:if |when )?pain[- ]free(?: range)?\b", _stop
    yield r"(?:with )?no pain\b|without pain\b|(?:with)?in (?:a )?pain[- ]free range\b", _stop
    yield r"within pain(?: limits?)?\b|as pain allows\b|(?:should|must) not hurt\b", _stop


def _limit(found: Found) -> Saying | None:
    if found["under"] is None and not re.search(r"[<>\u2264a-z] ?\d", found[0].lower()):
        return None
    return {"pain": words.pain_limit(int(found["level"]), under=bool(found["under"]))}


def _stop(_found: Found) -> Saying:
    return {"pain": words.STOP_IF_IT_HURTS}


def needs() -> Iterator[tuple[str, Say]]:
    kind = (
        r"(?:red|green|yellow|blue|black|grey|gray|purple|orange|light|medium|heavy|strong|thick"
        r"|thin|resistance|mini|loop|long|short|exercise|elastic|theraband)"
    )
    band = rf"(?:(?:{kind}[ -]?)*(?:thera)?-?bands?|(?:{kind}[ -])+loops?)"
    ball = r"(?:massage |tennis |lacrosse |spiky |golf |swiss |gym |exercise |stability )?ball"
    weights = (
        r"ankle weights?|(?:light |heavy )?(?:dumb ?bells?|kettle ?bells?|weights?|barbell|backpack"
        r"|db|kb|dbs)"
    )
    other = (
        rf"foam roller|{ball}|(?:rolled |small |folded )?towel|chair|step|stick|pole|broomstick"
        r"|(?:yoga )?(?:strap|belt|block)|pillow|cushion|bench|box|wall|counter|table|rope"
        rf"|wobble board|balance (?:board|pad)|bosu|sliders?|trx|{weights}"
    )
    limb = (
        r"(?:knees?|ankles?|feet|foot|thighs?|toes|wrists?|forefoot|head|hands?|heels?|calves|legs"
        r"|shins?|elbows?|arms|hips?|waist|chest|forefeet|midfoot)"
    )
    around = rf"{_AROUND}(?: the| your| both)? {limb}"
    where = rf"(?:{around})?"
    lead = r"(?:with|using|use|w/|w(?= )|\+|holding) ?(?:an? |the |your |\d )?"
    yield rf"{lead}(?P<need>{band}|theraband|{other})\b{where}{_END}", _need
    yield rf"\((?P<need>{band}|theraband|{other}){where}\)", _need
    yield (
        rf"(?<=[,;] )(?:\d |two |a pair of )?(?P<need>{band}|theraband|{other})\b{where}{_END}",
        _need,
    )
    after = r"(?<=[\w,;:)] )"
    yield rf"{after}(?:an? |the )?(?P<need>{band}|{other}){around}{_END}", _need
    yield rf"{after}(?P<need>(?:{kind}[ -])+(?:(?:thera)?-?bands?|loops?)){where}{_END}", _need


def _need(found: Found) -> Saying:
    said = {"needs": (found["need"].lower(),)}
    if re.search(rf"{_AROUND} ", found[0]):
        return {**said, "verbatim": True}
    return said
