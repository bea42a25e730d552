"""The host as a process, on a machine where it finds no sound device."""

import queue

import numpy as np
import pytest

from mobility_timer.sound.child_process import ChildProcess, module_command
from mobility_timer.sound.device.host import Clips, Feed
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.device.tones import tones
from mobility_timer.sound.speech.clips import RATE, encode
from mobility_timer.timeline.cues import Tone

WITHIN = 20


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    heard = queue.Queue()
    command = module_command("mobility_timer.sound.device.host", "--audio-host")
    child = ChildProcess("audio host", command, heard.put)
    child.heard = heard
    yield child
    child.kill()
    child.wait(WITHIN)


def next_error(host):
    while "error" not in (message := host.heard.get(timeout=WITHIN)):
        assert message == {"state": "no device"}
    return message["error"]


def test_without_a_device_it_says_so_again_and_again_and_takes_every_command(host):
    assert host.heard.get(timeout=WITHIN) == {"state": "no device"}
    host.send({"do": "volume", "voice": 0.5, "tones": 0.5})
    host.send({"do": "plan", "plays": [Play("tone:go", 1.0).as_json()]})
    host.send({"do": "clear", "plays": []})
    host.send({"do": "dance", "plays": []})
    assert "dance" in next_error(host)
    host.send({"do": "plan", "plays": [{"clip": "tone:go"}]})
    assert "at" in next_error(host)
    assert host.heard.get(timeout=WITHIN) == {"state": "no device"}
    host.close()
    assert host.wait(WITHIN)


def test_clips_are_tones_by_name_and_files_by_path(tmp_path):
    complaints = []
    clips = Clips(RATE, complaints.append)
    path = tmp_path / "clip.wav"
    path.write_bytes(encode(np.full(4800, 0.5, np.float32)))
    np.testing.assert_array_equal(clips.get("tone:go"), tones(RATE)[Tone.GO])
    assert clips.get(str(path)) == pytest.approx(0.5, abs=1e-4)
    path.unlink()
    assert clips.get(str(path)) is not None
    assert complaints == []


def test_clips_come_at_the_rate_of_the_device(tmp_path):
    path = tmp_path / "clip.wav"
    path.write_bytes(encode(np.full(4800, 0.5, np.float32)))
    assert len(Clips(44_100, print).get(str(path))) == 4410


def test_a_clip_that_cannot_be_read_is_complained_of(tmp_path):
    complaints = []
    clips = Clips(RATE, complaints.append)
    (tmp_path / "bad.wav").write_bytes(b"not sound")
    assert clips.get(str(tmp_path / "bad.wav")) is None
    assert clips.get(str(tmp_path / "none.wav")) is None
    assert len(complaints) == 2


def test_only_so_many_clips_are_kept(tmp_path):
    clips = Clips(RATE, print)
    for number in range(120):
        path = tmp_path / f"{number}.wav"
        path.write_bytes(encode(np.full(48, 0.5, np.float32)))
        clips.get(str(path))
    assert len(clips._kept) == 100
    assert str(path) in clips._kept


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_each_frame_is_the_same_in_every_channel(channels: int) -> None:
    class Ramp:
        def fill(self, _now: float, frames: int) -> np.ndarray:
            return np.linspace(0, 1, frames, dtype=np.float32)

    feed = Feed()
    feed.channels, feed.schedule = channels, Ramp()
    data = np.frombuffer(feed.readData(2 * channels * 50), "<i2").reshape(-1, channels)
    assert len(data) == 50
    assert (data == data[:, :1]).all()
    assert (np.diff(data[:, 0]) > 0).all()
