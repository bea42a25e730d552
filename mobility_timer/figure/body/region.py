"""The colour regions of the body."""

from enum import IntEnum


class Region(IntEnum):
    SKIN = 0
    TOP = 1
    TRIM = 2
    SHORTS = 3
    HAIR = 4
    BAND = 5
    EYE = 6
    LIP = 7
    SOLE = 8
    SOCK_LEFT = 9
    SOCK_RIGHT = 10
    SHOE_LEFT = 11
    SHOE_RIGHT = 12
    LEG_TRIM_LEFT = 13
    LEG_TRIM_RIGHT = 14
    ARM_TRIM_LEFT = 15
    ARM_TRIM_RIGHT = 16
    SLEEVE_LEFT = 17
    SLEEVE_RIGHT = 18
