"""Where patients find help: the lines and teams that are called instead of the police."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.directory import NATIONAL_LINES, DirectoryEntry
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.labels.clinic.directory import help_kind_text
from incident_tracker.usecases.clinic.directory import add_national_lines, change_entry, show_entry_until
from incident_tracker.wording import _, ngettext
from ui.clinic.clinic_list import ClinicList, ListWords, RowAct
from ui.clinic.help_dialogs import EndEntry, EntryDialog
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.record_model import ListColumn


class DirectoryPanel(QWidget):
    """Enter on a line changes it."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._names = ClinicChoices()
        columns = [
            ListColumn("name", _("Name"), _name, 24, weight=9, stretch=True, least=14),
            ListColumn("phone", _("Phone"), _phone, 16),
            ListColumn("hours", _("When"), _hours, 18, spare=True),
            ListColumn("site", _("Site"), self._site, 18, spare=True),
            ListColumn("video", _("By video"), _video, 8, spare=True),
            ListColumn("kind", _("Kind of help"), _kind, 18, spare=True),
            ListColumn("note", _("Note"), _note, 20, spare=True),
        ]
        acts: list[RowAct[DirectoryEntry]] = [
            RowAct(_("&Change"), Icon.EDIT, self.change, self._reaches, hides=True),
            RowAct(_("Retire …"), None, self.end, self._may_end, care=True, hides=True),
            RowAct(_("Show it again"), Icon.UNDO, self.show_again, self._may_show, hides=True),
        ]
        self.add = Button(_("&Add help"), "", Icon.NEW, self.begin)
        self.national = Button(_("Add the nat&ional lines"), "", Icon.PHONE, self.add_national)
        buttons = [self.add] if desk.may(Permission.MANAGE_CLINIC) else []
        if desk.reaches_all(Permission.MANAGE_CLINIC):
            buttons.append(self.national)
        advice = _("Lines and teams to call instead of the police: 988, 211, a mobile crisis team, your own teams.")
        words = ListWords(
            "directory",
            _("Help instead of the police"),
            _("Search help"),
            _("No help is listed yet"),
            advice,
            _("Add help") if buttons else "",
        )
        self.list: ClinicList[DirectoryEntry] = ClinicList(
            desk, words, columns, self._state, acts, buttons, begin=self.begin if buttons else None
        )
        layout = column(self.list)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_names(self, names: ClinicChoices) -> None:
        """Show the entries; those that are no longer shown come last."""
        self._names = names
        entries = sorted(names.directory, key=lambda one: (not one.in_use(names.today), one.name.casefold()))
        if self.desk.reaches_all(Permission.MANAGE_CLINIC):
            known = {one.name.casefold() for one in entries if one.in_use(names.today)}
            self.national.setVisible(any(one.name.casefold() not in known for one in NATIONAL_LINES))
        self.list.show_rows(entries)

    @Slot()
    def begin(self) -> None:
        """Ask for a new entry."""
        EntryDialog(self.desk, self, self._sites(), None, self._added).open()

    def change(self, entry: DirectoryEntry) -> None:
        """Change an entry."""
        EntryDialog(self.desk, self, self._sites(), entry, partial(self._changed, entry)).open()

    def end(self, entry: DirectoryEntry) -> None:
        """Ask for the last day on which it is shown."""
        EndEntry(self.desk, self, entry, self._names.today, partial(self._ended, entry)).open()

    def show_again(self, entry: DirectoryEntry) -> None:
        """Take its last day away."""
        self.desk.runner.run(asked(show_entry_until, entry, None), owner=self, then=partial(self._shown_again, entry))

    @Slot()
    def add_national(self) -> None:
        """Add the lines that everyone in the country can call."""
        self.desk.runner.run(asked(add_national_lines), owner=self, then=self._national_added)

    def _added(self, entry: DirectoryEntry) -> None:
        self.list.wait_for(entry.id)
        text = _("{name} is on the list.").format(name=entry.name)
        self.desk.messages.tell(text, undo=partial(self._take_out, (entry,)))

    def _national_added(self, entries: tuple[DirectoryEntry, ...]) -> None:
        n = len(entries)
        text = ngettext("{n} line is on the list.", "{n} lines are on the list.", n).format(n=n)
        self.desk.messages.tell(text, undo=partial(self._take_out, entries))

    def _take_out(self, entries: tuple[DirectoryEntry, ...]) -> None:
        for entry in entries:
            yesterday = self._today_of(entry) - timedelta(days=1)
            self.desk.runner.run(asked(show_entry_until, entry, yesterday), owner=self)

    def _changed(self, before: DirectoryEntry, after: DirectoryEntry) -> None:
        undo = partial(self._change_back, before, after)
        self.desk.messages.tell(_("Saved: {name}.").format(name=after.name), undo=undo)

    def _change_back(self, before: DirectoryEntry, after: DirectoryEntry) -> None:
        self.desk.runner.run(asked(change_entry, replace(before, version=after.version)), owner=self)

    def _ended(self, before: DirectoryEntry, after: DirectoryEntry) -> None:
        day = day_text(after.last_day) if after.last_day else ""
        undo = partial(self._last_day_back, before, after)
        self.desk.messages.tell(_("{name} is shown until {day}.").format(name=after.name, day=day), undo=undo)

    def _last_day_back(self, before: DirectoryEntry, after: DirectoryEntry) -> None:
        self.desk.runner.run(asked(show_entry_until, after, before.last_day), owner=self)

    def _shown_again(self, before: DirectoryEntry, after: DirectoryEntry) -> None:
        undo = partial(self._last_day_back, before, after)
        self.desk.messages.tell(_("{name} is on the list.").format(name=after.name), undo=undo)

    def _today_of(self, entry: DirectoryEntry) -> date:
        """The day at its site; for all sites, where the actor is."""
        site = next((one for one in self._names.sites if one.id == entry.site_id), None)
        return self.desk.now().astimezone(site.time_zone if site else self.desk.zone).date()

    def _sites(self) -> tuple[Site, ...]:
        reached = (site for site in self._names.open_sites if self.desk.may_at(Permission.MANAGE_CLINIC, site.id))
        return tuple(reached)

    def _reaches(self, entry: DirectoryEntry) -> bool:
        if entry.site_id is None:
            return self.desk.reaches_all(Permission.MANAGE_CLINIC)
        return self.desk.may_at(Permission.MANAGE_CLINIC, entry.site_id)

    def _may_end(self, entry: DirectoryEntry) -> bool:
        return entry.last_day is None and self._reaches(entry)

    def _may_show(self, entry: DirectoryEntry) -> bool:
        return entry.last_day is not None and self._reaches(entry)

    def _state(self, entry: DirectoryEntry) -> tuple[str, str]:
        if entry.last_day is None:
            return _("in use"), "good"
        if entry.in_use(self._names.today):
            return _("until {day}").format(day=day_text(entry.last_day)), "notice"
        return _("retired"), "quiet"

    def _site(self, entry: DirectoryEntry) -> str:
        return self._names.site(entry.site_id) if entry.site_id else _("All sites")


def _name(entry: DirectoryEntry) -> str:
    return entry.name


def _phone(entry: DirectoryEntry) -> str:
    return entry.phone


def _hours(entry: DirectoryEntry) -> str:
    return entry.hours


def _video(entry: DirectoryEntry) -> str:
    return _("yes") if entry.by_video else ""


def _kind(entry: DirectoryEntry) -> str:
    return help_kind_text(entry.kind)


def _note(entry: DirectoryEntry) -> str:
    return entry.note
