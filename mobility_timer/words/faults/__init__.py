"""What is wrong with a file, what was expected in it and what to write instead, by what it is."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
