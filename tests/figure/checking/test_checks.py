"""Every motion holds what it must; and each check fails on a motion broken on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast, get_args

import pytest

from mobility_timer.figure.checking.checks import check, table
from mobility_timer.figure.motion.model import (
    Expectation,
    ExpectationKind,
    Motion,
    MotionVariant,
    motion_phase,
)
from mobility_timer.figure.motion.props import Wall
from mobility_timer.figure.motion.track import Track
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.library.tree.document import read_document

ROOT = Path(__file__).parents[3]
MOTIONS = sorted((ROOT / "assets" / "motions").glob("*.yaml"))
DRILLS = sorted((ROOT / "routines" / "drills").glob("*.yaml"))


def read(path: Path) -> Motion:
    return read_motion(path.read_text(encoding="utf-8"), path.name)


@lru_cache
def drills() -> dict[str, dict[str, Any]]:
    """The bundled drills that name a motion, by that name."""
    found = {}
    for path in DRILLS:
        tree, faults = read_document(path.read_text(encoding="utf-8"), path.name)
        assert tree is not None
        assert not faults
        drill = tree.plain()
        if "motion" in drill:
            found[drill["motion"]] = drill
    return found


def tempo_of(name: str) -> dict[str, float]:
    tempo = drills().get(name, {}).get("tempo", {})
    return {k: float(v["seconds"] if isinstance(v, dict) else v) for k, v in tempo.items()}


@pytest.mark.parametrize("path", MOTIONS, ids=lambda path: path.stem)
def test_every_bundled_motion_holds_at_sixty_phases_and_its_drills_tempo(path: Path) -> None:
    bad = [finding for finding in check(read(path), tempo_of(path.stem)) if not finding.ok]
    assert not bad, "\n" + table(bad)


GROWING = [path for path in MOTIONS if "\ngrows:" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", GROWING, ids=lambda path: path.stem)
def test_a_growing_motion_holds_at_its_smallest_too(path: Path) -> None:
    motion = read(path)
    assert motion.grows is not None
    smallest, neutral = motion.grows.start, motion.grows.neutral

    def scaled(track: Track) -> Track:
        middle = track.value(neutral, motion.ease, cyclic=True)
        return Track(track.at, tuple(middle + smallest * (v - middle) for v in track.values))

    small = replace(motion, keys={name: scaled(track) for name, track in motion.keys.items()})
    bad = [finding for finding in check(small) if not finding.ok]
    assert not bad, "\n" + table(bad)


def test_every_drill_finds_its_phases_and_variants_in_its_motion() -> None:
    for name, drill in drills().items():
        motion = read(ROOT / "assets" / "motions" / f"{name}.yaml")
        assert set(tempo_of(name)) <= set(motion.phases), name
        assert {variant["id"] for variant in drill.get("variants", [])} <= set(motion.variants), (
            name
        )
        for variant in drill.get("variants", []):
            order = variant.get("phases", list(tempo_of(name)))
            ends = [
                motion_phase(motion, p, end, variant["id"]) for p in order for end in (0.0, 1.0)
            ]
            assert ends == sorted(ends), (name, variant["id"])
        assert (drill.get("sides") == "alternate") == motion.alternate, name
        assert (drill.get("grows") == "true") == (motion.grows is not None), name
        assert (drill["sides"] == "both") == (motion.side is None), name


def failed(motion: Motion, tempo: Mapping[str, float] | None = None) -> str:
    """What fails; a gross fault shows in twenty phases as in sixty."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mobility_timer.figure.checking.checks.PHASES", 20)
        return table(finding for finding in check(motion, tempo) if not finding.ok)


def keyed(motion: Motion, **tracks: Track) -> Motion:
    named = {name.replace("__", "."): track for name, track in tracks.items()}
    return replace(motion, keys=dict(motion.keys) | named)


def based(motion: Motion, **values: float) -> Motion:
    named = {name.replace("__", "."): value for name, value in values.items()}
    keys = {name: track for name, track in motion.keys.items() if name not in named}
    return replace(motion, base=dict(motion.base) | named, keys=keys)


def test_a_rep_that_does_not_close(calf: Motion) -> None:
    broken = keyed(calf, neck__flex=Track((0.0, 1.0), (0.0, 20.0)))
    assert "loop closes" in failed(broken)


def test_a_foot_that_slides(calf: Motion) -> None:
    assert "foot_left stays" in failed(keyed(calf, foot_left__x=Track((0.0, 0.5), (0.16, 0.17))))


def test_a_palm_that_does_not_reach_the_wall(calf: Motion) -> None:
    wall = replace(cast(Wall, calf.props[0]), at=0.66)
    found = failed(replace(calf, props=(wall,)))
    assert "palm_left off the wall" in found
    assert "reach of palm_left" in found


def test_a_foot_that_is_too_far_away(calf: Motion) -> None:
    assert "reach of foot_left" in failed(based(calf, foot_left__x=0.75))


