"""Tries each fault that was once found: `python -m benchmarks.faults [WORD ...]`.

Each row is tried now, in this process or with the real program; what was found before stands
beside it, as it was told then. The last column is what the person reads, as the program said it
just now, or what was measured. With words, only the rows that have one of them.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from benchmarks.faults import closing, files_of_yours, places, sessions, terminal, windows
from benchmarks.faults.table import ROWS

MODULES = (sessions, files_of_yours, places, windows, closing, terminal)


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    print("| fault | before | tries | failures now | what is told |\n|---|---|---|---|---|")
    failed = 0
    for name, (before, tries) in ROWS.items():
        if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
            continue
        tried = tries()
        failed += bool(tried.failures)
        told = tried.told.replace("|", "/").replace("\n", " ")[:240]
        print(
            f"| {name} | {before} | {tried.tries:,} | {int(tried.failures)} | {told} |", flush=True
        )
    application.quit()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
