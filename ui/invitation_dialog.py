"""Whether someone wants their times by e-mail: asked of themselves, or noted by an administrator whom they told."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.invitations import InvitationConsent
from incident_tracker.labels.clinic.extras import what_leaves_text
from incident_tracker.labels.support.invitations import dropped_text, invitation_consent_text, letter_text
from incident_tracker.usecases.support.invitations import (
    OwnInvitations,
    agree_to_invitations,
    invitations_of,
    withdraw_from_invitations,
)
from incident_tracker.wording import _
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text, moment_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.text import text_label

LETTERS = 4


class InvitationDialog(Asking[InvitationConsent]):
    """For one of `people`, or for the actor where there is none to choose from."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, people: Sequence[Person], then: Callable[[object], object]
    ) -> None:
        text = what_leaves_text()
        if people:
            heading, verb = _("Who gets invitations?"), _("Note the yes")
            text = f"{text} {_('Note only what the person told you. They can take it back at any time.')}"
        else:
            heading, verb = _("Get your times by e-mail?"), _("Yes, send them")
            text = f"{text} {_('It is your choice. You can take it back at any time.')}"
        super().__init__(desk, parent, heading, text, verb, then)
        self._people = QComboBox()
        for person in people:
            self._people.addItem(person.name, person.id)
        if people:
            self._people.setMinimumContentsLength(16)
            self.form.add("person", _("&Person"), self._people)
            self._people.activated.connect(self._ask)
        self._said, self._letters = text_label(""), text_label("", "note")
        self.take_back = Button(_("&Withdraw the yes"), "small", None, self._withdraw)
        self._address = QLineEdit()
        self.form.add_widget(self._said)
        self.form.add_widget(self._letters)
        self._taking_back = flowing(self.take_back, gap=px(8))
        self.form.add_widget(self._taking_back)
        self.form.add("address", _("&E-mail address"), self._address)
        self._taking_back.hide()
        self._letters.hide()
        self._ask()

    def send(self) -> None:
        self.run(asked(agree_to_invitations, self._address.text(), self._people.currentData()))

    @Slot()
    def _ask(self) -> None:
        question = asked(invitations_of, self._people.currentData())
        self.desk.runner.run(question, owner=self, then=self._show)

    def _show(self, found: OwnInvitations) -> None:
        self._said.setText(invitation_consent_text(found.consent, self._day))
        holds = found.consent is not None and found.consent.holds
        self._address.setText(found.consent.address if found.consent is not None else "")
        self._taking_back.setVisible(holds)
        newest = [letter_text(one, self._moment) for one in reversed(found.letters[-LETTERS:])]
        self._letters.setText("\n".join(newest))
        self._letters.setVisible(bool(newest))

    @Slot()
    def _withdraw(self) -> None:
        question = asked(withdraw_from_invitations, self._people.currentData())
        self.desk.runner.run(question, owner=self, then=self._withdrawn, otherwise=self._refused)

    def _withdrawn(self, count: int) -> None:
        told = _("Nothing more is sent. What is in the calendar stays there.")
        self.desk.messages.tell(" ".join(filter(None, (told, dropped_text(count)))))
        self._ask()

    def _day(self, moment: datetime) -> str:
        return day_text(moment.astimezone(self._zone).date())

    def _moment(self, moment: datetime) -> str:
        return moment_text(moment, self._zone)

    @property
    def _zone(self) -> ZoneInfo:
        return self.desk.zone
