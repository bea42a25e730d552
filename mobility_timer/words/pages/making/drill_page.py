"""The page of a drill of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from mobility_timer.words.language.lists import listed

TITLE = "Your drill"
MY_DRILL = "My drill"
UNDO = "Undo"
REDO = "Redo"
SAVE = "Save"
SAVE_KEY = "Ctrl S"
NAME = "Name"
SPOKEN = "What is said"
SPOKEN_AS = "What the voice calls it, where that is not the name"
POSITION = "Position"
DOSE = "Dose"
UNITS = {"reps": "reps", "hold": "seconds, held"}
FIRST = {"reps": 8, "hold": 30}
PHASES = "Phases of a rep"
PHASE = "One more"
NO_BREATH = "no breath"
BREATHS = {"out": "breathe out", "in": "breathe in", "hold": "hold the breath"}
SIDES = "Sides"
SHAPES = {"both": "both at once", "each": "one after the other", "alternate": "taking turns"}
SIDE_MEANS = "Which side is meant: the leg that moves"
STEPS = "Set up"
STEP = "A step: Face the wall"
CUES = "Cues"
CUE = "A few words: Slow and smooth"
NEEDS_HEAD = "Needs"
NEEDS = "What must be at hand: wall, mat"
FIGURE = "What is seen"
MOVES_LIKE = "Moves like"
NO_FIGURE = "no figure"
ADD_PICTURES = "Own pictures"
NO_PICTURES = "Without pictures"
PICTURE_FILES = "Pictures (*.png *.gif *.webp)"
WHAT_IS_SAID = "What will be said"
HEAR = "Hear and see it"


def phase(number: int) -> str:
    return f"Name of phase {number}"


def phase_seconds(number: int) -> str:
    return f"Seconds of phase {number}"


def breath(number: int) -> str:
    return f"Breath in phase {number}"


def step(number: int) -> str:
    return f"Step {number}"


def cue(number: int) -> str:
    return f"Cue {number}"


def these_pictures(names: Sequence[str]) -> str:
    return f"Shown phase by phase: {listed(list(names))}."


def cannot_be_read(file: object, why: str) -> str:
    return f"{file} cannot be read{f' ({why})' if why else ''}."


def too_large(name: str) -> str:
    return f"{name} is too large: a picture can be at most 4 MB."


def not_taken(name: str, why: str) -> str:
    return f"{name} was not taken: it {why}."


def at_most(number: int) -> str:
    return f"A drill has at most {number} pictures; the first {number} are taken."
