"""What the coach says, and why nothing is heard."""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
