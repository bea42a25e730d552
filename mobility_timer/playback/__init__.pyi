from .clock import SystemClock as SystemClock
from .played import FinishedSet as FinishedSet
from .player import Player as Player
from .result import Result as Result
from .result import Tally as Tally
from .transport import State as State
from .update import Update as Update
