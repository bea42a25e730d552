"""The window: pages in a stack that follow a player, and the one ticker that drives it.

What the other rooms may use of it stands in the stub beside this file, and is loaded at first use.
"""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
