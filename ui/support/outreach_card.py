"""Others whom an incident touched, on its support page: what the staff affected say first, and each talk as it was."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.outreach import Consent, OutreachKind, consent_of
from incident_tracker.labels.support.outreach import consent_text, outreach_kind_text, outreach_sentence
from incident_tracker.usecases.support.outreach import OutreachDraft, record_consent, record_outreach
from incident_tracker.usecases.support.owed import SupportFile
from incident_tracker.wording import _, problem_text
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text, one_stop
from ui.support.beside import Beside, buttons
from ui.support.outreach_question import OutreachQuestion
from ui.support.panel import rebuild
from ui.support.support_names import SupportNames
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import Card, column
from ui.widgets.text import note, text_label
from ui.widgets.unseen_label import name_box


class OutreachCard(Card):
    """Three kinds of talks. Repair asks each person affected first; of the others someone may be asked."""

    def __init__(self, desk: PageDesk) -> None:
        super().__init__(
            _("Others it touched"),
            _("Those who saw it may need a word. Repair with the patient waits until the staff affected agree."),
        )
        self._desk = desk
        self._asking: set[OutreachKind] = set()
        self._shown: tuple[SupportFile, SupportNames, bool] | None = None
        self._question: OutreachQuestion | None = None
        self._kinds = QVBoxLayout()
        self._kinds.setSpacing(px(16))
        self.add(self._kinds)

    def show_file(self, file: SupportFile, names: SupportNames, may_note: bool) -> None:
        """Show what was asked and what came of it; who may not note it reads it."""
        if self._shown is not None and self._shown[0].case.id != file.case.id:
            self._asking.clear()
        self._shown = file, names, may_note
        rebuild(self._kinds, *(self._part(kind, file, names, may_note) for kind in OutreachKind))
        self.setVisible(may_note or bool(file.outreach))

    def _part(self, kind: OutreachKind, file: SupportFile, names: SupportNames, may_note: bool) -> QWidget:
        now, zone = self._desk.now(), self._desk.zone
        title = text_label(outreach_kind_text(kind), "label")
        lines: list[QWidget] = [title]
        for one in (one for one in file.outreach if one.kind is kind):
            name = names.person(one.by_id) if one.by_id is not None else ""
            lines.append(note(one_stop(outreach_sentence(one, near_text(one.happened_at, now, zone), name))))
        if len(lines) == 1:
            lines.append(note(_("Nothing was noted yet.")))
        said = consent_of(file.consents, kind)
        asks = kind is OutreachKind.REPAIR or kind in self._asking or bool(said)
        if asks and may_note:
            lines += [self._consent(kind, person, said.get(person), names) for person in file.case.persons]
        if may_note:
            verb = Button(_("What to say, and note it …"), "small", Icon.SUPPORT, partial(self._ask, kind))
            verb.setAccessibleName(f"{outreach_kind_text(kind)}: {verb.text()}")
            verbs = [verb]
            if not asks and file.case.persons:
                ask_first = Button(_("Ask the staff affected first …"), "small", None, partial(self._ask_first, kind))
                ask_first.setAccessibleName(f"{outreach_kind_text(kind)}: {ask_first.text()}")
                verbs.append(ask_first)
            lines.append(buttons(*verbs))
        holder = QWidget()
        holder.setLayout(column(*lines, gap=4))
        return holder

    def _consent(self, kind: OutreachKind, person: UUID, said: Consent | None, names: SupportNames) -> Beside:
        name = names.person(person)
        choices = [Choice(one, consent_text(one)) for one in Consent]
        box = ChoiceBox("", choices, _("Not asked yet") if said is None else "")
        name_box(box, _("{who}: is it fine with {name}?").format(who=outreach_kind_text(kind), name=name))
        box.choose(said)
        box.changed.connect(partial(self._consented, kind, person, box))
        return Beside(text_label(_("Is it fine with {name}?").format(name=name)), box)

    def _consented(self, kind: OutreachKind, person: UUID, box: ChoiceBox) -> None:
        answer = box.code()
        if self._shown is not None and isinstance(answer, Consent):
            question = asked(record_consent, self._shown[0].case.id, kind, person, answer)
            self._desk.runner.run(question, owner=self, then=self._kept, otherwise=self._refused)

    def _ask_first(self, kind: OutreachKind) -> None:
        self._asking.add(kind)
        if self._shown is not None:
            self.show_file(*self._shown)
            box = next((one for one in self.findChildren(ChoiceBox) if outreach_kind_text(kind) in _name(one)), None)
            if box is not None:
                box.setFocus()

    def _ask(self, kind: OutreachKind) -> None:
        if self._shown is not None:
            self._question = OutreachQuestion(self, self._desk, kind, self._shown[1].staff())
            self._question.noted.connect(self._keep)
            self._question.open()

    def _keep(self, kind: OutreachKind, draft: OutreachDraft) -> None:
        if self._shown is not None and self._question is not None:
            question = asked(record_outreach, self._shown[0].case.id, kind, draft)
            self._desk.runner.run(question, owner=self._question, then=self._noted, otherwise=self._refused)

    def _noted(self, _note: object) -> None:
        if self._question is not None:
            self._question.accept()
            self._question = None
        self._desk.messages.tell(_("Saved."))

    def _kept(self, _said: object) -> None:
        self._desk.messages.tell(_("Saved. They can change it at any time."))

    def _refused(self, problem: Problem) -> None:
        if self._question is None or not self._question.refused(problem):
            self._desk.messages.warn(problem_text(problem))


def _name(box: ChoiceBox) -> str:
    return box.accessibleName()
