"""The manual inside the program: every guide opens, links lead to guides, and pictures fit the room there is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QListWidget, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from ui.page import PageDesk
from ui.shell.manual_page import ManualPage, guide_paths


def opened(desk: PageDesk, qtbot: QtBot, argument: object = None) -> tuple[ManualPage, QListWidget, QTextBrowser]:
    page = ManualPage(desk)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.open(argument)
    guides, text = page.findChild(QListWidget), page.findChild(QTextBrowser)
    assert guides is not None
    assert text is not None
    return page, guides, text


def test_every_guide_of_the_folder_can_be_read(desk: PageDesk, qtbot: QtBot, project: Path) -> None:
    _page, guides, text = opened(desk, qtbot)

    assert {path.name for path in guide_paths()} == {path.name for path in (project / "docs").glob("*.md")}
    for number, path in enumerate(guide_paths()):
        guides.setCurrentRow(number)
        title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        assert guides.item(number).text() == title
        assert text.toPlainText().startswith(title)


def test_links_and_other_pages_lead_to_a_guide(desk: PageDesk, qtbot: QtBot) -> None:
    page, guides, text = opened(desk, qtbot, "backup")
    assert guides.currentItem().text() == "Backup and restore"

    text.anchorClicked.emit(QUrl("reception.md"))
    assert guides.currentItem().text() == "Reception"
    page.open(None)
    assert guides.currentItem().text() == "Reception"


def test_pictures_fill_the_guide_and_are_no_wider(desk: PageDesk, qtbot: QtBot) -> None:
    page, _guides, text = opened(desk, qtbot, "reception")

    for width in (900, 620):
        page.resize(width, 700)
        qtbot.waitUntil(lambda width=width: page.width() == width)
        picture = text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/log.png"))
        assert isinstance(picture, QImage)
        room = text.viewport().width()
        assert room / 2 < picture.deviceIndependentSize().width() <= room


def test_everything_can_be_named(desk: PageDesk, qtbot: QtBot, speaks_names: Callable[[QWidget], None]) -> None:
    page, _guides, _text = opened(desk, qtbot)

    speaks_names(page)
