"""A user in one role who visits every page, part and dialog of the program as that role does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.learning.actions import Action, ActionStatus
from incident_tracker.domain.learning.analyses import AnalysisStatus
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.learning.actions import list_plan
from incident_tracker.usecases.learning.analyses import list_analyses
from incident_tracker.usecases.support.owed import Owed, list_support
from incident_tracker.wording import _
from ui.page import Page
from ui.tour.walker import StepMissed, Walker
from ui.widgets.buttons import Button

P = TypeVar("P", bound=Page)


class SignsIn(Protocol):
    """A user of the invented clinic, and the pass phrase."""

    @property
    def user(self) -> User:
        """Who signs in."""

    @property
    def passphrase(self) -> str:
        """With which words."""


@dataclass(slots=True)
class Visitor:
    """Someone who is signed in, in the real window over the invented clinic."""

    walker: Walker

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.walker.page

    @property
    def ctx(self) -> Context:
        """What the signed-in person may do."""
        context = self.walker.screen.runner.context
        assert context is not None
        return context

    @property
    def front(self) -> QWidget:
        """The dialog in front, the small window of the quick log, or the window."""
        return in_front(self.walker)

    def sign_in(self, account: SignsIn) -> None:
        """Come in by name and pass phrase."""
        self.walker.write(_("Name"), account.user.name)
        self.walker.write(_("Pass phrase"), account.passphrase)
        self.walker.press(_("Sign in"))
        self.walker.wait(lambda: self.walker.screen.window.workspace is not None)
        self.walker.settle()

    def go(self, kind: type[P], key: str, argument: object = None) -> P:
        """Come to a page by what leads there."""
        self.walker.go(key, argument)
        page = self.page
        assert isinstance(page, kind)
        return page

    def press(self, name: str) -> None:
        """Come to a button and press it."""
        self.walker.press(name)

    def press_first(self, *names: str) -> None:
        """Press the first button whose words begin with one of these."""
        for button in self.front.findChildren(Button):
            words = button.text().replace("&", "")
            if button.isVisible() and button.isEnabled() and words.startswith(names):
                self.walker.come_to(button)
                button.click()
                self.walker.settle()
                return
        raise StepMissed(f"{self.walker.present}: {names}")

    def press_nth(self, holder: QWidget, number: int) -> None:
        """Press one of the buttons of `holder`, counted from 0."""
        button = holder.findChildren(QAbstractButton)[number]
        self.walker.come_to(button)
        button.click()
        self.walker.settle()

    def leave(self) -> None:
        """Close whatever is open in front of the window, without an answer."""
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.done(QDialog.DialogCode.Rejected)
            self.walker.settle()
        if (small := self.walker.screen.log_at_once.small) is not None:
            small.close()
            self.walker.window.showNormal()
        self.walker.window.activateWindow()  # off screen no window manager does it
        workspace = self.walker.screen.window.workspace
        if workspace is not None:
            workspace.messages.clear()
        self.walker.settle()

    def incidents(self) -> Sequence[IncidentRow]:
        """Those that this person may see, the latest first."""
        return list_incidents(self.ctx, IncidentFilter()).items

    def owed(self, *states: DebriefStatus | None) -> Owed:
        """The first thing that is owed in one of these states (None: no debrief)."""
        found = next((one for one in list_support(self.ctx) if one.status in states), None)
        assert found is not None, f"the invented clinic owes nothing like {states}"
        return found

    def analysis(self, status: AnalysisStatus) -> UUID:
        """The latest analysis of this state."""
        return next(row.id for row in list_analyses(self.ctx, status))

    def action(self, status: ActionStatus, measured: bool = False) -> Action:
        """The first action of this state."""
        return next(one for one in list_plan(self.ctx) if one.status is status and (one.measure or not measured))


def in_front(walker: Walker) -> QWidget:
    """The dialog in front, the small window of the quick log, or the window."""
    small = walker.screen.log_at_once.small
    return QApplication.activeModalWidget() or (small if small is not None and small.isVisible() else walker.window)
