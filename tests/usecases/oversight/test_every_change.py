"""What a page of the clinic changes is taken back or ends on a day, and no month that is over changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

import pytest

from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay, Span
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.extras import MailSecurity, MailServer
from incident_tracker.domain.clinic.police_table import POLICE, PoliceAnswer, PoliceLine, police_line
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic import (
    absences,
    directory,
    extras,
    people,
    police_table,
    quick_choices,
    settings,
    sites,
)
from incident_tracker.usecases.clinic import vocabulary as words
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.support import invitations, opening, outside_help, staff
from tests.project_rules.test_setup_file_is_whole import changes
from tests.storage_fixtures import CHECK_IN, HARBOUR, HILL, MONDAY_NINE, ROSA, Clinic
from tests.support_people import kept_in

TODAY = MONDAY_NINE.date()
YESTERDAY, LATER = TODAY - timedelta(days=1), TODAY + timedelta(days=20)
WHY = "The team asked for it at the meeting on Monday."
NEW = DirectoryEntry(ROSA.id, "Crisis team", HelpKind.MOBILE_CRISIS, "555 0142")
MAIL = MailServer("mail.bayhealth.example", 465, MailSecurity.TLS, "calendar@bayhealth.example")
HELPLINE = HelpDraft("Helpline", "555 0101", (OfferKind.DEDICATED_COUNSELING,), apart=True)

OTHERWISE = {
    "clinic.extras.set_mail_server": "another one is set, and nothing is sent while invitations are off",
    "clinic.directory.add_national_lines": "adds entries, each as `add_entry` does",
    "clinic.first_run.dismiss_first_step": "`show_first_step` takes it back, and it changes nothing of the clinic",
    "clinic.first_run.show_first_step": "`dismiss_first_step` takes it back, and it changes nothing of the clinic",
    "oversight.setup.apply_setup": "a dry run tells each part of it, and each is one of these",
    "oversight.staff_file.import_staff": "a dry run tells each part of it, and each is one of these",
}


@dataclass(frozen=True)
class Change:
    """One change, what takes it back, the use cases that are tried with both, and what has to be there first."""

    of: tuple[str, ...]
    do: Callable[[Context], Any]
    back: Callable[[Context, Any], object]
    given: Callable[[Context], object] = lambda _ctx: None


def site_of(ctx: Context) -> Any:
    return next(one for one in sites.list_sites(ctx) if one.id == HILL.id)


def desk_of(ctx: Context) -> Any:
    return next(one for one in sites.list_desks(ctx) if one.id == CHECK_IN.id)


def term_of(ctx: Context, vocabulary: str, code: str) -> Any:
    return next(one for one in words.list_terms(ctx, vocabulary) if one.code == code)


def _hours(ctx: Context) -> Any:
    return next(one.hours for one in sites.list_site_sheets(ctx) if one.site.id == HARBOUR.id)


def _set_hours(ctx: Context) -> Any:
    before = _hours(ctx)
    return before, opening.set_opening_hours(ctx, HARBOUR.id, ((Span(time(9), time(12)),),) * 7, seen=before)


def _shorter(ctx: Context) -> Any:
    before = people.shifts_of(ctx, ROSA.id)
    people.set_shifts(ctx, ROSA.id, (people.ShiftDraft(0, time(9), time(10)),))
    return tuple(people.ShiftDraft(one.weekday, one.start, one.end, one.breaks) for one in before)


def _ordered(ctx: Context) -> Any:
    before = tuple(one for one in words.list_terms(ctx, "trigger") if one.valid_on(TODAY))
    quick_choices.order_choices(ctx, "trigger", before[::-1])
    return before


def _in_order(ctx: Context, before: Any) -> object:
    now = {one.code: one for one in words.list_terms(ctx, "trigger")}
    return quick_choices.order_choices(ctx, "trigger", tuple(now[one.code] for one in before))


def _rosa(ctx: Context) -> Any:
    return next(one for one in people.list_people(ctx) if one.id == ROSA.id)


def _own_word(ctx: Context) -> Any:
    return words.add_term(ctx, "trigger", "Fire drill", label_es="Simulacro", like=None, reason=WHY)


def _worded(ctx: Context, label: str, label_es: str) -> Any:
    own = next(one for one in words.list_terms(ctx, "trigger") if one.label in ("Fire drill", "Alarm"))
    return words.reword_term(ctx, own, label, label_es=label_es, reason=WHY)


def add_refills(ctx: Context) -> Any:
    return sites.add_phone_line(ctx, HARBOUR.id, "Refills")


def line_of(ctx: Context) -> Any:
    return next(one for sheet in sites.list_site_sheets(ctx) for one in sheet.lines if one.name == "Refills")


def entry_of(ctx: Context) -> Any:
    return next(one for one in directory.list_directory(ctx) if one.name == NEW.name)


def _helpline(ctx: Context) -> Any:
    return outside_help.add_outside_help(ctx, HARBOUR.id, HELPLINE)


def _help(ctx: Context) -> Any:
    return next(one for one in outside_help.list_outside_help(ctx) if one.name == HELPLINE.name)


def _said(ctx: Context, contact: str) -> Any:
    one = _help(ctx)
    return outside_help.change_outside_help(ctx, one.id, one.version, replace(HELPLINE, contact=contact))


CHANGES = {
    "name of the clinic": Change(
        ("clinic.settings.name_clinic",),
        lambda c: (settings.clinic_settings(c).name, settings.name_clinic(c, "Bay Health", reason=WHY))[0],
        lambda c, before: settings.name_clinic(c, before, reason=WHY),
    ),
    "idle time": Change(
        ("clinic.settings.limit_idle",),
        lambda c: (settings.clinic_settings(c).idle_minutes, settings.limit_idle(c, 4, reason=WHY))[0],
        lambda c, before: settings.limit_idle(c, before, reason=WHY),
    ),
    "close of a month": Change(
        ("clinic.settings.set_closing_day",),
        lambda c: (settings.clinic_settings(c).closing_day, settings.set_closing_day(c, 5, reason=WHY))[0],
        lambda c, before: settings.set_closing_day(c, before, reason=WHY),
    ),
    "invitations": Change(
        ("support.invitations.switch_invitations",),
        lambda c: invitations.switch_invitations(c, True, reason=WHY),
        lambda c, _after: invitations.switch_invitations(c, False, reason=WHY),
        lambda c: extras.set_mail_server(c, MAIL, reason=WHY),
    ),
    "own reports": Change(
        ("clinic.settings.allow_own_reports",),
        lambda c: settings.allow_own_reports(c, True, reason=WHY),
        lambda c, _after: settings.allow_own_reports(c, False, reason=WHY),
    ),
    "closing desks": Change(
        ("clinic.settings.let_desks_close",),
        lambda c: settings.let_desks_close(c, True, reason=WHY),
        lambda c, _after: settings.let_desks_close(c, False, reason=WHY),
    ),
    "a new site": Change(
        ("clinic.sites.add_site",),
        lambda c: sites.add_site(c, "Bay View", HILL.zone, "other"),
        lambda c, site: sites.retire_site(c, site, YESTERDAY),
    ),
    "another name of a site": Change(
        ("clinic.sites.change_site",),
        lambda c: sites.change_site(c, replace(site_of(c), name="Hill")),
        lambda c, after: sites.change_site(c, replace(after, name=HILL.name)),
    ),
    "a site ends": Change(
        ("clinic.sites.retire_site",),
        lambda c: sites.retire_site(c, site_of(c), LATER),
        lambda c, after: sites.retire_site(c, after, None),
    ),
    "a new desk": Change(
        ("clinic.sites.add_desk",),
        lambda c: sites.add_desk(c, HARBOUR.id, "Second"),
        lambda c, desk: sites.retire_desk(c, desk, YESTERDAY),
    ),
    "another channel of a desk": Change(
        ("clinic.sites.change_desk",),
        lambda c: sites.change_desk(c, replace(desk_of(c), channel="letter")),
        lambda c, after: sites.change_desk(c, replace(after, channel=CHECK_IN.channel)),
    ),
    "channels of desks": Change(
        ("clinic.quick_choices.begin_with_channels",),
        lambda c: quick_choices.begin_with_channels(c, [replace(desk_of(c), channel="letter")])[0],
        lambda c, after: quick_choices.begin_with_channels(c, [replace(after, channel=CHECK_IN.channel)]),
    ),
    "a desk ends": Change(
        ("clinic.sites.retire_desk",),
        lambda c: sites.retire_desk(c, desk_of(c), LATER),
        lambda c, after: sites.retire_desk(c, after, None),
    ),
    "a new phone line": Change(
        ("clinic.sites.add_phone_line",), add_refills, lambda c, line: sites.retire_phone_line(c, line, YESTERDAY)
    ),
    "another name of a phone line": Change(
        ("clinic.sites.change_phone_line",),
        lambda c: sites.change_phone_line(c, replace(line_of(c), name="Main")),
        lambda c, after: sites.change_phone_line(c, replace(after, name="Refills")),
        add_refills,
    ),
    "a phone line ends": Change(
        ("clinic.sites.retire_phone_line",),
        lambda c: sites.retire_phone_line(c, line_of(c), LATER),
        lambda c, after: sites.retire_phone_line(c, after, None),
        add_refills,
    ),
    "other hours": Change(
        ("support.opening.set_opening_hours", "support.opening.take_back_hours"),
        _set_hours,
        lambda c, both: opening.take_back_hours(c, HARBOUR.id, both[0], seen=both[1]),
    ),
    "a closed day": Change(
        ("support.opening.close_on", "support.opening.open_again_on"),
        lambda c: opening.close_on(c, [HARBOUR.id], [ClosedDay(LATER, "Staff day")]),
        lambda c, _nothing: opening.open_again_on(c, [HARBOUR.id], [LATER]),
    ),
    "a new person": Change(
        ("clinic.people.add_person",),
        lambda c: people.add_person(c, "Noor", "other", HARBOUR.id),
        lambda c, one: staff.change_person(c, replace(one, active=False)),
    ),
    "a person leaves": Change(
        ("support.staff.change_person",),
        lambda c: staff.change_person(c, replace(_rosa(c), active=False)),
        lambda c, after: staff.change_person(c, replace(after, active=True)),
    ),
    "shifts": Change(("clinic.people.set_shifts",), _shorter, lambda c, before: people.set_shifts(c, ROSA.id, before)),
    "leave": Change(
        ("clinic.absences.add_absence", "clinic.absences.remove_absence"),
        lambda c: absences.add_absence(c, AbsenceDraft(ROSA.id, LATER, LATER)),
        lambda c, one: absences.remove_absence(c, one.id, one.version),
    ),
    "a new word": Change(
        ("clinic.vocabulary.add_term",),
        _own_word,
        lambda c, term: words.retire_term(c, "trigger", term.code, YESTERDAY, reason=WHY),
    ),
    "another wording": Change(
        ("clinic.vocabulary.reword_term",),
        lambda c: _worded(c, "Alarm", "Alarma"),
        lambda c, _after: _worded(c, "Fire drill", "Simulacro"),
        _own_word,
    ),
    "a word ends": Change(
        ("clinic.vocabulary.retire_term",),
        lambda c: words.retire_term(c, "channel", "letter", LATER, reason=WHY),
        lambda c, _term: words.retire_term(c, "channel", "letter", None, reason=WHY),
    ),
    "the order of a list": Change(("clinic.quick_choices.order_choices",), _ordered, _in_order),
    "a new line for the police": Change(
        ("clinic.police_table.add_police_line",),
        lambda c: police_table.add_police_line(c, PoliceLine("Flood", PoliceAnswer.CALL), reason=WHY),
        lambda c, term: words.retire_term(c, POLICE, term.code, YESTERDAY, reason=WHY),
    ),
    "another answer about the police": Change(
        ("clinic.police_table.change_police_line",),
        lambda c: (
            before := term_of(c, POLICE, "weapon"),
            police_table.change_police_line(
                c, before, replace(police_line(before), answer=PoliceAnswer.REVIEW), reason=WHY
            ),
        ),
        lambda c, both: police_table.change_police_line(c, both[1], police_line(both[0]), reason=WHY),
    ),
    "new help": Change(
        ("clinic.directory.add_entry",),
        lambda c: directory.add_entry(c, NEW),
        lambda c, entry: directory.show_entry_until(c, entry, YESTERDAY),
    ),
    "another number of help": Change(
        ("clinic.directory.change_entry",),
        lambda c: directory.change_entry(c, replace(entry_of(c), phone="555 0199")),
        lambda c, after: directory.change_entry(c, replace(after, phone=NEW.phone)),
        lambda c: directory.add_entry(c, NEW),
    ),
    "help ends": Change(
        ("clinic.directory.show_entry_until",),
        lambda c: directory.show_entry_until(c, entry_of(c), LATER),
        lambda c, after: directory.show_entry_until(c, after, None),
        lambda c: directory.add_entry(c, NEW),
    ),
    "new help for staff": Change(
        ("support.outside_help.add_outside_help",),
        _helpline,
        lambda c, one: outside_help.retire_outside_help(c, one.id, one.version),
    ),
    "another number of help for staff": Change(
        ("support.outside_help.change_outside_help",),
        lambda c: _said(c, "555 0102"),
        lambda c, _after: _said(c, HELPLINE.contact),
        _helpline,
    ),
    "help for staff ends": Change(
        ("support.outside_help.retire_outside_help", "support.outside_help.name_outside_help_again"),
        lambda c: outside_help.retire_outside_help(c, _help(c).id, _help(c).version),
        lambda c, one: outside_help.name_outside_help_again(c, one.id, one.version),
        _helpline,
    ),
}


def kept(ctx: Context) -> dict[str, object]:
    """What is in use in the clinic, as its pages show it; versions, and what is no longer used, are left out."""

    def plain(records: Any) -> list[object]:
        return [replace(one, version=0) for one in records if one.in_use(TODAY)]

    sheets = [one for one in sites.list_site_sheets(ctx) if one.site.in_use(TODAY)]
    staffed = [one for one in people.list_people(ctx) if one.active]
    return {
        "clinic": replace(settings.clinic_settings(ctx), version=0),
        "extras": replace(extras.clinic_extras(ctx), id=ROSA.id, version=0),
        "sites": [(plain([one.site]), plain(one.desks), plain(one.lines)) for one in sheets],
        "hours": [(one.hours, one.closed_days) for one in sheets],
        "people": [replace(one, version=0) for one in staffed],
        "shifts": [
            [(it.weekday, it.start, it.end, it.breaks) for it in people.shifts_of(ctx, one.id)] for one in staffed
        ],
        "away": [absences.absences_of(ctx, one.id) for one in staffed],
        "words": [
            (one.vocabulary, one.code, one.label, one.crosswalk, one.definition, one.position, one.valid_to)
            for one in words.list_terms(ctx)
            if one.valid_on(TODAY)
        ],
        "help": plain(directory.list_directory(ctx)),
        "support": [replace(one, version=0) for one in outside_help.list_outside_help(ctx) if one.in_use],
    }


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_taken_back_and_leaves_the_month_that_is_over(clinic: Clinic, name: str) -> None:
    ada, maria, change = clinic.as_role(Role.ADMINISTRATOR), clinic.as_role(Role.MANAGER), CHANGES[name]
    change.given(ada)
    before, month = kept(ada), kept_in(maria, "2026-02")
    state = change.do(ada)
    assert kept(ada) != before, "it changes something"
    assert kept_in(maria, "2026-02") == month
    change.back(ada, state)
    assert kept(ada) == before
    assert kept_in(maria, "2026-02") == month
    assert check(ada) == ()


def test_every_change_of_a_clinic_page_is_tried() -> None:
    tried = {use_case for change in CHANGES.values() for use_case in change.of}
    assert set(changes()) <= tried | OTHERWISE.keys(), "say how it is taken back, or why it needs not"
    assert not tried & OTHERWISE.keys()
