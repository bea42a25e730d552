"""ICU's data, made small: what is kept is found again, at the places that its table names."""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Iterator
from typing import Any

import pytest

from tests.described_machine import CHECKOUT

HEADER = struct.pack("<HBB4xxxxx", 16, 0xDA, 0x27) + b"CmnD"
ITEMS = {"icudt1l/de.res": b"German", "icudt1l/root.res": b"root", "icudt1l/uprops.icu": b"kinds"}


@pytest.fixture(scope="module")
def icu_data() -> Any:
    path = CHECKOUT / "packaging/icu_data.py"
    spec = importlib.util.spec_from_file_location("icu_data", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package() -> bytes:
    """A package of ICU's with ITEMS."""
    names = b"".join(name.encode() + b"\0" for name in ITEMS)
    name_at = 4 + 8 * len(ITEMS)
    data_at = name_at + len(names)
    table = struct.pack("<I", len(ITEMS))
    for name, data in ITEMS.items():
        table += struct.pack("<II", name_at, data_at)
        name_at, data_at = name_at + len(name) + 1, data_at + len(data)
    return HEADER + table + names + b"".join(ITEMS.values())


def read(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and first bytes of each item, by its table alone."""
    (count,) = struct.unpack_from("<I", content)
    for number in range(count):
        name_at, data_at = struct.unpack_from("<II", content, 4 + 8 * number)
        assert data_at % 16 == 0
        yield content[name_at : content.index(b"\0", name_at)].decode(), content[data_at:]


def test_what_is_kept_is_found_and_the_rest_is_gone(icu_data: Any) -> None:
    made = icu_data.thinned(package(), lambda name: bool(icu_data.REACHED.search(name)))
    assert made.startswith(HEADER)
    found = dict(read(made[len(HEADER) :]))
    assert list(found) == ["icudt1l/root.res", "icudt1l/uprops.icu"]
    assert found["icudt1l/root.res"].startswith(b"root")
    assert found["icudt1l/uprops.icu"] == b"kinds"
    assert b"German" not in made


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("icudt73l/coll/root.res", True),
        ("icudt73l/coll/zh.res", False),
        ("icudt73l/nfkc.nrm", True),
        ("icudt73l/zone/en.res", False),
        ("icudt73l/ibm-1006_P100-1995.cnv", False),
        ("icudt73l/zoneinfo64.res", True),
    ],
)
def test_languages_go_and_what_is_looked_up_first_stays(
    icu_data: Any, name: str, kept: bool
) -> None:
    assert bool(icu_data.REACHED.search(name)) is kept
