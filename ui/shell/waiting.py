"""How much waits behind each entry of the sidebar, out of what is due now and today."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal, Slot

from incident_tracker.domain.errors import Problem
from incident_tracker.usecases.oversight.today import TodayItem, When, list_today
from ui.oversight.today_page import TodayPage
from ui.oversight.today_text import place_of
from ui.page import PageDesk
from ui.runner import asked

COUNTED_IN = TodayPage.areas
"""Where something changed, the counts may be others."""


def waiting(items: Iterable[TodayItem], section_of: Callable[[str], str]) -> Mapping[str, int]:
    """By the key of the entry: on Today its lines, elsewhere what has to be done there. What has time is not counted.

    `section_of` gives the entry of a page, "" for a page that stands under none.
    """
    found: Counter[str] = Counter()
    for item in items:
        if item.when in (When.NOW, When.TODAY):
            found["today"] += 1
            found[section_of(place_of(item)[0])] += item.count
    return {key: number for key, number in found.items() if key}


class WaitingCounts(QObject):
    """Asks for them, and says them.

    Signals: `counted(dict)` with the number for each entry where something waits.
    """

    counted = Signal(object)

    def __init__(self, desk: PageDesk, section_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._section_of = desk, section_of

    @Slot()
    def look(self) -> None:
        """Ask again, beside what someone is waiting for."""
        if self._desk.runner.context is not None:
            question = asked(list_today, self._desk.zone.key)
            self._desk.runner.run(question, owner=self, then=self._count, otherwise=self._nothing, long=True)

    def _count(self, items: tuple[TodayItem, ...]) -> None:
        self.counted.emit(waiting(items, self._section_of))

    def _nothing(self, _problem: Problem) -> None:
        self.counted.emit({})
