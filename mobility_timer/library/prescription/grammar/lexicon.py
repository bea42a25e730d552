"""What the words of a prescription are: the kinds that its grammar is written in."""

from __future__ import annotations

from typing import Final

from mobility_timer.library.prescription.grammar.instructions import WAYS_OF_RESTING
from mobility_timer.library.prescription.grammar.movements import ENDS, POSITIONS
from mobility_timer.library.prescription.grammar.tokens import tokens_of

KINDS: Final = (
    *(
        "number",
        "fold",
        "time",
        "part_time",
        "hours",
        "distance",
        "load",
        "pair",
        "series",
        "x",
        "times",
    ),
    *("sets", "reps", "steps", "breaths", "hold", "pause", "rest", "between", "between_drills"),
    *("each_rep", "end"),
    *("squeeze", "position", "one_limb", "two_limbs"),
    *("each", "sided", "both", "bilateral", "limb", "way", "left", "right", "only", "alternating"),
    *("day", "week", "hour", "often", "manner", "tempo", "aim", "up", "down"),
    *("on", "off", "again", "lead", "with", "most", "longest", "article", "of", "for", "and"),
    *("pyramid", "tabata", "total", "mark", "slash", "coaching", "reserved", "word"),
)
"""The kinds of items. Numbers: `number` is a count, `fold` "twice", `pair` 20/10, `series` 6-4-2;
`part_time` is a time that is no whole number of seconds, which only a part of a rep can last.
`reserved` are words that change what a dose means and have no rule of their own."""

