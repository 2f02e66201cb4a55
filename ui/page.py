"""What every page is, and what it works with: runner, clock, zone, look and the signed-in person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.ports.context import Actor, Area
from incident_tracker.settings import Settings
from ui.runner import Runner
from ui.theme.theme import Theme

PageCommand = Literal["save", "keep_draft", "search", "narrow", "print_paper", "export", "veil"]
"""The commands that menus and keys send to the current page."""


class Messages(Protocol):
    """Where the window says something without taking the focus."""

    def tell(self, text: str, undo: Callable[[], object] | None = None, lapses: bool = False) -> None:
        """Say `text`; with `undo`, offer to take it back (button and Ctrl+Z); what `lapses` for ten seconds only."""

    def warn(self, text: str) -> None:
        """Say something that needs to be read; it stays until it is closed."""

    def clear(self) -> None:
        """Say nothing more."""


@dataclass(frozen=True)
class PageDesk:
    """What a page works with. `now()` is an aware UTC moment; `zone` is the site's; `actor` is signed in.

    `change_settings(new)` keeps other settings and applies them at once.
    """

    runner: Runner
    actor: Actor
    now: Callable[[], datetime]
    zone: ZoneInfo
    theme: Theme
    messages: Messages
    settings: Settings
    change_settings: Callable[[Settings], object]

    def may(self, permission: Permission) -> bool:
        """Does the actor's role have the permission at all? Only for what to show; the gate decides."""
        return grant(self.actor.role, permission).scope is not Scope.NONE

    def leads(self, permission: Permission) -> bool:
        """Does the actor's role have the permission beyond records of their own? Only for what to show, as above."""
        return grant(self.actor.role, permission).scope not in (Scope.NONE, Scope.OWN)

    def reaches_all(self, permission: Permission) -> bool:
        """Does the role have the permission everywhere? Only for what to show, as above."""
        return grant(self.actor.role, permission).scope is Scope.ALL

    @property
    def sees_no_names(self) -> bool:
        """Is the actor told months and jobs in place of days and names? Only for how to word it; the gate decides."""
        return grant(self.actor.role, Permission.SEE_ANALYSES).scope is Scope.DEIDENTIFIED

    def may_at(self, permission: Permission, site_id: UUID, *, own: bool = False) -> bool:
        """May they do it with a record of this site, which is their own if `own`? Only for what to show, as above."""
        return grant(self.actor.role, permission).reaches(site_id=site_id, sites=self.actor.sites, own=own)


class Page(QFrame):
    """One page of the window. A frame, because a screen reader says the name of a frame when someone comes into it.

    A page is built when it is first visited and kept. The shell calls `open(argument)` each time someone goes to it,
    and `refresh()` when an area in `areas` changed while it is visible.

    Signals: `open_requested(key, argument)` asks the shell for another page; `back_requested()` for the one before;
    `offers_changed()` when the answer of `offers` may have changed.
    """

    areas: ClassVar[frozenset[Area]] = frozenset()
    alone: ClassVar[bool] = False
    """Is every line of the window its own, without the bar of reminders and what was said before?"""

    open_requested = Signal(str, object)
    back_requested = Signal()
    offers_changed = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("look", "page")

    @property
    def is_whole(self) -> bool:
        """Is all that it shows there, also what is below the edge of the window?"""
        return True

    def make_ahead(self) -> Iterator[None]:
        """Make what is shown only later, giving way after each part; what needs it before makes it at once."""
        return iter(())

    def open(self, argument: object) -> None:
        """Go to this page, with an id, a filter or None. Loads what it shows."""
        self.refresh()

    def refresh(self) -> None:
        """Ask again for what is shown."""

    def offers(self, command: PageCommand) -> bool:
        """Does this command do something on this page now?"""
        return getattr(type(self), command) is not getattr(Page, command)

    def keep_draft(self) -> None:
        """Save what is unfinished, through the runner; called before locking, leaving and closing."""

    def save(self) -> None:
        """Ctrl+Enter and Ctrl+S."""

    def search(self) -> None:
        """Ctrl+F."""

    def narrow(self) -> None:
        """Ctrl+Shift+L: go to what narrows what is shown."""

    def print_paper(self) -> None:
        """Ctrl+P."""

    def export(self) -> None:
        """Ctrl+E."""

    def veil(self) -> None:
        """V: show or fold descriptions."""

    def first_focus(self) -> QWidget | None:
        """The widget that gets the focus when the page is opened; None means the first field."""
        return None
