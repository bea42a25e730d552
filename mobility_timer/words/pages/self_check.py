"""The self-check: its signs, what follows from them, and the page around them."""

from __future__ import annotations

from mobility_timer.words.numbers import counted

TITLE = "Self-check"
ASKS = "Ankles or hips?"
HINT = "Eight signs, yes or no, under a minute."
YES = "Yes"
NO = "No"
ANSWERS = {None: "not answered", True: "yes", False: "no"}
SHOW_THE_DRILLS = "Show the drills"
MEASURE = "Knee-to-wall measure"


def answer(word: str, question: str) -> str:
    return f"{word}: {question}"


def row_keys(hint: str) -> str:
    return f"{hint} Y for yes, N for no"


def to_go(questions: int) -> str:
    return f"{counted(questions, 'question')} to go. Y is yes, N is no."


SIGNS = {
    "heels-lift": (
        "Do your heels lift in a deep squat or a lunge?",
        "Try a slow squat, feet hip-width apart, as deep as is easy.",
    ),
    "tight-calves": (
        "Do your calves or Achilles tendons keep getting tight?",
        "Think of the morning after a run.",
    ),
    "pain-below": (
        "Do a knee, a shin or the sole of a foot often hurt?",
        "Now or in the last few weeks.",
    ),
    "short-stride": (
        "Is your stride short, or does your heel come up early?",
        "A friend's film from the side shows it.",
    ),
    "same-side": (
        "Is the trouble always on the same side?",
        "Say no if there is none.",
    ),
    "no-push-behind": (
        "Does the front of your hip feel tight when the leg is behind you?",
        "Step into a long lunge, trunk upright.",
    ),
    "stiff-turn": (
        "Does a hip pinch or stop early when you turn the knee in or out?",
        "Sit on the floor, feet wide, and let both knees drop to one side, then the other.",
    ),
    "back-takes-over": (
        "Does your lower back arch or feel it first in lunges or after a run?",
        "Watch your back in a mirror as you lunge.",
    ),
}
"""By the id of a sign: a question to be answered yes or no, and how to find out."""

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

SPEAKS_FOR_NEITHER = "Nothing here speaks for ankles or hips. This keeps both moving."
SPEAKS_FOR_ANKLES = "Your answers speak for the ankles."
SPEAKS_FOR_HIPS = "Your answers speak for the hips."
SPEAKS_FOR_BOTH = "Your answers speak for ankles and hips, so do both."

IF_IT_HURTS = "Move only where nothing hurts. Pain that stays is one for a physiotherapist."
BOTH_SIDES_ALIKE = "Do both sides alike, and measure them to see if they differ."
