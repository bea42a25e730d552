"""The program is killed at random moments: what was finished is there, and no half set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("kill_runs.py")
TESTS = SCRIPT.parent.parent.parent


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    "runs", [pytest.param(20, id="20"), pytest.param(1_000, id="1000", marks=pytest.mark.slow)]
)
def test_no_finished_set_is_lost_and_no_half_one_counted(runs: int, tmp_path: Path) -> None:
    path = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), str(runs), str(tmp_path), "7"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    print(ended.stdout)
