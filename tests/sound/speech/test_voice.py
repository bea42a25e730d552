import numpy as np
import pytest

from mobility_timer.sound.speech.clips import RATE, encode
from mobility_timer.sound.speech.voice import Voice

READY = {
    "ready": {
        "engine": "espeak",
        "version": "1",
        "voice": "gmw/en-us",
    }
}
SOUND = encode(np.full(RATE // 2, 0.3, np.float32))


class FakeWorker:
    """Answers when the test says so."""

    def __init__(self, hear):
        self.hear = hear
        self.running = True
        self.closed = False
        self.asked = []

    def send(self, message):
        self.asked.append(message)

    def kill(self):
        self.running = False

    def close(self):
        self.closed = True

    @property
    def texts(self):
        return [asked["text"] for asked in self.asked if asked["do"] == "say"]

    def say(self, content=SOUND):
        path = self.asked[-1]["path"]
        with open(path, "wb") as file:
            file.write(content)
        self.hear({"said": path})


class Stage:
    def __init__(self, cache):
        self.now = 50.0
        self.workers = []
        self.cache = cache
        self.voice = Voice(cache, None, self.launch, lambda: self.now)

    def launch(self, hear):
        self.workers.append(FakeWorker(hear))
        return self.workers[-1]

    @property
    def worker(self):
        return self.workers[-1]

    def ask(self, *lines):
        self.voice.request(lines)
        self.voice.supervise()

    def ready(self):
        self.worker.hear(READY)
        self.voice.supervise()

    def speak(self, count=1):
        for _ in range(count):
            self.worker.say()
            self.voice.supervise()

    def run(self, seconds):
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.voice.supervise()


@pytest.fixture
def stage(tmp_path):
    return Stage(tmp_path)


def test_no_worker_before_there_is_something_to_say(stage):
    stage.run(5)
    assert stage.workers == []


def test_lines_are_spoken_one_at_a_time_the_nearest_first(stage):
    stage.ask("One.", "Two.", "One.", "", "Three.")
    use = {"do": "use", "voice": None, "rate": 155, "folder": str(stage.cache)}
    assert stage.worker.asked == [use]
    stage.ready()
    assert stage.worker.texts == ["One."]
    stage.speak()
    assert stage.worker.texts == ["One.", "Two."]
    assert stage.voice.clip("One.").seconds == pytest.approx(0.5)
    assert stage.voice.clip("Two.") is None
    stage.speak(2)
    assert stage.worker.texts == ["One.", "Two.", "Three."]
    assert stage.voice.notice is None


def test_a_new_request_goes_before_what_was_asked_and_forgets_no_clip(stage):
    stage.ask("One.", "Two.", "Three.")
    stage.ready()
    stage.ask("Three.", "One.")
    stage.speak(3)
    assert stage.worker.texts == ["One.", "Three."]
    assert stage.voice.clip("One.") is not None


def test_another_session_takes_its_clips_from_the_cache(stage):
    stage.ask("One.", "Two.")
    stage.ready()
    stage.speak(2)
    again = Stage(stage.cache)
    again.ask("Two.", "One.", "Three.")
    again.ready()
    assert again.worker.texts == ["Three."]
    assert again.voice.clip("Two.") == stage.voice.clip("Two.")


def test_clips_of_the_last_session_are_there_before_the_worker_is(stage):
    stage.ask("One.")
    stage.ready()
    stage.speak()
    again = Stage(stage.cache)
    again.voice._cache.open()
    again.ask("One.")
    assert again.voice.clip("One.") == stage.voice.clip("One.")
    again.ready()
    assert again.worker.texts == []
    assert len(again.workers) == 1


def test_clips_of_a_voice_that_is_gone_are_made_again(stage):
    stage.ask("One.")
    stage.ready()
    stage.speak()
    again = Stage(stage.cache)
    again.voice._cache.open()
    again.ask("One.")
    again.worker.hear({"ready": {**READY["ready"], "version": "2"}})
    again.voice.supervise()
    assert again.worker.texts == ["One."]
    assert again.voice.clip("One.") is None


def test_another_voice_has_clips_of_its_own(stage):
    stage.ask("One.")
    stage.ready()
    stage.speak()
    again = Stage(stage.cache)
    again.ask("One.")
    again.worker.hear({"ready": {**READY["ready"], "voice": "gmw/en"}})
    again.voice.supervise()
    assert again.worker.texts == ["One."]


@pytest.mark.parametrize("content", [b"", b"RIFF", SOUND[:-500], SOUND[:44] + bytes(48_000)])
def test_a_spoilt_file_in_the_cache_is_made_again(stage, content):
    stage.ask("One.")
    stage.ready()
    stage.speak()
    stage.voice.clip("One.").path.write_bytes(content)
    again = Stage(stage.cache)
    again.ask("One.")
    again.ready()
    assert again.worker.texts == ["One."]
    again.speak()
    assert again.voice.clip("One.").path.read_bytes() == SOUND


def test_a_file_that_is_not_sound_is_not_believed_even_from_the_worker(stage):
    stage.ask("One.", "Two.")
    stage.ready()
    for _ in range(2):
        stage.worker.say(b"nonsense")
        stage.voice.supervise()
    assert stage.voice.clip("One.") is None
    assert stage.worker.texts == ["One.", "One.", "Two."]


def test_a_line_that_cannot_be_said_holds_up_no_other(stage):
    stage.ask("...", "Two.")
    stage.ready()
    for _ in range(2):
        stage.worker.hear({"failed": "x", "why": "silent"})
        stage.voice.supervise()
    stage.speak()
    assert stage.voice.clip("Two.") is not None
    stage.run(3)
    assert stage.worker.texts == ["...", "...", "Two."]
    assert stage.voice.notice is None


def test_a_worker_that_dies_in_the_middle_is_replaced_and_goes_on(stage):
    stage.ask("One.", "Two.")
    stage.ready()
    stage.worker.kill()
    stage.run(0.4)
    assert len(stage.workers) == 2
    stage.ready()
    stage.speak(2)
    assert stage.voice.clip("One.") is not None
    assert stage.voice.clip("Two.") is not None


def test_a_line_that_kills_the_worker_twice_is_left_out(stage):
    stage.ask("Deadly.", "Two.")
    for _ in range(2):
        stage.ready()
        stage.worker.kill()
        stage.run(1)
    stage.ready()
    assert stage.worker.texts == ["Two."]


def test_a_worker_that_does_not_answer_is_killed(stage):
    stage.ask("One.")
    stage.ready()
    stage.run(7.5)
    assert stage.worker.running
    stage.run(1)
    assert not stage.workers[0].running
    assert len(stage.workers) == 2


def test_a_worker_that_never_gets_ready_is_killed(stage):
    stage.ask("One.")
    stage.run(10.5)
    assert not stage.workers[0].running


def test_tries_again_ever_later_and_says_how_to_get_a_voice(stage):
    stage.ask("One.")
    gaps = []
    for lives in range(2, 10):
        stage.worker.kill()
        killed = stage.now
        while len(stage.workers) < lives:
            stage.run(0.1)
        gaps.append(stage.now - killed)
    assert gaps == pytest.approx([0.3, 0.5, 0.9, 1.7, 2.1, 30.1, 30.1, 30.1], abs=0.11)
    assert "No voice" in stage.voice.notice
    stage.ready()
    stage.speak()
    assert stage.voice.notice is None


def test_without_an_engine_it_says_so_at_once_and_tries_seldom(stage):
    stage.ask("One.")
    stage.worker.hear({"unable": "RuntimeError: no espeak"})
    stage.worker.running = False
    stage.voice.supervise()
    assert "captions show every cue" in stage.voice.notice
    stage.run(29)
    assert len(stage.workers) == 1
    stage.run(2)
    assert len(stage.workers) == 2


def test_a_worker_with_nothing_left_to_say_is_sent_home_and_called_again(stage):
    stage.ask("One.")
    stage.ready()
    stage.speak()
    stage.run(31)
    assert stage.worker.closed
    stage.ask("One.", "Two.")
    stage.ready()
    assert stage.worker.texts == ["Two."]


def test_marks_that_an_engine_would_read_as_a_language_are_taken_out(stage):
    stage.ask("<break/>One.")
    stage.ready()
    assert "<" not in stage.worker.texts[0]


def test_without_a_folder_to_write_to_it_speaks_all_the_same(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    stage = Stage(tmp_path / "file" / "cache")
    stage.voice._cache.open()
    stage.ask("One.")
    stage.ready()
    stage.speak()
    assert stage.voice.clip("One.").path.exists()
    stage.voice.close()
    stage.voice._keep_tending()
    assert not stage.voice.clip("One.").path.parent.exists()
