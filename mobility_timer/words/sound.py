"""Lines on the loudspeaker: why nothing is heard."""

NO_DEVICE = "No sound device found. Plug one in and the sound comes by itself."
STARTS_AGAIN = "The sound has stopped and is being started again."


def no_sound(failure: str) -> str:
    return f"No sound: {failure}. Captions show every cue."
