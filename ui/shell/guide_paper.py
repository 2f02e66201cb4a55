"""A guide of the manual as a PDF in memory, laid out for paper; it says nothing about the clinic."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)

from ui.theme.spacing import px

_LINK = "#1f5f59"
TEXT_POINTS = 10
TEXT_WIDTH = 640
"""Picture points (96 an inch) between the margins of a page."""


class GuideOnPaper(QTextDocument):
    """One Markdown file; pictures are as wide as the text, and no wider than they are."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._folder = path.parent
        font = self.defaultFont()
        font.setPointSize(TEXT_POINTS)
        self.setDefaultFont(font)
        self.setMarkdown(path.read_text(encoding="utf-8"))
        give_air(self)
        self._on_white()

    def _on_white(self) -> None:
        """Links have the color of the window's palette, which may be one for a dark ground."""
        block = self.firstBlock()
        while block.isValid():
            links, part = [], block.begin()
            while not part.atEnd():
                if part.fragment().charFormat().isAnchor():
                    links.append(part.fragment())
                part += 1
            for link in links:
                cursor = QTextCursor(self)
                cursor.setPosition(link.position())
                cursor.setPosition(link.position() + link.length(), QTextCursor.MoveMode.KeepAnchor)
                form = QTextCharFormat()
                form.setForeground(QColor(_LINK))
                cursor.mergeCharFormat(form)
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(str(self._folder / QUrl(name).path()))
        if picture.width() > TEXT_WIDTH:
            picture.setDevicePixelRatio(picture.width() / TEXT_WIDTH)
        return picture

    def pdf(self, title: str) -> bytes:
        """Its pages, of US Letter."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(title)
        writer.setCreator("Incident Tracker")
        writer.setResolution(96)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        writer.setPageMargins(QMarginsF())  # printing leaves two centimeters by itself
        self.print_(writer)
        del writer  # it writes the end when it goes
        return bytes(buffer.data().data())


def give_air(document: QTextDocument) -> None:
    """Room between paragraphs and above headings; columns as wide as their words."""
    block = document.firstBlock()
    while block.isValid():
        cursor = QTextCursor(block)
        form = QTextBlockFormat()
        if cursor.currentTable() is None:
            form.setBottomMargin(px(4) if cursor.currentList() is not None else px(12))
            form.setTopMargin(px(14) if block.blockFormat().headingLevel() > 1 else 0)
            cursor.mergeBlockFormat(form)
        block = block.next()
    for part in document.rootFrame().childFrames():
        if isinstance(part, QTextTable):
            shape = part.format().toTableFormat()
            shape.setColumnWidthConstraints([QTextLength()] * part.columns())
            shape.setCellPadding(px(5))
            shape.setBottomMargin(px(16))
            part.setFormat(shape)
