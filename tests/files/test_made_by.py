from __future__ import annotations

import os
from pathlib import Path

import pytest

from mobility_timer.files import made_by
from mobility_timer.files.made_by import code_version


def test_it_stays_until_the_program_or_its_modules_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    for room in ("figure", "routine"):
        (package / room).mkdir(parents=True)
        (package / room / "model.py").write_text("one\n")
    (package / "files").mkdir()
    monkeypatch.setattr(made_by, "__file__", str(package / "files" / "made_by.py"))
    seen = [code_version("figure"), code_version("figure", "routine")]
    assert seen == [code_version("figure"), code_version("figure", "routine")]
    (package / "routine" / "model.py").write_text("other\n")
    assert code_version("figure") == seen[0]
    seen.append(code_version("figure", "routine"))
    os.utime(package / "figure" / "model.py", (1, 1))
    seen.append(code_version("figure"))
    monkeypatch.setattr(made_by, "__version__", "another")
    seen.append(code_version("figure"))
    assert len(set(seen)) == len(seen)
