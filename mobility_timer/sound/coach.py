"""The follower that is heard."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from mobility_timer.playback import State, Update
from mobility_timer.settings import Count, Settings
from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.loudspeaker import Loudspeaker, Speaks
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.music.kept_down import lowered_file
from mobility_timer.sound.nulls import NullVoice
from mobility_timer.sound.plan import (
    Planned,
    SoundChoices,
    lines_behind,
    lines_from,
    lines_of_cues,
    tone_samples,
)
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.sound.speech.engine_spec import VoiceInfo
from mobility_timer.sound.speech.ladder import Ladder, Speech, VoiceChoice
from mobility_timer.timeline import Timeline
from mobility_timer.words import voice as words

FASTEST_SPEED = 2.0
_NOBODY = NullVoice()
LISTEN_AFTER_S, LISTEN_LATE_S = 0.1, 4.0
OPENING_MS = 12_000
"""As long as the first lines last, a voice that starts anew has the next ones ready."""
CATCHES_UP_AFTER_MS = 3_000
"""A voice that is behind is not to render what is over: it would stay behind for minutes."""


def open_coach(cache: Path, chosen: Settings, speed: float = 1.0) -> Coach:
    """A coach with a voice and a loudspeaker of its own; close it when the session is over."""
    loudspeaker = Loudspeaker()
    if lowered_file().exists():  # a program that was killed has left other people's sound low
        loudspeaker.start()
        loudspeaker.rest()
    return Coach(lambda choice: Ladder(cache, choice), loudspeaker, chosen, speed)


class Coach:
    """Keeps the loudspeaker's plan two seconds ahead of the session.

    `prepare` when a routine is opened, so that voice and device are ready when it starts. Played
    faster than twice a session is silent, for no line would fit.
    """

    def __init__(
        self,
        open_voice: Callable[[VoiceChoice], Speech],
        loudspeaker: Speaks,
        chosen: Settings,
        speed: float = 1.0,
    ) -> None:
        self._open_voice = open_voice
        self._chosen = chosen
        self._choice = _voice_choice(chosen)
        self._voice = open_voice(self._choice)
        self._loudspeaker = loudspeaker
        self._count = chosen.count
        self._muted = chosen.muted
        self._speaks = chosen.voice_speaks
        self._speed = speed
        self._leads = speed <= FASTEST_SPEED
        self._started = False
        self._timeline: Timeline | None = None
        self._at = self._asked_from = 0
        self._asked_besides: tuple[str, ...] = ()
        self._in_session = False
        self._playing = False
        self._sent: tuple[Play, ...] = ()
        self._planned_for: tuple[object, ...] = ()
        self._planned_until = -math.inf
        self._lacks_clip = self._has_all = False
        self.set_volume(chosen.volume, chosen.tone_volume)

    @property
    def muted(self) -> bool:
        return self._muted

    @property
    def notice(self) -> str | None:
        """One quiet line on what is missing and how to get it."""
        if not self._started or self._muted:
            return None
        return self._loudspeaker.notice or self._speaker.notice

    @property
    def voice_notice(self) -> str | None:
        """What is missing of the voice, or speaks instead, also where no session has begun."""
        return self._voice.notice

    @property
    def device_notice(self) -> str | None:
        """Why nothing at all can be heard, also where no session has begun."""
        return None if self._loudspeaker.works else self._loudspeaker.notice

    @property
    def speaks(self) -> bool:
        """Whether lines can be heard: there is a device, and a voice for them."""
        return self._loudspeaker.works and self._voice.works

    @property
    def prepared(self) -> tuple[int, int]:
        """How many of the lines asked for can be heard by now, and of how many."""
        return self._speaker.prepared

    @property
    def is_ready(self) -> bool:
        """Whether the session's first line can be heard, or is not worth waiting for."""
        if self._timeline is None or not self._leads or self._muted or not self._loudspeaker.works:
            return True
        first = self._timeline.cues_between(0, 1)
        return not any(cue.line and self._speaker.owes(cue.line) for cue in first)

    @property
    def lacks_clip(self) -> bool:
        """Whether a line that is due, or soon will be, cannot be heard yet."""
        return self._playing and self._lacks_clip

    def render_ahead(
        self, timeline: Timeline, position: int = 0, openings: Iterable[Timeline] = ()
    ) -> None:
        """Have the lines of a timeline spoken to files, those after `position` first.

        After them come the lines with which the timelines in `openings` begin. During a session
        its own lines come before all of these.
        """
        if not self._leads:
            return
        more = lines_of_cues(cue for one in openings for cue in one.cues_between(0, OPENING_MS))
        if self._in_session and self._timeline is not None:
            self._request(self._timeline, self._at, (*lines_from(timeline, position), *more))
        else:
            self._request(timeline, position, more)

    def prepare(self, timeline: Timeline, position: int = 0) -> None:
        """Have the lines rendered from `position` on, and the loudspeaker started."""
        if not self._leads:
            return
        self._started = self._in_session = True
        self._timeline, self._at = timeline, position
        self._request(timeline, position)
        self._loudspeaker.start()

    def follow(self, update: Update) -> None:
        if not self._leads:
            return
        anew = update.jumped and not update.same_place
        if update.jumped or update.timeline is not self._timeline:
            self.prepare(update.timeline, update.at)
        self._at = update.at
        was_playing, self._playing = self._playing, update.state is State.PLAYING
        if self._playing is not was_playing:
            self._tell_around()
        if self._playing:
            self._catch_up(update)
            self._keep_ahead(update, anew)
        elif was_playing or anew:
            self._fall_silent(update)

    def set_muted(self, muted: bool) -> None:
        """Silent at once; unmuted, what comes is heard from the next look on."""
        self._muted = muted
        self._tell_around()
        if muted:
            self._send((), anew=True)

    def set_volume(self, percent: int, tone_percent: int) -> None:
        self._loudspeaker.set_gains((percent / 100) ** 2, (tone_percent / 100) ** 2)

    def set_count(self, count: Count) -> None:
        self._count = count

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices of the system, a moment after `find_voices`."""
        return self._voice.voices

    def find_voices(self) -> None:
        self._as_chosen()
        self._voice.start()
        self._voice.find_voices()

    def listen(self) -> bool:
        """Let the chosen voice say a line; False while it is not ready: ask again soon."""
        self._as_chosen()
        self._voice.start()
        self._loudspeaker.start()
        clip = self._voice.clip(words.SAMPLE)
        if clip is None:
            self._voice.request([words.SAMPLE])
            return False
        at_s = perf_counter() + LISTEN_AFTER_S
        play = Play(str(clip.path), at_s, voice=True, late=LISTEN_LATE_S)
        self._loudspeaker.clear([play])
        self._loudspeaker.rest()
        return True

    def listen_to_tones(self) -> None:
        """Let the chosen tones be heard, one after the other, as a routine has them."""
        self._loudspeaker.start()
        at_s = perf_counter() + LISTEN_AFTER_S
        self._loudspeaker.clear(tone_samples(self._chosen, at_s, LISTEN_LATE_S))
        self._loudspeaker.rest()

    def set_voice(self, chosen: Settings) -> None:
        """Speak with another voice, or with none, from the next line on that it has ready."""
        self._speaks = chosen.voice_speaks
        self._chosen = chosen
        self._tell_around()
        if self._in_session and self._timeline is not None:
            self._request(self._timeline, self._at)
        else:
            self._as_chosen()

    def silence(self) -> None:
        """The session is over: silent at once; the next one begins with `prepare`."""
        self._playing = self._in_session = False
        self._tell_around()
        self._send((), anew=True)
        self._loudspeaker.rest()

    def close(self) -> None:
        self._voice.close()
        self._loudspeaker.close()

    @property
    def _speaker(self) -> Speech:
        """Who says the cues: nobody where they are not to be spoken."""
        return self._voice if self._speaks else _NOBODY

    def _request(
        self,
        timeline: Timeline,
        position: int,
        more: Iterable[str] = (),
        behind: Iterable[str] = (),
    ) -> None:
        """Ask for the lines of a timeline in its own voice, the nearest first, then for `more`.

        First of all come the lines that are `behind` already.
        """
        if self._speaks:
            self._speak_as(timeline.routine.voice, timeline.routine.language)
        self._asked_from, self._asked_besides = position, tuple(more)
        self._has_all = False
        self._speaker.start()
        ahead = lines_from(timeline, position)
        self._speaker.request((*behind, *ahead, *self._asked_besides))

    def _catch_up(self, update: Update) -> None:
        """While lines are missing, have those rendered first that are still to come."""
        if update.at < self._asked_from + CATCHES_UP_AFTER_MS:
            return
        self._asked_from = update.at
        if self._has_all and not self._lacks_clip:
            return
        ready, wanted = self._speaker.prepared
        self._has_all = ready == wanted
        if not self._has_all:
            behind = lines_behind(update.timeline, update.at)
            self._request(update.timeline, update.at, self._asked_besides, behind)

    def _keep_ahead(self, update: Update, anew: bool) -> None:
        """Plan anew where a cue comes into the next 2 s, or a clip or anything else may be other
        than it was."""
        of = (update.timeline, update.transport, update.waits, self._voice, self._chosen)
        planned_for = (*of, self._count, self._muted)
        stands = planned_for == self._planned_for and update.now <= self._planned_until
        if stands and not anew and not self._lacks_clip:
            return
        self._lacks_clip = False
        ahead = Planned(()) if self._muted else self._sound_choices().ahead(update)
        now = update.now / 1000 / self._speed
        news = set(ahead.plays) - set(self._sent)
        gone = {play for play in self._sent if play.at > now} - set(ahead.plays)
        if anew or news or gone:
            self._send(ahead.plays, anew)
        self._planned_for, self._planned_until = planned_for, ahead.until

    def _tell_around(self) -> None:
        leads = self._playing and not self._muted
        self._loudspeaker.set_around(Around.of(self._chosen, leads))

    def _sound_choices(self) -> SoundChoices:
        """As the settings say, or this routine."""
        tones, single_beep = self._chosen.tones, self._chosen.single_beep
        if self._timeline is not None:
            routine = self._timeline.routine
            tones = routine.tones or tones
            single_beep = single_beep if routine.single_beep is None else routine.single_beep
        return SoundChoices(self._clip, self._count, self._speed, tones, single_beep)

    def _fall_silent(self, update: Update) -> None:
        """The end and a gate let the last line ring out; a pause and a stop do not."""
        ended = update.state is State.DONE and update.moment.left <= 0
        self._send((), anew=not ended and update.state is not State.WAITING)

    def _send(self, plays: tuple[Play, ...], anew: bool) -> None:
        self._sent, self._planned_until = plays, -math.inf
        if anew:
            self._loudspeaker.clear(plays)
        else:
            self._loudspeaker.plan(plays)

    def _as_chosen(self) -> None:
        """Speak as the settings say, also after a routine that has a voice of its own."""
        if not self._in_session:
            self._speak_as()

    def _speak_as(self, voice: str = "", language: str = "") -> None:
        """Open another voice where the settings, or this routine, ask for another."""
        choice = _voice_choice(self._chosen, voice, language)
        if choice != self._choice:
            self._choice = choice
            self._voice.close()
            self._voice = self._open_voice(choice)

    def _clip(self, line: str) -> Clip | None:
        found = self._speaker.clip(line)
        if found is None and self._speaker.owes(line):
            self._lacks_clip = True
        return found


def _voice_choice(chosen: Settings, voice: str = "", language: str = "") -> VoiceChoice:
    return VoiceChoice(voice or chosen.voice, chosen.command, chosen.voice_speed, language or None)
