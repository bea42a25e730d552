"""The words and the tone of each meaning, and how long words take to say.

`phrasings` gives the words from the fullest to the shortest; where the fullest does not fit
before the next line, a shorter one is said, and the last resort is silence.
"""

from __future__ import annotations

from mobility_timer.routine import Breath, Drill, Position, Side, Sides, Variant
from mobility_timer.timeline.cues import (
    Breathes,
    Coaches,
    CountsDown,
    CountsRep,
    Finishes,
    Halfway,
    Meaning,
    NamesDrill,
    Rests,
    RoundBegins,
    SetsUp,
    SideChanges,
    Starts,
    TimeLeft,
    Tone,
    VariantChanges,
    Welcomes,
)

# fmt: off
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on

GOES_TO = {
    Position.STANDING: "standing",
    Position.KNEELING: "kneeling, on the floor",
    Position.SITTING: "sitting, on the floor",
    Position.LYING: "lying on your back",
    Position.SIDE_LYING: "lying on your side",
}

TONES: dict[type, Tone] = {
    CountsDown: Tone.COUNTDOWN,
    Starts: Tone.GO,
    SideChanges: Tone.CHANGE,
    Rests: Tone.CHANGE,
    Finishes: Tone.DONE,
}


def number_word(number: int) -> str:
    """0 to 999 in words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        ones = f" {ONES[number % 10]}" if number % 10 else ""
        return TENS[number // 10] + ones
    rest = f" {number_word(number % 100)}" if number % 100 else ""
    return f"{ONES[number // 100]} hundred{rest}"


def tone_of(meaning: Meaning) -> Tone | None:
    if isinstance(meaning, NamesDrill) and not meaning.first:
        return Tone.CHANGE
    return TONES.get(type(meaning))


def phrasings(meaning: Meaning) -> tuple[str, ...]:
    """The words for a meaning, longest first; empty where only a tone sounds."""
    match meaning:
        case Welcomes(routine, minutes):
            return (f"{routine.name}. {_count(minutes, 'minute')}.", f"{routine.name}.")
        case NamesDrill():
            return _names(meaning)
        case SetsUp(drill, side, variant, again):
            where = _side_and_variant(drill, side, variant)
            full = " ".join(part for part in (drill.stance, where) if part)
            return _sentences(where) if again else _sentences(full, where)
        case Coaches(text):
            return _sentences(text)
        case SideChanges(drill, side, variant):
            where = _side_and_variant(drill, side, variant)
            return _sentences(f"{drill.switch}. {where}", f"{drill.switch}. {side.value.title()}.")
        case VariantChanges(variant):
            return _sentences(_sentence(variant.says))
        case CountsDown(seconds, spoken):
            return (_sentence(number_word(seconds)),) if spoken else ()
        case CountsRep(number, _, last_two):
            if number == 1:
                return ()
            return ("Last two.",) if last_two else (_sentence(number_word(number)),)
        case Breathes(breath):
            return ("Breathe out.",) if breath is Breath.OUT else ("Breathe in.",)
        case Halfway():
            return ("Halfway.",)
        case TimeLeft(seconds):
            return (f"{_time(seconds)} left.",)
        case Rests(seconds):
            return (f"Rest. {_time(seconds)}.", "Rest.")
        case RoundBegins(number, of):
            last = number == of
            return (f"Round {number_word(number)}{', the last one' if last else ''}.",)
        case Finishes(minutes, drills):
            took = _count(minutes, "minute").lower()
            return (f"Done. {_count(drills, 'drill')}, {took}.", "Done.")
        case Starts():
            return ()


def speaking_ms(text: str) -> int:
    """About how long the words take to say, on the long side, in milliseconds.

    Fitted to 82 phrases of espeak-ng 1.52 at 155 words a minute, trimmed of silence: an upper
    bound for all but one of them, on the mean 190 ms too long. A digit counts as four letters.
    """
    letters = sum(4 if sign.isdigit() else sign.isalpha() for sign in text)
    pauses = sum(text.count(f"{mark} ") for mark in ",;:.")
    return 280 + 72 * letters + 430 * pauses if letters else 0


def _names(meaning: NamesDrill) -> tuple[str, ...]:
    drill = meaning.drill
    name = f"{'First' if meaning.first else 'Next'}: {drill.spoken}"
    where = f", {GOES_TO[drill.position]}" if meaning.moves else ""
    brings = f" Bring the {' and the '.join(meaning.brings)}." if meaning.brings else ""
    return tuple(dict.fromkeys((f"{name}{where}.{brings}", f"{name}{where}.", f"{name}.")))


def _side_and_variant(drill: Drill, side: Side | None, variant: Variant | None) -> str:
    parts = []
    if side is not None:
        usual = "{side} first" if drill.sides is Sides.ALTERNATE else "{side} side"
        said = drill.side_says or usual
        parts.append(said.format(side=side.value, other=side.other.value))
    if variant is not None:
        parts.append(variant.says)
    return _sentence(", ".join(parts))


def _sentence(text: str) -> str:
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "?")) else f"{text}."


def _sentences(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _count(number: int, noun: str) -> str:
    return f"{number_word(number).capitalize()} {noun}{'' if number == 1 else 's'}"


def _time(seconds: int) -> str:
    if seconds % 60 == 0:
        return _count(seconds // 60, "minute")
    return _count(seconds, "second")
