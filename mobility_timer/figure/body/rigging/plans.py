"""How all rings of a body lie on the bones, as tables: who draws has compiled code find them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.loft import Loft
from mobility_timer.figure.body.rigging.rig import (
    COLLARBONES,
    FRAME,
    ORIGINS_FIRST,
    PATHS,
    SAMPLES,
    Path,
)
from mobility_timer.figure.skeleton.blending import Floats
from mobility_timer.figure.skeleton.bones import INDEX, SIDES

Rows: TypeAlias = NDArray[Any]

RING: Final = np.dtype(
    [
        *(("base", np.int32), ("bend", np.int32), ("share", np.float32)),
        *(("twist", np.int32), ("twisted", np.float32), ("mix", np.float32)),
        *(("places", np.int32, 4), ("weights", np.float32, 4)),
        *(("x", np.float32), ("z", np.float32), ("hand", np.int32), ("home", np.int32)),
    ]
)
"""A ring's frame is that of a bone (`base`), or with `mix` between the sample -1 - `base` of the
spine and the next; turned by a `share` of a bend, then about its own z by `twisted` of a twist (-1
for none). Its middle is the sum of four shares of places, and of `x` and `z` along its own axes.
One of a hand is the `home`-th of those that the hand has in its own frame, else -1."""
_WHOLE, _SWING, _TWIST = range(3)
_SIDES: Final[Mapping[int, str]] = MappingProxyType({1: "left", -1: "right", 0: ""})


@dataclass(frozen=True, eq=False)
class Plans:
    """A row for each ring; each bend (n, 3): from which frame to which, and whether it is a whole
    turn (0), one of the z axis only (1), or one about it (2); and the frames of the collarbones
    (2, 3, 3) on the thorax, which come after those of the bones."""

    rings: Rows
    bends: NDArray[np.int32]
    collarbones: Floats


def plans_of(lofts: Iterable[Loft]) -> Plans:
    """Those of a body with these lofts, in their order."""
    bends: dict[tuple[int, int, int], int] = {}
    found: list[Rows] = []
    in_hand = dict.fromkeys(SIDES, 0)
    for loft in lofts:
        rows, side = np.zeros(len(loft.stations), RING), _SIDES[loft.side]
        rows["bend"] = rows["twist"] = rows["home"] = -1
        if loft.rig in PATHS:
            _along_path(rows, PATHS[loft.rig](loft.stations, side), bends)
        elif loft.rig == "head":
            _on_bone(rows, "head")
            rows["z"] = loft.stations
        else:
            _on_bone(rows, f"hand_{side}")
            rows["hand"] = SIDES.index(side)
            rows["home"] = in_hand[side] + np.arange(len(rows))
            in_hand[side] += len(rows)
        found.append(rows)
    return Plans(np.concatenate(found), np.array([*bends], np.int32), COLLARBONES)


def _bend(bends: dict[tuple[int, int, int], int], first: str, last: str, kind: int) -> int:
    return bends.setdefault((FRAME[first], FRAME[last], kind), len(bends))


def _along_path(rows: Rows, path: Path, bends: dict[tuple[int, int, int], int]) -> None:
    for row, shares in zip(rows, path.middles, strict=True):
        (there,) = np.nonzero(shares)
        row["places"][: len(there)], row["weights"][: len(there)] = there, shares[there]
    for turn in path.turns:
        kind = _SWING if turn.swings else _WHOLE
        rows["base"][turn.rows], rows["share"][turn.rows] = FRAME[turn.first], turn.shares
        rows["bend"][turn.rows] = _bend(bends, turn.first, turn.last, kind)
    if path.spine is not None:
        below = np.minimum((path.spine > 0.0).argmax(axis=1), SAMPLES - 2)
        rows["base"], rows["mix"] = -1 - below, path.spine[np.arange(len(below)), below + 1]
    if path.bent is not None:
        rows["bend"], rows["share"] = _bend(bends, "thorax", "neck", _WHOLE), path.bent
    if path.own is not None:
        rows["x"], rows["z"] = path.own[:, 0], path.own[:, 2]
    if path.spun is not None:
        forearm, hand = f"forearm_{path.side}", f"hand_{path.side}"
        rows["twist"], rows["twisted"] = _bend(bends, forearm, hand, _TWIST), path.spun


def _on_bone(rows: Rows, bone: str) -> None:
    rows["base"] = FRAME[bone]
    rows["places"][:, 0], rows["weights"][:, 0] = ORIGINS_FIRST + INDEX[bone], 1.0
