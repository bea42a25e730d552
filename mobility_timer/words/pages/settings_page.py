"""The settings page."""

TITLE = "Settings"
LOOK = "Look"
LIGHT_OR_DARK = "Theme"
AS_THE_SYSTEM = "same as system"
LIGHT = "light"
DARK = "dark"
CONTRAST = "Contrast"
HIGH_CONTRAST = "high"
USUAL_CONTRAST = "usual"
MOVEMENT = "Motion"
MOVEMENT_ON_SCREEN = "Motion on screen"
ONLY_THE_FIGURE = "reduced"
ALL_OF_IT = "full"
WHAT_REDUCED_MOTION_DOES = (
    "Reduced motion: the figure still moves through each rep, at the pace of the drill. From one "
    "position to the next it fades slowly, and the view does not travel. Everything else is still."
)
COACH = "Coach"
COACHES = {"maya": "Maya", "jonas": "Jonas", "imani": "Imani"}
FRONT_VIEW = "A figure that faces you"
AS_IN_A_MIRROR = "as in a mirror"
AS_ANOTHER_PERSON = "as another person"
SOUND = "Sound"
COUNT_OF_REPS = "Rep count"
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
OTHER_MUSIC = "Music from other programs"
MUSIC_AS_IT_IS = "as it is"
LOWERED_FOR_LINES = "lower while a line is spoken"
PAUSED_FOR_LINES = "pause while a line is spoken"
LOWERED_FOR_SESSION = "lower for the whole routine"
PAUSED_FOR_SESSION = "pause for the whole routine"
OPEN_SILENCE = "Keep the speaker awake between lines"
ON_BLUETOOTH = "on Bluetooth"
ALWAYS = "always"
NEVER = "never"
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
WHILE_YOU_DO_IT = "During a routine"
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
    "Everything stays on this computer: no account, no network, nothing is tracked or sent. "
    "This is not medical advice. Stop if anything hurts."
)


def system_voice(name: str, language: str) -> str:
    return f"{name} ({language})" if language else name


def percent(number: int) -> str:
    return f"{number} %"


def seconds(count: int) -> str:
    return f"{count} s"
