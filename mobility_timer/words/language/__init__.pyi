from . import dates as dates
from . import lists as lists
from . import numbers as numbers
