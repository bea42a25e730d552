"""Words on buttons and keys that are met on more than one page."""

START = "Start"
BACK = "Back"
CLOSE = "Close"
HOME = "Home"
ROUTINES = "Routines"
WAIT_FOR_ME = "Wait for me"
WAIT_BEFORE_EACH_SET = "Wait for me before each set"
STANDING_ONLY = "Standing only"
FULL_SCREEN = "Full screen"
ALL_KEYS = "All keys"

ENTER = "Enter"
ESC = "Esc"
SHIFT_ESC = "Shift Esc"


def less_of(control: str) -> str:
    return f"{control}: less"


def more_of(control: str) -> str:
    return f"{control}: more"
