"""The monthly round about mild incidents: each is in it from its first day, and leaves it when it owes more."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, NotHeldReason, not_held
from incident_tracker.domain.support.windows import SupportStep, due_windows, rule_for, window_of


def owes_round(case: SupportCase) -> bool:
    """Whether an incident is owed a part in the monthly round."""
    return case.ended_at is None and rule_for(case.tier).thematic_by is not None


def with_cases(debrief: Debrief, cases: Collection[SupportCase], hours: OpeningHours) -> Debrief:
    """The round about these incidents, until the strictest of their limits. `cases` are all that it is about, one at
    least.
    """
    windows = [window_of(SupportStep.THEMATIC, due_windows(0, case.occurred_at, hours)) for case in cases]
    first = min(case.occurred_at for case in cases)
    known = [id for id in debrief.incident_ids if any(case.id == id for case in cases)]
    return replace(
        debrief,
        incident_ids=tuple(dict.fromkeys((*known, *(case.id for case in cases)))),
        tier=max(case.tier for case in cases),
        occurred_at=first,
        not_before=first,
        by=min(window.by for window in windows if window is not None),
    )


def round_in_step(
    debrief: Debrief, left: Collection[SupportCase], hours: OpeningHours, now: datetime, *, asked: bool
) -> Debrief:
    """An open round after something changed: it is about the incidents that are `left`, still mild and talked about
    nowhere else.

    Where none is left it ends, unless someone was `asked` already. One that was begun, held or ended stays as it is.
    """
    if not debrief.open or debrief.started_at is not None or {case.id for case in left} == set(debrief.incident_ids):
        return debrief
    if left:
        return with_cases(debrief, left, hours)
    return debrief if asked else replace(not_held(debrief, NotHeldReason.NO_LONGER_OWED), ended_at=now)
