"""How to come to what belongs to the clinic: people, accounts, keys, old logs, the audit trail."""

from collections.abc import Callable
from datetime import timedelta
from tempfile import NamedTemporaryFile

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.recovery_keys import RecoveryKeyState
from incident_tracker.domain.clinic.vocabulary import CLINIC, Term
from incident_tracker.domain.translatable import N_
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.support.naming import ToName
from incident_tracker.wording import _, translated
from ui.absence_dialogs import AbsenceDialog, AbsencesDialog
from ui.capture.import_page import ImportPage
from ui.capture.practice_form import PracticeForm
from ui.clinic.account_dialogs import AddAccount, ChangeRole, CloseAccount, NewPassphrase
from ui.clinic.accounts_page import AccountsPage
from ui.clinic.accounts_panel import AccountsPanel
from ui.clinic.check_run import AcceptAsItIs
from ui.clinic.closing_day_card import ClosingDay
from ui.clinic.confirmation import PassphraseQuestion
from ui.clinic.data_page import DataPage
from ui.clinic.desks_may_close_card import DesksMayClose
from ui.clinic.extras_page import ExtrasPage
from ui.clinic.help_dialogs import EndEntry, EntryDialog, PoliceLineDialog
from ui.clinic.help_page import HelpPage
from ui.clinic.hours_dialogs import ClosedDayDialog, HolidaysDialog, OpeningDialog
from ui.clinic.invitations_card import SwitchInvitations
from ui.clinic.lock_card import ClinicLock
from ui.clinic.log_order import DeskChannels, OrderDialog
from ui.clinic.mail_dialogs import MailServerDialog, TryMail
from ui.clinic.new_recovery_key import KeyToKeep, RenewRecoveryKey
from ui.clinic.own_reports_card import OwnReports
from ui.clinic.person_dialogs import PersonDialog
from ui.clinic.place_dialogs import ClinicName, DeskDialog, LineDialog, RetirePlace, SiteDialog
from ui.clinic.places_page import PlacesPage
from ui.clinic.restore_dialog import RestoreOver
from ui.clinic.second_person import SecondPerson
from ui.clinic.settings_page import SettingsPage
from ui.clinic.shifts_dialog import ShiftsDialog
from ui.clinic.unkept_dialog import KeptKey, UnkeptKey
from ui.clinic.users_page import UsersPage
from ui.clinic.word_dialogs import AddWord, ChangeWord, OfferAgain, RetireWord
from ui.clinic.words_page import WordsPage
from ui.invitation_dialog import InvitationDialog
from ui.oversight.audit_page import AuditTrailPage
from ui.oversight.today_page import TodayPage
from ui.sheets.place import Place, page_of
from ui.sheets.visitor import Visitor
from ui.who_answers import NameManagerQuestion
from ui.widgets.dialogs import Question

WHY = "The envelope in the safe was found open"
OLD_LOG = """Incident Date,Time,Type,What happened
01/13/2025,14:05,Physical,Threw a clipboard.
01/14/2025,,Verbal,Shouted about a bill.
01/35/2025,,Aggression,On a day that is none.
"""
KEY = "-".join(["7K2M"] * 8)


def _accounts(you: Visitor) -> AccountsPage:
    return you.go(AccountsPage, "accounts")


def _people(words: str) -> Callable[[Visitor], None]:
    def come(you: Visitor) -> None:
        you.go(UsersPage, "users")
        you.press(translated(words).replace("&", ""))

    return come


def _account(words: str) -> Callable[[Visitor], None]:
    def come(you: Visitor) -> None:
        table = _accounts(you).findChildren(AccountsPanel)[0].table
        table.choose(1)
        you.walker.settle()
        you.press(translated(words).replace("&", ""))

    return come


def _data(you: Visitor) -> None:
    """With a backup in the list, which was tried."""
    page = you.go(DataPage, "data")
    if not page.list.rows:
        page.make.click()
    you.walker.wait(lambda: bool(page.list.rows) and all(row.state is not None for row in page.list.rows))
    you.walker.settle()


