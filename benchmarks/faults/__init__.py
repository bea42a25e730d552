"""The table of faults that were once found: what was, what is, and what the person is told."""
