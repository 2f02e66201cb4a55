"""The checks of site, part and version that every use case of support begins with."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Protocol, TypeVar
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import ChangedMeanwhile, Reason, Refused
from incident_tracker.domain.support.accountable import Chain, suited
from incident_tracker.domain.support.cases import SupportCase, contacted, relief_as_contact, with_why_late
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.participants import Response
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.support.calendar_entries import keep_entries


class Versioned(Protocol):
    """A record with a version number."""

    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=Versioned)


def own(work: Work, *persons: UUID | None) -> UUID | None:
    """The actor's user id if the actor is one of these members of staff, as a grant for own records needs it."""
    return work.actor.user_id if work.actor.person_id is not None and work.actor.person_id in persons else None


def read_at(kind: str, record: V, version: int) -> V:
    """`record` if it has not changed since it was read. Errors: ChangedMeanwhile."""
    if record.version != version:
        raise ChangedMeanwhile(kind, version, record.version)
    return record


def debrief_to_plan(work: Work, debrief_id: UUID, version: int | None = None) -> Debrief:
    """A debrief of the actor's sites. Errors: NotFound, NotAllowed, ChangedMeanwhile."""
    debrief = work.unit.debriefs.get(debrief_id)
    work.require(site_id=debrief.site_id)
    return debrief if version is None else read_at("debrief", debrief, version)


def debrief_to_hold(work: Work, debrief_id: UUID, version: int | None = None) -> Debrief:
    """A debrief that the actor leads or answers for. Errors: NotFound, NotAllowed, ChangedMeanwhile."""
    debrief = work.unit.debriefs.get(debrief_id)
    work.require(site_id=debrief.site_id, owner_id=own(work, *debrief.leading))
    return debrief if version is None else read_at("debrief", debrief, version)


def debrief_to_see(work: Work, debrief_id: UUID) -> Debrief:
    """A debrief of the actor's sites, or in which the actor has a part. Errors: NotFound, NotAllowed."""
    debrief = work.unit.debriefs.get(debrief_id)
    parts = debrief.leading | debrief.assisting | {one.person_id for one in work.unit.participants.of([debrief_id])}
    parts |= {one.cover_id for one in work.unit.covers.of([debrief_id]) if one.cover_id is not None}
    work.require(site_id=debrief.site_id, owner_id=own(work, *parts))
    return debrief


def within_reach(work: Work) -> tuple[frozenset[UUID] | None, UUID | None]:
    """What a list of debriefs shows: the sites with all of theirs (None: every site), and the member of staff whose
    own it shows at whatever site, if any.
    """
    sites = frozenset[UUID]() if work.only_owner() is not None else work.visible_sites()
    return sites, work.actor.person_id if work.lists_own() else None


def chains_of(work: Work, site_ids: Collection[UUID]) -> dict[UUID, Chain]:
    """Who may answer for support at each of these sites, by the name of their account."""
    users = sorted(work.unit.users.all(), key=lambda user: (user.name, user.id))
    staff = {one.id: one for one in work.unit.people.all() if one.active}
    known = [(user, user.person_id) for user in users if user.active and user.person_id in staff]
    reached = {person_id for _user, person_id in known}
    above = {one.id: one.manager_id for one in staff.values() if one.manager_id is not None}
    above = {person: manager for person, manager in above.items() if manager in reached}
    administrators = tuple(id for user, id in known if id is not None and user.role is Role.ADMINISTRATOR)

    def at(site_id: UUID, role: Role) -> tuple[UUID, ...]:
        return tuple(id for user, id in known if id is not None and user.role is role and site_id in user.sites)

    return {
        site_id: Chain(at(site_id, Role.MANAGER), at(site_id, Role.SUPERVISOR), administrators, above)
        for site_id in site_ids
    }


def involved_in(work: Work, incident_ids: Collection[UUID]) -> frozenset[UUID]:
    """The members of staff who had a part in these incidents, or are owed support because of them."""
    had_a_part = work.unit.incidents.involved(incident_ids).values()
    cases = work.unit.support_cases.many(incident_ids)
    return frozenset[UUID]().union(*had_a_part, *(case.persons for case in cases))


def who_left(work: Work) -> frozenset[UUID]:
    """The people who no longer work here, at any site."""
    return frozenset(one.id for one in work.unit.people.all() if not one.active)


