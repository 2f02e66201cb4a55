"""The clinic's words: every list that the pages offer, with what is its own, what the law says, and what is retired."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker import wording
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.vocabulary import CLINIC, Keeping, Term, keeping
from incident_tracker.labels.clinic.keeping import keeping_state, keeping_text
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.labels.oversight.crosswalks import crosswalk_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.quick_choices import order_choices
from incident_tracker.usecases.clinic.vocabulary import retire_term, reword_term
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _
from ui.clinic.clinic_list import ClinicList, ListWords, RowAct
from ui.clinic.log_order import OrderDialog
from ui.clinic.word_dialogs import AddWord, ChangeWord, OfferAgain, RetireWord, lists_of
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.runner import asked
from ui.screen_text import day_text, number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import PageFrame, frame
from ui.widgets.record_model import ListColumn


@dataclass(frozen=True, slots=True)
class WordRow:
    """A term as a row; `id` is what a list knows it by."""

    term: Term

    @property
    def id(self) -> tuple[str, str]:
        """Its vocabulary and its code."""
        return self.term.vocabulary, self.term.code


class WordsPage(Page):
    """One list with a filter for each vocabulary. Enter on a word of the clinic changes it."""

    areas = frozenset({Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._frame = frame(
            self,
            PageFrame(
                _("Words"),
                _("What the lists on the log and elsewhere offer. Old records keep a word that is retired."),
                scrolls=False,
            ),
        )
        self._names = ClinicChoices()
        self._wanted: object = None
        self._may = desk.may(Permission.CHANGE_SETTINGS)
        columns = [
            ListColumn("word", _("Word"), _word, 24, weight=9, stretch=True, least=14),
            ListColumn("spanish", _other_language(), _other, 24, spare=True),
            ListColumn("list", _("List"), _list, 20),
            ListColumn("meaning", _("Meaning"), _meaning, 30, spare=True),
            ListColumn("counts", _("Counts as"), self._counts, 24, spare=True),
            ListColumn("source", _("Comes from"), _source, 12, spare=True),
            ListColumn("kept", _("List kept by"), _kept, 20, spare=True),
            ListColumn("place", _("Place in its list"), _place, 8, spare=True, rank=_position),
            ListColumn("code", _("Code in files"), _term_code, 12, spare=True),
        ]
        acts: list[RowAct[WordRow]] = [
            RowAct(_("&Change"), Icon.EDIT, self.change, self._may_change, hides=not self._may),
            RowAct(_("Order of this list …"), Icon.UP, self.order, self._may_order),
            RowAct(_("Retire …"), None, self.retire, self._may_retire, care=True, hides=True),
            RowAct(_("Offer it again …"), Icon.UNDO, self.offer_again, self._may_offer, hides=True),
        ]
        self.add = Button(_("&Add a word"), "", Icon.NEW, self.begin)
        words = ListWords("words", _("Words"), _("Search words"), _("There are no words yet"))
        self.list: ClinicList[WordRow] = ClinicList(
            desk, words, columns, self._state, acts, [self.add] if self._may else [], {"list": (_("List"), (), _code)}
        )
        self._paper_of_list = ListToPaper(_("Words"), ListKind.WORDS, self.list.table, self)
        self.list.print_wanted.connect(self.print_paper)
        self._frame.body.addWidget(self.list, 1)

    def open(self, argument: object) -> None:
        """With a vocabulary, at that list; with (vocabulary, code), at that word."""
        self._wanted = argument
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(read_clinic), owner=self, then=self._show)

    def offers(self, command: PageCommand) -> bool:
        return self._paper_of_list.is_ready if command in ("print_paper", "export") else super().offers(command)

    def print_paper(self) -> None:
        self._paper_of_list.show()

    def export(self) -> None:
        self._paper_of_list.export()

    def search(self) -> None:
        self.list.filter.search()

    def first_focus(self) -> QWidget | None:
        return self.list.table

    @Slot()
    def begin(self) -> None:
        """Ask for a new word, in the list of the current row."""
        row = self.list.current()
        vocabulary = row.term.vocabulary if row else ""
        AddWord(self.desk, self, self._names, vocabulary, self._added).open()

    def change(self, row: WordRow) -> None:
        """Other words for one of the clinic's own."""
        ChangeWord(self.desk, self, row.term, partial(self._changed, row.term)).open()

    def order(self, row: WordRow) -> None:
        """The order of the list that the word is in."""
        terms = self._names.offered(row.term.vocabulary)
        OrderDialog(self.desk, self, row.term.vocabulary, terms, partial(self._ordered, terms)).open()

    def retire(self, row: WordRow) -> None:
        """Ask for its last day."""
        RetireWord(self.desk, self, row.term, self._names.today, self._retired).open()

    def offer_again(self, row: WordRow) -> None:
        """Ask why it is offered again."""
        OfferAgain(self.desk, self, row.term, partial(self._offered_again, row.term)).open()

    def _show(self, names: ClinicChoices) -> None:
        self._names = names
        codes = lists_of(names)
        for code in codes:
            self.list.filter.add_entry("list", Choice(code, vocabulary_text(code)))
        self.list.show_rows([WordRow(term) for code in codes for term in names.by_vocabulary[code].values()])
        wanted, self._wanted = self._wanted, None
        if isinstance(wanted, str):
            self.list.filter.choose_all({"list": wanted})
        elif isinstance(wanted, tuple):
            self.list.go_to(wanted)

    def _added(self, term: Term) -> None:
        name = term.labeled(wording.language())
        self.list.wait_for((term.vocabulary, term.code))
        self.desk.messages.tell(_("{name} is offered now.").format(name=name), undo=partial(self._take_out, term))

    def _take_out(self, term: Term) -> None:
        yesterday = self._names.today - timedelta(days=1)
        why = _("The word was added by mistake.")
        self.desk.runner.run(asked(retire_term, term.vocabulary, term.code, yesterday, reason=why), owner=self)

    def _changed(self, before: Term, after: Term) -> None:
        undo = partial(self._change_back, before, after)
        self.desk.messages.tell(_("Saved: {name}.").format(name=after.labeled(wording.language())), undo=undo)

    def _change_back(self, before: Term, after: Term) -> None:
        why = _("The word was changed by mistake.")
        question = asked(reword_term, after, before.label, label_es=before.label_es, reason=why)
        self.desk.runner.run(question, owner=self)

    def _ordered(self, before: tuple[Term, ...], after: tuple[Term, ...]) -> None:
        name = vocabulary_text(after[0].vocabulary)
        undo = partial(self._order_back, before, after)
        self.desk.messages.tell(_("Saved: the order of “{name}”.").format(name=name), undo=undo)

    def _order_back(self, before: tuple[Term, ...], after: tuple[Term, ...]) -> None:
        now = {term.code: term for term in after}
        wanted = tuple(now[term.code] for term in before)
        self.desk.runner.run(asked(order_choices, wanted[0].vocabulary, wanted), owner=self)

    def _retired(self, term: Term) -> None:
        day = day_text(term.valid_to) if term.valid_to else ""
        name = term.labeled(wording.language())
        text = _("{name} is offered until {day}.").format(name=name, day=day)
        self.desk.messages.tell(text, undo=partial(self._not_retired, term))

    def _not_retired(self, term: Term) -> None:
        why = _("The word was retired by mistake.")
        self.desk.runner.run(asked(retire_term, term.vocabulary, term.code, None, reason=why), owner=self)

    def _offered_again(self, before: Term, after: Term) -> None:
        undo = partial(self._retired_again, before)
        self.desk.messages.tell(_("{name} is offered again.").format(name=after.labeled(wording.language())), undo=undo)

    def _retired_again(self, before: Term) -> None:
        why = _("The word was offered again by mistake.")
        question = asked(retire_term, before.vocabulary, before.code, before.valid_to, reason=why)
        self.desk.runner.run(question, owner=self)

    def _may_change(self, row: WordRow) -> bool:
        return self._may and row.term.source == CLINIC

    def _may_order(self, row: WordRow) -> bool:
        return keeping(row.term.vocabulary) is Keeping.CLINIC

    def _may_retire(self, row: WordRow) -> bool:
        return self._may and keeping(row.term.vocabulary) is Keeping.CLINIC and row.term.valid_to is None

    def _may_offer(self, row: WordRow) -> bool:
        return self._may and keeping(row.term.vocabulary) is Keeping.CLINIC and row.term.valid_to is not None

    def _counts(self, row: WordRow) -> str:
        return crosswalk_text(row.term, self._names)

    def _state(self, row: WordRow) -> tuple[str, str]:
        term = row.term
        if not term.valid_on(self._names.today):
            return _("no longer offered"), "quiet"
        if term.valid_to is not None:
            return _("until {day}").format(day=day_text(term.valid_to)), "notice"
        return keeping_state(term.vocabulary)


def _word(row: WordRow) -> str:
    return row.term.labeled(wording.language())


def _other_language() -> str:
    return _("In English") if wording.language() == "es" else _("In Spanish")


def _other(row: WordRow) -> str:
    return row.term.label if wording.language() == "es" else row.term.label_es


def _list(row: WordRow) -> str:
    return vocabulary_text(row.term.vocabulary)


def _code(row: WordRow) -> str:
    return row.term.vocabulary


def _meaning(row: WordRow) -> str:
    return row.term.explained(wording.language())


def _kept(row: WordRow) -> str:
    return keeping_text(row.term.vocabulary)


def _place(row: WordRow) -> str:
    return number_text(row.term.position + 1)


def _position(row: WordRow) -> tuple[str, int]:
    return row.term.vocabulary, row.term.position


def _term_code(row: WordRow) -> str:
    return row.term.code


def _source(row: WordRow) -> str:
    return _("your clinic") if row.term.source == CLINIC else _("the program")
