"""What glows can be seen, in the picture or on the close-up, at some moment of the rep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage

from mobility_timer import files
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.stills.render import render
from mobility_timer.figure.motion.model import Motion
from tests.drawing.conftest import motion_named

SIZE = 240
PHASES = (0.0, 0.3, 0.5, 0.8)
LEAST_PIXELS = 60
CHANGED = 40
NAMES = sorted(path.stem for path in (files.assets() / "motions").glob("*.yaml"))


def pixels(motion: Motion, phase: float) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    variant = next(iter(motion.variants), None)
    spec = SceneSpec(motion, motion.side, variant, 1.0, SIZE, SIZE, 1.0, "light", 3.0)
    image = render(spec, phase, arc=False).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[..., :3].astype(np.int16)


@pytest.mark.parametrize("name", [name for name in NAMES if motion_named(name).glow])
def test_what_works_is_seen_to_glow(name: str) -> None:
    motion = motion_named(name)
    dull = replace(motion, glow=())
    seen = max(
        int((np.abs(pixels(motion, phase) - pixels(dull, phase)).max(axis=2) > CHANGED).sum())
        for phase in PHASES
    )
    assert seen >= LEAST_PIXELS, f"{seen} pixels glow"
