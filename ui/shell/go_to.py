"""Ctrl+K: type a few letters to go to a page, a command, a setting, a person, an incident, or to what a word means."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.wording import _, ngettext
from ui.icons import Icon, icon
from ui.page import PageDesk
from ui.runner import asked
from ui.shell.destinations import Destination, Group, matching, with_headings
from ui.shell.found_list import FoundList
from ui.shell.guides import Chapter, read_chapters
from ui.shell.known_places import KnownPlaces, chapters_of, incident_place, places_of, places_of_settings, read_known
from ui.shell.recent import Opened
from ui.shell.record_finder import RecordFinder
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.text import text_label

_WIDTH, _HEIGHT = 640, 480
_QUIET = 300  # milliseconds without a change before a screen reader is told what was found
_ROWS = {
    int(Qt.Key.Key_Down): 1,
    int(Qt.Key.Key_Up): -1,
    int(Qt.Key.Key_PageDown): 0,
    int(Qt.Key.Key_PageUp): 0,
}


class GoTo(QDialog):
    """A field and what fits it; Enter goes to the line that is marked, the arrows mark another one.

    Enter pressed before the answer is there goes as soon as it comes, if what was typed may be a number.
    """

    def __init__(
        self,
        desk: PageDesk,
        places: Sequence[Destination],
        pages: frozenset[str],
        opened: Sequence[Opened],
        go: Callable[[str, object], object],
        parent: QWidget,
    ) -> None:
        """`places` are the pages and commands, `pages` the keys of those that are open to this person."""
        super().__init__(parent)
        self.setWindowTitle(_("Go to"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setProperty("look", "palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._desk, self._go_to, self._pages = desk, go, pages
        self._known = KnownPlaces()
        self._places = [*places, *places_of_settings(desk, go)]
        self._named: list[Destination] = []
        self._chapters: list[Destination] = []
        self._enter_waits = False
        self._finder = RecordFinder(desk, self)
        self._finder.answered.connect(self._answered)
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Type a few letters"))
        self._field.setAccessibleName(_("Where to"))
        self._field.setMaxLength(200)
        self._field.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textChanged.connect(self._typed)
        self._field.installEventFilter(self)
        self._list = FoundList()
        self._list.itemClicked.connect(self._clicked)
        self._says = text_label("", "note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(12), px(12), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._says)
        layout.addStretch()
        room = parent.window().size()
        self._tall = min(px(_HEIGHT), room.height() - 32)
        self.resize(min(px(_WIDTH), room.width() - 32), self._tall)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._tell)
        self._show(stays=False)
        desk.runner.run(asked(read_known, tuple(opened)), owner=self, then=self._name)
        desk.runner.call(read_chapters, owner=self, then=self._take_chapters)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ROWS:
                page = self._list.a_page() * (1 if event.key() == Qt.Key.Key_PageDown else -1)
                self._list.step(_ROWS[event.key()] or page)
                self._quiet.stop()
                announce(self._field, self._list.spoken(), at_once=True)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._enter_waits = False
        self._finder.look(text)
        self._show(stays=False)

    @Slot()
    def _answered(self) -> None:
        self._show(stays=True)
        if self._enter_waits and not self._finder.waits_for_number:
            self._enter_waits = False
            self._take(self._list.destination())

    def _name(self, known: KnownPlaces) -> None:
        self._known = known
        self._named = places_of(known, self._desk, self._pages, self._go_to, self._explain)
        self._show(stays=bool(self._field.text()))

    def _take_chapters(self, chapters: tuple[Chapter, ...]) -> None:
        self._chapters = chapters_of(chapters, self._go_to)
        self._show(stays=True)

    def _show(self, stays: bool) -> None:
        """`stays`: the marked line stays marked if it is still there; else the first one is."""
        text = self._field.text()
        found = matching([*self._places, *self._named, *self._chapters], text)
        by_number = Group.NUMBER if _has_digit(text) else Group.CODE
        rows = [(row, by_number) for row in self._finder.numbered]
        numbered = {row.id for row in self._finder.numbered}
        rows += [(row, Group.TOLD) for row in self._finder.told if row.id not in numbered]
        found += [incident_place(row, group, self._known.names, self._desk, self._go_to) for row, group in rows]
        self._list.show_lines(list(with_headings(found)), stays)
        self._list.setVisible(bool(found))
        self._says.setText(self._sentence(text))
        if (layout := self.layout()) is not None:
            layout.activate()
            self.resize(self.width(), self._tall if found else layout.totalHeightForWidth(self.width()))
        self._quiet.start()

    def _sentence(self, text: str) -> str:
        """What is said below the list."""
        number = self._list.number()
        if not text.strip():
            return self._hint()
        if number:
            return ngettext("{n} found", "{n} found", number).format(n=number)
        if self._finder.waits:
            return _("Looking …")
        return _("Nothing found for “{text}”. Try fewer letters, or another word.").format(text=text.strip())

    def _hint(self) -> str:
        if not self._desk.may(Permission.VIEW_INCIDENTS):
            return _("Find a page, a command, a setting, a name, or a word you want explained.")
        if self._desk.may(Permission.SEARCH_TEXT):
            return _("Find an incident by its number or its words, a page, a command, a setting, or a word explained.")
        return _("Find an incident by its number, a page, a command, a setting, or a word explained.")

    @Slot()
    def _tell(self) -> None:
        """Say it once it is still, and what is marked."""
        if not self._field.text().strip():
            words = self._list.spoken()
        elif self._finder.waits:
            return
        else:
            words = ". ".join(filter(None, (self._says.text(), self._list.spoken())))
        announce(self._field, words)

    def _enter(self) -> None:
        if _has_digit(self._field.text()) and self._finder.waits_for_number:
            self._enter_waits = True
        else:
            self._take(self._list.destination())

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(self._list.destination_of(item))

    def _take(self, destination: Destination | None) -> None:
        if destination is not None:
            self.accept()
            destination.go()

    def _explain(self, term: Term) -> None:
        from ui.shell.term_card import TermCard

        window = self.parentWidget()
        if window is not None:
            TermCard(term, self._desk.now().date(), window).open()


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
