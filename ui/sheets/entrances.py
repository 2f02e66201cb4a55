"""Every way into the program, step by step: each is looked at before the next one is gone."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel

from incident_tracker.domain.clinic.users import User
from incident_tracker.usecases.clinic.accounts import reset_passphrase
from incident_tracker.wording import _
from ui.clinic.door import Door
from ui.clinic.key_step import KeyStep
from ui.clinic.own_passphrase import OwnPassphrase
from ui.sheets.visitor import SignsIn
from ui.tour.walker import Walker

FIRST_START = (
    "first start",
    "clinic from a backup",
    "site",
    "desks and hours",
    "first administrator",
    "recovery key",
    "key typed back",
)
SIGN_IN = ("sign in", "pass phrase forgotten", "own pass phrase")
"""The names of the steps of both ways."""

PHRASE = "four quiet lamps on the hill"


def set_up_clinic(walker: Walker) -> Iterator[str]:
    """Where there is no clinic yet: the choice, and the five steps of making one."""
    yield "first start"
    walker.press(_("Bring our clinic back"))
    yield "clinic from a backup"
    walker.press(_("Back"))
    walker.press(_("Set up our clinic"))
    yield "site"
    walker.write(_("&Name of the site").replace("&", ""), "Harbour Street Clinic")
    walker.press(_("Continue"))
    yield "desks and hours"
    walker.press(_("Continue"))
    for name, words in (
        (_("&Name"), "Ada Lindqvist"),
        (_("&Short name for signing in"), "ada"),
        (_("Pass phrase"), PHRASE),
        (_("Pass phrase again"), PHRASE),
    ):
        walker.write(name.replace("&", ""), words)
    yield "first administrator"
    walker.press(_("Make the clinic"))
    key = "-".join(group.text() for group in walker.seen(KeyStep).findChildren(QLabel))
    yield "recovery key"
    walker.press(_("I have written it down"))
    walker.write(_("&Recovery key").replace("&", ""), key)
    yield "key typed back"


def come_back(walker: Walker, name: str, one_time: str) -> Iterator[str]:
    """Where there is one: by name, by the recovery key, and by a pass phrase that holds once."""
    yield "sign in"
    walker.press(_("I forgot my pass phrase"))
    yield "pass phrase forgotten"
    walker.press(_("I know my pass phrase"))
    walker.write(_("Name"), name)
    walker.write(_("Pass phrase"), one_time)
    walker.press(_("Sign in"))
    walker.wait(lambda: isinstance(walker.screen.window.centralWidget(), OwnPassphrase))
    yield "own pass phrase"


def give_one_time_passphrase(door: Door, administrator: SignsIn, user: User) -> str:
    """What the administrator made for someone who forgot theirs."""
    context = door.open(administrator.user.name, administrator.passphrase)
    admitted = reset_passphrase(context, user.id, reason="Forgotten over the summer")
    door.close(context)
    return admitted.passphrase
