"""A motion as JSON Schema, from the names and bounds that its reader takes."""

from __future__ import annotations

from typing import Any, TypeAlias, get_args

from mobility_timer.figure import GROUPS, JOINTS, Ease, ExpectationKind, Stance
from mobility_timer.library.motion import reader
from mobility_timer.library.motion.keys import OPTIONAL, REQUIRED

Schema: TypeAlias = dict[str, Any]


def motion_schema() -> Schema:
    """The schema of a motion's file."""
    spans = {"type": "array", "items": _SPAN}
    channels = _channels()
    names = {"type": "object", "additionalProperties": _SPAN}
    keys = {"type": "array", "items": _with(channels, at=_number(0, 1))}
    variant = _object(base=channels, keys=keys, reverse=_FLAG, phases=names)
    contact = _object(
        ("part", "on"),
        part=_choice(reader.PARTS),
        on=_choice({surface for part in reader.PARTS for surface in reader.surfaces(part)}),
        during=spans,
        at=_TRIPLE,
        fingers=_TRIPLE,
        palm=_TRIPLE,
        pole=_choice(("chest", "world")),
        shape=_choice(("flat", "relaxed", "grip")),
    )
    expectation = _object(
        ("what",),
        what=_choice(get_args(ExpectationKind)),
        part={"type": "string"},
        at={"type": "array", "items": _number()},
    )
    joint = _choice(JOINTS)
    values = {
        "id": _TEXT,
        "camera": _CAMERA,
        "close_up": _CLOSE_UP,
        "shoes": _FLAG,
        "keys": keys,
        "phases": names,
        "side": _choice(("left", "right", "none")),
        "stance": _choice(get_args(Stance)),
        "ease": _choice(get_args(Ease)),
        "hold": _FLAG,
        "alternate": _FLAG,
        "straight": _choice(("leg_left", "leg_right", "legs")),
        "contacts": {"type": "array", "items": contact},
        "props": {"type": "array", "items": {"anyOf": list(map(_prop, reader.PROPS))}},
        "glow": {"type": "array", "items": _choice(reader.MUSCLES)},
        "trace": joint,
        "shows": joint,
        "variants": {"type": "object", "additionalProperties": variant},
        "grows": _object(
            ("start", "neutral"),
            start=_number(0.1, 1),
            neutral=_number(0, 1),
            **{"from": channels},
        ),
        "seconds": _number(),
        "travels": _number(0, 5),
        "expect": {"type": "array", "items": expectation},
        "base": channels,
    }
    return _object(REQUIRED, **{key: values[key] for key in (*REQUIRED, *OPTIONAL)})


def _number(least: float = -1000, most: float = 1000) -> Schema:
    return {"type": "number", "minimum": least, "maximum": most}


def _choice(names: Any) -> Schema:
    return {"enum": sorted(names)}


def _object(required: tuple[str, ...] = (), **values: Schema) -> Schema:
    made: Schema = {"type": "object", "properties": values, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def _with(schema: Schema, **values: Schema) -> Schema:
    return {**schema, "properties": {**schema["properties"], **values}, "required": list(values)}


def _channels() -> Schema:
    value = _number(-400, 400)
    groups = {group: _object((), **dict.fromkeys(names, value)) for group, names in GROUPS.items()}
    return _object((), **groups)


def _list(count: int, item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": count, "maxItems": count}


_TEXT = {"type": ["string", "number", "boolean"]}
_FLAG = {"type": "boolean"}
_SPAN = _list(2, _number(0, 1))
_TRIPLE = _list(3, _number())
_FLOOR_SPAN = _list(2, _number(-9, 9))
_CAMERA = _object(
    ("azimuth", "elevation", "target", "span"),
    azimuth=_number(-360, 360),
    elevation=_number(-10, 90),
    target=_TRIPLE,
    span=_number(0.2, 10),
)
_CLOSE_UP = _object(
    ("joint", "azimuth", "elevation", "span"),
    joint=_choice(JOINTS),
    azimuth=_number(-360, 360),
    elevation=_number(-10, 90),
    span=_number(0.2, 2),
)


def _prop(kind: str) -> Schema:
    """A thing of one kind, with the keys that its reader takes."""
    joint = _choice(JOINTS)
    special: dict[tuple[str, str], Schema] = {
        ("wall", "axis"): _choice(("x", "y")),
        ("wall", "at"): _number(),
        ("wall", "height"): _number(0, 4),
        ("step", "height"): _number(0, 4),
        ("cushion", "height"): _number(0, 1),
        ("roller", "length"): _number(0, 2),
        ("band", "anchor"): {"anyOf": [joint, _TRIPLE]},
        ("band", "joint"): joint,
    }
    usual = {
        "at": _list(2, _number()),
        "x": _FLOOR_SPAN,
        "y": _FLOOR_SPAN,
        "radius": _number(0, 0.5),
    }
    keys = reader.PROPS[kind]
    values = {key: special.get((kind, key), usual.get(key, _number())) for key in keys}
    under = {"under": joint} if kind in ("roller", "ball") else {}
    return _object(("kind", *keys), kind={"enum": [kind]}, **values, **under)
