"""What happened on a day: the committee's list of incidents knows only the month, however it is asked."""

from datetime import datetime, timedelta

import pytest

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentOrder, SortBy
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.finding import find_by_number
from incident_tracker.usecases.capture.incidents import list_anchors, list_incidents, list_sorted
from tests.bare_incidents import log_incident
from tests.storage_fixtures import CHECK_IN, HARBOUR, MONDAY_NINE, Clinic

pytestmark = pytest.mark.postgres

EVERYTHING = IncidentFilter()


def logged(ctx: Context, at: datetime, severity: Severity) -> Incident:
    draft = IncidentDraft(
        at, site_id=HARBOUR.id, desk_id=CHECK_IN.id, channel="in_person_desk", kind="hostility", severity=severity
    )
    return log_incident(ctx, draft).incident


def test_the_committee_cannot_work_out_a_day_from_its_list(clinic: Clinic) -> None:
    """Neither by what a row says nor by asking for a day, sorting, or going on from a place."""
    rosa, chris = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.COMMITTEE)
    days = (0, 0, 0, 1, 2, 3, 4)  # the first two of March, the others of February
    logged_ones = [
        logged(rosa, MONDAY_NINE - timedelta(days=n, minutes=at), Severity(at % 2 + 1)) for at, n in enumerate(days)
    ]
    march, february = sorted(one.ref for one in logged_ones[:4]), sorted(one.ref for one in logged_ones[4:])
    by_month = [*march, *february]
    first = list_incidents(chris, EVERYTHING, limit=3)
    second = list_incidents(chris, EVERYTHING, first.next, limit=3)
    anchors = list_anchors(chris, EVERYTHING, step=3)
    (later,) = list_anchors(chris, EVERYTHING, anchors[0], step=3)
    assert [row.ref for row in (*first.items, *second.items)] == by_month[:6]
    assert [row.ref for row in list_incidents(chris, EVERYTHING, anchors[0], skip=1, limit=2).items] == by_month[4:6]
    assert (first.next, later) == (anchors[0], anchors[1])
    assert len({(row.occurred, row.number) for row in first.items}) == 1
    assert not {key.occurred_at for key in anchors} & {one.occurred_at for one in logged_ones}

    day = MONDAY_NINE.date()
    asked = list_incidents(chris, IncidentFilter(day, day))
    assert (asked.total, [row.ref for row in asked.items]) == (4, march)

    def in_order(by: SortBy, *, descending: bool = True) -> list[str]:
        return [row.ref for row in list_sorted(chris, EVERYTHING, IncidentOrder(by, descending)).items]

    assert in_order(SortBy.WHEN) == by_month
    assert in_order(SortBy.WHEN, descending=False) == [*february, *march]
    levels = {one.ref: -one.severity for one in logged_ones}
    assert in_order(SortBy.LEVEL) == sorted(by_month, key=levels.__getitem__)
    kinds = IncidentOrder(SortBy.KIND, ranks=(logged_ones[0].kind,))
    assert [row.ref for row in list_sorted(chris, EVERYTHING, kinds).items] == sorted(by_month)
    (found,) = find_by_number(chris, march[0])
    assert found == first.items[0]
    with pytest.raises(NotAllowed):
        list_incidents(chris, IncidentFilter(logged_by=rosa.actor.user_id))
