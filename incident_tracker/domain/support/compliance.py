"""How a month's promises were kept: each figure with its numerator and its denominator."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.participants import Participant, Response
from incident_tracker.domain.support.protected_time import (
    AfterCheck,
    Cover,
    MoveReason,
    Paid,
    ParticipantCheck,
    Protected,
    ProtectedSlot,
)
from incident_tracker.domain.support.windows import Step


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    numerator: int
    denominator: int


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


@dataclass(frozen=True, slots=True)
class Compliance:
    """The figures of the debrief page in the committee's report.

    `offered_in_time`: support offered by its limit, of the incidents that are owed an offer. `held_in_window`: formal
    debriefs held within their window, of those that were not declined by all. `declined`: participants who said no,
    of those asked; never a target. `protected` and `paid`: the managers' "yes" of all checks; the `_by_staff` pair: the
    participants' own. `displaced`: debriefs that management moved more than once. `not_held`: counts by reason.
    `hours_to_contact`: median hours from incident to first human contact, None without any.
    """

    offered_in_time: Share
    held_in_window: Share
    declined: Share
    protected: Share
    protected_by_staff: Share
    paid: Share
    paid_by_staff: Share
    cover_confirmed: Share
    displaced: Share
    follow_up_30d: Share
    hours_to_contact: float | None
    not_held: tuple[tuple[NotHeldReason, int], ...]
    late: tuple[tuple[NotHeldReason, int], ...]


def compliance(month: MonthOfSupport) -> Compliance:
    """The figures of `month`; zero of zero where nothing was owed."""
    owed_offer = [case for case in month.cases if case.offer_by is not None]
    wanted = [
        one
        for one in month.debriefs
        if one.status is not DebriefStatus.DECLINED_BY_ALL and one.not_held_reason is not NotHeldReason.COMBINED
    ]
    slotted = {slot.debrief_id for slot in month.slots}
    contact = [hours for case in month.cases if (hours := case.hours_to_contact) is not None]
    month_checks = [one for one in month.follow_ups if one.step is Step.FOLLOW_UP_30D]
    return Compliance(
        offered_in_time=_share(owed_offer, [case for case in owed_offer if _offered_in_time(case)]),
        held_in_window=_share(wanted, [one for one in wanted if one.held_in_window()]),
        declined=_share(month.participants, [one for one in month.participants if one.response is Response.NO]),
        protected=_share(month.checks, [one for one in month.checks if one.protected is Protected.YES]),
        protected_by_staff=_share(month.answers, [one for one in month.answers if one.protected is Protected.YES]),
        paid=_share(month.checks, [one for one in month.checks if one.paid is Paid.YES]),
        paid_by_staff=_share(month.answers, [one for one in month.answers if one.paid is Paid.YES]),
        cover_confirmed=_share(month.covers, [one for one in month.covers if one.confirmed_at is not None]),
        displaced=Share(sum(_moves(month.slots, debrief) > 1 for debrief in slotted), len(slotted)),
        follow_up_30d=_share(month_checks, [one for one in month_checks if not one.open]),
        hours_to_contact=median(contact) if contact else None,
        not_held=_reasons(one.not_held_reason for one in month.debriefs),
        late=_reasons(one.late_reason for one in month.debriefs),
    )


def _share(of: Collection[object], those: Collection[object]) -> Share:
    return Share(len(those), len(of))


def _offered_in_time(case: SupportCase) -> bool:
    return case.first_offer_at is not None and case.offer_by is not None and case.first_offer_at <= case.offer_by


def _moves(slots: Iterable[ProtectedSlot], debrief_id: UUID) -> int:
    return sum(slot.debrief_id == debrief_id and slot.moved_because is MoveReason.MANAGEMENT for slot in slots)


def _reasons(reasons: Iterable[NotHeldReason | None]) -> tuple[tuple[NotHeldReason, int], ...]:
    given = [reason for reason in reasons if reason is not None]
    return tuple((reason, given.count(reason)) for reason in NotHeldReason if reason in given)
