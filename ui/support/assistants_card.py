"""Who helps to hold a debrief: one line for each help that is asked for, chosen and taken back."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.support.assistants import (
    Assistant,
    Assisting,
    Wanted,
    wanted_help,
    with_help,
    without_help,
)
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.labels.support.assistants import assisting_text
from incident_tracker.usecases.support.assistants import set_assistants
from incident_tracker.wording import _
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import asked
from ui.support.beside import Beside
from ui.support.debrief_view import DebriefView
from ui.support.panel import rebuild
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import Card, column
from ui.widgets.text import note, text_label


class AssistantsCard(Card):
    """Hidden where no help is asked for and none was chosen."""

    def __init__(self, desk: PageDesk) -> None:
        super().__init__(_("Who helps to hold it"), _("Asked for where a person wants it, or the debrief needs it."))
        self._desk = desk
        self._view: DebriefView | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(4))
        self.add(self._lines)

    def show_view(self, view: DebriefView) -> None:
        """Show what this debrief asks for."""
        self._view = view
        debrief = view.debrief
        wanted = list(wanted_help(debrief.tier, view.file.participants)) if debrief.open else []
        known = {(one.duty, one.for_person_id) for one in wanted}
        wanted += [
            Wanted(one.duty, one.for_person_id)
            for one in debrief.assistants
            if (one.duty, one.for_person_id) not in known
        ]
        rebuild(self._lines, *(self._line(one, view) for one in wanted))
        self.setVisible(bool(wanted))

    def _line(self, wanted: Wanted, view: DebriefView) -> QWidget:
        here = ((one.duty, one.for_person_id, one) for one in view.debrief.assistants)
        present = next(
            (one for duty, person, one in here if (duty, person) == (wanted.duty, wanted.for_person_id)), None
        )
        heading = _heading(wanted, view)
        title = text_label(heading, "label")
        title.setWordWrap(True)
        words = [title]
        if wanted.words:
            words.append(note(_("They wrote: {words}").format(words=wanted.words)))
        words.append(note(_("No one yet.") if present is None else view.told_of(present)))
        if not view.debrief.open:
            return Beside(column(*words, gap=2))
        choose = Button(_("Choose …"), "", None, partial(self._choose, wanted, view))
        choose.setAccessibleName(_("Choose: {what}").format(what=heading))
        if present is None:
            return Beside(column(*words, gap=2), choose)
        away = Button(_("Leave out"), "quiet", None, partial(self._take_back, present, view))
        away.setAccessibleName(_("Leave out: {what}").format(what=heading))
        return Beside(column(*words, gap=2), choose, away)

    def _choose(self, wanted: Wanted, view: DebriefView) -> None:
        AssistantDialog(self._desk, self, wanted, view, partial(self._kept, view.debrief)).open()

    def _take_back(self, present: Assistant, view: DebriefView) -> None:
        debrief = view.debrief
        fewer = without_help(debrief.assistants, present.duty, present.for_person_id)
        self._desk.runner.run(
            asked(set_assistants, debrief.id, debrief.version, fewer), owner=self, then=partial(self._kept, debrief)
        )

    def _kept(self, before: Debrief, after: Debrief) -> None:
        undo = asked(set_assistants, after.id, after.version, before.assistants)
        self._desk.messages.tell(_("Saved."), undo=lambda: self._desk.runner.run(undo, owner=self))


class AssistantDialog(Asking[Debrief]):
    """Chooses who helps: someone who works here, or someone from outside."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        wanted: Wanted,
        view: DebriefView,
        then: Callable[[Debrief], object],
    ) -> None:
        text = _("Never someone who had a part in it. They are reminded of the time, and it is in their calendar.")
        super().__init__(desk, parent, _heading(wanted, view), text, _("Keep"), then)
        self._wanted, self._debrief = wanted, view.debrief
        self.person, self.outside, self.language = QComboBox(), QLineEdit(), QLineEdit()
        self.person.addItem(_("Choose a person"), None)
        involved = view.booking.involved if view.booking is not None else frozenset[UUID]()
        for one in view.names.staff():
            if isinstance(one.code, UUID) and one.code not in involved:
                self.person.addItem(view.with_site(one.code), str(one.code))
        self.form.add("assistant", _("&Who"), self.person)
        self.form.add("outside", _("Or someone from &outside"), self.outside, optional=True)
        if wanted.duty is Assisting.INTERPRETER:
            self.language.setText(wanted.words)
            self.form.add("language", _("&Language"), self.language)

    def send(self) -> None:
        chosen = self.person.currentData()
        who = UUID(chosen) if chosen else None
        wanted, debrief = self._wanted, self._debrief
        new = Assistant(wanted.duty, who, self.outside.text(), wanted.for_person_id, self.language.text())
        self.run(asked(set_assistants, debrief.id, debrief.version, with_help(debrief.assistants, new)))


def _heading(wanted: Wanted, view: DebriefView) -> str:
    text = assisting_text(wanted.duty)
    if wanted.for_person_id is None:
        return text
    return _("{what} for {name}").format(what=text, name=view.names.person(wanted.for_person_id))
