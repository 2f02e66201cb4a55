"""Everything that the screen and the command line can say is there in Spanish, fits, and changes with the setting."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused, StoreFull
from incident_tracker.wording import problem_text
from tests.screens.looking import clipped, keep_picture
from ui.app import Screen
from ui.page import Page, PageDesk
from ui.runner import Runner
from ui.screen_text import moment_text
from ui.shell.navigation import entries
from ui.spoken import speak
from ui.theme.theme import Theme
from ui.widgets.moment_shortcuts import read_moment

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "translated": None}
"""What marks a text for translation, as Babel wants it said."""

ENGLISH = re.compile(
    r"\b(the|and|of|with|is|are|was|you|your|nobody|please|save|search|open|close|show|new|add|all|since|by|what|who)\b",
    re.IGNORECASE,
)
PAGES = (
    "today",
    "log",
    "incidents",
    "week",
    "support",
    "analyses",
    "actions",
    "month",
    "trends",
    "reports",
    "denominators",
    "users",
    "accounts",
    "settings",
)


def catalogue(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="es") if message.id]


def key(message: str | tuple[str, ...] | list[str], context: str | None) -> tuple[str | None, str]:
    return context, message if isinstance(message, str) else message[0]


def forms(message: Message) -> list[str]:
    """The translation, or that of each plural form."""
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


@pytest.fixture(scope="module")
def locale_folder() -> Path:
    return Path(__file__).parents[2] / "incident_tracker" / "locale" / "es" / "LC_MESSAGES"


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    speak("es")
    yield
    speak("en")


@pytest.mark.parametrize("part", ["ui", "incident_tracker"])
def test_every_text_in_the_source_is_translated(project: Path, locale_folder: Path, part: str) -> None:
    known = {key(one.id, one.context): one for po in locale_folder.glob("*.po") for one in catalogue(po)}
    missing = []
    for name, line, text, _comments, context in extract_from_dir(project / part, keywords=KEYWORDS):
        translated = known.get(key(text, context))
        if translated is None or not all(forms(translated)):
            missing.append(f"{part}/{name}:{line}: {text!r}")
    assert missing == []


def test_translations_keep_what_is_filled_in_and_what_is_underlined(locale_folder: Path) -> None:
    wrong = []
    for one in catalogue(locale_folder / "screen.po"):
        ids = [one.id] if isinstance(one.id, str) else list(one.id)
        strings = forms(one)
        wanted = [sorted(re.findall(r"\{[^}]*\}", text)) for text in ids]
        if (
            len(strings) != len(ids)
            or any(sorted(re.findall(r"\{[^}]*\}", text)) not in wanted for text in strings)
            or any(text.count("&") != ids[0].count("&") for text in strings)
            or any(text.endswith(" ") != ids[0].endswith(" ") for text in strings)
        ):
            wrong.append((one.id, one.string))
    assert wrong == []


def test_problems_are_told_in_spanish(spanish: None) -> None:
    assert problem_text(StoreFull()).startswith("No queda espacio en el disco.")
    assert problem_text(Refused(Reason.TOO_LONG, most=200)) == "Es demasiado largo: caben como máximo 200 caracteres."


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_moment_that_is_shown_can_be_read_again(language: str, qapp: QApplication) -> None:
    zone = ZoneInfo("America/Los_Angeles")
    now = datetime(2026, 11, 21, 14, 5, tzinfo=zone)
    speak(language)
    try:
        for hours in range(0, 24 * 400, 31):
            moment = now - timedelta(hours=hours)
            assert read_moment(moment_text(moment, zone), now, day_first=language == "es") == moment
    finally:
        speak("en")


def test_words_of_qt_follow_the_language(qtbot: QtBot) -> None:
    speak("es")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancelar"
    assert QCalendarWidget().locale().toString(QDate(2026, 11, 21), "dddd d MMMM") == "sábado 21 noviembre"
    speak("en")
    again = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(again)
    assert again.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"
    assert QLocale().language() == QLocale.Language.English


def test_the_setting_changes_the_whole_window(open_screen: Callable[..., Screen], data: Path, qtbot: QtBot) -> None:
    screen = open_screen(data, language="es")
    assert any("Iniciar sesión" in text for text in said(screen.window))
    try:
        screen.window.change_settings(replace(screen.window.settings, language="en"))
        qtbot.waitUntil(lambda: "Sign in" in said(screen.window))
    finally:
        speak("en")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_speaks_spanish_only(
    name: str, desk_of: Callable[[Role], PageDesk], spanish: None, qtbot: QtBot, runner: Runner
) -> None:
    page = shown(name, desk_of(Role.MANAGER), qtbot, runner)
    own_words = [re.sub(r"English|Harbour|\S*[/\\]\S+", "", text) for text in said(page)]  # names and folders
    mixed = [text for text in own_words if ENGLISH.search(text)]
    assert mixed == []


@pytest.mark.parametrize("name", PAGES)
def test_spanish_fits_at_twice_the_size(
    name: str, desk_of: Callable[[Role], PageDesk], spanish: None, theme: Theme, qtbot: QtBot, runner: Runner
) -> None:
    theme.choose("light", 200)
    try:
        page = shown(name, desk_of(Role.MANAGER), qtbot, runner)

        def fits() -> None:
            assert clipped(page) == []

        qtbot.waitUntil(fits)
    finally:
        theme.choose("light", 100)


def shown(name: str, desk: PageDesk, qtbot: QtBot, runner: Runner) -> Page:
    """The page of the real window, in the room that it has there, with all its answers."""
    page = next(entry for entry in entries() if entry.key == name).build(desk)
    qtbot.addWidget(page)
    page.resize(1020, 740)
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: runner.is_quiet)
    keep_picture(page, f"es-{name}")
    return page


def said(window: QWidget) -> list[str]:
    """All that is written, hinted or spoken in the visible widgets."""
    texts: list[str] = []
    for widget in [window, *window.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            texts.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(i) for i in range(widget.count())]
        texts += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    return [text.replace("&", "") for text in texts if text]
