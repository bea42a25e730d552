"""Why nothing is heard: the loudspeaker, and a voice or a process that failed."""

NO_DEVICE = "No sound device found. Plug one in and the sound comes by itself."
STARTS_AGAIN = "The sound stopped and is being restarted."


def no_sound(failure: str) -> str:
    return f"No sound: {failure}. Captions show every cue."


def own_tone(name: str, error: object) -> str:
    return f"Your tone {name} can't be read ({error}). The built-in one sounds instead."


def longer_than(seconds: float) -> str:
    return f"longer than {seconds:g} s"


ENDED = "it ended"
NO_ANSWER = "it does not answer"
NOT_OUR_FORMAT = "not 48 kHz, mono, 16 bit"
CUT_OFF = "cut off"
SILENT = "silent"
NO_SAMPLES = "no samples"
NO_SENTENCE = "no sentence"
NOTHING_WRITTEN = "nothing was written"
EMPTY_FILE = "the engine wrote an empty file"
NO_FILE = "the engine wrote no file"
NO_SOUND_IN_FILES = "its files hold no sound"
NO_NEURAL_VOICE = "hibari-tts is not installed"
NOTHING_IS_DOWNLOADED = "nothing is downloaded"


def nothing_said(sentence: str) -> str:
    return f"nothing was said of {sentence!r}"


def not_the_length(samples: int, text: str) -> str:
    return f"{samples} samples are not the length of {text!r}"


def another_model(name: str) -> str:
    return f"{name} is not the model that belongs to this version"


def no_program(name: str) -> str:
    return f"there is no program {name}"


def too_long(program: str, limit_s: float) -> str:
    return f"{program} took more than {limit_s:g} s"


def ended(program: str, code: int, said: str) -> str:
    return f"{program} ended with {code}{f': {said}' if said else ''}"


def not_closed(command: str, error: object) -> str:
    return f"a quote in the command {command!r} is not closed: {error}"


def names_no_file(command: str, placeholder: str) -> str:
    return f"the command {command!r} has no {placeholder} to write to"


READS_NO_MORE = "the device has stopped reading"


def not_understood(error: Exception) -> str:
    """What the audio host says of a message that it cannot read."""
    return f"not understood: {error!r}"
