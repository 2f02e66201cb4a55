"""Goes to every place in every look that is planned, does the steps, checks, and takes the pictures."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TextIO

from PySide6.QtWidgets import QApplication

from incident_tracker.domain.clinic.access import Role
from incident_tracker.settings import Settings
from incident_tracker.wording import _
from ui.sheets.checks import checks_after
from ui.sheets.entrances import FIRST_START, SIGN_IN, come_back, give_one_time_passphrase, set_up_clinic
from ui.sheets.look import Look
from ui.sheets.paper import Faults, Picture, lay_out, take_picture, write_index
from ui.sheets.place_checks import keyboard_is_in_sight
from ui.sheets.places import PLACES
from ui.sheets.plan import Visit, all_visits, few_visits
from ui.sheets.program import MakeDoor, program
from ui.sheets.shown import Shown
from ui.sheets.steps import Step, take
from ui.sheets.visitor import SignsIn, Visitor
from ui.tour.walker import StepMissed, WalkClock, Walker

NAMES = (*map(str, PLACES), *(f"way in: {step}" for step in (*FIRST_START, *SIGN_IN)))


@dataclass(frozen=True, slots=True)
class Clinic:
    """The invented clinic that is looked at: its folder, which is only copied, and who signs in for each role."""

    folder: Path
    accounts: Mapping[Role, SignsIn]
    make_door: MakeDoor
    clock: WalkClock


@dataclass(slots=True)
class Rounds:
    """One round through the places in each look."""

    clinic: Clinic
    folder: Path
    faults: Faults = field(default_factory=Faults)
    pictures: dict[tuple[int, str, Step], Picture] = field(default_factory=dict)

    def go_round(self, look: Look, visits: Sequence[Visit]) -> None:
        """Everything that is looked at in this look, on a copy of the clinic."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            copy = Path(shutil.copytree(self.clinic.folder, Path(place) / "clinic"))
            by_place = {visit.place: visit for visit in visits}
            for role in Role:
                here = [number for number, one in enumerate(PLACES) if one.role is role and number in by_place]
                if here:
                    with self._program(copy, look) as walker:
                        self._as_role(role, walker, [by_place[number] for number in here])
            self._entrances(Path(place), copy, look, by_place)

    def _program(self, folder: Path, look: Look) -> AbstractContextManager[Walker]:
        return program(self.clinic.make_door, folder, look, self.clinic.clock)

    def _as_role(self, role: Role, walker: Walker, visits: Sequence[Visit]) -> None:
        you, began = Visitor(walker), self.clinic.clock.moment
        you.sign_in(self.clinic.accounts[role])
        for visit in visits:
            place = PLACES[visit.place]
            walker.begin(str(place))
            try:
                place.come(you)
                walker.settle()
                front = you.front
                front.activateWindow()  # off screen no window manager does it
                walker.wait(lambda: QApplication.focusWidget() is not None)
                self._look(walker, Shown(front, you.page if front is walker.window else front), visit)
            except StepMissed as missed:
                self.faults.add(str(place), "reached", [missed.step], str(visit.look))
            self.clinic.clock.moment = began
            you.leave()

    def _entrances(self, place: Path, copy: Path, look: Look, visits: Mapping[int, Visit]) -> None:
        user = self.clinic.accounts[Role.RECEPTION].user
        first, last = len(PLACES), len(PLACES) + len(FIRST_START)
        if any(number in visits for number in range(first, last)):
            with self._program(place / "new", look) as walker:
                self._along(walker, set_up_clinic(walker), first, visits)
        if any(number >= last for number in visits):
            door = self.clinic.make_door(Settings(copy))
            one_time = give_one_time_passphrase(door, self.clinic.accounts[Role.ADMINISTRATOR], user)
            with self._program(copy, look) as walker:
                self._along(walker, come_back(walker, user.name, one_time), last, visits)

    def _along(self, walker: Walker, steps: Iterator[str], first: int, visits: Mapping[int, Visit]) -> None:
        for number, step in enumerate(steps, first):
            walker.begin(step)
            walker.settle()
            body = walker.screen.window.centralWidget()
            if number in visits and body is not None:
                self._look(walker, Shown(walker.window, body), visits[number])

    def _look(self, walker: Walker, shown: Shown, visit: Visit) -> None:
        name, turned_away = NAMES[visit.place], False
        for step in Step:
            if not take(step, walker, shown):
                return
            for check, find in checks_after(step).items():
                if find is not keyboard_is_in_sight or not turned_away:
                    self.faults.add(name, check, find(shown), f"{visit.look} {step}")
            turned_away = step is Step.WHEEL and bool(keyboard_is_in_sight(shown))  # by the wheel, as one may
            if step in visit.pictures:
                label = f"{name} · {visit.look.size[0]} × {visit.look.size[1]} · {visit.look} · after {step}"
                file = self.folder / "pictures" / f"{visit.place:03}-{step}-{visit.look}.png"
                take_picture(walker.window, shown.window, file)
                self.pictures[visit.place, str(visit.look), step] = Picture(label, file)


def planned(everything: bool) -> list[Visit]:
    """Of every place in every look, or few of each."""
    return list((all_visits if everything else few_visits)(len(NAMES)))


def make_sheets(clinic: Clinic, folder: Path, visits: Sequence[Visit], said: TextIO) -> tuple[int, int]:
    """Take the pictures and put them on sheets in `folder`, which is made; how many there are, and how many faults."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    rounds = Rounds(clinic, folder)
    for look, some in groupby(sorted(visits, key=_by_look), key=_look_of):
        here = list(some)
        said.write(_("{look}: {n} places").format(look=look, n=len(here)) + "\n")
        said.flush()
        rounds.go_round(look, here)
    pictures = [rounds.pictures[at] for at in sorted(rounds.pictures)]
    write_index(folder, pictures, lay_out(pictures, folder), rounds.faults)
    return len(pictures), len(rounds.faults.found)


def _look_of(visit: Visit) -> Look:
    return visit.look


def _by_look(visit: Visit) -> tuple[str, int]:
    return str(visit.look), visit.place
