"""A guided follow-along timer for runners' mobility drills."""

__version__ = "0.1.0"
