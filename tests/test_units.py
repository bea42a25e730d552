"""A number at the top of a module names its unit, or what it counts.

Not asked of the figure and its drawing, where every length is in metres and every angle in degrees.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "mobility_timer"
IN_METRES = {"figure", "drawing"}
UNITS = {
    *("MS", "S", "MINUTES", "PX", "BYTES", "HZ", "DB", "LUFS", "DBFS", "PERCENT", "SHARE"),
    *(
        "DAYS",
        "WEEKS",
        "TIMES",
        "ROWS",
        "OPACITY",
        "SPEED",
        "URGENCY",
        "INCH",
        "CHARACTERS",
        "LEVELS",
        "STEPS",
        "MINUTE",
    ),
}
COUNTED = {
    *("ATTEMPTS", "FAILURES", "KEPT", "COLUMNS", "STILLS", "PICTURES", "FAULTS", "ERRORS"),
    *("TRIALS", "CYCLES", "SHARES", "DOTS", "LINES", "POINTS", "SESSIONS", "TENTHS"),
    *(
        "LOOKS",
        "ENTRIES",
        "ROUTINES",
        "OBJECTS",
        "LIBRARIES",
        "KEYS",
        "REPS",
        "ROUNDS",
        "SETS",
        "BREATHS",
        "LOSSES",
        "PIXELS",
        "WORDS",
        "WAYS",
    ),
}
OTHERS = {"OK", "FAILED", "BAD_INPUT", "KEEPS_FAILING_AFTER", "RATE", "SEED"}


def unnamed(source: str) -> Iterator[str]:
    """The constants that are a number, or numbers, and name no unit."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, value = node.target.id, node.value or ast.Constant(None)
        else:
            continue
        words = set(name.strip("_").split("_"))
        if _is_number(value) and name not in OTHERS and not words & (UNITS | COUNTED):
            yield name


def _is_number(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=bool()):
            return False
        case ast.Constant(value=int() | float()):
            return True
        case ast.UnaryOp(operand=operand):
            return _is_number(operand)
        case ast.BinOp(left=left, right=right):
            return _is_number(left) and _is_number(right)
        case ast.Tuple(elts=elements):
            return bool(elements) and all(map(_is_number, elements))
    return False


MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(PACKAGE).parts[0] not in IN_METRES
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_number_names_its_unit(path: Path) -> None:
    assert list(unnamed(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line", ["SLEPT = 2_000", "AHEAD: Final = 2.0", "_LIMIT = 64 * 1024", "SIZE = (1024, 640)"]
)
def test_a_number_without_a_unit_is_noticed(line: str) -> None:
    assert list(unnamed(line))


@pytest.mark.parametrize(
    "line", ["SLEPT_MS = 2_000", "_LIMIT_BYTES = 64 * 1024", 'NAME = "x"', "DEBUG = True"]
)
def test_a_unit_is_enough(line: str) -> None:
    assert list(unnamed(line)) == []
