from . import drill_names as drill_names
from . import editing as editing
from . import sharing as sharing
