"""The words of the window, one module for each page or part of it."""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
