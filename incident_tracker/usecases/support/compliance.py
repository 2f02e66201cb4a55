"""The records behind the promises of one month, for the reports."""

from uuid import UUID

from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.support.compliance import MonthOfSupport
from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.support.reach import month_at

_NEVER_OWED = frozenset({NotHeldReason.STRUCK_OUT, NotHeldReason.NO_LONGER_OWED})


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
