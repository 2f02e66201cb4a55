"""The manual inside the program: every guide opens, links lead to guides, and pictures fit the room there is."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QListWidget, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from ui.page import PageDesk
from ui.shell.guide_paper import GuideOnPaper
from ui.shell.guides import read_chapters
from ui.shell.manual_page import ManualPage, guide_paths
from ui.spoken import speak


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    speak("es")
    yield
    speak("en")


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


def test_a_spanish_window_shows_the_manual_in_spanish(
    desk: PageDesk, spanish: None, qtbot: QtBot, project: Path
) -> None:
    _page, guides, text = opened(desk, qtbot, "reception")

    assert {path.name for path in guide_paths()} == {path.name for path in (project / "docs" / "es").glob("*.md")}
    assert guides.currentItem().text() == "Recepción"
    assert "Anotarlo: medio minuto" in text.toPlainText()
    assert "Anotarlo: medio minuto" in {chapter.name for chapter in read_chapters()}, "as Ctrl+K finds it"
    text.anchorClicked.emit(QUrl("backup.md"))
    assert guides.currentItem().text() == "Copia de seguridad y restauración"
    for path in guide_paths():
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            _page.open(path.stem)
            shown = text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(picture))
            assert isinstance(shown, QImage)
            assert not shown.isNull()


def test_a_guide_is_printed_in_the_language_of_the_window(desk: PageDesk, spanish: None, qtbot: QtBot) -> None:
    opened(desk, qtbot, "keys")
    keys = next(path for path in guide_paths() if path.stem == "keys")

    document = pypdfium2.PdfDocument(GuideOnPaper(keys).pdf("Teclas"))
    said = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Anotar un incidente" in said


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


@pytest.mark.usefixtures("spanish")
def test_no_guide_scrolls_sideways_where_the_letters_are_large(desk: PageDesk, qtbot: QtBot) -> None:
    desk.theme.choose("light", 200)
    page, guides, text = opened(desk, qtbot)
    page.resize(864, 600)
    wide = []
    for number, path in enumerate(guide_paths()):
        guides.setCurrentRow(number)
        QApplication.processEvents()  # the bar is set when the page is laid out
        if text.horizontalScrollBar().maximum():
            wide.append(path.name)
    assert set(wide) <= {"permissions.md"}, "that one is a table of seven columns"
