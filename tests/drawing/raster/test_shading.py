import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mobility_timer.drawing.palette import LIGHT
from mobility_timer.drawing.raster.rasteriser import NOTHING
from mobility_timer.drawing.raster.shading import halved, outline, smoothed, tones

pictures = arrays(np.uint8, (6, 8, 4), elements=st.integers(0, 255))


@given(pictures)
def test_halved_is_the_mean_of_four(picture):
    expected = picture.reshape(3, 2, 4, 2, 4).astype(float).mean(axis=(1, 3))
    assert np.abs(halved(picture) - expected).max() <= 0.5


@given(pictures)
def test_smoothed_invents_no_colour(picture):
    found = smoothed(picture)
    assert (found.max(axis=(0, 1)) <= picture.max(axis=(0, 1))).all()
    assert (found.min(axis=(0, 1)) >= picture.min(axis=(0, 1))).all()


def test_smoothed_mixes_the_two_sides_of_an_edge():
    picture = np.zeros((5, 6, 4), np.uint8)
    picture[:, 3:] = 240
    found = smoothed(picture)[2, :, 3]
    assert found[1] == 0
    assert 0 < found[2] < found[3] < 240
    assert found[4] == 240


def test_outline_darkens_the_near_side_of_a_step():
    picture = np.full((4, 6, 4), 200, np.uint8)
    depths = np.full((4, 6), 0.0, np.float32)
    depths[:, 3:] = 0.5
    outline(picture, depths, 1)
    assert (picture[:, 3, :3] < 100).all()
    assert (picture[:, [0, 1, 2, 4, 5], :3] == 200).all()
    assert (picture[..., 3] == 200).all()


def test_outline_leaves_what_is_empty():
    picture = np.zeros((3, 3, 4), np.uint8)
    outline(picture, np.full((3, 3), NOTHING, np.float32), 1)
    assert not picture.any()


def test_two_tones_the_lit_one_lighter():
    plain = tones(np.array([(0.5, 0.4, 0.3)], np.float32), LIGHT).plain.view(np.uint8)
    brightness = plain.reshape(256, 4)[:, :3].astype(int).sum(axis=1)
    assert (np.diff(brightness) >= 0).all()
    dark, lit = brightness[:128], brightness[160:]
    assert dark.max() - dark.min() < 12
    assert lit.min() > 1.25 * dark.max()
