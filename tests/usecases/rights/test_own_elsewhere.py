"""Someone who leads one site has a part in what happened at another: it is in their lists, and it is led by others."""

from dataclasses import replace
from uuid import UUID

import pytest

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentOrder, SortBy
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.exporting import export_deidentified
from incident_tracker.usecases.capture.incidents import list_anchors, list_incidents, list_sorted
from incident_tracker.usecases.capture.review import ask_for_update
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.offers import record_offers
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.participants import ask_participants
from incident_tracker.usecases.support.reminders import list_reminders
from tests.storage.saver import draft
from tests.storage_fixtures import ALEX, HARBOUR, HILL, ROSA, Clinic, keep
from tests.support_people import a_threat

EVERY = IncidentFilter()


@pytest.fixture
def sue(clinic: Clinic) -> Context:
    """She supervises Hill Road, and was at the window of Harbour Street."""
    user = User(UUID(int=0x98), "sue", Role.SUPERVISOR, ALEX.id, frozenset({HILL.id}))
    with clinic.store.write() as unit:
        unit.users.add(user)
        keep(unit)
    return clinic.as_user(user)


def logged(ctx: Context, **changes: object) -> Incident:
    wanted = replace(draft(), **changes)  # type: ignore[arg-type]
    assert isinstance(wanted, IncidentDraft)
    return log_incident_with_support(ctx, wanted).incident


def test_the_list_shows_what_one_wrote_elsewhere_and_nothing_else_of_that_site(clinic: Clinic, sue: Context) -> None:
    rosa = clinic.as_role(Role.RECEPTION)
    mine, _others = logged(sue), logged(rosa)
    at_hill = logged(clinic.as_role(Role.MANAGER), site_id=HILL.id, desk_id=None)
    rows = list_incidents(sue, EVERY)
    assert {row.id for row in rows.items} == {mine.id, at_hill.id}
    assert rows.total == 2
    for wanted, found in (
        (IncidentFilter(site_ids=frozenset({HARBOUR.id})), {mine.id}),
        (IncidentFilter(site_ids=frozenset({HILL.id})), {at_hill.id}),
        (IncidentFilter(first_day=mine.occurred_at.date()), {mine.id, at_hill.id}),
        (IncidentFilter(severities=frozenset({Severity.SEVERE_HARM})), set()),
    ):
        shown = list_incidents(sue, wanted)
        assert {row.id for row in shown.items} == found
        assert shown.total == len(found)
    for order in (IncidentOrder(by, down) for by in SortBy for down in (True, False)):
        assert {row.id for row in list_sorted(sue, EVERY, order).items} == {mine.id, at_hill.id}
        assert len(list_sorted(sue, EVERY, order, skip=1).items) == 1
    assert len(list_anchors(sue, EVERY, step=1)) == 2


def test_what_leaves_the_program_is_of_the_sites_that_one_leads(clinic: Clinic, sue: Context) -> None:
    logged(sue)
    assert export_deidentified(sue, EVERY).rows == ()
    with pytest.raises(NotAllowed):
        export_deidentified(sue, IncidentFilter(site_ids=frozenset({HARBOUR.id})))


def test_of_support_elsewhere_one_sees_ones_own_part(clinic: Clinic, sue: Context) -> None:
    maria = clinic.as_role(Role.MANAGER)
    threat = log_incident_with_support(
        clinic.as_role(Role.RECEPTION), a_threat(clinic, Severity.THREAT, ROSA.id, ALEX.id)
    )
    for person in (ROSA, ALEX):
        record_offers(maria, threat.incident.id, person.id, [OfferKind.MEDICAL])
    assert {one.person_id for one in show_support(maria, threat.incident.id).offers} == {ROSA.id, ALEX.id}
    assert {one.person_id for one in show_support(sue, threat.incident.id).offers} == {ALEX.id}


def test_one_is_reminded_of_a_debrief_elsewhere_and_of_nobody_elses(clinic: Clinic, sue: Context) -> None:
    threat = log_incident_with_support(
        clinic.as_role(Role.RECEPTION), a_threat(clinic, Severity.THREAT, ROSA.id, ALEX.id)
    )
    assert threat.debrief is not None
    ask_participants(clinic.as_role(Role.MANAGER), threat.debrief.id, [ROSA.id, ALEX.id])
    assert {one.person_id for one in list_reminders(sue, everybody=True)} == {ALEX.id}
    assert [one.subject_id for one in list_support(sue)] == [threat.debrief.id]
    items = [one for one in list_today(sue, "UTC") if isinstance(one.matter, ReminderKind)]
    assert items
    assert all(one.persons == () for one in items)


def test_todays_page_says_that_ones_own_report_elsewhere_wants_more(clinic: Clinic, sue: Context) -> None:
    mine = logged(sue)
    ask_for_update(clinic.as_role(Role.MANAGER), mine.id, mine.version, "At which window was it?")
    wanted = [one.incident_id for one in list_today(sue, "UTC") if one.matter is Matter.UPDATE_WANTED]
    assert wanted == [mine.id]
