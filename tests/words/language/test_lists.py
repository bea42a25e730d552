"""Names one after the other."""

from mobility_timer.words.language.lists import listed, one_of, told_apart


def test_names_are_joined() -> None:
    assert [one_of([]), one_of(["a"]), one_of(["a", "b", "c"])] == ["", "a", "a, b or c"]
    assert [listed(["a"]), listed(["a", "b", "c"])] == ["a", "a, b and c"]


def test_names_that_come_again_are_numbered() -> None:
    assert told_apart(["a", "b", "a", "a"]) == ["a", "b", "a (2)", "a (3)"]
