"""What is said in words of its own: a pain rule, what is at hand, a load, days, when.

Each is a pattern of the text itself; what a note says is kept as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.words import prescription as words

Found: TypeAlias = re.Match[str]
Say: TypeAlias = Callable[[Found], Saying | None]

_END: Final = (
    r"(?=\s*(?:$|[,;:()\[\]|]|\.(?!\d)|\d|-\s|x\s?\d|[x/]\s?(?:side|leg)|(?:each|per|ea|for)\b"
    r"|hold|rest|left\b|right\b|[lr]\b))"
)
"""What may follow a thing that is at hand, where its name goes no further."""
_DAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|tu|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|th|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)s?"
)
_LETTER: Final = r"(?:m|tu?|w|th?|f|sa|su)"
_AROUND: Final = r" (?:around|above|below|at|over|under|on|round|between)"
_CONDITION: Final = (
    r"(?:(?:stop|ease off|back off|do not do|skip|leave (?:it )?out|only|even)"
    r" (?:it |this )?(?:if|when|unless|once)|(?:if|when|whenever|unless|provided)"
    r"|(?:once|as long as) (?:easy|able|comfortable|strong|it|this|that|there|pain|symptoms"
    r"|comfortable|you (?!can|are able))\b)"
)
_GROWTH: Final = (
    r"(?:then )?(?:progress(?:ing)?|build(?:ing)?|work(?:ing)?"
    r"|increas(?:e|ing)) (?:up )?to(?:wards)?"
)
_EACH_TIME_MORE: Final = (
    r"(?:add(?:ing)?|increas(?:e|ing)(?: by)?) [^,;()]+?"
    r"(?:(?: (?:each|every|per|a) | ?/ ?)(?:week|wk|session|day|time)| (?:weekly|daily|gradually))"
)
"""What comes later, and is no part of the dose."""


def _pain() -> Iterator[tuple[str, Say]]:
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


def _needs() -> Iterator[tuple[str, Say]]:
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


def _notes() -> Iterator[tuple[str, Say]]:
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
    yield rf"{lead}{load}(?![a-z])(?: (?:{thing})\b(?! (?!each|per|ea|for|in|on|x)[a-z]))?", _note
    yield r"(?:@|at)? ?(?:rpe|rir) ?:? ?\d+(?:-\d+)?(?:/10)?(?!\d)|\d rir\b|effort \d/10", _note
    yield r"(?:@|at|with)? ?(?:\d/\d|\d(?:\.\d+)?) ?x? ?(?:bw|body ?weight)\b", _note
    yield r"(?:@ ?)?(?:bw|body ?weight)(?: only)?\b(?! [a-z])", _note
    yield r"(?:for|x) ?\d+(?:-\d+| to \d+)? (?:weeks?|wks?|months?)\b", _note
    yield r"(?<=[,;.(-] )\d+(?: ?- ?\d+| to \d+)? (?:weeks?|wks?|months?)\b(?=\s*[).]?\s*$)", _note
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
    yield rf"{_EACH_TIME_MORE}\b", _remark
    more_of = r"\d+(?:\.\d+)? ?(?:kgs?|lbs?|kilos|%|sets?|reps?|s|secs?|seconds?)"
    yield (
        rf"{_CONDITION} [^\d,;.()]*,? ?(?:add|increase|go up)(?: (?:to|by))? {more_of}"
        r"(?=\s*(?:$|[,;.()]))",
        _remark,
    )
    yield r"(?:relax|release) (?:for )?\d+ ?x ?\d+\b", _of_two_meanings
    yield r"(?:~|(?:about|approx(?:\.|imately)?|roughly)(?= )) ?(?=\d)", _about
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


def _orders() -> Iterator[tuple[str, Say]]:
    """Which side comes first."""
    left, right, limb = r"l(?:eft|t)?\b", r"r(?:ight|t)?\b", r"(?: (?:side|leg|foot|arm|knee|hip))?"
    the = r"(?:on )?(?:the |your )?"
    then = r"(?: first)?(?: ?, ?| )then "
    yield rf"{the}{left}{limb}{then}{the}{right}{limb}", _left_first
    yield rf"{the}{right}{limb}{then}{the}{left}{limb}", _right_first
    start = r"(?:start(?:ing)? (?:with|on) (?:the |your )?|(?:the |your )?)"
    yield rf"\(?{start}left{limb} first\b\)?", _left_first
    yield rf"\(?{start}right{limb} first\b\)?", _right_first
    yield rf"starting (?:with|on) (?:the |your )?left{limb}\b", _left_first
    yield rf"starting (?:with|on) (?:the |your )?right{limb}\b", _right_first
    which = (
        r"(?:sore|bad|affected|injured|painful|worse|weak(?:er)?|stiff(?:er)?|tight(?:er)?|good"
        r"|strong(?:er)?|unaffected|uninjured|operated|dominant|non-dominant|better|problem)"
    )
    side = r"(?: (?:side|leg|foot|arm|knee|hip|ankle))"
    yield rf"\(?{start}{which}{side} (?:first|last)\b\)?", _one_then_the_other
    yield rf"starting (?:with|on) (?:the |your )?{which}{side}\b", _one_then_the_other
    begin = r"(?:start|begin) (?:with|on) (?:the |your )?"
    ends = r"\b(?=\s*(?:$|[,;.)]))"
    yield rf"{begin}left{limb}{ends}", _left_first
    yield rf"{begin}right{limb}{ends}", _right_first
    yield rf"{begin}{which}{side}{ends}", _one_then_the_other


def _sides() -> Iterator[tuple[str, Say]]:
    """The side that works, said in other ways than by itself."""
    lead = r"(?:lead(?:ing)?|start(?:ing)? each rep) (?:with )?(?:the |your )?"
    limb = r"(?: (?:leg|foot|arm|hand))?"
    yield rf"{lead}l(?:eft)?\b{limb}", lambda _: {"side": "left", "verbatim": True}
    yield rf"{lead}r(?:ight)?\b{limb}", lambda _: {"side": "right", "verbatim": True}
    joint = r"(?:knee|heel|quad|calf|hip|ankle|achilles|hamstring|glute|groin|shin|shoulder|toe)"
    one = rf"(?:on |for )?(?:the |your )?{{}} {joint}(?: only\b|(?=\s*(?:$|[,;.)])))"
    yield one.format("l(?:eft)?"), lambda _: {"side": "left", "is_after_amount": True}
    yield one.format("r(?:ight)?"), lambda _: {"side": "right", "is_after_amount": True}
    each = r"(?:each|ea|every|either)"
    yield rf"(?:lead(?:ing)? (?:with )?)?{each}{limb} (?:leading|first)\b", _each
    yield rf"lead(?:ing)? (?:with )?{each}{limb}\b", _each
    again = r"(?:and |then |and then )?(?:repeat(?:ed)?|swap|switch|change|do)"
    other = r"(?:on |with |for |to )?(?:the )?(?:other|opposite)(?: (?:side|leg|foot|arm|knee))"
    yield rf"{again} {other}\b", _each
    yield rf"{again} (?:sides|legs|feet|arms)\b", _each
    yield rf"{again} (?:on |for |with )?(?:both|each) (?:sides?|legs?|feet|foot|arms?)\b", _each
    yield r"\(?(?-i:B)\)?(?=\s*(?:$|[,;.(]))", lambda _: {"both": True, "is_after_amount": True}


def _each(_found: Found) -> Saying:
    return {"each_side": True}


def _left_first(_found: Found) -> Saying:
    return {"each_side": True, "starts": "left"}


def _right_first(_found: Found) -> Saying:
    return {"each_side": True, "starts": "right"}


def _one_then_the_other(_found: Found) -> Saying:
    """Which of the sides that is, only the person knows."""
    return {"each_side": True, "verbatim": True}


def _rests_on_foot() -> Iterator[tuple[str, Say]]:
    """A rest that is walked or jogged, where it is told by what follows."""
    time = r"(?P<number>\d+) ?(?P<unit>s|secs?|seconds?|m|mins?|minutes?)"
    foot = r"(?:(?:easy|slow|gentle|brisk) )?(?:jog|walk|jogging|walking|walk[/ ]jog)"
    rest = r"(?: back)? (?:rest|recovery|recoveries|in between|between)|(?: back)(?: to start)?"
    yield (
        rf"(?:with |w/ ?|then )?(?:an? )?{time}\.? (?:of )?"
        rf"(?P<how>{foot}(?:{rest}))(?: each| reps| sets| efforts)*\b",
        _walked,
    )
    yield (
        rf"(?:with |w/ ?)(?:an? )?{time}\.? (?:of )?(?P<how>{foot})\b(?=\s*(?:$|[,;.)]))",
        _walked_after,
    )


def _walked_after(found: Found) -> Saying | None:
    """A walk with sets of a distance or a time is the rest between them."""
    sets = r"\d ?x ?\d+ ?(?:m|metres?|meters?|s|secs?|seconds?|mins?|minutes?)\b"
    before = found.string[: found.start()]
    return _walked(found) if re.search(sets, before, re.IGNORECASE) else None


def _walked(found: Found) -> Saying:
    seconds = int(found["number"]) * (60 if found["unit"].startswith("m") else 1)
    return {"rest_s": (seconds, seconds), "notes": (found["how"],)}


def _rest_as_work() -> Iterator[tuple[str, Say]]:
    """A rest that lasts as long as the work before it."""
    lead = r"(?:with |at )?(?:an? )?"
    work = r"work ?(?:[:/]|to|and) ?rest(?: ratio)?"
    one = r"1 ?(?::|to) ?1"
    yield rf"{lead}\(?{one} (?:{work}|rest(?:[- ]to[- ]work)?(?: ratio)?)\)?(?!\w)", _as_long
    yield rf"{lead}\(?{work}:? ?(?:of |is |= ?)?{one}\)?(?!\w)", _as_long
    yield rf"{lead}rest:? (?:of |is )?{one}(?: ratio)?(?!\w)", _as_long
    alike = r"(?:equal to|(?:the )?same as|as long as|for as long as)"
    held = r"(?:the |each |your )?(?:work|hold|holds|work time|hold time|effort)"
    yield rf"{lead}(?:equal rest|rest(?:ing)?(?: time)? (?:is )?{alike} {held})\b", _as_long


def _as_long(_found: Found) -> Saying:
    return {"rests_as_long": True}


SAYINGS: Final = tuple(
    (re.compile(form, re.IGNORECASE), say)
    for group in (_pain, _needs, _orders, _sides, _rests_on_foot, _rest_as_work, _notes)
    for form, say in group()
)
