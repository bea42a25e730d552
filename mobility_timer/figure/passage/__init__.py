"""The way of a body from one position to another."""
