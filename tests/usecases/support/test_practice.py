"""Practicing is like logging, and nothing of it is stored: so it is in no list, count, file, reminder or report."""

import pytest

from db.migrate import row_counts
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.first_run import FirstStep, WhatIsThere, first_steps
from incident_tracker.domain.errors import Refused
from incident_tracker.usecases.clinic.upkeep import check
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.practice import practice_log
from tests.storage_fixtures import HARBOUR, MONDAY_NINE, Clinic

DRAFT = IncidentDraft(
    occurred_at=MONDAY_NINE, site_id=HARBOUR.id, channel="phone_in", kind="threat", severity=Severity.THREAT
)
KEPT_OF_IT = {"audit_entry": 1}
"""The entry that someone practiced, in a trail that is not counted."""


def rows(clinic: Clinic) -> dict[str, int]:
    with clinic.store.engine.connect() as connection:
        return row_counts(connection)


@pytest.mark.parametrize("role", Role)
def test_everyone_can_practice_and_only_that_they_did_is_kept(clinic: Clinic, role: Role) -> None:
    before = rows(clinic)
    shown = practice_log(clinic.as_role(role), DRAFT)
    after = rows(clinic)
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == KEPT_OF_IT
    assert (shown.new, shown.case, shown.debrief, shown.may_complete) == (False, None, None, False)
    assert check(clinic.as_role(Role.ADMINISTRATOR)) == ()

    real = log_incident_with_support(clinic.as_role(Role.MANAGER), DRAFT)
    assert real.due == shown.due
    assert real.due
    assert real.incident.ref != shown.incident.ref


def test_what_would_be_refused_is_refused_in_practice_too(clinic: Clinic) -> None:
    before = rows(clinic)
    with pytest.raises(Refused) as refused:
        practice_log(clinic.as_role(Role.ADMINISTRATOR), IncidentDraft(site_id=HARBOUR.id))
    assert {one.field for one in (refused.value, *refused.value.also)} >= {"channel", "kind"}
    assert rows(clinic) == before


def test_practicing_is_a_first_step_until_it_was_done_or_the_first_incident_is_there() -> None:
    there = WhatIsThere(2, has_shifts=True, has_reporters=True, has_closed_days=True, has_incidents=False)
    assert first_steps(there, ()) == (FirstStep.PRACTICE,)
    assert first_steps(there, {FirstStep.PRACTICE}) == ()
    logged = WhatIsThere(2, has_shifts=True, has_reporters=True, has_closed_days=True, has_incidents=True)
    assert first_steps(logged, ()) == ()
