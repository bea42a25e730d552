from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from mobility_timer import files, system_libraries
from mobility_timer.app.desktop import libraries
from mobility_timer.app.desktop.libraries import libraries_lacking
from mobility_timer.system_libraries import SharedLibrary

SCREEN = {"DISPLAY": ":0"}


class Machine:
    """What is missing here, how often it was looked for, and the loader's list of libraries."""

    def __init__(self, listed: Path) -> None:
        self.listed = listed
        self.lacking: tuple[SharedLibrary, ...] = ()
        self.looks = 0

    def for_window(self, _environment: Mapping[str, str]) -> tuple[SharedLibrary, ...]:
        self.looks += 1
        return self.lacking


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "ld.so.cache")
    machine.listed.write_text("libEGL.so.1")
    monkeypatch.setattr(libraries, "_LOADERS_LIST", machine.listed)
    monkeypatch.setattr(files, "cache", lambda name: tmp_path / "cache" / name)
    monkeypatch.setattr(system_libraries, "for_window", machine.for_window)
    return machine


def test_what_was_found_once_is_not_looked_for_again(machine: Machine) -> None:
    assert [libraries_lacking(SCREEN) for _ in range(3)] == [""] * 3
    assert machine.looks == 1


def test_for_another_screen_it_is(machine: Machine) -> None:
    libraries_lacking(SCREEN)
    libraries_lacking({"WAYLAND_DISPLAY": "wayland-0"})
    assert machine.looks == 2


def test_and_after_a_package_came_or_went(machine: Machine) -> None:
    libraries_lacking(SCREEN)
    os.utime(machine.listed, ns=(0, 0))
    machine.lacking = system_libraries.PICTURES[:1]
    assert "libEGL.so.1" in libraries_lacking(SCREEN)


def test_what_is_missing_is_said_at_every_start(machine: Machine) -> None:
    machine.lacking = system_libraries.PICTURES[:1]
    assert "libEGL.so.1" in libraries_lacking(SCREEN)
    assert "libEGL.so.1" in libraries_lacking(SCREEN)


def test_where_the_loader_has_no_list_it_is_always_looked_for(machine: Machine) -> None:
    machine.listed.unlink()
    assert [libraries_lacking(SCREEN) for _ in range(2)] == [""] * 2
    assert machine.looks == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_in_the_cache_is_not_waited_for(machine: Machine) -> None:
    folder = files.cache("libraries")
    folder.mkdir(parents=True)
    os.mkfifo(folder / "found.txt")
    assert [libraries_lacking(SCREEN) for _ in range(2)] == [""] * 2
    assert machine.looks == 2
