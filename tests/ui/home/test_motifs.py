from __future__ import annotations

from dataclasses import replace

from mobility_timer.library import installed
from mobility_timer.ui.home.motifs import motifs


def test_bundled_routines_show_different_drills() -> None:
    routines = tuple(installed().routines.values())
    found = motifs(routines)
    shown = [drill.motion for drill in found.values()]
    assert len(shown) == len(set(shown))
    assert {id for id in (r.id for r in routines) if id not in found} == {
        "contrast-bath",
        "contrast-bath-short",
    }
    for routine in routines:
        if routine.id in found:
            assert found[routine.id] in routine.drills


def test_a_routine_whose_drills_have_no_motion_has_none() -> None:
    after = installed().routines["after-a-run-short"]
    bare = replace(after, drills=tuple(replace(drill, motion=None) for drill in after.drills))
    assert motifs([bare]) == {}
