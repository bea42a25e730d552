"""What a motion must hold, in numbers."""
