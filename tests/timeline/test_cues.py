from dataclasses import dataclass, replace

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.routine.model import Breath, Position, Side, Sides
from mobility_timer.sound.plan import SoundChoices
from mobility_timer.timeline import cues, work_cues
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.laying.tape import Due
from mobility_timer.timeline.lines.overlaps import with_lines
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.score_text import score
from tests.sample_routines import (
    BOOKS,
    CIRCLES,
    FORWARD,
    HOLD,
    MIXED,
    REVERSE,
    SWITCHES,
    HandClock,
    Recorder,
)

NEEDS = "You will need a wall, and a mat later."
RULE = "Stop if anything hurts."

SAID = [
    (cues.Welcomes(MIXED, 10), f"Mixed. Ten minutes. {NEEDS} {RULE}"),
    (cues.Welcomes(MIXED, 1), f"Mixed. One minute. {NEEDS} {RULE}"),
    (cues.NamesDrill(CIRCLES, first=True, moves=False), "First: standing hip circles."),
    (
        cues.NamesDrill(SWITCHES, first=False, moves=True, brings=("mat",)),
        "Next: hip switches, sitting, on the floor. Bring the mat.",
    ),
    (cues.NamesDrill(BOOKS, first=False, moves=True), "Next: open books, lying on your side."),
    (
        cues.SetsUp(CIRCLES, Side.LEFT, FORWARD),
        "One hand on the wall. Left leg moves, forward circles.",
    ),
    (cues.SetsUp(CIRCLES, Side.LEFT, FORWARD, again=True), "Left leg moves, forward circles."),
    (cues.SetsUp(SWITCHES, Side.LEFT, None), "Feet wide, hands behind you. Left first."),
    (cues.SideChanges(BOOKS, Side.RIGHT), "Roll over. Lie on your left, right arm opens."),
    (cues.SideChanges(HOLD, Side.LEFT), "Switch sides. Left foot up."),
    (cues.VariantChanges(REVERSE), "Reverse the circle."),
    (work_cues.CountsDown(3), "Three."),
    (work_cues.CountsRep(7, 10), "Seven."),
    (work_cues.CountsLastTwo(9, 10), "Last two."),
    (work_cues.Breathes(Breath.OUT), "Breathe out."),
    (work_cues.Breathes(Breath.IN), "Breathe in."),
    (work_cues.Halfway(), "Halfway."),
    (work_cues.TimeLeft(10), "Ten seconds left."),
    (cues.Rests(30), "Rest. Thirty seconds."),
    (cues.RoundBegins(2, 3), "Round two."),
    (cues.RoundBegins(3, 3), "Round three, the last one."),
    (cues.Finishes(10, 5, 5), "Done. Five drills, ten minutes."),
    (cues.Finishes(1, 1, 1), "Done. One drill, one minute."),
    (cues.Finishes(6, 5, 3), "Done. Three of five drills, six minutes."),
    (cues.Finishes(2, 5, 0), "Done. Two minutes."),
    (cues.Finishes(0, 5, 0), "Nothing this time."),
    (work_cues.Coaches("Slow and smooth."), "Slow and smooth."),
]


@pytest.mark.parametrize(("meaning", "words"), SAID)
def test_words(meaning: cues.Meaning, words: str) -> None:
    assert meaning.phrasings[0] == words


@pytest.mark.parametrize("meaning", [meaning for meaning, _ in SAID])
def test_shorter_words_are_shorter(meaning: cues.Meaning) -> None:
    lengths = [speaking_ms(text) for text in meaning.phrasings]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == len(lengths)


def test_the_first_rep_has_the_tone_instead_of_a_word() -> None:
    assert work_cues.CountsRep(1, 10).phrasings == ()
    assert work_cues.Starts().phrasings == ()
    assert work_cues.Starts().tone is cues.Tone.GO


@pytest.mark.parametrize(
    ("words", "measured"),
    [
        ("Switch legs", 895),
        ("45 degrees left", 1600),
        ("Next: hip switches, on the floor", 2690),
        ("Keep the heel down and the back knee straight", 2515),
        ("Seventeen", 715),
    ],
)
def test_the_estimate_bounds_what_was_measured(words: str, measured: int) -> None:
    assert measured <= speaking_ms(words) <= measured + 1_000


def test_nothing_takes_no_time() -> None:
    assert speaking_ms("") == 0


def test_each_meaning_has_a_rank_of_its_own() -> None:
    ranks = [meaning.rank for meaning in cues.Meaning.__subclasses__() if meaning is not Yawns]
    assert len(ranks) == 20
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize("position", Position)
def test_every_position_has_words_for_going_there(position: Position) -> None:
    said = cues.NamesDrill(replace(CIRCLES, position=position), first=False, moves=True).phrasings
    assert len(said) == 2


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("sides", [Sides.EACH, Sides.ALTERNATE])
def test_a_side_without_words_of_its_own_is_named(side: Side, sides: Sides) -> None:
    drill = replace(CIRCLES, side_says="", stance="", sides=sides)
    ends = "side" if sides is Sides.EACH else "first"
    assert cues.SetsUp(drill, side, None).phrasings == (f"{side.name.capitalize()} {ends}.",)


@dataclass(frozen=True)
class Yawns(cues.Meaning):
    """A meaning that only this test knows."""

    seconds: int

    rank = 145
    stand_in = cues.Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (f"Yawn for {self.seconds} seconds.", "Yawn.")


def test_a_new_meaning_is_one_class() -> None:
    timeline = compile_routine(MIXED)
    at = timeline.segments[-1].start - 6_000
    last, begin = timeline.sections[-1], timeline.sets[-2].end
    due = [Due(cue.at, cue.meaning, cue.until) for cue in last.cues]
    due += [Due(at - begin, Yawns(4)), Due(at - begin + 100, work_cues.Coaches("Tall."))]
    last = replace(last, cues=with_lines(due, last.length))
    yawning = replace(timeline, sections=(*timeline.sections[:-1], last))
    (cue,) = (cue for cue in yawning.cues if isinstance(cue.meaning, Yawns))
    assert cue.line in Yawns(4).phrasings
    assert "Tall." not in [cue.line for cue in yawning.cues]
    assert cue.line in score(yawning)
    (play,) = SoundChoices(lambda _line: None).plays_of(cue, 1.0)
    assert play.clip == "tone:warm/change"
    clock, recorder = HandClock(), Recorder()
    player = Player(yawning, clock, [recorder])
    player.play()
    player.seek(at - 500)
    clock.move(600)
    player.tick()
    assert cue in recorder.cues
