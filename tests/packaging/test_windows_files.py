"""What Windows is told of the program's file type: written out, and not tried on Windows here."""

from __future__ import annotations

import re
from pathlib import Path

from mobility_timer import files
from mobility_timer.__main__ import command_line

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SCRIPT = (PACKAGING / "windows/open-mobility-files.cmd").read_text(encoding="ascii")


def test_files_that_are_given_away_are_opened_by_a_command_that_there_is() -> None:
    (command,) = re.findall(r'"\\"%program%\\" (\w+) \\"%%1\\""', SCRIPT)
    assert command_line().parse_args([command, "x.mobility"])
    assert rf"%classes%\{files.PACKAGE_ENDING}" in SCRIPT
    assert r"HKCU\Software\Classes" in SCRIPT
    assert "HKLM" not in SCRIPT


def test_all_that_is_added_is_taken_back() -> None:
    added = {re.sub(r"(%type%).*", r"\1", key) for key in re.findall(r'reg add "([^"]+)"', SCRIPT)}
    assert added == set(re.findall(r'reg delete "([^"]+)"', SCRIPT))


def test_the_bundle_for_windows_has_it() -> None:
    spec = (PACKAGING / "mobility-timer.spec").read_text(encoding="utf-8")
    assert "packaging/windows/open-mobility-files.cmd" in spec
