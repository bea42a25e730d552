"""Files that were damaged at random: always an answer, never a traceback."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.__main__ import BAD_INPUT, OK, main

TEXTS = [path.read_bytes() for path in sorted(files.routines().rglob("*.yaml"))]
SCRAPS = [
    b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"? ", b"- ", b": ", b"{", b"}", b"[",
    b"]", b"|\n", b">\n", b"'", b'"', b"#", b"%", b"@", b"`", b"\t", b"\r", b"\x00", b"\xff",
    b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"---\n", b"...\n", b"~", b"null", b"on", b"no", b"010",
    b"1:30", b"0:30", b"1e9", b"-1", b"0", b"99999999999999999999", b"0x1F", b".inf", b".nan",
    b"2024-01-01", b"{{}}", b"{side}", b"{0}", b"[" * 40, b"{a: " * 40, b"\n\n", b"  ",
    b"\xc3\x28", b"\xf0\x9f\x8f\x83", b"drills:\n", b"name:\n", b"dose: {reps: 100}\n",
    b"rounds: 10\n", b"tempo: {lift: 0.2}\n", b"drill: hip-cars\n", b"sides: alternate\n",
]  # fmt: skip


def mutated(random: Random) -> bytes:
    data = random.choice(TEXTS)
    for _ in range(random.randint(1, 4)):
        data = random.choice(MUTATIONS)(random, data)
    return data


def flip(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def cut(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.randrange(30) :]


def insert(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(SCRAPS) + data[at:]


def replace_word(random: Random, data: bytes) -> bytes:
    words = data.split(b" ")
    words[random.randrange(len(words))] = random.choice(SCRAPS)
    return b" ".join(words)


def shuffle_lines(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randrange(len(lines) + 1), random.choice([line, line + line, b" " + line]))
    return b"".join(lines)


def truncate(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def splice(random: Random, data: bytes) -> bytes:
    return truncate(random, data) + random.choice(TEXTS)


MUTATIONS = (flip, cut, insert, replace_word, shuffle_lines, truncate, splice)


def check_mutated(folder: Path, seed: int, count: int) -> int:
    random = Random(seed)
    paths = [folder / f"{number}.yaml" for number in range(count)]
    for path in paths:
        path.write_bytes(mutated(random))
    return main(["check", *map(str, paths)])


def test_damaged_files_are_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_mutated(tmp_path, seed=1, count=300) in (OK, BAD_INPUT)
    said = capsys.readouterr()
    assert said.err == ""
    told = {
        line.removeprefix(f"{tmp_path}/").partition(".yaml:")[0] for line in said.out.splitlines()
    }
    assert told == set(map(str, range(300)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_many_damaged_files_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: Any
) -> None:
    assert check_mutated(tmp_path, seed, count=1000) == BAD_INPUT
    said = capsys.readouterr()
    assert said.err == ""
    assert len(said.out.splitlines()) >= 1000
