"""A chart's scene as a PNG picture."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPainter

from incident_tracker.charts.palette import LIGHT, Palette
from incident_tracker.charts.scene import Ink, Scene
from ui.theme.fonts import load_fonts
from ui.widgets.scene_painter import paint_scene

_MARGIN = 8.0


def scene_to_image(scene: Scene, scale: float = 2.0, palette: Palette = LIGHT) -> QImage:
    """The scene on the palette's paper with a small margin, `scale` pixels to a point of the scene.

    Needs a QGuiApplication and the bundled fonts loaded; no window, and no screen beyond the offscreen platform.
    """
    width, height = (round((length + 2 * _MARGIN) * scale) for length in (scene.width, scene.height))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setText("Title", scene.title)
    image.setText("Description", scene.description)
    image.fill(QColor(palette[Ink.PAPER]))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(QPointF(_MARGIN, _MARGIN))
    paint_scene(painter, scene, palette)
    painter.end()
    return image


def scene_to_png(scene: Scene, scale: float = 2.0, palette: Palette = LIGHT) -> bytes:
    """The bytes of `scene_to_image` as a PNG file, its title and description in the file's text."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(scene_to_image(scene, scale, palette))
    return bytes(content.data())


def png_without_window(scene: Scene) -> bytes:
    """`scene_to_png` where no window is open, such as on the command line: needs no screen and no application."""
    application = QGuiApplication.instance() or QGuiApplication(["incident-tracker", "-platform", "offscreen"])
    load_fonts()
    content = scene_to_png(scene)
    del application  # must live until the fonts were used
    return content
