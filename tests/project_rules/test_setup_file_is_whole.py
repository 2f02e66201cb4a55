"""What a page of the clinic can change is in the set-up file or in the list of staff, or it is said why not."""

import importlib
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import Table

from db.clinic.calendars import closed_day_table, opening_table, opening_week_span_table
from db.clinic.directory import directory_table
from db.clinic.extras import extras_table
from db.clinic.settings import settings_table
from db.clinic.sites import desk_table, phone_line_table, site_table
from db.clinic.vocabulary import term_table
from db.support.outside_help import outside_help_table
from incident_tracker import usecases
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import ClosedDay, NewWeek, Span
from incident_tracker.domain.clinic.directory import HelpKind
from incident_tracker.domain.clinic.extras import MailSecurity
from incident_tracker.domain.clinic.police_table import PoliceAnswer
from incident_tracker.domain.clinic.setup import (
    ClinicSetup,
    ExtrasSetup,
    HelpSetup,
    OrderSetup,
    PartSetup,
    PoliceSetup,
    SiteSetup,
    SupportSetup,
    WordSetup,
)
from incident_tracker.domain.clinic.sites import Facility, Profile
from incident_tracker.exchange.setup_file import read_setup, write_setup
from incident_tracker.exchange.staff_file import COLUMNS

KEEPS = (Permission.MANAGE_CLINIC, Permission.CHANGE_SETTINGS, Permission.ORDER_CHOICES)

BY_USE_CASE = {
    "clinic.directory.add_entry": "help.name",
    "clinic.directory.change_entry": "help.phone",
    "clinic.directory.show_entry_until": "help.last_day",
    "clinic.directory.add_national_lines": "help.name",
    "clinic.extras.set_mail_server": "extras.host",
    "clinic.people.add_person": "staff:name",
    "clinic.people.set_shifts": "staff:monday",
    "clinic.police_table.add_police_line": "police.label",
    "clinic.police_table.change_police_line": "police.answer",
    "clinic.quick_choices.order_choices": "order.codes",
    "clinic.quick_choices.begin_with_channels": "site.desk.channel",
    "clinic.settings.name_clinic": "name",
    "clinic.settings.allow_own_reports": "own_reports",
    "clinic.settings.let_desks_close": "desks_may_close",
    "clinic.settings.limit_idle": "idle_minutes",
    "clinic.settings.set_closing_day": "closing_day",
    "clinic.sites.add_site": "site.name",
    "clinic.sites.change_site": "site.profile",
    "clinic.sites.retire_site": "site.last_day",
    "clinic.sites.add_desk": "site.desk.name",
    "clinic.sites.change_desk": "site.desk.channel",
    "clinic.sites.retire_desk": "site.desk.last_day",
    "clinic.sites.add_phone_line": "site.line.name",
    "clinic.sites.retire_phone_line": "site.line.last_day",
    "clinic.vocabulary.add_term": "word.label",
    "clinic.vocabulary.reword_term": "word.label",
    "clinic.vocabulary.retire_term": "word.last_day",
    "support.invitations.switch_invitations": "extras.invitations",
    "support.opening.set_opening_hours": "site.hours_from.day",
    "support.opening.close_on": "site.closed.day",
    "support.outside_help.add_outside_help": "support.name",
    "support.outside_help.change_outside_help": "support.contact",
    "support.outside_help.retire_outside_help": "support.retired",
    "support.outside_help.name_outside_help_again": "support.name",
    "support.staff.change_person": "staff:left_on",
}
NOT_BY_FILE = {
    "clinic.sites.change_phone_line": "a line has its name alone, and a file knows it by that name",
    "clinic.first_run.dismiss_first_step": "what one administrator no longer wants to see on Today",
    "clinic.first_run.show_first_step": "what one administrator no longer wants to see on Today",
    "oversight.setup.apply_setup": "it is the file",
    "oversight.staff_file.import_staff": "it is the file",
    "support.opening.take_back_hours": "it takes a change back, and a file takes nothing back",
    "support.opening.open_again_on": "it takes a change back, and a file takes nothing back",
}

