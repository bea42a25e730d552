import pytest

from mobility_timer import files
from mobility_timer.figure.checking.checks import check
from mobility_timer.figure.motion.mirrored import props_for
from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.motion.props import Band
from mobility_timer.figure.skeleton.joint_limits import angles
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.routine.model import Side

MOTIONS = files.assets() / "motions"


def text(id: str) -> str:
    return (MOTIONS / f"{id}.yaml").read_text(encoding="utf-8")


def motion(id: str) -> Motion:
    return read_motion(text(id), id)


def test_each_variant_of_the_banded_foot_pulls_its_own_way() -> None:
    foot = motion("resisted-ankle")

    def pulled(variant: str, angle: str) -> float:
        ends = [angles(pose_at(foot, phase, Side.RIGHT, variant)) for phase in (0.0, 0.5)]
        return ends[1][angle, "right"] - ends[0][angle, "right"]

    assert pulled("up", "ankle dorsiflexion") > 30.0
    assert pulled("in", "ankle inversion") > 25.0
    assert pulled("out", "ankle inversion") < -15.0
    assert abs(pulled("up", "ankle inversion")) < 2.0


def test_a_variant_with_an_unknown_channel_in_its_keys_is_a_fault() -> None:
    wrong = text("resisted-ankle").replace("{dorsi: -22}", "{dorsy: -22}")
    with pytest.raises(FileFaults, match="dorsy"):
        read_motion(wrong, "wrong")


def test_both_legs_of_the_calf_raise_are_straight_and_checked_for_it() -> None:
    raises = motion("calf-raises")
    for phase in (0.0, 0.5):
        found = angles(pose_at(raises, phase))
        assert max(found["knee flexion", side] for side in ("left", "right")) < 5.0
    assert not any(f.name.startswith("reach of foot") for f in check(raises))


def test_the_band_goes_from_foot_to_foot_on_either_side() -> None:
    foot = motion("resisted-ankle")
    bands = [
        next(prop for prop in props_for(foot, side) if isinstance(prop, Band)) for side in Side
    ]
    assert bands == [Band("ball_right", "ball_left"), Band("ball_left", "ball_right")]


def test_a_band_from_an_unknown_joint_is_a_fault() -> None:
    wrong = text("resisted-ankle").replace("anchor: ball_left", "anchor: bal_left")
    with pytest.raises(FileFaults, match="ball_left"):
        read_motion(wrong, "wrong")
