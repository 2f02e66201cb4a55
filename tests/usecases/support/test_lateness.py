"""What comes after its limit asks why, of the clinic and never of the person; what is in time asks nothing."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.lateness import Lateness, LateReason, accept_lateness
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.usecases.support.booking import WholeBooking, book_whole
from incident_tracker.usecases.support.cases import LoggedIncident
from incident_tracker.usecases.support.debriefs import say_why_late, show_debrief
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.offering_debriefs import offer_debrief
from incident_tracker.usecases.support.offers import Offering, record_offers
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.reminders import list_reminders
from tests.storage_fixtures import ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, kept_in, logged, tomorrow_at_ten

BUSY = Lateness(LateReason.TOO_BUSY)


class Late:
    """Rosa was threatened, and no one offered anything to her until its limit had passed."""

    def __init__(self, clinic: Clinic, wait: timedelta = 2 * DAY) -> None:
        self.clinic, self.manager = clinic, clinic.as_role(Role.MANAGER)
        self.answer, self.debrief = logged(clinic, Severity.THREAT, ROSA.id)
        clinic.clock.advance(wait)

    @property
    def incident(self) -> UUID:
        return self.answer.incident.id

    def book(self, late: Lateness | None) -> Debrief:
        wanted = WholeBooking(tomorrow_at_ten(self.clinic), SAM.id, said_yes=(ROSA.id,), late=late)
        return book_whole(self.manager, self.debrief.id, self.debrief.version, wanted)

    def check(self, late: Lateness | None) -> object:
        check = next(one for one in show_support(self.manager, self.incident).follow_ups if one.open)
        return record_follow_up(
            self.manager, check.id, check.version, FollowUpOutcome.OFFERED, (OfferKind.BREAK,), late
        )


Door = Callable[[Late, Lateness | None], object]
DOORS: dict[str, Door] = {
    "asked on the debrief's page": lambda at, late: ask_participants(at.manager, at.debrief.id, [ROSA.id], late),
    "offered on the page of support": lambda at, late: offer_debrief(
        at.manager, at.incident, ROSA.id, Response.ASKED, late
    ),
    "a break offered at relief": lambda at, late: record_offers(
        at.manager, at.incident, ROSA.id, [OfferKind.BREAK], Offering(late=late)
    ),
    "offered at a check": lambda at, late: at.check(late),
    "booked in the week after a yes": lambda at, late: at.book(late),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_late_offer_asks_why_at_every_door_and_keeps_it(clinic: Clinic, door: str) -> None:
    scene = Late(clinic)
    with pytest.raises(Refused) as refused:
        DOORS[door](scene, None)
    assert (refused.value.reason, refused.value.field) == (Reason.LATE_WITHOUT_WHY, "late")
    assert show_support(scene.manager, scene.incident).case.first_offer_at is None
    DOORS[door](scene, Lateness(LateReason.TOO_BUSY, "  two people  ill "))
    case = show_support(scene.manager, scene.incident).case
    assert (case.late_offer, case.late_offer_words) == (LateReason.TOO_BUSY, "two people ill")
    assert kept_in(clinic.as_role(Role.COMMITTEE), "2026-03").offered_late == ((LateReason.TOO_BUSY, 1),)


@pytest.mark.parametrize("door", [one for one in DOORS if "check" not in one])
def test_in_time_nothing_is_asked_and_nothing_kept(clinic: Clinic, door: str) -> None:
    scene = Late(clinic, HOUR)
    DOORS[door](scene, None)
    case = show_support(scene.manager, scene.incident).case
    assert (case.first_offer_at, case.late_offer) == (clinic.clock(), None)


def test_what_was_offered_in_time_and_noted_late_is_not_late(clinic: Clinic) -> None:
    scene = Late(clinic)
    ask_participants(scene.manager, scene.debrief.id, [ROSA.id], BUSY)
    earlier = Offering(offered_at=clinic.clock() - 2 * DAY + HOUR)
    record_offers(scene.manager, scene.incident, ROSA.id, [OfferKind.BREAK], earlier)
    case = show_support(scene.manager, scene.incident).case
    assert (case.offered_late, case.late_offer) == (False, None)
    assert kept_in(clinic.as_role(Role.COMMITTEE), "2026-03").offered_late == ()


def test_another_reason_needs_own_words() -> None:
    with pytest.raises(Refused) as refused:
        accept_lateness(Lateness(LateReason.OTHER, "  "))
    assert refused.value.field == "late_words"
    assert accept_lateness(Lateness(LateReason.OTHER, " the phone was  down")).words == "the phone was down"
    with pytest.raises(Refused):
        accept_lateness(Lateness(LateReason.CLOSED, "x" * 201))


def past_the_window(clinic: Clinic) -> tuple[LoggedIncident, Debrief]:
    """Rosa was asked in time, and says something only after the window."""
    answer, debrief = logged(clinic, Severity.THREAT, ROSA.id)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    clinic.clock.moment = debrief.by + HOUR
    return answer, debrief


@pytest.mark.parametrize("door", ["the debrief's page", "the page of support"])
def test_a_late_end_by_a_no_that_someone_notes_asks_them_why(clinic: Clinic, door: str) -> None:
    manager, (answer, debrief) = clinic.as_role(Role.MANAGER), past_the_window(clinic)

    def note(late: Lateness | None) -> object:
        if door == "the debrief's page":
            return record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO, late=late)
        return offer_debrief(manager, answer.incident.id, ROSA.id, Response.NO, late)

    with pytest.raises(Refused) as refused:
        note(None)
    assert refused.value.field == "late"
    note(Lateness(LateReason.TIME_TO_THINK))
    now = show_debrief(manager, debrief.id).debrief
    assert (now.status, now.late_decline) == (DebriefStatus.DECLINED_BY_ALL, LateReason.TIME_TO_THINK)
    assert now.due_at is None
    assert kept_in(clinic.as_role(Role.COMMITTEE), "2026-03").declined_late == ((LateReason.TIME_TO_THINK, 1),)


def test_who_declines_is_never_asked_why_and_the_manager_is_reminded_to_say_it(clinic: Clinic) -> None:
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), past_the_window(clinic)
    answer_debrief(clinic.as_role(Role.RECEPTION), debrief.id, Response.NO)
    waiting = show_debrief(manager, debrief.id).debrief
    assert waiting.waits_for_why
    assert [one.subject_id for one in list_support(manager) if one.status is DebriefStatus.DECLINED_BY_ALL] == [
        debrief.id
    ]
    reminded = [one for one in list_reminders(manager) if one.kind is ReminderKind.WHY_LATE]
    assert [one.subject_id for one in reminded] == [debrief.id]
    assert not [one for one in list_reminders(clinic.as_role(Role.RECEPTION)) if one.subject_id == debrief.id]

    said = say_why_late(manager, debrief.id, waiting.version, BUSY)
    assert (said.late_decline, said.waits_for_why) == (LateReason.TOO_BUSY, False)
    assert not [one for one in list_reminders(manager) if one.kind is ReminderKind.WHY_LATE]


def test_a_no_in_time_asks_nothing_and_a_changed_mind_takes_the_reason_back(clinic: Clinic) -> None:
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic, Severity.THREAT, ROSA.id)
    ask_participants(manager, debrief.id, [ROSA.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO)
    declined = show_debrief(manager, debrief.id).debrief
    assert (declined.declined_at, declined.late_decline) == (clinic.clock(), None)
    with pytest.raises(Refused):
        say_why_late(manager, debrief.id, declined.version, BUSY)
    clinic.clock.moment = debrief.by + HOUR
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO, late=BUSY)
    assert show_debrief(manager, debrief.id).debrief.late_decline is LateReason.TOO_BUSY
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    opened = show_debrief(manager, debrief.id).debrief
    assert (opened.declined_at, opened.late_decline, opened.status) == (None, None, DebriefStatus.TO_PLAN)
