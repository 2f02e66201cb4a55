"""The first start of a new clinic, signing in, locking."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from incident_tracker.wording import _
from ui.clinic.key_step import KeyStep
from ui.tour.walker import Walker

_PASSPHRASE = "four quiet lamps on the hill"  # noqa: S105  # of a clinic that is gone when the walk ends


def first_start(walker: Walker) -> None:
    """Set up a new clinic, from the first window to a Today page with nothing waiting."""
    walker.begin("First start")
    walker.picture("first-start")
    walker.press(_("Set up our clinic"))
    walker.write(_("&Name of the site"), "Harbour Street Clinic")
    walker.press(_("Continue"))
    walker.press(_("Continue"))
    walker.write(_("Name"), "Ada Lindqvist")
    walker.write(_("&Short name for signing in"), "ada")
    walker.write(_("Pass phrase"), _PASSPHRASE)
    walker.write(_("Pass phrase again"), _PASSPHRASE)
    walker.press(_("Make the clinic"))
    groups = walker.seen(KeyStep).findChildren(QLabel)
    key = "-".join(group.text() for group in groups)
    walker.press(_("I have written it down"))
    walker.write(_("Recovery key"), key)
    walker.press(_("Open the clinic"))
    walker.wait(lambda: walker.screen.window.workspace is not None)
    walker.settle()


def sign_in_as(walker: Walker, user: str) -> None:
    """Sign in as one of the invented users."""
    walker.begin("Sign in")
    walker.wait(lambda: walker.screen.window.workspace is None)
    walker.write(_("Name"), user)
    walker.write(_("Pass phrase"), walker.stand.passphrases[user])
    walker.key(Qt.Key.Key_Return)
    walker.wait(lambda: walker.screen.window.workspace is not None)
    walker.settle()


def lock(walker: Walker) -> None:
    """Ctrl+L: the window is blank at once."""
    walker.begin("Lock now")
    walker.control(Qt.Key.Key_L)
    walker.wait(lambda: walker.screen.window.workspace is None)
    walker.settle()


def hand_over(walker: Walker, user: str) -> None:
    """Lock, and let someone else sign in, on Today."""
    lock(walker)
    sign_in_as(walker, user)
    walker.control(Qt.Key.Key_1)
