"""What is shown once someone is signed in: the sidebar, the pages, the message bar, and going back."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.clinic.roles import role_text
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.wording import _, problem_text
from ui.page import Page, PageCommand, PageDesk
from ui.runner import asked
from ui.shell.keeping_focus import KeepingFocus
from ui.shell.navigation import NavigationEntry, first_page, sections, visible_entries
from ui.shell.reminder_center import SHOWN_IN, ReminderCenter
from ui.shell.section_tabs import SectionTabs
from ui.shell.sidebar import Sidebar
from ui.shell.waiting import COUNTED_IN, WaitingCounts
from ui.theme.spacing import px
from ui.widgets.busy import BusyLine
from ui.widgets.layout import PageFrame, column, page_margin
from ui.widgets.message_bar import MessageBar
from ui.widgets.one_in_front import OneInFront

ROOM_FOR_NAMES, LARGE_ROOM_FOR_NAMES = 1100, 760
"""In a window that is less wide the sidebar is icons: pixels of the screen, and pixels of the design, which grow with
the letters."""

Visit = tuple[str, object]


class Workspace(QWidget):
    """Builds pages when they are first visited, tells them when what they show changed, and remembers the history.

    Signals: `visited(key)` after another page came to the front; `opened(key, argument)` then, with what it shows;
    `offers_changed()` when `offers` may answer otherwise.
    """

    visited = Signal(str)
    opened = Signal(str, object)
    offers_changed = Signal()

    def __init__(
        self,
        make_desk: Callable[[MessageBar], PageDesk],
        every: Sequence[NavigationEntry],
        invented: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`make_desk` is given the message bar that the pages will speak through."""
        super().__init__(parent)
        self.setProperty("look", "page")
        self.messages = MessageBar(lambda: self.desk.now())
        self.desk = make_desk(self.messages)
        self._first = first_page(self.desk.actor.role)
        self.entries = {entry.key: entry for entry in visible_entries(every, self.desk.may, self._first)}
        self._pages: dict[str, Page] = {}
        self._visited: list[Visit] = []
        self._here: Visit | None = None
        self.focus = KeepingFocus(self._in_front, self.desk.runner, self)
        self.sections = {section.key: section for section in sections(tuple(self.entries.values()))}
        self._tab_of: dict[str, str] = {}  # of each entry, the page that was in front of it last
        actor = self.desk.actor
        self.sidebar = Sidebar(tuple(self.sections.values()), "log" in self.entries, actor.name, role_text(actor.role))
        self.sidebar.asked.connect(self.go)
        self.sidebar.section_asked.connect(self.go_to_section)
        self._tabs = SectionTabs()
        self._tabs.asked.connect(self._go_to_tab)
        self._waiting = WaitingCounts(self.desk, self._section_of, self)
        self._waiting.counted.connect(self.sidebar.tell)
        if self.desk.actor.person_id is not None:
            self.desk.runner.run(asked(list_people), owner=self, then=self._name_person, otherwise=self._leave_name)
        self._stack = OneInFront()
        self._stack.setProperty("look", "page")
        self._busy = BusyLine()
        self.desk.runner.busy.connect(self._busy.show_busy)
        self.desk.runner.changed.connect(self._areas_changed)
        self.desk.runner.refused.connect(self._say_problem)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if invented:
            right.addWidget(_strip(_("Invented clinic – nothing here is about real people. Look around freely.")))
        right.addWidget(self._busy)
        self.reminders: ReminderCenter | None = None
        if self.desk.may(Permission.SEE_SUPPORT):
            self.reminders = ReminderCenter(self.desk)
            self.reminders.open_requested.connect(self.go)
        self._above = QWidget()
        self._above.setLayout(column(*filter(None, [self.reminders]), gap=0))
        right.addWidget(self._above)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(px(18), 0, page_margin(), 0)
        tabs.addWidget(self._tabs)
        right.addLayout(tabs)
        right.addWidget(self._stack, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.messages)
        self._make_room(False)
        self.messages.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._give_room_back)
        right.addLayout(self._foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(right, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.sidebar.be_narrow(event.size().width() < max(ROOM_FOR_NAMES, px(LARGE_ROOM_FOR_NAMES)))
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.messages and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._make_room(not self.messages.isHidden() or self.messages.keeps_room)
        return False

    @Slot()
    def _give_room_back(self) -> None:
        """The page may grow again where a message was: now nothing that it moves is under a pressed pointer."""
        if self.messages.keeps_room and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.messages.give_room_back()
            self._make_room(False)

    def _make_room(self, for_message: bool) -> None:
        """The page goes down to the edge while nothing is said."""
        self._foot.setContentsMargins(page_margin(), 0, page_margin(), px(12) if for_message else 0)

    @property
    def here(self) -> Visit | None:
        """The page in front and its argument."""
        return self._here

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._here[0]) if self._here else None

    def _in_front(self) -> Page | None:
        return self.page

    @Slot(str)
    def go(self, key: str, argument: object = None) -> None:
        """Go to a page; one that the signed-in person may not see says so kindly."""
        if key not in self.entries:
            self.messages.tell(_("This part is not open to your role."))
            return
        self._leave()
        if self._here is not None and self._here != (key, argument):
            self._visited.append(self._here)
        self._come(key, argument)

    @Slot(str)
    def go_to_section(self, key: str) -> None:
        """Come to an entry of the sidebar: to that of its pages where one was last, at first to the first."""
        section = self.sections.get(key)
        if section is not None:
            self.go(self._tab_of.get(key, section.pages[0].key))

    def turn_tab(self, step: int) -> None:
        """Come to the page so many tabs further."""
        if (key := self._tabs.neighbor(step)) is not None:
            self.go(key)

    @property
    def has_tabs(self) -> bool:
        """Are there other pages beside the one in front?"""
        return self._tabs.neighbor(1) is not None

    @Slot()
    def back(self) -> None:
        """Go to the page before, or to the one that people in this role come in to."""
        self._leave()
        if self._visited:
            self._come(*self._visited.pop())
        elif self._here is not None and self._here[0] != self._first and self._first in self.entries:
            self._come(self._first, None)

    @property
    def can_go_back(self) -> bool:
        """Is there a page before, or another one that the role comes in to?"""
        return bool(self._visited) or (self._here is not None and self._here[0] != self._first)

    def come_in(self, visit: Visit | None) -> None:
        """Go where someone was before the window locked; the first time, to the page that their role begins with."""
        first = self._first if self._first in self.entries else next(iter(self.entries))
        self.go(*(visit if visit is not None and visit[0] in self.entries else (first, None)))

    @Slot()
    def look(self) -> None:
        """Ask what is due now."""
        self._waiting.look()
        if self.reminders is not None:
            self.reminders.look()

    def modules_to_load(self) -> Iterator[str]:
        """The modules of all pages."""
        return (entry.module for entry in self.entries.values())

    def make_ahead(self) -> Iterator[None]:
        """Make the pages that no one came to yet, and what they show only later, giving way after each part."""
        for key in self.entries:
            if key not in self._pages:
                page = self._build(key)
                self.destroyed.connect(page.deleteLater)  # in case someone locks before it has its place
                yield
                self._stack.add(page)  # only here it gets its look
                yield
            yield from self._pages[key].make_ahead()

    def keep_drafts(self) -> None:
        """Let every page save what is unfinished."""
        for page in self._pages.values():
            page.keep_draft()

    def on_page(self, command: PageCommand) -> None:
        """Do this on the page in front, if the page offers it."""
        if self.page is not None and self.page.offers(command):
            getattr(self.page, command)()

    def offers(self, command: PageCommand) -> bool:
        """Does this command do something on the current page?"""
        return self.page is not None and self.page.offers(command)

    def _come(self, key: str, argument: object) -> None:
        page = self._pages.get(key) or self._build(key)
        self._give_room_back()
        self._here = (key, argument)
        entry = self.entries[key]
        stays = self._tabs.hasFocus()  # who turns over the tabs goes on turning
        if entry.is_tab:
            self._tab_of[entry.section] = key
        self._tabs.show_section(self.sections.get(entry.section), key)
        self._stack.bring(page)
        self._above.setHidden(page.alone)
        if page.alone:
            self.messages.clear()
        self.sidebar.mark(entry.section)
        for page_frame in page.findChildren(PageFrame):
            page_frame.area.start()
            if not self._tabs.isHidden():
                page_frame.is_named_by_tab()
        page.open(argument)
        if not (stays and self._tabs.isVisible()):
            self.focus.arrive()
        self.visited.emit(key)
        self.opened.emit(key, argument)
        self.offers_changed.emit()

    def _build(self, key: str) -> Page:
        page = self.entries[key].build(self.desk)
        page.setAccessibleName(self.entries[key].label)
        page.open_requested.connect(self.go)
        page.back_requested.connect(self.back)
        page.offers_changed.connect(self.offers_changed)
        self._pages[key] = page
        return page

    @Slot(str)
    def _go_to_tab(self, key: str) -> None:
        self.go(key)

    def _leave(self) -> None:
        if self.page is not None:
            self.page.keep_draft()

    @Slot(frozenset)
    def _areas_changed(self, areas: frozenset[Any]) -> None:
        if self.reminders is not None and areas & SHOWN_IN:
            self.reminders.look()
        if areas & COUNTED_IN:
            self._waiting.look()
        # a page that is not in front asks by itself when it is opened again
        if self.page is not None and self.page.areas & areas:
            self.page.refresh()

    def _section_of(self, page: str) -> str:
        return self.entries[page].section if page in self.entries else ""

    def _name_person(self, people: Sequence[Person]) -> None:
        for person in people:
            if person.id == self.desk.actor.person_id:
                self.sidebar.name_person(person.name)

    def _leave_name(self, _problem: Problem) -> None:
        """The account's name is filled in already."""

    @Slot(object)
    def _say_problem(self, problem: Problem) -> None:
        self.messages.warn(problem_text(problem))


def _strip(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "strip")
    label.setWordWrap(True)
    return label
