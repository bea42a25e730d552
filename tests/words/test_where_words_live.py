"""What is shown, said or answered is written in the words room, not where it is made."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "mobility_timer"
FILES = ("tree/mapping", "faults", "folders", "drill_files", "library")
COMMANDS = ("__main__", "app/stills", "app/checking", "app/user_data", "routine/self_check")
ROOMS = ("ui", "sound", "timeline", "playback")
MODULES = (
    *(path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))),
    *(PACKAGE / f"{it}.py" for it in COMMANDS),
    *(PACKAGE / "library" / f"{it}.py" for it in (*FILES, "settings_file", "tree/editing")),
)
STYLE_SHEET = ";"
NAMES = {"Inter Display", "no device", "next set"}  # a font, a state, a kind of segment
NOT_SHOWN = {
    "log",
    "logger",
    "re",
    "Key",
    "send",
    "end_now",
    "ChildProcess",
    "Supervisor",
    "threading",
}  # what is passed to these: log lines, patterns, names of keys, of processes and of threads


def shown(source: str) -> Iterator[str]:
    """The texts of a module with a letter and a space: no docstring, style sheet or log line."""
    tree = ast.parse(source)
    skipped = {id(part) for node in ast.walk(tree) for part in _not_shown(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if id(node) in skipped or not text or STYLE_SHEET in text or text in NAMES:
            continue
        if " " in text.strip() and any(letter.isalpha() for letter in text):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "" for part in node.values)
        return "".join(str(part) for part in parts)
    return ""


def _not_shown(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant()):
            yield node.value
        case ast.JoinedStr():
            yield from node.values
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name in NOT_SHOWN:
            yield from ast.walk(node)
        case ast.Call(func=ast.Name(id=name)) if name in NOT_SHOWN:
            yield from ast.walk(node)
        case ast.arg(annotation=ast.AST()) | ast.AnnAssign():
            yield from ast.walk(node.annotation)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_that_shows_something_has_words_of_its_own(path: Path) -> None:
    assert list(shown(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Press Enter")',
        'label.setText(f"{count} drills left")',
        'button = PillButton("Read again", weight=1)',
        'TITLE = "All routines"',
    ],
)
def test_words_are_noticed(line: str) -> None:
    assert list(shown(line))


@pytest.mark.parametrize(
    "line",
    [
        '"""What it is."""',
        'log.info("end page: %s", name)',
        'style = "QMenu { color: red; }"',
        'text = ", ".join(parts)',
        'icon = "full-screen"',
    ],
)
def test_what_is_not_shown_is_left_alone(line: str) -> None:
    assert list(shown(line)) == []
