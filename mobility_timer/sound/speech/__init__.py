"""Lines to spoken clips."""
