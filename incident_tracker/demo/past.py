"""An invented clinic in which everything that a page can show has happened, up to a Wednesday morning."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.demo.clinic import Account, InventedClinic
from incident_tracker.demo.filling import DemoSize
from incident_tracker.demo.making import clinic_of, invent
from incident_tracker.demo.seeded import SetClock
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.ports.context import Context
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.support.cases import LoggedIncident, log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_facilitator, list_facilitators, show_debrief
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.offers import record_offers
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there

NOW = datetime(2026, 11, 18, 18, 40, tzinfo=UTC)
"""Twenty to eleven in the morning at the clinic."""

SIZE = DemoSize(incidents=40)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def make(folder: Path) -> None:
    """Make it; each debrief stands somewhere else between asking and what is asked afterwards."""
    clock = SetClock(NOW)
    door = ClinicDoor(Settings(folder), clock, FLOOR)
    clinic = invent(door, SIZE).clinic
    manager = _context(door, clinic, Role.MANAGER)
    rosa, tom, noor = (_person(clinic, name) for name in ("Rosa", "Tom", "Noor"))
    clock.at = NOW - 2 * DAY
    held = _agreed(manager, _logged(manager, clinic, rosa), rosa)
    _book(manager, held, rosa, tom, NOW - DAY + 3 * HOUR)
    planned = _agreed(manager, _logged(manager, clinic, rosa), rosa)
    _book(manager, planned, rosa, tom, NOW + 3 * HOUR)
    clock.at = NOW - DAY + 3 * HOUR
    record_cover_there(manager, held, rosa.id)
    begun = start_debrief(manager, held, show_debrief(manager, held).debrief.version)
    clock.at += begun.least_minutes * timedelta(minutes=1)
    finish_debrief(manager, held, show_debrief(manager, held).debrief.version, [rosa.id])
    clock.at = NOW - HOUR
    _logged(manager, clinic, noor)
    serious = _logged(manager, clinic, rosa, tom, severity=Severity.INJURY)
    record_offers(manager, serious.incident.id, rosa.id, (OfferKind.BREAK, OfferKind.PEER_SUPPORTER))
    _logged(manager, clinic, rosa, told=True)
    door.close(manager)


def accounts() -> dict[Role, Account]:
    """The invented user of each role, the first where there are two."""
    return {role: next(one for one in clinic_of(SIZE).accounts if one.user.role is role) for role in Role}


def _context(door: ClinicDoor, clinic: InventedClinic, role: Role) -> Context:
    account = next(one for one in clinic.accounts if one.user.role is role)
    return door.open(account.user.name, account.passphrase)


def _person(clinic: InventedClinic, first_name: str) -> Person:
    return next(one for one in clinic.people if one.name.startswith(first_name))


def _logged(
    manager: Context,
    clinic: InventedClinic,
    *affected: Person,
    severity: Severity = Severity.THREAT,
    told: bool = False,
) -> LoggedIncident:
    first = affected[0]
    draft = IncidentDraft(
        occurred_at=manager.now() - HOUR,
        site_id=clinic.sites[0].id,
        desk_id=first.desk_id,
        channel="phone_in",
        kind="threat",
        severity=severity,
        mode=CaptureMode.PROXY if told else CaptureMode.SELF,
        told_by_id=first.id if told else None,
        narrative="Shouted about the late rule, and that he knows when everybody goes home.",
        affected=tuple(AffectedPerson(manager.new_id(), person_id=one.id) for one in affected),
    )
    return log_incident_with_support(manager, draft)


def _agreed(manager: Context, logged: LoggedIncident, person: Person) -> UUID:
    assert logged.debrief is not None
    id = logged.debrief.id
    free = next(one for one in list_facilitators(manager, id) if one.eligibility.free)
    choose_facilitator(manager, id, logged.debrief.version, free.person.id)
    ask_participants(manager, id, [person.id])
    record_debrief_answer(manager, id, person.id, Response.YES)
    return id


def _book(manager: Context, id: UUID, person: Person, cover: Person, starts: datetime) -> None:
    debrief = show_debrief(manager, id).debrief
    ends = starts + debrief.least_minutes * timedelta(minutes=1)
    book_slot(manager, id, debrief.version, SlotRequest(starts, ends, {person.id: cover.id}, "Quiet room"))
