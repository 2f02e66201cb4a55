"""Every page, part and dialog, as the role it is for, in several looks: the rules of the page hold."""

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import ui
from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.demo.past import accounts
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from tests.screens.every_window.commands_act import commands_act
from tests.screens.every_window.known_faults import KNOWN
from tests.screens.every_window.looks import ENGLISH, KEYS, LOOKS
from tests.screens.every_window.rules import KEY_RULES, QUICK_RULES
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture
from ui.clinic.entrance import EntranceFrame
from ui.page import Page, PageCommand
from ui.sheets.checks import CHECKS
from ui.sheets.entrances import come_back, give_one_time_passphrase, set_up_clinic
from ui.sheets.look import Look
from ui.sheets.place import Place
from ui.sheets.places import PLACES
from ui.sheets.shown import Shown
from ui.tour.walker import WalkClock


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_rules_hold_everywhere(qapp: QApplication, clinic_folder: Path, clock: WalkClock, look: Look) -> None:
    found: dict[str, list[str]] = {}
    tried: set[tuple[type[Page], PageCommand]] = set()
    for role, account in accounts().items():
        with program(clinic_folder, look, clock) as walker:
            you = Visitor(walker)
            you.sign_in(account)
            for place in PLACES:
                if place.role is role:
                    found |= faults_of(place, you, look)
                    if look == ENGLISH and you.front is walker.window and (faults := commands_act(you, tried)):
                        found[f"{place} | commands"] = faults
                    you.leave()
    rarely = {"veil"}  # the newest incident, which is opened here, may have no description
    assert look != ENGLISH or {command for _page, command in tried} | rarely == set(get_args(PageCommand))
    known = {fault for looks, faults in KNOWN.items() if str(look) in looks for fault in faults}
    fresh = [f"{fault}: {'; '.join(what)}" for fault, what in found.items() if fault not in known]
    assert not fresh, "\n".join(fresh)
    mended = sorted(known - found.keys())
    assert not mended, "take it off the list"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_rules_hold_on_every_way_in(
    qapp: QApplication, clinic_folder: Path, tmp_path: Path, clock: WalkClock, look: Look
) -> None:
    found: dict[str, list[str]] = {}
    seen: set[type[QWidget]] = set()
    everybody, door = accounts(), ClinicDoor(Settings(clinic_folder), clock, FLOOR)
    user = everybody[Role.RECEPTION].user
    one_time = give_one_time_passphrase(door, everybody[Role.ADMINISTRATOR], user)
    back = partial(come_back, name=user.name, one_time=one_time)
    for folder, way in ((tmp_path / "new", set_up_clinic), (clinic_folder, back)):
        with program(folder, look, clock) as walker:
            walker.begin(f"{look} way in")
            for step in way(walker):
                walker.settle()
                body = walker.screen.window.centralWidget()
                seen.add(type(body))
                found |= faults_in(walker.window, body, f"way in: {step}", look)
    assert not found, "\n".join(f"{fault}: {'; '.join(what)}" for fault, what in found.items())
    assert seen == set(final(EntranceFrame))


def faults_of(place: Place, you: Visitor, look: Look) -> dict[str, list[str]]:
    """Come there and try every rule: what does not hold, and where."""
    you.walker.begin(f"{look} {place}")
    place.come(you)
    you.walker.settle()
    front = you.front
    front.activateWindow()  # off screen no window manager does it
    you.walker.wait(lambda: QApplication.focusWidget() is not None)
    body = you.page if front is you.walker.window else front
    assert type(body) is place.shows, place
    return faults_in(front, body, str(place), look)


def faults_in(window: QWidget, body: QWidget, name: str, look: Look) -> dict[str, list[str]]:
    """What does not hold of what is in front."""
    keep_picture(window, f"{look}-{name}".replace(" ", "-").replace(",", "").replace(":", ""))
    shown = Shown(window, body)
    rules = CHECKS | (KEY_RULES if str(look) in KEYS else QUICK_RULES)
    return {f"{name} | {rule}": faults for rule, holds in rules.items() if (faults := holds(shown))}


def test_every_page_and_dialog_is_come_to() -> None:
    """A new one fails here until it stands in the list of places, with the way that leads to it."""
    for module in walk_packages(ui.__path__, "ui."):
        import_module(module.name)
    shown = {place.shows for place in PLACES}
    forgotten = {kind.__name__ for base in (Page, QDialog) for kind in final(base) if kind not in shown}
    assert not forgotten
    assert {place.role for place in PLACES} == set(Role)


def final(base: type[QWidget]) -> Iterator[type[QWidget]]:
    """The classes of the program that are made from this one, and from which no further one is."""
    for kind in base.__subclasses__():
        if kind.__subclasses__():
            yield from final(kind)
        elif kind.__module__.startswith("ui."):
            yield kind
