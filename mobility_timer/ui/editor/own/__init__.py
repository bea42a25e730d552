"""Routines of one's own as wholes: opened, copied, pasted, taken in, and what they said before."""
