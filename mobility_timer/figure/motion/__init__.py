"""A motion as a value."""
