from . import numbers as numbers
from . import player as player
from . import spoken as spoken
