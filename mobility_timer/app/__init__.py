"""Joins the parts of the program.

What the other rooms may use of it stands in the stub beside this file, and is loaded at first use.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
