"""The clinic's table for the police: its lines, and what an administrator may do with the selected one."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker import wording
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.police_table import POLICE, answer_of, police_line
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.labels.clinic.police_table import police_answer_text
from incident_tracker.usecases.clinic.police_table import change_police_line
from incident_tracker.usecases.clinic.quick_choices import order_choices
from incident_tracker.usecases.clinic.vocabulary import retire_term
from incident_tracker.wording import _, pgettext
from ui.clinic.clinic_list import ClinicList, ListWords, RowAct
from ui.clinic.help_dialogs import PoliceLineDialog
from ui.clinic.log_order import OrderDialog
from ui.clinic.word_dialogs import OfferAgain, RetireWord
from ui.clinic.words_page import WordRow
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.record_model import ListColumn


class PolicePanel(QWidget):
    """Enter on a line changes its answer. Retired lines come last."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._names = ClinicChoices()
        self._may = desk.may(Permission.CHANGE_SETTINGS)
        columns = [
            ListColumn("situation", _("Situation"), _situation, 24, weight=9, stretch=True, least=14),
            ListColumn("answer", _("What the table says"), _answer, 24),
            ListColumn("advice", _("What to do"), _advice, 30, spare=True),
        ]
        acts: list[RowAct[WordRow]] = [
            RowAct(_("&Change"), Icon.EDIT, self.change, self._may_change, hides=not self._may),
            RowAct(_("Order of this list …"), Icon.UP, self.order, self._may_order, hides=True),
            RowAct(_("Retire …"), None, self.retire, self._may_change, care=True, hides=True),
            RowAct(_("Offer it again …"), Icon.UNDO, self.offer_again, self._may_offer, hides=True),
        ]
        self.add = Button(_("&Add a situation"), "", Icon.NEW, self.begin)
        words = ListWords("police_table", _("When the police are called"), _("Search the table"), _("No lines yet"))
        self.list: ClinicList[WordRow] = ClinicList(
            desk, words, columns, self._state, acts, [self.add] if self._may else []
        )
        layout = column(self.list)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_names(self, names: ClinicChoices) -> None:
        """Show the table as it is today."""
        self._names = names
        terms = names.by_vocabulary.get(POLICE, {}).values()
        rows = sorted(terms, key=lambda term: (not term.valid_on(names.today), term.position))
        self.list.show_rows([WordRow(term) for term in rows])

    @Slot()
    def begin(self) -> None:
        """Ask for a new line."""
        PoliceLineDialog(self.desk, self, None, self._added).open()

    def change(self, row: WordRow) -> None:
        """Another answer for a situation."""
        PoliceLineDialog(self.desk, self, row.term, partial(self._changed, row.term)).open()

    def order(self, _row: WordRow) -> None:
        """The order of the lines."""
        terms = self._names.offered(POLICE)
        OrderDialog(self.desk, self, POLICE, terms, partial(self._ordered, terms)).open()

    def retire(self, row: WordRow) -> None:
        """Ask for its last day."""
        RetireWord(self.desk, self, row.term, self._names.today, self._retired).open()

    def offer_again(self, row: WordRow) -> None:
        """Ask why it is in the table again."""
        OfferAgain(self.desk, self, row.term, partial(self._offered_again, row.term)).open()

    def _added(self, term: Term) -> None:
        self.list.wait_for((term.vocabulary, term.code))
        self._tell(_("{name} is in the table now.").format(name=_name(term)), partial(self._take_out, term))

    def _take_out(self, term: Term) -> None:
        yesterday = self._names.today - timedelta(days=1)
        why = _("The line was added by mistake.")
        self.desk.runner.run(asked(retire_term, POLICE, term.code, yesterday, reason=why), owner=self)

    def _changed(self, before: Term, after: Term) -> None:
        self._tell(_("Saved: {name}.").format(name=_name(after)), partial(self._change_back, before, after))

    def _change_back(self, before: Term, after: Term) -> None:
        why = _("The line was changed by mistake.")
        self.desk.runner.run(asked(change_police_line, after, police_line(before), reason=why), owner=self)

    def _ordered(self, before: tuple[Term, ...], after: tuple[Term, ...]) -> None:
        self._tell(_("Saved: the order of the table."), partial(self._order_back, before, after))

    def _order_back(self, before: tuple[Term, ...], after: tuple[Term, ...]) -> None:
        now = {term.code: term for term in after}
        self.desk.runner.run(asked(order_choices, POLICE, tuple(now[term.code] for term in before)), owner=self)

    def _retired(self, term: Term) -> None:
        day = day_text(term.valid_to) if term.valid_to else ""
        text = _("{name} is in the table until {day}.").format(name=_name(term), day=day)
        self._tell(text, partial(self._not_retired, term))

    def _not_retired(self, term: Term) -> None:
        why = _("The line was retired by mistake.")
        self.desk.runner.run(asked(retire_term, POLICE, term.code, None, reason=why), owner=self)

    def _offered_again(self, before: Term, after: Term) -> None:
        self._tell(_("{name} is in the table again.").format(name=_name(after)), partial(self._retired_again, before))

    def _retired_again(self, before: Term) -> None:
        why = _("The line was put back by mistake.")
        self.desk.runner.run(asked(retire_term, POLICE, before.code, before.valid_to, reason=why), owner=self)

    def _tell(self, text: str, undo: "partial[None]") -> None:
        self.desk.messages.tell(text, undo=undo)

    def _may_change(self, row: WordRow) -> bool:
        return self._may and row.term.valid_to is None

    def _may_order(self, row: WordRow) -> bool:
        return self.desk.may(Permission.ORDER_CHOICES) and row.term.valid_on(self._names.today)

    def _may_offer(self, row: WordRow) -> bool:
        return self._may and row.term.valid_to is not None

    def _state(self, row: WordRow) -> tuple[str, str]:
        if not row.term.valid_on(self._names.today):
            return _("no longer offered"), "quiet"
        if row.term.valid_to is not None:
            return _("until {day}").format(day=day_text(row.term.valid_to)), "notice"
        return pgettext("a line of the table", "in use"), "good"


def _name(term: Term) -> str:
    return term.labeled(wording.language())


def _situation(row: WordRow) -> str:
    return _name(row.term)


def _answer(row: WordRow) -> str:
    answer = answer_of(row.term)
    return police_answer_text(answer) if answer is not None else ""


def _advice(row: WordRow) -> str:
    return row.term.explained(wording.language())
