"""What is to be told, without a window."""

from __future__ import annotations

from mobility_timer.ui.shell.messages import Messages


def take_up() -> None: ...


def test_a_line_that_stands_gets_what_is_offered_now_and_keeps_its_place() -> None:
    messages = Messages().said("A draft was left.").said("Not taken.")
    offered = messages.said("A draft was left.", offer=take_up)
    assert offered.text == "Not taken."
    assert [one.offer for one in offered.kept] == [take_up, None]


def test_what_was_pressed_away_comes_again_once_it_was_taken_back() -> None:
    pressed = Messages().said("Not saved.").pressed_away()
    assert pressed.said("Not saved.").text == ""
    assert pressed.taken_back({"Not saved."}).said("Not saved.").text == "Not saved."


def test_a_fault_that_joins_one_that_was_read_follows_to_the_next_page_alone() -> None:
    messages = Messages().faults_said(["1"]).read_now().faults_said(["2"])
    assert messages.text == "1\n2"
    assert messages.on_next_page(over_part=False).text == "2"


def test_what_passes_is_forgotten_when_its_time_is_over() -> None:
    messages = Messages().said("A fault.").told("Copied.")
    assert (messages.text, messages.goes) == ("Copied.", True)
    assert (messages.passed().text, messages.passed().goes) == ("A fault.", False)
    assert messages.pressed_away().passed().told("Copied.").text == "Copied."


def test_over_a_part_of_the_page_what_is_held_alone_does_not_go() -> None:
    messages = Messages(over_part=True).said("Not taken.").said("Asleep.", is_held=True)
    assert not messages.goes
    assert messages.read_now().text == "Asleep."
    assert messages.taken_back({"Asleep."}).goes


def test_what_is_offered_and_dismissed_is_not_offered_again_and_anything_else_is() -> None:
    dismissed = Messages().said("A draft was left.", offer=take_up).dismissed()
    assert dismissed.said("A draft was left.", offer=take_up).text == ""
    other = dismissed.said("A draft was left.", offer=lambda: None)
    assert other.text == "A draft was left."
    pressed = Messages().said("A draft was left.", offer=take_up).pressed_away()
    assert pressed.said("A draft was left.", offer=take_up).text == "A draft was left."
