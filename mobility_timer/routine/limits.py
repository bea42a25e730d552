"""How much a file or a person may ask for. Milliseconds, seconds of a hold, reps of a set."""

from __future__ import annotations

LARGEST_FILE = 256 * 1024
MOST_REPS = 100
SHORTEST_HOLD_S, LONGEST_HOLD_S = 5, 30 * 60
QUICKEST_PHASE_MS, SLOWEST_PHASE_MS = 200, 60_000
MOST_ROUNDS = 10
LONGEST_ROUTINE_MS = 4 * 60 * 60 * 1000
MOST_REPS_IN_ALL = 10_000
