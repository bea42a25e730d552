"""From a motion and a phase to a pose."""
