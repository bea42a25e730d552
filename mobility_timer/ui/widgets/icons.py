"""Line icons from the bundled SVG files, in any colour."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from mobility_timer import files

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

LARGEST_ICON_PX = 1024 if sys.platform == "darwin" else 256
"""All pictures of the window's icon stay in memory, and on X11 in the server's too: that of 512
pixels is 1 MB in each. Only a Mac shows so large a one."""


@lru_cache(maxsize=256)
def image(name: str, colour: str, pixels: int) -> QImage:
    """The icon `name`, `pixels` wide and high; blank where there is no such file."""
    picture = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    path = files.assets() / "icons" / f"{name}.svg"
    if path.is_file():
        source = path.read_bytes().replace(b"currentColor", colour.encode())
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
    return picture


def application_icon() -> QIcon:
    """The program's own icon, drawn for each usual size."""
    from PySide6.QtGui import QIcon

    icon = QIcon()
    for path in (files.assets() / "icons" / "application").glob("*.png"):
        pixels = int(path.stem)
        if pixels <= LARGEST_ICON_PX:
            icon.addFile(str(path), QSize(pixels, pixels))
    return icon


def paint(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draw the icon into a square, sharp at the device's own resolution."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawImage(rect, image(name, colour, max(1, round(rect.width() * ratio))))
