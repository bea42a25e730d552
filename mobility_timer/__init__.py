"""A guided follow-along timer for runners' mobility drills."""

import os
import sys

__version__ = "0.1.0"

# `python -m mobility_timer` puts the current folder before the standard library: a numpy.py in a
# folder of downloads would be run. While `-m` looks for its module, argv says so.
if (
    sys.argv[:1] == ["-m"]
    and not sys.flags.safe_path
    and sys.path[0] != os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
):
    del sys.path[0]