_PHRASES: Final = {
    "x|*": "x",
    "time|times|sessions|session": "times",
    "set|sets|lot|lots|round|rounds|circuit|circuits|rd|rds|bout|bouts": "sets",
    "rep|reps|repetition|repetitions|repeats": "reps",
    "step|steps|paces": "steps",
    "breath|breaths|breath cycles|deep breaths|slow breaths|slow deep breaths": "breaths",
    (
        "hold landing|hold the landing|hold|holds|held|holding|isometric hold|isometric holds"
        "|iso hold|iso holds|hold for"
        "|held for|hold it for|hold the stretch for|hold position for|hold the position for"
        "|hold out|hold it out|hold there|hold it there|hold it|hold here|stay there|stay up"
        "|stay down|hold that|hold still"
    ): "hold",
    "pause|pauses|pausing": "pause",
    "rest|rests|break|breaks|recovery|recover|resting|recovering|rest for|rest of": "rest",
    (
        "between|between sets|in between sets|after each set|after every set|between each set"
        "|btw|b/w|in-between|inbetween|between each one|between them|between rounds"
        "|between circuits|after each round|between bouts|between efforts"
        "|after each|in between|between holds|after sets|b/w sets|btw sets|between the sets"
        "|between each round|between each|between set|between reps|between repetitions"
        "|between each rep|between holds"
    ): "between",
    (
        "between exercises|between drills|between movements|between stations|between stretches"
        "|in between exercises|in between drills|between each exercise|between each drill"
        "|between each movement|between each stretch|between the exercises|between the drills"
        "|after each exercise|after each drill|after every exercise|before the next exercise"
        "|before the next drill|before next exercise|before the next one"
        "|between different exercises"
        "|between ex|between exs|b/w exercises|between moves|between each station|between each move"
    ): "between_drills",
    (
        "each rep|per rep|every rep|on each rep|each time|in each rep|on every rep|of each rep"
        "|of every rep|each repetition|every time|of the rep|of the movement|of movement"
        "|of the squat|of the lift|of the lunge|of the raise|of the stretch|of the step"
    ): "each_rep",
    "squeeze|squeezes|squeezing|squeeze for": "squeeze",
    (
        "single leg|single-leg|one leg|one-leg|one-legged|single-legged|single legged|one legged"
        "|1 leg|1-leg|1 legged|single arm|single-arm|one arm|one-arm|1 arm|1-arm|single limb"
        "|single-limb|one limb|sl|one leg at a time|one arm at a time|one side at a time"
        "|1 leg at a time|one at a time|single foot|one foot|one foot at a time|on one leg"
        "|on 1 leg|on one foot|on single leg|on a single leg|single leg only|single knee|one knee"
        "|single heel|one heel|1 foot|one-footed|one-armed|single-armed|s / leg|sl only|down on one"
        "|down on 1|down with one|down with 1|one down|1 down|lower on one|lower on 1"
        "|lower with 1|lower down on one|lower down on 1|down on one leg"
        "|down with one leg|lower with one|lower on one leg|lower with one leg"
    ): "one_limb",
    (
        "double leg|double-leg|two leg|two-leg|two legs|2 legs|2 leg|double-legged|two-legged"
        "|double legged|two legged|d / l|double arm|double-arm|two arm|two-arm|on two legs"
        "|on 2 legs|two feet|on two feet|with two legs|both legs together|both feet together"
        "|both legs at once|both sides at once|both arms together|both arms at once"
    ): "two_limbs",
    "each|per|ea|every|ea .|e": "each",
    (
        "e / s|es|e.s|b / s|e / l|e / leg|e / side|both sides|each side|l & r|r & l|l + r"
        "|r + l|l / r|r / l|l and r|r and l"
        "|to each side|to either side|to each leg|l r|r l"
        "|per side|left and right|right and left|left & right|right & left|left / right"
        "|right / left|left + right|right + left|on either side|either side|bilat each"
        "|unilaterally|unilateral|each of left and right|bil each"
    ): "sided",
    "bilateral|bilaterally|bilat|bil|b / l|bl": "bilateral",
    "both": "both",
    (
        "side|sides|leg|legs|arm|arms|foot|feet|hip|hips|knee|knees|ankle|ankles|shoulder"
        "|shoulders|hand|hands|calf|calves|wrist|wrists|elbow|elbows|limb|limbs|thigh|thighs"
        "|hamstring|quad|heel|heels|glute|lower limb|leg at a time|le|les|lower extremity"
    ): "limb",
    (
        "way|ways|direction|directions|dir|clockwise and anticlockwise"
        "|clockwise and anti-clockwise|clockwise and counterclockwise|clockwise & anticlockwise"
        "|clockwise / anticlockwise|cw and ccw|cw / ccw|cw & ccw|clockwise then anticlockwise"
        "|clockwise / counterclockwise"
        "|way round|way around|direction round"
    ): "way",
    "left|l|lt|left-side|lle|lue": "left",
    "right|r|rt|right-side|rle|rue": "right",
    "only": "only",
    (
        "alternating|alternate|alternately|alt|alternating sides|alternating legs|alternate sides"
        "|alternate legs|alternating arms|alternating side|alternate arms|alternating leg"
        "|alternating feet|alt sides|alt legs|in alternation|alternating between sides"
        "|alternate leg|alternate side|alternating left and right|alternating l / r"
        "|alternating arms and legs|alternating arm and leg"
    ): "alternating",
    "day|days|d": "day",
    "week|weeks|wk|wks": "week",
    "hour|hours|hr|hrs": "hour",
    (
        "heavy|heavily|moderate|moderately|medium|hard effort|slow|slowly|gentle|gently"
        "|controlled|relaxed|smooth|smoothly|with control|easy|light|lightly|steady|strict"
        "|explosive|explosively|fast|quick|quickly|deep|full|nice and slow|slow and controlled"
        "|slow & controlled|slow and steady|slow , controlled|carefully|slow controlled|good"
        "|quality|bodyweight|at a slow pace|full range|full rom|small|big"
    ): "manner",
    (
        "as fast as you can|as fast as possible|as quickly as possible|as quickly as you can"
        "|as high as you can|as high as possible|as far as you can|as far as possible"
        "|as slow as possible|as slowly as possible|as slowly as you can|as low as you can"
        "|as deep as you can|as hard as you can|as hard as possible|at speed"
    ): "manner",
    "tempo|at tempo|with tempo|at a tempo of|with a tempo of|tempo of": "tempo",
    "@|at": "aim",
    (
        "up|lift|lifting|raise|raising|rise|concentric|concentrics|conc|on the way up|way up"
        "|lift up"
    ): "up",
    (
        "down|lower|lowering|lowers|eccentric|eccentrics|ecc|eccs|on the way down|way down"
        "|lower down|lowering phase|eccentric phase|eccentric lowering|come down"
    ): "down",
    "on|work|hard": "on",
    "off": "off",
    "repeat|repeat this|repeat for|repeated|repeats of|and repeat|repeat it": "again",
    "start with|start at|start on|begin with|starting at|start off with": "lead",
    "frequency|freq|dosage|dose|your dose|how often": "lead",
    "do these|do the following|perform these|complete these|try these|do this": "lead",
    "do|perform|complete|please do|try|please perform|aim for|please complete": "lead",
    "with|using|w /|w": "with",
    (
        "max|amrap|max reps|maximum reps|maximal reps|as many reps as possible"
        "|as many as possible|as many as you can|max reps to fatigue|max to fatigue|as many"
        " reps as you can|to fatigue|until fatigue"
        "|till fatigue|to failure|until failure|till failure|until you stop|until tired"
        "|till tired|to exhaustion|until fatigued|to max|until you fatigue|to tolerance"
        "|reps to fatigue|reps to failure|until you are tired|until form fails"
        "|until form breaks|until form breaks down|until form goes|until technique fails"
        "|until you can't|until it burns|until burning|until you feel the burn"
        "|until you feel a burn"
        "|till it burns|until you shake|until shaking|until you need to stop"
    ): "most",
    (
        "max hold|max holds|maximum hold|maximal hold|as long as possible|as long as you can"
        "|hold as long as possible|hold as long as you can|for as long as possible|max time"
        "|for as long as you can|hold for as long as possible|hold for as long as you can"
        "|for as long as able|as long as able|as long as you are able|for as long as you are able"
        "|for as long as tolerated|as long as tolerated"
        "|hold to fatigue|hold until fatigue|hold to failure|hold max"
    ): "longest",
    "a|an|the|your|my": "article",
    "of": "of",
    "for|within|over|in|taking|lasting|through": "for",
    "and|&|+|then": "and",
    "total|in total|altogether|overall": "total",
    "pyramid|pyramid of|descending pyramid|ladder|ladder of": "pyramid",
    "tabata|tabatas": "tabata",
    ",|;|:|(|)|-|.|[|]|=|\u2022|\u00b7": "mark",
    "/": "slash",
    (
        "both up & one down|both up and one down|both up , one down|two up and one down|"
        "up on two|up on 2|up with two|up with 2|up with both|up on both|1 / 2 squat|1 / 2 squats"
        "|1 / 4 squat|1 / 4 squats|up with both legs|up on both legs|up on two legs|two up|2 up"
    ): "word",
    (
        "short foot|glute max|gluteus max|high knees|high knee|heel to toe|heel toe|2 way"
        "|3 way|4 way|5 way|6 way|quad set|quad sets|glute set|glute sets|hamstring set"
        "|hamstring sets|rest day|step up|a skip|a skips|a-skips|a march|a marches|a run|step ups"
        "|step down|step downs|step over|step overs|l sit|l sits|l hang|v sit|break dance"
        "|up and over|up & over|up + over|side to side|side step|side steps|press up|press ups"
        "|push up|push ups|sit up|sit ups"
        "|pull up|pull ups|chin up|chin ups|curl up|curl ups|two hands|one hand|one side"
        "|leg press|left over|t / y|up and down|over and under|in and out|good morning"
        "|good mornings|step through|easy jog|easy run|figure - 4|figure - 8|figure 4"
        "|figure four|figure of 4|figure 8|figure of 8|figure of four|figure of eight"
    ): "word",
    (
        "don't let|don't allow|don't arch|don't lock|don't twist|don't drop|don't bend|don't lean"
        "|don't bounce|don't rush|don't lift|don't push|don't force|don't rotate|don't tip"
        "|don't sink|don't roll|don't shrug|don't tense|don't swing|don't rock|don't collapse"
        "|don't hyperextend|don't hold|do not let|do not allow|do not arch|do not lock"
        "|do not twist|do not drop|do not bend|do not lean|do not bounce|do not rush|do not lift"
        "|do not push|do not force|do not rotate|do not tip|do not sink|do not roll|do not shrug"
        "|do not tense|do not swing|do not rock|do not collapse|do not hyperextend|do not hold"
        "|dont let|dont allow|dont arch|dont lock|dont twist|dont drop|dont bend|dont lean"
        "|dont bounce|dont rush|dont lift|dont push|dont force|dont rotate|dont tip|dont sink"
        "|dont roll|dont shrug|dont tense|dont swing|dont rock|dont collapse|dont hyperextend"
        "|dont hold|hold onto|hold on to|holding onto|holding on to|hold wall|hold chair"
        "|hold the wall|hold a chair|hold the chair|holding wall|holding chair|holding the wall"
        "|straight|bent|knee|back|flat|glutes|core|tight|engaged|engage|chest|head|neck|tall|toes"
        "|toe|keep|keeping|weight|body|upright|neutral|spine|pelvis|heel|hips|forward|forwards|fwd"
        "|backward|backwards|upwards|inwards|outwards|relax|breathe|breathing|normally|exhale"
        "|inhale|lean|leaning|slight|slightly|range|movement|motion|form|technique|focus|wall"
        "|floor|chair|bench|supported|support|optional|if needed|if able|as tolerated|as able"
        "|as needed|if required|if possible|barefoot|shoes|soft|high|low|wide|narrow|together"
        "|apart|out|level|still|parallel|width|hip-width|shoulder-width|pace|stretch|feel|locked"
        "|unlocked|extended|flexed|turned|pointing|pointed|facing|palms|thumbs|gaze|brace|braced"
        "|abs|belly|ribs|stomach|tummy|torso|trunk|pull|push|press|long|short|single|edge"
        "|assisted|unassisted|weighted|aligned|line|stable|smooth|pinch|blades|blade|quads|bottom"
        "|eyes|eyes closed|eyes open|closed|open|crossed|folded|no hands|hands free|hands-free"
        "|without hands|no support|without support|no shoes|without shoes|off a step|off step"
        "|off the step|on a step|on the step|on step|off the edge of a step|drive|heel|chin|tuck"
        "|tilt|rotate|reach|hollow|tension|landing|landings|land|quiet|stick|return|2 nd toe"
        "|2 nd toes|second toe|yellow|red|green|blue|black|grey|gray|purple|orange|gold|silver"
        "|opposite arm and leg|opposite arm & leg|opposite arm / leg|opposite arm + leg"
        "|mirror|inside|outside|behind|beside|across|in front|in line|in line with|over toes"
        "|touching|by your sides|by sides|at sides|on hips|on your hips|overhead|behind head"
        "|in front of you|for support|for balance|if unsteady|light touch|fingertip support"
        "|tempo controlled|as you lift|as you lower|as you turn|as you go|as you rise|as you push"
        "|as you pull|as you come up|as you go down|breathe out|breathe in|breath out|breath in"
        "|on the floor|on floor|on a mat|on the mat|on mat|on a chair|in a chair|on chair"
        "|on the bed|on bed|on a bench|against the wall|against a wall|against wall|at the wall"
        "|at wall|facing wall|facing the wall|at mid range|@ mid range|at mid-range|@ mid-range"
        "|in mid range|in mid-range|mid range|mid-range|slow down phase|under foot"
        "|under the foot|with breath"
        "|with the breath|with your breath|with breathing|as if|as though"
        "|rest on your forearms|rest on your elbows|rest on your hands|rest on forearms"
        "|resting on your forearms|resting on your elbows|resting on forearms"
    ): "coaching",
    (
        "up to|at least|at most|no more than|not more than|do not|don't|dont|not|never|no|unless"
        "|except|exceed|exceeding|if|until|till|when|whenever|while|maximum|minimum|max of|min"
        "|mins|more|less|than|or|triple|increase|decrease|progress|progressing|progression"
        "|build|building|add|adding|reduce|limit|superset|super set|supersets|emom|e2mom"
        "|dropset|drop set|month|months|minute|minutes|second|seconds|sec|secs"
        "|stage|phase|option|options|choose|morning|mornings|evening|evenings|night|except|again"
        "|last|first|next|other|same|either|instead|third|quarter|percent|%|maybe|perhaps|as"
        "|down to|working|aim|above|below|under|<|\u2264|approx|approximately|about|around"
        "|increasing|decreasing|descending|ascending|count|counts|sec.|rir|rpe|after|before"
        "|during|in the middle|halfway|half way|half-way"
        "|minimum of|maximum of|~|>|affected|unaffected|injured|uninjured|weak|weaker|stronger"
        "|bad|operated|surgical|involved|uninvolved|dominant|non-dominant|fortnightly|fortnight"
        "|swap|swaps|swapping|replace|replaces|substitute|regress|regression|alternatively|vs"
        "|\u274c|\u2717|\u2718|\U0001f6ab|\u26d4|\u2191|\u2193|\u2b06|\u2b07|\u21d1|\u21d3"
        "|monthly|weekend|weekends|soon|later|today|tomorrow|odd|even|any|some|few|several|couple"
        "|many|much|pain|hurts|painful|sore"
    ): "reserved",
}

