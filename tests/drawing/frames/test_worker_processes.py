import os
import signal
import subprocess
import sys
from threading import Event

import pytest

from mobility_timer.drawing.frames.worker_pool import WorkerPool

PROGRAM = """
import sys
from mobility_timer.drawing.frames.worker_pool import WorkerPool
if __name__ == "__main__":
    import os
    pool = WorkerPool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    sys.stdin.read()
"""


def wait_until_gone(process: int, seconds: int = 30) -> None:
    never = Event()
    for _ in range(seconds * 50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        never.wait(0.02)
    os.kill(process, signal.SIGKILL)
    raise AssertionError(f"the worker {process} lives on")


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_workers_end_with_a_program_that_is_killed(tmp_path):
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout
    assert program.stdin
    worker = int(program.stdout.readline())
    program.send_signal(signal.SIGKILL)
    program.stdin.close()
    program.wait(30)
    wait_until_gone(worker)
    program.stdout.close()


def test_a_job_is_done_in_another_process():
    pool = WorkerPool(1)
    try:
        assert pool.submit(os.getpid).result(60) != os.getpid()
    finally:
        pool.close()
