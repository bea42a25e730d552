"""A dose that is written in one text can be changed like any other, and stays one text."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer.editing.doses import with_amount, with_set_amounts, with_sets
from mobility_timer.editing.session import EditSession, opened
from mobility_timer.library.library import Library

DRILL = "{name: Plank, position: lying, dose: DOSE}"
SIDED = (
    "{name: Reach, position: standing, sides: alternate, side_means: arm, dose: DOSE, "
    "tempo: {reach: 2}}"
)


@pytest.mark.parametrize(
    ("entry", "sets", "amount", "said"),
    [
        (DRILL.replace("DOSE", "3x30 s"), 4, 30, "dose: 4x30 s"),
        (DRILL.replace("DOSE", "3x30 s"), 3, 35, "dose: 3x35 s"),
        (DRILL.replace("DOSE", "3 x 30 s"), 1, 30, "dose: 30 s"),
        (DRILL.replace("DOSE", "30 s"), 2, 30, "dose: 2x30 s"),
        (DRILL.replace("DOSE", "3x1:30"), 2, 100, "dose: 2x1:40"),
        (DRILL.replace("DOSE", "2 min"), 2, 120, "dose: 2x2 min"),
        (DRILL.replace("DOSE", "1 min"), 1, 75, "dose: {hold: 75}"),
        (DRILL.replace("DOSE", "{hold: 3x30 s}"), 2, 40, "dose: {hold: 2x40 s}"),
        (SIDED.replace("DOSE", "3x5 each side"), 2, 12, "dose: 2x6 each side"),
        ("{drill: calf-stretch, dose: 3x10}", 4, 10, "dose: 4x10"),
        ("{drill: calf-stretch, dose: 3x10}", 3, 12, "dose: 3x12"),
        ("{drill: calf-stretch, reps: 3x10}", 2, 12, "reps: 2x12"),
        ("{drill: calf-stretch, dose: 3x10-12}", 2, 10, "reps: 10, range: [10, 12], sets: 2"),
    ],
)
def test_another_dose_of_one_that_was_typed(
    bundled: Library, tmp_path: Path, entry: str, sets: int, amount: int, said: str
) -> None:
    session = _session(bundled, tmp_path, entry)
    (step,) = session.draft.drill_steps()
    own = bundled.drills.get(step.drill or "")
    assert session.routine is not None
    if sets != session.routine.drills[0].rounds:
        step = with_sets(step, session.routine.drills[0], sets, own)
        session = session.changed(session.draft.with_step(step))
    assert session.routine is not None
    step = with_amount(step, session.routine.drills[0], amount)
    session = session.changed(session.draft.with_step(step))
    assert session.routine is not None
    drill = session.routine.drills[0]
    assert (drill.rounds, drill.dose.amount) == (sets, amount)
    assert said in session.written()


def test_sets_that_differ_are_spelled_out(bundled: Library, tmp_path: Path) -> None:
    session = _session(bundled, tmp_path, DRILL.replace("DOSE", "3x30 s"))
    (step,) = session.draft.drill_steps()
    assert session.routine is not None
    step = with_set_amounts(step, session.routine.drills[0], [30, 20, 10])
    session = session.changed(session.draft.with_step(step))
    assert "dose: {hold: [30, 20, 10]}" in session.written()


def _session(library: Library, folder: Path, entry: str) -> EditSession:
    text = f"name: Mine\ndrills:\n  - {entry}\n"
    return opened(library.read_text, folder / "mine.yaml", text)
