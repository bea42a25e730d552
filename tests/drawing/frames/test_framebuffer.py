from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.frames.framebuffer import Framebuffer, holds_ground
from mobility_timer.drawing.frames.packed import PackedFrame, pack
from mobility_timer.drawing.raster.faces import MOST_GROUND_BYTES, Face, packed_faces
from mobility_timer.drawing.raster.faces import painted as painted_faces
from mobility_timer.drawing.raster.kernel.machine import Machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.figure import Camera

WIDTH, HEIGHT = 90, 60
COLOURS = "#FF8000", "#0080FF", "#80FF00"
Pixels = NDArray[np.uint8]


def noise(seed: int, height: int = HEIGHT, width: int = WIDTH) -> Pixels:
    """Premultiplied colours, some clear and some opaque."""
    source = np.random.default_rng(seed)
    alpha = source.choice([0, 90, 200, 255], (height, width, 1))
    colours = source.integers(0, 256, (height, width, 3)) * alpha // 255
    return np.concatenate([colours, alpha], axis=2).astype(np.uint8)


def still(seed: int) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    np.frombuffer(image.bits(), np.uint8)[:] = noise(seed).ravel()
    return image.convertToFormat(QImage.Format.Format_RGB32)


STILL = still(1)


def pixels(image: QImage) -> Pixels:
    return np.frombuffer(image.constBits(), np.uint8).reshape(HEIGHT, WIDTH, 4).copy()


def painted(below: QImage, frame: PackedFrame) -> Pixels:
    """What Qt makes of a frame over the still part."""
    image = below.copy()
    buffer = Framebuffer(WIDTH, HEIGHT)
    painter = QPainter(image)
    painter.drawImage(0, 0, buffer.alone(frame))
    painter.end()
    return pixels(image)


frames = st.builds(
    lambda seed, left, top, height, width: pack(Sprite(left, top, noise(seed, height, width))),
    st.integers(0, 99),
    st.integers(0, WIDTH - 40),
    st.integers(0, HEIGHT - 30),
    st.integers(1, 30),
    st.integers(1, 40),
)


@given(st.lists(st.tuples(frames, st.sampled_from((0, 1, None))), min_size=1, max_size=6))
def test_whatever_lay_there_before_it_is_what_qt_paints(
    laid: list[tuple[PackedFrame, int | None]],
) -> None:
    stills = still(1), still(2)
    buffer = Framebuffer(WIDTH, HEIGHT)
    clear = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    clear.fill(0)
    for frame, below in laid:
        if below is None:
            np.testing.assert_array_equal(pixels(buffer.alone(frame)), painted(clear, frame))
        else:
            found = pixels(buffer.over(stills[below], frame))[..., :3]
            np.testing.assert_array_equal(found, painted(stills[below], frame)[..., :3])


LENS = Projection(Camera(0.0, 0.0, (0.0, 0.0, 0.0), 1.0), WIDTH, HEIGHT)


def on_ground(frame: PackedFrame, seed: int) -> PackedFrame:
    """The same frame on some faces."""
    corners = np.random.default_rng(seed).uniform(-20.0, 110.0, (3, 3, 3))
    faces = [Face(each, colour) for each, colour in zip(corners, COLOURS, strict=True)]
    return replace(frame, ground=packed_faces("#203040", (), faces, LENS))


@given(st.lists(st.tuples(frames, st.sampled_from((0, None, "ground"))), min_size=1, max_size=6))
def test_over_a_ground_of_its_own_it_is_what_qt_paints(
    laid: list[tuple[PackedFrame, int | str | None]],
) -> None:
    buffer = Framebuffer(WIDTH, HEIGHT)
    for number, (frame, below) in enumerate(laid):
        if below == "ground":
            seen = on_ground(frame, number)
            assert holds_ground(seen)
            found = pixels(buffer.on_its_ground(seen))[..., :3]
            ground = painted_faces(seen.ground or b"", WIDTH, HEIGHT)
            image = QImage(ground.data, WIDTH, HEIGHT, 4 * WIDTH, QImage.Format.Format_RGB32)
            np.testing.assert_array_equal(found, painted(image, frame)[..., :3])
        elif below is None:
            clear = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
            clear.fill(0)
            np.testing.assert_array_equal(pixels(buffer.alone(frame)), painted(clear, frame))
        else:
            found = pixels(buffer.over(STILL, frame))[..., :3]
            np.testing.assert_array_equal(found, painted(STILL, frame)[..., :3])


def test_a_frame_without_a_ground_or_with_too_large_a_one_is_not_laid_on_it() -> None:
    frame = pack(Sprite(0, 0, noise(1, 20, 20)))
    assert not holds_ground(frame)
    assert not holds_ground(replace(frame, ground=bytes(MOST_GROUND_BYTES + 1)))


def test_a_frame_that_lies_there_is_not_unpacked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    runs, run = [], Machine.run
    monkeypatch.setattr(Machine, "run", lambda self, at: runs.append(at) or run(self, at))
    buffer, below = Framebuffer(WIDTH, HEIGHT), still(1)
    one, other = (pack(Sprite(0, 0, noise(seed))) for seed in (3, 4))
    runs.clear()
    for frame, times in ((one, 1), (one, 1), (other, 2), (one, 3)):
        buffer.over(below, frame)
        assert len(runs) == times
    buffer.alone(one)
    assert len(runs) == 4


def test_a_frame_that_could_not_be_laid_is_laid_when_it_is_wanted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    buffer, below = Framebuffer(WIDTH, HEIGHT), still(1)
    one, other, last = (pack(Sprite(9 * seed, 0, noise(seed, 40, 40))) for seed in (1, 2, 3))
    buffer.over(below, last)
    with monkeypatch.context() as patch:
        patch.setattr(Machine, "run", fails)
        with pytest.raises(MemoryError):
            buffer.over(below, one)
    for frame in (other, one):
        found = pixels(buffer.over(below, frame))[..., :3]
        np.testing.assert_array_equal(found, painted(below, frame)[..., :3])
