"""A clinic in which everyone has records of their own and of others, here and at another site; nothing of it stays.

Each role has one user with a member of staff behind it, at one site. For each of them, and for someone else, there is
at both sites one record of every kind that someone can have a part in. The clinic lets people complete the reports
that they wrote.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from db.store import SqlStore
from db.unit import SqlUnit
from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.parties import AffectedPerson, PersonOfConcern
from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.stubs import Stub
from incident_tracker.domain.clinic.absences import Absence, AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.learning.actions import Action, ActionDraft, Tier
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.offers import OfferKind, SupportOffer
from incident_tracker.domain.support.outreach import Consent, OutreachKind
from incident_tracker.domain.support.outside_help import HelpDraft, OutsideHelp
from incident_tracker.domain.support.outsiders import Outsider, OutsiderDraft
from incident_tracker.domain.support.own_time import TimeEntry, TimeKind
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import Cover, Paid
from incident_tracker.domain.support.reminder_facts import ReminderMark
from incident_tracker.domain.support.wellbeing import NoteDraft, WellbeingNote, written_note
from incident_tracker.ports.context import Actor, Context
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.sealing import new_pair
from incident_tracker.security.stub_box import StubBox, addressee_of
from incident_tracker.security.wellbeing import sealed_note
from incident_tracker.usecases.capture.drafts import save_draft
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.clinic.directory import add_entry
from incident_tracker.usecases.clinic.sites import add_phone_line
from incident_tracker.usecases.learning.actions import assign_action
from incident_tracker.usecases.learning.analyses import open_analysis
from incident_tracker.usecases.support.cases import LoggedIncident, log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import choose_facilitator
from incident_tracker.usecases.support.offers import record_offers
from incident_tracker.usecases.support.outreach import record_consent
from incident_tracker.usecases.support.outside_help import add_outside_help
from incident_tracker.usecases.support.outsiders import add_outsider
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from tests.storage_fixtures import ALEX, CHECK_IN, HANNA, HARBOUR, HILL, HILL_DESK, Clock, Ids, RunningTime, keep

if TYPE_CHECKING:
    from tests.usecases.rights.row import Row

PLACES = {"here": HARBOUR, "elsewhere": HILL}
WORDS, CODE, HARM = "Xylophonist Quimby shouted about marmalade", "K-4711", "distress=8"


@dataclass(frozen=True)
class Had:
    """One record of every kind in which one member of staff has a part, at one site."""

    person: Person
    user: User
    site: Site
    incident: Incident
    closed: Incident
    told: Incident
    written: Incident
    debrief: Debrief
    led: Debrief
    led_for: UUID
    follow_up: FollowUp
    offer: SupportOffer
    action: Action
    analysis: Analysis
    draft: SavedDraft
    sealed_note: WellbeingNote


@dataclass
class World:
    """Users of every role by role, and what they and someone else have: `had["other", "here"]`."""

    store: "Rehearsal"
    clock: Clock
    ids: Ids
    folder: Path
    users: dict[Role, User] = field(default_factory=dict)
    had: dict[tuple[str, str], Had] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    notes: dict[UUID, UUID] = field(default_factory=dict)
    """The note of time and desk that waits at each site."""
    absences: dict[UUID, Absence] = field(default_factory=dict)
    """When each person is away, by person."""
    helps: dict[UUID, OutsideHelp] = field(default_factory=dict)
    """The help for staff at each site."""
    outsiders: dict[UUID, Outsider] = field(default_factory=dict)
    """Someone from elsewhere who may answer for debriefs of each site."""
    minutes: dict[UUID, UUID] = field(default_factory=dict)
    """What each person wrote down of their time, by person."""

    def as_role(self, role: Role, *, confirmed: bool) -> Context:
        """The context of the user of a role, with or without the pass phrase typed just now."""
        return self._as(self.users[role], confirmed=confirmed)

    def second_of(self, role: Role, row: "Row") -> UUID:
        """The user of another role that has the same of this row, who can agree to it."""
        return next(user.id for other, user in self.users.items() if other is not role and row.of(other)[-1] == "2")

    def targets(self, role: Role) -> dict[tuple[str, str], Had]:
        """The records of this role and of someone else, here and elsewhere, by the ids that they are given."""
        return {(whose, place): self.as_given(role, self.had[whose_key, place])
                for whose, whose_key in (("own", role.value), ("other", "other")) for place in PLACES}  # fmt: skip

    def as_given(self, role: Role, had: "Had") -> "Had":
        """The same record; the committee is given other ids of analyses and actions."""
        if role is not Role.COMMITTEE:
            return had
        with self.store.read() as unit:
            action, analysis = unit.disguised(had.action.id), unit.disguised(had.analysis.id)
        return replace(had, action=replace(had.action, id=action), analysis=replace(had.analysis, id=analysis))

    def staff_of(self, had: "Had") -> Person:
        """The member of staff who works at the site of this: everyone's own here, and another one elsewhere."""
        return HANNA if had is self.had["other", "elsewhere"] else had.person

    def _as(self, user: User, *, confirmed: bool = True) -> Context:
        actor = Actor(user.id, user.name, user.role, user.sites, user.person_id)
        return Context(actor, self.store, self.clock, self.ids, confirmed_at=self.clock() if confirmed else None)


