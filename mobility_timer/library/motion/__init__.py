"""Motions from their files, and whether they agree with their drills."""
