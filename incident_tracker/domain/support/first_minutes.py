"""What is still to do in the first minutes after an incident: relief, then the five minutes of the same shift."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.windows import SupportStep, due_windows, window_of

LOOKED_FOR = timedelta(hours=24)
"""So long after an incident something of its first minutes can still be to do: a shift is over by then."""


@dataclass(frozen=True, slots=True)
class FirstMinutes:
    """One step of the first minutes that is still to do after the incident `case_id`, until `until`; it is due `by`."""

    case_id: UUID
    site_id: UUID
    what: SupportStep
    since: datetime
    by: datetime
    until: datetime
    persons: tuple[UUID, ...]


def first_minutes(
    case: SupportCase, relief: Relief | None, *, talked: bool, hours: OpeningHours, now: datetime
) -> FirstMinutes | None:
    """What comes next at `now` (aware); None where nothing is owed, all is noted, or the shift is over.

    `relief` are the ticks so far, `talked` whether the five minutes were noted as held or as not held. The five minutes
    are offered where relief is owed; where the tier wants no talk of the group, they are not.
    """
    dues = due_windows(case.tier, case.occurred_at, hours)
    owed, shared = window_of(SupportStep.RELIEF, dues), window_of(SupportStep.HOT, dues)
    if owed is None or owed.if_wanted or case.ended_at is not None:
        return None
    until = shared.by if shared is not None else owed.by + LOOKED_FOR
    if now > until:
        return None
    if relief is None:
        return FirstMinutes(case.id, case.site_id, SupportStep.RELIEF, case.occurred_at, owed.by, until, case.persons)
    if shared is None or talked:
        return None
    return FirstMinutes(case.id, case.site_id, SupportStep.HOT, case.occurred_at, shared.by, until, case.persons)
