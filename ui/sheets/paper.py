"""Pictures on sheets of four, each with its number and label, and a page that lists them and the faults."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ui.sheets.look import WHOLE
from ui.tour.pictures import save_few_colors

ACROSS, DOWN = 2, 2
_GAP, _LABEL = 12, 30
_GROUND, _INK = "#dddddd", "#000000"


@dataclass(slots=True)
class Picture:
    """One picture: where it is, and what is written above it."""

    label: str
    file: Path


@dataclass(slots=True)
class Faults:
    """What was found, each once, with everything that it was found in."""

    found: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)

    def add(self, place: str, check: str, faults: Sequence[str], moment: str) -> None:
        """Note that this check found these faults at this place, in this look and after this step."""
        for fault in faults:
            self.found.setdefault((place, check, fault), []).append(moment)


def take_picture(window: QWidget, front: QWidget, file: Path) -> None:
    """Save the window as it is, with the dialog in front of it."""
    seen = window.grab()
    if front is not window:
        painter = QPainter(seen)
        painter.drawPixmap(_corner(window, front), front.grab())
        painter.end()
    save_few_colors(seen, file)


def lay_out(pictures: Sequence[Picture], folder: Path) -> list[Path]:
    """Put the pictures on sheets, and give their files."""
    each, files = ACROSS * DOWN, []
    for first in range(0, len(pictures), each):
        file = folder / f"sheet-{first // each + 1:03}.png"
        save_few_colors(_sheet(pictures[first : first + each], first + 1), file)
        files.append(file)
    return files


def write_index(folder: Path, pictures: Sequence[Picture], sheets: Sequence[Path], faults: Faults) -> Path:
    """The page to begin with: the faults by number, then the sheets, and what is on each."""
    lines = ["<!doctype html><meta charset='utf-8'><title>Contact sheets</title>"]
    lines += ["<style>body{font:15px sans-serif;margin:2em}img{width:100%}li{margin:.3em 0}</style>"]
    lines += [f"<h1>{len(pictures)} pictures, {len(faults.found)} faults</h1><ol>"]
    for (place, check, fault), moments in faults.found.items():
        seen = ", ".join(dict.fromkeys(moments))
        lines.append(f"<li><b>{escape(place)}</b> – {escape(check)}: {escape(fault)} <small>({escape(seen)})</small>")
    lines.append("</ol>")
    each = ACROSS * DOWN
    for number, sheet in enumerate(sheets):
        shown = pictures[number * each : (number + 1) * each]
        links = [
            f"<a href='{escape(one.file.relative_to(folder).as_posix())}'>{at}</a> {escape(one.label)}"
            for at, one in enumerate(shown, number * each + 1)
        ]
        lines.append(
            f"<h2>Sheet {number + 1}</h2><p>{' · '.join(links)}</p><img src='{escape(sheet.name)}' loading='lazy'>"
        )
    index = folder / "index.html"
    index.write_text("\n".join(lines) + "\n", "utf-8")
    return index


def _corner(window: QWidget, front: QWidget) -> QPoint:
    """Where a dialog is drawn: in the middle, where a window manager puts it."""
    room = window.size() - front.size()
    return QPoint(max(0, room.width() // 2), max(0, room.height() // 2))


def _sheet(pictures: Sequence[Picture], first: int) -> QPixmap:
    width, height = WHOLE[0] + _GAP, WHOLE[1] + _LABEL + _GAP
    sheet = QPixmap(width * ACROSS + _GAP, height * DOWN + _GAP)
    sheet.fill(QColor(_GROUND))
    painter = QPainter(sheet)
    font = QFont(painter.font())
    font.setPixelSize(22)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(_INK))
    for at, picture in enumerate(pictures):
        left, top = _GAP + at % ACROSS * width, _GAP + at // ACROSS * height
        label = QRect(left, top, WHOLE[0], _LABEL)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, f"{first + at} · {picture.label}")
        painter.drawPixmap(left, top + _LABEL, QPixmap(str(picture.file)))
    painter.end()
    return sheet
