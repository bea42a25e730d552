"""The voices of the system, in a process of their own: espeak is started once in each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHANGE_SPEED = """
import json, sys
from pathlib import Path
from mobility_timer.sound.speech.engine_spec import EngineSpec
from mobility_timer.sound.speech.engines.system import SystemEngine

lengths = []
for speed_percent in [200, 100] * 20:
    engine = SystemEngine(EngineSpec(speed_percent=speed_percent), Path(sys.argv[1]))
    samples, rate = engine.render("Next: hip switches, on the floor.")
    lengths.append(round(len(samples) / rate, 1))
sys.stderr.write(json.dumps(lengths))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the wheel with espeak is for Linux")
def test_no_change_of_speed_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CHANGE_SPEED, str(tmp_path)]
    lengths = json.loads(subprocess.run(command, capture_output=True, check=True).stderr)
    assert lengths == [lengths[0], lengths[1]] * 20
    assert lengths[1] > 1.8 * lengths[0]
