from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer.figure.motion.model import Contact, Growth
from mobility_timer.figure.motion.props import Ball, Wall
from mobility_timer.figure.motion.track import Track
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.routine.model import Side

MOTIONS = Path(__file__).parents[3] / "assets" / "motions"

GOOD = """\
id: example
side: right
phases: {lift: [0, 0.4], lower: [0.4, 1]}
camera: {azimuth: -70, elevation: 8, target: [0, 0, 0.8], span: 2}
props:
  - {kind: wall, axis: x, at: 0.6, start: -0.4, end: 0.4, height: 1.7}
glow: [calf_right]
trace: heel_right
straight: leg_right
grows: {start: 0.6, neutral: 0}
contacts:
  - {part: palm_left, on: wall, during: [[0, 0.5]]}
base:
  foot_right: {x: -0.4, y: -0.09}
keys:
  - {at: 0.5, foot_right: {lift: 40}}
  - {at: 0, foot_right: {lift: 0}}
variants:
  back: {reverse: true}
expect:
  - {what: straight knee, part: knee_right, at: [0.5]}
"""


def faults(text: str) -> list[str]:
    with pytest.raises(FileFaults) as raised:
        read_motion(text, "example.yaml")
    return [str(fault) for fault in raised.value.faults]


def test_a_good_file_becomes_a_motion() -> None:
    motion = read_motion(GOOD, "example.yaml")
    assert motion.side is Side.RIGHT
    assert motion.wall == Wall("x", 0.6, -0.4, 0.4, 1.7)
    assert motion.keys == {"foot_right.lift": Track((0.0, 0.5), (0.0, 40.0))}
    assert motion.base == {"foot_right.x": -0.4, "foot_right.y": -0.09}
    assert motion.contacts == (Contact("palm_left", "wall", ((0.0, 0.5),)),)
    assert motion.grows == Growth(0.6, 0.0)
    assert motion.variants["back"].reverse
    assert motion.expect[0].at == (0.5,)
    assert motion.straight == "leg_right"
    assert not motion.hold


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("trace: heel_right", "tracee: heel_right", '8:1: "tracee" is not a key: try trace'),
        ("heel_right", "heal_right", '8:8: "heal_right" is not known here: try heel_right'),
        ("lift: 40", "lft: 40", '16:28: "lft" is not a channel of foot_right: try lift'),
        ("base:\n  foot_right", "base:\n  foot_rihgt", 'is not a channel group: try foot_right'),
        ("lift: 40", "lift: high", '16:34: not a number: expected a number from -400 to 400'),
        ("lift: 40", "lift: .nan", "16:34: not a number"),
        ("target: [0, 0, 0.8]", "target: [0, 0]", "a list of the wrong length: expected 3"),
        ("lift: [0, 0.4]", "lift: [0.4, 0]", "a range that ends before it starts"),
        ("at: 0.5, foot", "at: 0, foot", '"foot_right.lift" has two keys at 0'),
        ("at: 0, foot_right", "foot_right", "a key without its phase"),
        ("kind: wall", "kind: wal", '"wal" is not known here'),
        ("on: wall", "on: walls", '"walls" is not known here'),
        ("on: wall", "on: cushion", '"cushion" is not known here'),
        ("part: palm_left", "part: knee_left", '"wall" is not known here: expected floor'),
        ("during: [[0, 0.5]]", "during: []", "a contact that is never made"),
        ("id: example\n", "", '1:1: "id" is missing'),
        ("side: right\n", "side: right\nside: left\n", '"side" is given twice'),
        ("glow: [calf_right]", "glow: calf_right", "not a list: expected a list"),
        ("what: straight knee", "what: straight nee", '"straight nee" is not known here'),
        ("reverse: true", "reverse: yes", '"yes" is not known here: expected true or false'),
        ("camera: {", "camera: {zoom: 2, ", '"zoom" is not a key'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(old: str, new: str, told: str) -> None:
    assert old in GOOD
    found = faults(GOOD.replace(old, new, 1))
    assert any(told in fault for fault in found), found
    assert all(fault.startswith("example.yaml:") for fault in found)


def test_all_faults_are_told_at_once() -> None:
    bad = GOOD.replace("trace:", "tracee:").replace("lift: 40", "lift: x").replace("azimuth", "azi")
    assert len(faults(bad)) >= 3


def test_a_hand_on_the_wall_needs_a_wall() -> None:
    bad = "\n".join(line for line in GOOD.splitlines() if "kind: wall" not in line)
    assert any(
        "a hand on the wall" in fault for fault in faults(bad.replace("props:", "props: []"))
    )


def test_a_ball_rolls_under_a_joint() -> None:
    ball = "props:\n  - {kind: ball, at: [0, 0.1], radius: 0.03, under: ankle_right}"
    motion = read_motion(GOOD.replace("props:", ball, 1), "example.yaml")
    assert motion.props[0] == Ball((0.0, 0.1), 0.03, "ankle_right")
    unknown = faults(GOOD.replace("props:", ball.replace("ankle_r", "ankel_r"), 1))
    assert any('"ankel_right" is not known here: try ankle_right' in fault for fault in unknown)
    assert any(
        '"under" is not a key' in f for f in faults(GOOD.replace("axis:", "under: x, axis:"))
    )


@pytest.mark.parametrize("text", ["", "- 1\n", "id: [", "id: &a x\nside: *a\n"])
def test_what_is_no_motion_is_a_fault_and_no_traceback(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize("path", sorted(MOTIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_bundled_motion_is_read_and_named_after_its_file(path: Path) -> None:
    assert read_motion(path.read_text(encoding="utf-8"), path.name).id == path.stem
