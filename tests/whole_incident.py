"""An incident of which everything is known: no field of the record is at its default."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID

from incident_tracker.domain.capture.deescalation import (
    Deescalation,
    Resolved,
    TechniqueEffect,
    TechniqueStep,
    WarningSign,
)
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision, SamePolicyAnswer
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.capture.parties import (
    AffectedPerson,
    Need,
    PartyRole,
    PersonOfConcern,
    PhysicalImpact,
    Repeat,
    Ripple,
)
from incident_tracker.domain.capture.phone_calls import Direction, EndedBy, PhoneCall, Recording
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.capture.statutory import Loggable, LoggableAnswer, StatutoryFields
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import add_addendum, confirm_proxy, record_relief, show_incident
from incident_tracker.usecases.capture.review import start_review
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from tests.storage_fixtures import ALEX, CHECK_IN, HARBOUR, MONDAY_NINE, ROSA, USERS, Clinic

LATER = MONDAY_NINE + timedelta(minutes=20)
WHOLE = Details(
    affected=(
        AffectedPerson(
            UUID(int=0x901),
            role=PartyRole.HELPER,
            person_id=ROSA.id,
            job="receptionist",
            physical=PhysicalImpact.PAIN,
            distress=7,
            felt_threatened=True,
            need=Need.BREAK,
            told_by_others=True,
        ),
    ),
    person_of_concern=PersonOfConcern("family_or_friend_of_client", Repeat.YES, "K-17"),
    ripple=Ripple(3, 2, 1, 4, 15),
    phone=PhoneCall(Direction.OUTBOUND, 12, 3, EndedBy.STAFF, True, True, Recording.YES, "call server, folder 7"),
    weapon=Weapon.SHOWN,
    alone=True,
    identity_abuse=("racist",),
    context=("appears_intoxicated",),
    deescalation=Deescalation(
        triggers=("wait_in_room",),
        signs=(WarningSign("staring", 5),),
        steps=(TechniqueStep("respect_space", TechniqueEffect.CALMER, "the supervisor", 4),),
        outcome="with_supervisor",
        resolved=Resolved.PARTLY,
    ),
    help_call=HelpCall("code word", 3, "two colleagues"),
    security_called=True,
    police=PoliceDecision(
        called=True,
        criterion="immediate_danger",
        immediate_danger=True,
        weapon=True,
        could_be_handled_clinically=False,
        alternatives_tried=("respect_space",),
        alternatives_available=("not_provocative",),
        decided_by_role="nurse in charge",
        second_person_consulted=True,
        called_at=MONDAY_NINE + timedelta(minutes=5),
        arrived_at=MONDAY_NINE + timedelta(minutes=11),
        left_at=MONDAY_NINE + timedelta(minutes=31),
        agency="city_police",
        information_disclosed=("health_information",),
        disclosure_basis="imminent danger to others",
        outcome="calmed",
        patient_harmed=False,
        same_for_any_patient=SamePolicyAnswer.UNSURE,
    ),
    duration_minutes=26,
    factors=("ACC1",),
    statutory=StatutoryFields(
        loggable=LoggableAnswer(Loggable.YES, "a knife was shown", USERS[Role.MANAGER].id, LATER, "LC 6401.9, draft"),
        violence_types=("type_2",),
        perpetrator="client",
        circumstances=("rushed",),
        location_class="in_the_workplace",
        attack_types=("weapon_or_object",),
        security_or_police_response="came within six minutes",
        protective_actions="the desk was closed for an hour",
        completed_by_name="Maria Manager",
        completed_by_title="practice manager",
        completed_at=datetime(2026, 3, 3, 17, 30, tzinfo=UTC),
    ),
)
DRAFT = IncidentDraft(
    occurred_at=MONDAY_NINE - timedelta(minutes=30),
    precision=Precision.QUARTER_HOUR,
    site_id=HARBOUR.id,
    desk_id=CHECK_IN.id,
    place="phone_room",
    channel="phone_out",
    kind="threat",
    severity=Severity.THREAT,
    narrative="A caller threatened to come in.",
    mode=CaptureMode.PROXY,
    told_by_id=ALEX.id,
    phone=WHOLE.phone,
    affected=WHOLE.affected,
    weapon=WHOLE.weapon,
    alone=WHOLE.alone,
)
"""The same as the quick form would say it."""


def whole_incident(clinic: Clinic) -> Incident:
    """It is told, written down, completed, seen to, confirmed with a correction, added to, and in review."""
    maria, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    logged = log_incident_with_support(rosa, DRAFT).incident
    alex = clinic.as_user(replace(USERS[Role.RECEPTION], person_id=ALEX.id))
    clinic.clock.advance(timedelta(minutes=40))
    record_relief(
        rosa, logged.id, nobody_hurt=False, safe=True, off_the_desk=True, desk_covered=False, others_seen_to=True
    )
    confirm_proxy(alex, logged.id, "It was the side door.")
    present = show_incident(maria, logged.id).incident
    complete_incident(maria, logged.id, Completion(WHOLE), present.version)
    add_addendum(maria, logged.id, "The door is locked now.")
    start_review(maria, logged.id, show_incident(maria, logged.id).incident.version)
    return show_incident(maria, logged.id).incident


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every field without fields of its own, by its path such as `phone.hold_minutes`; of a list its first entry."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        value = value[0]
    if not is_dataclass(value) or isinstance(value, type):
        yield path, value
        return
    for part in fields(value):
        yield from leaves(getattr(value, part.name), f"{path}.{part.name}" if path else part.name)


R = TypeVar("R", Details, IncidentDraft, Incident)


def differing(whole: R, path: str, another: Callable[[Any], Any] | None = None) -> R:
    """The same with another value at this path of `leaves`: what `another` makes of it, or one of its kind."""
    return replace(whole, **_changed(whole, path.split("."), another or _of_its_kind))


def _changed(record: Any, path: list[str], another: Callable[[Any], Any]) -> dict[str, Any]:
    name, *rest = path
    value = getattr(record, name)
    if rest and isinstance(value, tuple):
        return {name: (replace(value[0], **_changed(value[0], rest, another)), *value[1:])}
    return {name: replace(value, **_changed(value, rest, another)) if rest else another(value)}


def _of_its_kind(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Enum):
        return next(member for member in type(value) if member is not value)
    if isinstance(value, datetime):
        return value + timedelta(minutes=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, int):
        return value - 1
    if isinstance(value, UUID):
        return UUID(int=0)
    return () if isinstance(value, tuple) else f"{value} too"
