"""Write the manual page and the completions of the shells from the program's own parser.

Call it as `python -m tools.write_manual` after the words on the command line have changed. Needs
`pip install argparse-manpage shtab`.
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path
from typing import Any, Final

import shtab
from argparse_manpage.manpage import Manpage

from mobility_timer.__main__ import command_line
from mobility_timer.app.commands.options import output

FOLDER: Final = Path(__file__).resolve().parent.parent / "packaging" / "linux"
DATA: Final = {
    "project_name": "Mobility Timer",
    "manual_title": "User Commands",
    "manual_section": "1",
    "description": "lead a runner through mobility drills",
    "authors": ["The Mobility Timer maintainers"],
}
ROUTINES: Final = {
    "bash": "_mobility_timer_routines",
    "zsh": "_mobility_timer_routines",
    "fish": "(_mobility_timer_routines)",
}
PREAMBLE: Final = {
    "bash": """
_mobility_timer_routines() {
  compgen -W "$(mobility-timer list 2>/dev/null | cut -d' ' -f1)" -- "$1"
}
""",
    "fish": r"""
function _mobility_timer_routines
  mobility-timer list 2>/dev/null | string replace -r '^(\S+)\s+(.+)' '$1\t$2'
  __fish_complete_path (commandline -ct)
end
""",
    "zsh": """
_mobility_timer_routines() {
  local -a routines
  routines=(${(f)"$(mobility-timer list 2>/dev/null | sed -E 's/^([^ ]+) +/\\1:/')"})
  _describe routine routines
  _files
}
""",
}


def main() -> None:
    (FOLDER / "completions").mkdir(parents=True, exist_ok=True)
    (FOLDER / "mobility-timer.1").write_text(manual(), encoding="utf-8")
    for shell in ("bash", "zsh", "fish"):
        (FOLDER / "completions" / shell).write_text(completion(shell), encoding="utf-8")


def manual() -> str:
    """The manual page, without the day it was written on."""
    os.environ["COLUMNS"] = "1000"  # the page wraps the usage lines, not argparse
    text = str(Manpage(command_line(), _data=DATA))
    return re.sub(r'^(\.TH \S+ "1") "[^"]*"', r'\1 ""', text, flags=re.MULTILINE)


def completion(shell: str) -> str:
    parser = command_line()
    name_what_completes(parser)
    return str(shtab.complete(parser, shell, preamble=PREAMBLE)).rstrip() + "\n"


def name_what_completes(parser: argparse.ArgumentParser) -> None:
    """Tell shtab which words are routines and which are files."""
    for action in parser._actions:
        taken: Any = action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                name_what_completes(command)
        elif action.metavar == "ROUTINE":
            taken.complete = ROUTINES
        elif action.type in (Path, output):
            taken.complete = shtab.FILE


if __name__ == "__main__":
    main()
