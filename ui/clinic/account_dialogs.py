"""Accounts: add one, change its role, give a new pass phrase, disable it."""

from collections.abc import Callable, Iterable
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.labels.clinic.roles import role_meaning, role_text
from incident_tracker.labels.clinic.sealed_notes import sealed_notes_text
from incident_tracker.usecases.clinic.accounts import Admitted, add_user, change_role, disable_user, reset_passphrase
from incident_tracker.usecases.oversight.clinic_changes import if_account_closes
from incident_tracker.wording import _
from ui.asking import Asking
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.theme.spacing import px
from ui.widgets.box_data import choose_data
from ui.widgets.check_box import CheckBox
from ui.widgets.dialogs import Question
from ui.widgets.text import note, text_label
from ui.widgets.unseen_label import name_box


class RoleFields(QWidget):
    """A role with its meaning, and the sites that it reaches."""

    def __init__(
        self, sites: Iterable[Site], role: Role = Role.RECEPTION, chosen: frozenset[UUID] | None = None
    ) -> None:
        super().__init__()
        self.role_box = QComboBox()
        name_box(self.role_box, _("Role"))
        for one in Role:
            self.role_box.addItem(role_text(one), one)
        self._meaning = note("")
        self._sites = [(CheckBox(site.name), site.id) for site in sites]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.role_box)
        layout.addWidget(self._meaning)
        for box, site_id in self._sites:
            box.setChecked(chosen is None or site_id in chosen)
            layout.addWidget(box)
        self.setFocusProxy(self.role_box)
        self.role_box.currentIndexChanged.connect(self._explain)
        choose_data(self.role_box, role)
        self._explain()

    def role(self) -> Role:
        """What is chosen."""
        return Role(self.role_box.currentData())

    def sites(self) -> frozenset[UUID]:
        """The sites that are ticked."""
        return frozenset(site_id for box, site_id in self._sites if box.isChecked())

    @Slot()
    def _explain(self) -> None:
        self._meaning.setText(role_meaning(self.role()))


class AddAccount(Asking[Admitted]):
    """Name, role, sites and the person behind it; why is not asked in a clinic that is being `set_up`."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        sites: Iterable[Site],
        people: Iterable[Person],
        then: Callable[[Admitted], object],
        *,
        set_up: bool,
    ) -> None:
        text = _("The program makes a pass phrase for the first sign-in. It is shown once; then they choose their own.")
        if set_up:
            text += " " + _(
                "Until there is an incident, no reason is asked. The audit trail says “set-up of the clinic”."
            )
        super().__init__(desk, parent, _("Add an account"), text, _("Add"), then)
        self._name = QLineEdit()
        self._person = QComboBox()
        self._person.addItem(_("No one on the list"), None)
        for person in people:
            self._person.addItem(person.name, person.id)
        self._role = RoleFields(sites)
        self.form.add("name", _("&Name for signing in"), self._name)
        self.form.add("person_id", _("&Belongs to"), self._person)
        self.form.add("role", _("&Role and sites"), self._role)
        self._reason = None if set_up else self.ask_reason()

    def send(self) -> None:
        self.run(
            asked(
                add_user,
                self._name.text(),
                self._role.role(),
                reason=self._reason.toPlainText() if self._reason is not None else "",
                person_id=self._person.currentData(),
                sites=self._role.sites(),
            )
        )


class ChangeRole(Asking[User]):
    """Another role, or other sites, for an account."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, user: User, sites: Iterable[Site], then: Callable[[User], object]
    ) -> None:
        super().__init__(desk, parent, _("Role of {name}").format(name=user.name), "", _("Change"), then)
        self._user = user
        self._role = RoleFields(sites, user.role, user.sites)
        self.form.add("role", _("&Role and sites"), self._role)
        self._reason = self.ask_reason()

    def send(self) -> None:
        self.run(
            asked(
                change_role,
                self._user.id,
                self._role.role(),
                reason=self._reason.toPlainText(),
                sites=self._role.sites(),
                version=self._user.version,
            )
        )


class NewPassphrase(Asking[Admitted]):
    """A one-time pass phrase for a person who forgot theirs."""

    def __init__(self, desk: PageDesk, parent: QWidget, user: User, then: Callable[[Admitted], object]) -> None:
        text = (
            _(
                "The earlier pass phrase then opens only backups made before. A closed account is open "
                "again. So is one that was blocked after too many wrong pass phrases."
            )
            + " "
            + sealed_notes_text()
        )
        super().__init__(
            desk, parent, _("New pass phrase for {name}").format(name=user.name), text, _("Make one"), then
        )
        self._user = user
        self._reason = self.ask_reason()

    def send(self) -> None:
        self.run(asked(reset_passphrase, self._user.id, reason=self._reason.toPlainText()))


class CloseAccount(Moving[User]):
    """Disable this account."""

    def __init__(self, desk: PageDesk, parent: QWidget, user: User, then: Callable[[User], object]) -> None:
        text = (
            _(
                "No one can sign in with it anymore. Its pass phrase opens only backups made before. What"
                " was written stays, and a new pass phrase opens the account again."
            )
            + " "
            + sealed_notes_text()
        )
        super().__init__(
            desk,
            parent,
            _("Close the account of {name}").format(name=user.name),
            text,
            _("Close the account"),
            then,
            care=True,
        )
        self._user = user
        self._reason = self.ask_reason()

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_account_closes, self._user.id)

    def send(self) -> None:
        self.run(asked(disable_user, self._user.id, reason=self._reason.toPlainText(), version=self._user.version))


def tell_passphrase(parent: QWidget, admitted: Admitted) -> Question:
    """Show a one-time pass phrase, once."""
    question = Question(
        parent,
        _("For {name}, this once").format(name=admitted.user.name),
        _("Tell it in person. They choose their own at the first sign-in. It is not shown again."),
        _("I have passed it on"),
    )
    shown = text_label(admitted.passphrase, "group")
    shown.setAccessibleName(_("Pass phrase: {words}").format(words=admitted.passphrase))
    question.body.addWidget(shown)
    question.back.hide()
    question.open()
    return question
