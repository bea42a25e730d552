"""A drill or a routine from its YAML text, or everything that is wrong with the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mobility_timer.library.faults import MOST_FAULTS, Fault, nearest, now_called, quoted, renamed
from mobility_timer.library.reading.build import Parsed, drill_of, routine_of
from mobility_timer.library.reading.overrides import Keys, key_of_path
from mobility_timer.library.reading.salvage import path_of, said_of, salvaged_entries
from mobility_timer.routine import Drill, Origin, Routine
from mobility_timer.words import file_faults, one_of
from mobility_timer.words import value_faults as words

if TYPE_CHECKING:
    from mobility_timer.library.tree.document import Node

_MOST_ERRORS = 3 * MOST_FAULTS
_NO_ENTRIES: Keys = {"drills": []}


def read_drill(text: str, name: str, origin: Origin) -> Drill:
    """The drill in the text of the file called `name`. Raises FileFaults."""
    return drill_of(parse(text, name, "drill"), name, origin)


def read_routine(text: str, name: str, origin: Origin, drills: Mapping[str, Drill]) -> Routine:
    """The routine in the text of the file called `name`. Raises FileFaults."""
    return routine_of(parse(text, name, "routine"), name, origin, drills)


def parse(text: str, file: str, kind: str | None = None) -> Parsed:
    """What the text says, checked on its own; its keys tell the kind when none is given."""
    from mobility_timer.library.tree.decimal_commas import decimal_commas
    from mobility_timer.library.tree.document import read_document

    text, commas = decimal_commas(text, file)
    root, faults = read_document(text, file)
    faults = [*commas, *faults]
    if root is None or not isinstance(root.value, dict):
        if root is not None and root.value is not None:
            found = quoted(root.value) if isinstance(root.value, str) else file_faults.A_LIST
            faults.append(
                Fault(
                    file,
                    root.line,
                    root.column,
                    words.THE_FILE,
                    file_faults.KEYS_WITH_VALUES,
                    found,
                )
            )
        return Parsed(kind or "drill", _NO_ENTRIES, {}, tuple(faults))

    from mobility_timer.library.schema.kinds import is_motion, kind_of

    kind = "motion" if is_motion(root.value) else kind or kind_of(list(root.value))
    if kind == "motion":
        return Parsed("motion", _NO_ENTRIES, {}, tuple(faults))
    keys, more = _checked(root, file, kind)
    faults += more
    if faults:
        keys = {"drills": salvaged_entries(root)} if kind == "routine" else _NO_ENTRIES
    return Parsed(kind, keys, _places(root) if kind == "routine" else {}, tuple(faults))


def _checked(root: Node, file: str, kind: str) -> tuple[Keys, Iterable[Fault]]:
    from pydantic import ValidationError

    from mobility_timer.library.schema.kinds import MODELS

    try:
        return MODELS[kind].model_validate(root.plain()).model_dump(), ()
    except ValidationError as error:
        errors = _without_echoes(error.errors(include_url=False)[:_MOST_ERRORS], kind)
        return {}, [fault for one in errors if (fault := _fault(one, root, file, kind))]


def _without_echoes(errors: list[Any], kind: str) -> list[Any]:
    """Without the keys that are missing only because they are misspelt, and without what is said
    of a value only because one beside it has a fault."""
    from mobility_timer.library.schema.kinds import keys_at

    at_fault = {path[:end] for path in map(path_of, errors) for end in range(len(path) + 1)}
    errors = [
        error
        for error in errors
        if not any(
            (*error["loc"][:-1], key) in at_fault for key in said_of(error).get("unless", ())
        )
    ]
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    meant = {(*path[:-1], _meant(str(path[-1]), keys_at(kind, path[:-1]))) for path in unknown}
    return [error for error in errors if error["type"] != "missing" or error["loc"] not in meant]


def _meant(key: str, known: list[str]) -> str:
    return renamed(key, known) or words.line_meant(key, "", known)[0] or nearest(key, known)


def _places(root: Node) -> dict[str, tuple[int, int]]:
    drills = root.child("drills")
    nodes = dict(drills.walk("drills")) if drills else {}
    places = {path: (node.line, node.column) for path, node in nodes.items()}
    keys = {
        key_of_path(path): (node.key_line, node.key_column)
        for path, node in nodes.items()
        if node.key_line
    }
    return places | keys


def _fault(error: Any, root: Node, file: str, kind: str) -> Fault | None:
    """What pydantic says, in plain words and at its place; None for what was refused before."""
    said, path = said_of(error), path_of(error)
    node, names = _follow(root, path)
    if path and path[-1] == "[key]":
        node = replace(node, line=node.key_line, column=node.key_column, value=names.pop())
    if node.value is None:
        return None
    place = (node.line, node.column)
    what = said.get("what") or ", ".join(names) or words.THE_FILE
    found = said.get("found")
    found = _found(node) if found is None else found
    match error["type"]:
        case "wrong":
            return Fault(file, *place, what, said["expected"], found, said["try_"])
        case "missing":
            key = str(path[-1])
            where = names if isinstance(node.value, dict) else ()
            missing = words.missing_in(quoted(key), where)
            line = words.KEYS_SHOWN.get(key) or words.any_value(key)
            return Fault(file, *place, missing, try_=line)
        case "extra_forbidden":
            return _unknown(file, node, path, kind)
        case "too_short" | "too_long":
            return Fault(file, *place, what, *_count(error))
        case "list_type":
            try_ = f"[{node.value}]" if isinstance(node.value, str) else "[…, …]"
            return Fault(file, *place, what, file_faults.A_LIST, found, try_)
        case _:
            example = words.KEYS_SHOWN.get(str(names[-1]) if names else "", "")
            return Fault(file, *place, what, file_faults.KEYS_WITH_VALUES, found, example)


def _unknown(file: str, node: Node, path: tuple[str | int, ...], kind: str) -> Fault:
    from mobility_timer.library.schema.kinds import keys_at

    key = str(path[-1])
    place = (node.key_line, node.key_column)
    if "(reps)" in path and key == "hold":
        return Fault(file, *place, words.BOTH_DOSES, words.ONE_OF_TWO)
    known = keys_at(kind, path[:-1])
    if now := renamed(key, known):
        return now_called(file, *place, key, now)
    if line := words.line_meant(key, _shown(node), known)[1]:
        return Fault(file, *place, words.unknown_key(quoted(key), ""), try_=line)
    near = nearest(key, known)
    what = words.unknown_key(quoted(key), quoted(near) if near else "")
    return Fault(file, *place, what, "" if near else one_of(known))


def _count(error: Any) -> tuple[str, str]:
    ctx = error["ctx"]
    low, high = ctx.get("min_length"), ctx.get("max_length")
    return words.entries(low, high), str(ctx["actual_length"])


def _follow(root: Node, path: Iterable[str | int]) -> tuple[Node, list[str]]:
    """The deepest node on the path, and the path in words."""
    node, names = root, []
    for step in path:
        if isinstance(step, str) and step.startswith("("):
            continue
        child = node.child(step)
        if child is None:
            break
        node = child
        names.append(str(step) if isinstance(step, str) else words.entry(step + 1))
    return node, names


def _shown(node: Node) -> str:
    found = node.value if isinstance(node.value, str) else _found(node)
    return found if isinstance(node.value, str) or found.startswith("[") else "…"


def _found(node: Node) -> str:
    if isinstance(node.value, str):
        return quoted(node.value) if node.value else words.NOTHING
    if isinstance(node.value, list):
        texts = [item.value for item in node.value if isinstance(item.value, str)]
        return (
            f"[{', '.join(texts)}]" if 0 < len(texts) == len(node.value) < 4 else file_faults.A_LIST
        )
    return file_faults.KEYS_WITH_VALUES
