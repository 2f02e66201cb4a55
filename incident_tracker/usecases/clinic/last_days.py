"""What the trail says of a last day that was taken away: only its proof lets a day that has passed come back."""

from datetime import date
from uuid import UUID

from incident_tracker.domain.audit import Facts
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.usecases.clinic.days import day_at, today
from incident_tracker.usecases.gate import Work

UNTIL = "until"


def until_then(before: date | None, after: date | None) -> Facts | None:
    """What is noted of a change that takes a last day away; None for every other change."""
    return {UNTIL: before.isoformat()} if before is not None and after is None else None


def taken_away_today(work: Work, kind: str, object_id: UUID | None, site: Site | None = None) -> date | None:
    """The last day that the actor took away today (a day at the site), if nothing of this kind was changed since."""
    entry = work.unit.audit.last_of(kind, "changed")
    if entry is None or (entry.object_id, entry.actor_id) != (object_id, work.actor.user_id):
        return None
    until = entry.facts.get(UNTIL)
    same_day = day_at(work, entry.at, site) == today(work, site)
    return date.fromisoformat(str(until)) if until is not None and same_day else None
