"""Files that cannot be read are told, in the right place."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.faults.table import Tried, program, row
from mobility_timer.library import FileFaults, installed

PLACES = (
    (b"\xef\xbb\xbfnmae: x\ndrills: [calf-stretch]\n", "1:1"),
    (b"\xef\xbb\xbfname: x\nfor: [nowhere]\ndrills: [calf-stretch]\n", "2:7"),
    (b"name: x\nfor: 'rest day\ndrills: [calf-stretch]\n", "2:6"),
    (b"name: x\ndrills: [calf-stretch\n\n", "2:9"),
    (b"name: x\rfor: [rest day]\rdrills: [calf\x01-stretch]\r", "3:14"),
)


@row("a marked file that ends inside a character", "24 of 28: a traceback")
def marked() -> Tried:
    failures, tries, told = 0, 0, ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        for prefix in (b"", b"a", b"name: x\n", b"name: x\ndrills: [a]\n"):
            for cut in range(1, 8):
                path.write_bytes(b"\xef\xbb\xbf" + prefix + ("\U0001f3c3" * 2).encode()[:cut])
                done = program("check", str(path))
                tries += 1
                failures += done.returncode != 2 or "Traceback" in done.stdout + done.stderr
                told = done.stdout.strip().replace(folder, "~") if cut % 4 else told
            if tries >= 14:
                break
    return Tried(tries, failures, told)


@row("the place of a mistake", "3 columns off, a line late, at the end, in line 1")
def mistaken_places() -> Tried:
    failures, told = 0, ""
    library = installed()
    for text, place in PLACES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.yaml"
            path.write_bytes(text)
            try:
                library.check_file(path)
                found = ""
            except FileFaults as faults:
                found = str(faults.faults[0])
            failures += f"{path.name}:{place}:" not in found
            told = found.replace(folder, "~") or told
    return Tried(len(PLACES), failures, told)
