"""A motion's YAML text to a `Motion`, or everything that is wrong with it, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar, get_args

from mobility_timer.figure import (
    BONES,
    GROUPS,
    JOINTS,
    SIDES,
    Ball,
    Band,
    Camera,
    Chair,
    CloseUp,
    Contact,
    Cushion,
    Ease,
    Expectation,
    ExpectationKind,
    Growth,
    Mat,
    Motion,
    MotionVariant,
    Prop,
    Roller,
    Span,
    Stance,
    Step,
    Track,
    Wall,
)
from mobility_timer.library.faults import FileFaults, quoted
from mobility_timer.library.motion.keys import OPTIONAL, REQUIRED
from mobility_timer.library.tree.document import Node, read_document
from mobility_timer.library.tree.mapping import MappingReader
from mobility_timer.routine import Side
from mobility_timer.words import motion_faults as words

T = TypeVar("T")

PARTS: Final = (
    "pelvis",
    "chest",
    "head",
    *(f"{part}_{s}" for part in ("foot", "heel", "knee", "palm", "leg", "arm") for s in SIDES),
)
HELD_BY_HAND: Final = (
    "floor", "wall", "chair", "step", "roller", "ball", "hip_left", "hip_right", *BONES,
)  # fmt: skip


def surfaces(part: str) -> tuple[str, ...]:
    """What a part may touch."""
    if part.startswith("palm"):
        return HELD_BY_HAND
    if part.startswith("foot"):
        return ("floor", "step")
    return ("floor", "cushion") if part == "head" else ("floor",)


_SIDED_MUSCLES: Final = (
    "calf",
    "achilles",
    "shin",
    "ankle",
    "sole",
    "hip",
    "hip_flexor",
    "quad",
    "glute",
    "hamstring",
    "adductor",
)
MUSCLES: Final = (
    "upper_back",
    "lower_back",
    "chest",
    *(f"{muscle}_{side}" for muscle in _SIDED_MUSCLES for side in SIDES),
)


def read_motion(text: str, file: str) -> Motion:
    """The motion in a YAML text; `file` names it in faults. Raises `FileFaults`."""
    tree, faults = read_document(text, file)
    reader = _Reader(file, faults)
    motion = reader.motion(tree) if tree is not None else None
    if reader.faults or motion is None:
        raise FileFaults(reader.faults)
    return motion


class _Reader(MappingReader):
    def motion(self, tree: Node) -> Motion | None:
        root = self.keys(
            tree,
            required=REQUIRED,
            optional=OPTIONAL,
        )
        camera = self._camera(root.get("camera"))
        base = self._channels(root["base"]) if "base" in root else {}
        keys = self._tracks(root.get("keys"))
        phases = self._phases(root.get("phases"))
        side = self.choice(root.get("side"), ("left", "right", "none"), "none")
        variants = self.each(root, "variants", self._variant)
        motion = Motion(
            id=self.text(root.get("id")),
            side=None if side == "none" else Side(side),
            camera=camera,
            keys=keys,
            base=base,
            phases=phases,
            stance=self.choice(root.get("stance"), get_args(Stance), "stand"),
            ease=self.choice(root.get("ease"), get_args(Ease), "sine"),
            hold=self.flag(root.get("hold")),
            alternate=self.flag(root.get("alternate")),
            straight=self.optional(root, "straight", ("leg_left", "leg_right", "legs")),
            contacts=tuple(self._contact(node) for node in self.entries(root.get("contacts"))),
            props=tuple(p for node in self.entries(root.get("props")) if (p := self._prop(node))),
            glow=tuple(self.choice(n, MUSCLES, "") for n in self.entries(root.get("glow"))),
            trace=self.optional(root, "trace", tuple(JOINTS)),
            shows=self.optional(root, "shows", tuple(JOINTS)),
            close_up=self._close_up(root.get("close_up")),
            shoes="shoes" not in root or self.flag(root["shoes"]),
            variants=variants,
            grows=self._growth(root.get("grows")),
            seconds=self.number(root["seconds"]) if "seconds" in root else 3.0,
            travels=self.number(root["travels"], 0.0, 5.0) if "travels" in root else 0.0,
            expect=tuple(self._expectation(node) for node in self.entries(root.get("expect"))),
        )
        self._walls(root, motion)
        return motion

    def _walls(self, root: Mapping[str, Node], motion: Motion) -> None:
        if motion.wall is None and any(contact.on == "wall" for contact in motion.contacts):
            self.say(root["contacts"], words.HAND_ON_WALL, words.WALL_AMONG_PROPS)

    def _camera(self, node: Node | None) -> Camera:
        keys = self.keys(node, required=("azimuth", "elevation", "target", "span"))
        return Camera(
            self.number(keys.get("azimuth"), -360.0, 360.0),
            self.number(keys.get("elevation"), -10.0, 90.0),
            self.triple(keys.get("target")),
            self.number(keys.get("span"), 0.2, 10.0),
        )

    def _close_up(self, node: Node | None) -> CloseUp | None:
        if node is None:
            return None
        keys = self.keys(node, required=("joint", "azimuth", "elevation", "span"))
        return CloseUp(
            self.optional(keys, "joint", tuple(JOINTS)) or "",
            self.number(keys.get("azimuth"), -360.0, 360.0),
            self.number(keys.get("elevation"), -10.0, 90.0),
            self.number(keys.get("span"), 0.2, 2.0),
        )

    def _channels(self, node: Node | None, skip: str = "") -> dict[str, float]:
        found: dict[str, float] = {}
        for group, values in self.mapping(node).items():
            if group == skip:
                continue
            if group not in GROUPS:
                self.unknown(values, group, tuple(GROUPS), words.CHANNEL_GROUP)
                continue
            for name, value in self.mapping(values).items():
                if name not in GROUPS[group]:
                    self.unknown(value, name, GROUPS[group], words.channel_of(group))
                else:
                    found[f"{group}.{name}"] = self.number(value, -400.0, 400.0)
        return found

    def _tracks(self, node: Node | None) -> dict[str, Track]:
        rows: dict[str, dict[float, float]] = {}
        for key in self.entries(node):
            at = self.mapping(key).get("at")
            if at is None:
                self.say(key, words.KEY_WITHOUT_PHASE, words.A_PHASE)
                continue
            phase = self.number(at, 0.0, 1.0)
            for name, value in self._channels(key, skip="at").items():
                if phase in rows.setdefault(name, {}):
                    self.say(key, words.two_keys(quoted(name), phase), words.ONE_OF_THEM)
                rows[name][phase] = value
        return {
            name: Track(tuple(sorted(row)), tuple(row[at] for at in sorted(row)))
            for name, row in rows.items()
        }

    def _phases(self, node: Node | None) -> dict[str, Span]:
        return {name: self.span(value) for name, value in self.mapping(node).items()}

    def _variant(self, node: Node) -> MotionVariant:
        keys = self.keys(node, optional=("base", "keys", "reverse", "phases"))
        return MotionVariant(
            self._channels(keys["base"]) if "base" in keys else {},
            self._tracks(keys.get("keys")),
            self.flag(keys.get("reverse")),
            self._phases(keys["phases"]) if "phases" in keys else {},
        )

    def _contact(self, node: Node) -> Contact:
        keys = self.keys(
            node,
            required=("part", "on"),
            optional=("during", "at", "fingers", "palm", "pole", "shape"),
        )
        spans: tuple[Span, ...] = ((0.0, 1.0),)
        if "during" in keys:
            spans = tuple(self.span(span) for span in self.entries(keys["during"]))
            if not spans:
                self.say(keys["during"], words.NEVER_TOUCHES, words.RANGES)
        part = self.choice(keys.get("part"), PARTS, "pelvis")
        return Contact(
            part,
            self.choice(keys.get("on"), surfaces(part), "floor"),
            spans or ((0.0, 1.0),),
            self.triple(keys["at"]) if "at" in keys else None,
            self.triple(keys["fingers"]) if "fingers" in keys else None,
            self.triple(keys["palm"]) if "palm" in keys else None,
            self.choice(keys.get("pole"), ("chest", "world"), "chest"),
            self.optional(keys, "shape", ("flat", "relaxed", "grip")),
        )

    def _prop(self, node: Node) -> Prop | None:
        kind_node = self.mapping(node).get("kind")
        kind = self.choice(kind_node, tuple(PROPS), "")
        if kind not in PROPS:
            return None
        rolls = ("under",) if kind in ("roller", "ball") else ()
        keys = self.keys(node, required=("kind", *PROPS[kind]), optional=rolls)
        under = self.optional(keys, "under", tuple(JOINTS))
        match kind:
            case "wall":
                axis = self.choice(keys.get("axis"), ("x", "y"), "x")
                return Wall(
                    "x" if axis == "x" else "y",
                    self.number(keys.get("at")),
                    self.number(keys.get("start")),
                    self.number(keys.get("end")),
                    self.number(keys.get("height"), 0.0, 4.0),
                )
            case "mat":
                return Mat(self.span(keys.get("x"), -9, 9), self.span(keys.get("y"), -9, 9))
            case "chair":
                return Chair(self.pair(keys.get("at")), self.number(keys.get("yaw")))
            case "step" | "cushion":
                x, y = self.span(keys.get("x"), -9, 9), self.span(keys.get("y"), -9, 9)
                height = self.number(keys.get("height"), 0.0, 4.0)
                return Step(x, y, height) if kind == "step" else Cushion(x, y, height)
            case "roller":
                return Roller(
                    self.pair(keys.get("at")),
                    self.number(keys.get("yaw")),
                    self.number(keys.get("radius"), 0.0, 0.5),
                    self.number(keys.get("length"), 0.0, 2.0),
                    under,
                )
            case "ball":
                radius = self.number(keys.get("radius"), 0.0, 0.5)
                return Ball(self.pair(keys.get("at")), radius, under)
        anchor = keys.get("anchor")
        return Band(
            self.choice(anchor, tuple(JOINTS), "ankle_left")
            if anchor is not None and isinstance(anchor.value, str)
            else self.triple(anchor),
            self.choice(keys.get("joint"), tuple(JOINTS), "ankle_right"),
        )

    def _growth(self, node: Node | None) -> Growth | None:
        if node is None:
            return None
        keys = self.keys(node, required=("start", "neutral"), optional=("from",))
        return Growth(
            self.number(keys.get("start"), 0.1, 1.0),
            self.number(keys.get("neutral"), 0.0, 1.0),
            self._channels(keys.get("from")) if "from" in keys else {},
        )

    def _expectation(self, node: Node) -> Expectation:
        keys = self.keys(node, required=("what",), optional=("part", "at"))
        return Expectation(
            self.choice(keys.get("what"), get_args(ExpectationKind), "sole flat"),
            self.text(keys["part"]) if "part" in keys else None,
            tuple(self.number(n) for n in self.entries(keys["at"])) if "at" in keys else (),
        )


PROPS: Final[Mapping[str, tuple[str, ...]]] = {
    "wall": ("axis", "at", "start", "end", "height"),
    "mat": ("x", "y"),
    "chair": ("at", "yaw"),
    "step": ("x", "y", "height"),
    "cushion": ("x", "y", "height"),
    "roller": ("at", "yaw", "radius", "length"),
    "ball": ("at", "radius"),
    "band": ("anchor", "joint"),
}
