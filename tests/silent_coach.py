"""A coach who says nothing and keeps what it was told."""

from __future__ import annotations

from collections.abc import Iterable

from mobility_timer.playback.update import Update
from mobility_timer.settings import Count, Settings
from mobility_timer.sound.speech.engine_spec import VoiceInfo
from mobility_timer.timeline.timeline import Timeline


class SilentCoach:
    """`told` are timelines to prepare, updates, and the names of other calls, in their order."""

    def __init__(self) -> None:
        self.notice: str | None = None
        self.voice_notice: str | None = None
        self.device_notice: str | None = None
        self.speaks = self.is_ready = True
        self.lacks_clip = False
        self.muted = False
        self.volume: tuple[int, int] | None = None
        self.chosen: Settings | None = None
        self.prepared = (0, 0)
        self.voices: tuple[VoiceInfo, ...] = ()
        self.ready_to_listen = True
        self.count: Count | None = None
        self.rendered_ahead: list[str] = []
        self.openings: list[str] = []
        self.told: list[Timeline | Update | str] = []

    def prepare(self, timeline: Timeline) -> None:
        self.told.append(timeline)

    def follow(self, update: Update) -> None:
        self.told.append(update)

    def silence(self) -> None:
        self.told.append("silence")

    def render_ahead(
        self, timeline: Timeline, position: int = 0, openings: Iterable[Timeline] = ()
    ) -> None:
        assert position == 0
        self.rendered_ahead.append(timeline.routine.id)
        self.openings = [opening.routine.id for opening in openings]

    def set_muted(self, muted: bool) -> None:
        self.muted = muted

    def set_volume(self, percent: int, tone_percent: int) -> None:
        self.volume = (percent, tone_percent)

    def find_voices(self) -> None:
        self.told.append("find_voices")

    def listen_to_tones(self) -> None:
        self.told.append("listen_to_tones")

    def listen(self) -> bool:
        self.told.append("listen")
        return self.ready_to_listen

    def set_voice(self, chosen: Settings) -> None:
        self.chosen = chosen

    def set_count(self, count: Count) -> None:
        self.count = count
