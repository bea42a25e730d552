import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running_program import wait_until_gone

from mobility_timer.drawing.frames.worker_pool import (
    CLOSES_WITHIN_S,
    NAME_IN_PROCESS_LIST,
    WorkerPool,
)

PROGRAM = """
import sys
from mobility_timer.drawing.frames.worker_pool import WorkerPool
if __name__ == "__main__":
    import os
    pool = WorkerPool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    sys.stdin.readline()
    pool.close()
    print("closed", flush=True)
"""


def start_program(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A program with a pool of one worker that has done a job, and the worker's process id."""
    script = folder / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=folder,
    )
    assert program.stdout
    return program, int(program.stdout.readline())


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
def test_workers_end_with_a_program_that_is_killed(tmp_path):
    program, worker = start_program(tmp_path)
    if sys.platform == "linux":
        name = Path(f"/proc/{worker}/comm").read_text(encoding="utf-8")
        assert name.strip() == NAME_IN_PROCESS_LIST.decode()
    program.send_signal(signal.SIGKILL)
    program.stdin.close()
    program.wait(30)
    wait_until_gone(worker)
    program.stdout.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="stops with a signal")
def test_a_stopped_worker_does_not_keep_a_closed_program_alive(tmp_path):
    program, worker = start_program(tmp_path)
    os.kill(worker, signal.SIGSTOP)
    printed, _ = program.communicate(b"close\n", timeout=CLOSES_WITHIN_S + 1)
    assert printed == b"closed\n"
    wait_until_gone(worker)


def test_a_job_is_done_in_another_process():
    pool = WorkerPool(1)
    try:
        assert pool.submit(os.getpid).result(60) != os.getpid()
    finally:
        pool.close()
