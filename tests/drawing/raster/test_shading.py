from __future__ import annotations

import numpy as np

from mobility_timer.drawing.palette import LIGHT
from mobility_timer.drawing.raster.shading import tones


def test_two_tones_the_lit_one_lighter() -> None:
    plain = tones(np.array([(0.5, 0.4, 0.3)], np.float32), LIGHT).plain.view(np.uint8)
    brightness = plain.reshape(256, 4)[:, :3].astype(int).sum(axis=1)
    assert (np.diff(brightness) >= 0).all()
    dark, lit = brightness[:128], brightness[160:]
    assert dark.max() - dark.min() < 12
    assert lit.min() > 1.25 * dark.max()
