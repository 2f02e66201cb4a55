"""What was owed, offered and held after one incident, in words."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.offers import SupportOffer
from incident_tracker.domain.support.windows import Due
from incident_tracker.labels.facts import Fact, MomentFormats
from incident_tracker.labels.support.answers import offers_sentence
from incident_tracker.labels.support.assistants import assistant_sentence, from_where
from incident_tracker.labels.support.debriefs import debrief_status_sentence
from incident_tracker.labels.support.windows import duty_text, support_step_text
from incident_tracker.wording import _


def support_facts(
    debriefs: Sequence[Debrief],
    offers: Sequence[SupportOffer],
    follow_ups: Sequence[FollowUp],
    due: Sequence[Due],
    now: datetime,
    moments: MomentFormats,
    person: Callable[[UUID], str],
) -> tuple[Fact, ...]:
    """Debriefs with who holds them, offers, checks, and what is still ahead at `now`; results of checks are left out.
    `person` gives the name of a member of staff.
    """
    return tuple(_facts(debriefs, offers, follow_ups, [one for one in due if one.by > now], moments, person))


def told_due_text(due: Due, moments: MomentFormats) -> str:
    """From when to when, who is responsible, and whether it depends on someone wanting it."""
    window = _("from {start} to {end}").format(start=moments.moment(due.not_before), end=moments.moment(due.by))
    return ", ".join((window, duty_text(due.who), *([_("if you want")] if due.if_wanted else [])))


def _holding(debrief: Debrief, person: Callable[[UUID], str]) -> Iterator[str]:
    outside = from_where(debrief.facilitator_outside, outside=True, site="") if debrief.facilitator_outside else ""
    leader = person(debrief.facilitator_id) if debrief.facilitator_id is not None else outside
    if leader:
        yield _("{name} leads it.").format(name=leader)
    for one in debrief.assistants:
        name = person(one.person_id) if one.person_id else from_where(one.outside, outside=True, site="")
        yield assistant_sentence(one, name, person(one.for_person_id) if one.for_person_id else "")


def _facts(
    debriefs: Sequence[Debrief],
    offers: Sequence[SupportOffer],
    follow_ups: Sequence[FollowUp],
    ahead: Sequence[Due],
    moments: MomentFormats,
    person: Callable[[UUID], str],
) -> Iterator[Fact]:
    for debrief in debriefs:
        yield debrief_status_sentence(debrief.status), moments.moment(debrief.starts_at or debrief.by)
        held_by = tuple(_holding(debrief, person))
        if held_by:
            yield _("Who holds it"), " ".join(held_by)
    if offers:
        yield _("Offers"), offers_sentence(offers)
    for check in follow_ups:
        day, state = moments.day(check.by), _("to do") if check.open else _("done")
        yield support_step_text(check.step), _("by {day}, {state}").format(day=day, state=state)
    for due in ahead:
        yield support_step_text(due.what), told_due_text(due, moments)
