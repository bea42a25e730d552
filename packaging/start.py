"""The first module of the bundle."""

import multiprocessing
import sys

from mobility_timer.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
