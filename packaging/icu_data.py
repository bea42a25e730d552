"""Makes the data of ICU small, which Qt brings for hundreds of languages: 32 MB.

A package of ICU's is a header, the number of its items, for each the offsets of its name and of its
data, in the order of the names; then the names, then the data.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

MAGIC, MAGIC_AT = b"CmnD", 12
HEADER_SIZE, COUNT, ITEM = "<H", "<I", "<II"
ALIGNED_TO = 16
# The order of characters for any language, and what ICU looks up before it falls back to that.
REACHED = re.compile(
    r"^[^/]+/(coll/(root\.res|ucadata\.icu|res_index\.res)|[a-z0-9]+\.(icu|nrm)"
    r"|(root|en|pool|res_index|keyTypeData|likelySubtags|metaZones|numberingSystems"
    r"|supplementalData|timezoneTypes|zoneinfo64)\.res)$"
)


def keep_reached(library: Path) -> None:
    """Make the shared library that holds the data anew, with what the program reaches."""
    held = library.read_bytes()
    start = held.index(MAGIC) - MAGIC_AT
    data = thinned(held[start:], lambda name: bool(REACHED.search(name)))
    version = library.name.rpartition(".")[2]
    symbol = f"icudt{version}_dat"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").write_bytes(data)
        aligned = f".data={ALIGNED_TO}"
        renamed = f"_binary_data_start={symbol}"
        for command in (
            ["ld", "-r", "-b", "binary", "-o", "data.o", "data"],
            ["objcopy", "--set-section-alignment", aligned, "--redefine-sym", renamed, "data.o"],
            ["ld", "-shared", f"--soname={library.name}", "-s", "-o", str(library), "data.o"],
        ):
            subprocess.run(command, cwd=folder, check=True)


def thinned(package: bytes, is_kept: Callable[[str], bool]) -> bytes:
    """The package with the items whose names are kept; what follows its last item may be more."""
    (header_size,) = struct.unpack_from(HEADER_SIZE, package)
    kept = [(name, data) for name, data in _items(package[header_size:]) if is_kept(name)]
    names = b"".join(name.encode() + b"\0" for name, _ in kept)
    name_at = struct.calcsize(COUNT) + len(kept) * struct.calcsize(ITEM)
    data_at = name_at + len(names)
    table, body = [struct.pack(COUNT, len(kept))], b""
    for name, data in kept:
        body += b"\0" * (-(data_at + len(body)) % ALIGNED_TO)
        table.append(struct.pack(ITEM, name_at, data_at + len(body)))
        body += data
        name_at += len(name) + 1
    return b"".join([package[:header_size], *table, names, body])


def _items(content: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(COUNT, content)
    first = struct.calcsize(COUNT)
    table = content[first : first + count * struct.calcsize(ITEM)]
    places = list(struct.iter_unpack(ITEM, table))
    ends = [*(data_at for _, data_at in places[1:]), len(content)]
    for (name_at, data_at), end in zip(places, ends, strict=True):
        name = content[name_at : content.index(b"\0", name_at)].decode()
        yield name, content[data_at:end]
