"""Words of the clinic's lists: add one, give it other words, and say until when it is offered."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incident_tracker import wording
from incident_tracker.domain.clinic.vocabulary import Keeping, Term, keeping, needs_twin
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.usecases.clinic.vocabulary import add_term, retire_term, reword_term
from incident_tracker.usecases.oversight.clinic_changes import if_term_ends
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic_choices import ClinicChoices
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.widgets.box_data import choose_data
from ui.widgets.day_field import DayField


class AddWord(Asking[Term]):
    """A word of the clinic's own, in a list that it keeps."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, names: ClinicChoices, vocabulary: str, then: Callable[[Term], object]
    ) -> None:
        text = _("It is offered to everyone from now on. Words that come with the program keep their meaning.")
        super().__init__(desk, parent, _("Add a word"), text, _("Add"), then)
        self._names = names
        self._list = QComboBox()
        for code in sorted(names.by_vocabulary, key=vocabulary_text):
            if keeping(code) is Keeping.CLINIC:
                self._list.addItem(vocabulary_text(code), code)
        choose_data(self._list, vocabulary)
        self._label, self._spanish, self._like = QLineEdit(), QLineEdit(), QComboBox()
        self._like.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._like.setMinimumContentsLength(20)
        self.form.add("vocabulary", _("&List"), self._list)
        self.form.add("label", _("&English word"), self._label)
        self.form.add("label_es", _("&Spanish word"), self._spanish, optional=True)
        self.form.add("like", _("&Counts with"), self._like, _("It is counted and grouped as this one is."))
        self._why = self.ask_reason()
        self._list.currentIndexChanged.connect(self._offer)
        self._offer()

    def send(self) -> None:
        self.run(
            asked(
                add_term,
                self._list.currentData(),
                self._label.text(),
                label_es=self._spanish.text(),
                like=self._like.currentData(),
                reason=self._why.toPlainText(),
            )
        )

    @Slot()
    def _offer(self) -> None:
        """The words that it can be counted with; where it counts by itself, the first line says so."""
        terms = tuple(self._names.by_vocabulary.get(self._list.currentData(), {}).values())
        self._like.clear()
        self._like.addItem(_("Please choose") if needs_twin(self._list.currentData()) else _("By itself"), None)
        for term in terms:
            if term.crosswalk and term.valid_on(self._names.today):
                self._like.addItem(term.labeled(wording.language()), term.code)
        self._like.setEnabled(self._like.count() > 1)


class ChangeWord(Asking[Term]):
    """Other words for a term that the clinic added; what it means stays, because records have it."""

    def __init__(self, desk: PageDesk, parent: QWidget, term: Term, then: Callable[[Term], object]) -> None:
        text = _("Old records show the new words too, so keep the meaning. For another meaning, add another word.")
        super().__init__(desk, parent, _("Change {name}").format(name=term.label), text, _("Save"), then)
        self._term = term
        self._label, self._spanish = QLineEdit(term.label), QLineEdit(term.label_es)
        self.form.add("label", _("&English word"), self._label)
        self.form.add("label_es", _("&Spanish word"), self._spanish, optional=True)
        self._why = self.ask_reason()

    def send(self) -> None:
        self.run(
            asked(
                reword_term,
                self._term,
                self._label.text(),
                label_es=self._spanish.text(),
                reason=self._why.toPlainText(),
            )
        )


class RetireWord(Moving[Term]):
    """The last day on which a word is offered."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, term: Term, today: date, then: Callable[[Term], object]
    ) -> None:
        text = _("It is offered until then. Every record that has it keeps it, and no month changes.")
        name = term.labeled(wording.language())
        super().__init__(desk, parent, _("Retire {name}").format(name=name), text, _("Retire"), then, care=True)
        self._term = term
        self._last = DayField(today)
        self.form.add("last_day", _("&Last day"), self._last)
        self._why = self.ask_reason()

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_term_ends, self._term.vocabulary, self._term.code)

    def send(self) -> None:
        self.run(
            asked(
                retire_term,
                self._term.vocabulary,
                self._term.code,
                self._last.day(),
                reason=self._why.toPlainText(),
            )
        )


class OfferAgain(Asking[Term]):
    """Why a word that was retired is offered again."""

    def __init__(self, desk: PageDesk, parent: QWidget, term: Term, then: Callable[[Term], object]) -> None:
        name = term.labeled(wording.language())
        super().__init__(desk, parent, _("Offer {name} again?").format(name=name), "", _("Offer it"), then)
        self._term = term
        self._why = self.ask_reason()

    def send(self) -> None:
        why = self._why.toPlainText()
        self.run(asked(retire_term, self._term.vocabulary, self._term.code, None, reason=why))


def lists_of(names: ClinicChoices) -> Sequence[str]:
    """The vocabularies by their names, those of the clinic first."""
    order = list(Keeping)
    return sorted(names.by_vocabulary, key=lambda one: (order.index(keeping(one)), vocabulary_text(one)))
