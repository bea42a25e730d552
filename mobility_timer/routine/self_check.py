"""A few signs that ankles or hips hold a runner back, and the routine that they speak for.

It proposes; it diagnoses nothing. The signs are what runners and coaches look for; no study was
found that ties them to an outcome.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum


class Area(Enum):
    ANKLES = "ankles"
    HIPS = "hips"


@dataclass(frozen=True)
class Sign:
    """A question to be answered yes or no; `hint` says how to find out."""

    id: str
    area: Area
    question: str
    hint: str


@dataclass(frozen=True)
class Advice:
    """A routine by its id, why it is proposed, and what else there is to say."""

    routine: str
    because: str
    notes: tuple[str, ...]
    offers_knee_to_wall: bool


SIGNS = (
    Sign(
        "heels-lift",
        Area.ANKLES,
        "Do your heels lift in a deep squat or a lunge?",
        "Try a slow squat, feet hip-width apart, as deep as is easy.",
    ),
    Sign(
        "tight-calves",
        Area.ANKLES,
        "Do your calves or Achilles tendons keep getting tight?",
        "Think of the morning after a run.",
    ),
    Sign(
        "pain-below",
        Area.ANKLES,
        "Do a knee, a shin or the sole of a foot often hurt?",
        "Now or in the last few weeks.",
    ),
    Sign(
        "short-stride",
        Area.ANKLES,
        "Is your stride short, or does your heel come up early?",
        "A friend's film from the side shows it.",
    ),
    Sign(
        "same-side",
        Area.ANKLES,
        "Is the trouble always on the same side?",
        "Say no if there is none.",
    ),
    Sign(
        "no-push-behind",
        Area.HIPS,
        "Does the front of your hip feel tight when the leg is behind you?",
        "Step into a long lunge, trunk upright.",
    ),
    Sign(
        "stiff-turn",
        Area.HIPS,
        "Does a hip pinch or stop early when you turn the knee in or out?",
        "Sit on the floor, feet wide, and let both knees drop to one side, then the other.",
    ),
    Sign(
        "back-takes-over",
        Area.HIPS,
        "Does your lower back arch or feel it first in lunges or after a run?",
        "Watch your back in a mirror as you lunge.",
    ),
)

KNEE_TO_WALL = (
    "Face a wall, no shoes, one foot in front.",
    "Big toe pointing straight at the wall, heel down.",
    "Bend the knee over the middle toe until it just touches.",
    "Move the foot back until the heel only just stays down.",
    "Measure from big toe to wall. Three times a side, keep the best.",
)
KNEE_TO_WALL_NOTE = (
    "Healthy adults reach about 12 cm, give or take 3, and most have both sides within 1.5 cm. "
    "Less than 2 cm of change between two days is within the error of measuring."
)
NOT_ADVICE = "This is no diagnosis and no medical advice."

_BECAUSE = {
    frozenset[Area](): "Nothing here speaks for ankles or hips. This keeps both moving.",
    frozenset({Area.ANKLES}): "Your answers speak for the ankles.",
    frozenset({Area.HIPS}): "Your answers speak for the hips.",
    frozenset(Area): "Your answers speak for ankles and hips, so do both.",
}
_ROUTINE = {
    frozenset[Area](): "ankles-and-hips",
    frozenset({Area.ANKLES}): "ankle-focus",
    frozenset({Area.HIPS}): "hip-maintenance",
    frozenset(Area): "ankles-and-hips",
}


def advise(yes: Collection[str]) -> Advice:
    """What to do, from the ids of the signs answered with yes."""
    areas = frozenset(sign.area for sign in SIGNS if sign.id in yes)
    notes = []
    if "pain-below" in yes:
        notes.append("Move only where nothing hurts. Pain that stays is one for a physiotherapist.")
    if "same-side" in yes:
        notes.append("Do both sides alike, and measure them to see if they differ.")
    return Advice(_ROUTINE[areas], _BECAUSE[areas], tuple(notes), Area.ANKLES in areas)
