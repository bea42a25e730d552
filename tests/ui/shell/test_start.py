from dataclasses import replace

from sample_routines import MIXED

from mobility_timer.routine.model import Occasion
from mobility_timer.ui.shell.start import remember_use, start

BOTH = replace(MIXED, occasions=(Occasion.BEFORE_RUN, Occasion.REST_DAY))


def test_from_a_card_it_is_the_last_one_of_that_occasion_only(pages, store):
    start(pages, store, BOTH, (Occasion.REST_DAY,))
    assert store.value.last_routines == {"rest day": "mixed"}
    assert pages.asked == [("play", BOTH)]


def test_from_elsewhere_it_is_the_last_one_of_all_it_is_meant_for(store):
    remember_use(store, BOTH)
    assert store.value.last_routines == {"before a run": "mixed", "rest day": "mixed"}
