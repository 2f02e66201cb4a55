"""Whether a month's promises were kept: each figure with its numerator and denominator."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import chain
from statistics import median
from typing import TypeVar
from uuid import UUID

from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.lateness import LateReason
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.domain.support.protected_time import (
    AfterCheck,
    Cover,
    Paid,
    ParticipantCheck,
    Protected,
    ProtectedSlot,
    displaced,
)
from incident_tracker.domain.support.windows import FOLLOW_UPS, SupportStep

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ComplianceShare:
    """A count of a total, such as 3 of 5. `not_due` are those that still have time, `not_recorded` those of which no
    one said it; they are in neither number.
    """

    numerator: int
    denominator: int
    not_due: int = 0
    not_recorded: int = 0


@dataclass(frozen=True, slots=True)
class MonthOfSupport:
    """All records of support that belong to the incidents of one month (by the moment they happened)."""

    cases: tuple[SupportCase, ...] = ()
    debriefs: tuple[Debrief, ...] = ()
    participants: tuple[Participant, ...] = ()
    slots: tuple[ProtectedSlot, ...] = ()
    covers: tuple[Cover, ...] = ()
    checks: tuple[AfterCheck, ...] = ()
    answers: tuple[ParticipantCheck, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    @classmethod
    def together(cls, parts: Collection["MonthOfSupport"]) -> "MonthOfSupport":
        """The records of several sites together."""
        return cls(*(tuple(chain.from_iterable(getattr(part, kind.name) for part in parts)) for kind in fields(cls)))


class Became(StrEnum):
    """What became of a debrief that was due; each is one of these. An open one whose time is over is not held."""

    HELD = "held"
    DECLINED = "declined"
    LATE = "late"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class Compliance:
    """The figures of the debrief page in the committee's report.

    `offered_in_time`: support offered by its limit, of the incidents that are owed an offer. `held_in_window`: formal
    debriefs held within their window, of those that were not declined by all. `kept`: those that were held within it
    or that all declined, of all that were due, so that nothing tells how many declined. `held`: those that were held at
    all, of those due that not all declined. `became`: each that was due by what became of it. `declined`: participants
    who said no, of those asked; never a target. `protected` and `paid`: the managers' "yes" of the debriefs held of
    which they said yes or no; the `_by_staff` pair: the same of those who came. `cover_confirmed`: of the desks
    that someone was to take, those where they said yes by the beginning or after it; `cover_came`: of the debriefs held
    for which a desk was to be covered, those where the manager says that someone came; `desks_closed`: of all desks,
    those that were closed instead, with their calls going to voicemail. `displaced`: debriefs that management moved
    more than once, of those that were booked. `not_held`: counts by reason. `offered_late` and `declined_late`: why
    support was first offered, or declined by all, after its limit. `hours_to_contact`: median hours from incident to
    first human contact, None without any; `contacts` are how many. `follow_ups`: each check after the first, how often
    someone asked, of those that were due; a check that the person did not want is left out.
    """

    offered_in_time: ComplianceShare
    held_in_window: ComplianceShare
    kept: ComplianceShare
    held: ComplianceShare
    became: Mapping[Became, int]
    declined: ComplianceShare
    protected: ComplianceShare
    protected_by_staff: ComplianceShare
    paid: ComplianceShare
    paid_by_staff: ComplianceShare
    cover_confirmed: ComplianceShare
    cover_came: ComplianceShare
    desks_closed: ComplianceShare
    displaced: ComplianceShare
    follow_ups: tuple[tuple[SupportStep, ComplianceShare], ...]
    hours_to_contact: float | None
    contacts: int
    not_held: tuple[tuple[NotHeldReason, int], ...]
    late: tuple[tuple[NotHeldReason, int], ...]
    offered_late: tuple[tuple[LateReason, int], ...]
    declined_late: tuple[tuple[LateReason, int], ...]


def compliance(month: MonthOfSupport, now: datetime) -> Compliance:
    """The figures of `month` at `now` (aware); zero of zero where nothing was owed or due yet."""
    owed_offer = [case for case in month.cases if case.offer_by is not None]
    owed = [one for one in month.debriefs if one.not_held_reason is not NotHeldReason.COMBINED]
    wanted = [one for one in owed if one.status is not DebriefStatus.DECLINED_BY_ALL]
    due = [one for one in owed if not _debrief_has_time(now, one)]
    became = Counter(_what_became(month.participants, one) for one in due)
    held = [one for one in month.debriefs if one.status is DebriefStatus.HELD]
    came = _came(month.participants, held)
    slotted = {slot.debrief_id for slot in month.slots}
    contact = [hours for case in month.cases if (hours := case.hours_to_contact) is not None]
    return Compliance(
        offered_in_time=_due_share(owed_offer, _offered_in_time, partial(_offer_has_time, now)),
        held_in_window=_due_share(
            wanted, partial(_held_in_window, month.participants), partial(_debrief_has_time, now)
        ),
        kept=ComplianceShare(became[Became.HELD] + became[Became.DECLINED], len(due), len(owed) - len(due)),
        held=_due_share(wanted, _was_held, partial(_debrief_has_time, now)),
        became={one: became[one] for one in Became},
        declined=_share(month.participants, _declined),
        protected=_said(month.checks, _protected, len(held)),
        protected_by_staff=_said(month.answers, _protected, came),
        paid=_said(list(filter(_knows_paid, month.checks)), _paid, len(held)),
        paid_by_staff=_said(list(filter(_knows_paid, month.answers)), _paid, came),
        cover_confirmed=_due_share(_desks_to_cover(month), _confirmed, partial(_cover_has_time, month.debriefs, now)),
        cover_came=_cover_came(month, held),
        desks_closed=_share(month.covers, _desk_closed),
        displaced=_share(slotted, partial(_moved_often, month.slots)),
        follow_ups=tuple((step, _checks_done(month.follow_ups, step, now)) for step in FOLLOW_UPS),
        hours_to_contact=median(contact) if contact else None,
        contacts=len(contact),
        not_held=_reasons(one.not_held_reason for one in month.debriefs),
        late=_reasons(one.late_reason for one in month.debriefs),
        offered_late=_late_reasons(case.late_offer for case in month.cases if case.offered_late),
        declined_late=_late_reasons(one.late_decline for one in month.debriefs if one.declined_late),
    )


def _share(of: Collection[T], holds: Callable[[T], bool]) -> ComplianceShare:
    """How many of all meet the condition."""
    return ComplianceShare(sum(map(holds, of)), len(of))


def _due_share(of: Collection[T], holds: Callable[[T], bool], has_time: Callable[[T], bool]) -> ComplianceShare:
    """The same of those that are done, or whose time is over; the others are only counted."""
    due = [one for one in of if not has_time(one)]
    return ComplianceShare(sum(map(holds, due)), len(due), len(of) - len(due))


def _said(said: Collection[T], holds: Callable[[T], bool], asked: int) -> ComplianceShare:
    """How many of what was said meet the condition, and of how many of the `asked` nothing was said."""
    return ComplianceShare(sum(map(holds, said)), len(said), not_recorded=asked - len(said))


def _came(participants: Iterable[Participant], held: Iterable[Debrief]) -> int:
    ids = {one.id for one in held}
    return sum(bool(one.attended) and one.debrief_id in ids for one in participants)


def _desks_to_cover(month: MonthOfSupport) -> list[Cover]:
    """The desks that someone was to take, for debriefs that were not declined by all."""
    declined = {one.id for one in month.debriefs if one.status is DebriefStatus.DECLINED_BY_ALL}
    return [one for one in month.covers if not one.desk_is_closed and one.debrief_id not in declined]


def _cover_has_time(debriefs: Iterable[Debrief], now: datetime, cover: Cover) -> bool:
    """Nobody said yes so far, and the debrief is still ahead."""
    debrief = next(one for one in debriefs if one.id == cover.debrief_id)
    ahead = debrief.open and (debrief.starts_at is None or now < debrief.starts_at)
    return cover.confirmed_at is None and ahead


def _cover_came(month: MonthOfSupport, held: Iterable[Debrief]) -> ComplianceShare:
    covered = {one.debrief_id for one in month.covers if not one.desk_is_closed}
    asked = covered & {one.id for one in held}
    said = [one for one in month.checks if one.debrief_id in asked]
    return ComplianceShare(sum(one.cover_came for one in said), len(said), not_recorded=len(asked) - len(said))


def _checks_done(checks: Iterable[FollowUp], step: SupportStep, now: datetime) -> ComplianceShare:
    owed = [
        one
        for one in checks
        if one.step is step and one.outcome is not FollowUpOutcome.CANCELED and not (one.open and one.if_wanted)
    ]
    return _due_share(owed, _done, partial(_check_has_time, now))


def _offer_has_time(now: datetime, case: SupportCase) -> bool:
    return case.first_offer_at is None and case.offer_by is not None and now <= case.offer_by


def _debrief_has_time(now: datetime, debrief: Debrief) -> bool:
    return debrief.open and now <= debrief.by


def _check_has_time(now: datetime, check: FollowUp) -> bool:
    return check.open and now <= check.by


def _what_became(participants: Iterable[Participant], debrief: Debrief) -> Became:
    match debrief.status:
        case DebriefStatus.DECLINED_BY_ALL:
            return Became.DECLINED
        case DebriefStatus.HELD:
            return Became.HELD if debrief.held_in_window(participants) else Became.LATE
        case DebriefStatus.TO_PLAN | DebriefStatus.PLANNED | DebriefStatus.NOT_HELD:
            return Became.HELD if debrief.held_in_window(participants) else Became.NOT_HELD


def _held_in_window(participants: Iterable[Participant], debrief: Debrief) -> bool:
    return debrief.held_in_window(participants)


def _offered_in_time(case: SupportCase) -> bool:
    return case.first_offer_at is not None and case.offer_by is not None and case.first_offer_at <= case.offer_by


def _declined(participant: Participant) -> bool:
    return participant.response is Response.NO


def _protected(said: AfterCheck | ParticipantCheck) -> bool:
    return said.protected is Protected.YES


def _was_held(debrief: Debrief) -> bool:
    return debrief.status is DebriefStatus.HELD


def _knows_paid(said: AfterCheck | ParticipantCheck) -> bool:
    return said.paid is not Paid.UNKNOWN


def _paid(said: AfterCheck | ParticipantCheck) -> bool:
    return said.paid is Paid.YES


def _confirmed(cover: Cover) -> bool:
    return cover.confirmed_at is not None


def _desk_closed(cover: Cover) -> bool:
    return cover.desk_is_closed


def _done(follow_up: FollowUp) -> bool:
    return not follow_up.open


def _moved_often(slots: Iterable[ProtectedSlot], debrief_id: UUID) -> bool:
    return displaced(slot for slot in slots if slot.debrief_id == debrief_id) > 1


def _late_reasons(reasons: Iterable[LateReason | None]) -> tuple[tuple[LateReason, int], ...]:
    given = [reason for reason in reasons if reason is not None]
    return tuple((reason, given.count(reason)) for reason in LateReason if reason in given)


def _reasons(reasons: Iterable[NotHeldReason | None]) -> tuple[tuple[NotHeldReason, int], ...]:
    given = [reason for reason in reasons if reason is not None]
    return tuple((reason, given.count(reason)) for reason in NotHeldReason if reason in given)
