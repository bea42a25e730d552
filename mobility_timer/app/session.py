"""One session: the player and everything that follows it, in the window and in the terminal.

Whatever is to follow a session is made and listed here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TextIO

from mobility_timer.app.desktop.awake import Awake
from mobility_timer.personal import SessionStart
from mobility_timer.playback import Clock, Player, Tally, Update, View
from mobility_timer.timeline import Timeline, compile_routine

if TYPE_CHECKING:
    from mobility_timer.personal import History
    from mobility_timer.routine import Routine


class SessionCoach(Protocol):
    """The one who speaks, in one session after the other."""

    @property
    def notice(self) -> str | None: ...

    @property
    def is_ready(self) -> bool:
        """Whether the first line can be heard, or is not worth waiting for."""

    @property
    def lacks_clip(self) -> bool:
        """Whether a line that is due, or soon will be, cannot be heard yet."""

    def prepare(self, timeline: Timeline) -> None: ...

    def follow(self, update: Update) -> None: ...

    def silence(self) -> None: ...


@dataclass(frozen=True)
class CoachFollower:
    """The coach in one session, which ends in silence; the coach stays for the next one."""

    coach: SessionCoach

    def waits(self) -> bool:
        return self.coach.lacks_clip

    def follow(self, update: Update) -> None:
        self.coach.follow(update)

    def close(self) -> None:
        self.coach.silence()


@dataclass(frozen=True)
class SessionParts:
    """What every session of this run is made of; `report` is told what fails in a follower."""

    coach: SessionCoach
    new_clock: Callable[[], Clock]
    report: Callable[[Exception], None]
    history: History


def open_session(
    parts: SessionParts, routine: Routine, view: View, start: SessionStart | None = None
) -> Player:
    """A player of the effective routine, not yet started, with all that follows it.

    The coach hears of an update first; what the view shows is counted and handed to the record
    before it is shown. A view that cannot be made leaves nothing open.
    """
    timeline = compile_routine(routine)
    parts.coach.prepare(timeline)
    start = start or SessionStart()
    tally = Tally(start.done, start.played_ms)
    player = Player(
        timeline,
        parts.new_clock(),
        [CoachFollower(parts.coach), tally, *parts.history.followers(start), Awake()],
        routine.wait_for_me,
        parts.report,
        start.done,
        start.played_ms,
        lambda: _is_ready(parts),
    )
    if start.position is not None:
        player.seek(start.position)
    try:
        for follower in view(player, tally):
            player.follow(follower)
    except BaseException:
        player.close()
        raise
    return player


def _is_ready(parts: SessionParts) -> bool:
    """Whether the first line can be said. A coach that fails when it is asked is not waited for."""
    try:
        return parts.coach.is_ready
    except Exception as fault:  # whatever it is, the session begins
        parts.report(fault)
        return True


def open_window_session(
    parts: SessionParts, routine: Routine, view: View, start: SessionStart | None = None
) -> Player:
    """A session that the window shows and a timer of the window drives."""
    from mobility_timer.app.desktop.media_keys import media_keys
    from mobility_timer.ui import Ticker

    return open_session(
        parts,
        routine,
        lambda player, tally: (*view(player, tally), Ticker(player), *media_keys(player)),
        start,
    )


def play_in_terminal(
    parts: SessionParts, routine: Routine, out: TextIO, keys: TextIO | None
) -> None:
    """A session as lines of text, until its end or Ctrl-C; `keys` is where Enter is pressed."""
    from mobility_timer import terminal

    transcript = terminal.Transcript(out, lambda: parts.coach.notice)
    player = open_session(parts, routine, lambda _player, _tally: (transcript,))
    waits = player.waits or bool(player.timeline.stops)
    enter = terminal.enter_key(keys if waits else None)
    terminal.play(player, transcript, out, enter)
