"""Write the JSON Schemas of routines, drills and motions from the models that read them.

Call it as `python -m tools.write_schemas` after a key has changed. The schemas are of draft 7,
which the YAML language server reads; what a key is for comes from the tables of docs/routines.md.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from mobility_timer.library.motion.as_json import motion_schema
from mobility_timer.library.schema import as_json
from mobility_timer.library.schema.kinds import MODELS
from mobility_timer.library.schema.values import LONGEST_NOTE_CHARACTERS
from mobility_timer.routine import QUICKEST_PHASE_MS, SLOWEST_PHASE_MS

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "assets" / "schemas"
DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_AMOUNTS: Final = ("reps", "hold", "steps", "distance")
_EACH_ONCE: Final = (
    "targets", "muscles", "needs", "setup", "cues", "coaching", "order", "for",
)  # fmt: skip
_ROW: Final = re.compile(r"^\| (?P<keys>`[a-z_`, ]+`) \| (?P<what>[^|]+) \|", re.MULTILINE)
Schema = dict[str, Any]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind in (*MODELS, "motion"):
        text = json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"
        (FOLDER / f"{kind}.schema.json").write_text(text, encoding="utf-8")


def schema(kind: str) -> Schema:
    """The schema of a file: a drill, a routine or a motion."""
    made = motion_schema() if kind == "motion" else _of_model(kind)
    return {"$schema": DRAFT, "title": f"Mobility Timer: a {kind}", **made}


def _of_model(kind: str) -> Schema:
    made: Schema = _as_draft_7(MODELS[kind].model_json_schema(by_alias=True))
    parts = {**made["definitions"], MODELS[kind].__name__: made}
    for name, part in parts.items():
        if name in _PATCHES:
            _PATCHES[name](part)
    said = _descriptions()
    for part in parts.values():
        for key, value in list(part.get("properties", {}).items()):
            if key == "notes":
                part["properties"][key] = value = _one_or_several(value)
            for one in _flat(value) if key in _EACH_ONCE else ():
                if one.get("type") == "array":
                    one["uniqueItems"] = True
            if key in said:
                value.setdefault("description", said[key])
    return made


def _as_draft_7(part: Any) -> Any:
    """With the names of draft 7, `anyOf` for what a function tells apart, and no titles."""
    if isinstance(part, list):
        return [_as_draft_7(one) for one in part]
    if not isinstance(part, dict):
        return part
    names = {"$defs": "definitions", "oneOf": "anyOf"}
    kept = {names.get(k, k): _as_draft_7(v) for k, v in part.items() if not _is_title(k, v)}
    if "$ref" in kept:
        reference = kept.pop("$ref").replace("#/$defs/", "#/definitions/")
        return {"allOf": [{"$ref": reference}], **kept} if kept else {"$ref": reference}
    return kept


def _is_title(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)


def _one_or_several(lines: Schema) -> Schema:
    """A list of lines, or a line alone."""
    return {"anyOf": [as_json.text(LONGEST_NOTE_CHARACTERS), *_options(lines)]}


def _drill(part: Schema) -> None:
    keys = part["properties"]
    keys["dose"] = {"anyOf": [*_options(keys["dose"]), as_json.typed_dose(), _whole(1, 100)]}
    keys["sets"] = _SETS
    (phases,) = map(_with_names_of_phases, _options(keys["tempo"]))
    seconds = _flat(phases["additionalProperties"])
    phases["additionalProperties"] = {"anyOf": [*seconds, *_flat(_SECONDS_OF_A_PHASE)]}
    keys["tempo"] = {"anyOf": [phases, as_json.typed_tempo()]}
    sided = {"properties": {"sides": {"enum": ["each", "alternate"]}}, "required": ["sides"]}
    no_sides = [{"required": [key]} for key in ("order", "side_means", "side_says", "switch")]
    timed = {
        "properties": {"dose": {"type": "object", "anyOf": [_REPS_WITHOUT_IN, _has("steps")]}},
        "required": ["dose"],
    }
    part["allOf"] = [
        {"if": sided, "then": _has("side_means"), "else": {"not": {"anyOf": no_sides}}},
        {"if": timed, "then": _has("tempo")},
        {"not": {"required": ["sets", "rounds"]}},
    ]


def _entry(part: Schema) -> None:
    keys = part["properties"]
    whole_dose = {"anyOf": [{"type": "object"}, as_json.typed_dose(), _whole(1, 100)]}
    keys["dose"] = whole_dose
    keys["distance"] = {"anyOf": [*_options(keys["distance"]), as_json.typed_dose("distance")]}
    keys["sets"] = _SETS
    keys["range"] = as_json.span_or_list({}, "")
    keys["tempo"] = _with_names_of_phases(keys["tempo"])
    pairs = [[a, b] for at, a in enumerate(_AMOUNTS) for b in _AMOUNTS[at + 1 :]]
    clashes = [*pairs, ["sets", "rounds"]]
    part["not"] = {"anyOf": [{"required": pair} for pair in clashes]}


def _way(part: Schema) -> None:
    metres = part["properties"]["distance"]
    part["properties"]["distance"] = {"anyOf": [*_flat(metres), as_json.typed_dose("distance")]}


def _with_names_of_phases(phases: Schema) -> Schema:
    """Every key is the name of a phase, where pydantic would let others pass."""
    ((_, value),) = phases.pop("patternProperties").items()
    return {**phases, "propertyNames": as_json.one_word(12), "additionalProperties": value}


def _block_or_routine(part: Schema) -> None:
    entries = part["properties"]["drills"]["items"]
    part["properties"]["drills"]["items"] = _entries_of(entries)


def _one_of(part: Schema) -> None:
    entries = part["properties"]["one_of"]["items"]
    part["properties"]["one_of"]["items"] = _entries_of(entries)


def _entries_of(entries: Schema) -> Schema:
    """An id alone will do as well; what takes anything takes nothing, for it is refused."""
    options = [one for one in _flat(entries) if one]
    return {"anyOf": [{"type": "string", "minLength": 1, "maxLength": 60}, *options]}


def _flat(entries: Schema) -> list[Schema]:
    if "anyOf" not in entries:
        return [entries]
    return [one for option in entries["anyOf"] for one in _flat(option)]


def _options(part: Schema) -> list[Schema]:
    return [one for one in _flat(part) if one != {"type": "null"}]


def _has(key: str) -> Schema:
    return {"required": [key]}


def _whole(low: int, high: int) -> Schema:
    return {"type": "integer", "minimum": low, "maximum": high}


_SECONDS_OF_A_PHASE: Final = as_json.time(QUICKEST_PHASE_MS / 1000, SLOWEST_PHASE_MS / 1000)
_REPS_WITHOUT_IN: Final = {"required": ["reps"], "not": {"required": ["in"]}}
_SETS: Final = {
    "anyOf": [
        as_json.whole(1, 10, "x|times|rounds?|sets?"),
        {"type": "array", "minItems": 1, "maxItems": 10},
    ]
}
_PATCHES: Final = {
    "DrillKeys": _drill,
    "EntryKeys": _entry,
    "BlockKeys": _block_or_routine,
    "RoutineKeys": _block_or_routine,
    "OneOfKeys": _one_of,
    "DistanceKeys": _way,
}


def _descriptions() -> dict[str, str]:
    """What the guide says of each key; the first table that has it counts."""
    guide = (ROOT / "docs" / "routines.md").read_text(encoding="utf-8")
    said: dict[str, str] = {}
    for row in _ROW.finditer(guide):
        for key in re.findall(r"`([a-z_]+)`", row["keys"]):
            said.setdefault(key, row["what"].strip().replace("`", ""))
    return said


if __name__ == "__main__":
    main()