def when_left(work: Work, person_id: UUID) -> datetime | None:
    """When this person left, as the audit trail has it."""
    times = [entry.at for entry in work.unit.audit.of("person", person_id) if entry.act == "retired"]
    return max(times, default=None)


def refuse_left(work: Work, person_id: UUID, at: str, reason: Reason, moment: datetime | None = None) -> None:
    """Errors: Refused at `at` with `reason` for a person who had left by `moment` (aware; None: now); NotFound."""
    person = work.unit.people.get(person_id)
    gone = None if person.active else when_left(work, person_id)
    if not person.active and (moment is None or gone is None or gone <= moment):
        raise Refused(reason, at, who=person.name)


def accountable_pair(work: Work, site_id: UUID, incident_ids: Collection[UUID]) -> tuple[UUID | None, UUID | None]:
    """Who answers for a new debrief about these incidents, and their deputy: people who had no part in any of them."""
    return chains_of(work, [site_id])[site_id].pair(involved_in(work, incident_ids))


def answered_for(work: Work, debrief: Debrief) -> Debrief:
    """The debrief with a manager and a deputy who work here and had no part in its incidents, where there is anyone."""
    chain = chains_of(work, [debrief.site_id])[debrief.site_id]
    manager, deputy = suited(debrief, chain, involved_in(work, debrief.incident_ids) | who_left(work))
    return replace(debrief, manager_id=manager, deputy_id=deputy)


def site_hours(work: Work, site_id: UUID) -> OpeningHours:
    """The opening hours of a site."""
    return work.unit.calendars.opening_hours(work.unit.sites.get(site_id))


def month_at(site: Site, month: str) -> tuple[datetime, datetime]:
    """The first instant of `month` ("YYYY-MM") at a site and that of the next one. Errors: Refused at `month`."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Refused(Reason.NOT_A_DATE, "month") from None
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    start, end = (datetime.combine(day, time(0), site.time_zone).astimezone(UTC) for day in (first, following))
    return start, end


def persons_of(work: Work, debrief: Debrief) -> frozenset[UUID]:
    """Whom a debrief is for: those who are owed it, and those who are invited and have not declined."""
    owed = {person for case in work.unit.support_cases.many(debrief.incident_ids) for person in case.persons}
    invited = work.unit.participants.of([debrief.id])
    declined = {one.person_id for one in invited if one.response is Response.NO}
    return frozenset((owed | {one.person_id for one in invited}) - declined)


def month_there(site: Site, moment: datetime) -> str:
    """The month ("YYYY-MM") in which this aware moment is at a site."""
    return f"{moment.astimezone(site.time_zone):%Y-%m}"


def note_contact(
    work: Work,
    incident_id: UUID,
    *,
    offered: bool = False,
    at: datetime | None = None,
    late: Lateness | None = None,
) -> None:
    """Record when someone first spoke to an affected person (relief by another person counts), and first offered
    support; `at` is when, if that was not now. Errors: Refused at `late` where an offer is late and no one says why.
    """
    case = work.unit.support_cases.find(incident_id)
    if case is not None:
        moment = at or work.now
        relieved_at = relief_contact(work, work.unit.incidents.get(incident_id), case.persons)
        spoken_at = moment if relieved_at is None else min(moment, relieved_at)
        after = contacted(case, spoken_at, offered_at=moment if offered else None)
        save_case(work, case, with_why_late(case, after, late))


def relief_contact(work: Work, incident: Incident, persons: Collection[UUID]) -> datetime | None:
    """When someone other than `persons`, who are owed support, did the relief checklist; None if no one did."""
    relief = incident.relief
    return relief_as_contact(relief, work.unit.users.get(relief.by).person_id if relief else None, persons)


def save_case(work: Work, before: SupportCase, after: SupportCase) -> SupportCase:
    """Save a changed case with its audit entry; an unchanged one is left alone."""
    if after == before:
        return before
    saved = work.unit.support_cases.save(after)
    work.record("changed", "support_case", saved.id, after=saved)
    return saved


def save_debrief(work: Work, act: Act, debrief: Debrief) -> Debrief:
    """Save a changed debrief with its audit entry, and what people's calendars hold of it."""
    saved = work.unit.debriefs.save(debrief)
    work.record(act, "debrief", saved.id, after=saved)
    keep_entries(work, saved)
    return saved
