"""The card in an upper corner of a picture, on which something is seen in another way."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.figure import Pose, body_of

_MARGIN = 0.03
_FOOTPRINTS = 0.25
"""The side of the footprints' card as a share of the picture's shorter side."""
ROUND = 0.12
"""The radius of its corners as a share of its side."""


def card_at(projection: Projection, share: float, pose: Pose) -> QRectF:
    """A square whose side is a `share` of the picture's shorter side, in the upper corner in which
    it hides less of the figure in `pose`."""
    size, margin = _side(projection, share), _margin(projection)
    seen = projection.project(body_of().vertices(pose))
    high = seen[seen[:, 1] < margin + size, 0]
    right = projection.width - margin - size
    on_left = np.count_nonzero(high < margin + size)
    to_left = on_left <= np.count_nonzero(high > right)
    return QRectF(margin if to_left else right, margin, size, size)


def footprints_at(projection: Projection, pose: Pose, close_up: QRectF | None) -> QRectF:
    """The card of the footprints: in an upper corner, or under that of the close-up."""
    if close_up is None:
        return card_at(projection, _FOOTPRINTS, pose)
    size = _side(projection, _FOOTPRINTS)
    on_right = close_up.left() > size
    outer = close_up.right() - size if on_right else close_up.left()
    return QRectF(outer, close_up.bottom() + _margin(projection), size, size)


def _side(projection: Projection, share: float) -> float:
    return share * min(projection.width, projection.height)


def _margin(projection: Projection) -> float:
    return _MARGIN * min(projection.width, projection.height)
