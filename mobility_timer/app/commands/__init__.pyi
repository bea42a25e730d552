from . import checking as checking
from . import new_routine as new_routine
from . import options as options
from . import self_test as self_test
from . import sharing_files as sharing_files
from . import stills as stills
from . import user_data as user_data
from .person import told_person as told_person
