import threading

from mobility_timer.ui.shell.latest import Latest


def test_only_the_latest_result_comes(qtbot):
    latest, go, came = Latest(), threading.Event(), []
    latest.done.connect(came.append)

    def first():
        go.wait(5)
        return "first"

    latest.ask(first)
    latest.ask(lambda: "second")
    latest.ask(lambda: "third")
    with qtbot.waitSignal(latest.done):
        go.set()
    assert came == ["third"]


def test_what_is_forgotten_does_not_come(qtbot):
    latest, came = Latest(), []
    latest.done.connect(came.append)
    latest.ask(lambda: "old")
    latest.forget()
    latest.wait()
    with qtbot.waitSignal(latest.done):
        latest.ask(lambda: "new")
    assert came == ["new"]
