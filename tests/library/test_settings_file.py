from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.settings_file import (
    _KINDS,
    check_settings,
    load_settings,
    save_settings,
)
from mobility_timer.settings import (
    DAYS,
    CoachFigure,
    Contrast,
    Count,
    FrontView,
    LinesBy,
    ReducedMotion,
    Settings,
    Theme,
)

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(Theme),
    contrast=st.sampled_from(Contrast),
    lines_by=st.sampled_from(LinesBy),
    reduced_motion=st.sampled_from(ReducedMotion),
    front_view=st.sampled_from(FrontView),
    coach=st.sampled_from(CoachFigure),
    full_screen=st.booleans(),
    count=st.sampled_from(Count),
    muted=st.booleans(),
    volume=st.integers(0, 100),
    voice=st.none() | WORDS,
    wait_for_me=st.booleans(),
    get_ready_s=st.integers(4, 60),
    weekly_goal=st.integers(1, 7),
    inches=st.booleans(),
    reminders=st.dictionaries(st.sampled_from(DAYS), st.sampled_from(["07:30", "18:05"])),
    window_geometry=WORDS,
)


def save(settings: Settings, path: Path) -> None:
    """Save what differs from what the file now says."""
    save_settings(settings, load_settings(path)[0], path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


def test_without_a_file_all_is_as_shipped_and_nothing_is_said(path: Path) -> None:
    assert load_settings(path) == (Settings(), ())
    assert not path.exists()


@given(settings=SETTINGS)
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.yaml"
    save(settings, path)
    assert load_settings(path) == (settings, ())


def test_every_setting_can_be_read_from_the_file() -> None:
    assert set(_KINDS) == {setting.name for setting in fields(Settings)}


def test_the_usual_place_is_the_users_config_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "config_file", lambda: tmp_path / "settings.yaml")
    save_settings(Settings(volume=7), Settings())
    assert load_settings() == (Settings(volume=7), ())


def test_a_person_can_read_the_file(path: Path) -> None:
    save(Settings(theme=Theme.DARK, reminders={"monday": "07:30"}), path)
    assert path.read_text() == (
        "# What you chose in Mobility Timer. Change it here or in the program.\n"
        "theme: dark                 # system, light or dark\n"
        "contrast: system            # system, high or off\n"
        "reduced_motion: system      # system, on or off\n"
        "front_view: mirror          # mirror or person\n"
        "coach: maya                 # maya, jonas or imani\n"
        "full_screen: false          # true or false\n"
        "count: spoken               # spoken, ticked or silent\n"
        "phases: tones               # none, tones or words\n"
        "muted: false                # true or false\n"
        "speak: true                 # true or false\n"
        "lines_by: auto              # auto, voice or reader\n"
        "volume: 100                 # a whole number from 0 to 100\n"
        "tone_volume: 100            # a whole number from 0 to 100\n"
        "tones: warm                 # warm, bright, low or own\n"
        "single_beep: false          # true or false\n"
        "music: never                # never, lines or session\n"
        "music_way: lower            # lower or pause\n"
        "open_silence: auto          # auto, on or off\n"
        "voice: null                 # the name of a voice, or null for the usual one\n"
        "voice_speed: 100            # a whole number from 90 to 130\n"
        "command: null               # a program that speaks, its WAV called {file}, or null\n"
        "wait_for_me: false          # true or false\n"
        "get_ready_s: 4              # a whole number from 4 to 60\n"
        "weekly_goal: 3              # a whole number from 1 to 7\n"
        "inches: false               # true or false\n"
        "reminders:\n"
        "  monday: 07:30\n"
        "desk_reminder: false        # true or false\n"
        "tray: false                 # true or false\n"
        "window_geometry: ''         # where the window was, as the program wrote it\n"
    )


def test_words_that_yaml_takes_for_something_else_mean_what_a_person_thinks(path: Path) -> None:
    path.write_text("muted: Yes\nreduced_motion: on\nvoice: no\nreminders: {monday: 07:30}\n")
    assert load_settings(path) == (
        Settings(
            muted=True,
            reduced_motion=ReducedMotion.ON,
            voice="no",
            reminders={"monday": "07:30"},
        ),
        (),
    )


