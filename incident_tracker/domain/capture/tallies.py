"""What one incident adds to the summaries: the keys under which it is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.capture.deescalation import Resolved, TechniqueEffect
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.capture.parties import worst_harm
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.statutory import Loggable


class Aspect(StrEnum):
    """What a coded term says about an incident; each is counted by month, site and code."""

    TRIGGER = "trigger"
    FACTOR = "factor"
    IDENTITY_ABUSE = "identity_abuse"
    CONTEXT = "context"
    WARNING_SIGN = "warning_sign"
    TECHNIQUE = "technique"
    TECHNIQUE_CALMED = "technique_calmed"
    TECHNIQUE_SAME = "technique_same"
    TECHNIQUE_WORSE = "technique_worse"
    OUTCOME = "outcome"
    RESOLVED = "resolved"
    POLICE = "police"
    SECURITY = "security"
    LOGGABLE = "loggable"
    HARM = "harm"
    PATIENTS_NEAR = "patients_near"
    STAFF_NEAR = "staff_near"
    CHILDREN_NEAR = "children_near"
    VISITS_DISRUPTED = "visits_disrupted"
    MINUTES_DISRUPTED = "minutes_disrupted"
    LEAD_MINUTES = "lead_minutes"
    HELP = "help"
    HELP_MINUTES = "help_minutes"
    HOLD_MINUTES = "hold_minutes"
    TRANSFERS = "transfers"
    CALL_ENDED_BY = "call_ended_by"
    CALL_WARNING = "call_warning"
    CALL_BACK = "call_back"
    ALTERNATIVE = "alternative"
    DISCLOSED = "disclosed"
    HANDLED_CLINICALLY = "handled_clinically"
    RECORDED = "recorded"


COMPARED = frozenset(
    {
        Aspect.TRIGGER,
        Aspect.FACTOR,
        Aspect.TECHNIQUE,
        Aspect.WARNING_SIGN,
        Aspect.IDENTITY_ABUSE,
        Aspect.OUTCOME,
    }
)
"""What may be asked about how often each code was named, in any months and at any sites. Harm is of people."""
_SEVERAL = (Aspect.IDENTITY_ABUSE, Aspect.WARNING_SIGN, Aspect.ALTERNATIVE, Aspect.DISCLOSED)
"""Of these an incident may carry several codes, so that their sum is not how many incidents carry any."""


@dataclass(frozen=True, slots=True)
class MonthKey:
    """Counted incidents by month "YYYY-MM" at the site, site, severity, channel and kind."""

    month: str
    site_id: UUID
    severity: Severity
    channel: str
    kind: str


@dataclass(frozen=True, slots=True)
class StatusKey:
    """All incidents, struck out ones too, by month, site, severity and status: the totals of lists."""

    month: str
    site_id: UUID
    severity: Severity
    status: Status


@dataclass(frozen=True, slots=True)
class CodeKey:
    """Counted incidents that carry a code, by month, site, aspect and code."""

    month: str
    site_id: UUID
    aspect: Aspect
    code: str


TallyKey = MonthKey | StatusKey | CodeKey


def coded(incident: Incident) -> frozenset[tuple[Aspect, str]]:
    """Every code of an incident, each once, however often it occurs; a number is a code, too, so that it can be summed
    from the summaries.
    """
    details, course = incident.details, incident.details.deescalation
    codes = {(Aspect.TRIGGER, code) for code in course.triggers}
    codes |= {(Aspect.FACTOR, code) for code in details.factors}
    codes |= {(Aspect.IDENTITY_ABUSE, code) for code in details.identity_abuse}
    codes |= {(Aspect.CONTEXT, code) for code in details.context}
    codes |= {(Aspect.WARNING_SIGN, sign.code) for sign in course.signs}
    codes |= {(Aspect.TECHNIQUE, step.technique) for step in course.steps}
    codes |= {(after, step.technique) for step in course.steps if (after := _after(step.effect)) is not None}
    if course.outcome:
        codes.add((Aspect.OUTCOME, course.outcome))
    if course.resolved is not None:
        codes.add((Aspect.RESOLVED, Resolved(course.resolved).value))
    if details.police is not None:
        codes.add((Aspect.POLICE, "called" if details.police.called else "not_called"))
    if details.security_called is not None:
        codes.add((Aspect.SECURITY, "called" if details.security_called else "not_called"))
    codes.add((Aspect.LOGGABLE, Loggable(details.statutory.loggable.answer).value))
    codes |= {(aspect, str(number)) for aspect, number in _numbers(details) if number is not None}
    codes |= set(_answers(details))
    codes |= {(Aspect.RECORDED, aspect.value) for aspect in _SEVERAL if any(one is aspect for one, _code in codes)}
    return frozenset(codes)


def _numbers(details: Details) -> Iterator[tuple[Aspect, int | None]]:
    """The numbers that are summed, or of which the middle one is told; None: not recorded."""
    ripple, call, help_call = details.ripple, details.phone, details.help_call
    yield Aspect.PATIENTS_NEAR, ripple.bystander_patients
    yield Aspect.STAFF_NEAR, ripple.bystander_staff
    yield Aspect.CHILDREN_NEAR, ripple.children
    yield Aspect.VISITS_DISRUPTED, ripple.visits_disrupted
    yield Aspect.MINUTES_DISRUPTED, ripple.minutes_disrupted
    yield Aspect.LEAD_MINUTES, details.deescalation.lead_minutes
    if help_call is not None:
        yield Aspect.HELP_MINUTES, help_call.minutes_to_arrival
    if call is not None:
        yield Aspect.HOLD_MINUTES, call.hold_minutes
        yield Aspect.TRANSFERS, call.transfers


def _answers(details: Details) -> Iterator[tuple[Aspect, str]]:
    """What was answered about the call, the call for help, the decision about the police, and harm to staff."""
    call, police, harm = details.phone, details.police, worst_harm(details.affected)
    if harm is not None:
        yield Aspect.HARM, harm.value
    if details.help_call is not None:
        yield Aspect.HELP, "called"
    if call is not None:
        if call.ended_by is not None:
            yield Aspect.CALL_ENDED_BY, call.ended_by.value
        yield from _said(Aspect.CALL_WARNING, call.warning_given)
        yield from _said(Aspect.CALL_BACK, call.call_back_promised)
    if police is not None:
        yield from ((Aspect.ALTERNATIVE, code) for code in police.alternatives_tried)
        yield from ((Aspect.DISCLOSED, code) for code in police.information_disclosed)
        yield from _said(Aspect.HANDLED_CLINICALLY, police.could_be_handled_clinically)


def _said(aspect: Aspect, answer: bool | None) -> Iterator[tuple[Aspect, str]]:
    if answer is not None:
        yield aspect, "yes" if answer else "no"


def _after(effect: TechniqueEffect) -> Aspect | None:
    """Under which aspect a technique counts by its effect; None where the effect is not known."""
    match effect:
        case TechniqueEffect.CALMER:
            return Aspect.TECHNIQUE_CALMED
        case TechniqueEffect.SAME:
            return Aspect.TECHNIQUE_SAME
        case TechniqueEffect.WORSE:
            return Aspect.TECHNIQUE_WORSE
        case TechniqueEffect.UNKNOWN:
            return None


def tallies(incident: Incident) -> Counter[TallyKey]:
    """The keys under which `incident` counts, each with 1. Its status alone decides whether statistics count it."""
    month = month_of(incident.occurred_day)
    counted: Counter[TallyKey] = Counter()
    counted[StatusKey(month, incident.site_id, incident.severity, incident.status)] = 1
    if incident.status in COUNTED:
        counted[MonthKey(month, incident.site_id, incident.severity, incident.channel, incident.kind)] = 1
        for aspect, code in coded(incident):
            counted[CodeKey(month, incident.site_id, aspect, code)] = 1
    return counted


def count_all(incidents: Iterable[tuple[Incident, frozenset[tuple[Aspect, str]]]]) -> Counter[TallyKey]:
    """The sum of `tallies` of many incidents, each given with what `coded` says of it.

    Counted group by group, because making a key costs more than counting it.
    """
    groups: dict[tuple[str, UUID], list[tuple[Incident, frozenset[tuple[Aspect, str]]]]] = {}
    for incident, codes in incidents:
        groups.setdefault((month_of(incident.occurred_day), incident.site_id), []).append((incident, codes))
    total: Counter[TallyKey] = Counter()
    for (month, site_id), members in groups.items():
        counted = [(incident, codes) for incident, codes in members if incident.status in COUNTED]
        standing = Counter((incident.severity, incident.status) for incident, _ in members)
        happened = Counter((incident.severity, incident.channel, incident.kind) for incident, _ in counted)
        carried = Counter(code for _, codes in counted for code in codes)
        total.update({StatusKey(month, site_id, *key): number for key, number in standing.items()})
        total.update({MonthKey(month, site_id, *key): number for key, number in happened.items()})
        total.update({CodeKey(month, site_id, *key): number for key, number in carried.items()})
    return total


def difference(before: Incident | None, after: Incident | None) -> Counter[TallyKey]:
    """What changes in the summaries when `before` becomes `after`; numbers may be negative, none is zero."""
    change: Counter[TallyKey] = Counter()
    if after is not None:
        change.update(tallies(after))
    if before is not None:
        change.subtract(tallies(before))
    return Counter({key: number for key, number in change.items() if number})
