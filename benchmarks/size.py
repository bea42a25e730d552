"""What the program takes on disk and to download: `python -m benchmarks.size`.

Prints what it is installed with, largest first, as the files are now: Qt is smaller where `dev.py`
has trimmed it. Beside it stands what a bare PySide6 window needs. To download is what
`dev.py bundle` has packed in `dist`, where it has. Goals with the neural voice: 400 MB on disk,
160 MB to download.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from tomllib import loads

ROOT = Path(__file__).resolve().parent.parent
OWN = ("mobility_timer", "assets", "routines")
BARE = ("PySide6_Essentials",)
SHOWN = 12
WITHOUT = {"dev", "test", "packaging", "docs"}
"""Optional parts that a runner does not have."""


def installed(names: Iterable[str]) -> dict[str, Distribution]:
    """What is installed under these names, with all that it asks for."""
    found: dict[str, Distribution] = {}
    todo = list(names)
    while todo:
        name = re.split(r"[\s<>=!~;\[(]", todo.pop(), maxsplit=1)[0].lower().replace("_", "-")
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # for another system
        todo += [each for each in found[name].requires or [] if "extra ==" not in each]
    return found


def bytes_of(there: Distribution) -> int:
    paths = (Path(str(each.locate())) for each in there.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file())


def files_below(folder: Path) -> Iterator[Path]:
    kept = (path for path in folder.rglob("*") if path.is_file())
    return (path for path in kept if "__pycache__" not in path.parts)


def row(name: str, size_bytes: int) -> None:
    print(f"{name:32} {size_bytes / 1e6:7.1f} MB")


def main() -> None:
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = [*project["dependencies"]]
    wanted += [line for part, lines in optional.items() if part not in WITHOUT for line in lines]
    sizes = {name: bytes_of(there) for name, there in installed(wanted).items()}
    sizes["the program itself"] = sum(
        path.stat().st_size for folder in OWN for path in files_below(ROOT / folder)
    )
    for name in sorted(sizes, key=lambda name: -sizes[name])[:SHOWN]:
        row(name, sizes[name])
    row("all", sum(sizes.values()))
    row("a bare window", sum(map(bytes_of, installed(BARE).values())))
    for packed in sorted((ROOT / "dist").glob("*")):
        if packed.is_file():
            row(f"to download: {packed.name}", packed.stat().st_size)


if __name__ == "__main__":
    main()
