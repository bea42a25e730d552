from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.drawing.frames.framebuffer import Framebuffer
from mobility_timer.drawing.frames.packed import PackedFrame, pack, packed_bytes
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec

KEPT_BITS = np.array((0xFE, 0xFE, 0xFE, 0xFF), np.uint8)
"""Of blue, green and red all but the last bit, of how clear it is all."""

HEAD, PART, COUNT, SPAN, COLOUR, RUN = 24, 8, 2, 4, 4, 2
"""The bytes of each."""

boxes = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 130), st.integers(1, 40), st.integers(1, 40)),
    max_size=4,
)


def unpacked(frame: PackedFrame, height: int, width: int) -> NDArray[np.uint8]:
    buffer = Framebuffer(width, height)
    bits = buffer.alone(frame).constBits()
    return np.frombuffer(bits, np.uint8).reshape(height, width, 4).copy()


def counts(frame: PackedFrame) -> tuple[int, ...]:
    """The first row, and how many rows, parts, spans, colours and runs there are."""
    return tuple(np.frombuffer(frame.packed, np.int32, 6).tolist())


@given(boxes, st.integers(0, 2**32 - 1))
def test_nothing_is_lost_and_nothing_is_there_twice(
    drawn: list[tuple[int, int, int, int]], seed: int
) -> None:
    pixels = np.zeros((170, 130, 4), np.uint8)
    noise = np.random.default_rng(seed)
    for left, top, width, height in drawn:
        part = pixels[top : top + height, left : left + width]
        part[:] = noise.integers(1, 256, part.shape)
    frame = pack(Sprite(7, 5, pixels))
    expected = np.zeros((180, 140, 4), np.uint8)
    expected[5:175, 7:137] = pixels & KEPT_BITS
    np.testing.assert_array_equal(unpacked(frame, 180, 140), expected)
    assert frame.bytes <= packed_bytes(130, 170)
    left, top, width, height = frame.box
    outside = np.ones((180, 140), bool)
    outside[top : top + height, left : left + width] = False
    assert not expected[outside].any()


def test_clear_parts_take_no_room() -> None:
    pixels = np.zeros((320, 300, 4), np.uint8)
    pixels[10:300, 20:40] = 255
    pixels[10:300, 250:270] = 255
    frame = pack(Sprite(0, 0, pixels))
    assert frame.box == (20, 10, 250, 290)
    assert counts(frame) == (0, 320, 1, 2 * 290, 1, 2 * 290 * 3)
    assert pack(Sprite(0, 0, np.zeros_like(pixels))).box == (0, 0, 0, 0)


def test_a_small_gap_does_not_end_a_span() -> None:
    pixels = np.zeros((2, 60, 4), np.uint8)
    pixels[0, 5], pixels[0, 14] = 255, 255
    pixels[1, 5], pixels[1, 15] = 255, 255
    frame = pack(Sprite(0, 0, pixels))
    assert counts(frame)[3] == 1 + 2
    np.testing.assert_array_equal(unpacked(frame, 2, 60), pixels & KEPT_BITS)


def test_one_colour_takes_two_bytes_for_eight_pixels() -> None:
    pixels = np.full((31, 256, 4), 200, np.uint8)
    frame = pack(Sprite(0, 0, pixels))
    rows = 32 * COUNT + 31 * SPAN
    assert frame.bytes == HEAD + PART + rows + COLOUR + 31 * 32 * RUN


def test_more_colours_than_may_have_a_number_are_kept_in_parts() -> None:
    every = np.arange(1, 250 * 200 + 1, dtype=np.uint32)
    bits = (every & 127, every >> 7 & 127, every >> 14)
    colours = (bits[0] << 1 | bits[1] << 9 | bits[2] << 17 | 0xFF << 24).reshape(250, 200)
    frame = pack(Sprite(0, 0, colours.view(np.uint8).reshape(250, 200, 4)))
    parts = np.frombuffer(frame.packed, np.int32, counts(frame)[2] * 2, HEAD).reshape(-1, 2)
    rows = 8_192 // 200
    assert parts.tolist() == [[at, min(rows, 250 - at) * 200] for at in range(0, 250, rows)]
    np.testing.assert_array_equal(unpacked(frame, 250, 200).view(np.uint32)[..., 0], colours)


def test_what_is_wider_than_any_screen_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 8192 pixels wide, not 8193"):
        pack(Sprite(0, 0, np.zeros((1, 8_193, 4), np.uint8)))


def test_a_picture_of_the_figure_takes_a_seventh_of_its_box(spec: SceneSpec) -> None:
    sprite, _ = Scene(replace(spec, width=640, height=640)).figure(0.3)
    assert pack(sprite).bytes < sprite.pixels.nbytes / 7
