"""What a Linux desktop reads: entry, icons, description, file type, manual and completions."""

from __future__ import annotations

import argparse
import configparser
import re
import shutil
import struct
import subprocess
import tomllib
from argparse import ArgumentParser
from configparser import SectionProxy
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mobility_timer.__main__ import command_line
from mobility_timer.app.desktop.desktop_id import DESKTOP_ID, WINDOW_CLASS

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging/linux"
ICONS = ROOT / "assets/icons/application"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WRITTEN = ["mobility-timer.1", "completions/bash", "completions/zsh", "completions/fish"]
AGAIN = "write it again: python -m tools.write_manual"


def commands() -> dict[str, ArgumentParser]:
    parser = command_line()
    (subparsers,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return {"": parser, **subparsers.choices}


def options() -> set[str]:
    """Every long option of the program, without its dashes."""
    return {
        option.removeprefix("--")
        for parser in commands().values()
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }


def words_of(name: str) -> str:
    return (LINUX / name).read_text(encoding="utf-8").replace("\\-", "-")


@pytest.mark.parametrize("name", WRITTEN)
def test_every_command_and_option_is_there(name: str) -> None:
    known = words_of(name)
    missing = [word for word in (*commands(), *options()) if word not in known]
    assert missing == [], AGAIN


def test_the_manual_names_no_option_that_is_gone() -> None:
    named = set(re.findall(r"--([a-z][-a-z]+)", words_of("mobility-timer.1")))
    assert named - options() - {"help"} == set(), AGAIN


@pytest.mark.parametrize("name", WRITTEN[1:])
def test_the_completions_offer_the_help_of_each_command(name: str) -> None:
    known = words_of(name).replace("'\"'\"'", "'").replace("\\'", "'")
    (subparsers,) = (
        a for a in command_line()._actions if isinstance(a, argparse._SubParsersAction)
    )
    helps = [choice.help for choice in subparsers._choices_actions]
    if not name.endswith("bash"):  # bash shows no help
        assert [text for text in helps if text not in known] == [], AGAIN


@pytest.mark.parametrize(
    ("shell", "check"), [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])]
)
def test_the_shell_can_read_its_completion(shell: str, check: list[str]) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    subprocess.run([shell, *check, LINUX / "completions" / shell], check=True)


def test_the_manual_is_formatted_without_a_warning() -> None:
    if not shutil.which("man"):
        pytest.skip("man is not installed")
    done = subprocess.run(
        ["man", "--warnings", "-l", LINUX / "mobility-timer.1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "mobility-timer - lead a runner through mobility drills" in done.stdout


@pytest.mark.parametrize(
    ("validator", "file"),
    [
        (["desktop-file-validate"], f"{DESKTOP_ID}.desktop"),
        (["appstreamcli", "validate", "--no-net"], f"{DESKTOP_ID}.metainfo.xml"),
    ],
)
def test_the_validators_pass(validator: list[str], file: str) -> None:
    if not shutil.which(validator[0]):
        pytest.skip(f"{validator[0]} is not installed")
    done = subprocess.run([*validator, LINUX / file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


class _CasedParser(configparser.ConfigParser):
    def optionxform(self, key: str) -> str:
        return key


def entry() -> SectionProxy:
    parser = _CasedParser(interpolation=None)
    parser.read(LINUX / f"{DESKTOP_ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_entry_starts_a_command_that_takes_a_file() -> None:
    program, command, file = entry()["Exec"].split()
    assert (program, file) == ("mobility-timer", "%f")
    assert any(not action.option_strings for action in commands()[command]._actions)
    assert (entry()["Icon"], entry()["StartupWMClass"]) == (DESKTOP_ID, WINDOW_CLASS)


def test_entry_description_and_file_type_agree() -> None:
    (kind,) = filter(None, entry()["MimeType"].split(";"))
    description = ElementTree.parse(LINUX / f"{DESKTOP_ID}.metainfo.xml")
    assert description.findtext("id") == DESKTOP_ID
    assert description.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    assert description.findtext("provides/mediatype") == kind
    assert description.findtext("summary") == entry()["Comment"]
    types = ElementTree.parse(LINUX / f"{DESKTOP_ID}.mime.xml")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (known,) = types.findall(f"{space}mime-type")
    assert known.get("type") == kind
    assert known.find(f"{space}glob").get("pattern") == "*.mobility"


def test_the_pictures_of_the_description_are_in_the_documentation() -> None:
    description = ElementTree.parse(LINUX / f"{DESKTOP_ID}.metainfo.xml")
    images = description.findall("screenshots/screenshot/image")
    assert len(images) >= 3
    for image in images:
        picture = ROOT / image.text.partition("/main/")[2]
        assert picture.is_file()
        size = struct.unpack(">II", picture.read_bytes()[16:24])
        assert size == (int(image.get("width")), int(image.get("height")))


@pytest.mark.parametrize("size", SIZES)
def test_the_icon_is_there_in_each_size(size: int) -> None:
    data = (ICONS / f"{size}.png").read_bytes()
    assert struct.unpack(">II", data[16:24]) == (size, size)


def test_the_wheel_brings_all_of_it_to_where_a_desktop_looks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert all((ROOT / source).is_file() for source in shared)
    targets = set(shared.values())
    icons = {f"share/icons/hicolor/{n}x{n}/apps/{DESKTOP_ID}.png" for n in SIZES}
    assert icons | {f"share/icons/hicolor/scalable/apps/{DESKTOP_ID}.svg"} <= targets
    assert f"share/applications/{DESKTOP_ID}.desktop" in targets
    assert "share/man/man1/mobility-timer.1" in targets
