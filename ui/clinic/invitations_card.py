"""Invitations by e-mail on the page of the extras: the switch, who wants them, and how the outbox is."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.clinic.extras import Extras
from incident_tracker.domain.clinic.people import Person
from incident_tracker.labels.clinic.extras import mail_server_text, trouble_text, what_leaves_text
from incident_tracker.labels.support.invitations import agreed_text, counts_text, dropped_text
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.extras import clinic_extras
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.support.invitations import Switched, switch_invitations
from incident_tracker.usecases.support.outbox import OutboxState, hurry_letters, outbox_state
from incident_tracker.wording import _, ngettext
from ui.asking import Asking
from ui.clinic.mail_dialogs import MailServerDialog, TryMail
from ui.invitation_dialog import InvitationDialog
from ui.page import PageDesk
from ui.runner import asked
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import Card
from ui.widgets.text import text_label


class InvitationsCard(Card):
    """What leaves the computer comes first; what has no meaning while it is off is hidden."""

    def __init__(self, desk: PageDesk) -> None:
        super().__init__(_("E-mail invitations"))
        self._desk = desk
        self._extras: Extras | None = None
        self._people: tuple[Person, ...] = ()
        self._how, self._server = text_label(""), text_label("")
        self.switch = Button(_("&Switch on …"), "", None, self._switch)
        self.change = Button(_("&Mail server …"), "", None, self._change_server)
        self.try_it = Button(_("&Try it …"), "", None, self._try)
        self.who = Button(_("&Who gets them …"), "", None, self._ask_who)
        self.hurry = Button(_("Send &now"), "", None, self._hurry)
        self._counts, self._troubled = text_label(""), text_label("", "note")
        self._outbox = QWidget()
        outbox = QVBoxLayout(self._outbox)
        outbox.setContentsMargins(0, 0, 0, 0)
        outbox.setSpacing(px(12))
        for part in (text_label(_("Letters"), "label"), self._counts, self._troubled, flowing(self.hurry, gap=px(8))):
            outbox.addWidget(part)
        self.add(text_label(what_leaves_text()), self._how, self._server)
        self.add(flowing(self.switch, self.change, self.try_it, self.who, gap=px(8)), self._outbox)
        self._outbox.hide()
        self.who.hide()

    def refresh(self) -> None:
        """Ask again how everything is."""
        self._desk.runner.run(asked(_read), owner=self, then=self._show)

    def _show(self, found: tuple[Extras, OutboxState, tuple[Person, ...]]) -> None:
        self._extras, state, people = found
        self._people = tuple(person for person in people if person.active)
        names = {person.id: person.name for person in people}
        is_set = self._extras.mail.is_set
        on = _("It is on. {agreed}").format(agreed=agreed_text(state.agreed))
        self._how.setText(on if state.is_on else _("It is off."))
        self._server.setText(mail_server_text(self._extras.mail))
        self.switch.setText(_("&Switch off …") if state.is_on else _("&Switch on …"))
        self.switch.setEnabled(is_set)
        self.try_it.setEnabled(is_set)
        self.who.setVisible(state.is_on)
        self._counts.setText(counts_text(state.waiting, state.sent, state.failed))
        lines = [trouble_text(state.trouble)] if state.trouble is not None else []
        lines += [f"{names[person_id]}: {trouble_text(trouble)}" for person_id, trouble in state.refused]
        self._troubled.setText("\n".join(lines))
        self._troubled.setVisible(bool(lines))
        self.hurry.setVisible(state.is_on and state.waiting > 0)
        self._outbox.setVisible(state.is_on or state.sent + state.failed > 0)

    @Slot()
    def _switch(self) -> None:
        if self._extras is not None:
            SwitchInvitations(self._desk, self, not self._extras.invitations, self._switched).open()

    def _switched(self, done: Switched) -> None:
        told = _("Invitations are on.") if done.extras.invitations else _("Invitations are off.")
        self._desk.messages.tell(" ".join(filter(None, (told, dropped_text(done.dropped)))))
        self.refresh()

    @Slot()
    def _change_server(self) -> None:
        if self._extras is not None:
            MailServerDialog(self._desk, self, self._extras.mail, self._changed).open()

    def _changed(self, extras: Extras) -> None:
        self._desk.messages.tell(_("Saved: {setting}").format(setting=mail_server_text(extras.mail)))
        self.refresh()

    @Slot()
    def _try(self) -> None:
        TryMail(self._desk, self, self._tried).open()

    def _tried(self, to: str) -> None:
        told = _("The mail server took the letter. Please see if it came to {address}.").format(address=to)
        self._desk.messages.tell(told)

    @Slot()
    def _ask_who(self) -> None:
        InvitationDialog(self._desk, self, self._people, lambda _consent: self.refresh()).open()

    @Slot()
    def _hurry(self) -> None:
        self._desk.runner.run(asked(hurry_letters), owner=self, then=self._hurried)

    def _hurried(self, waiting: int) -> None:
        told = ngettext("{n} letter is tried now.", "{n} letters are tried now.", waiting).format(n=waiting)
        self._desk.messages.tell(told)


class SwitchInvitations(Asking[Switched]):
    """Switches them on or off, with the reason for the audit trail."""

    def __init__(self, desk: PageDesk, parent: QWidget, on: bool, then: Callable[[Switched], object]) -> None:
        if on:
            heading_text, verb = _("Switch invitations on?"), _("Switch on")
            text = f"{what_leaves_text()} {_('Only people who say yes get any.')}"
        else:
            heading_text, verb = _("Switch invitations off?"), _("Switch off")
            text = _("Letters that wait are dropped. What is in people's calendars stays there.")
        super().__init__(desk, parent, heading_text, text, verb, then)
        self._on = on
        self._why = self.ask_reason()

    def send(self) -> None:
        self.run(asked(switch_invitations, self._on, reason=self._why.toPlainText()))


def _read(ctx: Context) -> tuple[Extras, OutboxState, tuple[Person, ...]]:
    return clinic_extras(ctx), outbox_state(ctx), list_people(ctx)
