"""Others whom an incident touched: patients and colleagues who saw it, and repair with the patient whose behavior it
was; and what the staff affected say to that first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.capture.parties import Ripple
from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.windows import with_open_time
from incident_tracker.domain.translatable import N_

SEEN_TO_WITHIN = timedelta(hours=24)
"""Those who saw it are looked after by then (the check-in of debrief protocol 4.5), or by the next open day."""
LOOKED_FOR = timedelta(days=3)
"""So long after an incident the supervisor is reminded of those who saw it: later they can rarely be reached."""
REPAIRED_WITHIN = timedelta(days=7)
REPAIR_LOOKED_FOR = timedelta(days=30)
"""From when all of the staff affected agreed: a talk within a week, and reminders for a month at most."""
MOST_PEOPLE = 500
LONGEST_AGREEMENT = 500


class OutreachKind(StrEnum):
    """Whom someone speaks with."""

    BYSTANDERS = "bystanders"
    COLLEAGUES = "colleagues"
    REPAIR = "repair"


class OutreachOutcome(StrEnum):
    """What came of it; declining is an answer, and never counted as a lack."""

    OFFERED = "offered"
    DONE = "done"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"


class Consent(StrEnum):
    """What a member of staff who was affected says to it; `ASKED` until they say something."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Outreach:
    """One note of a talk, or an offer of one, with others after an incident; it stays when another one follows.

    `by_id` is the member of staff who spoke with them, `noted_by` the user who wrote it down. `people` is how many
    there were, None if not known; `agreement` what was agreed with the patient, without names.
    """

    id: UUID
    incident_id: UUID
    site_id: UUID
    kind: OutreachKind
    outcome: OutreachOutcome
    happened_at: datetime
    by_id: UUID | None
    noted_by: UUID
    people: int | None = None
    agreement: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class OutreachConsent:
    """One answer of a member of staff (`person_id`), or that they were asked; the last one counts, all are kept."""

    id: UUID
    incident_id: UUID
    site_id: UUID
    kind: OutreachKind
    person_id: UUID
    answer: Consent
    said_at: datetime
    noted_by: UUID
    version: int = 1


@dataclass(frozen=True, slots=True)
class OutreachDue:
    """A talk that is still to come after the incident `case_id`: due `by`, someone is reminded from `since` to `until`
    (aware moments).
    """

    case_id: UUID
    site_id: UUID
    kind: OutreachKind
    since: datetime
    by: datetime
    until: datetime


def outreach_script(kind: OutreachKind) -> tuple[str, ...]:
    """What one might say, as English source texts; debrief protocol 4.4, D6: acknowledge, explain, agree."""
    match kind:
        case OutreachKind.BYSTANDERS:
            return (
                N_("I am sorry that you had to see or hear that. Are you all right?"),
                N_("Would you like water, a quieter seat, or someone to wait with you?"),
                N_("You do not have to tell us anything. If it stays with you, ask for me."),
                N_("Say nothing about the other patient, and do not ask for the story."),
            )
        case OutreachKind.COLLEAGUES:
            return (
                N_("You heard or saw that, too. How are you?"),
                N_("Would you like a break, or someone to take your desk for a while?"),
                N_("Support is there for those who saw it as well. You choose, today or later."),
            )
        case OutreachKind.REPAIR:
            return (
                N_("Thank you for speaking with me. I would like to hear how that day was for you."),
                N_("I am sorry for our part in it: say what it was, such as the wait or a letter."),
                N_("We want to go on caring for you. Shouting at or threatening our staff is not acceptable."),
                N_("This is how it works here, and what you can do when it does not."),
                N_("What would help both sides next time? Agree on one or two things, and say who does what."),
                N_("No one on the staff has to meet the patient. Do not say who reported it."),
            )


def seen_by(ripple: Ripple) -> tuple[tuple[OutreachKind, int], ...]:
    """Who is known to have seen or heard it, and how many."""
    patients = (ripple.bystander_patients or 0) + (ripple.children or 0)
    return (OutreachKind.BYSTANDERS, patients), (OutreachKind.COLLEAGUES, ripple.bystander_staff or 0)


