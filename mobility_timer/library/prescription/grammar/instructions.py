"""How an instruction is worded, which stands beside a dose and changes nothing of it."""

from __future__ import annotations

from typing import Final

# fmt: off
INSTRUCTING: Final = frozenset({
    "keep", "focus", "think", "use", "push", "press", "pull", "drive", "squeeze", "tuck",
    "tighten", "engage", "brace", "relax", "breathe", "exhale", "inhale", "lead", "land",
    "stay", "stand", "sit", "look", "face", "point", "turn", "reach", "lean", "walk", "bend",
    "straighten", "move", "control", "maintain", "place", "put", "cross", "slide", "roll",
    "swing", "tap", "touch", "grip", "spread", "rotate", "twist", "open", "close", "return",
    "remember", "go", "ensure", "avoid", "lie", "kneel", "imagine", "feel", "draw", "pinch",
    "tilt", "resist", "bring", "let", "float", "hinge", "send", "shift", "soften", "lengthen",
    "drop", "raise", "lift", "lower", "step", "hug", "rise", "record", "note", "write",
    "track", "log", "shorten", "loop", "wrap", "clasp", "grab", "grasp", "hook", "flatten", "round",
    "curl", "extend", "flex", "squash", "trace", "plant",
    "keeping", "pushing", "pressing", "pulling", "driving", "tucking", "tightening", "pointing",
    "reaching", "leaning", "bending", "straightening", "moving", "letting", "bringing", "lifting",
    "lowering", "turning", "sliding", "placing", "crossing", "controlling", "squeezing",
})
"""How an instruction begins, which may then have words that are not known."""
IN_AN_INSTRUCTION: Final = frozenset({
    "as", "while", "when", "or", "other", "above", "below", "under", "around", "about",
    "during", "than", "no", "not", "don't", "out", "same", "towards", "before", "until",
    "between",
})
"""Words that change a dose, and do not where they stand in an instruction."""
COUNTED: Final = frozenset({
    "circles", "rotations", "taps", "touches", "swings", "pulses", "contractions", "squeezes",
    "lifts", "raises", "pumps", "rolls", "slides", "turns", "kicks", "jumps", "hops", "squats",
    "lunges", "rocks", "pulls", "pushes", "presses", "curls", "twists", "drives", "bends",
    "oscillations", "mobilisations", "mobilizations", "mobs", "passes", "strokes", "glides",
    "extensions", "flexions", "reaches", "dips", "clams", "bridges", "switches", "crunches",
    "efforts", "openers", "sweeps", "scoops", "walkouts", "lowers", "stretches",
    "tilts", "marches", "contacts", "bounces", "skips", "throws", "catches", "claps",
})
"""What reps are called by what is done."""
DRILLS: Final = frozenset({"squats", "lunges", "clams", "bridges", "crunches", "dips", "curls"})
"""Of these the names of drills, which count reps only of what is called so."""
WAYS_OF_RESTING: Final = frozenset(
    " ".join((*how, rest))
    for how in (
        ("walk",), ("walking",), ("jog",), ("jogging",), ("easy",), ("active",), ("passive",),
        ("standing",), ("full",), ("complete",), ("walk", "back"), ("jog", "back"),
        ("easy", "jog"), ("easy", "walk"), ("slow", "jog"), ("slow", "walk"),
    )
    for rest in ("rest", "recovery", "break")
) | {" ".join(("recovery", how)) for how in ("jog", "walk")}
"""Rests that are spent in some way."""
THERE_AND_BACK: Final = frozenset({
    (there, back)
    for those, others in (
        (("forwards", "forward", "fwd", "fwds"), ("backwards", "backward", "back", "bwd")),
        (("clockwise", "cw"), ("anticlockwise", "anti-clockwise", "counterclockwise", "ccw")),
        (("inwards", "in"), ("outwards", "out")),
    )
    for there, back in ((a, b) for one in those for other in others
                        for a, b in ((one, other), (other, one)))
})
"""Words for one way and for the other."""
IN_TWO_WAYS: Final = frozenset(
    frozenset(" ".join((*of, way)) for way in ways)
    for of, ways in (
        ((), ("straight", "bent")),
        ((), ("extended", "flexed")),
        (("eyes",), ("open", "closed")),
    )
)
"""How one drill is done first in one way and then in the other."""
# fmt: on
