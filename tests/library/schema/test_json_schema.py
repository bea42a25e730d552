"""The JSON Schemas that are shipped say what the reader says: on a thousand files made at random,
on every file that comes with the program, and on files with faults.

What follows from two values together (a sum, an even number) is the reader's alone.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mobility_timer import files
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.library.reading.reader import parse

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

import generated  # type: ignore[import-not-found]  # noqa: E402

from tools.write_schemas import FOLDER, schema  # noqa: E402

KINDS = ("drill", "routine", "motion")
SHIPPED = {
    kind: json.loads((FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8")) for kind in KINDS
}
CHECKS = {kind: jsonschema.Draft7Validator(SHIPPED[kind]) for kind in KINDS}
BUNDLED = {
    "routine": sorted(files.routines().glob("*.yaml")),
    "drill": sorted((files.routines() / "drills").glob("*.yaml")),
    "motion": sorted((files.assets() / "motions").glob("*.yaml")),
}
FILES = [(kind, path) for kind, paths in BUNDLED.items() for path in paths]


class Core(yaml.SafeLoader):
    """Reads plain values as editors do: YAML 1.2 knows no times, dates, `on` and `off`."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own name for it


for tag, pattern, first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def faults_of(kind: Any, text: Any) -> Any:
    if kind == "motion":
        try:
            read_motion(text, "m.yaml")
        except FileFaults as faults:
            return [str(fault) for fault in faults.faults]
        return []
    return [str(fault) for fault in parse(text, "f.yaml", kind).faults]


def complaints(kind: Any, text: Any) -> Any:
    found = yaml.load(text, Core)
    return [error.message[:200] for error in CHECKS[kind].iter_errors(found)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shipped_is_what_the_models_give(kind: Any) -> None:
    again = "write them again: python -m tools.write_schemas"
    assert SHIPPED[kind] == json.loads(json.dumps(schema(kind))), again
    jsonschema.Draft7Validator.check_schema(SHIPPED[kind])
    assert SHIPPED[kind]["$schema"].startswith("http://json-schema.org/draft-07/")


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_every_file_that_comes_with_the_program_is_sound(kind: Any, path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults_of(kind, text) == []
    assert complaints(kind, text) == []


def test_schema_and_reader_agree_on_a_thousand_files() -> None:
    unlike = []
    counted = {True: 0, False: 0}
    for kind, keys, sound in generated.files(1_000, seed=10):
        text = yaml.safe_dump(keys, sort_keys=False, allow_unicode=True)
        faults, said = faults_of(kind, text), complaints(kind, text)
        counted[not faults] += 1
        if bool(faults) is not bool(said) or (sound and faults):
            unlike.append((text, faults, said))
    assert unlike == []
    assert min(counted.values()) > 400


@pytest.mark.parametrize(
    "change",
    [
        ("side: left", "side: middle"),
        ("span: ", "spam: "),
        ("azimuth: ", "azimuth: a"),
        ("id: ", "idd: "),
        ("kind: wall", "kind: door"),
    ],
)
def test_a_motion_with_a_fault_is_told_by_both(change: Any) -> None:
    before, after = change
    texts = (path.read_text(encoding="utf-8") for path in BUNDLED["motion"])
    text = next(text for text in texts if before in text).replace(before, after, 1)
    assert faults_of("motion", text)
    assert complaints("motion", text)


def test_what_a_key_is_for_is_told() -> None:
    said = SHIPPED["routine"]["properties"]
    assert all("description" in said[key] for key in ("name", "drills", "for", "pain"))
