from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobility_timer import files
from mobility_timer.drawing.scene import kept_poses, scene
from mobility_timer.drawing.scene.kept_poses import KeptPoses
from mobility_timer.drawing.scene.route import passages
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure import Passage, Placement, way_between
from mobility_timer.figure.passage import passage as passage_module
from mobility_timer.figure.passage.retiming import pacing_for
from mobility_timer.figure.skeleton.rotation import vector
from mobility_timer.routine import Side


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


def known(folder: Path | None, passage: Passage) -> Passage:
    """The passage when it has been known, asked for the pose in its middle, and kept."""
    store = KeptPoses(folder)
    store.know_passage(passage)
    passage.pose(passage.seconds / 2.0)
    store.keep()
    return passage


@pytest.fixture
def posed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The times at which poses were found beside those for a pace."""
    times: list[float] = []
    authored = Passage._authored

    def finding(self: Passage, seconds: float) -> Any:
        times.append(seconds)
        return authored(self, seconds)

    monkeypatch.setattr(Passage, "_authored", finding)
    return times


def test_a_pace_is_found_once_and_read_at_the_next_start(
    tmp_path: Path, found: list[float]
) -> None:
    first, again = known(tmp_path, stepping()), known(tmp_path, stepping())
    assert len(found) == 1
    assert np.array_equal(again.pacing.shown, first.pacing.shown)
    assert np.array_equal(again.pacing.authored, first.pacing.authored)
    third = first.seconds / 3.0
    assert np.array_equal(again.pose(third).origins, first.pose(third).origins)


def test_a_pose_is_found_once_and_read_at_the_next_start(
    tmp_path: Path, posed: list[float]
) -> None:
    first = known(tmp_path, stepping())
    middle = first.seconds / 2.0
    posed.clear()
    again = stepping()
    KeptPoses(tmp_path).know_passage(again)
    read = again.pose(middle)
    assert posed == []
    there = first.pose(middle)
    for name in ("frames", "origins", "spine_frames", "spine_points"):
        assert getattr(read, name) == pytest.approx(getattr(there, name), abs=1e-6)
    assert [hand.kind for hand in read.hands] == [hand.kind for hand in there.hands]
    again.pose(middle / 2.0)
    assert len(posed) == 2, "that of the first, which is not remembered any more, and a new one"


def test_poses_come_to_those_that_were_kept(tmp_path: Path, posed: list[float]) -> None:
    for share in (0.25, 0.5, 0.75):
        store, passage = KeptPoses(tmp_path), stepping()
        store.know_passage(passage)
        passage.pose(share * passage.seconds)
        store.keep()
    passage = stepping()
    KeptPoses(tmp_path).know_passage(passage)
    posed.clear()
    for share in (0.25, 0.5, 0.75):
        passage.pose(share * passage.seconds)
    assert posed == []


def test_of_a_passage_the_last_poses_are_kept(
    tmp_path: Path, posed: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_poses, "_MOST_POSES", 2)
    shares = (0.25, 0.5, 0.75)
    for _ in range(2):
        store, passage = KeptPoses(tmp_path), stepping()
        store.know_passage(passage)
        posed.clear()
        for share in shares:
            passage.pose(share * passage.seconds)
        store.keep()
    assert len(posed) == 1


def test_what_is_kept_is_written_only_where_something_came_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(tmp_path, stepping())
    monkeypatch.setattr(files.DiskCache, "write", None)
    known(tmp_path, stepping())


def test_poses_are_let_go_of_when_they_are_kept(tmp_path: Path, posed: list[float]) -> None:
    passage = known(tmp_path, stepping())
    assert not passage.is_known
    posed.clear()
    for _ in range(2):
        passage.pose(passage.seconds / 2.0)
    assert len(posed) == 2


def test_another_passage_is_kept_for_itself(tmp_path: Path, found: list[float]) -> None:
    for far_m in (0.3, 0.31, 0.3):
        known(tmp_path, stepping(far_m))
    assert (len(found), len(kept(tmp_path))) == (2, 2)


def test_another_version_finds_it_anew(
    tmp_path: Path, found: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    known(tmp_path, stepping())
    monkeypatch.setattr(files, "code_version", lambda *_rooms: b"another")
    known(tmp_path, stepping())
    assert len(found) == 2


@pytest.mark.parametrize("keep", [slice(0, 0), slice(0, -8), slice(1, None)])
def test_a_damaged_one_is_found_anew_and_mended(
    tmp_path: Path, found: list[float], keep: slice
) -> None:
    known(tmp_path, stepping())
    (path,) = kept(tmp_path)
    path.write_bytes(path.read_bytes()[keep])
    for _ in range(2):
        passage = known(tmp_path, stepping())
        assert passage.pacing.at(passage.seconds) == pytest.approx(passage.seconds)
    assert len(found) == 2


@pytest.mark.parametrize("body", [b"", b"\1\0\0\0\0\0\0\0", bytes(8)])
def test_one_that_is_whole_and_of_another_kind_is_found_anew(
    tmp_path: Path, found: list[float], body: bytes
) -> None:
    known(tmp_path, stepping())
    (path,) = kept(tmp_path)
    path.write_bytes(files.sealed(body))
    known(tmp_path, stepping())
    assert len(found) == 2


@pytest.mark.parametrize("place", ["none", "a file"])
def test_where_nothing_can_be_kept_each_is_found(
    tmp_path: Path, found: list[float], place: str
) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "inside" if place == "a file" else None
    for _ in range(2):
        known(folder, stepping())
    assert len(found) == 2


def test_the_poses_of_a_scene_are_found_once_and_read_at_the_next_start(
    tmp_path: Path, spec: SceneSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, first = KeptPoses(tmp_path), Scene(spec)
    store.know_scene(first)
    there = first.pose(0.25)
    store.keep()
    monkeypatch.setattr(scene, "pose_at", None)
    larger = Scene(replace(spec, width=spec.width + 2, theme="dark", seconds=3.0))
    KeptPoses(tmp_path).know_scene(larger)
    again = larger.pose(0.25)
    assert again.origins == pytest.approx(there.origins, abs=1e-6)
    with pytest.raises(TypeError):
        larger.pose(0.5)


@pytest.mark.parametrize("other", [{"side": Side.LEFT}, {"amplitude": 0.5}, {"mirrored": True}])
def test_a_scene_that_moves_otherwise_is_kept_for_itself(
    tmp_path: Path, spec: SceneSpec, other: dict[str, Any]
) -> None:
    for each in (spec, replace(spec, **other)):
        store, made = KeptPoses(tmp_path), Scene(each)
        store.know_scene(made)
        made.body_pose(0.25)
        store.keep()
        assert not made.is_known
    assert len(kept(tmp_path)) == 2


def test_what_was_kept_of_a_scene_is_not_believed_for_a_passage(tmp_path: Path) -> None:
    known(tmp_path, stepping())
    (path,) = kept(tmp_path)
    body = files.unsealed(path.read_bytes())
    paces = int.from_bytes(body[:4], "little")
    path.write_bytes(files.sealed(bytes(4) + body[4:8] + body[8 + 8 * paces :]))
    passage = stepping()
    KeptPoses(tmp_path).know_passage(passage)
    assert len(passage.pacing.shown) == paces


def test_a_passage_whose_pace_cannot_be_found_is_left_out_of_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise FloatingPointError

    monkeypatch.setattr(passage_module, "pacing_for", fails)
    store = KeptPoses(tmp_path)
    with pytest.raises(FloatingPointError):
        store.know_passage(stepping())
    store.keep()
    assert kept(tmp_path) == []