def _restore(you: Visitor) -> None:
    _data(you)
    page = you.go(DataPage, "data")
    page.look_into(str(page.list.rows[0].kept.path))
    you.walker.settle()


def _passed_on(you: Visitor) -> None:
    """The one-time pass phrase that is shown once."""
    _account(N_("New &pass phrase"))(you)
    asking = you.front
    assert isinstance(asking, NewPassphrase)
    asking.findChildren(QPlainTextEdit)[0].setPlainText(WHY)
    asking.accept()
    you.walker.wait(lambda: isinstance(you.front, Question) and not isinstance(you.front, NewPassphrase))


def _setting(words: str) -> Callable[[Visitor], None]:
    def come(you: Visitor) -> None:
        you.go(SettingsPage, "settings")
        you.press(translated(words).replace("&", ""))

    return come


def _mail_server(you: Visitor) -> None:
    you.go(ExtrasPage, "extras")
    you.press(_("&Mail server …").replace("&", ""))


def _try_mail(you: Visitor) -> None:
    page = you.go(ExtrasPage, "extras")
    TryMail(page.desk, page, lambda _address: None).open()


def _switch_invitations(you: Visitor) -> None:
    page = you.go(ExtrasPage, "extras")
    SwitchInvitations(page.desk, page, True, lambda _done: None).open()


def _who_gets_invitations(you: Visitor) -> None:
    page = you.go(ExtrasPage, "extras")
    InvitationDialog(page.desk, page, list_people(you.ctx), lambda _consent: None).open()


def _accept(you: Visitor) -> None:
    page = you.go(SettingsPage, "settings")
    AcceptAsItIs(page.desk, page, lambda _findings: None).open()


def _renew(you: Visitor) -> None:
    you.go(SettingsPage, "settings")
    you.press(_("New recover&y key").replace("&", ""))


def _is_it_you(you: Visitor) -> None:
    _renew(you)
    you.walker.stand.clock.moment += timedelta(minutes=6)
    asking = you.front
    assert isinstance(asking, RenewRecoveryKey)
    asking.findChildren(QPlainTextEdit)[0].setPlainText(WHY)
    asking.accept()
    you.walker.settle()


def _two(you: Visitor) -> None:
    _renew(you)
    asking = you.front
    assert isinstance(asking, RenewRecoveryKey)
    asking.findChildren(QPlainTextEdit)[0].setPlainText(WHY)
    asking.accept()
    you.walker.settle()


def _keep_key(you: Visitor) -> None:
    page = you.go(SettingsPage, "settings")
    KeyToKeep(page.desk, page, KEY).open()


def _unkept_key(you: Visitor) -> None:
    page = you.go(SettingsPage, "settings")
    UnkeptKey(page.desk, RecoveryKeyState(unkept=True, replaceable=True), page).open()


def _type_key_back(you: Visitor) -> None:
    page = you.go(SettingsPage, "settings")
    KeptKey(page.desk, page).open()


def _old_log(you: Visitor) -> None:
    page = you.go(ImportPage, "import")
    with NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as log:
        log.write(OLD_LOG)
        log.flush()
        page.take(log.name)
        you.walker.settle()


def _places(key: str, words: str) -> Callable[[Visitor], None]:
    """At one of the lists of the clinic's places, with a button pressed."""

    def come(you: Visitor) -> None:
        you.go(PlacesPage, "places", key)
        you.press(translated(words).replace("&", ""))

    return come


def _days_away(you: Visitor) -> None:
    """The fields of a new entry."""
    _people(N_("A&way"))(you)
    asking = you.front
    assert isinstance(asking, AbsencesDialog)
    asking.accept()
    you.walker.settle()


def _help(key: str, words: str) -> Callable[[Visitor], None]:
    """At the table for the police or at the list of help, with a button pressed."""

    def come(you: Visitor) -> None:
        you.go(HelpPage, "police", key)
        you.press(translated(words).replace("&", ""))

    return come


def _words(words: str, vocabulary: str) -> Callable[[Visitor], None]:
    """At one of the clinic's vocabularies, with a button pressed."""

    def come(you: Visitor) -> None:
        you.go(WordsPage, "words", vocabulary)
        you.press(translated(words).replace("&", ""))

    return come


