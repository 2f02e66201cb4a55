"""Someone who has left is named at no door, and what they answered for is another person's at once."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.outreach import Consent, OutreachKind, OutreachOutcome
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.oversight.clinic_changes import if_person_changes
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    choose_manager,
    combine_debriefs,
    record_not_held,
    show_debrief,
)
from incident_tracker.usecases.support.holding import record_learning_item, start_debrief
from incident_tracker.usecases.support.naming import debriefs_to_name
from incident_tracker.usecases.support.offering_debriefs import offer_debrief
from incident_tracker.usecases.support.offers import Offering, record_offer_answer, record_offers
from incident_tracker.usecases.support.outreach import OutreachDraft, record_consent, record_outreach
from incident_tracker.usecases.support.owed import list_combinable, show_support
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import (
    book_slot,
    confirm_cover,
    name_cover,
    record_cover_confirmed,
)
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.staff import change_person
from tests.storage_fixtures import ALEX, HARBOUR, MARIA, ROSA, SAM, Clinic
from tests.support_people import (
    ALEX_LEADS,
    ALEX_USER,
    DAY,
    HOUR,
    accepted,
    logged,
    tomorrow_at_ten,
    was_there,
    with_account,
)

GONE, ELSE = Reason.NO_LONGER_HERE, Reason.HAS_LEFT


def works_here(clinic: Clinic, id: UUID, *, here: bool) -> None:
    """Someone leaves, or is back."""
    person = next(one for one in list_people(clinic.as_role(Role.MANAGER)) if one.id == id)
    change_person(clinic.as_role(Role.MANAGER), replace(person, active=here))


class Left:
    """Rosa and Alex were threatened, and were asked to a debrief that Sam leads; then one of them left."""

    def __init__(self, clinic: Clinic, gone: UUID) -> None:
        self.clinic, self.manager, self.gone = clinic, clinic.as_role(Role.MANAGER), gone
        answer, debrief = logged(clinic, Severity.THREAT, ROSA.id, ALEX.id)
        self.incident = answer.incident.id
        ask_participants(self.manager, debrief.id, [ROSA.id, ALEX.id])
        (self.offer, *_rest) = record_offers(self.manager, self.incident, ROSA.id, [OfferKind.LEAVE_INFO])
        self.id = debrief.id
        clinic.clock.advance(HOUR)
        works_here(clinic, gone, here=False)
        clinic.clock.advance(HOUR)

    @property
    def debrief(self) -> Debrief:
        return show_debrief(self.manager, self.id).debrief

    def covered(self) -> None:
        """Alex is to take Rosa's desk, and leaves only then."""
        works_here(self.clinic, ALEX.id, here=True)
        record_debrief_answer(self.manager, self.id, ROSA.id, Response.YES)
        record_debrief_answer(self.manager, self.id, ALEX.id, Response.NO)
        name_cover(self.manager, self.id, ROSA.id, ALEX.id)
        works_here(self.clinic, ALEX.id, here=False)


