"""Makes a Debian package of the bundle: `dev.py bundle` calls it where dpkg-deb is there."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NAME = "mobility-timer"
PROGRAM = Path("opt", NAME)
LEAST_LIBC = "2.34"
OF_DEBIAN = {"share/zsh/site-functions": "share/zsh/vendor-completions"}
"""Where Debian's programs look for what other systems have elsewhere."""
PACKS = ("-Zxz", "-z9", "-Sextreme")


def make(bundle: Path) -> Path | None:
    """The package of what lies in `bundle`, written beside it; None where dpkg-deb is missing."""
    if not shutil.which("dpkg-deb"):
        return None
    with tempfile.TemporaryDirectory(dir=bundle.parent) as folder:
        tree = Path(folder)
        tree.chmod(0o755)
        lay_out(bundle, tree)
        fields = control(size_kib(tree))
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN/control").write_text(fields, encoding="utf-8")
        version, machine = re.findall(r"^(?:Version|Architecture): (.+)$", fields, re.MULTILINE)
        package = bundle.parent / f"{NAME}_{version}_{machine}.deb"
        command = ["dpkg-deb", "--build", "--root-owner-group", *PACKS, str(tree), str(package)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


def lay_out(bundle: Path, tree: Path) -> None:
    """The program in /opt, its command in /usr/bin, and what the desktop looks for."""
    shutil.copytree(bundle, tree / PROGRAM, symlinks=True)
    command = tree / "usr/bin" / NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("/", PROGRAM, NAME))
    targets = project()["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    for source, target in targets.items():
        folder, _, name = target.rpartition("/")
        place = tree / "usr" / OF_DEBIAN.get(folder, folder) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / source, place)
        place.chmod(0o644)
    terms = tree / "usr/share/doc" / NAME / "copyright"
    terms.parent.mkdir(parents=True)
    terms.write_text("".join((ROOT / name).read_text("utf-8") for name in ("NOTICE", "LICENSE")))
    for path in tree.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)


def control(kib: int) -> str:
    """What the package says of itself."""
    told = project()["project"]
    libraries = loaded("system_libraries", ROOT / "mobility_timer/system_libraries.py")
    version = loaded("version", ROOT / "mobility_timer/__init__.py").__version__
    needs = [f"libc6 (>= {LEAST_LIBC})", *packages(libraries.X11)]
    fields = {
        "Package": NAME,
        "Version": version,
        "Architecture": machine(),
        "Maintainer": told["authors"][0]["name"],
        "Installed-Size": kib,
        "Depends": ", ".join(needs),
        "Recommends": ", ".join(packages(libraries.SOUND)),
        "Section": "utils",
        "Priority": "optional",
        "Homepage": told["urls"]["Homepage"],
        "Description": f"{told['description']}\n It leads you through drills before a run, after "
        "a run or on a rest day,\n with a moving figure, a count and a voice. No account, no "
        "network.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def packages(libraries: Iterable[Any]) -> list[str]:
    """The packages that hold them; before and after times had 64 bits."""
    names = dict.fromkeys(library.debian for library in libraries)
    return [f"{n} | {n.removesuffix('t64')}" if n.endswith("t64") else n for n in names]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def loaded(name: str, path: Path) -> Any:
    """A module by its path, for what is in the package may not be installed here."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def machine() -> str:
    asked = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()


def size_kib(tree: Path) -> int:
    held = (path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(os.stat(path).st_size for path in held) // 1024
