"""Invented incidents with everything that a completed record holds, one after the other from a seeded source."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.demo.clinic import InventedClinic
from incident_tracker.demo.months import HOUR_WEIGHTS, WEEKDAY_WEIGHTS, Busyness
from incident_tracker.demo.stories import ENDED, IN_PERSON, KINDS, OUTCOMES, PLACES, STORIES, WENT_ON, Story
from incident_tracker.domain.capture.deescalation import (
    Deescalation,
    Resolved,
    TechniqueEffect,
    TechniqueStep,
    WarningSign,
)
from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision, SamePolicyAnswer
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.parties import (
    AffectedPerson,
    Need,
    PartyRole,
    PersonOfConcern,
    PhysicalImpact,
    Repeat,
    Ripple,
)
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS, Direction, EndedBy, PhoneCall, Recording
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.capture.statutory import LoggableAnswer, StatutoryFields
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.law.loggable import suggest_loggable

IMPROVED_WEIGHT = 0.45
"""How much of a story that the clinic's actions addressed still happens afterwards."""
ONE_IN = 50
"""Of so many serious incidents the police are called to one, first to the one after `CALLED_AFTER`."""
CALLED_AFTER = 33
INCOMPLETE = 0.2
"""The share of records in which something stayed open."""
_OTHER_FACTOR, _OTHER_TRIGGER = 0.45, 0.3
"""How often something else was behind it, or set it off, than the story is about."""
_BEFORE = list(accumulate(story.weight for story in STORIES))
_IMPROVED = list(accumulate(story.weight * (IMPROVED_WEIGHT if story.improves else 1) for story in STORIES))
_FACTORS = sorted({code for story in STORIES for code in story.factors})
_TRIGGERS = [story.trigger for story in STORIES]
_HOURS, _HOUR_WEIGHTS = list(HOUR_WEIGHTS), list(accumulate(HOUR_WEIGHTS.values()))


def invented_incidents(
    random: Random,
    clinic: InventedClinic,
    months: dict[Site, list[Busyness]],
    count: int,
    until: datetime,
    improved_from: date,
) -> Iterator[Incident]:
    """`count` incidents in order of their months, all before `until` (aware), none of them real.

    Their `ref` is empty: the store gives the numbers. The same arguments give the same incidents.
    """
    slots = [(busy.month, site, busy.weight) for site, busy_months in months.items() for busy in busy_months]
    if not slots:
        return
    slots.sort(key=lambda slot: (slot[0], slot[1].name))
    drawn = random.choices(range(len(slots)), [weight for *_, weight in slots], k=count)
    users = {account.user.name: account.user.id for account in clinic.accounts}
    serious = 0
    for number in sorted(drawn):
        month, site, _ = slots[number]
        one = _incident(random, clinic, site, month, until, month >= improved_from, users["sam"])
        if one.severity >= Severity.THREAT:
            serious += 1
            if serious % ONE_IN == CALLED_AFTER + 1:
                one = _with_police(random, one)
        yield one


def _incident(
    random: Random,
    clinic: InventedClinic,
    site: Site,
    month: date,
    until: datetime,
    improved: bool,
    logged_by: UUID,
) -> Incident:
    story = _story(random, improved)
    occurred = _moment(random, site.time_zone, month, until)
    severity = Severity(random.choices(range(8), story.severities)[0])
    channels = [one for one in story.channels if one in IN_PERSON or severity < Severity.OBJECTS]
    if not channels:  # no one is hit by mail
        severity, channels = Severity.THREAT, list(story.channels)
    channel = random.choice(channels)
    staff = clinic.staff_of(site)
    affected = _affected(random, staff, severity)
    proxy = random.random() < 0.55
    logged_at = min(until, occurred + timedelta(minutes=random.choice((4, 9, 15, 40, 90, 200, 1500))))
    return Incident(
        id=_id(random, logged_at),
        ref="",
        site_id=site.id,
        desk_id=random.choice(clinic.desks_of(site)).id,
        place=PLACES.get(channel, story.place if channel == "in_person_desk" else None),
        occurred=Moment(occurred, random.choice((Precision.MINUTE, Precision.MINUTE, Precision.QUARTER_HOUR))),
        occurred_day=occurred.astimezone(site.time_zone).date(),
        channel=channel,
        kind=KINDS[severity],
        severity=severity,
        logged_at=logged_at,
        logged_by=logged_by,
        status=_status(random, until - occurred),
        narrative=_words(random, story),
        mode=CaptureMode.PROXY if proxy else CaptureMode.SELF,
        told_by_id=affected[0].person_id if proxy else None,
        confirmation=Confirmation.CONFIRMED if proxy else Confirmation.NOT_NEEDED,
        details=_details(random, story, channel, severity, affected),
    )


