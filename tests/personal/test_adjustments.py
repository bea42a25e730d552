import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.personal.adjustments import Memory, from_plain, to_plain
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


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "adjustments.json"


def test_nothing_is_remembered_at_first(path):
    assert Memory(path).recall("mine") == Adjustments()
    assert not path.exists()


def test_what_was_adjusted_is_there_the_next_time(path):
    Memory(path).remember("mine", CHANGES)
    memory = Memory(path)
    assert memory.recall("mine") == CHANGES
    assert memory.recall("other") == Adjustments()


def test_the_original_comes_back_and_leaves_no_trace(path):
    memory = Memory(path)
    memory.remember("mine", CHANGES)
    memory.remember("other", Adjustments(rounds=3))
    memory.remember("mine", Adjustments())
    assert json.loads(path.read_text()) == {"other": {"rounds": 3}}


def test_only_what_is_set_is_written():
    assert to_plain(Adjustments().with_amount("circles", 7)) == {
        "drills": {"circles": {"amount": 7}}
    }


def test_nothing_is_written_where_nothing_changes(path):
    memory = Memory(path)
    memory.remember("mine", CHANGES)
    path.unlink()
    memory.remember("mine", CHANGES)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"[1]", b"\xff", b"[" * 100_000])
def test_a_broken_file_is_kept_aside(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    memory = Memory(path)
    assert memory.recall("mine") == Adjustments()
    assert path.with_name("adjustments.json.broken").read_bytes() == content
    memory.remember("mine", CHANGES)
    assert Memory(path).recall("mine") == CHANGES


def test_what_cannot_be_written_is_told_and_still_remembered_as_before(tmp_path):
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / "adjustments.json")
    with pytest.raises(OSError, match="file"):
        memory.remember("mine", CHANGES)
    assert memory.recall("mine") == Adjustments()


def test_it_is_kept_among_the_users_data():
    Memory().remember("mine", CHANGES)
    assert files.state_file("adjustments.json").exists()


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
def test_whatever_a_file_holds_becomes_adjustments(value):
    read = from_plain(value)
    assert from_plain(to_plain(read)) == read
    json.dumps(to_plain(read))