def consent_of(consents: Iterable[OutreachConsent], kind: OutreachKind) -> Mapping[UUID, Consent]:
    """The last answer of each member of staff to one kind of talk."""
    ordered = sorted((one for one in consents if one.kind is kind), key=lambda one: (one.said_at, one.id))
    return {one.person_id: one.answer for one in ordered}


def check_consent(
    kind: OutreachKind,
    outcome: OutreachOutcome,
    persons: Collection[UUID],
    consents: Iterable[OutreachConsent],
    notes: Iterable[Outreach],
) -> None:
    """Whether this may be noted, as far as `persons`, the staff affected who still work here, decide it.

    Repair needs the yes of each of them first; of the others no one must have said no. What came of an offer that was
    made before may be noted in any case. Errors: Refused at `outcome`.
    """
    offered_before = any(one.kind is kind and one.outcome is OutreachOutcome.OFFERED for one in notes)
    if offered_before and outcome in (OutreachOutcome.DECLINED, OutreachOutcome.NOT_REACHED):
        return
    said = consent_of(consents, kind)
    if any(said.get(person) is Consent.NO for person in persons):
        raise Refused(Reason.STAFF_SAID_NO, "outcome")
    if kind is OutreachKind.REPAIR and not _all_agree(persons, said):
        raise Refused(Reason.NOT_AGREED, "outcome")


def outreach_owed(
    case: SupportCase,
    ripple: Ripple,
    persons: Collection[UUID],
    consents: Collection[OutreachConsent],
    hours: OpeningHours,
) -> Iterator[OutreachDue]:
    """The talks that an incident owes, whether they took place or not.

    With those who saw it, where any are recorded and none of the staff affected objects; with the patient from when all
    of `persons`, the staff affected, agreed. No one has to be asked, so no repair is owed before.
    """
    for kind, people in seen_by(ripple):
        if people and Consent.NO not in consent_of(consents, kind).values():
            start = case.occurred_at
            by = with_open_time(start, start + SEEN_TO_WITHIN, hours)
            yield OutreachDue(case.id, case.site_id, kind, start, by, max(by, start + LOOKED_FOR))
    said = consent_of(consents, OutreachKind.REPAIR)
    if said and _all_agree(persons, said) and Consent.NO not in said.values():
        start = max(one.said_at for one in consents if one.kind is OutreachKind.REPAIR)
        by = with_open_time(start, start + REPAIRED_WITHIN, hours)
        yield OutreachDue(case.id, case.site_id, OutreachKind.REPAIR, start, by, start + REPAIR_LOOKED_FOR)


def is_settled(kind: OutreachKind, notes: Iterable[Outreach]) -> bool:
    """Whether nothing more is to do. An offer of repair waits for its answer; those who saw it come back or not."""
    said = {one.outcome for one in notes if one.kind is kind}
    return bool(said - {OutreachOutcome.OFFERED}) if kind is OutreachKind.REPAIR else bool(said)


def still_due(owed: Iterable[OutreachDue], notes: Collection[Outreach], now: datetime) -> tuple[OutreachDue, ...]:
    """What someone is reminded of at `now` (aware)."""
    return tuple(one for one in owed if one.since <= now <= one.until and not is_settled(one.kind, notes))


def checked_people(people: int | None) -> int | None:
    """How many people there were. Errors: Refused at `people` for none, or for more than a waiting room holds."""
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise Refused(Reason.OUT_OF_RANGE, "people", least=1, most=MOST_PEOPLE)
    return people


def checked_agreement(text: str) -> str:
    """What was agreed, in its spaces put right. Errors: Refused at `agreement` when it is too long."""
    text = " ".join(text.split())
    if len(text) > LONGEST_AGREEMENT:
        raise Refused(Reason.TOO_LONG, "agreement", most=LONGEST_AGREEMENT)
    return text


def _all_agree(persons: Collection[UUID], said: Mapping[UUID, Consent]) -> bool:
    return all(said.get(person) is Consent.YES for person in persons)
