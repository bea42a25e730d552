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


def test_it_waits_where_that_is_always_wanted(pages, store):
    store.change(wait_for_me=True)
    start(pages, store, MIXED)
    assert pages.asked == [("play", replace(MIXED, wait_for_me=True))]
    assert store.value.last_routines == {}
