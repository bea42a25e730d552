"""What tests of speech have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sound.speech.voice_harness import Harness


@pytest.fixture
def harness(tmp_path: Path) -> Harness:
    return Harness(tmp_path)
