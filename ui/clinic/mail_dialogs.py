"""The mail server, and a letter to try it: each asked in one dialog."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from incident_tracker.domain.clinic.extras import LAST_PORT, Extras, MailSecurity, MailServer, MailTrouble
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.clinic.extras import security_text, trouble_text
from incident_tracker.usecases.clinic.extras import set_mail_server, try_mail_server
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic.passphrase_field import PassphraseField
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.box_data import choose_data


class MailServerDialog(Asking[Extras]):
    """Asks for the server; the password is typed, never shown again."""

    def __init__(self, desk: PageDesk, parent: QWidget, server: MailServer, then: Callable[[Extras], object]) -> None:
        text = _("Your own SMTP server. It has to encrypt, and its certificate has to be valid for its name.")
        super().__init__(desk, parent, _("Mail server"), text, _("Save"), then)
        self._host, self._sender = QLineEdit(server.host), QLineEdit(server.sender)
        self._user_name = QLineEdit(server.user_name)
        self._port = QSpinBox()
        self._port.setRange(1, LAST_PORT)
        self._port.setValue(server.port)
        self._security = QComboBox()
        for security in MailSecurity:
            self._security.addItem(security_text(security), security)
        choose_data(self._security, server.security)
        self._password = PassphraseField(_("Password"))
        kept = _("Leave it empty to keep the one for this server and user name.") if server.user_name else ""
        self.form.add("host", _("&Server"), self._host)
        self.form.add("security", _("&Encrypted with"), self._security)
        self.form.add("port", _("P&ort"), self._port)
        self.form.add("sender", _("Letters come &from"), self._sender)
        self.form.add("user_name", _("&User name"), self._user_name, optional=True)
        self.form.add("password", _("&Password"), self._password, kept, optional=True)
        self._why = self.ask_reason()

    def send(self) -> None:
        server = MailServer(
            self._host.text(),
            self._port.value(),
            MailSecurity(self._security.currentData()),
            self._sender.text(),
            self._user_name.text(),
            self._password.text(),
        )
        self.run(asked(set_mail_server, server, reason=self._why.toPlainText()))


class TryMail(Asking[str]):
    """Sends one letter, and says plainly what went wrong; `then` gets the address when the server took it."""

    def __init__(self, desk: PageDesk, parent: QWidget, then: Callable[[str], object]) -> None:
        text = _("One letter goes to this address. It says that it is a test, and nothing else.")
        super().__init__(desk, parent, _("Try the mail server"), text, _("Send the letter"), then)
        self._to = QLineEdit()
        self.form.add("to", _("&Address"), self._to)

    def send(self) -> None:
        self.verb.setEnabled(False)  # one letter, however often someone presses it
        self.desk.runner.run(
            asked(try_mail_server, self._to.text()), owner=self, then=self._tried, otherwise=self._refused, long=True
        )

    def _refused(self, problem: Problem) -> None:
        self.verb.setEnabled(True)
        super()._refused(problem)

    def _tried(self, trouble: MailTrouble | None) -> None:
        if trouble is None:
            self._done(self._to.text().strip())
        else:
            self.verb.setEnabled(True)
            self.form.show_message("to", trouble_text(trouble))
