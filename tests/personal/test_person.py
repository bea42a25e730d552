from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library.library import Library
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.person import Person, load_person
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.settings import Settings
from tests.sample_routines import MIXED

LIBRARY = Library({drill.id: drill for drill in MIXED.drills}, {MIXED.id: MIXED})


def test_a_routine_of_the_library_is_as_adjusted_and_one_from_a_file_as_written(
    tmp_path: Path,
) -> None:
    store = AdjustmentsStore(tmp_path / "adjustments.json")
    store.keep(MIXED.id, Adjustments(rounds=2))
    person = Person(Settings(wait_for_me=True), store)
    elsewhere = replace(MIXED)
    own, other = person.effective(LIBRARY, MIXED), person.effective(LIBRARY, elsewhere)
    assert (own.rounds, own.wait_for_me) == (2, True)
    assert (other.rounds, other.wait_for_me) == (1, True)


def test_what_cannot_be_read_is_among_the_troubles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "state_file", lambda name: tmp_path / name)
    monkeypatch.setattr(files, "config_file", lambda: tmp_path / "settings.yaml")
    (tmp_path / "adjustments.json").write_text("{")
    (tmp_path / "settings.yaml").write_text("volume: loud\n")
    person = load_person()
    assert [trouble.partition(" ")[0] for trouble in person.troubles] == [
        f"{tmp_path / 'settings.yaml'}:1:9:",
        "Your",
    ]
    assert person.settings == Settings()


def test_a_person_of_whom_nothing_is_known_has_no_troubles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "state_file", lambda name: tmp_path / name)
    monkeypatch.setattr(files, "config_file", lambda: tmp_path / "settings.yaml")
    assert load_person().troubles == ()
    assert list(tmp_path.iterdir()) == []