def test_a_foot_under_the_floor(calf: Motion) -> None:
    broken = replace(calf, contacts=tuple(c for c in calf.contacts if c.part != "foot_left"))
    assert "lowest vertex" in failed(based(broken, foot_left__z=-0.01))


def test_a_figure_that_floats(calf: Motion) -> None:
    broken = replace(
        calf, contacts=tuple(c for c in calf.contacts if not c.part.startswith("foot"))
    )
    assert "off the floor" in failed(based(broken, foot_left__z=0.02, foot_right__z=0.02))


def test_a_part_that_does_not_rest(books: Motion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mobility_timer.figure.solving.solver.Solver._settle_bend", lambda *_: None)
    found = failed(books)
    assert "chest rests on floor" in found
    assert "head rests on cushion" in found


def test_a_joint_over_its_limit(circles: Motion) -> None:
    assert "ankle dorsiflexion right" in failed(based(circles, ankle_right__dorsi=60.0))


def test_a_movement_that_is_too_fast(circles: Motion) -> None:
    assert "fastest turn" in failed(replace(circles, seconds=0.8))
    hurried = {"lift": 0.2, "out": 1.2, "backward": 1.2, "return": 1.0}
    assert "fastest turn" in failed(circles, hurried)


def test_the_drills_own_tempo_is_slow_enough(circles: Motion) -> None:
    assert not failed(circles, {"lift": 1.2, "out": 1.2, "backward": 1.2, "return": 1.0})


def test_limbs_that_pass_through_each_other(circles: Motion) -> None:
    assert " in " in failed(based(circles, hip_right__abduct=-35.0))


def test_a_knee_that_bends(calf: Motion) -> None:
    broken = replace(based(calf, pelvis__z=0.80), straight=None)
    assert "knee_right is straight" in failed(broken)


def test_an_elbow_that_bends(calf: Motion) -> None:
    assert "elbow_left is straight" in failed(based(calf, pelvis__x=0.02))


def test_a_circle_that_is_no_circle(circles: Motion) -> None:
    there = Track((0.0, 0.5), (20.0, 80.0))
    broken = keyed(based(circles, hip_right__abduct=5.0), hip_right__flex=there)
    assert "knee_right" in failed(broken)


def test_knees_that_stay_up(switches: Motion) -> None:
    found = failed(based(switches, knee_left__swivel=-45.0, knee_right__swivel=45.0))
    assert "knee_left off the floor" in found
    assert "ends are centred" in failed(based(switches, knee_left__swivel=40.0))


def test_soles_that_stand_on_their_edges(switches: Motion) -> None:
    found = failed(based(switches, knee_left__swivel=-102.0, knee_right__swivel=96.0))
    assert "foot_right rolls off its sole" in found
    assert "foot_left rolls off its sole" in failed(based(switches, foot_left__flatten=0.2))


def test_knees_that_are_no_right_angles(switches: Motion) -> None:
    assert "at the end" in failed(based(switches, foot_left__x=0.36, foot_right__x=0.36))


def test_a_chest_that_does_not_open(books: Motion) -> None:
    assert "chest to the ceiling" in failed(based(books, chest__turn=20.0))


def test_hips_that_roll(books: Motion) -> None:
    assert "pelvis turns" in failed(keyed(books, pelvis__list=Track((0.0, 0.4), (0.0, 8.0))))
    assert "pelvis moves" in failed(keyed(books, pelvis__x=Track((0.0, 0.4), (0.0, 0.03))))


def test_a_heel_that_rises(matrix: Motion) -> None:
    assert "sole of foot_right" in failed(based(matrix, foot_right__lift=6.0))


def test_a_foot_that_points_elsewhere(matrix: Motion) -> None:
    variants = dict(matrix.variants) | {"left": MotionVariant({"foot_right.yaw": -20.0})}
    assert "foot_right heading" in failed(replace(matrix, variants=variants))


def test_a_side_that_is_no_mirror(matrix: Motion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mobility_timer.figure.solving.pose.mirrored", lambda pose: pose)
    assert "other side is the mirror" in failed(matrix)


def test_every_known_expectation_has_a_check() -> None:
    from mobility_timer.figure.checking.expectations import KNOWN

    assert set(KNOWN) == set(get_args(ExpectationKind))


def test_the_table_tells_value_limit_and_verdict(calf: Motion) -> None:
    lines = table(check(calf)).splitlines()
    assert len(lines) == len(check(calf))
    assert all(line.endswith("ok") for line in lines)
    assert any("loop closes" in line and "at most 1 mm" in line for line in lines)


def test_variants_are_named_in_their_findings(matrix: Motion) -> None:
    found = {finding.name.split(":")[0] for finding in check(matrix)}
    assert {"straight", "left", "right"} <= found


def test_an_expectation_may_name_its_phases(calf: Motion) -> None:
    only = replace(calf, expect=(Expectation("sole flat", "foot_right", (0.0,)),))
    assert not failed(only)
    assert "sole of" in failed(replace(calf, expect=(Expectation("sole flat", "foot_right"),)))
