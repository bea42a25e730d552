"""How a session is begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mobility_timer.playback import SetKey
    from mobility_timer.routine import Occasion


@dataclass(frozen=True)
class SessionStart:
    """How a session was begun: for which occasion.

    For one that goes on: its token, what was done of it so far, in how many ms of playing, and
    where to go on, in ms. One that `is_tried` is a drill that is looked at: it is not written down.
    """

    occasion: Occasion | None = None
    goes_on: str = ""
    done: Mapping[SetKey, int] = field(default_factory=dict)
    position: int | None = None
    played_ms: int = 0
    is_tried: bool = False
