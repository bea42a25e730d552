"""Who says which line, with workers that answer when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mobility_timer.sound.child_process import Message
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec
from mobility_timer.sound.speech.ladder import LINES_STOOD_IN_FOR, TOLD_FOR_S, Ladder, VoiceChoice
from mobility_timer.sound.speech.voice import STARTS_SLOWLY_AFTER_S, Voice
from mobility_timer.sound.supervisor import Supervisor
from mobility_timer.words.coach.voice import stands_in
from tests.sound.speech.voice_harness import FakeWorker

THAI = "ส้นเท้าติดพื้นตลอดเวลา"
VOICES = [["gmw/en-us", "English", "en-us"], ["tai/th", "Thai", "th"], ["gmw/de", "German", "de"]]
COMMAND = "my-voice -f {file}"
HEART = [["heart", "Heart", "en-us"]]


class Harness:
    """The workers by the engine that they were told to use."""

    def __init__(
        self,
        cache: Path,
        choice: VoiceChoice = VoiceChoice(),  # noqa: B008
        voices: list[list[str]] = VOICES,
    ) -> None:
        self.now = 10.0
        self.workers: list[Any] = []
        self.voices = voices
        self.broken: set[Any] = set()
        self.silent: set[Any] = set()
        self.ladder = Ladder(cache, choice, self.launch, lambda: self.now)

    def launch(self, on_message: Callable[[Message], None]) -> FakeWorker:
        self.workers.append(FakeWorker(on_message))
        return self.workers[-1]

    def answer(self) -> None:
        """Every worker that was asked for something does it, but for the broken ones."""
        for worker in self.workers:
            if not worker.running or worker.closed:
                continue
            kind, voice = self.engine_of(worker)
            if kind in self.broken:
                worker.running = False
            elif kind in self.silent:
                continue
            elif worker.asked[-1]["do"] == "use":
                english = "gmw/en-us" if kind == "system" else kind
                used = voice or english
                by_id = {each[0]: each[2] for each in self.voices}
                languages = {"neural": ["en"], "command": []}.get(kind, [by_id.get(used, "")])
                worker.on_message(
                    {
                        "ready": {
                            "engine": {"system": "espeak"}.get(kind, kind),
                            "version": "1",
                            "voice": used if used in by_id or kind != "system" else "gmw/en-us",
                            "languages": languages,
                            "voices": {"system": self.voices, "neural": HEART}.get(kind, []),
                        }
                    }
                )
            elif worker.asked[-1]["do"] == "say":
                worker.say()

    def engine_of(self, worker: FakeWorker) -> tuple[EngineKind, None]:
        engine = worker.asked[0]["engine"]
        return engine["kind"], engine["voice"]

    def run(self, seconds: float = 2.0) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.ladder.supervise()
            self.answer()

    def said(self) -> dict[Any, list[str]]:
        """The lines by the engine and voice that said them."""
        found: dict[Any, Any] = {}
        for worker in self.workers:
            if worker.texts:
                found.setdefault(self.engine_of(worker), []).extend(worker.texts)
        return {who: list(dict.fromkeys(lines)) for who, lines in found.items()}


@pytest.mark.parametrize(
    ("choice", "order"),
    [
        (VoiceChoice(), ["neural", "system"]),
        (VoiceChoice(command=COMMAND), ["command", "neural", "system"]),
        (VoiceChoice("system", COMMAND), ["system", "command", "neural"]),
        (VoiceChoice("neural", COMMAND), ["neural", "command", "system"]),
        (VoiceChoice("command"), ["command-less"]),
        (VoiceChoice("gmw/de", COMMAND, 110), ["system gmw/de", "command", "neural", "system"]),
    ],
)
def test_the_order_of_the_voices(choice: VoiceChoice, order: list[str]) -> None:
    if order == ["command-less"]:
        assert choice.specs == VoiceChoice().specs
        return
    found = [f"{spec.kind} {spec.voice or ''}".strip() for spec in choice.specs]
    assert found == order
    assert {spec.speed_percent for spec in choice.specs} == {choice.speed_percent}


def test_the_first_voice_says_everything_that_it_can_read(tmp_path: Path) -> None:
    harness = Harness(tmp_path)
    harness.ladder.request(["One.", "Two."])
    assert harness.ladder.prepared == (0, 2)
    harness.run()
    assert harness.said() == {("neural", None): ["One.", "Two."]}
    assert harness.ladder.prepared == (2, 2)
    assert harness.ladder.notice is None


def test_a_voice_that_does_not_start_gives_way_and_that_is_said_once(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(command=COMMAND))
    harness.broken = {"command"}
    harness.ladder.request(["One."])
    harness.run(1)
    assert harness.ladder.clip("One.") is not None
    assert harness.said() == {("neural", None): ["One."]}
    told = "Your own command does not work (it ended); the built-in voice speaks instead."
    assert harness.ladder.notice == told
    harness.run(TOLD_FOR_S + 1)
    assert harness.ladder.notice is None
    lives = len(harness.workers)
    harness.run(10)
    assert len(harness.workers) == lives


LINES = [f"{number}." for number in range(10)]


def test_while_a_voice_does_not_answer_the_next_one_has_the_nearest_lines_ready(
    tmp_path: Path,
) -> None:
    harness = Harness(tmp_path, VoiceChoice(command=COMMAND))
    harness.ladder.request(LINES)
    harness.run(0.2)
    harness.silent = {"command"}
    harness.run(2.5)
    assert set(harness.said()) == {("command", None)}
    harness.run(2)
    said = harness.said()
    stood_in_for = said["neural", None]
    assert (
        stood_in_for
        == [line for line in LINES if line not in said["command", None][:-1]][:LINES_STOOD_IN_FOR]
    )
    assert harness.ladder.notice == stands_in("command", "neural")
    assert all(harness.ladder.clip(line) for line in stood_in_for)


def test_a_voice_that_answers_again_says_all_lines_itself(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(command=COMMAND))
    harness.ladder.request(LINES)
    harness.silent = {"command"}
    harness.run(STARTS_SLOWLY_AFTER_S + 1)
    assert harness.said() == {("neural", None): LINES[:LINES_STOOD_IN_FOR]}
    by_neural = harness.ladder.clip(LINES[0])
    harness.silent = set()
    harness.run(5)
    assert (harness.said()["command", None], harness.ladder.notice) == (LINES, None)
    assert harness.ladder.clip(LINES[0]) not in (None, by_neural)


def test_another_goes_on_standing_in_while_a_voice_fails_and_starts_anew(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(command=COMMAND))
    harness.ladder.request(LINES)
    harness.silent = {"command"}
    harness.run(STARTS_SLOWLY_AFTER_S + 1)
    harness.workers[0].running = False
    harness.run(0.5)
    harness.ladder.request(LINES[6:])
    harness.run(1.5)
    assert harness.said() == {("neural", None): LINES}


def test_one_that_stands_in_is_not_given_up_for_being_slow_too(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice("system"))
    harness.ladder.request(LINES)
    harness.silent = {"system", "neural"}
    harness.run(2 * STARTS_SLOWLY_AFTER_S + 1)
    assert harness.said() == {}
    harness.silent = {"system"}
    harness.run(2)
    assert harness.said() == {("neural", None): LINES[:LINES_STOOD_IN_FOR]}


def test_where_the_next_one_is_slow_too_the_one_after_it_stands_in_as_well(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(command=COMMAND))
    harness.ladder.request(LINES)
    harness.silent = {"command", "neural"}
    harness.run(2 * STARTS_SLOWLY_AFTER_S + 2)
    assert harness.said() == {("system", None): LINES[:LINES_STOOD_IN_FOR]}


def test_a_hesitating_last_voice_has_nobody_to_stand_in(tmp_path: Path) -> None:
    harness = Harness(tmp_path)
    harness.broken, harness.silent = {"neural"}, {"system"}
    harness.ladder.request(LINES)
    harness.run(15)
    assert harness.said() == {}
    assert harness.ladder.prepared == (0, len(LINES))


def test_why_a_voice_gives_way_is_told_in_few_words(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(command=COMMAND))
    harness.ladder.request(["One."])
    harness.ladder.supervise()
    harness.workers[0].on_message({"unable": "there is no program my-voice" + " at all" * 40})
    harness.workers[0].running = False
    harness.run(1)
    told = harness.ladder.notice
    assert told.startswith("Your own command does not work (there is no program my-voice at all")
    assert told.endswith(" …); the built-in voice speaks instead.")
    assert len(told) < 180


def test_it_goes_down_to_the_captions(tmp_path: Path) -> None:
    harness = Harness(tmp_path)
    harness.broken = {"neural", "system"}
    harness.ladder.request(["One."])
    harness.run(3)
    assert harness.ladder.clip("One.") is None
    assert not harness.ladder.works
    assert "aptions show every cue" in harness.ladder.notice


def test_the_last_voice_is_tried_again_and_again(tmp_path: Path) -> None:
    harness = Harness(tmp_path)
    harness.broken = {"neural", "system"}
    harness.ladder.request(["One."])
    harness.run(3)
    harness.broken = {"neural"}
    harness.run(6)
    assert harness.said() == {("system", None): ["One."]}


def test_a_line_in_another_script_is_said_by_a_voice_of_the_system_that_reads_it(
    tmp_path: Path,
) -> None:
    harness = Harness(tmp_path)
    harness.ladder.request([THAI, "Two."])
    harness.run(3)
    assert harness.said() == {("neural", None): ["Two."], ("system", "tai/th"): [THAI]}
    assert harness.ladder.notice is None


def test_a_line_that_none_can_read_is_captioned_told_once_and_never_tried(tmp_path: Path) -> None:
    harness = Harness(tmp_path, voices=VOICES[:1])
    harness.ladder.request([THAI, "Two."])
    harness.run(3)
    assert harness.said() == {("neural", None): ["Two."]}
    assert harness.ladder.prepared == (1, 1)
    assert "can read one line" in harness.ladder.notice
    harness.run(TOLD_FOR_S)
    assert harness.ladder.notice is None


def test_a_line_that_one_voice_cannot_say_is_said_by_the_next(tmp_path: Path) -> None:
    harness = Harness(tmp_path)
    harness.ladder.request(["One.", "..."])
    harness.run(1)
    neural = harness.workers[0]
    for _ in range(2):
        neural.on_message({"failed": "x", "why": "silent"})
        harness.ladder.supervise()
    harness.run(2)
    assert harness.ladder.clip("One.") is not None


def test_a_voice_that_is_gone_is_named_once_and_replaced(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice("roa/gone"))
    harness.ladder.request(["One."])
    harness.run()
    assert harness.said() == {("neural", None): ["One."]}
    told = "The voice roa/gone is no longer there; the built-in voice speaks instead."
    assert harness.ladder.notice == told
    harness.run(TOLD_FOR_S)
    assert harness.ladder.notice is None


def test_a_voice_of_the_routines_language_comes_first(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice("gmw/de", language="de"))
    harness.ladder.request(["Fersen hoch."])
    harness.run()
    assert harness.said() == {("system", "gmw/de"): ["Fersen hoch."]}


def test_without_a_voice_of_its_own_a_routine_is_said_in_its_language(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(language="de"))
    harness.ladder.request(["Fersen hoch."])
    harness.run()
    assert harness.said() == {("system", "gmw/de"): ["Fersen hoch."]}
    assert harness.ladder.notice is None


def test_in_a_language_that_no_voice_speaks_the_best_there_is_reads(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(language="fi"))
    harness.ladder.request(["Kantapää alas."])
    harness.run()
    assert harness.said() == {("neural", None): ["Kantapää alas."]}


def test_ones_own_command_speaks_every_language(tmp_path: Path) -> None:
    harness = Harness(tmp_path, VoiceChoice(command=COMMAND, language="de"))
    harness.ladder.request(["Fersen hoch."])
    harness.run()
    assert harness.said() == {("command", None): ["Fersen hoch."]}


@pytest.mark.parametrize("choice", [VoiceChoice(), VoiceChoice("gmw/de")])
def test_of_several_languages_with_the_same_letters_the_usual_one_is_read(
    tmp_path: Path, choice: VoiceChoice
) -> None:
    cyrillic = [["gmw/en-us", "English", "en-us"], ["gmw/de", "German", "de"]]
    cyrillic += [["zle/be", "Belarusian", "be"], ["zle/ru", "Russian", "ru"]]
    harness = Harness(tmp_path, choice, voices=cyrillic)
    harness.ladder.request(["Пятка внизу."])
    harness.run()
    assert harness.said() == {("system", "zle/ru"): ["Пятка внизу."]}


def test_lines_in_several_scripts_are_never_told_as_mute(tmp_path: Path) -> None:
    voices = [*VOICES, ["zle/ru", "Russian", "ru"], ["grk/el", "Greek", "el"]]
    harness = Harness(tmp_path, voices=voices)
    harness.ladder.request([THAI, "Пятка", "Πόδι"])
    for _ in range(30):
        harness.run(0.1)
        assert harness.ladder.notice is None
    assert harness.ladder.prepared == (3, 3)


def test_a_spec_survives_the_way_to_the_worker() -> None:
    spec = EngineSpec(EngineKind.COMMAND, "x", 110, COMMAND)
    assert EngineSpec.from_json(spec.as_json()) == spec


def test_the_voices_of_the_system_can_be_asked_for(tmp_path: Path) -> None:
    harness = Harness(tmp_path)
    harness.ladder.request(["One."])
    harness.run(1)
    assert not harness.ladder.voices
    harness.ladder.find_voices()
    harness.run(1)
    assert [voice.language for voice in harness.ladder.voices] == ["en-us", "th", "de"]


def test_a_look_wakes_no_other_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    woken = []
    monkeypatch.setattr(Supervisor, "wake", lambda supervisor: woken.append(supervisor))
    harness = Harness(tmp_path)
    harness.ladder.request(["One.", THAI])
    harness.run()
    woken.clear()
    harness.ladder.request(["One.", THAI])
    harness.run()
    assert woken == []


def test_the_lines_are_shared_out_only_when_a_voice_or_the_lines_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harness = Harness(tmp_path)
    shared = []
    share_out = Ladder._share_out
    monkeypatch.setattr(Ladder, "_share_out", lambda it: (shared.append(1), share_out(it)))
    harness.ladder.request(["One.", "Two."])
    harness.run(3)
    settled = len(shared)
    assert settled <= 3
    harness.run(60)
    assert len(shared) == settled
    harness.ladder.request(["Three."])
    assert len(shared) == settled + 1
    harness.broken = {"neural"}
    harness.run(5)
    assert harness.said()["system", None] == ["Three."]


def test_what_is_missing_is_told_without_asking_who_reads_each_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The player asks for it at every look."""
    harness = Harness(tmp_path, voices=VOICES[:1])
    harness.ladder.request(["One", THAI])
    harness.run()
    asked = []
    monkeypatch.setattr(Voice, "reads", lambda _voice, line: asked.append(line))
    assert harness.ladder.notice is not None
    assert not asked
