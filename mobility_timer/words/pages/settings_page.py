"""The settings page."""

TITLE = "Settings"
LOOK = "Look"
LIGHT_OR_DARK = "Light or dark"
AS_THE_SYSTEM = "as the system"
LIGHT = "light"
DARK = "dark"
CONTRAST = "Contrast"
HIGH_CONTRAST = "high"
USUAL_CONTRAST = "usual"
MOVEMENT = "Movement"
MOVEMENT_ON_SCREEN = "Movement on screen"
ONLY_THE_FIGURE = "only the figure moves"
ALL_OF_IT = "all of it"
SOUND = "Sound"
COUNT_OF_REPS = "Count of the reps"
PARTS_OF_A_REP = "Lift, hold, lower"
PARTS = {"none": "not told", "tones": "tones", "words": "words"}
VOLUME = "Volume of the voice"
TONE_VOLUME = "Volume of the tones"
TONES = "Tones"
WARM = "warm"
BRIGHT = "bright"
LOW = "low and quiet"
OWN_TONES = "your own files"
HOW_THE_TONES_SOUND = "How they sound"
WHERE_OWN_TONES = "WAV files in your folder “tones”: go.wav, rep.wav and so on; see the README"
LISTEN_TO_TONES = "Listen to the tones"
COUNT_IN = "Count-in"
THREE_BEEPS = "three beeps"
ONE_BEEP = "one beep"
SPEAKS = "Spoken cues"
VOICE = "Voice"
SPEED = "Speed of the voice"
HOW_IT_SOUNDS = "How it sounds"
LISTEN = "Listen"
LISTENING = "Preparing"
NOT_HEARD = "This voice can't be heard. Try another."
FIRST_THAT_WORKS = "the best there is"
BUILT_IN = "Heart, built in (English)"
YOUR_COMMAND = "your own command"
THE_SYSTEMS = "this computer's usual one"
LINES_BY = "With a screen reader, lines are said by"
LINES_BY_EITHER = "the voice, or the reader without it"
LINES_BY_VOICE = "the voice"
LINES_BY_READER = "the screen reader"
WHILE_YOU_DO_IT = "While you do it"
TIME_TO_GET_READY = "Time to get ready"
HABITS = "Your weeks"
SESSIONS_A_WEEK = "Sessions a week"
REMINDERS = "Reminders"
ON_DAYS = "Days"
TIME = "Time"
AT_THE_DESK = "After an hour at the desk"
IN_THE_TRAY = "Stay in the tray, to remind you"
CALENDAR = "For your own calendar"
SAVE_CALENDAR = "Save as ICS"
WHEN_REMINDED = (
    "Only while the program runs, never during a session, and not while your desktop is set to do "
    "not disturb."
)
YOUR_OWN_ROUTINES = "Your own routines"
OPEN_THE_FOLDER = "Open the folder"
PRIVACY = (
    "Everything stays on this computer: no account, no network, nothing is counted or sent. "
    "This is not medical advice. Move where nothing hurts."
)


def system_voice(name: str, language: str) -> str:
    return f"{name} ({language})" if language else name


def percent(number: int) -> str:
    return f"{number} %"


def seconds(count: int) -> str:
    return f"{count} s"
