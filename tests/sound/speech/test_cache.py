from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from mobility_timer.sound.speech.cache import SpeechCache
from mobility_timer.sound.speech.clips import encode
from mobility_timer.sound.speech.pcm import RATE

SOUND = encode(np.full(RATE // 2, 0.3, np.float32))


@pytest.fixture
def cache(tmp_path: Path) -> SpeechCache:
    cache = SpeechCache(tmp_path / "speech", None)
    cache.open()
    cache.identify("espeak 1")
    return cache


def test_a_clip_is_there_once_its_file_is(cache: SpeechCache) -> None:
    assert cache.clip("One.") is None
    cache.path("One.").write_bytes(SOUND)
    assert cache.clip("One.").seconds == pytest.approx(0.5)
    assert cache.clip("Two.") is None


def test_a_clip_that_is_used_is_the_last_to_be_swept(cache: SpeechCache) -> None:
    path = cache.path("One.")
    path.write_bytes(SOUND)
    os.utime(path, (1, 1))
    cache.clip("One.")
    assert path.stat().st_mtime > 1


def test_who_spoke_is_remembered_for_each_wanted_voice(cache: SpeechCache) -> None:
    again, other = SpeechCache(cache.folder, None), SpeechCache(cache.folder, "gmw/en")
    for later in (again, other):
        later.open()
    assert (again.identity, other.identity) == ("espeak 1", "")
    assert other.clip("One.") is None


def test_each_speaker_and_each_line_has_a_file_of_its_own(cache: SpeechCache) -> None:
    names = {cache.path("One."), cache.path("Two.")}
    cache.identify("espeak 2")
    assert len(names | {cache.path("One.")}) == 3


def test_a_damaged_file_is_thrown_away(cache: SpeechCache) -> None:
    cache.path("One.").write_bytes(SOUND[:-100])
    assert cache.clip("One.") is None
    assert not cache.path("One.").exists()


def test_on_a_full_disk_the_clips_are_kept_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1_000_000))
    cache = SpeechCache(tmp_path / "full", "neural")
    cache.open()
    assert tmp_path not in cache.folder.parents
    assert cache.folder.is_dir()
    cache.close()
    assert not cache.folder.exists()
