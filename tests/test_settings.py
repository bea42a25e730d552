import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.settings import _KINDS, Count, ReducedMotion, Settings, Theme, load, save

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(Theme),
    reduced_motion=st.sampled_from(ReducedMotion),
    full_screen=st.booleans(),
    count=st.sampled_from(Count),
    muted=st.booleans(),
    volume=st.integers(0, 100),
    voice=st.none() | WORDS,
    wait_for_me=st.booleans(),
    last_routines=st.dictionaries(WORDS, WORDS, max_size=4),
    window_geometry=WORDS,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


def test_without_a_file_all_is_as_shipped_and_nothing_is_said(path: Path) -> None:
    assert load(path) == (Settings(), ())
    assert not path.exists()


@given(settings=SETTINGS)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.yaml"
    save(settings, path)
    assert load(path) == (settings, ())


def test_every_setting_can_be_read_from_the_file() -> None:
    assert set(_KINDS) == {setting.name for setting in fields(Settings)} - {"others"}


def test_the_usual_place_is_the_users_config_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mobility_timer.files.config_file", lambda: tmp_path / "settings.yaml")
    save(Settings(volume=7))
    assert load() == (Settings(volume=7), ())


def test_a_person_can_read_the_file(path: Path) -> None:
    save(Settings(theme=Theme.DARK).after("before-run", "ankles-and-hips"), path)
    assert path.read_text() == (
        "# What you chose in Mobility Timer. Change it here or in the program.\n"
        "theme: dark                 # system, light or dark\n"
        "reduced_motion: system      # system, on or off\n"
        "full_screen: false          # true or false\n"
        "count: spoken               # spoken, ticked or silent\n"
        "muted: false                # true or false\n"
        "volume: 80                  # a whole number from 0 to 100\n"
        "voice: null                 # the name of a voice, or null for the usual one\n"
        "wait_for_me: false          # true or false\n"
        "last_routines:\n"
        "  before-run: ankles-and-hips\n"
        "window_geometry: ''         # where the window was, as the program wrote it\n"
    )


def test_words_that_yaml_takes_for_something_else_mean_what_a_person_thinks(path: Path) -> None:
    path.write_text("muted: Yes\nreduced_motion: on\nvoice: no\nlast_routines: {no: 010}\n")
    assert load(path) == (
        Settings(
            muted=True,
            reduced_motion=ReducedMotion.ON,
            voice="no",
            last_routines={"no": "010"},
        ),
        (),
    )


def test_all_wrong_values_are_told_at_once_and_the_right_ones_kept(path: Path) -> None:
    path.write_text(
        "theme: blue\nvolume: 101\nmuted: [true]\ncount: ticked\nlast_routines: {rest: [a]}\n"
        "voice: {a: b}\n"
    )
    settings, said = load(path)
    assert settings == Settings(count=Count.TICKED)
    assert said == (
        f'{path}:1:8: theme: expected system, light or dark, found "blue", try system',
        f'{path}:2:9: volume: expected a whole number from 0 to 100, found "101", try 80',
        f"{path}:3:8: muted: expected true or false, found several values, try false",
        f"{path}:5:16: last_routines: expected the routine last used for each occasion, "
        "found several values, try {}",
        f"{path}:6:8: voice: expected the name of a voice, or null for the usual one, "
        "found several values, try null",
    )
    assert path.exists()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"theme: dark: light\n", "1:12: mapping values are not allowed here"),
        (b"- theme\n", "1:1: expected keys with values"),
        (b"theme\n", "1:1: expected keys with values"),
        (b"a: 1\n---\nb: 2\n", "2:1: but found another document"),
        (b"theme: *unknown\n", "1:8: found undefined alias 'unknown'"),
        (b"\xff\xfe\x00", "1:1: expected text in UTF-8"),
        (b"\x00", "1:1: expected text in UTF-8"),
        (b"a: " + b"[" * 3000, "1:1: nested too deeply"),
        (b"#" * 300_000, "1:1: expected at most 256 KiB"),
    ],
)
def test_a_broken_file_is_kept_aside(path: Path, content: bytes, what: str) -> None:
    path.write_bytes(content)
    settings, [said] = load(path)
    assert settings == Settings()
    assert said == (
        f"{path}:{what}; it is kept as settings.yaml.broken, and the settings are the defaults"
    )
    assert path.with_name("settings.yaml.broken").read_bytes() == content
    assert load(path) == (Settings(), ())


def test_a_broken_file_that_cannot_be_moved_is_no_hindrance(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("[")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    settings, [said] = load(path)
    assert settings == Settings()
    assert "could not be kept aside (Permission denied)" in said


def test_a_file_that_cannot_be_opened_is_told(path: Path) -> None:
    path.mkdir()
    settings, [said] = load(path)
    assert settings == Settings()
    assert said.startswith(f"{path}: ")
    assert said.endswith("; the settings are the defaults")


@given(content=st.binary(max_size=80) | st.text(alphabet=":-[]{}&*!|>'\"%@`?,# \n\tavolumetheme1"))
def test_no_content_is_too_odd(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    path = tmp_path_factory.mktemp("odd") / "settings.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    settings, _ = load(path)
    save(settings, path)
    assert load(path) == (settings, ())


def test_what_a_newer_version_wrote_is_not_lost(path: Path) -> None:
    newer = "haptics: {left: 1, right: [x, '3']}\nnext: off\ndeep:\n  er: no\n"
    path.write_text(f"theme: light\n{newer}")
    settings, said = load(path)
    assert said == ()
    save(replace(settings, volume=5), path)
    assert path.read_text().endswith(newer)
    assert load(path)[0] == Settings(theme=Theme.LIGHT, volume=5, others=newer)


def test_a_failed_save_keeps_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(Settings(volume=5), path)

    def refuse(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="no space left"):
        save(Settings(volume=6), path)
    assert load(path) == (Settings(volume=5), ())


def test_the_last_routine_of_an_occasion_replaces_the_one_before() -> None:
    settings = Settings().after("rest-day", "a").after("before-run", "b").after("rest-day", "c")
    assert settings.last_routines == {"rest-day": "c", "before-run": "b"}


def test_importing_the_settings_brings_neither_yaml_nor_qt() -> None:
    ask = "import sys, mobility_timer.settings; print({'yaml', 'PySide6'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