Row = tuple[UUID, Callable[[Left], object], tuple[Reason, str]]
ROWS: dict[str, Row] = {
    "named as the manager": (
        SAM.id,
        lambda at: choose_manager(at.manager, at.id, at.debrief.version, SAM.id),
        (ELSE, "manager"),
    ),
    "named as the deputy": (
        SAM.id,
        lambda at: choose_manager(at.manager, at.id, at.debrief.version, MARIA.id, SAM.id),
        (ELSE, "deputy"),
    ),
    "leads": (
        SAM.id,
        lambda at: choose_facilitator(at.manager, at.id, at.debrief.version, SAM.id),
        (ELSE, "facilitator"),
    ),
    "invited": (SAM.id, lambda at: ask_participants(at.manager, at.id, [SAM.id]), (ELSE, "persons")),
    "offered the debrief": (
        SAM.id,
        lambda at: offer_debrief(at.manager, at.incident, SAM.id, Response.ASKED),
        (ELSE, "persons"),
    ),
    "a yes noted": (
        ROSA.id,
        lambda at: record_debrief_answer(at.manager, at.id, ROSA.id, Response.YES),
        (GONE, "response"),
    ),
    "a no noted": (
        ROSA.id,
        lambda at: offer_debrief(at.manager, at.incident, ROSA.id, Response.NO),
        (GONE, "response"),
    ),
    "answers from an open account": (
        ROSA.id,
        lambda at: answer_debrief(at.clinic.as_role(Role.RECEPTION), at.id, Response.YES),
        (GONE, "response"),
    ),
    "covers": (
        SAM.id,
        lambda at: (
            record_debrief_answer(at.manager, at.id, ROSA.id, Response.YES),
            name_cover(at.manager, at.id, ROSA.id, SAM.id),
        ),
        (ELSE, "covers"),
    ),
    "a cover's yes noted": (
        ALEX.id,
        lambda at: (at.covered(), record_cover_confirmed(at.manager, at.id, ROSA.id)),
        (ELSE, "covers"),
    ),
    "a cover says yes": (
        ALEX.id,
        lambda at: (at.covered(), confirm_cover(at.clinic.as_user(ALEX_USER), at.id, ROSA.id)),
        (ELSE, "covers"),
    ),
    "offered help": (
        ROSA.id,
        lambda at: record_offers(at.manager, at.incident, ROSA.id, [OfferKind.BREAK]),
        (GONE, "kinds"),
    ),
    "offers help": (
        SAM.id,
        lambda at: record_offers(at.manager, at.incident, ROSA.id, [OfferKind.BREAK], Offering(SAM.id)),
        (ELSE, "offerer"),
    ),
    "asked whether others may be spoken with": (
        ROSA.id,
        lambda at: record_consent(at.manager, at.incident, OutreachKind.REPAIR, ROSA.id, Consent.ASKED),
        (GONE, "answer"),
    ),
    "speaks with others": (
        SAM.id,
        lambda at: record_outreach(
            at.manager, at.incident, OutreachKind.COLLEAGUES, OutreachDraft(OutreachOutcome.OFFERED, by_id=SAM.id)
        ),
        (ELSE, "by_id"),
    ),
}


@pytest.mark.parametrize("door", ROWS)
def test_who_has_left_is_refused_with_the_reason(clinic: Clinic, door: str) -> None:
    gone, act, why = ROWS[door]
    scene = Left(clinic, gone)
    with pytest.raises(Refused) as refused:
        act(scene)
    assert (refused.value.reason, refused.value.field) == why
    assert refused.value.values["who"]


def test_a_learning_item_is_not_given_to_who_has_left(clinic: Clinic) -> None:
    manager, debrief = clinic.as_role(Role.MANAGER), accepted(clinic, logged(clinic)[1])
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    clinic.clock.advance(DAY + HOUR)
    running = start_debrief(manager, debrief.id, show_debrief(manager, debrief.id).debrief.version)
    works_here(clinic, ALEX.id, here=False)
    with pytest.raises(Refused) as refused:
        record_learning_item(manager, running.id, "", "A second person at the window.", ALEX.id)
    assert (refused.value.reason, refused.value.field) == (ELSE, "proposed_owner_id")


def test_what_they_did_before_they_left_can_still_be_noted_and_help_offered_before_stays_open(clinic: Clinic) -> None:
    scene = Left(clinic, ROSA.id)
    earlier = Offering(offered_at=clinic.clock() - 2 * HOUR, answer=Answer.ACCEPTED)
    offered = record_offers(scene.manager, scene.incident, ROSA.id, [OfferKind.BREAK], earlier)
    assert {one.kind: one.answer for one in offered}[OfferKind.BREAK] is Answer.ACCEPTED
    assert record_offer_answer(scene.manager, scene.offer.id, Answer.ACCEPTED).answer is Answer.ACCEPTED


def test_the_deputy_answers_from_the_same_moment_and_the_trail_says_why(clinic: Clinic) -> None:
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    debrief = choose_manager(manager, debrief.id, debrief.version, SAM.id, MARIA.id)
    assert if_person_changes(manager, replace(SAM, active=False)).answers == 1
    works_here(clinic, SAM.id, here=False)
    now = show_debrief(manager, debrief.id).debrief
    assert (now.manager_id, now.deputy_id) == (MARIA.id, None)
    reminded = list_reminders(manager, everybody=True)
    assert {one.person_id for one in reminded if one.kind is ReminderKind.ASK} == {MARIA.id}
    with clinic.store.read() as unit:
        chosen = [one for one in unit.audit.of("debrief", debrief.id) if one.act == "manager_chosen"]
    assert [dict(one.facts) for one in chosen] == [{}, {"left": "manager"}]

    works_here(clinic, SAM.id, here=True)  # a slip is taken back
    now = show_debrief(manager, debrief.id).debrief
    assert (now.manager_id, now.deputy_id) == (SAM.id, MARIA.id)


