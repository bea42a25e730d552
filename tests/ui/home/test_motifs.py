from __future__ import annotations

from dataclasses import replace

from mobility_timer.library import installed
from mobility_timer.ui.home.entries import proposals
from mobility_timer.ui.home.motifs import motifs, other_motifs


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


def test_a_card_and_its_row_in_the_list_show_different_drills() -> None:
    routines = tuple(installed().routines.values())
    on_cards = [offer.routine for offer in proposals(routines, {}, {})]
    first = motifs(routines)
    others = other_motifs(on_cards, first)
    assert {routine.id for routine in on_cards} == set(others)
    seen = [(drill.motion, drill.order[0]) for drill in (*first.values(), *others.values())]
    assert len(seen) == len(set(seen))
    mirrored = [id for id, drill in others.items() if drill.order != first[id].order]
    # Each drill of these stands for another routine already.
    assert set(mirrored) <= {"five-minutes", "ankles-and-hips"}


def test_a_routine_with_one_drill_shows_its_other_side() -> None:
    after = installed().routines["after-a-run-short"]
    single = replace(after, drills=after.drills[1:])
    (other,) = other_motifs([single], motifs([single])).values()
    assert other == replace(after.drills[1], order=after.drills[1].order[::-1])
