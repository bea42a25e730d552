"""Which writing a voice can read, known from its language before it is tried."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_BY_LANGUAGE = {
    "ar": ("ARABIC",),
    "be": ("CYRILLIC",),
    "bg": ("CYRILLIC",),
    "bn": ("BENGALI",),
    "cmn": ("CJK",),
    "el": ("GREEK",),
    "fa": ("ARABIC",),
    "he": ("HEBREW",),
    "hi": ("DEVANAGARI",),
    "hy": ("ARMENIAN",),
    "ja": ("HIRAGANA", "KATAKANA", "CJK"),
    "ka": ("GEORGIAN",),
    "kk": ("CYRILLIC",),
    "ko": ("HANGUL",),
    "mk": ("CYRILLIC",),
    "mr": ("DEVANAGARI",),
    "ne": ("DEVANAGARI",),
    "ru": ("CYRILLIC",),
    "sr": ("CYRILLIC",),
    "ta": ("TAMIL",),
    "te": ("TELUGU",),
    "th": ("THAI",),
    "uk": ("CYRILLIC",),
    "ur": ("ARABIC",),
    "yue": ("CJK",),
    "zh": ("CJK",),
}
_USUAL = {
    "ARABIC": ("ar",),
    "CJK": ("cmn", "zh"),
    "CYRILLIC": ("ru",),
    "DEVANAGARI": ("hi",),
}
"""What a text in a script that several languages share is taken for, where nothing is said."""
_SAME_AS = {"zh": "cmn", "no": "nb"}
_UNREAD_BY_ESPEAK = {"ja": ("CJK",)}
"""espeak-ng spells each character of these out as "Japanese letter" or "Chinese letter"."""
_IN_ANOTHER_SCRIPT = frozenset({"en-shaw"})
"""Voices of espeak-ng that read a language only in letters which are not its usual ones."""


@dataclass(frozen=True)
class TextToRead:
    """Something to be read aloud, as far as it matters to who can: its language, where that is
    known, and its scripts."""

    language: str
    scripts: frozenset[str]

    @classmethod
    def of(cls, words: str, language: str = "") -> TextToRead:
        """Letters that are all Latin are taken for English where no language is given."""
        scripts = scripts_of(words) - {"LATIN"}
        if language or not scripts:
            return cls(_primary(language or "en"), frozenset())
        return cls("", scripts)

    def is_for(self, language: str) -> bool:
        """Whether a voice of this language reads it as it should be."""
        if self.language:
            return language not in _IN_ANOTHER_SCRIPT and speaks([language], self.language)
        return self.scripts <= _readable(language.partition("-")[0], "")


@lru_cache(maxsize=2000)
def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the letters in a text, by the first word of their Unicode names."""
    names = (unicodedata.name(sign, "") for sign in text if sign.isalpha())
    return frozenset(_plain(name.split()[0]) for name in names if name)


@lru_cache(maxsize=4096)
def can_read(languages: tuple[str, ...], text: str, engine: str = "") -> bool:
    """Whether a voice of these languages (tags; none: any) reads every letter of a text."""
    tags = [tag.partition("-")[0] for tag in languages]
    if not tags:
        return True
    return any(scripts_of(text) <= _readable(tag, engine) for tag in tags)


def speaks(languages: Iterable[str], language: str) -> bool:
    """Whether one of these tags is of the language: "en-us" is of "en", and the other way."""
    wanted = _primary(language)
    return any(_primary(tag) == wanted for tag in languages)


def usual_languages(text: str) -> tuple[str, ...]:
    """The languages that its letters are most likely of, where several have them."""
    return tuple(tag for script in sorted(scripts_of(text)) for tag in _USUAL.get(script, ()))


def _primary(language: str) -> str:
    tag = language.lower().partition("-")[0]
    return _SAME_AS.get(tag, tag)


def _readable(tag: str, engine: str) -> frozenset[str]:
    read = {"LATIN", *_BY_LANGUAGE.get(tag, ())}
    if engine == "espeak":
        read -= set(_UNREAD_BY_ESPEAK.get(tag, ()))
    return frozenset(read)


def _plain(name: str) -> str:
    """One name for letters that belong to the Latin script or to the kana by another name."""
    return {"FULLWIDTH": "LATIN", "HALFWIDTH": "KATAKANA", "MODIFIER": "LATIN"}.get(
        name, {"FEMININE": "LATIN", "MASCULINE": "LATIN", "MICRO": "LATIN"}.get(name, name)
    )


ENGLISH = TextToRead.of("", "en")
