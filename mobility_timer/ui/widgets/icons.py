"""Line icons from the bundled SVG files, in any colour."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from mobility_timer import files

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


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
        icon.addFile(str(path), QSize(int(path.stem), int(path.stem)))
    return icon


def paint(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draw the icon into a square, sharp at the device's own resolution."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawImage(rect, image(name, colour, max(1, round(rect.width() * ratio))))
