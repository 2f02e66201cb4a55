"""Everything that reminders follow from: what waits, with its people, and what was put off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.support.accountable import NO_ONE, Chain
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.first_minutes import FirstMinutes
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.outreach import OutreachDue
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import Cover


@dataclass(frozen=True, slots=True)
class ReminderMark:
    """That a person put a reminder off (`until`) or dismissed it (None), at `marked_at` (UTC); None in old records."""

    id: UUID
    person_id: UUID
    key: str
    until: datetime | None
    marked_at: datetime | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class DebriefFacts:
    """A debrief that waits for something, with its people."""

    debrief: Debrief
    participants: tuple[Participant, ...] = ()
    covers: tuple[Cover, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that reminders follow from.

    `chains` are the people of each site who may answer for it; `involved` who had a part in each incident, by its id;
    `first_minutes` what is still to do right after an incident, `outreach` the talks with others that are to come,
    `consents` the incidents (with site, person, moment) of which someone was asked whether others may be spoken with;
    `hours` the opening hours of each site; `absent` who is not at work today, `away` who is on leave now; `left`
    who no longer works here; `without_account` who has a part in a debrief and cannot sign in; `unanswered`
    who attended which debrief and has not said how the time was; `month_later` after which incident (with site,
    person, moment) someone is asked whether anything bad came of speaking up; `canceled` who was invited to which
    debrief that is canceled now; `marks` what was put off or dismissed.
    """

    debriefs: tuple[DebriefFacts, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    cases: tuple[SupportCase, ...] = ()
    first_minutes: tuple[FirstMinutes, ...] = ()
    outreach: tuple[OutreachDue, ...] = ()
    consents: tuple[tuple[UUID, UUID, UUID, datetime], ...] = ()
    unanswered: tuple[tuple[Debrief, UUID], ...] = ()
    month_later: tuple[tuple[UUID, UUID, UUID, datetime], ...] = ()
    canceled: tuple[tuple[Debrief, UUID], ...] = ()
    chains: Mapping[UUID, Chain] = field(default_factory=dict)
    involved: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    hours: Mapping[UUID, OpeningHours] = field(default_factory=dict)
    absent: frozenset[UUID] = frozenset()
    away: frozenset[UUID] = frozenset()
    left: frozenset[UUID] = frozenset()
    without_account: frozenset[UUID] = frozenset()
    marks: tuple[ReminderMark, ...] = ()

    def had_a_part(self, *incident_ids: UUID) -> frozenset[UUID]:
        """Everyone who had a part in any of these incidents."""
        return NO_ONE.union(*(self.involved.get(id, NO_ONE) for id in incident_ids))

    def chain(self, site_id: UUID) -> Chain:
        """Who may answer for support at a site."""
        return self.chains.get(site_id, Chain())

    def sites_without_reminders(self) -> frozenset[UUID]:
        """The sites at which something waits for a person who leads, and no one who fits has an account.

        Debriefs that no one answers for are left out: of those the administrator is told one by one.
        """
        waiting = [(one.site_id, one.incident_id) for one in self.follow_ups if one.open and not one.if_wanted]
        waiting += [(one.site_id, one.id) for one in self.cases if one.leadership_by and not one.leadership_told_at]
        waiting += [(one.site_id, one.case_id) for some in (self.first_minutes, self.outreach) for one in some]
        outside = [one.debrief for one in self.debriefs if one.debrief.manager_outside is not None]
        waiting += [(one.site_id, id) for one in outside for id in one.incident_ids]
        return frozenset(site for site, about in waiting if self.chain(site).reaches_no_one(self.had_a_part(about)))
