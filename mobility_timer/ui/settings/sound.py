"""The settings of what is heard: who speaks, how fast, how loud, and whether at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mobility_timer.settings import (
    FASTEST_PERCENT,
    SLOWEST_PERCENT,
    Music,
    MusicWay,
    OpenSilence,
    PhaseCues,
    Settings,
    ToneSet,
)
from mobility_timer.ui.preview.panel import COUNTS
from mobility_timer.ui.settings.voices import voice_options
from mobility_timer.ui.shell.context import CoachControls
from mobility_timer.ui.widgets.accessible import announce
from mobility_timer.ui.widgets.controls.buttons import PillButton, Toggle, Weight
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import settings_page as words

if TYPE_CHECKING:
    from mobility_timer.sound import TextToRead, VoiceInfo

_PHASES = tuple((phases, words.PARTS[phases.value]) for phases in PhaseCues)
TONE_SETS = [
    (ToneSet.WARM, words.WARM),
    (ToneSet.BRIGHT, words.BRIGHT),
    (ToneSet.LOW, words.LOW),
    (ToneSet.OWN, words.OWN_TONES),
]
BEEPS = [(False, words.THREE_BEEPS), (True, words.ONE_BEEP)]
_LOWER, _PAUSE = MusicWay.LOWER, MusicWay.PAUSE
MUSIC = [
    ((Music.NEVER, _LOWER), words.MUSIC_AS_IT_IS),
    ((Music.LINES, _LOWER), words.LOWERED_FOR_LINES),
    ((Music.LINES, _PAUSE), words.PAUSED_FOR_LINES),
    ((Music.SESSION, _LOWER), words.LOWERED_FOR_SESSION),
    ((Music.SESSION, _PAUSE), words.PAUSED_FOR_SESSION),
]
SILENCE = [
    (OpenSilence.AUTO, words.ON_BLUETOOTH),
    (OpenSilence.ON, words.ALWAYS),
    (OpenSilence.OFF, words.NEVER),
]
_STEP_PERCENT = 10
_LOOK_EVERY_MS = 150
_PATIENCE_LOOKS = 100


class SoundSettings:
    """The controls, in the order in which they stand; `change` is told each setting.

    Voices that can read one of `texts` are listed first.
    """

    def __init__(
        self, coach: CoachControls, change: Callable[..., None], texts: Sequence[TextToRead]
    ) -> None:
        self._coach = coach
        self._change = change
        self._texts = texts
        self._chosen = Settings()
        self._voices: tuple[VoiceInfo, ...] = ()
        self._looks_left = 0
        self._listens_to: Label | None = None  # beside it stands why nothing is heard
        self.sound = Toggle(words.SOUND)
        self.speaks = Toggle(words.SPEAKS)
        self.voice = Choice(words.VOICE, voice_options(Settings(), ())[0])
        self.heard = Label(words.HOW_IT_SOUNDS, wraps=True)
        self.listen = PillButton(words.LISTEN, weight=Weight.QUIET)
        self.speed = Stepper(words.SPEED, filled=False)
        self.volume = Stepper(words.VOLUME, filled=False)
        self.tones = Stepper(words.TONE_VOLUME, filled=False)
        self.tone_set = Choice(words.TONES, TONE_SETS)
        self.tones_heard = Label(words.HOW_THE_TONES_SOUND, wraps=True)
        self.listen_to_tones = PillButton(words.LISTEN, weight=Weight.QUIET)
        self.listen_to_tones.setAccessibleName(words.LISTEN_TO_TONES)
        self.beeps = Choice(words.COUNT_IN, BEEPS)
        self.music = Choice(words.OTHER_MUSIC, MUSIC)
        self.silence = Choice(words.OPEN_SILENCE, SILENCE)
        self.count = Choice(words.COUNT_OF_REPS, COUNTS)
        self.phases = Choice(words.PARTS_OF_A_REP, _PHASES)
        self._timer = QTimer(self.listen)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._connect()

    @property
    def rows(self) -> list[tuple[str | QWidget, QWidget]]:
        return [
            (words.SOUND, self.sound),
            (words.SPEAKS, self.speaks),
            (words.VOICE, self.voice),
            (self.heard, self.listen),
            (words.SPEED, self.speed),
            (words.VOLUME, self.volume),
            (words.TONES, self.tone_set),
            (self.tones_heard, self.listen_to_tones),
            (words.TONE_VOLUME, self.tones),
            (words.COUNT_IN, self.beeps),
            (words.COUNT_OF_REPS, self.count),
            (words.OTHER_MUSIC, self.music),
            (words.OPEN_SILENCE, self.silence),
            (words.PARTS_OF_A_REP, self.phases),
        ]

    def _connect(self) -> None:
        self.sound.clicked.connect(lambda on: self._change(muted=not on))
        self.speaks.clicked.connect(lambda on: self._change(speak=on))
        self.voice.picked.connect(lambda voice: self._change(voice=voice))
        self.listen.clicked.connect(self._listen)
        self.speed.stepped.connect(
            lambda steps: self._step("voice_speed", steps, SLOWEST_PERCENT, FASTEST_PERCENT)
        )
        self.volume.stepped.connect(lambda steps: self._step("volume", steps, 0, 100))
        self.tones.stepped.connect(lambda steps: self._step("tone_volume", steps, 0, 100))
        self.tone_set.picked.connect(lambda tones: self._change(tones=tones))
        self.listen_to_tones.clicked.connect(self._listen_to_tones)
        self.beeps.picked.connect(lambda single: self._change(single_beep=single))
        self.music.picked.connect(lambda both: self._change(music=both[0], music_way=both[1]))
        self.silence.picked.connect(lambda silence: self._change(open_silence=silence))
        self.count.picked.connect(lambda count: self._change(count=count))
        self.phases.picked.connect(lambda phases: self._change(phases=phases))

    def find_voices(self) -> None:
        """Ask the system for its voices; they are in the menu a moment later."""
        self._coach.find_voices()
        self._await()

    def show_chosen(self, chosen: Settings) -> None:
        if _who_speaks(chosen) != _who_speaks(self._chosen):
            self._no_longer_waited_for()
        self._chosen = chosen
        self.sound.setChecked(not chosen.muted)
        self.speaks.setChecked(chosen.speak)
        self.voice.set_options(*voice_options(chosen, self._voices, self._texts))
        self.voice.show_value(chosen.voice)
        self.tone_set.show_value(chosen.tones)
        own = chosen.tones is ToneSet.OWN
        self.tones_heard.setText(words.WHERE_OWN_TONES if own else words.HOW_THE_TONES_SOUND)
        self.beeps.show_value(chosen.single_beep)
        self.music.show_value(music_choice(chosen))
        self.silence.show_value(chosen.open_silence)
        self.count.show_value(chosen.count)
        self.phases.show_value(chosen.phases)
        for stepper, percent, least, most in (
            (self.speed, chosen.voice_speed, SLOWEST_PERCENT, FASTEST_PERCENT),
            (self.volume, chosen.volume, 0, 100),
            (self.tones, chosen.tone_volume, 0, 100),
        ):
            stepper.show_value(words.percent(percent))
            stepper.set_ends(can_fall=percent > least, can_rise=percent < most)
        for control in (self.voice, self.listen, self.speed, self.volume):
            control.setEnabled(chosen.speak)

    def look(self) -> None:
        """See whether the voices are known and the sample is ready."""
        self._looks_left -= 1
        if self._coach.voices and self._coach.voices != self._voices:
            self._voices = self._coach.voices
            self.show_chosen(self._chosen)
        if self._is_waited_for:
            if self._coach.listen():
                self._no_longer_waited_for()
            elif self._looks_left <= 0:
                self._no_longer_waited_for()
                _tell(self.heard, words.NOT_HEARD)
            if self._coach.voice_notice:
                _tell(self.heard, self._coach.voice_notice)
        if self._listens_to is not None and self._coach.device_notice:
            _tell(self._listens_to, self._coach.device_notice)
            self._listens_to = None
        waits = self._is_waited_for or self._listens_to is not None
        if (self._voices and not waits) or self._looks_left <= 0:
            self._listens_to = None
            self._timer.stop()

    @property
    def _is_waited_for(self) -> bool:
        return self.listen.text() == words.LISTENING

    def _no_longer_waited_for(self) -> None:
        self.listen.setText(words.LISTEN)
        self.heard.setText(words.HOW_IT_SOUNDS)

    def _listen(self) -> None:
        self.heard.setText(self._coach.voice_notice or words.HOW_IT_SOUNDS)
        if not self._coach.listen():
            self.listen.setText(words.LISTENING)
        self._listens_to = self.heard
        self._await()

    def _listen_to_tones(self) -> None:
        self._coach.listen_to_tones()
        self._listens_to = self.tones_heard
        self._await()

    def _await(self) -> None:
        self._looks_left = _PATIENCE_LOOKS
        self._timer.start()

    def _step(self, name: str, steps: int, least: int, most: int) -> None:
        percent = getattr(self._chosen, name) + steps * _STEP_PERCENT
        self._change(**{name: min(max(percent, least), most)})


def _tell(label: Label, line: str) -> None:
    """Show a line in answer to a press, once, and have a screen reader say it."""
    if label.text() != line:
        label.setText(line)
        announce(label, line)


def music_choice(chosen: Settings) -> tuple[Music, MusicWay]:
    """What the menu has for it: music that is left alone is so in either way."""
    way = MusicWay.LOWER if chosen.music is Music.NEVER else chosen.music_way
    return chosen.music, way


def _who_speaks(chosen: Settings) -> tuple[object, ...]:
    return chosen.voice, chosen.voice_speed, chosen.command, chosen.speak
