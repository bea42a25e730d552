"""What is known of a body by words: how it lies or stands, and how a movement is usually done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mobility_timer.library.prescription.grammar.tokens import plainly_spelled, tokens_of

LIES: Final = "lies"
"""Lying that is said without how: on the back, the front or a side."""


def _phrases(table: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """What each phrase stands for, by its words."""
    return {
        tuple(token.text for token in tokens_of(plainly_spelled(phrase))): said
        for phrases, said in table.items()
        for phrase in phrases.split("|")
    }


POSITIONS: Final = _phrases(
    {
        (
            "standing|in standing|standing up|stood|stand on|stand with|stand tall|stand at"
            "|stand facing|stand in|stand sideways"
        ): "standing",
        (
            "kneeling|in kneeling|1 / 2 kneeling|half-kneel|half kneel|1 / 2 kneel|kneel on"
            "|kneel with|half kneeling|half-kneeling|in half kneeling|tall kneeling|tall-kneeling"
            "|high kneeling|high-kneeling|all fours|all-fours|on all fours|on hands and knees"
            "|hands and knees|quadruped|in quadruped|4 point kneeling|four point kneeling"
            "|4-point kneeling|four-point kneeling|in 4 point kneeling|in four point kneeling|4pk"
            "|4 point|four point|kneeling on all fours"
        ): "kneeling",
        (
            "sitting|in sitting|seated|sat|sit on|sit in|sit with|sit tall|sit upright|sit at"
            "|long sitting|long-sitting|in long sitting|long sit|high sitting|sitting up"
        ): "sitting",
        (
            "supine|in supine|supine lying|lying supine|on back|on your back|lying on back"
            "|lying on your back|lie on your back|lie on back|laying on back|laying on your back"
            "|face up|face-up|lying face up|crook lying|crook-lying|crook ly|crook-ly|in"
            " crook lying|hook lying"
            "|hook-lying|hooklying"
        ): "lying",
        (
            "prone|in prone|prone lying|prone-lying|lying prone|face down|face-down|facedown"
            "|lying face down|lie face down|on front|on your front|lying on front|on stomach"
            "|lying on your front|lie on your front|lie on front|on your stomach|on your tummy"
            "|on tummy|on your belly|lying on your stomach|lying on stomach|lying on your tummy"
            "|lying on tummy|lying on your belly|lie on your stomach|lie on your tummy"
            "|laying on front|laying on your front|laying on stomach|laying face down"
        ): "prone",
        (
            "side lying|side-lying|sidelying|in side lying|in side-lying|on your side|side-ly"
            "|side ly"
            "|lying on side|lying on your side|lie on your side|lie on side|lying on one side"
            "|laying on side|side laying"
        ): "side-lying",
        "lying|laying|in lying|lying down|laying down": LIES,
    }
)
"""A position that is said; `LIES` where it is not said how."""
COMMANDS: Final = frozenset({"stand", "sit", "kneel"})
"""Positions only where a line begins with them: elsewhere they are a part of a movement."""

ENDS: Final = _phrases(
    {
        (
            "at the top|in top position|at top position|at top|in the top position"
            "|at the top position|top|at the top of|up top|on top|at the highest point"
        ): "top",
        (
            "at the bottom|in bottom position|at bottom position|at bottom|in the bottom position"
            "|at the bottom position|in the bottom|at the bottom of|in the hole"
            "|at the lowest point|bottom"
        ): "bottom",
        (
            "at end|at end of movement|at the end of the movement"
            "|at end range|at end of range|at the end of range|at the end range|at the end"
            "|at extension|at full extension|at full flexion|in full extension"
            "|end range|end of range|at full range|at the end of the range|at end-range|end-range"
        ): "end",
    }
)
"""Where in a rep one holds."""

USUAL_POSITIONS: Final = _phrases(
    {
        (
            "squat|squats|lunge|lunges|calf raise|calf raises|heel raise|heel raises|heel drop"
            "|heel drops|wall sit|wall sits|deadlift|deadlifts|rdl|rdls|step up|step ups"
            "|step down|step downs|leg swing|leg swings|balance|balances|hop|hops|jump|jumps|pogo"
            "|pogos|skip|skips|carry|carries|walk|walks|walking|stance|jog|jogging|run|running"
            "|stride|strides|march|marching|knee to wall|hip hitch|hip hitches|good morning"
            "|good mornings|step-up|step-ups|step-down|step-downs|high knees|butt kicks"
            "|calf stretch"
        ): "standing",
        (
            "bird dog|bird dogs|bird-dog|bird-dogs|cat cow|cat cows|cat-cow|cat-cows|cat camel"
            "|cat-camel|cat / cow|cat / camel|cat and camel|cat and cow|thread the needle"
            "|child's pose|childs pose|couch stretch"
            "|donkey kick|donkey kicks|fire hydrant|fire hydrants|nordic"
            "|nordics|adductor rock|adductor rocks|rock back|rock backs|rockbacks"
        ): "kneeling",
        "butterfly|butterflies|90 / 90|90 - 90|pigeon": "sitting",
        (
            "bridge|bridges|bridging|dead bug|dead bugs|dead-bug|deadbug|deadbugs|curl up"
            "|curl ups|curl-up|curl-ups|crunch|crunches|sit up|sit ups|sit-ups|pelvic tilt"
            "|pelvic tilts|heel slide|heel slides|knee to chest|knees to chest|slr|slrs"
            "|straight leg raise|straight leg raises|quad set|quad sets|quads sets|knee rolls"
            "|hollow hold|windscreen wipers|windshield wipers|happy baby|straight-leg raise"
            "|straight-leg raises|hip thrust|hip thrusts|hamstring stretch with strap"
            "|hamstring stretch with a strap|hamstring stretch with towel|figure 4|figure four"
        ): "lying",
        (
            "plank|planks|superman|supermans|supermen|push up|push ups|push-up|push-ups|press up"
            "|press ups|press-up|press-ups|sphinx|cobra|back extension|back extensions|locust"
            "|mountain climber|mountain climbers|scorpion|scorpions"
        ): "prone",
        (
            "side plank|side planks|side-plank|side-planks|side bridge|side bridges"
            "|copenhagen|copenhagens|clam|clams"
            "|copenhagen plank|copenhagen planks|clamshell|clamshells|clam shell|clam shells"
            "|open book|open books"
        ): "side-lying",
        (
            "sit to stand|sit to stands|sit-to-stand|sit-to-stands|toe yoga|knee extension"
            "|knee extensions"
        ): "seated",
    }
)
"""How one usually is for a movement; `seated` is on a chair."""
_PRONE_WHERE_ONE_LIES: Final = _phrases(
    {"curl|curls|hip extension|hip extensions|back raise|y|t|w": "prone"}
)
_SEATED_ON_THE_FLOOR: Final = _phrases(
    {
        (
            "forward fold|forward bend|butterfly|straddle|90 / 90|twist|spinal twist|pike|frog"
            "|floor|mat|pigeon|long sitting|long-sitting|long sit|ground|cross-legged"
            "|cross legged"
        ): "floor",
    }
)
ONE_SIDED: Final = _phrases(
    {
        (
            "side plank|side planks|side-plank|side-planks|clam|clams|clamshell|clamshells"
            "|side bridge|side bridges|clam shell|clam shells|open book|open books|pigeon"
            "|figure 4|figure four|figure-four"
            "|figure of 4|figure of four|split squat|split squats|couch stretch|half kneeling"
            "|half-kneeling|copenhagen|copenhagens|pistol|pistols|piriformis|hip airplane"
            "|hip airplanes|side lying|side-lying|sidelying|slr|straight leg raise"
            "|straight leg raises|hip hitch|hip hitches"
        ): "each",
    }
)
"""What can only be done one side at a time."""
_DOWN_FIRST: Final = _phrases(
    {
        (
            "squat|squats|lunge|lunges|heel drop|heel drops|push up|push ups|push-up|push-ups|dip"
            "|dips|step down|step downs|step-down|step-downs|rdl|rdls|good morning|good mornings"
            "|nordic|nordics|pistol|pistols|single leg deadlift|romanian deadlift"
        ): "down",
    }
)


def usual_position(name: str, *, lies: bool) -> str:
    """How one usually is for what has this name; empty where that is not known."""
    if lies:
        return _found(name, _PRONE_WHERE_ONE_LIES) or "lying"
    return _found(name, USUAL_POSITIONS)


def is_on_the_floor(name: str) -> bool:
    """Whether one who sits for it usually sits on the floor."""
    return bool(_found(name, _SEATED_ON_THE_FLOOR))


def is_one_sided(name: str) -> bool:
    return bool(_found(name, ONE_SIDED))


def goes_down_first(name: str) -> bool:
    return bool(_found(name, _DOWN_FIRST))


def _found(name: str, table: Mapping[tuple[str, ...], str]) -> str:
    """What the longest phrase of the name stands for that is known."""
    words = tuple(token.text for token in tokens_of(plainly_spelled(name)))
    found = [
        (length, said)
        for length in range(1, min(len(words), max(map(len, table))) + 1)
        for at in range(len(words) - length + 1)
        if (said := table.get(words[at : at + length]))
    ]
    return max(found, key=lambda one: one[0])[1] if found else ""
