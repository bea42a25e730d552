"""The voices to choose from, those that can read the person's routines first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mobility_timer.routine import Drill, Origin, Routine
from mobility_timer.settings import Settings
from mobility_timer.ui.widgets.controls.menu import Further
from mobility_timer.words import settings_page as words

if TYPE_CHECKING:
    from mobility_timer.library import Library
    from mobility_timer.sound import TextToRead, VoiceInfo

Options = list[tuple[object, str]]


def texts_to_read(library: Library, opened: Routine | None) -> list[TextToRead]:
    """What there is to read: the routine that was opened last, then the person's own, then the
    English of the bundled ones; each language once."""
    from mobility_timer.sound import ENGLISH

    own = [it for it in library.routines.values() if it.origin is Origin.USER]
    routines = own if opened is None else [opened, *own]
    return list(dict.fromkeys([*map(_text_of, routines), ENGLISH]))


def voice_options(
    chosen: Settings, voices: Iterable[VoiceInfo], texts: Sequence[TextToRead] = ()
) -> tuple[Options, Further | None]:
    """The built-in ones, then the system's in the order of the texts that they can read.

    Those that read none of them are many: they stand in a menu of their own.
    """
    options: Options = [(None, words.FIRST_THAT_WORKS), ("neural", words.BUILT_IN)]
    if chosen.command:
        options.append(("command", words.YOUR_COMMAND))
    options.append(("system", words.THE_SYSTEMS))
    places = {voice: _place(voice, texts) for voice in voices}
    in_order = sorted(places, key=lambda voice: (places[voice], *_by_language(voice)))
    listed = [(voice.id, words.system_voice(voice.name, voice.language)) for voice in in_order]
    if chosen.voice not in {value for value, _ in (*options, *listed)}:
        options.append((chosen.voice, str(chosen.voice)))
    readers = sum(place < len(texts) for place in places.values())
    begins = len(options) + readers
    options += listed
    return options, Further(words.OTHER_LANGUAGES, begins) if begins < len(options) else None


def _text_of(routine: Routine) -> TextToRead:
    from mobility_timer.sound import TextToRead

    said = (routine.name, *(line for drill in routine.drills for line in _lines_of(drill)))
    return TextToRead.of(" ".join(said), routine.language)


def _lines_of(drill: Drill) -> tuple[str, ...]:
    return drill.spoken, drill.stance, *drill.coaching


def _place(voice: VoiceInfo, texts: Sequence[TextToRead]) -> int:
    """That of the first text that the voice can read; one after the last where it reads none."""
    fits = (place for place, text in enumerate(texts) if text.is_for(voice.language))
    return next(fits, len(texts))


def _by_language(voice: VoiceInfo) -> tuple[object, ...]:
    return not voice.language, voice.language, voice.name
