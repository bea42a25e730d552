"""Flat parts painted after the design, all of them usable by keyboard and by screen reader."""
