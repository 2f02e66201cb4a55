"""A line of the table for the police, and one of the list of help: each asked in one dialog."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incident_tracker import wording
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.police_table import PoliceAnswer, PoliceLine, police_line
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.vocabulary import CLINIC, Term
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.labels.clinic.directory import help_kind_text
from incident_tracker.labels.clinic.police_table import police_answer_text
from incident_tracker.usecases.clinic.directory import add_entry, change_entry, show_entry_until
from incident_tracker.usecases.clinic.police_table import add_police_line, change_police_line
from incident_tracker.usecases.oversight.clinic_changes import if_help_ends
from incident_tracker.wording import _
from ui.asking import Asking
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.widgets.box_data import choose_data
from ui.widgets.check_box import CheckBox
from ui.widgets.day_field import DayField

_NEW = UUID(int=0)


class PoliceLineDialog(Asking[Term]):
    """Adds a line, or changes `term`: the situation of one that came with the program stays."""

    def __init__(self, desk: PageDesk, parent: QWidget, term: Term | None, then: Callable[[Term], object]) -> None:
        heading = _("Add a situation")
        text = _("The form shows it to everyone from now on. Old reports keep their line.")
        if term is not None:
            heading = _("Change {name}").format(name=term.labeled(wording.language()))
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._term = term
        said = police_line(term) if term is not None else PoliceLine("", PoliceAnswer.CALL)
        self._label, self._spanish = QLineEdit(said.label), QLineEdit(said.label_es)
        self._answer = QComboBox()
        for answer in PoliceAnswer:
            self._answer.addItem(police_answer_text(answer), answer)
        self._answer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._answer.setMinimumContentsLength(16)
        choose_data(self._answer, said.answer)
        self._advice, self._advice_es = QLineEdit(said.advice), QLineEdit(said.advice_es)
        if term is None or term.source == CLINIC:
            self.form.add("label", _("&Situation in English"), self._label)
            self.form.add("label_es", _("Situation in S&panish"), self._spanish, optional=True)
        self.form.add("answer", _("What the &table says"), self._answer)
        self.form.add("advice", _("What to &do, in English"), self._advice, optional=True)
        self.form.add("advice_es", _("W&hat to do, in Spanish"), self._advice_es, optional=True)
        self._why = self.ask_reason()

    def send(self) -> None:
        why, said = self._why.toPlainText(), self._said()
        if self._term is None:
            self.run(asked(add_police_line, said, reason=why))
        else:
            self.run(asked(change_police_line, self._term, said, reason=why))

    def _said(self) -> PoliceLine:
        return PoliceLine(
            self._label.text(),
            PoliceAnswer(self._answer.currentData()),
            self._spanish.text(),
            self._advice.text(),
            self._advice_es.text(),
        )


class EntryDialog(Asking[DirectoryEntry]):
    """Adds a line or team that helps, or changes `entry`."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        sites: Iterable[Site],
        entry: DirectoryEntry | None,
        then: Callable[[DirectoryEntry], object],
    ) -> None:
        heading = _("Change {name}").format(name=entry.name) if entry else _("Add help")
        super().__init__(desk, parent, heading, "", _("Save"), then)
        self._entry = entry
        shown = entry or DirectoryEntry(_NEW, "", HelpKind.MOBILE_CRISIS, "")
        self._name, self._phone = QLineEdit(shown.name), QLineEdit(shown.phone)
        self._hours, self._note = QLineEdit(shown.hours), QLineEdit(shown.note)
        self._kind, self._site = QComboBox(), QComboBox()
        for box in (self._kind, self._site):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
        for kind in HelpKind:
            self._kind.addItem(help_kind_text(kind), kind)
        choose_data(self._kind, shown.kind)
        if desk.reaches_all(Permission.MANAGE_CLINIC):
            self._site.addItem(_("All sites"), None)
        for site in sites:
            self._site.addItem(site.name, site.id)
        choose_data(self._site, shown.site_id)
        self._video = CheckBox(_("Can be reached by &video"))
        self._video.setChecked(shown.by_video)
        self.form.add("name", _("&Name"), self._name)
        self.form.add("kind", _("&Kind of help"), self._kind)
        self.form.add("phone", _("&Phone"), self._phone)
        self.form.add("hours", _("&When it is reached"), self._hours, optional=True)
        self.form.add_widget(self._video)
        self.form.add("site_id", _("S&ite"), self._site)
        self.form.add("note", _("N&ote"), self._note, optional=True)

    def send(self) -> None:
        wanted = replace(
            self._entry or DirectoryEntry(_NEW, "", HelpKind.OTHER, ""),
            name=self._name.text(),
            kind=HelpKind(self._kind.currentData()),
            phone=self._phone.text(),
            hours=self._hours.text(),
            by_video=self._video.isChecked(),
            note=self._note.text(),
            site_id=self._site.currentData(),
        )
        self.run(asked(add_entry if self._entry is None else change_entry, wanted))


class EndEntry(Moving[DirectoryEntry]):
    """The last day on which a line or team is shown."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        entry: DirectoryEntry,
        today: date,
        then: Callable[[DirectoryEntry], object],
    ) -> None:
        text = _("It is shown until then, on this page, on the form and on the card.")
        super().__init__(desk, parent, _("Retire {name}").format(name=entry.name), text, _("Retire"), then, care=True)
        self._entry = entry
        self._last = DayField(today)
        self.form.add("last_day", _("&Last day"), self._last)

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_help_ends, self._entry.id)

    def send(self) -> None:
        self.run(asked(show_entry_until, self._entry, self._last.day()))
