from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

import pytest

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.self_check import SIGNS, Area, advise
from mobility_timer.words.pages.measure import STEPS

ANKLES = [sign.id for sign in SIGNS if sign.area is Area.ANKLES]
HIPS = [sign.id for sign in SIGNS if sign.area is Area.HIPS]
LIBRARY = open_library(files.routines(), None)
EVERY = list(chain.from_iterable(combinations([s.id for s in SIGNS], n) for n in range(9)))


def test_there_are_six_signs_for_ankles_and_three_for_hips() -> None:
    assert Counter(sign.area for sign in SIGNS) == {Area.ANKLES: 6, Area.HIPS: 3}
    assert len({sign.id for sign in SIGNS}) == 9
    assert all(sign.question.endswith("?") for sign in SIGNS)


@pytest.mark.parametrize(
    ("yes", "routine", "measure"),
    [
        ([], "ankles-and-hips", True),
        (ANKLES[:1], "ankle-focus", True),
        (HIPS, "hip-maintenance", True),
        ([ANKLES[0], HIPS[0]], "ankles-and-hips", True),
        ([ANKLES[2]], "easy-movement", False),
        ([ANKLES[2], HIPS[0]], "easy-movement", False),
    ],
)
def test_the_answers_lead_to_a_routine(yes: list[str], routine: str, measure: bool) -> None:
    advice = advise(yes)
    assert (advice.routine, advice.offers_to_measure) == (routine, measure)


def test_every_answer_leads_to_a_routine_there_is() -> None:
    assert {advise(yes).routine for yes in EVERY} <= set(LIBRARY.routines)


def test_pain_is_sent_to_someone_who_knows() -> None:
    assert any("physiotherapist" in note for note in advise(["pain-below"]).notes)
    assert advise([]).notes == ()


@pytest.mark.parametrize("yes", [yes for yes in EVERY if "pain-below" in yes])
def test_pain_never_leads_to_end_range_or_raises_or_to_measuring(yes: tuple[str, ...]) -> None:
    """Banded end range, single-leg raises, calf stretches and hip circles were once offered with
    pain. Each drill that is offered stays well inside a joint's range, and no stretch is held."""
    advice = advise(yes)
    drills = {drill.id for drill in LIBRARY.routines[advice.routine].drills}
    assert drills == {"short-walk", "small-ankle-circles", "glute-bridges"}
    assert not advice.offers_to_measure
    assert any("physiotherapist" in note for note in advice.notes)


def test_nothing_is_diagnosed_or_promised() -> None:
    words = [advise(yes) for yes in EVERY]
    texts = {text for a in words for text in (a.because, *a.notes)} | set(
        chain.from_iterable(STEPS.values())
    )
    texts |= {sign.question for sign in SIGNS} | {sign.hint for sign in SIGNS}
    for text in texts:
        assert len(text) <= 100
        assert not any(word in text.lower() for word in ("injur", "prevent", "limited", "!"))
