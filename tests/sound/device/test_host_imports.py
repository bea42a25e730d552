"""What the audio host loads, its device with it: it is there for a whole session, and all of it is
memory."""

from __future__ import annotations

import subprocess
import sys

from mobility_timer.sound.child_process import child_environment

HOST = "import mobility_timer.sound.device.host, mobility_timer.sound.device.output; "
LOADED = "import sys; print(*sys.modules)"
FOREIGN = {"_cffi_backend", "_miniaudio", "lazy_loader", "miniaudio"}
ROOMS = {"files", "frozen", "routine", "settings", "sound", "timeline", "words"}
LARGE = {"asyncio", "email", "html", "http", "shutil", "ssl", "subprocess", "tempfile"}


def loaded(program: str) -> set[str]:
    command = [sys.executable, "-P", "-c", program]
    env = child_environment()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_host_loads_little() -> None:
    own = loaded(HOST + LOADED) - loaded(LOADED)
    assert not own & LARGE
    packages = {name.partition(".")[0] for name in own} - sys.stdlib_module_names
    assert packages == FOREIGN | {"mobility_timer"}
    rooms = {name.split(".")[1] for name in own if name.startswith("mobility_timer.")}
    assert rooms == ROOMS
