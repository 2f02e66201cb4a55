"""Which rows make up one sealed record, table by table, and which tables have no data of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Table

from db.capture.tables import (
    account_table,
    addendum_table,
    code_table,
    draft_table,
    identity_table,
    incident_table,
    month_table,
    person_table,
    revision_table,
    status_change_table,
    status_table,
    tally_code_table,
)
from db.clinic.absences import absence_table
from db.clinic.calendars import (
    closed_day_table,
    opening_table,
    opening_week_span_table,
    opening_week_table,
    shift_break_table,
    shift_table,
)
from db.clinic.directory import directory_table
from db.clinic.extras import extras_table
from db.clinic.keys import key_document_table
from db.clinic.people import person_table as staff_table
from db.clinic.second_key import second_key_table
from db.clinic.settings import request_table, settings_table
from db.clinic.sites import desk_table, phone_line_table, site_table
from db.clinic.users import user_site_table, user_table
from db.clinic.vocabulary import term_table
from db.learning.actions import action
from db.learning.analyses import analysis, analysis_factor, analysis_incident, causal_statement, timeline_event, why
from db.oversight.audit import audit_table
from db.oversight.closed_months import closed_month_table, kept_report_table
from db.oversight.denominators import denominators
from db.oversight.year_figures import year_figures_table
from db.support.calendar_entries import entry_table
from db.support.cases import case_person_table, case_table
from db.support.debriefs import debrief_incident_table, debrief_table, participant_table
from db.support.follow_ups import follow_up_table
from db.support.holding import learning_item_table, step_table
from db.support.invitations import consent_table as invitation_consent_table
from db.support.invitations import invitation_table
from db.support.offers import answer_table, offer_table
from db.support.outreach import consent_table, outreach_table
from db.support.outside_help import outside_help_table
from db.support.outsiders import outsider_table
from db.support.own_time import time_entry_table
from db.support.private_line import answer_table as private_answer_table
from db.support.private_line import key_table as private_key_table
from db.support.protected_time import after_check_table, cover_table, participant_check_table, slot_table
from db.support.reminders import mark_table, told_table
from db.support.voices import voice_table
from db.support.wellbeing import choice_table, key_table, note_table


@dataclass(frozen=True, slots=True)
class Sealed:
    """One kind of record: all rows of `table` and of its `parts` that have the same key.

    `key` are the columns of the table that hold the key; each part names its own columns for the same values.
    """

    table: Table
    key: tuple[str, ...] = ("id",)
    parts: Mapping[Table, tuple[str, ...]] | None = None

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.name

    def rows_of(self) -> Sequence[tuple[Table, tuple[str, ...]]]:
        """The tables whose rows belong to a record, each with the columns that hold its key."""
        return [(self.table, self.key), *(self.parts or {}).items()]


SEALED = (
    Sealed(settings_table),
    Sealed(extras_table),
    Sealed(site_table),
    Sealed(desk_table),
    Sealed(phone_line_table),
    Sealed(
        opening_table,
        ("site_id",),
        dict.fromkeys((closed_day_table, opening_week_table, opening_week_span_table), ("site_id",)),
    ),
    Sealed(staff_table),
    Sealed(shift_table, ("id",), {shift_break_table: ("shift_id",)}),
    Sealed(absence_table),
    Sealed(directory_table),
    Sealed(user_table, ("id",), {user_site_table: ("user_id",)}),
    Sealed(term_table, ("vocabulary", "code")),
    Sealed(request_table),
    Sealed(draft_table),
    Sealed(incident_table, ("id",), {account_table: ("incident_id",), identity_table: ("incident_id",)}),
    Sealed(addendum_table),
    Sealed(revision_table, ("incident_id", "version")),
    Sealed(status_change_table, ("incident_id",)),
    Sealed(case_table, ("id",), {case_person_table: ("record_id",)}),
    Sealed(debrief_table, ("id",), {debrief_incident_table: ("record_id",)}),
    Sealed(participant_table),
    Sealed(slot_table),
    Sealed(cover_table),
    Sealed(entry_table),
    Sealed(invitation_consent_table),
    Sealed(invitation_table),
    Sealed(after_check_table),
    Sealed(participant_check_table),
    Sealed(step_table),
    Sealed(learning_item_table),
    Sealed(outside_help_table),
    Sealed(outsider_table),
    Sealed(offer_table),
    Sealed(answer_table),
    Sealed(outreach_table),
    Sealed(consent_table),
    Sealed(follow_up_table),
    Sealed(mark_table),
    Sealed(told_table),
    Sealed(time_entry_table),
    Sealed(note_table, ("id",), {key_table: ("note_id",)}),
    Sealed(choice_table),
    Sealed(private_answer_table, ("id",), {private_key_table: ("note_id",)}),
    Sealed(
        analysis,
        ("id",),
        dict.fromkeys((analysis_incident, timeline_event, why, analysis_factor, causal_statement), ("analysis_id",)),
    ),
    Sealed(action),
    Sealed(denominators),
    Sealed(year_figures_table),
    Sealed(closed_month_table, ("id",), {kept_report_table: ("month_id",)}),
)
"""Every kind of record. A new table goes in here, or below with its reason; a test fails until it does."""

BY_NAME = {sealed.name: sealed for sealed in SEALED}

NOT_SEALED: Mapping[Table | str, str] = {
    code_table: "follows from the details of the incidents; `check` works it out again",
    person_table: "follows from the details of the incidents; `check` works it out again",
    month_table: "counts incidents; `check` counts them again",
    status_table: "counts incidents; `check` counts them again",
    tally_code_table: "counts incidents; `check` counts them again",
    audit_table: "is chained, and its end is remembered outside",
    "record_seal": "what the seals of one entry add up to is part of that entry in the chain",
    voice_table: "holds sums of answers without a name; a seal under each entry would tell whose answer came when",
    second_key_table: "opens with the second data key only, and says nothing",
    key_document_table: "is wrapped under other keys, each slot with a tag of its own",
}
"""Tables without data of their own, or protected by something else; with the reason."""