def _words(random: Random, story: Story) -> str:
    return " ".join((random.choice((story.words, *story.others)), random.choice(WENT_ON), random.choice(ENDED)))


def _with_police(random: Random, incident: Incident) -> Incident:
    """The same, with the police called; all that the record asks then is answered."""
    calming = replace(incident.details.deescalation, outcome="police", resolved=Resolved.NO)
    details = replace(incident.details, deescalation=calming, police=_police(random, incident.occurred.at))
    return replace(incident, details=details)


def _story(random: Random, improved: bool) -> Story:
    return random.choices(STORIES, cum_weights=_IMPROVED if improved else _BEFORE)[0]


def _moment(random: Random, zone: ZoneInfo, month: date, until: datetime) -> datetime:
    """A UTC moment in this month of the site's time, at an hour when a front desk is busy, before `until`."""
    last = min(
        until.astimezone(zone).date() - timedelta(days=1),
        (month + timedelta(days=32)).replace(day=1) - timedelta(days=1),
    )
    days, weights = _days(month, last)
    day = random.choices(days, cum_weights=weights)[0]
    hour = random.choices(_HOURS, cum_weights=_HOUR_WEIGHTS)[0]
    local = datetime.combine(day, time(hour, random.randrange(60)), zone)
    return min(local.astimezone(UTC), until - timedelta(hours=1))


@cache
def _days(first: date, last: date) -> tuple[list[date], list[float]]:
    """The days from the first to the last (at least one), and their weights added up."""
    days = [first + timedelta(days=day) for day in range(max(1, (last - first).days + 1))]
    return days, list(accumulate(WEEKDAY_WEIGHTS[day.weekday()] + 0.01 for day in days))


def _id(random: Random, made_at: datetime) -> UUID:
    """An id of version 7 as the program makes them: later ones sort later, which keeps a growing index in one place."""
    number = int(made_at.timestamp() * 1000) << 80 | random.getrandbits(80)
    number = number & ~(0xF << 76) | 7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


def _status(random: Random, age: timedelta) -> Status:
    if age < timedelta(days=3):
        return random.choice((Status.SUBMITTED, Status.SUBMITTED, Status.IN_REVIEW))
    if age < timedelta(days=21):
        return random.choice((Status.IN_REVIEW, Status.NEEDS_UPDATE, Status.CLOSED, Status.CLOSED))
    return random.choices((Status.CLOSED, Status.NOT_REPORTABLE, Status.DUPLICATE), (96, 3, 1))[0]


def _affected(random: Random, staff: tuple[Person, ...], severity: Severity) -> tuple[AffectedPerson, ...]:
    at_desk = [person for person in staff if person.desk_id]
    targeted = random.sample(at_desk, 1 if random.random() < 0.85 else 2)
    witnesses = random.sample([person for person in at_desk if person not in targeted], int(random.random() < 0.4))
    people = [(person, PartyRole.TARGETED) for person in targeted] + [(one, PartyRole.WITNESS) for one in witnesses]
    return tuple(_impact(random, person, role, severity) for person, role in people)


def _hurt(severity: Severity) -> PhysicalImpact:
    if severity < Severity.INJURY:
        return PhysicalImpact.NONE
    return PhysicalImpact.FIRST_AID if severity is Severity.INJURY else PhysicalImpact.HOSPITAL


def _impact(random: Random, person: Person, role: PartyRole, severity: Severity) -> AffectedPerson:
    told = random.random() < 0.7
    distress = min(10, max(0, round(random.gauss(2.2 + 0.9 * severity, 1.8)))) if told else None
    return AffectedPerson(
        id=UUID(int=random.getrandbits(128), version=4),
        role=role,
        person_id=person.id,
        job=person.job,
        physical=_hurt(severity) if role is PartyRole.TARGETED else PhysicalImpact.NONE,
        distress=distress,
        felt_threatened=severity >= Severity.THREAT if told else None,
        need=random.choice((Need.NOTHING, Need.BREAK, Need.TALK)) if told else None,
        told_by_others=not told,
    )


