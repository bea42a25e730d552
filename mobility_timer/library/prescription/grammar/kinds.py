"""What the name of a drill tells of its kind: held or counted, with both limbs or with one."""

from __future__ import annotations

import re

from mobility_timer.library.prescription.grammar.movements import is_one_sided
from mobility_timer.library.prescription.grammar.tokens import plainly_spelled

_HELD = re.compile(
    r"\b(?:planks?|stretch(?:es)?|holds?|(?:wall|v|l)[- ]?sits?|balance|hang|pose|isometrics?"
    r"|stance|stand(?:ing)? on (?:one|1|single)[- ](?:leg|foot))\b",
    re.IGNORECASE,
)
"""What is rather held: of this, `3x30` may mean reps or seconds."""
_COUNTED = re.compile(
    r"\b(?:raises?|lifts?|curls?|press(?:es)?|squats?|lunges?|rows?|extensions?|rotations?|kicks?"
    r"|taps?|dips?|deadlifts?|circles?|jumps?|hops?|bends?|pulses?|reaches|y[- ]balance reach"
    r"|swings?|rolls?|slides?|ups?|downs?"
    r"|(?:world'?s[- ]greatest|dynamic\b[\w -]*|spider-?man|open[- ]book|cat[- ]cow) stretch(?:es)?"
    r"|cat[- /](?:cows?|camels?)|marche?s?|walks?|drives?|drops?|lowers|bridges?|rocks?|pumps?"
    r"|openers?|twists?|turns?|inchworms?|burpees?|clams?|clamshells?|crunch(?:es)?|bugs?|dogs?"
    r"|climbers?|thrusts?|thrusters?|rdls?|windmills?|switches|airplanes?|shrugs?|fl(?:y|ies|yes)"
    r"|sweeps?|scoops?|walkouts?|saws?|pumps?|skips?|hinges?|halos?|pistols?|nordics?|abductions?"
    r"|adductions?|flexions?|throws?|tilts?|pikes?|swimmers?|supermans?|angels?)\b",
    re.IGNORECASE,
)
"""What is rather counted; where both are named, what comes last."""
_WITH_BOTH = re.compile(
    r"\b(?:squats?|raises?|bridges?|jumps?|hops?|press(?:es)?|deadlifts?|curls?|rdls?|thrusts?"
    r"|drops?|pogos?|sit to stand|good mornings?)\b",
    re.IGNORECASE,
)
"""What both limbs do at once, unless a single one is named."""
_WITH_ONE = re.compile(r"\bsplit\b|\blunges?\b", re.IGNORECASE)
_OF_SIDES = re.compile(
    r"\b(?:bird[- ]?dogs?|dead[- ]?bugs?|skaters?|step[- ]?ups?|mountain climbers?|leg swings?"
    r"|shoulder taps?|marche?s?|marching|wipers?|twists|pedals|pedalling|switches"
    r"|knee (?:drops|rolls)|high knees|butt kicks)\b",
    re.IGNORECASE,
)
"""What is done with one side and the other, so that a total is of both."""


_QUICK = re.compile(
    r"\b(?:sprints?|strides?|striders?|high knees|skips?|skipping|hops?|hopping|jumps?|jumping"
    r"|runs?"
    r"|running|jogs?|jogging|climbers?|jacks?|kicks?|shuffles?|bounds?|bounding|pogos?|feet|burpees?"
    r"|march(?:es|ing)?|swings?|drills?|bounces?|taps|steps?|cycling|bike|cadence|carioca|grapevine)\b",
    re.IGNORECASE,
)
"""What goes on for so many seconds, and is not held."""


def is_quick(name: str) -> bool:
    """Whether it goes on for so many seconds at a time, and is not held."""
    return bool(_QUICK.search(name)) and not is_held(name)


_TENSED = re.compile(
    r"\b(?:squeezes?|contractions?|activations?|clench(?:es)?|brac(?:e|es|ing)|sets|isos?)\b",
    re.IGNORECASE,
)


def is_tensed(name: str) -> bool:
    """Whether a muscle is tensed without a movement, so that seconds beside reps are of each."""
    return bool(_TENSED.search(name))


def is_with_both(name: str) -> bool:
    """Whether both limbs do it at once, unless a single one is said."""
    return bool(_WITH_BOTH.search(name)) and not is_one_sided(name)


_OF_BOTH_AT_ONCE = re.compile(
    r"\b(?:wall[- ]sits?|planks?|push[- ]?ups?|press[- ]?ups?|sit[- ]?ups?|crunch(?:es)?|squats?"
    r"|good mornings?|burpees?|sit[- ]to[- ]stands?|jumping jacks|cat[- ]cows?|child'?s pose"
    r"|double leg \w+)\b",
    re.IGNORECASE,
)
_WITH_SIDES = re.compile(
    r"\b(?:single|one|side|split|pistol|(?<!double )leg|sl|lateral|skater)\b", re.IGNORECASE
)


def is_of_both_at_once(name: str) -> bool:
    """Whether it has no sides, so that "each" after its sets is each set."""
    return bool(_OF_BOTH_AT_ONCE.search(name)) and not (
        takes_sides(name) or _WITH_SIDES.search(name)
    )


def is_with_one(name: str) -> bool:
    return bool(_WITH_ONE.search(name))


def takes_sides(name: str) -> bool:
    """Whether a total of it is of both sides together."""
    return is_one_sided(name) or is_with_one(name) or bool(_OF_SIDES.search(name))


def is_counted(name: str) -> bool:
    """Whether what has this name is counted, and not held."""
    return not is_held(name) and bool(_COUNTED.search(plainly_spelled(name)))


def is_held(name: str) -> bool:
    """Whether what has this name is rather held than counted."""
    name = plainly_spelled(name)
    held = [found.end() for found in _HELD.finditer(name)]
    counted = [found.end() for found in _COUNTED.finditer(name)]
    return bool(held) and max(held) > max(counted, default=0)
