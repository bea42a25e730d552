from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobility_timer import files
from mobility_timer.drawing.scene.paces import KeptPaces
from mobility_timer.drawing.scene.route import passages
from mobility_timer.figure import Passage, Placement, way_between
from mobility_timer.figure.passage import passage as passage_module
from mobility_timer.figure.passage.retiming import pacing_for
from mobility_timer.figure.skeleton.rotation import vector


def stepping(far_m: float = 0.3) -> Passage:
    """One stands, and stands then so far ahead."""
    first = passages().position("stand", Placement())
    last = replace(first, pose=first.pose.moved(vector(far_m, 0.0, 0.0)))
    way = way_between(first, last, passages(), Placement(), 0.0)
    assert way is not None
    return way.passages[0].passage


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of each passage whose pace was found and not read."""
    seconds: list[float] = []
    finds = pacing_for

    def finding(pose: Any, long: float) -> Any:
        seconds.append(long)
        return finds(pose, long)

    monkeypatch.setattr(passage_module, "pacing_for", finding)
    return seconds


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_a_pace_is_found_once_and_read_at_the_next_start(
    tmp_path: Path, found: list[float]
) -> None:
    first, again = stepping(), stepping()
    KeptPaces(tmp_path).find(first)
    KeptPaces(tmp_path).find(again)
    assert len(found) == 1
    assert np.array_equal(again.pacing.shown, first.pacing.shown)
    assert np.array_equal(again.pacing.authored, first.pacing.authored)
    middle = first.seconds / 2.0
    assert np.array_equal(again.pose(middle).origins, first.pose(middle).origins)


def test_another_passage_has_a_pace_of_its_own(tmp_path: Path, found: list[float]) -> None:
    for far_m in (0.3, 0.31, 0.3):
        KeptPaces(tmp_path).find(stepping(far_m))
    assert (len(found), len(kept(tmp_path))) == (2, 2)


def test_another_version_finds_it_anew(
    tmp_path: Path, found: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    KeptPaces(tmp_path).find(stepping())
    monkeypatch.setattr(files, "code_version", lambda *_rooms: b"another")
    KeptPaces(tmp_path).find(stepping())
    assert len(found) == 2


@pytest.mark.parametrize("keep", [slice(0, 0), slice(0, -8), slice(1, None)])
def test_a_damaged_one_is_found_anew_and_mended(
    tmp_path: Path, found: list[float], keep: slice
) -> None:
    KeptPaces(tmp_path).find(stepping())
    (path,) = kept(tmp_path)
    path.write_bytes(path.read_bytes()[keep])
    for _ in range(2):
        passage = stepping()
        KeptPaces(tmp_path).find(passage)
        assert passage.pacing.at(passage.seconds) == pytest.approx(passage.seconds)
    assert len(found) == 2


@pytest.mark.parametrize("place", ["none", "a file"])
def test_where_nothing_can_be_kept_each_is_found(
    tmp_path: Path, found: list[float], place: str
) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "inside" if place == "a file" else None
    for _ in range(2):
        KeptPaces(folder).find(stepping())
    assert len(found) == 2
