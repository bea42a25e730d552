"""Files of sound to be played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mobility_timer.sound.speech.clips import encode
from mobility_timer.sound.speech.pcm import RATE


@pytest.fixture
def clip(tmp_path: Path) -> Callable[..., str]:
    def make(seconds: float, name: str = "clip") -> str:
        path = tmp_path / f"{name}.wav"
        path.write_bytes(encode(np.full(round(seconds * RATE), 0.5, np.float32)))
        return str(path)

    return make
