from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.figure.body.build import BUILDS, Build
from mobility_timer.figure.body.mesh import body_of, posed_vertices
from mobility_timer.figure.body.muscles import MUSCLES, glow
from mobility_timer.figure.body.region import Region
from mobility_timer.figure.body.rigging.riding import RIGS
from mobility_timer.figure.skeleton.bones import (
    BALL,
    FLAT,
    INDEX,
    RELAXED,
    HandShape,
    Pose,
    mirrored,
    rest_pose,
)
from mobility_timer.figure.skeleton.rotation import about_x, about_y, about_z

BODY = body_of()
PARTS, REST = BODY.parts, BODY.rest


def with_hands(shape: HandShape) -> Pose:
    rest = rest_pose()
    return Pose(rest.frames, rest.origins, rest.spine_frames, rest.spine_points, (shape, shape))


def turned(**bones: Any) -> Pose:
    """The rest pose with single bones' frames turned where they are."""
    rest = rest_pose()
    frames = rest.frames.copy()
    for bone, turn in bones.items():
        frames[INDEX[bone]] = frames[INDEX[bone]] @ turn
    return Pose(frames, rest.origins, rest.spine_frames, rest.spine_points, rest.hands)


def girths(vertices: NDArray[Any], part: str, count: int) -> NDArray[Any]:
    """The mean radius of each ring of a part."""
    rings = vertices[PARTS[part]].reshape(-1, count, 3)
    return np.linalg.norm(rings - rings.mean(axis=1, keepdims=True), axis=2).mean(axis=1)


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_mesh_is_whole(build: Build) -> None:
    body = body_of(build)
    count = len(body.rest)
    assert body.rest.shape == (count, 3)
    assert body.regions.shape == (count,)
    assert body.triangles.min() == 0
    assert body.triangles.max() == count - 1
    assert set(body.regions.tolist()) <= {int(region) for region in Region}
    parts = body.parts.values()
    assert sorted(i for part in parts for i in range(part.start, part.stop)) == list(range(count))


def test_pelvis_is_closed_below() -> None:
    lowest = REST[PARTS["pelvis"]].reshape(-1, 32, 3)[0]
    assert np.ptp(lowest, axis=0).max() < 0.003


def test_stands_on_the_floor_at_its_height() -> None:
    crown = REST[PARTS["hair"]][:, 2].max()
    assert REST[:, 2].min() == pytest.approx(0.0, abs=0.002)
    assert crown == pytest.approx(1.75, abs=0.02)


@pytest.mark.parametrize(
    ("build", "part"), [(build, part) for build in BUILDS for part in body_of(build).parts]
)
def test_faces_look_outwards(build: Build, part: str) -> None:
    body = body_of(build)
    triangles, rest, where = body.triangles, body.rest, body.parts[part]
    inside = np.isin(triangles[:, 0], np.arange(len(rest))[where])
    a, b, c = (rest[triangles[inside, i]].astype(float) for i in range(3))
    middle = rest[where].mean(axis=0)
    volume = np.einsum("ij,ij->i", a - middle, np.cross(b - middle, c - middle)).sum() / 6
    assert volume > 0


def test_normals_have_length_one_and_follow_the_faces() -> None:
    posed = BODY.mesh(rest_pose())
    lengths = np.linalg.norm(posed.normals, axis=1)
    assert np.percentile(np.abs(lengths - 1.0), 99) < 1e-3
    a, b, c = (posed.vertices[BODY.triangles[:, i]] for i in range(3))
    faces = np.cross(b - a, c - a)
    agree = np.einsum("ij,ij->i", faces, posed.normals[BODY.triangles[:, 0]]) > 0
    assert agree[np.linalg.norm(faces, axis=1) > 1e-6].mean() > 0.9


def test_named_parts_alone_are_where_they_are_in_the_whole() -> None:
    names = ("shoe_left", "palm_right", "top")
    expected = np.concatenate([REST[PARTS[name]] for name in names])
    np.testing.assert_allclose(posed_vertices(rest_pose(), names), expected, atol=1e-6)


