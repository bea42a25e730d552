"""What is wrong with a file, what was expected in it and what to write instead, by what it is."""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
