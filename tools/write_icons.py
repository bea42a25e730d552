"""Writes the application's icon in all usual sizes, from the drawings beside the pictures.

Needs Pillow, for the icon files of Windows and macOS: `python tools/write_icons.py`.
"""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
ICONS = ROOT / "assets/icons/application"
DRAWN_FOR = {16: "16.svg", 22: "32.svg", 24: "32.svg", 32: "32.svg"}
LARGE = "128.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SIZES_ON_WINDOWS = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    application = QGuiApplication(["write_icons", "-platform", "offscreen"])
    for size in SIZES:
        draw(ICONS / DRAWN_FOR.get(size, LARGE), size).save(str(ICONS / f"{size}.png"))
    del application
    images = {size: Image.open(ICONS / f"{size}.png") for size in SIZES}
    on_windows = [images[size] for size in reversed(SIZES_ON_WINDOWS)]
    on_windows[0].save(
        ROOT / "packaging/mobility-timer.ico",
        sizes=[image.size for image in on_windows],
        append_images=on_windows[1:],
    )
    images[512].save(ROOT / "packaging/mobility-timer.icns", append_images=[*images.values()])


def draw(drawing: Path, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


if __name__ == "__main__":
    main()