@pytest.mark.parametrize("sway", [None, np.array((0.01, 0.0, -0.02))])
def test_the_lowest_vertex_is_that_of_the_vertices(sway: Any) -> None:
    pose = turned(toes_left=about_y(-30.0), thorax=about_x(20.0), hand_left=about_z(100.0))
    pose = replace(pose, sway=sway)
    for names in (("shoe_left", "sole_left"), ("top", "head", "hair"), ("arm_left", "palm_left")):
        expected = posed_vertices(pose, names)[:, 2].min()
        assert BODY.lowest(pose, names) == pytest.approx(expected, abs=1e-7)


@given(
    st.sampled_from(("left", "right")),
    st.tuples(*[st.floats(-180.0, 180.0)] * 3),
    st.floats(-70.0, 85.0),
)
def test_no_vertex_of_a_foot_is_below_what_it_is_known_to_be_above(
    side: str, tilted: tuple[float, float, float], bent: float
) -> None:
    foot = about_z(tilted[0]) @ about_y(tilted[1]) @ about_x(tilted[2])
    pose = turned(**{f"foot_{side}": foot, f"toes_{side}": foot @ about_y(-bent)})
    pose.origins[INDEX[f"toes_{side}"]] = pose.origin(f"foot_{side}") + foot @ BALL
    parts = (f"sole_{side}", f"shoe_{side}")
    above = BODY.lowest(pose, parts) - BODY.at_least(pose, parts)
    assert 0.0 < above < 0.15


def test_a_foot_on_its_sole_is_known_to_a_centimetre_and_the_trunk_wholly() -> None:
    for parts, most in ((("sole_left", "shoe_left"), 0.01), (("pelvis", "shorts_left"), 2e-5)):
        above = BODY.lowest(rest_pose(), parts) - BODY.at_least(rest_pose(), parts)
        assert 0.0 < above < most


def test_mirrored_pose_is_the_mirror_image() -> None:
    pose = turned(
        upper_arm_left=about_x(50.0),
        thigh_right=about_y(-40.0),
        foot_left=about_z(20.0),
        head=about_z(30.0),
    )
    image = posed_vertices(mirrored(pose))
    here = posed_vertices(pose) * (1.0, -1.0, 1.0)
    for part, where in PARTS.items():
        other = part.replace("left", "?").replace("right", "left").replace("?", "right")
        found, expected = image[where], here[PARTS[other]]
        gaps = np.linalg.norm(found[:, None] - expected[None], axis=2).min(axis=1)
        assert gaps.max() < 1e-4, part


def test_knee_keeps_its_girth_when_it_bends() -> None:
    straight = girths(posed_vertices(rest_pose()), "leg_right", 24)
    rest = rest_pose()
    frames, origins = rest.frames.copy(), rest.origins.copy()
    bent = frames[INDEX["thigh_right"]] @ about_y(110.0)
    frames[INDEX["shin_right"]] = bent
    origins[INDEX["foot_right"]] = rest.origin("shin_right") - bent[:, 2] * 0.43
    frames[INDEX["foot_right"]] = bent
    posed = Pose(frames, origins, rest.spine_frames, rest.spine_points, rest.hands)
    np.testing.assert_allclose(girths(posed_vertices(posed), "leg_right", 24), straight, rtol=0.02)


def test_wrist_turns_without_pinching_the_forearm() -> None:
    straight = girths(posed_vertices(rest_pose()), "arm_left", 22)
    rolled = posed_vertices(turned(hand_left=about_z(100.0)))
    np.testing.assert_allclose(girths(rolled, "arm_left", 22), straight, rtol=0.02)


def test_shoe_flexes_at_the_ball() -> None:
    rest = rest_pose()
    frames, origins = rest.frames.copy(), rest.origins.copy()
    raised = about_y(40.0)
    ball = rest.origin("toes_right")
    frames[INDEX["foot_right"]] = raised
    origins[INDEX["foot_right"]] = ball - raised @ BALL
    posed = Pose(frames, origins, rest.spine_frames, rest.spine_points, rest.hands)
    before = posed_vertices(rest, ["sole_right"])
    after = posed_vertices(posed, ["sole_right"])
    toes, heel = before[:, 0] > ball[0] + 0.04, before[:, 0] < ball[0] - 0.12
    np.testing.assert_allclose(after[toes], before[toes], atol=0.002)
    assert (after[heel, 2] - before[heel, 2]).min() > 0.06