PHRASES: Final[dict[tuple[str, ...], str]] = {
    tuple(token.text for token in tokens_of(phrase)): kind
    for phrases, kind in _PHRASES.items()
    for phrase in phrases.split("|")
    if phrase.strip()
} | {("|",): "mark"}
OFTEN: Final[dict[tuple[str, ...], tuple[str, tuple[int, int]]]] = {
    tuple(token.text for token in tokens_of(phrase)): (field, often)
    for phrases, (field, often) in {
        "o.d.|o.d|q.d.|q.d": ("per_day", (1, 1)),
        "each a.m.|every a.m.|each am|every am|each p.m.|every p.m.|each pm|every pm|nocte|mane": (
            "per_day",
            (1, 1),
        ),
        "b.d.|b.d": ("per_day", (2, 2)),
        "t.d.s.|t.d.s": ("per_day", (3, 3)),
        "daily|od|qd|each morning|every morning|each evening|every evening": ("per_day", (1, 1)),
        "each night|every night|nightly|every day|each day|per day|a day": ("per_day", (1, 1)),
        "a . m . and p . m|a . m . and p . m .|a . m . & p . m .": ("per_day", (2, 2)),
        "morning & night|morning + night|morning + evening|morning and evening|morning & evening"
        "|morning and night|am and pm": (
            "per_day",
            (2, 2),
        ),
        "mornings and evenings|am & pm|am / pm|am + pm|bd|bid|b.i.d.": ("per_day", (2, 2)),
        "tds|tid|t.i.d.": ("per_day", (3, 3)),
        "qid|qds|q.i.d.": ("per_day", (4, 4)),
        "every other day|every second day|every 2nd day|alternate days": ("per_week", (3, 4)),
        "on alternate days|each other day|eod|e.o.d.|e.o.d|q.o.d.|qod": ("per_week", (3, 4)),
        "weekdays|on weekdays|every weekday": ("per_week", (5, 5)),
        "weekly|once a week|every week|each week": ("per_week", (1, 1)),
    }.items()
    for phrase in phrases.split("|")
}
"""What says by itself how often."""
_OF_THE_DAY: Final = frozenset({"m", "am", "pm", "nocte", "mane"})
PLAIN_OFTEN: Final = frozenset(
    words
    for words, (_, often) in OFTEN.items()
    if often == (1, 1)
    and not words[-1].startswith(("morning", "evening", "night"))
    and _OF_THE_DAY.isdisjoint(words)
)
"""Of these those that say no more than how often."""
PHRASES.update({tuple(way.split()): "rest" for way in WAYS_OF_RESTING})
PHRASES.update(dict.fromkeys(OFTEN, "often"))
PHRASES.update(dict.fromkeys(POSITIONS, "position"))
PHRASES.update(dict.fromkeys(ENDS, "end"))
LONGEST_PHRASE_WORDS: Final = max(map(len, PHRASES))

