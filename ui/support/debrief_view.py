"""Everything that the debrief page shows, read at once, and what the signed-in person may do with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.access import Permission, grant
from incident_tracker.domain.clinic.calendars import Shift
from incident_tracker.domain.support.assistants import Assistant
from incident_tracker.domain.support.booking_facts import Booking
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.free_times import free_covers
from incident_tracker.domain.support.outsiders import Outsider
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.labels.support.assistants import assistant_sentence, from_where
from incident_tracker.ports.context import Actor, Context
from incident_tracker.usecases.support.circumstances import show_booking
from incident_tracker.usecases.support.debriefs import Candidate, DebriefFile, list_facilitators, show_debrief
from incident_tracker.usecases.support.outsiders import OutsiderCard, list_outsiders, outsider_card
from incident_tracker.usecases.support.owed import Owed, SupportFile, list_combinable, show_support
from ui.support.offers_view import OffersView
from ui.support.support_names import SupportNames, read_support_names


@dataclass(frozen=True)
class DebriefView:
    """A debrief with its people, what decides about its time, what else is owed after its incidents, and names.

    `persons_elsewhere` says whom each of the `others` is for. `booking` is None, and `supports`, `candidates` and
    `others` are empty, if the actor only takes part in it. `outsiders` may answer for it where no one here may, and
    `outsider_card` is what one of them is asked.
    """

    file: DebriefFile
    names: SupportNames
    zone: ZoneInfo
    booking: Booking | None
    candidates: tuple[Candidate, ...]
    supports: tuple[SupportFile, ...]
    others: tuple[Owed, ...]
    persons_elsewhere: dict[UUID, tuple[UUID, ...]]
    outsiders: tuple[Outsider, ...]
    outsider_card: OutsiderCard | None
    may_plan: bool
    may_hold: bool
    may_offer: bool

    @property
    def debrief(self) -> Debrief:
        """The debrief itself."""
        return self.file.debrief

    @property
    def coming(self) -> tuple[Participant, ...]:
        """Who said yes."""
        return tuple(one for one in self.file.participants if one.coming)

    def with_site(self, person_id: UUID) -> str:
        """The name of a member of staff, with their site where it is another one than that of the debrief."""
        person = self.names.record(person_id)
        site = self.names.site(person.site_id) if person and person.site_id != self.debrief.site_id else None
        return from_where(self.names.person(person_id), outside=False, site=site.name if site else "")

    @property
    def leader(self) -> str:
        """Who leads it, and where they are from if that is not its site; "" for no one yet."""
        debrief = self.debrief
        if debrief.facilitator_id is not None:
            return self.with_site(debrief.facilitator_id)
        outside = debrief.facilitator_outside
        return from_where(outside, outside=True, site="") if outside else ""

    def told_of(self, one: Assistant) -> str:
        """What someone does who helps to hold it."""
        here = self.with_site(one.person_id) if one.person_id is not None else ""
        name = here or from_where(one.outside, outside=True, site="")
        return assistant_sentence(one, name, self.names.person(one.for_person_id) if one.for_person_id else "")

    @property
    def persons_owed(self) -> tuple[UUID, ...]:
        """The staff whom the incidents happened to, each once."""
        return tuple(dict.fromkeys(person for case in self.file.cases for person in case.persons))

    def persons_of_both(self, other_id: UUID) -> tuple[UUID, ...]:
        """Whom this debrief and another one are for, each once: owed it, or invited and not declined."""
        mine = _persons_of(self.file)
        return tuple(dict.fromkeys((*mine, *self.persons_elsewhere.get(other_id, ()))))

    @property
    def hot(self) -> Debrief | None:
        """The record of the five minutes of the same shift, or None."""
        held = (one for support in self.supports for one in support.debriefs if one.kind is DebriefKind.HOT)
        return next(held, None)

    @property
    def to_offer(self) -> OffersView:
        """What was offered to those whom it happened to and to those it was meant for, and what follows."""
        asked = (one.person_id for one in self.file.participants if one.targeted)
        people = dict.fromkeys((*self.persons_owed, *asked)) if self.supports else {}
        after = {person: one.case.id for one in self.supports for person in one.case.persons}
        return OffersView(
            incident_of={person: after.get(person, self.debrief.incident_ids[0]) for person in people},
            site_id=self.debrief.site_id,
            offers=tuple(offer for support in self.supports for offer in support.offers),
            answers=tuple(answer for support in self.supports for answer in support.answers),
            follow_ups=tuple(one for support in self.supports for one in support.follow_ups),
            names=self.names,
            zone=self.zone,
            may_offer=self.may_offer,
        )

    @property
    def shifts(self) -> dict[UUID, tuple[Shift, ...]]:
        """The working hours of everyone who works here; empty if the actor only takes part in it."""
        return {id: one.shifts for id, one in self.booking.staff.items()} if self.booking is not None else {}

    @property
    def away(self) -> dict[UUID, tuple[tuple[datetime, datetime], ...]]:
        """From when to when (UTC) the people who work here are away; empty if the actor only takes part in it."""
        return {id: one.away for id, one in self.booking.staff.items()} if self.booking is not None else {}

    def free_covers(self, start: datetime, end: datetime) -> tuple[UUID, ...]:
        """Who could cover a desk then."""
        return free_covers(self.booking, self.names.people, start, end) if self.booking is not None else ()


def may(actor: Actor, permission: Permission, debrief: Debrief) -> bool:
    """May the actor do this with this debrief? Only for what to show; the gate decides."""
    leads = actor.person_id is not None and actor.person_id in debrief.leading
    return grant(actor.role, permission).reaches(site_id=debrief.site_id, sites=actor.sites, own=leads)


def read_debrief(ctx: Context, debrief_id: UUID) -> DebriefView:
    """The view of one debrief. Errors: NotFound, NotAllowed."""
    file, names = show_debrief(ctx, debrief_id), read_support_names(ctx)
    debrief = file.debrief
    site = names.site(debrief.site_id)
    plans = may(ctx.actor, Permission.PLAN_DEBRIEF, debrief)
    seen = grant(ctx.actor.role, Permission.SEE_SUPPORT)
    sees = seen.reaches(site_id=debrief.site_id, sites=ctx.actor.sites, own=False)
    supports = tuple(show_support(ctx, case.id) for case in file.cases) if sees else ()
    others = list_combinable(ctx, debrief_id) if plans and debrief.open else ()
    return DebriefView(
        file=file,
        names=names,
        zone=site.time_zone if site else ZoneInfo("UTC"),
        booking=show_booking(ctx, debrief_id) if plans else None,
        candidates=list_facilitators(ctx, debrief_id) if plans and debrief.open else (),
        supports=supports,
        others=others,
        persons_elsewhere={one.subject_id: _persons_of(show_debrief(ctx, one.subject_id)) for one in others},
        outsiders=_outsiders(ctx, debrief) if plans else (),
        outsider_card=outsider_card(ctx, debrief_id) if plans and debrief.open else None,
        may_plan=plans,
        may_hold=may(ctx.actor, Permission.HOLD_DEBRIEF, debrief),
        may_offer=may(ctx.actor, Permission.OFFER_SUPPORT, debrief),
    )


def _outsiders(ctx: Context, debrief: Debrief) -> tuple[Outsider, ...]:
    known = (line.outsider for line in list_outsiders(ctx))
    return tuple(one for one in known if one.in_use and one.site_id == debrief.site_id)


def _persons_of(file: DebriefFile) -> tuple[UUID, ...]:
    declined = {one.person_id for one in file.participants if one.response is Response.NO}
    owed = [person for case in file.cases for person in case.persons]
    everyone = (*owed, *(one.person_id for one in file.participants))
    return tuple(dict.fromkeys(one for one in everyone if one not in declined))
