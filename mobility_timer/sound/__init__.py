"""What is heard: spoken lines, tones, and the processes that make and play them.

What the other rooms may use of it stands in the stub beside this file, and is loaded at first use.
"""

from mobility_timer import front_door

__getattr__, __dir__, __all__ = front_door(__name__, __file__)