def test_all_wrong_values_are_told_at_once_and_the_right_ones_kept(path: Path) -> None:
    path.write_text(
        "theme: blue\nvolume: 101\nmuted: [true]\ncount: ticked\n"
        "reminders: {monday: [a], noday: 07:00, friday: 25:00}\n"
        "voice: {a: b}\n"
    )
    settings, said = load_settings(path)
    assert settings == Settings(count=Count.TICKED)
    assert said == (
        f'{path}:1:8: theme: "blue" is not known here: expected system, light or dark',
        f'{path}:2:9: volume: not a number: expected a whole number from 0 to 100, found "101"',
        f"{path}:3:8: muted: not text: expected a word, found a list",
        f"{path}:5:21: reminders: not text: expected a word, found a list",
        f'{path}:5:26: reminders: "noday" is not a day of the week: try sunday',
        f"{path}:5:48: reminders: not a time of day: expected hours and minutes such as 07:30,"
        ' found "25:00"',
        f"{path}:6:8: voice: not text: expected a word, found keys",
    )
    assert path.exists()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"theme: dark: light\n", "1:12: not YAML: found a colon inside a text"),
        (b"- theme\n", "1:1: not keys: expected keys with values"),
        (b"theme\n", "1:1: not keys: expected keys with values"),
        (b"\xff\xfe\x00", "1:1: not text in UTF-8"),
        (b"\x00", "1:1: not a text character"),
        (b"a: " + b"[" * 40, "1:35: nested too deeply: expected at most 32 levels"),
        (b"#" * 300_000, "1:1: the file is too large: expected at most 256 KiB"),
    ],
)
def test_a_broken_file_is_kept_aside(path: Path, content: bytes, what: str) -> None:
    path.write_bytes(content)
    settings, [said] = load_settings(path)
    assert settings == Settings()
    assert said.startswith(f"{path}:{what}")
    assert said.endswith("; it is kept as settings.yaml.broken, and the settings are the defaults")
    assert path.with_name("settings.yaml.broken").read_bytes() == content
    assert load_settings(path) == (Settings(), ())


def test_a_second_broken_file_does_not_replace_the_first(path: Path) -> None:
    for content in ("[", "{", "]"):
        path.write_text(content)
        load_settings(path)
    kept = {p.name: p.read_text() for p in path.parent.iterdir()}
    assert kept == {
        "settings.yaml.broken": "[",
        "settings.yaml.broken-2": "{",
        "settings.yaml.broken-3": "]",
    }


def test_a_file_that_broke_since_it_was_loaded_is_set_aside_before_the_next_save(
    path: Path,
) -> None:
    path.write_text("[")
    save_settings(Settings(volume=7), Settings(), path)
    assert path.with_name("settings.yaml.broken").read_text() == "["
    assert load_settings(path) == (Settings(volume=7), ())


def test_nothing_is_written_over_a_file_that_can_be_neither_read_nor_moved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("[")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        save_settings(Settings(volume=7), Settings(), path)
    assert path.read_text() == "["


