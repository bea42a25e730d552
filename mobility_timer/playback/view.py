"""What shows a session: a page of the window, or lines of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.playback.update import Follower

View = Callable[[Player, Tally], Sequence[Follower]]
"""Makes what shows a session and steers its player; answers with what is to follow it."""