def _details(
    random: Random,
    story: Story,
    channel: str,
    severity: Severity,
    affected: tuple[AffectedPerson, ...],
) -> Details:
    deescalation = _deescalation(random, story, severity)
    factors = [one for one in story.factors if random.random() >= _OTHER_FACTOR]
    factors += random.sample(_FACTORS, 1 if factors and random.random() < 0.5 else 2)
    if random.random() < INCOMPLETE:
        deescalation, factors = _left_open(random, deescalation), []
    helped = severity >= Severity.THREAT or deescalation.outcome in {"with_supervisor", "security"}
    return Details(
        affected=affected,
        person_of_concern=PersonOfConcern("client", random.choice((Repeat.NO, Repeat.UNKNOWN, Repeat.NO))),
        ripple=_ripple(random, channel),
        phone=_phone(random) if channel in PHONE_CHANNELS else None,
        alone=random.random() < 0.15,
        identity_abuse=(random.choice(("racist", "sexist", "ethnic_xenophobic")),) if random.random() < 0.12 else (),
        context=(random.choice(("pain_stated", "frightened", "language_barrier")),) if random.random() < 0.3 else (),
        deescalation=deescalation,
        help_call=HelpCall("code word", random.randrange(1, 6), "supervisor") if helped else None,
        security_called=deescalation.outcome == "security",
        duration_minutes=random.choice((3, 5, 8, 12, 20)),
        statutory=StatutoryFields(LoggableAnswer(suggest_loggable(severity, Weapon.NONE, felt_threatened=False)[0])),
        factors=tuple(dict.fromkeys(factors)),
    )


def _left_open(random: Random, told: Deescalation) -> Deescalation:
    """What someone who was called away did not fill in."""
    match random.randrange(3):
        case 0:
            return replace(told, triggers=())
        case 1:
            return replace(told, outcome=None, resolved=None)
        case _:
            return replace(told, triggers=(), signs=(), outcome=None, resolved=None)


def _deescalation(random: Random, story: Story, severity: Severity) -> Deescalation:
    steps = []
    for place, technique in enumerate(story.techniques[: random.randrange(1, len(story.techniques) + 1)]):
        effect = random.choices(
            (TechniqueEffect.CALMER, TechniqueEffect.SAME, TechniqueEffect.WORSE),
            (max(1, 7 - severity), 3, 1 + severity // 3),
        )[0]
        steps.append(TechniqueStep(technique, effect, "receptionist", 1 + 2 * place))
    calmed = bool(steps) and steps[-1].effect is TechniqueEffect.CALMER
    reach = min(len(OUTCOMES) - 2, int(severity) - 1 if severity >= Severity.OBJECTS else random.randrange(4))
    outcome = OUTCOMES[0 if calmed and severity < Severity.OBJECTS else reach]
    return Deescalation(
        triggers=(random.choice(_TRIGGERS) if random.random() < _OTHER_TRIGGER else story.trigger,),
        signs=tuple(
            WarningSign(code, random.choice((1, 2, 5, 10)) if code != "none_noticed" else None) for code in story.signs
        ),
        steps=tuple(steps),
        outcome=outcome,
        resolved=Resolved.YES if calmed else random.choice((Resolved.PARTLY, Resolved.NO)),
    )


def _ripple(random: Random, channel: str) -> Ripple:
    if channel in PHONE_CHANNELS or channel in {"portal_message", "email", "letter", "social_media"}:
        return Ripple(bystander_patients=0, bystander_staff=random.randrange(3), visits_disrupted=0)
    return Ripple(
        bystander_patients=random.randrange(9),
        bystander_staff=random.randrange(4),
        children=random.choice((0, 0, 0, 1, 2)),
        visits_disrupted=random.randrange(4),
        minutes_disrupted=random.choice((0, 5, 10, 20)),
    )


def _phone(random: Random) -> PhoneCall:
    return PhoneCall(
        Direction.INBOUND,
        hold_minutes=random.choice((2, 6, 11, 18, 27)),
        transfers=random.randrange(4),
        ended_by=random.choice(tuple(EndedBy)),
        warning_given=random.random() < 0.4,
        call_back_promised=random.random() < 0.5,
        recording=Recording.NO,
    )


def _police(random: Random, occurred: datetime) -> PoliceDecision:
    called_at = occurred + timedelta(minutes=4)
    return PoliceDecision(
        called=True,
        criterion="immediate_danger",
        immediate_danger=True,
        weapon=False,
        could_be_handled_clinically=False,
        alternatives_tried=("set_clear_limits", "two_person"),
        decided_by_role="manager",
        second_person_consulted=random.random() < 0.7,
        called_at=called_at,
        arrived_at=called_at + timedelta(minutes=random.randrange(6, 30)),
        agency="city_police",
        information_disclosed=("location_only",),
        outcome=random.choice(("calmed", "left", "warned")),
        patient_harmed=False,
        same_for_any_patient=random.choice((SamePolicyAnswer.YES, SamePolicyAnswer.UNSURE)),
    )
