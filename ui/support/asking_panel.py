"""Who is invited to a debrief, their answers, and what they would like."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.participants import Participant, Response, TalkForm
from incident_tracker.labels.support.answers import talk_form_text
from incident_tracker.usecases.support.participants import Choices, ask_participants, record_debrief_answer
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.support.beside import Beside
from ui.support.debrief_view import DebriefView
from ui.support.panel import DebriefPanel, rebuild
from ui.support.support_names import SupportNames, response_badge, response_choices, talk_form_choices
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.layout import Card, column, row
from ui.widgets.people_picker import Part, PeoplePicker
from ui.widgets.text import Badge, note, text_label
from ui.widgets.tick_box import TickBox


class AskingPanel(DebriefPanel):
    """Invite people, see their answers, and record an answer given in person."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._people = QVBoxLayout()
        self._people.setSpacing(px(4))
        asked = Card(
            _("Who was asked"), _("Everyone is free to decline and to change their mind. No one is asked why.")
        )
        asked.add(self._people)
        self.picker = PeoplePicker(_("Whom to ask"))
        self.picker.changed.connect(self.touch)
        self.ask_form = Form()
        self.ask_form.add(
            "persons", _("&Ask someone"), self.picker, _("The people it happened to, and those who saw or heard it.")
        )
        self._ask = Button(_("Ask them"), "primary", Icon.ADD_PERSON, self._save)
        self._asking = Card(_("Ask"))
        self._asking.add(self.ask_form, row(self._ask, None))
        self.add(self._asking, asked)

    def fill(self, view: DebriefView) -> None:
        present = {one.person_id for one in view.file.participants}
        lines: list[QWidget] = [self._line(one, view) for one in view.file.participants]
        rebuild(self._people, *(lines or [note(_("No one has been asked yet."))]))
        self.picker.offer(view.names.staff(present))
        self._asking.setVisible(view.debrief.open or view.debrief.status.value == "declined_by_all")
        if not self.touched:
            self.picker.choose(*(Part(one) for one in view.persons_owed if one not in present))

    def forget(self) -> None:
        super().forget()
        self.picker.choose()

    def _line(self, asked: Participant, view: DebriefView) -> QWidget:
        name = text_label(view.names.person(asked.person_id), "label")
        name.setWordWrap(True)
        preferences = preferences_text(asked)
        about = [note(part) for part in (preferences,) if part]
        badge = Badge(*response_badge(asked.response))
        children: list[QWidget] = [badge]
        if (
            view.may_plan
            and not view.debrief.running
            and view.debrief.status.value in ("to_plan", "planned", "declined_by_all")
        ):
            button = Button(_("Note an answer"), "small", None, partial(self._ask_answer, asked))
            button.setAccessibleName(_("Note the answer of {name}").format(name=view.names.person(asked.person_id)))
            children.append(button)
        return Beside(column(name, *about, gap=2), *children)

    @Slot()
    def _save(self) -> None:
        persons = [part.person for part in self.picker.chosen() if isinstance(part.person, UUID)]
        if not persons:
            self.ask_form.show_message("persons", _("Please choose at least one person."))
            return
        if self.view is not None:
            self.ask_form.clear_problems()
            self._ask_them(self.view.debrief.id, persons)

    def _ask_them(self, debrief_id: UUID, persons: list[UUID], late: Lateness | None = None) -> None:
        question = asked(ask_participants, debrief_id, persons, late)
        self.run(question, then=self._asked, again=partial(self._ask_them, debrief_id, persons))

    def _asked(self, _participants: tuple[Participant, ...]) -> None:
        self.saved(_("Saved: they have been asked. Their answers will appear here."))

    def _ask_answer(self, asked: Participant) -> None:
        if self.view is not None:
            question = AnswerQuestion(self, asked, self.view.names)
            question.answered.connect(self._keep_answer)
            question.open()

    @Slot(object, object, object)
    def _keep_answer(self, person_id: UUID, response: Response, choices: Choices) -> None:
        if self.view is not None:
            self._note(self.view.debrief.id, person_id, response, choices)

    def _note(
        self, debrief_id: UUID, person_id: UUID, response: Response, choices: Choices, late: Lateness | None = None
    ) -> None:
        self.run(
            asked(record_debrief_answer, debrief_id, person_id, response, choices, late),
            then=self._answered,
            again=partial(self._note, debrief_id, person_id, response, choices),
        )

    def _answered(self, _participant: Participant) -> None:
        self.desk.messages.tell(_("The answer is saved. It may change at any time."))


class AnswerQuestion(Question):
    """An answer given in person, with preferences.

    Signals: `answered(UUID, Response, Choices)`.
    """

    from PySide6.QtCore import Signal

    answered = Signal(object, object, object)

    def __init__(self, parent: QWidget, asked: Participant, names: SupportNames) -> None:
        name = names.person(asked.person_id)
        super().__init__(
            parent,
            _("What {name} answered").format(name=name),
            _("Only what they said themselves."),
            _("Keep it"),
            width=560,
        )
        self._person = asked.person_id
        self._before = asked
        self.answer = ChoiceChips(_("The answer"), response_choices())
        self.answer.choose(*(() if asked.response is Response.ASKED else (asked.response,)))
        self.together = ChoiceChips(
            _("Alone or together"),
            talk_form_choices(),
            numbered=False,
        )
        self.together.choose(*(() if asked.talk_form is None else (asked.talk_form,)))
        self.earlier = TickBox(_("Asks to talk sooner than a day after"))
        self.earlier.setChecked(asked.asks_earlier)
        self.companion, self.interpreter = QLineEdit(asked.companion), QLineEdit(asked.interpreter)
        self.form = Form()
        self.form.add("response", _("The &answer"), self.answer)
        self.form.add("talk_form", _("Alone or &together"), self.together)
        self.form.add("companion", _("Brings someone al&ong"), self.companion, optional=True)
        self.form.add("interpreter", _("&Interpreter, in which language"), self.interpreter, optional=True)
        self.form.add_widget(self.earlier)
        self.body.addWidget(self.form)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        response = self.answer.code()
        if not isinstance(response, Response):
            self.form.show_message("response", _("Please choose what they said."))
            return
        form = self.together.code()
        choices = Choices(
            self.earlier.isChecked(),
            form if isinstance(form, TalkForm) else None,
            self.interpreter.text(),
            self.companion.text(),
            self._before.wants_person_like_me,
        )
        self.answered.emit(self._person, response, choices)
        self.accept()


def preferences_text(asked: Participant) -> str:
    """What a person would like, in one line."""
    parts = []
    if asked.talk_form is not None:
        parts.append(talk_form_text(asked.talk_form))
    if asked.asks_earlier:
        parts.append(_("sooner than a day after"))
    if asked.companion:
        parts.append(_("with {name}").format(name=asked.companion))
    if asked.interpreter:
        parts.append(_("interpreter: {language}").format(language=asked.interpreter))
    if asked.wants_person_like_me:
        parts.append(_("someone who shares their background"))
    return _("Would like: {preferences}").format(preferences=", ".join(parts)) if parts else ""
