"""What the words on the command line do, without a window."""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
