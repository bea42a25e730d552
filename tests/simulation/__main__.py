"""Replay a seed: `python -m tests.simulation SEED [DEEDS]`."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.simulation.program import Violation
from tests.simulation.simulation import run

application = QApplication([])
try:
    seed, deeds = int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 200
    ms = run(seed, deeds, lambda line: print(line, flush=True))
except Violation as violation:
    raise SystemExit(f"seed {sys.argv[1]}: {violation}") from None
print(f"seed {seed}: {deeds} deeds, {ms / 3_600_000:.1f} simulated hours, all held")
