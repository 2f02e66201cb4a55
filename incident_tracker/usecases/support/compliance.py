"""Whether one month's promises were kept, for the committee's report."""

from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.domain.support.compliance import Compliance, MonthOfSupport, compliance
from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import month_at

_NEVER_OWED = frozenset({NotHeldReason.STRUCK_OUT, NotHeldReason.NO_LONGER_OWED})


@needs(Permission.SEE_TRENDS)
def compliance_of_month(work: Work, month: str, site_id: UUID | None = None) -> Compliance:
    """The figures of all incidents that happened in `month` ("YYYY-MM", by each site's own days).

    At one site, or at all within the actor's reach. No names. Errors: Refused at `month`, NotAllowed.
    """
    reach = work.visible_sites()
    if site_id is not None and reach is not None and site_id not in reach:
        raise NotAllowed(work.permission)
    return compliance(month_of_support(work, month, reach if site_id is None else frozenset({site_id})))


def month_of_support(work: Work, month: str, site_ids: frozenset[UUID] | None) -> MonthOfSupport:
    """The records behind the figures of `month`, for a use case that has checked these sites (None: all of them)."""
    sites = [site for site in work.unit.sites.all() if site_ids is None or site.id in site_ids]
    return MonthOfSupport.together([_records(work, site, month) for site in sites])


def _records(work: Work, site: Site, month: str) -> MonthOfSupport:
    """What was owed and given, without what ended because the report was struck out or corrected."""
    unit = work.unit
    start, end = month_at(site, month)
    between = unit.debriefs.between(site.id, start, end)
    debriefs = tuple(one for one in between if one.not_held_reason not in _NEVER_OWED)
    ids = [debrief.id for debrief in debriefs]
    checks = unit.follow_ups.between(site.id, start, end)
    return MonthOfSupport(
        cases=tuple(one for one in unit.support_cases.between(site.id, start, end) if one.ended_at is None),
        debriefs=debriefs,
        participants=unit.participants.of(ids),
        slots=unit.protected_slots.of(ids),
        covers=unit.covers.of(ids),
        checks=unit.after_checks.of(ids),
        answers=unit.participant_checks.of(ids),
        follow_ups=tuple(one for one in checks if one.outcome is not FollowUpOutcome.CANCELED),
    )
