"""Many incidents come in at once: numbered, counted, findable; or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.demo.archive import store_many
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, Reason, Refused
from incident_tracker.usecases.capture import bulk
from incident_tracker.usecases.capture.incidents import list_incidents, search_incidents
from tests.storage_fixtures import HARBOUR, HILL, MONDAY_NINE, USERS, Clinic

pytestmark = pytest.mark.postgres


def many(number: int, **changes: object) -> Iterator[Incident]:
    """Incidents of the past, a minute apart, without reference numbers."""
    for n in range(number):
        at = MONDAY_NINE - timedelta(minutes=n)
        values: dict[str, object] = {
            "id": UUID(int=0x70000 + n),
            "ref": "",
            "status": Status.SUBMITTED,
            "site_id": HARBOUR.id,
            "desk_id": None,
            "occurred": Moment(at),
            "occurred_day": at.date(),
            "channel": "phone_in",
            "kind": "threat",
            "severity": Severity.THREAT,
            "logged_at": at,
            "logged_by": USERS[Role.MANAGER].id,
            "narrative": f"caller number {n}",
        }
        yield Incident(**(values | changes))  # type: ignore[arg-type]


def test_an_old_log_comes_in_numbered_counted_and_findable(clinic: Clinic) -> None:
    maria, told = clinic.as_role(Role.MANAGER), []
    assert store_many(maria, many(500), progress=told.append) == 500
    assert told == [500]
    page = list_incidents(maria, IncidentFilter())
    assert (page.total, len(page.items)) == (500, 200)
    assert [row.occurred_at for row in page.items] == sorted((row.occurred_at for row in page.items), reverse=True)
    (hit,) = search_incidents(maria, "caller 317", IncidentFilter()).items
    with clinic.store.read() as unit:
        assert unit.incidents.get(hit.id).narrative == "caller number 317"
        assert unit.tallies.differences() == 0
        assert unit.incidents.words_missing() == 0
        assert len({incident.ref for incident in unit.incidents.stream(IncidentFilter())}) == 500
        assert [entry.act for entry in unit.audit.entries()][-1] == "imported"


def test_taken_numbers_are_passed_over(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    def crowded(site_id: UUID, year: int, id: UUID, attempt: int) -> str:
        return f"K7-{year}-{id.int % 3 if attempt == 0 else id.int:X}"

    monkeypatch.setattr(bulk, "reference", crowded)
    maria = clinic.as_role(Role.MANAGER)
    store_many(maria, many(7))
    store_many(maria, [replace(one, id=UUID(int=one.id.int + 7)) for one in many(7)])
    assert list_incidents(maria, IncidentFilter()).total == 14


@pytest.mark.parametrize(
    ("changes", "field"), [({"kind": "rudeness"}, "kind"), ({"channel": "carrier_pigeon"}, "channel")]
)
def test_one_bad_record_and_nothing_comes_in(clinic: Clinic, changes: dict[str, object], field: str) -> None:
    maria = clinic.as_role(Role.MANAGER)
    good_and_bad = [*many(3), replace(next(many(1, **changes)), id=UUID(int=5))]
    with pytest.raises(Refused) as refused:
        store_many(maria, good_and_bad)
    assert (refused.value.reason, refused.value.field) == (Reason.UNKNOWN_TERM, field)
    assert list_incidents(maria, IncidentFilter()).total == 0


def test_other_sites_leave_nothing_behind(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    with pytest.raises(NotAllowed):
        store_many(maria, many(2, site_id=HILL.id))
    with pytest.raises(NotAllowed):
        store_many(clinic.as_role(Role.SUPERVISOR), many(2))
    assert list_incidents(maria, IncidentFilter()).total == 0
    assert search_incidents(maria, "caller", IncidentFilter()).total == 0
    assert store_many(maria, iter(())) == 0


def test_more_hits_than_anyone_reads_are_told_as_more(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    store_many(maria, many(1_010))
    page = search_incidents(maria, "caller", IncidentFilter(), limit=50)
    assert (len(page.items), page.total, page.more_than_total) == (50, 1_000, True)
    few = search_incidents(maria, "number 100", IncidentFilter(), limit=50)
    assert not few.more_than_total
