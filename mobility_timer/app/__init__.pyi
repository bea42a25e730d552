from . import window as window
from .commands import checking as checking
from .commands import new_routine as new_routine
from .commands import options as options
from .commands import self_test as self_test
from .commands import sharing_files as sharing_files
from .commands import stills as stills
from .commands import user_data as user_data
