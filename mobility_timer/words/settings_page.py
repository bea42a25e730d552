"""The settings page."""

TITLE = "Settings"
LOOK = "Look"
LIGHT_OR_DARK = "Light or dark"
AS_THE_SYSTEM = "as the system"
LIGHT = "light"
DARK = "dark"
MOVEMENT = "Movement"
MOVEMENT_ON_SCREEN = "Movement on screen"
ONLY_THE_FIGURE = "only the figure moves"
ALL_OF_IT = "all of it"
SOUND = "Sound"
COUNT_OF_REPS = "Count of the reps"
VOLUME = "Volume"
WHILE_YOU_DO_IT = "While you do it"
TIME_TO_GET_READY = "Time to get ready"
YOUR_OWN_ROUTINES = "Your own routines"
OPEN_THE_FOLDER = "Open the folder"
PRIVACY = (
    "Everything stays on this computer: no account, no network, nothing is counted or sent. "
    "This is not medical advice. Move where nothing hurts."
)


def volume(percent: int) -> str:
    return f"{percent} %"


def seconds(count: int) -> str:
    return f"{count} s"
