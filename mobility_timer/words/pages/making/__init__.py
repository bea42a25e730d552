"""The words of the pages on which a person makes routines and drills."""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
