"""What is needed, who should not, what takes its time: told once, and where it helps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
from mobility_timer.routine.model import Drill, Routine, Sides
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import AwaitsKey, SetsUp, VariantChanges, Warns
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.work_cues import CountsDown
from mobility_timer.words import spoken
from tests.sample_routines import CIRCLES, MIXED, SWITCHES, HandClock

BATH = replace(SWITCHES, id="bath", sides=Sides.BOTH, warning="Not with numb feet", waits=True)


def lines(timeline: Any, kind: Any) -> Any:
    return [cue.line for cue in timeline.cues if isinstance(cue.meaning, kind)]


@pytest.mark.parametrize(
    ("needs", "later", "said"),
    [
        (["wall"], ["mat"], "You will need a wall, and a mat later."),
        ([], ["mat", "band"], "You will need a mat and a band later."),
        (["two tubs", "towel"], [], "You will need two tubs and a towel."),
        (["wall", "ball", "shoes"], [], "You will need a wall, a ball and shoes."),
        (
            ["elastic band", "water", "partner"],
            [],
            "You will need an elastic band, water and a partner.",
        ),
        (["room for ten steps"], [], "You will need room for ten steps."),
    ],
)
def test_what_is_needed_is_said_as_one_would_ask_for_it(needs: Any, later: Any, said: Any) -> None:
    line = spoken.welcome("Hips", 5, needs, later, spoken.STOP_IF_IT_HURTS)[0]
    assert line == f"Hips. Five minutes. {said} Stop if anything hurts."


def test_a_rule_of_the_routines_own_takes_the_place_of_the_usual_one() -> None:
    timeline = compile_routine(replace(MIXED, pain="Stop above 3 of 10"))
    first = timeline.cues_between(0, timeline.sets[0].start)
    assert not any("anything hurts" in cue.line for cue in first)
    assert "Stop above 3 of 10." in [cue.line for cue in first]


def test_a_warning_is_said_before_the_first_set_of_all_rounds_and_shown() -> None:
    timeline = compile_routine(Routine("r", "R", (BATH,), rounds=3))
    (warning,) = [cue for cue in timeline.cues if isinstance(cue.meaning, Warns)]
    assert warning.line == "Not with numb feet."
    assert warning.at < timeline.sets[0].start
    assert "Not with numb feet" in [step.text for step in timeline.steps]


def test_a_warning_that_two_drills_share_is_said_before_the_first_of_them() -> None:
    cold = replace(BATH, id="cold", waits=False)
    first_cold = compile_routine(Routine("r", "R", (SWITCHES, cold, BATH, cold)))
    assert lines(first_cold, Warns) == ["Not with numb feet."]
    (warning,) = [cue for cue in first_cold.cues if isinstance(cue.meaning, Warns)]
    assert first_cold.sets[0].end <= warning.at < first_cold.sets[1].start
    other = replace(cold, warning="Not with Raynaud's")
    assert lines(compile_routine(Routine("r", "R", (BATH, other))), Warns) == [
        "Not with numb feet.",
        "Not with Raynaud's.",
    ]


def test_a_drill_whose_rule_is_the_routines_does_not_say_it_again() -> None:
    rule = "Stop above 3 of 10"
    timeline = compile_routine(Routine("r", "R", (replace(SWITCHES, pain=rule),), pain=rule))
    assert lines(timeline, Warns) == ["Stop above 3 of 10."]


def test_the_rules_of_the_drills_before_are_not_gone_through_at_each_drill(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    routine = Routine("r", "R", (BATH, SWITCHES) * 50)
    asked: list[Drill] = []

    def pain(drill: Drill) -> str:
        asked.append(drill)
        return str(drill.__dict__["pain"])

    monkeypatch.setattr(Drill, "pain", property(pain))
    compile_routine(routine)
    assert len(asked) < 3 * len(routine.drills)


def test_what_has_to_be_set_up_waits_for_a_key_once() -> None:
    timeline = compile_routine(Routine("r", "R", (SWITCHES, BATH), rounds=2))
    assert timeline.stops == (timeline.gates[1],)
    (key,) = [cue for cue in timeline.cues if isinstance(cue.meaning, AwaitsKey)]
    assert key.line == "Press a key when you are ready."
    assert key.at + speaking_ms(key.line) <= timeline.stops[0]
    clock = HandClock()
    player = Player(timeline, clock)
    player.play()
    stops = 0
    while player.transport.state is not State.DONE:
        clock.move(1_000)
        if player.tick().state is State.WAITING:
            stops += 1
            player.play()
    assert stops == 1


def test_one_turns_round_between_two_drills_at_the_wall() -> None:
    one = replace(CIRCLES, switch="Turn round", stance="Stand tall.", variants=())
    timeline = compile_routine(Routine("r", "R", (one, replace(one, id="other"))))
    first, second = lines(timeline, SetsUp)
    assert not first.startswith("Turn round.")
    assert second.startswith("Turn round. Stand tall.")


def test_what_explains_a_variant_is_said_the_first_time() -> None:
    straight, reverse = CIRCLES.variants
    told = replace(reverse, says="reverse it: behind, out, in front")
    drill = replace(CIRCLES, variants=(straight, told), variant_gap_ms=None)
    timeline = compile_routine(Routine("r", "R", (drill,)))
    said = lines(timeline, VariantChanges)
    assert said == ["Reverse it: behind, out, in front.", "Reverse it."]


def test_no_beep_sounds_over_words() -> None:
    timeline = compile_routine(MIXED)
    spans = [(cue.at, cue.at + speaking_ms(cue.line)) for cue in timeline.cues if cue.line]
    beeps = [
        cue.at for cue in timeline.cues if isinstance(cue.meaning, CountsDown) and not cue.line
    ]
    assert beeps
    assert not [at for at in beeps for begin, end in spans if begin <= at < end]
