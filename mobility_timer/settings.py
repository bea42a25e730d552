"""What the user chose, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from mobility_timer.frozen import frozen

SHORTEST_GET_READY_S, LONGEST_GET_READY_S = 4, 60


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(StrEnum):
    SYSTEM = "system"
    HIGH = "high"
    OFF = "off"


class Count(StrEnum):
    """How the reps are counted aloud."""

    SPOKEN = "spoken"
    TICKED = "ticked"
    SILENT = "silent"


class PhaseCues(StrEnum):
    """How the parts of a rep are told, where a drill needs it: lift, hold, lower."""

    NONE = "none"
    TONES = "tones"
    WORDS = "words"


class ToneSet(StrEnum):
    """Which tones are heard. OWN are files of the user's; one that is missing is a warm one."""

    WARM = "warm"
    BRIGHT = "bright"
    LOW = "low"
    OWN = "own"


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FEWEST_A_WEEK, MOST_A_WEEK = 1, 7
SLOWEST_PERCENT, FASTEST_PERCENT = 90, 130
"""The speed of the voice. Slower, its lines would no longer fit where they are said."""


class Music(StrEnum):
    """When other people's sound is kept down."""

    NEVER = "never"
    LINES = "lines"
    SESSION = "session"


class MusicWay(StrEnum):
    """How it is kept down: lowered, or players paused and what cannot be paused lowered."""

    LOWER = "lower"
    PAUSE = "pause"


class OpenSilence(StrEnum):
    """Whether the sound device is kept open between lines; AUTO where it is a Bluetooth one."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class ReducedMotion(StrEnum):
    SYSTEM = "system"
    ON = "on"
    OFF = "off"


class FrontView(StrEnum):
    """How a figure is seen that faces the runner."""

    MIRROR = "mirror"
    PERSON = "person"


class CoachFigure(StrEnum):
    """Who the figure is."""

    MAYA = "maya"
    JONAS = "jonas"
    IMANI = "imani"


class LinesBy(StrEnum):
    """Who says the coach's lines where a screen reader runs; never both."""

    AUTO = "auto"
    VOICE = "voice"
    READER = "reader"


@frozen
class Settings:
    """What the user chose. Volumes and speed are in percent.

    `voice` is "command", "neural" or the name of a voice of the system, None for the first that
    works; `command` is a program of the user's that speaks; `speak` False leaves only the tones.
    `single_beep` counts in with one beep, not three. `lines_by` AUTO leaves a screen reader the
    lines only while the voice is off.
    `weekly_goal` is how many sessions a week are enough; lengths are told in `inches` or in cm.
    `reminders` gives by the day of the week the time at which to remind, "07:30"; `desk_reminder`
    reminds after an hour at the desk; with `tray` the program stays in the tray when its window is
    closed, so that it can remind.
    `front_view` MIRROR has what is called left on the runner's left, as a class does it.
    `get_ready_s` is the least time from the start to the first drill's set-up.
    """

    theme: Theme = Theme.SYSTEM
    contrast: Contrast = Contrast.SYSTEM
    reduced_motion: ReducedMotion = ReducedMotion.SYSTEM
    front_view: FrontView = FrontView.MIRROR
    coach: CoachFigure = CoachFigure.MAYA
    full_screen: bool = False
    count: Count = Count.SPOKEN
    phases: PhaseCues = PhaseCues.TONES
    muted: bool = False
    speak: bool = True
    lines_by: LinesBy = LinesBy.AUTO
    volume: int = 100
    tone_volume: int = 100
    tones: ToneSet = ToneSet.WARM
    single_beep: bool = False
    music: Music = Music.NEVER
    music_way: MusicWay = MusicWay.LOWER
    open_silence: OpenSilence = OpenSilence.AUTO
    voice: str | None = None
    voice_speed: int = 100
    command: str | None = None
    wait_for_me: bool = False
    get_ready_s: int = SHORTEST_GET_READY_S
    weekly_goal: int = 3
    inches: bool = False
    reminders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    desk_reminder: bool = False
    tray: bool = False
    window_geometry: str = ""

    @property
    def voice_speaks(self) -> bool:
        return self.speak and self.lines_by is not LinesBy.READER

    @property
    def reader_speaks(self) -> bool:
        """Whether a screen reader says the coach's lines."""
        if self.lines_by is LinesBy.AUTO:
            return self.muted or not self.speak
        return self.lines_by is LinesBy.READER
