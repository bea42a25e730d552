"""The card in an upper corner of a picture, on which something is seen in another way."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.figure import Pose, body_of

MARGIN = 0.03
_FOOTPRINTS = 0.25
"""The side of the footprints' card as a share of the picture's shorter side."""
ROUND = 0.12
"""The radius of its corners as a share of its side."""


def card_at(projection: Projection, share: float, pose: Pose) -> QRectF:
    """A square whose side is a `share` of the picture's shorter side, in the upper corner in which
    it hides less of the figure in `pose`."""
    short = min(projection.width, projection.height)
    size, margin = share * short, MARGIN * short
    seen = projection.project(body_of().vertices(pose))
    high = seen[seen[:, 1] < margin + size, 0]
    right = projection.width - margin - size
    on_left = np.count_nonzero(high < margin + size)
    to_left = on_left <= np.count_nonzero(high > right)
    return QRectF(margin if to_left else right, margin, size, size)


def footprints_at(projection: Projection, pose: Pose, close_up: QRectF | None) -> QRectF:
    """The card of the footprints: in an upper corner, or under that of the close-up."""
    card = card_at(projection, _FOOTPRINTS, pose)
    if close_up is not None:
        margin = MARGIN * min(projection.width, projection.height)
        on_right = close_up.left() > card.width()
        outer = close_up.right() - card.width() if on_right else close_up.left()
        card.moveTopLeft(QPointF(outer, close_up.bottom() + margin))
    return card
