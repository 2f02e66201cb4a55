"""The manual inside the program: the same pages as in the folder docs, in the language of the window."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QImage, QTextDocument, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from incident_tracker import wording
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.paper.to_paper import ToPaper
from ui.shell.guide_paper import GuideOnPaper, give_air
from ui.shell.guide_width import fit_to_width
from ui.theme.spacing import is_roomy, px
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import PageFrame, frame

CONTENTS = "README.md"
"""The first page; the guides are listed in the order in which it names them."""

_PLACES = (Path(__file__).parents[2] / "docs", Path(__file__).parents[1] / "docs")
_PATH = Qt.ItemDataRole.UserRole
_LINK = re.compile(r"\]\(([\w-]+\.md)\)")


class ManualPage(Page):
    """A list of guides at the left, the one being read at the right. `open("name")` opens the guide name.md,
    `open(("name", "heading"))` at a chapter of it.
    """

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._frame = frame(self, PageFrame(_("Manual"), _("Short guides, one for each role."), scrolls=False))
        self._to_paper = ToPaper(_("Manual"), self)
        self._guides = QListWidget()
        self._guides.setAccessibleName(_("Guides"))
        self._guides.setWordWrap(True)
        self._guides.setFixedWidth(px(280 if is_roomy() else 150))
        self._guides.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._guides.currentItemChanged.connect(self._show)
        self._text = _Guide()
        self._text.setAccessibleName(_("Guide"))
        self._text.anchorClicked.connect(self._follow)
        self._empty = EmptyState(
            _("No guides here"), _("The folder “docs” is missing from this installation."), Icon.MANUAL
        )
        beside = QHBoxLayout()
        beside.setSpacing(px(24 if is_roomy() else 8))
        beside.addWidget(self._guides)
        beside.addWidget(self._text, 1)
        self._frame.body.addLayout(beside, 1)
        self._frame.body.addWidget(self._empty, 1)
        for path in guide_paths():
            item = QListWidgetItem(_title(path))
            item.setData(_PATH, str(path))
            self._guides.addItem(item)
        some = self._guides.count() > 0
        self._guides.setVisible(some)
        self._text.setVisible(some)
        self._empty.setVisible(not some)

    def open(self, argument: object) -> None:
        if argument is None and self._guides.currentRow() >= 0:
            return  # the guide that was being read
        stem, chapter = argument if isinstance(argument, tuple) else (argument, "")
        self._choose(str(stem))
        if chapter:
            self._text.go_to(str(chapter))

    def offers(self, command: PageCommand) -> bool:
        return self._guides.currentItem() is not None if command == "print_paper" else super().offers(command)

    def print_paper(self) -> None:
        path = Path(self._guides.currentItem().data(_PATH))
        pdf = GuideOnPaper(path).pdf(self._guides.currentItem().text())
        self._to_paper.show_finished(pdf, f"{path.stem}.pdf")

    def first_focus(self) -> QWidget | None:
        return self._guides

    @Slot(QListWidgetItem)
    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._text.read(Path(item.data(_PATH)))
            self.offers_changed.emit()

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        self._choose(Path(link.path()).stem)

    def _choose(self, stem: str) -> None:
        every = range(self._guides.count())
        wanted = next((at for at in every if Path(self._guides.item(at).data(_PATH)).stem == stem), 0)
        self._guides.setCurrentRow(wanted)


class _Guide(QTextBrowser):
    """Shows one Markdown file; pictures are as wide as there is room, and no wider than they are."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenExternalLinks(False)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # else pictures are wider than what it leaves
        self._read: Path | None = None

    def read(self, path: Path) -> None:
        """Show this file from its top."""
        self._read = path
        self._lay_out(path)
        self.verticalScrollBar().setValue(0)

    def go_to(self, heading: str) -> None:
        """Bring the chapter with this heading to the top."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top) - px(8))
                return
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture in the size in which it fits."""
        if kind != QTextDocument.ResourceType.ImageResource.value or self._read is None:
            return super().loadResource(kind, name)
        picture = QImage(str(self._read.parent / QUrl(name).path()))
        ratio = self.devicePixelRatioF()
        room = self.viewport().width() - 2 * px(16) - px(4)
        if not picture.isNull() and room > 0:
            picture = picture.scaledToWidth(
                round(min(room * ratio, picture.width())), Qt.TransformationMode.SmoothTransformation
            )
            picture.setDevicePixelRatio(ratio)
        return picture

    def resizeEvent(self, event: Any) -> None:
        """Fit the pictures to the new size."""
        super().resizeEvent(event)
        if self._read is not None and event.size().width() != event.oldSize().width():
            place = self.verticalScrollBar().value()
            self._lay_out(self._read)
            self.verticalScrollBar().setValue(place)

    def _lay_out(self, path: Path) -> None:
        fresh = QTextDocument(self)  # a reused one begins with an empty line
        fresh.setDefaultFont(self.font())
        fresh.setDocumentMargin(px(16))
        fresh.setMarkdown(path.read_text(encoding="utf-8"))
        give_air(fresh)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # the words of a table are never cut …
        self.setDocument(fresh)
        fit_to_width(fresh, self.viewport().width() - 2 * px(16), self.fontInfo().pixelSize())
        if fresh.idealWidth() > self.viewport().width():  # … unless even small ones have no room
            self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def guide_paths() -> list[Path]:
    """The guides of the present language, in the order of its first page; English ones where there are no others."""
    inside = () if wording.language() == "en" else tuple(place / wording.language() for place in _PLACES)
    folder = next((place for place in (*inside, *_PLACES) if (place / CONTENTS).is_file()), None)
    if folder is None:
        return []
    first = folder / CONTENTS
    named = [folder / name for name in _LINK.findall(first.read_text(encoding="utf-8"))]
    return [first, *dict.fromkeys(path for path in named if path.is_file())]


def _title(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return first.lstrip("# ").strip() or path.stem
