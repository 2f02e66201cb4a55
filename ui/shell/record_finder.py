"""Asks for incidents while someone types in Ctrl+K: by a part of the number, and by words for who may search."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow, IncidentRows
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.usecases.capture.finding import find_by_number
from incident_tracker.usecases.capture.incidents import search_incidents
from ui.page import PageDesk
from ui.runner import Asked, asked

PAUSE = 80  # milliseconds without a key before something is asked
MOST_TOLD = 6
_SHORTEST_WORD = 3

R = TypeVar("R")


class RecordFinder(QObject):
    """`look` for a text; the answers to an older text are dropped.

    Signals: `answered()` when rows for the last text came, or none will come.
    """

    answered = Signal()

    def __init__(self, desk: PageDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = ""
        self._numbers = _OneQuestion[tuple[IncidentRow, ...]](desk, self, self._take_numbers)
        self._words = _OneQuestion[IncidentRows](desk, self, self._take_words, long=True)
        self.numbered: tuple[IncidentRow, ...] = ()
        self.told: tuple[IncidentRow, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)

    def look(self, text: str) -> None:
        """Ask for what fits `text`, as soon as no key follows for a moment."""
        self._text = text.strip()
        self.numbered = self.told = ()
        self._numbers.drop()
        self._words.drop()
        if self._asks_numbers or self._asks_words:
            self._pause.start()
        else:
            self._pause.stop()

    @property
    def waits(self) -> bool:
        """Is an answer to come?"""
        return self.waits_for_number or self._words.waits

    @property
    def waits_for_number(self) -> bool:
        """Is the answer to come that says which incident has this number?"""
        return self._pause.isActive() or self._numbers.waits

    @property
    def _asks_numbers(self) -> bool:
        return bool(self._text) and self._desk.may(Permission.VIEW_INCIDENTS)

    @property
    def _asks_words(self) -> bool:
        letters = max((len(folded(word)) for word in wanted_words(self._text)), default=0)
        may = self._desk.may(Permission.VIEW_INCIDENTS) and self._desk.may(Permission.SEARCH_TEXT)
        return may and letters >= _SHORTEST_WORD

    @Slot()
    def _ask(self) -> None:
        if self._asks_words:
            self._words.ask(asked(search_incidents, self._text, IncidentFilter(), MOST_TOLD))
        if self._asks_numbers:
            self._numbers.ask(asked(find_by_number, self._text))

    def _take_numbers(self, rows: tuple[IncidentRow, ...] | None) -> None:
        self.numbered = rows or ()
        self.answered.emit()

    def _take_words(self, rows: IncidentRows | None) -> None:
        self.told = rows.items if rows is not None else ()
        self.answered.emit()


class _OneQuestion(Generic[R]):
    """One question at a time: while one is answered the next waits, and of those only the last is asked."""

    def __init__(self, desk: PageDesk, owner: QObject, take: Callable[[R | None], object], long: bool = False) -> None:
        self._desk, self._owner, self._take, self._long = desk, owner, take, long
        self._running: object = None
        self._wanted: Asked[R] | None = None

    @property
    def waits(self) -> bool:
        """Is an answer to come that is wanted?"""
        return self._wanted is not None

    def drop(self) -> None:
        """The answer is not wanted anymore."""
        self._wanted = None

    def ask(self, question: Asked[R]) -> None:
        """Ask this instead of what was asked before."""
        self._wanted = question
        if self._running is None:
            self._start(question)

    def _start(self, question: Asked[R]) -> None:
        self._running = question
        self._desk.runner.run(
            question,
            owner=self._owner,
            then=partial(self._answered, question),
            otherwise=partial(self._refused, question),
            long=self._long,
        )

    def _answered(self, question: Asked[R], answer: R) -> None:
        self._end(question, answer)

    def _refused(self, question: Asked[R], _problem: Problem) -> None:
        self._end(question, None)

    def _end(self, question: Asked[R], answer: R | None) -> None:
        self._running = None
        wanted = self._wanted
        if wanted is question:
            self._wanted = None
            self._take(answer)
        elif wanted is not None:
            self._start(wanted)
