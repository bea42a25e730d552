from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mobility_timer.drawing.frames.packed import PackedFrame, pack, pixels_of
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec

KEPT_BITS = np.array((0xFE, 0xFE, 0xFE, 0xFF), np.uint8)
"""Of blue, green and red all but the last bit, of how clear it is all."""

PART = 12
HEAD = 12 + PART

boxes = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 130), st.integers(1, 40), st.integers(1, 40)),
    max_size=4,
)


def unpacked(frame: PackedFrame, shape: tuple[int, int, int]) -> NDArray[Any]:
    found, at = np.zeros(shape, np.uint8), 0
    data = pixels_of(frame).view(np.uint8)
    for left, top, width, height in frame.tiles:
        size = 4 * width * height
        tile = data[at : at + size].reshape(height, width, 4)
        assert not found[top : top + height, left : left + width].any()
        found[top : top + height, left : left + width] = tile
        at += size
    assert at == data.size
    return found


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
    np.testing.assert_array_equal(unpacked(frame, expected.shape), expected)


def test_clear_parts_take_no_room() -> None:
    pixels = np.zeros((320, 300, 4), np.uint8)
    pixels[10:300, 20:40] = 255
    pixels[10:300, 250:270] = 255
    assert pixels_of(pack(Sprite(0, 0, pixels))).size < 1.1 * 290 * 40
    assert pack(Sprite(0, 0, np.zeros_like(pixels))).tiles == ()


def test_one_colour_takes_three_bytes_for_255_pixels() -> None:
    pixels = np.full((32, 255, 4), 200, np.uint8)
    frame = pack(Sprite(0, 0, pixels))
    assert frame.bytes == HEAD + 3 * 32 + 4
    assert set(frame.packed[-32:]) == {255}


def test_more_colours_than_have_a_number_are_kept_in_parts() -> None:
    every = np.arange(1, 250 * 200 + 1, dtype=np.uint32)
    bits = (every & 127, every >> 7 & 127, every >> 14)
    colours = (bits[0] << 1 | bits[1] << 9 | bits[2] << 17 | 0xFF << 24).reshape(250, 200)
    frame = pack(Sprite(0, 0, colours.view(np.uint8).reshape(250, 200, 4)))
    parts = np.frombuffer(frame.packed, np.int32, 4 * 3, HEAD - PART).reshape(4, 3)
    assert parts[:, 2].tolist() == [16_384, 16_384, 16_384, 848]
    np.testing.assert_array_equal(np.sort(pixels_of(frame)), np.sort(colours.ravel()))


def test_a_picture_of_the_figure_takes_a_seventh_of_its_box(spec: SceneSpec) -> None:
    sprite, _ = Scene(replace(spec, width=640, height=640)).figure(0.3)
    assert pack(sprite).bytes < sprite.pixels.nbytes / 7
