from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer.library.library import Library
from mobility_timer.routine import Origin, Routine
from mobility_timer.settings import Settings
from mobility_timer.sound import VoiceInfo
from mobility_timer.ui.settings.voices import texts_to_read, voice_options
from tests.sample_routines import MIXED

BRITISH = VoiceInfo("gmw/en", "British", "en-gb")
FRENCH = VoiceInfo("roa/fr", "French", "fr")
GERMAN = VoiceInfo("gmw/de", "German", "de")
RUSSIAN = VoiceInfo("zle/ru", "Russian", "ru")
UNKNOWN = VoiceInfo("x", "Nobody", "")
VOICES = (BRITISH, FRENCH, GERMAN, RUSSIAN, UNKNOWN)

ENGLISH_ONE = replace(MIXED, id="english")
GERMAN_ONE = replace(MIXED, id="german", language="de-at", origin=Origin.USER)
RUSSIAN_ONE = replace(MIXED, id="russian", name="Пятки", origin=Origin.USER)


def listed(opened: Routine | None, *routines: Routine) -> tuple[list[str], list[str]]:
    """The voices of the system in the menu itself, and those in the menu of other languages."""
    library = Library({}, {it.id: it for it in routines})
    options, others = voice_options(Settings(), VOICES, texts_to_read(library, opened))
    names = [name.partition(" (")[0] for _, name in options]
    begins = len(names) if others is None else others.begins
    return names[3:begins], names[begins:]


def test_without_routines_of_ones_own_english_is_what_there_is_to_read() -> None:
    others = ["German", "French", "Russian", "Nobody"]
    assert listed(None, ENGLISH_ONE) == (["British"], others)
    assert listed(ENGLISH_ONE, ENGLISH_ONE) == (["British"], others)


def test_voices_that_read_ones_own_routines_come_first() -> None:
    first, others = listed(None, ENGLISH_ONE, GERMAN_ONE)
    assert first == ["German", "British"]
    assert others == ["French", "Russian", "Nobody"]


def test_what_was_opened_last_comes_before_all_others() -> None:
    assert listed(ENGLISH_ONE, ENGLISH_ONE, GERMAN_ONE)[0] == ["British", "German"]
    assert listed(GERMAN_ONE, ENGLISH_ONE, RUSSIAN_ONE)[0] == ["German", "Russian", "British"]


def test_a_routine_that_names_no_language_is_known_by_its_letters() -> None:
    assert listed(None, RUSSIAN_ONE)[0] == ["Russian", "British"]


def test_english_in_shavian_letters_reads_no_routine_here() -> None:
    shavian = VoiceInfo("gmw/en-shaw", "English (Shavian alphabet)", "en-shaw")
    library = Library({}, {"english": ENGLISH_ONE})
    options, others = voice_options(
        Settings(), (BRITISH, shavian), texts_to_read(library, ENGLISH_ONE)
    )
    assert others is not None
    assert [name for _, name in options[others.begins :]] == ["English (Shavian alphabet)"]


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (Settings(), ["the best available", "Heart, built in (English)"]),
        (Settings(command="x {file}"), ["your own command"]),
        (Settings(voice="roa/gone"), ["roa/gone"]),
    ],
)
def test_what_there_is_to_choose_from(chosen: Settings, shown: list[str]) -> None:
    options, others = voice_options(chosen, ())
    assert set(shown) <= {name for _, name in options}
    assert others is None
