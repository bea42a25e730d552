"""What a terminal gets of a name that was made to lead it, or that it cannot write."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mobility_timer.plain_output import PlainOutput


def written(text: str, encoding: str) -> bytes:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="")
    print(text, file=PlainOutput(out), flush=True)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("\x1b]0;title\x07", "utf-8", b"\\x1b]0;title\\x07\n"),
        ("a\x9b1mb\x7f", "utf-8", b"a\\x9b1mb\\x7f\n"),
        ("Good \u202elive", "utf-8", b"Good \\u202elive\n"),
        ("\u2066a\u2028b", "ascii", b"\\u2066a\\u2028b\n"),
        ("caf\udce9", "utf-8", b"caf\\udce9\n"),
        ("“Fuß”", "ascii", b"\\u201cFu\\xdf\\u201d\n"),
        ("“Fuß”", "latin-1", b"\\u201cFu\xdf\\u201d\n"),
        ("two\nlines\tand\r", "utf-8", b"two\nlines\tand\r\n"),
    ],
)
def test_it_is_written_as_escapes(text: str, encoding: str, shown: bytes) -> None:
    assert written(text, encoding) == shown


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
@pytest.mark.parametrize("command", [["list"], ["check", b"NAME"], ["score", b"NAME"]])
def test_odd_names_and_a_narrow_encoding_end_no_command(
    tmp_path: Path, command: list[str | bytes]
) -> None:
    folder = os.fsencode(tmp_path / "data" / "mobility-timer" / "routines")
    os.makedirs(folder)
    name = os.path.join(folder, b"caf\xe9\x1b]0;t\x07.yaml")
    with open(name, "w", encoding="utf-8") as file:
        file.write("name: Füße\ndrills: [calf-stretch]\n")
    words = [name if word == b"NAME" else word for word in command]
    environment = os.environ | {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PYTHONIOENCODING": "ascii:strict",
    }
    done = subprocess.run(
        [sys.executable, "-m", "mobility_timer", *words],
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 2
    assert b"Traceback" not in said
    assert b"\x1b" not in said
    assert b"not text in UTF-8" in said
