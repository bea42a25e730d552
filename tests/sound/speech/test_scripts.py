from __future__ import annotations

import pytest

from mobility_timer.sound.speech.scripts import TextToRead, can_read, scripts_of, speaks

THAI = "ยืดเหยียดข้อเท้าและสะโพก"
JAPANESE = "かかとを高く、足首と股関節"


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("Switch legs.", {"LATIN"}),
        ("45 °, 3 + 10!", set()),
        ("Größe, Läufer, ªº µ", {"LATIN"}),
        ("\uff21\uff4e ﾋﾌ", {"LATIN", "KATAKANA"}),
        (THAI, {"THAI"}),
        (JAPANESE, {"HIRAGANA", "CJK"}),
        ("Пятки", {"CYRILLIC"}),
    ],
)
def test_scripts_of_a_text(text: str, scripts: set[str]) -> None:
    assert scripts_of(text) - {"GREEK"} == scripts


@pytest.mark.parametrize(
    ("languages", "text", "engine", "reads"),
    [
        (["en-us"], "Switch legs.", "", True),
        (["en-us"], "12.", "", True),
        (["en-us"], THAI, "espeak", False),
        (["th"], THAI, "", True),
        (["ja-jp"], JAPANESE, "sapi5", True),
        (["ja"], JAPANESE, "espeak", False),
        (["ja"], "かかと", "espeak", True),
        (["cmn"], "足首", "espeak", True),
        (["ru"], "Пятки down", "espeak", True),
        ([], THAI, "command", True),
        (["en", "th"], THAI, "", True),
    ],
)
def test_what_a_voice_reads(languages: list[str], text: str, engine: str, reads: bool) -> None:
    assert can_read(tuple(languages), text, engine) is reads


@pytest.mark.parametrize(
    ("languages", "language", "same"),
    [
        *((["en-us"], "en", True), (["en"], "EN-gb", True), (["de"], "en", False)),
        *(([], "en", False), (["cmn-latn-pinyin"], "zh-cn", True), (["nb"], "no", True)),
    ],
)
def test_who_speaks_a_language(languages: list[str], language: str, same: bool) -> None:
    assert speaks(languages, language) is same


@pytest.mark.parametrize(
    ("words", "language", "readers"),
    [
        ("Switch legs.", "", {"en-us"}),
        ("Switch legs.", "de", {"de"}),
        ("Пятки down", "", {"ru", "uk"}),
        ("Пятки down", "uk", {"uk"}),
        (JAPANESE, "", {"ja"}),
        ("12", "", {"en-us"}),
    ],
)
def test_who_is_offered_for_a_text(words: str, language: str, readers: set[str]) -> None:
    text = TextToRead.of(words, language)
    voices = {"en-us", "de", "ru", "uk", "ja", "cmn", ""}
    assert {voice for voice in voices if text.is_for(voice)} == readers
