"""The self-check: its signs, what follows from them, and the page around them."""

from __future__ import annotations

from mobility_timer.words.language.numbers import counted

TITLE = "Self-check"
ASKS = "Ankles or hips?"
HINT = "A few signs, yes or no, about a minute."
YES = "Yes"
NO = "No"
ANSWERS = {None: "not answered", True: "yes", False: "no"}
SHOW_THE_DRILLS = "Show the drills"
MEASURE = "Measure knee to wall"


def last_time(day: str, because: str) -> str:
    return f"Last time, on {day}: {because[:1].lower()}{because[1:]}"


def answer(word: str, question: str) -> str:
    return f"{word}: {question}"


def row_keys(hint: str) -> str:
    return f"{hint} Y for yes, N for no"


def to_go(questions: int) -> str:
    return f"{counted(questions, 'question')} to go. Y is yes, N is no."


AREAS = {"ankles": "Ankles", "hips": "Hips"}
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
        "Ask a friend to film you from the side.",
    ),
    "same-side": (
        "Is the trouble always on the same side?",
        "Say no if there is none.",
    ),
    "shoe-wear": (
        "Is one edge of your soles, or one shoe, worn more than the rest?",
        "Look at an old pair from behind.",
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

NOT_ADVICE = "This is not a diagnosis or medical advice."

SPEAKS_FOR_NEITHER = "Nothing points to your ankles or hips. This keeps both moving."
SPEAKS_FOR_ANKLES = "Your answers point to your ankles."
SPEAKS_FOR_HIPS = "Your answers point to your hips."
SPEAKS_FOR_BOTH = "Your answers point to both ankles and hips, so do both."

SPEAKS_FOR_GENTLE = "Something hurts, so start with the gentle routine, well inside your range."
IF_IT_HURTS = (
    "Keep it small and easy. Stop if anything hurts. If pain persists, see a physiotherapist."
)
BOTH_SIDES_EQUALLY = "Do both sides equally."
BOTH_SIDES_ALIKE = "Do both sides equally, and measure them to see if they differ."
