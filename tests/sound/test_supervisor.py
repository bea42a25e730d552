import itertools
from collections.abc import Callable

import pytest

from mobility_timer.sound.child_process import Message
from mobility_timer.sound.supervisor import Supervisor


class FakeChild:
    def __init__(self, on_message: Callable[[Message], None]) -> None:
        self.on_message = on_message
        self.running = True
        self.sent: list[Message] = []
        self.killed = self.closed = False

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def kill(self) -> None:
        self.killed = True
        self.running = False

    def close(self) -> None:
        self.closed = True


class Scene:
    """A supervisor whose time is moved by hand, its children, and what it reported."""

    def __init__(self) -> None:
        self.now = 100.0
        self.children: list[FakeChild] = []
        self.started = 0
        self.messages: list[Message] = []
        self.losses: list[str] = []
        self.supervisor = Supervisor(
            "child",
            self.launch,
            on_start=self.count_start,
            on_message=self.messages.append,
            on_loss=self.losses.append,
            clock=lambda: self.now,
        )

    def launch(self, on_message: Callable[[Message], None]) -> FakeChild:
        self.children.append(FakeChild(on_message))
        return self.children[-1]

    def count_start(self) -> None:
        self.started += 1

    @property
    def child(self) -> FakeChild:
        return self.children[-1]

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.supervisor.look()
            self.supervisor.start_if_due()


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    scene.supervisor.start_if_due()
    return scene


def test_one_child_is_started_and_no_second(scene: Scene) -> None:
    scene.run(60)
    assert (len(scene.children), scene.started, scene.losses) == (1, 1, [])


def test_messages_are_handled_in_order_at_the_next_look(scene: Scene) -> None:
    scene.child.on_message({"number": 1})
    scene.child.on_message({"number": 2})
    assert scene.messages == []
    scene.supervisor.look()
    assert scene.messages == [{"number": 1}, {"number": 2}]


def test_the_last_words_of_a_child_are_handled_before_its_loss(scene: Scene) -> None:
    scene.child.on_message({"unable": "no engine"})
    scene.child.running = False
    scene.run(0.1)
    assert scene.messages == [{"unable": "no engine"}]
    assert scene.losses == ["it ended"]


def test_a_lost_child_is_replaced_ever_later(scene: Scene) -> None:
    starts = [scene.now]
    while len(starts) < 10:
        scene.child.running = False
        known = len(scene.children)
        while len(scene.children) == known:
            scene.run(0.1)
        starts.append(scene.now)
    gaps = [after - before for before, after in itertools.pairwise(starts)]
    assert gaps == pytest.approx([0.3, 0.5, 0.9, 1.7, 2.1, 2.1, 5.1, 5.1, 5.1], abs=0.11)
    assert scene.supervisor.keeps_failing


def test_success_begins_the_delays_anew(scene: Scene) -> None:
    for _ in range(5):
        scene.child.running = False
        scene.run(6)
    scene.supervisor.succeeded()
    assert not scene.supervisor.keeps_failing
    known = len(scene.children)
    scene.child.running = False
    scene.run(0.5)
    assert len(scene.children) == known + 1


def test_a_child_that_owes_a_sign_of_life_too_long_is_killed(scene: Scene) -> None:
    scene.supervisor.expect_within(2.0)
    scene.run(1.9)
    assert not scene.child.killed
    first = scene.child
    scene.run(0.3)
    assert first.killed
    assert scene.losses == ["it does not answer"]


def test_a_child_that_owes_nothing_may_be_silent_for_ever(scene: Scene) -> None:
    scene.supervisor.expect_within(2.0)
    scene.run(1)
    scene.supervisor.expect_within(None)
    scene.run(600)
    assert scene.losses == []


def test_a_new_child_is_not_measured_by_what_the_old_one_owed(scene: Scene) -> None:
    scene.supervisor.expect_within(1.0)
    scene.run(30)
    assert len(scene.children) == 2


def test_a_child_that_cannot_work_is_tried_again_after_its_own_delay(scene: Scene) -> None:
    scene.supervisor.retry_after(60.0)
    scene.child.running = False
    scene.run(59)
    assert len(scene.children) == 1
    scene.run(2)
    assert len(scene.children) == 2


def test_a_stopped_child_is_closed_and_no_loss(scene: Scene) -> None:
    first = scene.child
    scene.supervisor.stop()
    assert first.closed
    assert not scene.supervisor.has_child
    first.on_message({"late": True})
    scene.run(0.1)
    assert (scene.losses, scene.messages) == ([], [])
    assert len(scene.children) == 2


def test_after_closing_nothing_is_started(scene: Scene) -> None:
    scene.supervisor.close()
    assert scene.child.closed
    scene.run(60)
    assert len(scene.children) == 1


def test_without_a_child_a_message_is_dropped() -> None:
    Scene().supervisor.send({"do": "nothing"})


def test_it_looks_ten_times_a_second_only_while_there_is_a_child(scene: Scene) -> None:
    assert scene.supervisor._next_look_s() == 0.1
    scene.child.running = False
    scene.supervisor.look()
    assert scene.supervisor._next_look_s() == pytest.approx(0.2)
    scene.now += 1
    assert scene.supervisor._next_look_s() is None
    scene.supervisor.start_if_due()
    scene.supervisor.stop()
    assert scene.supervisor._next_look_s() is None


def test_it_looks_when_a_sign_of_life_is_overdue(scene: Scene) -> None:
    scene.supervisor.expect_within(0.03)
    assert scene.supervisor._next_look_s() == pytest.approx(0.03)
    scene.now += 1
    assert scene.supervisor._next_look_s() == 0.0


def test_it_looks_at_once_when_the_child_has_ended(scene: Scene) -> None:
    scene.supervisor._wake.clear()
    scene.child.running = False
    scene.child.on_message({})
    assert scene.supervisor._wake.is_set()
    scene.supervisor.look()
    assert (scene.messages, len(scene.losses)) == ([], 1)


def test_a_start_that_was_a_moment_too_early_is_tried_again(scene: Scene) -> None:
    scene.child.running = False
    scene.supervisor.look()
    scene.supervisor.start_if_due()
    scene.now += 1
    assert scene.supervisor._next_look_s() == 0.0
    scene.supervisor.start_if_due()
    scene.supervisor.stop()
    assert scene.supervisor._next_look_s() is None


def test_it_looks_again_when_there_will_be_something_to_do(scene: Scene) -> None:
    scene.supervisor.stop()
    scene.supervisor.look_again_at(scene.now + 20)
    assert scene.supervisor._next_look_s() == pytest.approx(20)


def test_whoever_starts_a_child_has_it_looked_after(scene: Scene) -> None:
    scene.supervisor.stop()
    scene.supervisor._wake.clear()
    scene.supervisor.start_if_due()
    assert scene.supervisor._wake.is_set()