class Rehearsal:
    """The real store, whose transactions do everything but stay: each ends where it began.

    `last` is the act of the newest entry of the trail in the last transaction that was to be committed.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self.for_good = True
        self.last = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def write(self) -> Iterator[SqlUnit]:
        """A transaction that is committed only while the world is made."""
        with self._store.write() as unit:
            if not self.for_good:
                unit.commit = partial(self._rehearse, unit)  # type: ignore[method-assign]
            yield unit

    def read(self) -> AbstractContextManager[SqlUnit]:
        """As it is."""
        return self._store.read()

    def _rehearse(self, unit: SqlUnit) -> None:
        unit.audit.settle()
        self.last = unit.audit.page(AuditFilter(), 0, 1)[0].act


def made_in(store: SqlStore, folder: Path) -> World:
    """The world, in a prepared clinic."""
    world = World(Rehearsal(store), Clock(), Ids(0x10_000), folder)
    numbers = count(0x2000)
    both = frozenset({HARBOUR.id, HILL.id})
    bosses = [_someone(world, name, Role.MANAGER, both, next(numbers)) for name in ("aa", "ab")]  # answer for all
    with world.store.write() as unit:
        unit.settings.save(replace(unit.settings.get(), own_reports=True))
        keep(unit)
    for role in Role:
        world.users[role] = _someone(world, f"zz-{role.value}", role, frozenset({HARBOUR.id}), next(numbers))
    other = _someone(world, "zz-other", Role.RECEPTION, frozenset({HARBOUR.id}), next(numbers))
    boss = world._as(bosses[0])
    for whose, user in (*((role.value, user) for role, user in world.users.items()), ("other", other)):
        for place, site in PLACES.items():
            world.had[whose, place] = _had(world, boss, user, site)
    with world.store.write() as unit:
        for person in world.people:
            entry = TimeEntry(
                world.ids(), person.id, person.site_id, date(2026, 3, 2), TimeKind.TRAINING, 9, Paid.NO, True
            )
            unit.time_entries.add(entry)
            unit.reminder_marks.add(ReminderMark(world.ids(), person.id, "a", None, world.clock()))
            world.minutes[person.id] = entry.id
        keep(unit)
    world.notes.update(_notes(world, store))
    for person in (*world.people, HANNA):
        day = date(2026, 3, 27)
        world.absences[person.id] = add_absence(boss, AbsenceDraft(person.id, day, day))
    for site in PLACES.values():
        add_phone_line(boss, site.id, "Main line")
        add_entry(boss, DirectoryEntry(UUID(int=0), "Own team", HelpKind.OWN_TEAM, "ext. 12", site_id=site.id))
        draft = HelpDraft("Quiet Line", "555 0100", (OfferKind.BREAK,), apart=True)
        world.outsiders[site.id] = add_outsider(boss, site.id, OutsiderDraft("Dana, Hill Road", "555 0100"))
        world.helps[site.id] = add_outside_help(boss, site.id, draft)
    world.store.for_good = False
    return world


def _notes(world: World, store: SqlStore) -> Iterator[tuple[UUID, UUID]]:
    running = RunningTime()
    box = StubBox(world.folder, running)
    for desk in (CHECK_IN, HILL_DESK):
        running.seconds += 60
        assert box.keep(Stub(world.clock(), desk.id), addressee_of(read_ring(store._cabinet)))
    with world.store.read() as unit:
        sites = {desk.id: desk.site_id for desk in (CHECK_IN, HILL_DESK)}
        for waiting in unit.stubs.waiting():
            assert waiting.stub.desk_id is not None
            yield sites[waiting.stub.desk_id], waiting.id


def _someone(world: World, name: str, role: Role, sites: frozenset[UUID], number: int) -> User:
    person = Person(UUID(int=number), f"Person {name}", "other", HARBOUR.id, may_facilitate=True)
    user = User(UUID(int=number + 0x1000), name, role, person.id, sites)
    with world.store.write() as unit:
        unit.people.add(person)
        unit.users.add(user)
        keep(unit)
    world.people.append(person)
    return user


def _had(world: World, boss: Context, user: User, site: Site) -> Had:
    person = next(one for one in world.people if one.id == user.person_id)
    happened = _logged(world, boss, site, person.id)
    assert happened.debrief is not None
    ask_participants(boss, happened.debrief.id, [person.id])
    record_debrief_answer(boss, happened.debrief.id, person.id, Response.YES)
    record_consent(boss, happened.incident.id, OutreachKind.REPAIR, person.id, Consent.ASKED)
    (offer,) = record_offers(boss, happened.incident.id, person.id, [OfferKind.BREAK])
    told = _logged(world, boss, site, None, mode=CaptureMode.PROXY, told_by_id=person.id)
    shut = _logged(world, boss, site, person.id).incident
    owner = replace(boss, actor=Actor(user.id, user.name, Role.RECEPTION, frozenset(), user.person_id))
    draft = ActionDraft("A second person at the desk", person.id, date(2026, 3, 20), Tier.WEAKER, "training")
    with world.store.read() as unit:
        follow_up = unit.follow_ups.of_incident(happened.incident.id)[0]
        debrief = unit.debriefs.get(happened.debrief.id)
    return Had(
        person, user, site,
        incident=happened.incident,
        closed=close_incident(boss, shut.id, shut.version),
        told=told.incident,
        written=log_incident_with_support(owner, _a_draft(world, site)).incident,
        debrief=debrief,
        led=_led(world, boss, site, person.id),
        led_for=ALEX.id,
        follow_up=follow_up,
        offer=offer,
        action=assign_action(boss, draft, site.id),
        analysis=open_analysis(boss, (happened.incident.id,), "Why do Mondays end in shouting?"),
        draft=save_draft(owner, IncidentDraft(narrative=WORDS)),
        sealed_note=_sealed_note(world, user),
    )  # fmt: skip


def _sealed_note(world: World, user: User) -> WellbeingNote:
    """A note of this user, whose key no one in this world has."""
    note = sealed_note(
        world.ids(), user.id, written_note(NoteDraft(WORDS), world.clock()), {user.id: new_pair().public}
    )
    with world.store.write() as unit:
        unit.wellbeing_notes.add(note)
        keep(unit)
    return WellbeingNote(note.id, user.id, world.clock(), WORDS, None, 1)


def _a_draft(world: World, site: Site, affected: UUID | None = None, **more: Any) -> IncidentDraft:
    return IncidentDraft(
        occurred_at=world.clock() - timedelta(hours=1),
        site_id=site.id,
        desk_id=(CHECK_IN if site is HARBOUR else HILL_DESK).id,
        channel="in_person_desk",
        kind="threat",
        severity=Severity.THREAT,
        narrative=WORDS,
        affected=(AffectedPerson(world.ids(), person_id=affected, distress=8),) if affected else (),
        **more,
    )


def _logged(world: World, boss: Context, site: Site, affected: UUID | None, **more: Any) -> LoggedIncident:
    draft = _a_draft(world, site, affected, **more)
    logged = log_incident_with_support(boss, draft)
    details = Details(affected=draft.affected, person_of_concern=PersonOfConcern("client", local_code=CODE))
    present = complete_incident(boss, logged.incident.id, Completion(details), logged.incident.version)
    return replace(logged, incident=present)


def _led(world: World, boss: Context, site: Site, leader: UUID) -> Debrief:
    """A debrief about what happened to someone else, which this person leads and for which they take the desk."""
    debrief = _logged(world, boss, site, ALEX.id).debrief
    assert debrief is not None
    ask_participants(boss, debrief.id, [ALEX.id])
    with world.store.write() as unit:
        unit.covers.add(Cover(world.ids(), debrief.id, ALEX.id, leader))
        keep(unit)
    with world.store.read() as unit:
        debrief = unit.debriefs.get(debrief.id)
    return choose_facilitator(boss, debrief.id, debrief.version, leader)
