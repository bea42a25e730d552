"""The figure's ways from drill to drill: those that hold all that is asked go on holding it."""

from __future__ import annotations

import pytest

from benchmarks.passages import faults, ways

NOT_YET = frozenset(
    {
        "ankle-matrix right right -> calf-stretch left",
        "calf-roll right -> dorsiflexion-rocks left",
        "calf-stretch left -> calf-stretch right",
        "calf-stretch right -> hip-cars left forward",
        "dorsiflexion-rocks left -> dorsiflexion-rocks right",
        "dorsiflexion-rocks right -> sole-roll left",
        "glute-bridges -> lunges left",
        "hip-cars right reverse -> hip-switches left",
        "hip-flexor-rocks right -> hip-switches left",
        "hip-flexor-stretch left -> hip-flexor-stretch right",
        "hip-flexor-stretch right -> ankle-circles left outward",
        "hip-rotations right -> long-lunges left",
        "hip-switches right -> glute-bridges",
        "hip-switches right -> open-books left",
        "knee-to-chest left -> knee-to-chest right",
        "knee-to-chest right -> thigh-across left",
        "kneeling-lunge right -> hip-switches left",
        "leg-swings-side right -> short-walk",
        "long-lunges left -> long-lunges right",
        "long-lunges right -> low-squats",
        "lunge-rotation left -> lunge-rotation right",
        "lunge-rotation right -> hip-flexor-rocks left",
        "open-books left -> open-books right",
        "open-books right -> ankle-matrix left straight",
        "quad-stretch left -> quad-stretch right",
        "quad-stretch right -> kneeling-lunge left",
        "resisted-ankle right out -> glute-bridges",
        "single-calf-raises right -> single-leg-balance left",
        "single-leg-balance right -> resisted-ankle left up",
        "thigh-across left -> thigh-across right",
        "thigh-across right -> windscreen-wipers left",
        "windscreen-wipers right -> open-books left",
    }
)
"""What each of these does not hold is printed by `python -m benchmarks.passages`."""


@pytest.mark.slow
def test_the_ways_hold_all_that_is_asked() -> None:
    met = ways()
    found = {name: faults(way.transition) for name, way in met.items() if name not in NOT_YET}
    assert set(met) >= NOT_YET
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