def test_someone_chosen_meanwhile_stays_when_the_first_is_back(clinic: Clinic) -> None:
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    debrief = choose_manager(manager, debrief.id, debrief.version, SAM.id, MARIA.id)
    works_here(clinic, SAM.id, here=False)
    clinic.clock.advance(HOUR)
    with_account(clinic, ALEX_LEADS)
    choose_manager(manager, debrief.id, show_debrief(manager, debrief.id).debrief.version, ALEX.id)
    works_here(clinic, SAM.id, here=True)
    assert show_debrief(manager, debrief.id).debrief.manager_id == ALEX.id


def test_a_deputy_who_leaves_is_replaced_up_the_chain_or_by_no_one(clinic: Clinic) -> None:
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    with_account(clinic, ALEX_LEADS)
    debrief = choose_manager(manager, debrief.id, debrief.version, ALEX.id, SAM.id)
    works_here(clinic, SAM.id, here=False)
    now = show_debrief(manager, debrief.id).debrief
    assert (now.manager_id, now.deputy_id) == (ALEX.id, MARIA.id)


def test_where_no_one_is_left_to_answer_the_administrator_is_told(clinic: Clinic) -> None:
    manager, admin = clinic.as_role(Role.MANAGER), clinic.as_role(Role.ADMINISTRATOR)
    answer, debrief = logged(clinic)
    was_there(clinic, answer, MARIA.id)
    assert show_debrief(manager, debrief.id).debrief.manager_id == SAM.id
    works_here(clinic, SAM.id, here=False)
    assert [one.debrief_id for one in debriefs_to_name(admin)] == [debrief.id]
    assert SAM.id not in {one.id for one in debriefs_to_name(admin)[0].people}
    assert [one.subject_id for one in list_today(admin, HARBOUR.zone) if one.matter is Matter.NAME_MANAGER]


def test_what_all_declined_opens_again_with_someone_who_is_here(clinic: Clinic) -> None:
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    choose_manager(manager, debrief.id, debrief.version, SAM.id)
    ask_participants(manager, debrief.id, [ROSA.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO)
    works_here(clinic, SAM.id, here=False)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    now = show_debrief(manager, debrief.id).debrief
    assert (now.status, now.manager_id) == (DebriefStatus.TO_PLAN, MARIA.id)


def test_one_debrief_for_two_leaves_out_who_has_left(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    (_one, first), (_two, second) = (logged(clinic, Severity.THREAT, ROSA.id, ALEX.id) for _n in range(2))
    ask_participants(manager, second.id, [ALEX.id])
    works_here(clinic, ALEX.id, here=False)
    assert [one.subject_id for one in list_combinable(manager, first.id)] == [second.id]
    together = combine_debriefs(
        manager, first.id, show_debrief(manager, first.id).debrief.version, second.id, [ROSA.id]
    )
    assert show_debrief(manager, together.id).participants == ()


def test_two_debriefs_are_not_combined_for_someone_who_has_left(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _one, first = logged(clinic, Severity.THREAT, ROSA.id, ALEX.id)
    _two, second = logged(clinic, Severity.THREAT, SAM.id, ALEX.id)
    works_here(clinic, ALEX.id, here=False)
    assert list_combinable(manager, first.id) == ()
    with pytest.raises(Refused) as refused:
        combine_debriefs(manager, first.id, first.version, second.id, [ROSA.id, SAM.id, ALEX.id])
    assert refused.value.reason is Reason.NO_ONE_IN_BOTH


def test_what_is_logged_after_someone_left_owes_them_nothing_and_says_so(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    works_here(clinic, ALEX.id, here=False)
    answer, debrief = logged(clinic, Severity.THREAT, ALEX.id)
    assert (debrief.status, debrief.not_held_reason) == (DebriefStatus.NOT_HELD, NotHeldReason.LEFT_EMPLOYMENT)
    assert show_support(manager, answer.incident.id).follow_ups == ()

    was_there(clinic, answer)  # it was Rosa, too
    (_ended, opened) = show_support(manager, answer.incident.id).debriefs
    assert opened.status is DebriefStatus.TO_PLAN


def test_a_debrief_that_was_not_held_for_another_reason_stays_ended(clinic: Clinic) -> None:
    manager, (answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    record_not_held(manager, debrief.id, debrief.version, NotHeldReason.CLINIC_SURGE)
    was_there(clinic, answer, SAM.id)
    assert [one.status for one in show_support(manager, answer.incident.id).debriefs] == [DebriefStatus.NOT_HELD]
