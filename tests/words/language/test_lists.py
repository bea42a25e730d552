"""Names one after the other."""

from mobility_timer.words.language.lists import listed, one_of


def test_names_are_joined() -> None:
    assert [one_of([]), one_of(["a"]), one_of(["a", "b", "c"])] == ["", "a", "a, b or c"]
    assert [listed(["a"]), listed(["a", "b", "c"])] == ["a", "a, b and c"]
