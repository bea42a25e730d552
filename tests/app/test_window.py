import sys

import pytest
from sample_routines import MIXED, HandClock

from mobility_timer.app import window as app
from mobility_timer.playback.player import Player
from mobility_timer.timeline.compiler import compile_routine


class Coach:
    def __init__(self):
        self.told = []

    def follow(self, update):
        self.told.append(update.state)

    def silence(self):
        self.told.append("hushed")


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "linuxfb:fb=/dev/fb0"}, True),
    ],
)
def test_a_screen_is_looked_for_where_the_system_has_one(environment, there, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert app.has_screen() is there


def test_the_end_of_a_session_hushes_the_coach_and_keeps_it():
    coach = Coach()
    player = Player(compile_routine(MIXED), HandClock(), [app.InSession(coach)])
    player.play()
    player.close()
    assert coach.told[-1] == "hushed"
    assert len(coach.told) == 2
