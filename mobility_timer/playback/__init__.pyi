from .clock import SystemClock as SystemClock
from .player import Player as Player
from .player import count_in_cues as count_in_cues
from .result import Result as Result
from .result import Tally as Tally
from .transport import State as State
from .update import Update as Update