BY_COLUMN: Mapping[Table, Mapping[str, str]] = {
    settings_table: {
        "name": "name",
        "idle_minutes": "idle_minutes",
        "own_reports": "own_reports",
        "desks_may_close": "desks_may_close",
        "closing_day": "closing_day",
    },
    extras_table: {one: f"extras.{one}" for one in ("host", "port", "security", "sender", "user_name", "invitations")},
    site_table: {one: f"site.{one}" for one in ("name", "zone", "profile", "facility", "last_day")},
    desk_table: {one: f"site.desk.{one}" for one in ("name", "channel", "last_day")},
    phone_line_table: {one: f"site.line.{one}" for one in ("name", "last_day")},
    opening_table: dict.fromkeys(("weekday", "opens", "closes"), "site.hours.monday"),
    opening_week_span_table: {"first_day": "site.hours_from.day"}
    | dict.fromkeys(("weekday", "opens", "closes"), "site.hours_from.monday"),
    closed_day_table: {one: f"site.closed.{one}" for one in ("day", "name")},
    term_table: {
        "vocabulary": "word.list",
        "code": "word.code",
        "label": "word.label",
        "label_es": "word.label_es",
        "crosswalk": "word.like",
        "valid_to": "word.last_day",
        "position": "order.codes",
        "definition": "police.advice",
        "definition_es": "police.advice_es",
    },
    directory_table: {"site_id": "help.site"}
    | {one: f"help.{one}" for one in ("name", "kind", "phone", "hours", "by_video", "note", "last_day")},
    outside_help_table: {"site_id": "support.site", "retired_at": "support.retired"}
    | {one: f"support.{one}" for one in ("name", "contact", "kinds")},
}
NO_SETTING = {
    "id": "made by the program",
    "version": "counted by the program",
    "site_id": "said by where it is in the file",
    "password": "a file can be read by everyone who has it, so a password is typed on the page of the extras",
    "active": "follows from the last day",
    "language": "each computer has its own; this one is set once, when the clinic is founded",
    "invented": "a clinic is founded as such and never becomes one",
    "source": "follows from who added the word",
    "valid_from": "set by the program with a word that it brings",
}

WEEK = ((Span(time(8), time(17)),), *((),) * 6)
DAY = date(2027, 1, 4)
WHOLE = ClinicSetup(
    "Bay Health",
    5,
    True,
    (
        SiteSetup(
            "Harbor",
            "America/Los_Angeles",
            Profile.CA_CLINIC,
            Facility.CLINIC,
            DAY,
            WEEK,
            (PartSetup("Check-in", "phone_in", DAY),),
            (PartSetup("Main line", None, DAY),),
            (ClosedDay(DAY, "Staff day"),),
            (NewWeek(DAY, WEEK),),
        ),
    ),
    (WordSetup("kind", "own_coffee", "Coffee", "Café", "threat", DAY),),
    (PoliceSetup("own_flood", "Flood", "Inundación", PoliceAnswer.CALL, "Call", "Llame", DAY),),
    (HelpSetup("Crisis team", HelpKind.MOBILE_CRISIS, "555", "24/7", True, "by car", "Harbor", DAY),),
    True,
    (SupportSetup("Helpline", "Harbor", "555 0101", ("dedicated_counselling",), apart=True, retired=True),),
    (OrderSetup("kind", ("threat", "hostility")),),
    ExtrasSetup("mail.bayhealth.example", 465, MailSecurity.TLS, "calendar@bayhealth.example", "calendar", True),
    12,
)


def changes() -> Iterator[str]:
    """The use cases that change what the pages of the clinic keep."""
    for module in pkgutil.walk_packages(usecases.__path__, "incident_tracker.usecases."):
        for name, function in vars(importlib.import_module(module.name)).items():
            gate = getattr(function, "gate", None)
            if gate is not None and function.__module__ == module.name and gate.writes and gate.permission in KEEPS:
                yield f"{module.name.removeprefix('incident_tracker.usecases.')}.{name}"


def places(document: Mapping[str, Any], within: str = "") -> Iterator[str]:
    """Every key of a file with the tables that it is in."""
    for key, value in document.items():
        here = f"{within}{key}"
        tables = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
        for table in tables:
            yield from places(table, f"{here}.")
        if not tables:
            yield here


def test_each_change_of_a_clinic_page_is_in_a_file_or_says_why_not() -> None:
    found = set(changes())
    assert found == BY_USE_CASE.keys() | NOT_BY_FILE.keys(), "say where a file has it, or why none does"
    assert not BY_USE_CASE.keys() & NOT_BY_FILE.keys()


@pytest.mark.parametrize("table", BY_COLUMN, ids=lambda table: table.name)
def test_each_column_is_in_the_file_or_says_why_not(table: Table) -> None:
    columns = {column.name for column in table.columns}
    assert columns <= BY_COLUMN[table].keys() | NO_SETTING.keys(), "say where the file has it, or why it has not"
    assert BY_COLUMN[table].keys() <= columns


def test_what_is_said_to_be_in_a_file_is_there_and_read_back() -> None:
    text = write_setup(WHOLE)
    written = {*places(tomllib.loads(text)), *(f"staff:{column}" for column in COLUMNS)}
    said = {*BY_USE_CASE.values(), *(place for one in BY_COLUMN.values() for place in one.values())}
    assert said <= written, said - written
    assert read_setup(text) == WHOLE


def test_the_file_of_this_test_leaves_nothing_out() -> None:
    """Else a new field would be in no file, and nothing above would see it."""
    records = (WHOLE, *WHOLE.sites, *WHOLE.words, *WHOLE.police, *WHOLE.help, *WHOLE.support, *WHOLE.orders)
    assert WHOLE.extras is not None
    records = (*records, WHOLE.extras)
    every = ((one, field.name) for one in records for field in fields(one))
    assert [f"{type(one).__name__}.{name}" for one, name in every if not getattr(one, name)] == []
