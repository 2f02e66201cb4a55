"""An administrator names the mail server and tries it, in the real window, by keyboard, on a real server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from incident_tracker.labels.clinic.extras import what_leaves_text
from tests.mail_host import NAME, NO_ONE, PASSWORD, SENDER, MailHost, certificate, mail_host
from tests.screens.looking import clipped, keep_picture, nameless, texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from tests.usecases.support.test_obstacles import booked
from ui.app import Screen
from ui.clinic.extras_page import ExtrasPage
from ui.clinic.invitations_card import SwitchInvitations
from ui.clinic.mail_dialogs import MailServerDialog, TryMail
from ui.invitation_dialog import InvitationDialog
from ui.support.support_page import SupportPage


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic with the administrator signed in."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    return window


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailHost]:
    """A mail server whose certificate this computer trusts."""
    shown, kept = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with mail_host(shown, kept) as host:
        yield host


def extras_page(window: Window) -> ExtrasPage:
    """The page, once its answer is there."""
    window.workspace.go("extras", None)
    arrive(window)
    page = window.page
    assert isinstance(page, ExtrasPage)
    return page


def set_server(window: Window, page: ExtrasPage, host: MailHost) -> None:
    """Fill in the dialog, field after field, as Tab comes to them."""
    QTest.keyClick(page.invitations.change, Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MailServerDialog))
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, MailServerDialog)
    assert nameless(asking) == []
    assert clipped(asking) == []
    keep_picture(asking, "mail-server")
    lines = {one.accessibleName(): one for one in asking.findChildren(QLineEdit)}
    said = {"Server": "localhost", "Letters come from": SENDER, "User name": NAME, "Password": PASSWORD}
    for name, text in said.items():
        lines[name].setText(text)
    assert lines["Password"].echoMode() is QLineEdit.EchoMode.Password
    asking.findChildren(QSpinBox)[0].setValue(host.port)
    asking.findChildren(QPlainTextEdit)[0].setPlainText("The clinic wants the times in its calendars")
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(page.invitations.switch.isEnabled)  # the page has read the server that was set
    assert QApplication.activeModalWidget() is None


def test_the_server_is_named_tried_and_what_goes_wrong_is_said_plainly(window: Window, host: MailHost) -> None:
    page = extras_page(window)
    assert "No mail server is set yet." in texts(page)
    assert what_leaves_text() in texts(page)
    assert not page.invitations.try_it.isEnabled()
    set_server(window, page, host)
    assert f"Letters go through localhost, port {host.port} (STARTTLS), and come from {SENDER}." in texts(page)
    keep_picture(page, "extras")

    QTest.keyClick(page.invitations.try_it, Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), TryMail))
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, TryMail)
    (to,) = asking.findChildren(QLineEdit)
    to.setText("no address")
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: "Write it like name@example.org" in texts(asking))
    to.setText(NO_ONE)
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: "does not take letters to this address" in texts(asking))
    keep_picture(asking, "try-mail-refused")
    to.setText("ada@bayhealth.example")
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert [letter["To"] for letter in host.taken] == ["ada@bayhealth.example"]


def test_switched_on_a_yes_at_the_desk_brings_the_booked_time_by_itself(window: Window, host: MailHost) -> None:
    """The administrator switches it on; Rosa says yes on her page; her window sends what is booked, and she takes it
    back.
    """
    page = extras_page(window)
    assert not page.invitations.switch.isEnabled(), "without a server there is nothing to switch on"
    set_server(window, page, host)
    QTest.keyClick(page.invitations.switch, Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SwitchInvitations))
    switching = QApplication.activeModalWidget()
    assert isinstance(switching, SwitchInvitations)
    assert clipped(switching) == []
    switching.findChildren(QPlainTextEdit)[0].setPlainText("The clinic wants the times in its calendars")
    QTest.keyClick(switching.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: "It is on. 0 people said yes." in texts(page))
    keep_picture(page, "extras-on")

    window.lock()
    window.come_in("rosa")
    asking = own_dialog(window)
    assert nameless(asking) == []
    assert clipped(asking) == []
    (address,) = asking.findChildren(QLineEdit)
    address.setText("rosa@home.example")
    keep_picture(asking, "own-invitations")
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    booked(window.clinic)
    window.screen.window.ticker.look()  # a minute later
    window.qtbot.waitUntil(lambda: len(host.taken) == 1)
    assert host.taken[0]["To"] == "rosa@home.example"
    window.settle()

    asking = own_dialog(window)
    window.qtbot.waitUntil(lambda: "sent" in texts(asking))
    assert "Yes since Mon 2 Mar 2026: times go to rosa@home.example." in texts(asking)
    keep_picture(asking, "own-invitations-sent")
    QTest.keyClick(asking.take_back, Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: "Withdrawn on Mon 2 Mar 2026" in texts(asking))
    asking.reject()


def own_dialog(window: Window) -> InvitationDialog:
    """Support, then the button that is there only where the clinic sends invitations."""
    window.workspace.go("support", None)
    page = window.page
    assert isinstance(page, SupportPage)
    window.qtbot.waitUntil(page.by_mail.isVisible)
    arrive(window)
    QTest.keyClick(page.by_mail, Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), InvitationDialog))
    window.settle()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, InvitationDialog)
    return asking
