"""What is shown, said or answered is written in the words room, not where it is made.

A text with a letter and a space is words, wherever it stands, unless its place or its form says
that it is something else: a name, a pattern, SQL, a line of YAML, a style sheet, a log line.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "mobility_timer"
WORDS = PACKAGE / "words"
EXCEPTIONS = {"system_libraries.py"}  # dev.py runs it from its file, before anything is installed
MODULES = tuple(
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if WORDS not in path.parents and path.name not in EXCEPTIONS
)
NAMES = {
    "Inter Display",  # a font
    "mobility-timer sessions 1",  # a format of files
    "left out",  # a state in the database
    "no device",  # a state of the loudspeaker
    "next set",  # a kind of segment
    "knee flexion",  # a joint's angle
    "elbow flexion",
    "sole flat",  # what a motion's file expects
    "upper back",  # what a drill's file says it is for
    "whole body",
}
TAKES_NO_WORDS = {
    "log",
    "logger",
    "re",
    "rule",
    "word",
    "Key",
    "send",
    "end_now",
    "ChildProcess",
    "Supervisor",
    "Thread",
    "ThreadPoolExecutor",
    "threading",
    "ValueError",
    "TypeError",
    "FrozenInstanceError",
    "MemoryError",
}  # log lines, patterns, names of keys, processes and threads, a caller's own mistakes
SQL = "SELECT|INSERT|DELETE|UPDATE|CREATE|DROP|PRAGMA|BEGIN|SAVEPOINT|ROLLBACK|WITH"
OTHER_FORMS = (
    re.compile(r".*(\\[bdsSwW]|\(\?|\[\^).*", re.DOTALL),  # a pattern
    re.compile(rf"\s*({SQL}) .*", re.DOTALL),
    re.compile(r"\s*(- )?[a-z_]+: ?(\S*|[\[{].*[\]}])|[\[{].*[\]}]"),  # a line of YAML
    re.compile(r", [a-z]+: \[, \]|[a-z]+: , "),  # a part of one
    re.compile(r".*[\w-]+: [^;.]*;.*", re.DOTALL),  # a style sheet
    re.compile(r"(<\w[^>]*>|\s|\{\w+\}|</\w+>)+"),  # marks around a text in HTML
    re.compile(r".*%\(\w+\)s.*"),  # the form of a log line
)


def shown(source: str) -> Iterator[str]:
    """The texts of a module that are words; of a text with values in it, what stands around."""
    tree = ast.parse(source)
    skipped = {id(part) for node in ast.walk(tree) for part in _no_words(node)}
    for node in ast.walk(tree):
        text = _text(node)
        if id(node) in skipped or text in NAMES:
            continue
        of_words = " " in text.strip() and any(letter.isalpha() for letter in text)
        if of_words and not any(form.fullmatch(text) for form in OTHER_FORMS):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "" for part in node.values)
        return "".join(str(part) for part in parts)
    return ""


def _no_words(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, annotations, what is looked up or compared, values of an enum, and more."""
    match node:
        case ast.Expr(value=ast.Constant()):
            yield node.value
        case ast.JoinedStr():
            yield from node.values
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))) if name in TAKES_NO_WORDS:
            yield from ast.walk(node)
        case ast.Call(func=ast.Name(id=name)) if name in TAKES_NO_WORDS:
            yield from ast.walk(node)
        case ast.arg(annotation=ast.AST()) | ast.AnnAssign():
            yield from ast.walk(node.annotation)
        case ast.Dict():
            yield from (key for key in node.keys if key is not None)
        case ast.Subscript():
            yield from ast.walk(node.slice)
        case ast.Compare():
            yield from ast.walk(node)
        case ast.ClassDef(bases=[ast.Name(id="Enum" | "IntEnum")]):
            yield from (part for line in node.body for part in ast.walk(line))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_has_words_of_its_own(path: Path) -> None:
    assert list(shown(path.read_text(encoding="utf-8"))) == []


def test_every_exception_is_there_and_needed() -> None:
    needed = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [name for name in NAMES if f'"{name}"' not in needed] == []
    assert all(list(shown((PACKAGE / name).read_text(encoding="utf-8"))) for name in EXCEPTIONS)


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Press Enter")',
        'label.setText(f"{count} drills left")',
        'button = PillButton("Read again", weight=1)',
        'TITLE = "All routines"',
        'say(f"Something went wrong ({kind}). The program goes on; details are in {path}")',
        'expected = "hold, as the drill is a hold"',
        'try_ = "cue: Slow and smooth"',
        'raise OSError(errno.EINVAL, "not a file", path)',
        'text = {"a": "two words"}["a"]',
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
        'limits = {"hip flexion": 30}',
        'angle = found["hip flexion", side]',
        'try_ = f"tempo: {{{phases}}}"',
        'query = "SELECT day FROM sets"',
        'class Occasion(Enum):\n    BEFORE = "before a run"',
    ],
)
def test_what_is_not_shown_is_left_alone(line: str) -> None:
    assert list(shown(line)) == []