FIRE_DRILL = Term("trigger", "own_fire_drill", "Fire drill", source=CLINIC)


def _own_word(you: Visitor) -> None:
    page = you.go(WordsPage, "words", "trigger")
    ChangeWord(page.desk, page, FIRE_DRILL, lambda _term: None).open()


def _word_again(you: Visitor) -> None:
    page = you.go(WordsPage, "words", "trigger")
    OfferAgain(page.desk, page, FIRE_DRILL, lambda _term: None).open()


def _no_one_answers(you: Visitor) -> None:
    page = you.go(TodayPage, "today")
    by = you.ctx.now() + timedelta(days=2)
    waiting = ToName(you.ctx.new_id(), 1, list_sites(you.ctx)[0].id, by, list_people(you.ctx), ())
    NameManagerQuestion(page.desk, page, waiting, lambda _debrief: None).open()


def _practiced(you: Visitor) -> None:
    form = you.go(PracticeForm, "practice")
    for chips in (form.fields.channel, form.fields.kind, form.fields.severity):
        you.walker.come_to(chips)
        you.walker.key(Qt.Key.Key_2)
    form.save()
    you.walker.settle()


CLINIC_PLACES = (
    Place(Role.ADMINISTRATOR, "practice", PracticeForm, page_of(PracticeForm, "practice")),
    Place(Role.ADMINISTRATOR, "practiced", PracticeForm, _practiced),
    Place(Role.MANAGER, "order of the log", OrderDialog, _setting(N_("Order of “How it reached us” …"))),
    Place(Role.MANAGER, "desks on the log", DeskChannels, _setting(N_("How a report from each desk begins …"))),
    Place(Role.MANAGER, "old log", ImportPage, _old_log),
    Place(Role.MANAGER, "new person", PersonDialog, _people(N_("&Add a person"))),
    Place(Role.MANAGER, "change a person", PersonDialog, _people(N_("&Change"))),
    Place(Role.MANAGER, "days away", AbsencesDialog, _people(N_("A&way"))),
    Place(Role.MANAGER, "new days away", AbsenceDialog, _days_away),
    Place(Role.MANAGER, "working hours", ShiftsDialog, _people(N_("Working ho&urs"))),
    Place(Role.MANAGER, "sites", PlacesPage, page_of(PlacesPage, "places", "sites")),
    Place(Role.MANAGER, "closed days", PlacesPage, page_of(PlacesPage, "places", "closed")),
    Place(Role.MANAGER, "opening hours", OpeningDialog, _places("sites", N_("Opening ho&urs"))),
    Place(Role.MANAGER, "new closed day", ClosedDayDialog, _places("closed", N_("&Add a closed day"))),
    Place(Role.MANAGER, "public holidays", HolidaysDialog, _places("closed", N_("P&ublic holidays"))),
    Place(Role.ADMINISTRATOR, "desks", PlacesPage, page_of(PlacesPage, "places", "desks")),
    Place(Role.ADMINISTRATOR, "phone lines", PlacesPage, page_of(PlacesPage, "places", "lines")),
    Place(Role.ADMINISTRATOR, "new site", SiteDialog, _places("sites", N_("&Add a site"))),
    Place(Role.ADMINISTRATOR, "new desk", DeskDialog, _places("desks", N_("&Add a desk"))),
    Place(Role.ADMINISTRATOR, "retire a desk", RetirePlace, _places("desks", N_("Retire …"))),
    Place(Role.ADMINISTRATOR, "new phone line", LineDialog, _places("lines", N_("&Add a phone line"))),
    Place(Role.ADMINISTRATOR, "name of the clinic", ClinicName, _places("sites", N_("Name of the clinic …"))),
    Place(Role.RECEPTION, "police and help", HelpPage, page_of(HelpPage, "police", "police")),
    Place(Role.MANAGER, "help instead of the police", HelpPage, page_of(HelpPage, "police", "directory")),
    Place(Role.ADMINISTRATOR, "line of the police table", PoliceLineDialog, _help("police", N_("&Add a situation"))),
    Place(Role.ADMINISTRATOR, "new help", EntryDialog, _help("directory", N_("&Add help"))),
    Place(Role.ADMINISTRATOR, "retire help", EndEntry, _help("directory", N_("Retire …"))),
    Place(Role.ADMINISTRATOR, "words", WordsPage, page_of(WordsPage, "words", "trigger")),
    Place(Role.ADMINISTRATOR, "new word", AddWord, _words(N_("&Add a word"), "trigger")),
    Place(Role.ADMINISTRATOR, "order of words", OrderDialog, _words(N_("Order of this list …"), "trigger")),
    Place(Role.ADMINISTRATOR, "retire a word", RetireWord, _words(N_("Retire …"), "channel")),
    Place(Role.ADMINISTRATOR, "change a word", ChangeWord, _own_word),
    Place(Role.ADMINISTRATOR, "offer a word again", OfferAgain, _word_again),
    Place(Role.ADMINISTRATOR, "data and backups", DataPage, _data),
    Place(Role.ADMINISTRATOR, "restore a backup", RestoreOver, _restore),
    Place(Role.ADMINISTRATOR, "today", TodayPage, page_of(TodayPage, "today")),
    Place(Role.ADMINISTRATOR, "name who answers", NameManagerQuestion, _no_one_answers),
    Place(Role.ADMINISTRATOR, "accounts", AccountsPage, _accounts),
    Place(Role.ADMINISTRATOR, "new account", AddAccount, _account(N_("&Add an account"))),
    Place(Role.ADMINISTRATOR, "another role", ChangeRole, _account(N_("Change &role"))),
    Place(Role.ADMINISTRATOR, "new pass phrase", NewPassphrase, _account(N_("New &pass phrase"))),
    Place(Role.ADMINISTRATOR, "pass phrase to pass on", Question, _passed_on),
    Place(Role.ADMINISTRATOR, "close an account", CloseAccount, _account(N_("Close acc&ount"))),
    Place(Role.ADMINISTRATOR, "extras", ExtrasPage, page_of(ExtrasPage, "extras")),
    Place(Role.ADMINISTRATOR, "mail server", MailServerDialog, _mail_server),
    Place(Role.ADMINISTRATOR, "try the mail server", TryMail, _try_mail),
    Place(Role.ADMINISTRATOR, "switch invitations on", SwitchInvitations, _switch_invitations),
    Place(Role.ADMINISTRATOR, "who gets invitations", InvitationDialog, _who_gets_invitations),
    Place(Role.ADMINISTRATOR, "settings", SettingsPage, page_of(SettingsPage, "settings")),
    Place(Role.ADMINISTRATOR, "own reports", OwnReports, _setting(N_("Who completes a re&port …"))),
    Place(Role.ADMINISTRATOR, "desks during a debrief", DesksMayClose, _setting(N_("Desks during a debrief …"))),
    Place(Role.ADMINISTRATOR, "lock of the clinic", ClinicLock, _setting(N_("When every window locks …"))),
    Place(Role.ADMINISTRATOR, "close of a month", ClosingDay, _setting(N_("When a month can be closed …"))),
    Place(Role.ADMINISTRATOR, "accept it as it is", AcceptAsItIs, _accept),
    Place(Role.ADMINISTRATOR, "new recovery key", RenewRecoveryKey, _renew),
    Place(Role.ADMINISTRATOR, "it takes two", SecondPerson, _two),
    Place(Role.ADMINISTRATOR, "is it you", PassphraseQuestion, _is_it_you),
    Place(Role.ADMINISTRATOR, "key to keep", KeyToKeep, _keep_key),
    Place(Role.ADMINISTRATOR, "is the key written down", UnkeptKey, _unkept_key),
    Place(Role.ADMINISTRATOR, "key typed back", KeptKey, _type_key_back),
    Place(Role.PRIVACY, "audit trail", AuditTrailPage, page_of(AuditTrailPage, "audit")),
)  # fmt: skip
