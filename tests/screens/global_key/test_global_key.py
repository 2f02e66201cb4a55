"""One key opens the quick log from any program: by the portal on a real bus, by a real X server, and on Windows."""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.real_keys import Keyboard
from tests.x_server import x_server
from ui.clinic.log_key_card import state_text
from ui.global_key.bus_wire import SIGNAL, Message, Variant, from_bytes, length_of, to_bytes, types_of
from ui.global_key.key_holder import KeyHolder, KeyState
from ui.global_key.log_key import LogKey, holders_here
from ui.global_key.portal_key import PortalKey
from ui.global_key.windows_key import HOT_KEY, MESSAGES, NUMBER, WindowsKey, WindowsMessage
from ui.global_key.x11_key import X11Key

SYSTEM_PYTHON = "/usr/bin/python3"
SERVICE = Path(__file__).with_name("portal_service.py")

linux = pytest.mark.skipif(sys.platform != "linux", reason="a session bus and X servers are of Linux")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A session bus of the test alone."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("NO DBUS-DAEMON HERE: nothing was tried on a session bus")
    address = f"unix:path={tmp_path / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address", f"--address={address}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        try:
            yield
        finally:
            daemon.terminate()


class Portal:
    """The desktop's portal, in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert self.line() == "ready"

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def order(self, what: str) -> None:
        assert self._process.stdin is not None
        print(what, file=self._process.stdin, flush=True)


@contextmanager
def portal(answer: str) -> Iterator[Portal]:
    has_glib = [SYSTEM_PYTHON, "-c", "from gi.repository import Gio"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(has_glib, stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("NO PYTHON3-GI HERE: the portal was not tried")
    pipe = subprocess.PIPE
    with subprocess.Popen([SYSTEM_PYTHON, str(SERVICE), answer], stdin=pipe, stdout=pipe, text=True) as process:
        yield Portal(process)
        assert process.stdin is not None
        process.stdin.close()


def portal_alone() -> list[Callable[[QObject], KeyHolder]]:
    return [PortalKey]


@pytest.fixture
def key(qapp: QObject) -> Iterator[LogKey]:
    made = LogKey(holders=portal_alone)
    yield made
    made.hold(False)


@linux
def test_the_desktop_gives_a_key_which_opens_the_log_and_may_change(bus: None, key: LogKey, qtbot: QtBot) -> None:
    with portal("Press <Super>F9") as desktop:
        key.hold(True)
        qtbot.waitUntil(lambda: key.state is KeyState.HELD)
        assert [desktop.line() for _line in range(3)] == ["CreateSession", "BindShortcuts", "wanted CTRL+SHIFT+F9"]
        assert state_text(key.state, key.key) == (
            "On: Press <Super>F9 opens the quick log, whichever program you work in."
        )
        with qtbot.waitSignal(key.pressed):
            desktop.order("press")
        desktop.order("change Ctrl+Alt+L")
        qtbot.waitUntil(lambda: key.key == "Ctrl+Alt+L")
        desktop.order("close")
        qtbot.waitUntil(lambda: key.state is KeyState.REFUSED)


@linux
def test_a_person_who_says_no_to_the_desktop_is_told_where_to_change_it(bus: None, key: LogKey, qtbot: QtBot) -> None:
    with portal("no"):
        key.hold(True)
        qtbot.waitUntil(lambda: key.state is KeyState.REFUSED)
    assert "settings for keyboard shortcuts" in state_text(key.state, key.key)


@linux
def test_a_bus_without_a_portal_and_no_bus_at_all_are_said(
    bus: None, key: LogKey, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    key.hold(True)
    qtbot.waitUntil(lambda: key.state is KeyState.IMPOSSIBLE)
    assert "incident-tracker log --window" in state_text(key.state, key.key)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    key.hold(True)
    assert key.state is KeyState.IMPOSSIBLE


@linux
def test_a_bus_that_goes_away_takes_the_key_with_it(bus: None, key: LogKey, qtbot: QtBot) -> None:
    with portal("F9"):
        key.hold(True)
        qtbot.waitUntil(lambda: key.state is KeyState.HELD)
        holder = key.findChild(PortalKey)
        assert holder is not None
        assert holder._bus is not None
        holder._bus._socket.abort()
        qtbot.waitUntil(lambda: key.state is not KeyState.HELD)


@pytest.mark.parametrize(
    ("system", "windows", "environment", "names"),
    [
        ("win32", "windows", {}, ["_windows"]),
        ("darwin", "cocoa", {}, []),
        ("linux", "wayland", {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x", "WAYLAND_DISPLAY": "wayland-0"}, ["_portal"]),
        ("linux", "xcb", {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x"}, ["_portal", "_x11"]),
        ("linux", "xcb", {"XDG_SESSION_TYPE": "wayland"}, []),
        ("linux", "xcb", {}, ["_x11"]),
    ],
)
def test_what_is_tried_on_each_system(system: str, windows: str, environment: dict[str, str], names: list[str]) -> None:
    assert [make.__name__ for make in holders_here(system, windows, environment)] == names


@pytest.mark.parametrize("holder", [WindowsKey, X11Key])
def test_where_the_system_has_no_such_keys_nothing_is_held(
    qtbot: QtBot, holder: type[KeyHolder], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":no-such-server")
    if sys.platform == "win32" and holder is WindowsKey:
        pytest.skip("here there are such keys")
    one = holder()
    with qtbot.waitSignal(one.told) as told:
        one.ask()
    assert told.args == [KeyState.IMPOSSIBLE, ""]
    one.give_up()


def test_the_message_of_windows_is_told_from_others(qtbot: QtBot) -> None:
    one, message = WindowsKey(), WindowsMessage(None, HOT_KEY, NUMBER)
    with qtbot.waitSignal(one.pressed):
        assert one.hear(MESSAGES, ctypes.addressof(message))
    other = WindowsMessage(None, HOT_KEY, NUMBER + 1)
    assert not one.hear(MESSAGES, ctypes.addressof(other))
    assert not one.hear(b"xcb_generic_event_t", ctypes.addressof(message))


@given(
    st.lists(st.tuples(st.text(), st.dictionaries(st.text(), st.text() | st.integers(0, 2**32 - 1)))),
    st.text(),
    st.booleans(),
)
def test_a_message_reads_as_it_was_written(
    shortcuts: list[tuple[str, dict[str, str | int]]], words: str, yes: bool
) -> None:
    shortcuts = [(id.replace("\0", ""), told) for id, told in shortcuts]
    given_ = [
        (id, {key: Variant("s" if isinstance(value, str) else "u", value) for key, value in told.items()})
        for id, told in shortcuts
    ]
    sent = Message(SIGNAL, "/a/b", "org.a.B", "Say", "", "a(sa{sv})sbay", (given_, words, yes, [1, 2]), answers=3)
    data = to_bytes(sent, 7)
    assert length_of(data) == len(data)
    assert length_of(data[:10]) is None
    read = from_bytes(data)
    assert (read.path, read.interface, read.member, read.answers) == ("/a/b", "org.a.B", "Say", 3)
    assert read.values == ([(id, told) for id, told in shortcuts], words, yes, [1, 2])
    assert list(types_of("a(sa{sv})sbay")) == ["a(sa{sv})", "s", "b", "ay"]


@given(st.binary(max_size=200))
def test_what_is_no_message_is_refused_and_nothing_else(data: bytes) -> None:
    with suppress(ValueError):
        length_of(data)
        from_bytes(data)


@linux
def test_on_an_x_server_the_key_is_heard_whatever_has_the_keyboard_and_taken_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Caps Lock on, too; who comes second is told, and gets it once it is let go."""
    with x_server(800, 600) as display:
        monkeypatch.setenv("DISPLAY", display)
        try:
            keyboard = Keyboard(display)
        except OSError as error:
            pytest.skip(f"NO KEYBOARD OF AN X SERVER HERE: {error}")
        first, second = LogKey(holders=lambda: [X11Key]), LogKey(holders=lambda: [X11Key])
        with keyboard:
            first.hold(True)
            assert first.state is KeyState.HELD
            second.hold(True)
            assert second.state is KeyState.TAKEN
            assert state_text(second.state, second.key).startswith("Another program has Ctrl+Shift+F9.")
            for _lock in range(2):
                with qtbot.waitSignal(first.pressed):
                    keyboard.press("ctrl+shift+F9")
                keyboard.press("Caps_Lock")
            first.hold(False)
            second.hold(True)
            assert second.state is KeyState.HELD
            second.hold(False)
