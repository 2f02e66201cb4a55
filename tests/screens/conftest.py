"""A desk over a real clinic for single pages, and the whole program off screen with its real door."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker import wording
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from tests.screens.looking import nameless
from tests.screens.own_clinic import let_everybody_in, make_clinic
from tests.screens.plain_pages import entries
from tests.small_demo import look_around_briefly
from tests.storage_fixtures import HARBOUR, Clinic, Clock
from ui.app import Screen, application
from ui.garbage import keep_to_this_thread
from ui.page import PageDesk
from ui.runner import Runner
from ui.spoken import speak
from ui.theme.theme import Theme
from ui.widgets.column_memory import ColumnMemory
from ui.widgets.message_bar import MessageBar


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it, with its filter for Qt's harmless messages."""
    keep_to_this_thread()  # the test runner has threads of its own
    return application([])


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """The next test meets windows in English, whatever language this one chose for the whole process.

    And lists as they are at first: a window remembers for the whole process how someone arranged them.
    """
    ColumnMemory.memory = None
    yield
    ColumnMemory.memory = None
    if wording.language() != "en":
        speak("en")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light palette at 100 %, also for pages that are tried without a window around them."""
    theme = Theme(qapp, "light", 100)
    theme.dress(qapp)
    yield theme
    shiboken6.delete(theme)
    qapp.setStyleSheet("")  # a window has its own


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    """A runner that is stopped afterwards; a bug in a use case fails the test."""
    runner = Runner()
    bugs: list[BaseException] = []
    runner.failed.connect(bugs.append)
    yield runner
    runner.stop()
    shiboken6.delete(runner)
    assert not bugs, bugs


@pytest.fixture
def messages(qtbot: QtBot, theme: Theme, clock: Clock) -> MessageBar:
    """What the window would say."""
    bar = MessageBar(clock)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def desk_of(
    runner: Runner, theme: Theme, messages: MessageBar, clinic: Clinic, tmp_path: Path
) -> Callable[[Role], PageDesk]:
    """Gives the desk of the one user of a role, over the prepared clinic."""

    def desk_of(role: Role) -> PageDesk:
        context = clinic.as_role(role)
        runner.use(context)
        settings = Settings(tmp_path / "desk")
        return PageDesk(
            runner, context.actor, clinic.clock, HARBOUR.time_zone, theme, messages, settings, _nothing_to_change
        )

    return desk_of


@pytest.fixture
def desk(desk_of: Callable[[Role], PageDesk]) -> PageDesk:
    """The manager's desk."""
    return desk_of(Role.MANAGER)


@pytest.fixture
def speaks_names() -> Callable[[QWidget], None]:
    """Asserts that every widget of a shown window that takes the focus has a name."""

    def speaks_names(window: QWidget) -> None:
        assert nameless(window) == []

    return speaks_names


@pytest.fixture(scope="session")
def data_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a clinic whose administrator is ada, to be copied."""
    folder = tmp_path_factory.mktemp("own-clinic") / "data"
    make_clinic(folder, Clock())
    return folder


@pytest.fixture
def data(data_template: Path, tmp_path: Path) -> Path:
    """The folder of a clinic whose administrator is ada."""
    return Path(shutil.copytree(data_template, tmp_path / "data"))


@pytest.fixture(scope="session")
def staffed_template(file_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the prepared clinic with a key slot for each of its users, to be copied."""
    folder = tmp_path_factory.mktemp("staffed-clinic") / "staffed"
    let_everybody_in(file_template, folder)
    return folder


@pytest.fixture
def staffed(staffed_template: Path, tmp_path: Path) -> Path:
    """The folder of the prepared clinic, where each of its users can sign in with the pass phrase of all."""
    return Path(shutil.copytree(staffed_template, tmp_path / "staffed"))


@pytest.fixture
def open_screen(qapp: QApplication, qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Screen]]:
    """Opens the program on a folder of its own and closes it afterwards with its answers. `real`: with every page;
    without `shown` its window is not shown.
    """
    opened: list[Screen] = []

    def open_screen(folder: Path | None = None, real: bool = False, shown: bool = True, **choices: object) -> Screen:
        wanted = {"language": "en", "appearance": "light"} | choices
        settings = Settings(folder or tmp_path / "data", **wanted)  # type: ignore[arg-type]  # by name
        door = ClinicDoor(settings, clock, FLOOR, look_around_briefly)
        screen = Screen(door, settings, [], clock, None if real else entries, clock.seconds)
        opened.append(screen)
        screen.window.resize(1240, 820)
        if shown:
            screen.window.show()
            qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return screen

    yield open_screen
    for screen in opened:
        if shiboken6.isValid(screen.window):
            with qtbot.waitSignal(screen.window.closed):
                screen.window.close()
            screen.dispose()


def _nothing_to_change(_settings: Settings) -> None:
    """A single page is tried without the window that would apply other settings."""
