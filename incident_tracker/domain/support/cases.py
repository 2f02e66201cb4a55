"""What is owed after one incident as a whole: its tier, who is owed it, and when someone first spoke to them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.parties import PartyRole
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.lateness import Lateness, LateReason, accept_lateness
from incident_tracker.domain.support.windows import Due, SupportStep, due_windows, rule_for, window_of, with_open_time

THEMATIC_MINUTES = 30
HIGHEST_MILD_TIER = 2
SHORTEST_ON_REQUEST = 15
"""Minutes of a talk that someone asked for after an incident that owes none."""
BETWEEN_TALKS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SupportCase:
    """The support side of one incident; `id` is the incident's id.

    `persons` are the members of staff who are owed an offer. `leadership_by` is None where nobody must be told;
    `first_offer_at` and `first_contact_at` are when support was first offered, and when anyone first spoke to them.
    `ended_at` is when nothing more was owed, because the report was struck out. `late_offer` says why the first offer
    came after its limit, with own words.
    """

    id: UUID
    site_id: UUID
    tier: int
    occurred_at: datetime
    logged_at: datetime
    persons: tuple[UUID, ...] = ()
    leadership_by: datetime | None = None
    leadership_told_at: datetime | None = None
    offer_by: datetime | None = None
    first_offer_at: datetime | None = None
    first_contact_at: datetime | None = None
    ended_at: datetime | None = None
    late_offer: LateReason | None = None
    late_offer_words: str | None = None
    version: int = 1

    @property
    def hours_to_contact(self) -> float | None:
        """Hours from the incident to the first human contact, or None while there was none."""
        if self.first_contact_at is None:
            return None
        return (self.first_contact_at - self.occurred_at).total_seconds() / 3600

    @property
    def offered_late(self) -> bool:
        """Was support first offered after its limit?"""
        return self.first_offer_at is not None and self.offer_by is not None and self.first_offer_at > self.offer_by


def persons_owed(incident: Incident) -> tuple[UUID, ...]:
    """Who is owed support: the targeted staff; where no one was targeted, those who saw it, helped or interpreted; and
    where no one is recorded at all, the person who told it or who reports it.
    """
    affected = incident.affected
    named = [one for one in affected if one.person_id]
    targeted = [one for one in named if one.role is PartyRole.TARGETED]
    if any(one.role is PartyRole.TARGETED for one in affected):
        named = targeted
    if affected:
        return tuple(dict.fromkeys(one.person_id for one in named if one.person_id))
    return (incident.told_as_own,) if incident.told_as_own else ()


def others_there(incident: Incident, persons: Collection[UUID]) -> tuple[UUID, ...]:
    """The members of staff who had a part in it and are not among `persons`, who are owed support."""
    there = (one.person_id for one in incident.affected if one.person_id)
    return tuple(dict.fromkeys(one for one in there if one not in persons))


def relief_as_contact(relief: Relief | None, seen_to_by: UUID | None, persons: Collection[UUID]) -> datetime | None:
    """When relief counts as first contact: someone (a person id) did it who is not one of those it is owed to.

    People who tick the checklist for themselves were spoken to by no one.
    """
    return relief.at if relief is not None and seen_to_by not in persons else None


def open_case(
    incident: Incident, persons: tuple[UUID, ...], dues: tuple[Due, ...], contact_at: datetime | None
) -> SupportCase:
    """The case of an incident; `contact_at` is when relief counted as contact, None if it did not."""
    leadership, offer = window_of(SupportStep.LEADERSHIP, dues), window_of(SupportStep.OFFER, dues)
    return SupportCase(
        id=incident.id,
        site_id=incident.site_id,
        tier=incident.support_tier,
        occurred_at=incident.occurred_at,
        logged_at=incident.logged_at,
        persons=persons,
        leadership_by=leadership.by if leadership else None,
        offer_by=offer.by if offer else None,
        first_contact_at=contact_at,
    )


def contacted(case: SupportCase, at: datetime, *, offered_at: datetime | None = None) -> SupportCase:
    """The case after someone spoke to an affected person, and maybe offered support; the first time counts, also if it
    is written down later.
    """
    return replace(
        case,
        first_contact_at=min(filter(None, (case.first_contact_at, at))),
        first_offer_at=min(filter(None, (case.first_offer_at, offered_at)), default=None),
    )


def with_why_late(before: SupportCase, after: SupportCase, late: Lateness | None) -> SupportCase:
    """The case `after` an offer, with why it was late if it was the first and came after its limit; nothing is asked
    of an offer in time. Errors: Refused at `late` or `late_words`.
    """
    if not after.offered_late:
        return replace(after, late_offer=None, late_offer_words=None)
    if before.first_offer_at is not None:  # it was asked then
        return after
    said = accept_lateness(late)
    return replace(after, late_offer=said.reason, late_offer_words=said.words or None)


def leadership_told(case: SupportCase, at: datetime) -> SupportCase:
    """The case after leadership was told. Errors: Refused when it was before, or is not owed."""
    if case.leadership_by is None:
        raise Refused(Reason.WRONG_STATUS, "leadership_told_at")
    if case.leadership_told_at is not None:
        raise Refused(Reason.ALREADY_DONE, "leadership_told_at")
    return replace(case, leadership_told_at=at)


def formal_debrief(
    case: SupportCase,
    hours: OpeningHours,
    *,
    id: UUID,
    now: datetime,
    manager_id: UUID | None = None,
    deputy_id: UUID | None = None,
    on_request: bool = False,
) -> Debrief | None:
    """The formal debrief that the tier requires, to be planned by the accountable manager; None where none is owed.

    `on_request` makes one for a low tier too, within the window of the monthly round.
    """
    dues = due_windows(case.tier, case.occurred_at, hours)
    window = window_of(SupportStep.FORMAL, dues) or (window_of(SupportStep.THEMATIC, dues) if on_request else None)
    if window is None:
        return None
    return Debrief(
        id=id,
        incident_ids=(case.id,),
        site_id=case.site_id,
        kind=DebriefKind.FORMAL,
        tier=case.tier,
        occurred_at=case.occurred_at,
        not_before=window.not_before,
        by=window.by,
        offer_by=case.offer_by,
        least_minutes=max(rule_for(case.tier).least_minutes, SHORTEST_ON_REQUEST),
        made_at=now,
        manager_id=manager_id,
        deputy_id=deputy_id,
    )


def second_debrief(first: Debrief, hours: OpeningHours, *, id: UUID, now: datetime) -> Debrief | None:
    """The second talk that is owed after the `first` one was held, to the same people; None where none is.

    It counts from the incident as all windows do, and leaves a week at least after a first talk that came late.
    """
    window = window_of(SupportStep.SECOND, due_windows(first.tier, first.occurred_at, hours))
    if first.kind is not DebriefKind.FORMAL or first.ended_at is None or window is None:
        return None
    not_before = max(window.not_before, first.ended_at + BETWEEN_TALKS)
    return Debrief(
        id=id,
        incident_ids=first.incident_ids,
        site_id=first.site_id,
        kind=DebriefKind.SECOND,
        tier=first.tier,
        occurred_at=first.occurred_at,
        not_before=not_before,
        by=max(window.by, with_open_time(not_before, not_before + BETWEEN_TALKS, hours)),
        offer_by=None,
        least_minutes=first.least_minutes,
        made_at=now,
        manager_id=first.manager_id,
        deputy_id=first.deputy_id,
        manager_outside=first.manager_outside,
        outsider_id=first.outsider_id,
    )


def thematic_debrief(
    cases: Collection[SupportCase],
    hours: OpeningHours,
    *,
    id: UUID,
    now: datetime,
    manager_id: UUID | None = None,
    deputy_id: UUID | None = None,
) -> Debrief:
    """The monthly round about mild incidents that no one wanted to discuss one by one: half an hour, paid.

    Errors: Refused at `month` when there are none.
    """
    if not cases:
        raise Refused(Reason.MISSING, "month")
    windows = [window_of(SupportStep.THEMATIC, due_windows(0, case.occurred_at, hours)) for case in cases]
    first = min(cases, key=lambda case: case.occurred_at)
    return Debrief(
        id=id,
        incident_ids=tuple(case.id for case in cases),
        site_id=first.site_id,
        kind=DebriefKind.THEMATIC,
        tier=max(case.tier for case in cases),
        occurred_at=first.occurred_at,
        not_before=first.occurred_at,
        by=min(window.by for window in windows if window is not None),
        offer_by=None,
        least_minutes=THEMATIC_MINUTES,
        made_at=now,
        manager_id=manager_id,
        deputy_id=deputy_id,
    )
