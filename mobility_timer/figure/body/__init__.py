"""The surface of the body."""
