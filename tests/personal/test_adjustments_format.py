from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.personal.adjustments_format import from_plain, merged, to_plain
from mobility_timer.routine.adjustments import Adjustments, DrillChange
from mobility_timer.routine.model import Side

CHANGES = Adjustments(
    drills={
        "hip-cars": DrillChange(amount=7, tempo={"lift": 1500}, first_side=Side.RIGHT),
        "open-books": DrillChange(left_out=True),
        "hip-cars#2": DrillChange(swapped_for="calf-stretch", rounds=2),
    },
    rounds=2,
    wait_for_me=False,
    standing_only=True,
)


def test_only_what_is_set_is_written() -> None:
    assert to_plain(Adjustments().with_amount("circles", 7)) == {
        "drills": {"circles": {"amount": 7}}
    }


def change(said: dict[str, Any], changes: Adjustments) -> dict[str, Any]:
    return merged(said, to_plain(from_plain(said)), to_plain(changes))


def test_what_a_newer_version_wrote_stays_beside_what_is_changed() -> None:
    said = {
        "rounds": 2,
        "pace": "calm",
        "drills": {"hip-cars": {"amount": 5, "load_kg": 8}, "open-books": {"left_out": True}},
    }
    assert change(said, Adjustments().with_amount("hip-cars", 7)) == {
        "pace": "calm",
        "drills": {"hip-cars": {"amount": 7, "load_kg": 8}},
    }
    assert change(said, Adjustments()) == {
        "pace": "calm",
        "drills": {"hip-cars": {"load_kg": 8}},
    }


def test_a_value_that_is_not_understood_stays_until_another_is_chosen() -> None:
    said = {"rounds": "two", "drills": [1], "standing_only": True}
    assert change(said, Adjustments()) == {"rounds": "two", "drills": [1]}
    assert change(said, Adjustments(rounds=3)) == {"rounds": 3, "drills": [1]}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "drills",
                    "rounds",
                    "tempo",
                    "amount",
                    "first_side",
                    "left_out",
                    "swapped_for",
                    "x",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
)


@given(json_values)
def test_whatever_a_file_holds_becomes_adjustments(value: Any) -> None:
    read = from_plain(value)
    assert from_plain(to_plain(read)) == read
    json.dumps(to_plain(read))


@given(st.dictionaries(st.text(max_size=5), json_values))
def test_whatever_is_there_what_is_kept_is_what_was_changed(said: dict[str, Any]) -> None:
    assert from_plain(change(said, CHANGES)) == CHANGES
    assert from_plain(change(said, Adjustments())) == Adjustments()
