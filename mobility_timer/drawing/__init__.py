"""The figure and its place as pictures."""