def test_a_broken_file_that_cannot_be_moved_is_no_hindrance(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("[")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    settings, [said] = load_settings(path)
    assert settings == Settings()
    assert "could not be kept aside (Permission denied)" in said


def test_a_file_that_cannot_be_opened_is_told(path: Path) -> None:
    path.mkdir()
    settings, [said] = load_settings(path)
    assert settings == Settings()
    assert said.startswith(f"{path}:1:1: the file cannot be opened")
    assert said.endswith("; the settings are the defaults")


@given(content=st.binary(max_size=80) | st.text(alphabet=":-[]{}&*!|>'\"%@`?,# \n\tavolumetheme1"))
def test_no_content_is_too_odd(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    path = tmp_path_factory.mktemp("odd") / "settings.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    settings, _ = load_settings(path)
    changed = replace(settings, volume=37, voice="Anna")
    save_settings(changed, settings, path)
    assert load_settings(path)[0] == changed


def test_a_key_that_is_no_setting_is_told_with_what_was_probably_meant(path: Path) -> None:
    path.write_text("volme: 5\nmuted: yes\n  # loud\nTheme: dark\nhaptics: [1]\n")
    settings, said = load_settings(path)
    assert settings == Settings(muted=True)
    assert said[:2] == (
        f'{path}:1:1: "volme" is not a setting: try volume',
        f'{path}:4:1: "Theme" is not a setting: try theme',
    )
    assert said[2].startswith(f'{path}:5:1: "haptics" is not a setting: expected theme, contrast,')
    save(replace(settings, volume=7), path)
    assert path.read_text().startswith(
        "volme: 5\nmuted: yes\n  # loud\nTheme: dark\nhaptics: [1]\n"
    )
    assert load_settings(path)[0] == Settings(muted=True, volume=7)


def test_of_a_misspelt_key_whose_right_one_is_there_it_is_told_where(path: Path) -> None:
    """The program adds what is missing when it saves: renamed, the key would stand twice."""
    path.write_text("volme: 5\nmuted: yes\nvolume: 100\n")
    told = f'{path}:1:1: "volme" is not a setting: try volume, which is in line 3'
    assert load_settings(path)[1] == (told,)


def test_what_the_program_wrote_once_is_nobodys_mistake(path: Path) -> None:
    path.write_text("last_routines: {before a run: ankle-focus}\nvolume: 7\n")
    assert load_settings(path) == (Settings(volume=7), ())


def test_of_many_keys_that_are_no_settings_a_hundred_are_told(path: Path) -> None:
    path.write_text("".join(f"volume{n}: 5\n" for n in range(120)))
    said = load_settings(path)[1]
    assert len(said) == 101
    assert said[-1].endswith(": and 20 more")


def test_a_look_at_the_settings_moves_no_file(path: Path) -> None:
    for text in ("[", "volme: 5\n"):
        path.write_text(text)
        with pytest.raises(FileFaults):
            check_settings(path)
        assert path.read_text() == text
    path.write_text("volume: 5\n")
    check_settings(path)


def test_what_a_newer_version_wrote_is_not_lost(path: Path) -> None:
    newer = "haptics: {left: 1, right: [x, '3']}\nnext: off\ndeep:\n  er: no # as said\n"
    path.write_text(f"# mine\ntheme: sepia  # warm\n{newer}")
    settings, said = load_settings(path)
    assert said[0].startswith(f'{path}:2:8: theme: "sepia" is not known here')
    save(replace(settings, volume=5), path)
    text = path.read_text()
    assert text.startswith(f"# mine\ntheme: sepia  # warm\n{newer}")
    assert "volume: 5 " in text
    assert load_settings(path)[0] == Settings(volume=5)


def test_only_the_value_that_was_changed_is_another(path: Path) -> None:
    path.write_bytes(
        "\ufeff# Größe\r\nvoice: 'Grün'   # wie er heißt\r\nvolume: 100  # laut\r\n"
        "reminders: {monday: 07:30}  # so\r\nmuted: no".encode()
    )
    before = load_settings(path)[0]
    after = replace(before, volume=5, voice="ö", reminders={"monday": "08:30"})
    save_settings(after, before, path)
    text = path.read_bytes().decode()
    assert text.startswith("# Größe\r\nvoice: ö        # wie er heißt\r\nvolume: 5    # laut\r\n")
    assert "  # so\r\nmuted: no\n" in text
    assert load_settings(path) == (after, ())


def test_a_mapping_of_several_lines_is_replaced_as_a_whole(path: Path) -> None:
    path.write_text("reminders:\n  monday: 07:30\n  friday: 18:00\n# about the sound\nvolume: 3\n")
    before = load_settings(path)[0]
    changed = {**before.reminders, "monday": "06:00"}
    save_settings(replace(before, reminders=changed), before, path)
    assert path.read_text().startswith(
        "reminders:\n  monday: 06:00\n  friday: '18:00'\n# about the sound\nvolume: 3\n"
    )


@pytest.mark.parametrize("text", ["{theme: dark}\n", "theme: dark\n---\ntheme: light\n"])
def test_a_form_that_cannot_be_changed_in_place_is_set_aside(path: Path, text: str) -> None:
    path.write_text(text)
    before = load_settings(path)[0]
    save_settings(replace(before, volume=1), before, path)
    assert path.with_name("settings.yaml.broken").read_text() == text
    assert load_settings(path)[0].volume == 1


def test_what_another_window_saved_meanwhile_stays(path: Path) -> None:
    save_settings(Settings(volume=5), Settings(), path)
    save_settings(Settings(theme=Theme.DARK), Settings(), path)
    assert load_settings(path) == (Settings(volume=5, theme=Theme.DARK), ())


@pytest.mark.parametrize("voice", ["null", "~", "", "no", "a: b", "# c", "é\u2028\x07"])
def test_a_voice_may_have_any_name(path: Path, voice: str) -> None:
    save(Settings(voice=voice), path)
    assert load_settings(path) == (Settings(voice=voice), ())


def test_a_failed_save_keeps_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(Settings(volume=5), path)

    def refuse(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="no space left"):
        save(Settings(volume=6), path)
    assert load_settings(path) == (Settings(volume=5), ())
