"""The page after a session."""

DONE = "Done"
STOPPED = "Stopped here"
AGAIN = "Again"
GO_ON = "Go on"
DRILLS = "Drills"
HELD = "held"

STOPPED_FAREWELL = "Go on where you stopped, or leave it here. What you did counts."
BEFORE_RUN_FAREWELL = "Start your run easy and let the pace come."
FAREWELL = "Three or four sessions a week keep you moving."


def did(drill: str, done: bool) -> str:
    return f"{drill}, done" if done else drill


def done_of(number: int, of: int) -> str:
    return f"{number} of {of}" if number < of else str(of)


def drills(number: int) -> str:
    return "drill" if number == 1 else "drills"


def reps(number: int) -> str:
    return "rep" if number == 1 else "reps"


def minutes(number: int) -> str:
    return "minute" if number == 1 else "minutes"