def fingertip_gaps(shape: HandShape) -> list[float]:
    """How far the four fingertips are from the middle of the palm."""
    pose = with_hands(shape)
    palm = pose.joint("palm_left")
    return [
        float(np.linalg.norm(posed_vertices(pose, [f"{name}_left"])[-9:].mean(axis=0) - palm))
        for name in ("index", "middle", "ring", "little")
    ]


def test_a_grip_brings_the_fingertips_to_the_palm() -> None:
    assert max(fingertip_gaps(HandShape("grip", 1.0))) < 0.065
    assert min(fingertip_gaps(FLAT)) > 0.07


def test_a_flat_hand_is_flat() -> None:
    pose = with_hands(FLAT)
    hand = pose.frame("hand_left")
    names = ["palm_left", "index_left", "middle_left", "ring_left", "little_left"]
    heights = (posed_vertices(pose, names) - pose.origin("hand_left")) @ hand[:, 1]
    assert heights.max() - heights.min() < 0.05


@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_glows_somewhere_on_its_own_side(muscle: str) -> None:
    warmth = glow((muscle,))
    assert warmth.max() > 0.5
    assert (warmth > 0.3).mean() < 0.25
    middle = float((REST[:, 1] * warmth).sum() / warmth.sum())
    side = {"left": 1.0, "right": -1.0}.get(muscle.rpartition("_")[2], 0.0)
    assert middle * side > 0.01 if side else abs(middle) < 0.01


def test_an_unknown_muscle_is_an_error() -> None:
    with pytest.raises(KeyError):
        glow(("funny_bone",))


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_the_shoulder_falls_from_the_neck_to_the_arm(build: Build) -> None:
    body = body_of(build)
    top = np.concatenate([body.rest[body.parts[part]] for part in ("top", "sleeve_left")])
    line = [
        top[np.abs(top[:, 1] - out) < 0.012][:, 2].max() for out in np.arange(0.075, 0.215, 0.02)
    ]
    # A notch beside the neck and a level shoulder after it would read as a puffed sleeve.
    assert np.diff(line).max() < -0.003


@pytest.mark.parametrize("build", BUILDS[:2], ids=lambda build: build.name)
def test_no_skin_comes_through_the_sleeve(build: Build) -> None:
    body = body_of(build)
    shoulder, elbow = (rest_pose().joint(f"{joint}_left") for joint in ("shoulder", "elbow"))
    along = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)

    def radii(part: str, low: float, high: float) -> NDArray[Any]:
        points = body.rest[body.parts[part]] - shoulder
        down = points @ along
        inside = (down > low) & (down < high)
        across = points[inside] - down[inside, None] * along
        return np.asarray(np.linalg.norm(across, axis=1))

    for low in (0.03, 0.06, 0.09):
        assert (
            radii("arm_left", low, low + 0.03).max() < radii("sleeve_left", low, low + 0.03).max()
        )


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_the_face_and_the_throat_are_found(build: Build) -> None:
    body = body_of(build)
    head = rest_pose().joint("head")
    assert np.linalg.norm(body.rest[body.face] - head, axis=1).max() < 0.22
    throat = body.rest[body.under_chin]
    assert (throat[:, 2] < head[2] + 0.05).all()
    assert throat[:, 0].mean() > body.rest[body.parts["neck"]][:, 0].mean() + 0.01


def test_what_rides_on_one_bone_is_where_its_rig_has_it() -> None:
    grips = replace(turned(hand_left=about_x(40.0), head=about_y(15.0)), hands=(FLAT, RELAXED))
    tiptoe = turned(foot_left=about_y(25.0), toes_left=about_y(-12.0))
    ridden = [loft for loft in BODY.lofts.values() if loft.rig in RIGS]
    assert len(ridden) > 20
    for pose in (grips, tiptoe, rest_pose(), mirrored(tiptoe)):
        for loft in ridden:
            side = {1: "left", -1: "right", 0: ""}[loft.side]
            frames, origins = RIGS[loft.rig](pose, side, loft.stations)
            expected = loft.outlines @ frames.transpose(0, 2, 1) + origins[:, None]
            found = posed_vertices(pose, (loft.name,))
            np.testing.assert_allclose(found, expected.reshape(-1, 3), atol=1e-6, err_msg=loft.name)
