from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.drawing.frames.renderer import Renderer
from mobility_timer.drawing.scene import scene
from mobility_timer.drawing.scene.route import forget_ways
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition
from mobility_timer.figure import Passage
from mobility_timer.routine import Side


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "cache", lambda name: tmp_path / name)
    return tmp_path / "poses"


def drawn(way: Transition, share: float) -> Renderer:
    """Who has drawn one picture of a way, and knows of nothing that others found."""
    forget_ways()
    renderer = Renderer()
    while not renderer.settle(way):
        pass
    renderer.frame(way, share)
    return renderer


def test_what_was_found_for_a_way_is_kept_once_nothing_is_to_be_drawn(
    spec: SceneSpec, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = Transition(spec, 0.0, replace(spec, side=Side.LEFT), 0.0)
    drawn(way, 0.5).rest()
    assert [*folder.iterdir()]
    monkeypatch.setattr(Passage, "_authored", None)
    drawn(way, 0.5)


def test_the_poses_of_a_scene_are_kept_too(
    spec: SceneSpec, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Renderer()
    picture = first.frame(spec, 0.25)
    first.rest()
    found = [each.read_bytes() for each in folder.iterdir()]
    assert found
    monkeypatch.setattr(scene, "pose_at", None)
    again = Renderer()
    assert again.frame(spec, 0.25).box == picture.box
    again.rest()
    assert [each.read_bytes() for each in folder.iterdir()] == found
