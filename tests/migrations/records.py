"""Every record of a database as the program reads it, in plain JSON, to compare what an older program had written."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from db.capture.frozen import json_value
from db.store import SqlStore
from db.unit import SqlUnit
from incident_tracker.domain.audit import canonical
from incident_tracker.domain.capture.listing import PastRevision

Plain = dict[str, list[Any]]

RENAMED = {"wish": "need", "on_wish": "if_wanted", "hurt": "nobody_hurt"}
"""Fields that the program of today calls otherwise than the one that froze them."""
TALK_FORM = {True: "together", False: "alone", None: None}
"""What `talk_form` is where `wants_group` was frozen; an empty answer stays one."""


def records_of(store: SqlStore) -> Plain:
    """All records by kind, in the order of their ids; derived tables (summaries, text index) are left to `check`."""
    with store.engine.connect() as connection, store.read() as unit:
        found = {kind: [_plain(record) for record in records] for kind, records in _read(unit, _Ids(connection))}
    for place in (one for kind in ("site", "desk", "phone_line") for one in found[kind]):
        place["active"] = place["last_day"] is None  # what a program said before places had a last day
    return found


class _Ids:
    """The ids of all rows of a table, which no repository lists."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, table: str) -> list[UUID]:
        query = text(f'SELECT id FROM "{table}" ORDER BY id')
        return [_uuid(value) for value in self._connection.execute(query).scalars()]


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _read(unit: SqlUnit, ids: _Ids) -> Iterable[tuple[str, Iterable[object]]]:
    yield "clinic", [unit.settings.get()]
    yield "extras", [one] if (one := unit.extras.find()) else []
    yield "site", [unit.sites.get(id) for id in ids("site")]
    yield "desk", unit.sites.desks()
    yield "phone_line", unit.sites.lines()
    yield "opening_hours", [unit.calendars.opening_hours(unit.sites.get(id)) for id in ids("site")]
    yield "closed_days", [unit.calendars.closed_days(id) for id in ids("site")]
    yield "person", [unit.people.get(id) for id in ids("person")]
    yield "shifts", [unit.calendars.shifts(id) for id in ids("person")]
    yield "absence", [unit.absences.get(id) for id in ids("absence")]
    yield "directory_entry", unit.directory.all()
    yield "user", [unit.users.get(id) for id in ids("user_account")]
    yield "term", unit.terms.all()
    yield "draft", [unit.drafts.get(id) for id in ids("draft")]
    incidents = ids("incident")
    yield "incident", [unit.incidents.get(id) for id in incidents]
    yield "addendum", [one for id in incidents for one in unit.incidents.addenda(id)]
    yield "revision", [_as_stored(one) for id in incidents for one in unit.incidents.revisions(id)]
    yield "status_change", [one for id in incidents for one in unit.incidents.status_changes(id)]
    yield "support_case", [unit.support_cases.get(id) for id in ids("support_case")]
    yield "debrief", [unit.debriefs.get(id) for id in ids("debrief")]
    yield "participant", [unit.participants.get(id) for id in ids("participant")]
    yield "protected_slot", [unit.protected_slots.get(id) for id in ids("protected_slot")]
    yield "cover", [unit.covers.get(id) for id in ids("cover")]
    yield "calendar_entry", [unit.calendar_entries.get(id) for id in ids("calendar_entry")]
    yield "invitation_consent", unit.invitation_consents.all()
    yield "invitation", [unit.invitations.get(id) for id in ids("invitation")]
    yield "after_check", [unit.after_checks.get(id) for id in ids("after_check")]
    yield "participant_check", [unit.participant_checks.get(id) for id in ids("participant_check")]
    yield "debrief_step", [unit.step_records.get(id) for id in ids("debrief_step")]
    yield "learning_item", [unit.learning_items.get(id) for id in ids("learning_item")]
    yield "support_offer", [unit.support_offers.get(id) for id in ids("support_offer")]
    yield "outreach", [unit.outreach.get(id) for id in ids("outreach")]
    yield "outreach_consent", [unit.outreach_consents.get(id) for id in ids("outreach_consent")]
    yield "debrief_voice", list(unit.debrief_voices.steps())
    yield "outsider", list(unit.outsiders.all())
    yield "time_entry", [unit.time_entries.get(id) for id in ids("time_entry")]
    yield "follow_up", [unit.follow_ups.get(id) for id in ids("follow_up")]
    yield "reminder_mark", [unit.reminder_marks.get(id) for id in ids("reminder_mark")]
    yield "reminder_told", [unit.reminders_told.get(id) for id in ids("reminder_told")]
    yield "analysis", [unit.analyses.get(id) for id in ids("analysis")]
    yield "action", [unit.actions.get(id) for id in ids("action")]
    yield "denominators", unit.denominators.between("0000-00", "9999-99")
    yield "closed_months", [unit.closed_months.find(month, None, "en") for month in sorted(unit.closed_months.months())]
    yield "year_figures", [one for year in range(2000, 2100) if (one := unit.year_figures.find(year))]
    yield "audit_entry", unit.audit.entries()


def _as_stored(revision: PastRevision) -> PastRevision:
    return replace(revision, before=json_value(revision.before), after=json_value(revision.after))


def _plain(record: object) -> Any:
    return json.loads(canonical(record))


NEVER_CHOSEN = (5, 15)
"""After how many minutes windows locked in a clinic that had not said anything of it: then, and since step 0020."""
HANDED_ON = ("manager_id", "deputy_id")
"""Who answered for an open debrief and had a part in it hands it on to the deputy, or to no one, since step 0024."""


def losses(frozen: Any, present: Any, place: str = "") -> Iterable[str]:
    """Where something that was frozen reads otherwise now. What a later program adds to a record is no loss."""
    if isinstance(frozen, dict) and isinstance(present, dict):
        for name, value in frozen.items():
            if name == "wants_group" and present.get("talk_form") == TALK_FORM[value]:
                continue
            if name == "idle_minutes" and (value, present.get(name)) == NEVER_CHOSEN:
                continue
            is_open = frozen.get("status") in ("to_plan", "planned")
            if name in HANDED_ON and is_open and present.get(name) in (frozen["deputy_id"], None):
                continue
            now = next((one for one in (RENAMED.get(name, name), name) if one in present), None)
            if now is not None:  # an earlier version is compared as it is stored, under the earlier name
                yield from losses(value, present[now], f"{place}.{now}")
            else:
                yield f"{place}.{name} is gone"
    elif isinstance(frozen, list) and isinstance(present, list):
        if len(frozen) > len(present):
            yield f"{place}: {len(frozen)} were frozen, {len(present)} are there"
        for number, (one, other) in enumerate(zip(frozen, present, strict=False)):
            yield from losses(one, other, f"{place}[{number}]")
    elif frozen != present:
        yield f"{place} was {frozen!r}, is {present!r}"
