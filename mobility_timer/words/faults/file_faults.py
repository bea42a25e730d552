"""What is wrong with a file, what was expected in it and what to write instead."""

TOO_LARGE = "the file is too large"
EMPTY = "the file is empty"
CANNOT_BE_READ = "the file cannot be read as YAML"
NOT_YAML = "not YAML"
NOT_UTF8 = "not text in UTF-8"
NAME_NOT_UTF8 = "the file's name is not text in UTF-8"
SAVE_AS_UTF8 = "saving the file as UTF-8"
ANOTHER_NAME = "another name"
ENDS_IN_TXT = "a name that ends in .txt"
ANOTHER_FILE_NAME = "another file name"
NO_TEXT_CHARACTER = "not a text character"
SEE_ALL = "see all with: mobility-timer list"

COLON_INSIDE = (
    "a colon inside a text",
    "the text in quotes, when it has a colon followed by a space",
)
TAB = "a tab", "spaces, a tab cannot indent"
NO_KEY_WITH_VALUE = "a line that is not a key with a value", "key: value"
STARTS_WITH_SIGN = "a text that starts with a YAML sign", "the text in quotes"
ENDS_EARLY = "an end that comes too early", "the closing quote or bracket"
BESIDE_KEYS = "a text beside the keys", "key: value"
NOT_LINED_UP = "a line that does not line up", "the indent of the lines above it"
SIGN_FOR_VALUE = "a sign where a value is expected", "a value"
LIST_NOT_CLOSED = "a list that is not closed", "a comma or the closing bracket"

AN_ENTRY = "an entry"
A_VALUE = "a value, or leave the line out"
A_MERGE = "a merge (<<)"
KEYS_WRITTEN_OUT = "the keys themselves, written out"
WRITTEN_OUT = "the value, written out"
NO_NAME = "no name before it"
PLAIN_VALUE = "the plain value without it"
KEY_NO_WORD = "a key that is not a word"
KEY_VALUE = "key: value"
EACH_KEY_ONCE = "each key once"
ONE_OF_TWO_ONLY = "one of the two only"
SECOND_DOCUMENT = "a second document"
ONE_DOCUMENT = "one document in a file"
FILE_OF_ITS_OWN = "a file of its own for what comes after ---"
TOO_DEEP = "nested too deeply"

NO_KEYS = "not keys"
KEYS_WITH_VALUES = "keys with values"
NO_LIST = "not a list"
A_LIST = "a list"
NO_TEXT = "not text"
A_WORD = "a word"
NO_NUMBER = "not a number"
TRUE_OR_FALSE = "true or false"
WRONG_LENGTH = "a list of the wrong length"
BACKWARDS = "a range that ends before it starts"
SMALLER_FIRST = "the smaller number first"

SETTINGS_HEADER = "What you chose in Mobility Timer. Change it here or in the program."
SETTING = "setting"
SETTINGS_ARE_DEFAULTS = "the settings are the defaults"
A_VOICE = "the name of a voice, or null for the usual one"
A_PROGRAM = "a program that speaks, its WAV called {file}, or null"
REMINDERS = "a time for each day on which to be reminded"
DAY = "day of the week"
NO_TIME = "not a time of day"
A_TIME = "hours and minutes such as 07:30"
WINDOW_PLACE = "where the window was, as the program wrote it"


def on_one_line(name: object) -> str:
    """A file's name, whose line breaks would tear the line that tells it."""
    return "\\n".join(str(name).splitlines())


def of_file(name: object, why: str | None) -> str:
    """Why a file was not read or written."""
    return f"{on_one_line(name)}: {why}"


def message(what: str, expected: str, found: str, try_: str) -> str:
    """All of a fault but its place; empty parts are left out."""
    named = (("expected", expected), ("found", found), ("try", try_))
    parts = ", ".join(f"{name} {text}" for name, text in named if text)
    return f"{what}: {parts}" if parts else what


def at_most_kib(kib: int) -> str:
    return f"at most {kib} KiB"


def at_most_levels(levels: int) -> str:
    return f"at most {levels} levels"


def and_more(faults: int) -> str:
    return f"and {faults} more"


def has_another_name(key: str) -> str:
    return f"{key} has another name"


def has_no_value(named: str) -> str:
    return f"{named} has no value"


def is_missing(key: str) -> str:
    return f"{key} is missing"


def in_line(name: str, line: int) -> str:
    """Where it stands already: written twice, it would be the next fault."""
    return f"{name}, which is in line {line}"


def is_no(name: str, what: str) -> str:
    article = "an" if what[0] in "aeiou" else "a"
    return f"{name} is not {article} {what}"


def not_known(word: str) -> str:
    return f"{word} is not known here"


def given_twice(key: str) -> str:
    return f"{key} is given twice"


def first_in_line(line: int) -> str:
    return f"the first in line {line}"


def the_keys(names: str) -> str:
    return f"the keys {names}"


def alias(name: object) -> str:
    return f"an alias (*{name})"


def anchor(name: object) -> str:
    return f"an anchor (&{name})"


def tag(name: str) -> str:
    return f"a tag ({name})"


def character(code: int) -> str:
    return f"character {code:#06x}"


def number(least: float, most: float) -> str:
    return f"a number from {least:g} to {most:g}"


def whole_number(least: int, most: int) -> str:
    return f"a whole number from {least} to {most}"


def numbers(count: int) -> str:
    return f"{count} numbers"


def cannot_be_opened(why: str | None) -> str:
    return f"the file cannot be opened ({why})"


def same_id(file: str) -> str:
    return f"the same id as {file}"


def renaming_to(name: str) -> str:
    return f"renaming it to {name}"


def did_you_mean(near: str) -> str:
    return f"did you mean {near}?"


def no_routine(wanted: str, hint: str) -> str:
    return f"no routine {wanted}, {hint}"


def kept_beside(file: str) -> str:
    return f"it is kept as {file}, and your present settings are written"


def kept_as(file: str) -> str:
    return f"it is kept as {file}, and {SETTINGS_ARE_DEFAULTS}"


def not_kept_aside(why: str | None) -> str:
    return f"it could not be kept aside ({why}); {SETTINGS_ARE_DEFAULTS}"
