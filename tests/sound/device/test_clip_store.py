"""The clips that the host keeps: tones by name, files by path."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mobility_timer.settings import ToneSet
from mobility_timer.sound.device.clip_store import KEPT, ClipStore
from mobility_timer.sound.device.tones import tone
from mobility_timer.sound.speech.pcm import FULL_SCALE_LEVELS, load
from mobility_timer.timeline.cues import Tone


def test_clips_are_tones_by_name_and_files_by_path(
    clip: Callable[..., str], tmp_path: Path
) -> None:
    complaints: list[Any] = []
    clips = ClipStore(complaints.append)
    path = clip(0.1)
    np.testing.assert_array_equal(clips.get("tone:warm/go"), tone(ToneSet.WARM, Tone.GO))
    assert np.asarray(clips.get(path)) == pytest.approx(FULL_SCALE_LEVELS / 2, abs=4)
    (tmp_path / "clip.wav").unlink()
    assert clips.get(path) is not None
    assert complaints == []


def test_a_clip_that_cannot_be_read_is_complained_of(tmp_path: Path) -> None:
    complaints: list[Any] = []
    clips = ClipStore(complaints.append)
    (tmp_path / "bad.wav").write_bytes(b"not sound")
    assert clips.get(str(tmp_path / "bad.wav")) is None
    assert clips.get(str(tmp_path / "none.wav")) is None
    assert len(complaints) == 2


def test_a_kept_clip_takes_two_bytes_a_sample_and_is_what_was_read(
    clip: Callable[..., str],
) -> None:
    clips = ClipStore(print)
    path = clip(0.1)
    read = clips.get(path)
    assert memoryview(clips._kept[path]).nbytes == 2 * len(load(Path(path)))
    np.testing.assert_array_equal(clips.get(path), read)
    np.testing.assert_array_equal(clips.get(path), load(Path(path)))


def test_only_so_many_clips_are_kept(clip: Callable[..., str]) -> None:
    clips = ClipStore(print)
    paths = [clip(0.001, str(number)) for number in range(120)]
    for path in paths:
        clips.get(path)
    assert len(clips._kept) == KEPT
    assert paths[-1] in clips._kept
