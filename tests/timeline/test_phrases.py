import pytest
from sample_routines import BOOKS, CIRCLES, FORWARD, HOLD, MIXED, REVERSE, SWITCHES

from mobility_timer.routine.model import Breath, Side
from mobility_timer.timeline import cues
from mobility_timer.timeline.phrases import number_word, phrasings, speaking_ms, tone_of

SAID = [
    (cues.Welcomes(MIXED, 10), "Mixed. Ten minutes."),
    (cues.Welcomes(MIXED, 1), "Mixed. One minute."),
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
    (cues.CountsDown(3), "Three."),
    (cues.CountsRep(7, 10), "Seven."),
    (cues.CountsRep(9, 10, last_two=True), "Last two."),
    (cues.Breathes(Breath.OUT), "Breathe out."),
    (cues.Breathes(Breath.IN), "Breathe in."),
    (cues.Halfway(), "Halfway."),
    (cues.TimeLeft(10), "Ten seconds left."),
    (cues.Rests(30), "Rest. Thirty seconds."),
    (cues.RoundBegins(2, 3), "Round two."),
    (cues.RoundBegins(3, 3), "Round three, the last one."),
    (cues.Finishes(10, 5), "Done. Five drills, ten minutes."),
    (cues.Finishes(1, 1), "Done. One drill, one minute."),
    (cues.Coaches("Slow and smooth."), "Slow and smooth."),
]


@pytest.mark.parametrize(("meaning", "words"), SAID)
def test_words(meaning, words):
    assert phrasings(meaning)[0] == words


@pytest.mark.parametrize("meaning", [meaning for meaning, _ in SAID])
def test_shorter_words_are_shorter(meaning):
    lengths = [speaking_ms(text) for text in phrasings(meaning)]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == len(lengths)


def test_the_first_rep_has_the_tone_instead_of_a_word():
    assert phrasings(cues.CountsRep(1, 10)) == ()
    assert phrasings(cues.Starts()) == ()
    assert tone_of(cues.Starts()) is cues.Tone.GO


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "zero"), (13, "thirteen"), (20, "twenty"), (45, "forty five"), (100, "one hundred")],
)
def test_numbers(number, word):
    assert number_word(number) == word


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
def test_the_estimate_bounds_what_was_measured(words, measured):
    assert measured <= speaking_ms(words) <= measured + 1_000


def test_nothing_takes_no_time():
    assert speaking_ms("") == 0
