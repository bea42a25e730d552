"""Triangles to pixels, in numpy."""
