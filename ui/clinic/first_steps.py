"""The five steps of making a clinic, each a short form that knows what is missing."""

from datetime import time

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.labels.clinic.sites import profile_text
from incident_tracker.wording import _
from ui.clinic.passphrase_field import SHORTEST, PassphraseField
from ui.screen_text import locale
from ui.theme.spacing import px
from ui.widgets.check_box import CheckBox
from ui.widgets.form import Form
from ui.widgets.time_field import TimeField

COMMON_ZONES = (
    "America/Los_Angeles",
    "America/Denver",
    "America/Phoenix",
    "America/Chicago",
    "America/New_York",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)


class SiteStep(Form):
    """Name, time zone and jurisdiction."""

    def __init__(self) -> None:
        super().__init__()
        self._name = QLineEdit()
        self._zone = QComboBox()
        own = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        zones = list(dict.fromkeys([*([own] if "/" in own else []), *COMMON_ZONES]))
        self._zone.addItems(zones)
        self._zone.setEditable(True)
        self._profile = QComboBox()
        for profile in Profile:
            self._profile.addItem(profile_text(profile), profile)
        self.add("site_name", _("&Name of the site"), self._name)
        self.add("zone", _("&Time zone"), self._zone)
        self.add(
            "profile",
            _("&State and license"),
            self._profile,
            _("Kept with the site. The questions for its log follow California's rules everywhere."),
        )
        self.setFocusProxy(self._name)

    def name(self) -> str:
        """The site's name."""
        return self._name.text().strip()

    def zone(self) -> str:
        """An IANA time zone name."""
        return self._zone.currentText().strip()

    def profile(self) -> Profile:
        """Whose rules the log follows."""
        return Profile(self._profile.currentData())

    def problem(self) -> str:
        """What is missing, in a sentence, or nothing."""
        return "" if self.name() else _("The site needs a name.")

    def field_of_problem(self) -> str:
        """The field that it is about."""
        return "site_name"


class DeskStep(QWidget):
    """Desks by name, and opening hours by weekday."""

    def __init__(self) -> None:
        super().__init__()
        self._form = Form()
        self._desks = QLineEdit(_("Check-in, Phones, Billing"))
        self._form.add("desks", _("&Desks"), self._desks, _("Separated by commas."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        self._days: list[tuple[CheckBox, TimeField, TimeField]] = []
        for weekday in range(7):
            name = locale().standaloneDayName(weekday + 1)
            is_open = CheckBox(name)
            is_open.setChecked(weekday < 5)
            opens, closes = (
                TimeField(time(8), _("{day} opens").format(day=name)),
                TimeField(time(17), _("{day} closes").format(day=name)),
            )
            for edit in (opens, closes):
                edit.setEnabled(weekday < 5)
                is_open.toggled.connect(edit.setEnabled)
            grid.addWidget(is_open, weekday, 0)
            grid.addWidget(opens, weekday, 1)
            grid.addWidget(QLabel("–"), weekday, 2)
            grid.addWidget(closes, weekday, 3)
            self._days.append((is_open, opens, closes))
        grid.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(16))
        layout.addWidget(self._form)
        layout.addLayout(grid)
        self.setFocusProxy(self._desks)

    def desks(self) -> tuple[str, ...]:
        """The names of the desks."""
        return tuple(name.strip() for name in self._desks.text().split(",") if name.strip())

    def hours(self, zone: str) -> OpeningHours:
        """The opening hours in `zone`."""
        return OpeningHours(
            zone,
            tuple(
                (Span(opens.chosen(), closes.chosen()),) if is_open.isChecked() else ()
                for is_open, opens, closes in self._days
            ),
        )

    def problem(self) -> str:
        """What is missing, in a sentence, or nothing."""
        if not self.desks():
            return _("Please name at least one desk.")
        if not any(on.isChecked() for on, _o, _c in self._days):
            return _("Please say on which days you are open.")
        if any(on.isChecked() and c.time() <= o.time() for on, o, c in self._days):
            return _("A day closes before it opens.")
        return ""

    def field_of_problem(self) -> str:
        """The field that it is about; "" for the days, which have no single one."""
        return "" if self.desks() else "desks"

    def show_message(self, name: str, text: str) -> None:
        """As every form."""
        self._form.show_message(name, text)

    def clear_problems(self) -> None:
        """As every form."""
        self._form.clear_problems()

    def show_problem(self, problem: Exception) -> bool:
        """As every form."""
        from incident_tracker.domain.errors import Problem

        return isinstance(problem, Problem) and self._form.show_problem(problem)


class AdministratorStep(Form):
    """Name and pass phrase of the first administrator."""

    def __init__(self) -> None:
        super().__init__()
        self._display = QLineEdit()
        self._user = QLineEdit()
        self._first = PassphraseField(_("Pass phrase"), judged=True)
        self._again = PassphraseField(_("Pass phrase again"))
        self.add("display_name", _("&Name"), self._display, _("As colleagues know you."))
        self.add("user_name", _("&Short name for signing in"), self._user)
        self.add("passphrase", _("&Pass phrase"), self._first)
        self.add("again", _("&Again"), self._again)
        self.setFocusProxy(self._display)

    def display_name(self) -> str:
        """As colleagues know the person."""
        return self._display.text().strip()

    def user_name(self) -> str:
        """What is typed to sign in."""
        return self._user.text().strip()

    def passphrase(self) -> str:
        """The pass phrase."""
        return self._first.text()

    def forget(self) -> None:
        """Empty both fields."""
        self._first.clear()
        self._again.clear()

    def problem(self) -> str:
        """What is missing, in a sentence, or nothing."""
        if not self.display_name() or not self.user_name():
            return _("Both names are needed.")
        if len(self.passphrase()) < SHORTEST:
            return _("The pass phrase needs at least {least} characters.").format(least=SHORTEST)
        if self.passphrase() != self._again.text():
            return _("The two pass phrases differ.")
        return ""

    def field_of_problem(self) -> str:
        """The field that it is about."""
        if not self.display_name():
            return "display_name"
        if not self.user_name():
            return "user_name"
        return "passphrase" if len(self.passphrase()) < SHORTEST else "again"


class TypeBackStep(Form):
    """The key, typed back."""

    def __init__(self) -> None:
        super().__init__()
        self._expected = ""
        self._typed = QLineEdit()
        self.add("recovery_key", _("&Recovery key"), self._typed, _("Small letters and missing dashes do not matter."))
        self.setFocusProxy(self._typed)

    def expect(self, key: str) -> None:
        """The key that was shown."""
        self._expected = key
        self._typed.clear()

    def typed(self) -> str:
        """What was typed, as it was."""
        return self._typed.text().strip()

    def problem(self) -> str:
        """What differs, in a sentence, or nothing."""
        typed = _plain(self.typed())
        if not typed:
            return _("Please type the key as it was shown; “Back” shows it again.")
        for number, group in enumerate(self._expected.split("-"), 1):
            if not typed.startswith(group):
                return _("Group {n} is not as it was shown.").format(n=number)
            typed = typed.removeprefix(group)
        return _("This field contains more than the key.") if typed else ""

    def field_of_problem(self) -> str:
        """The field that it is about."""
        return "recovery_key"


def _plain(key: str) -> str:
    return "".join(sign for sign in key.upper() if sign.isalnum())