# fmt: off
NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}
# fmt: on
FOLDS: Final = {"once": 1, "twice": 2, "thrice": 3}
SECONDS: Final = frozenset({"s", "sec", "secs", "second", "seconds", '"'})
MINUTES: Final = frozenset({"min", "mins", "minute", "minutes", "'"})
_MINUTE_WORDS: Final = ("min", "mins", "minute", "minutes")
_TIMES_IN_WORDS: Final = {
    "a|{}|and|a|half": 90,
    "one|{}|and|a|half": 90,
    "1|and|a|half|{}": 90,
    "one|and|a|half|{}": 90,
    "2|and|a|half|{}": 150,
    "two|and|a|half|{}": 150,
    "half|a|{}": 30,
    "a|half|{}": 30,
    "half|{}": 30,
    "a|{}": 60,
    "a|couple|of|{}": 120,
    "couple|of|{}": 120,
}
TIMES_IN_WORDS: Final = tuple(
    (tuple(form.format(word).split("|")), seconds)
    for form, seconds in _TIMES_IN_WORDS.items()
    for word in _MINUTE_WORDS
)
"""Times that are written without a number, the longest first."""
HOURS: Final = frozenset({"h", "hr", "hrs", "hour", "hours"})
METRES: Final = frozenset({"m", "metre", "metres", "meter", "meters", "mtr", "mtrs"})
LOADS: Final = frozenset({"kg", "kgs", "lb", "lbs", "%", "kilos"})
DEGREES: Final = frozenset({"\u00b0", "degrees", "degree", "deg"})
OTHER_UNITS: Final = frozenset({"km", "cm", "mm", "ft", "yd", "yds", "yards", "miles", "mile"})

IN_A_NAME: Final = frozenset(
    {"word", "coaching", "limb", "hold", "pause", "steps", "way", "up", "down", "manner"}
    | {"article", "of", "for", "and", "with", "on", "off", "mark", "slash", "breaths", "aim"}
    | {"position", "one_limb", "two_limbs", "squeeze", "end", "tempo"}
)
"""The kinds that may stand in a drill's name."""
IN_A_NOTE: Final = (IN_A_NAME | {"each_rep"}) - {
    *("word", "slash", "steps", "breaths", "pause", "one_limb", "two_limbs")
}
"""The kinds that a note after the dose may be made of."""
TELLING: Final = frozenset({"coaching", "manner", "position", "squeeze"})
"""The kinds of which a note needs one."""
GLUE: Final = frozenset({"of", "for", "and", "with", "aim", "lead", "article"})
"""The kinds that lead from one part of a line to the next and say nothing by themselves."""
