"""The private line: an answer that the privacy officer alone reads, one's own answers, and the reader's part."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.private_line import Consequence, LineDraft
from incident_tracker.labels.support.private_line import consequence_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.private_line import OwnLine, ReadLine, answer_on_line, my_line, read_line
from incident_tracker.wording import _, ngettext, problem_text
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.support.panel import rebuild
from ui.support.private_line_cards import CaseCard, SentCard
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card, PageFrame, frame, row
from ui.widgets.text import note, text_label


class PrivateLinePage(Page):
    """Who reads it comes first, then the question; for the reader what came in is above both."""

    areas = frozenset({Area.WELLBEING, Area.USERS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        purpose = _("Did anything bad come of it that you reported, or came to a talk? You may say so at any time.")
        self._frame = frame(self, PageFrame(_("Private line"), purpose))
        self._reads = desk.may(Permission.READ_PRIVATE_LINE)
        self._cases, self._sent, self._named = (QVBoxLayout() for _part in range(3))
        for holder in (self._cases, self._sent):
            holder.setSpacing(px(16))
        self.consequence = ChoiceChips(
            _("Did anything bad come of it?"),
            [Choice(one, consequence_text(one)) for one in Consequence],
            numbered=False,
        )
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 5 + px(16))
        self.form = Form()
        self.form.add("consequence", _("Did anything &bad come of it?"), self.consequence)
        typed = _("As much as you like. It is kept nowhere until you send it.")
        self.form.add("text", _("&What happened"), self.text, typed, optional=True)
        self.send = Button(_("&Send it"), "primary", Icon.DONE, self._send)
        self._ask = Card(_("Who reads it"))
        self._questions = QWidget()
        inside = QVBoxLayout(self._questions)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(12))
        inside.addWidget(self.form)
        inside.addLayout(row(self.send, None))
        self._ask.add(self._named, self._questions)
        self._frame.add(self._cases, self._ask, self._sent)

    def refresh(self) -> None:
        self.desk.runner.run(asked(my_line), owner=self, then=self._show, otherwise=self._cannot_read)
        if self._reads:
            self.desk.runner.run(asked(read_line), owner=self, then=self._show_cases)

    def first_focus(self) -> QWidget:
        return self.consequence

    def _cannot_read(self, problem: Problem) -> bool:
        self._ask.hide()
        rebuild(self._sent, text_label(problem_text(problem), wraps=True))
        return True

    def _show(self, line: OwnLine) -> None:
        self._ask.show()
        self._questions.setVisible(bool(line.readers))
        rebuild(self._named, *(text_label(text, wraps=True) for text in _who_reads(line)))
        rebuild(self._sent, *(SentCard(self.desk, one) for one in line.sent))

    def _show_cases(self, line: ReadLine) -> None:
        told = [one for one in line.cases if one.answer.open or one.answer.steps]
        shown: list[QWidget] = [CaseCard(self.desk, one, lettered=one is told[0]) for one in told]
        calm = len(line.cases) - len(shown)
        head = Card(_("What came in"))
        if calm:
            said = ngettext(
                "{n} answer says that nothing bad came of it.", "{n} answers say that nothing bad came of it.", calm
            )
            head.add(text_label(said.format(n=calm), wraps=True))
        if line.closed:
            lost = ngettext(
                "{n} answer is sealed for a key that you no longer have.",
                "{n} answers are sealed for a key that you no longer have.",
                line.closed,
            )
            head.add(text_label(lost.format(n=line.closed), wraps=True))
        if not shown:
            head.add(note(_("Nothing waits for you.")))
        rebuild(self._cases, head, *shown)

    @Slot()
    def _send(self) -> None:
        self.form.clear_problems()
        said = self.consequence.code()
        if not isinstance(said, Consequence):
            self.form.show_message("consequence", _("Please choose one; every answer is fine."))
            return
        draft = LineDraft(said, self.text.toPlainText())
        self.desk.runner.run(asked(answer_on_line, draft), owner=self, then=self._is_sent, otherwise=self._refused)

    def _is_sent(self, _answer: object) -> None:
        self.consequence.choose()
        self.text.clear()
        self.desk.messages.tell(_("Sent, sealed. You see below what is done about it."))

    def _refused(self, problem: Problem) -> bool:
        return self.form.show_problem(problem)


def _who_reads(line: OwnLine) -> list[str]:
    """By name, before anything is asked; and who from outside may be asked instead."""
    told = []
    if line.readers:
        names = ", ".join(line.readers)
        told.append(
            _(
                "Only {names} can read it, and you: it is sealed for your keys and theirs. No manager, no "
                "administrator and no report sees whether you answered yes or no."
            ).format(names=names)
        )
    elif line.own_manager_out:
        told.append(_("The person who reads it is your own manager, or you. So nothing is sent to them."))
    else:
        told.append(_("No one reads it yet: the clinic has no privacy officer who has signed in."))
    if line.readers and line.own_manager_out:
        told.append(_("Your own manager, who also reads the line, is left out."))
    for one in line.outside:
        told.append(_("Outside the clinic: {name}, {contact}").format(name=one.name, contact=one.contact))
    if not line.readers and not line.outside:
        told.append(_("The clinic has named no one outside yet. Please ask for someone outside to speak with."))
    return told
