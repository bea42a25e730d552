"""What is said of routines of one's own: written, given away, searched."""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
