"""From the desk to the closed record: what each role does with an incident, and what stays in the audit trail."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.phone_calls import PhoneCall
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import (
    ChangedMeanwhile,
    ConfirmationNeeded,
    NotAllowed,
    NotFound,
    Problem,
    Reason,
    Refused,
)
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.drafts import discard_draft, list_drafts, restore_draft, save_draft
from incident_tracker.usecases.capture.incidents import (
    add_addendum,
    confirm_proxy,
    list_anchors,
    list_incidents,
    record_police_decision,
    record_relief,
    search_incidents,
    show_incident,
)
from incident_tracker.usecases.capture.review import (
    ask_for_update,
    close_incident,
    mark_not_reportable,
    start_review,
)
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.duplicates import mark_duplicate, reopen_incident
from incident_tracker.usecases.support.striking_out import void_incident
from tests.bare_incidents import log_incident
from tests.storage_fixtures import CHECK_IN, HARBOUR, HILL, MONDAY_NINE, ROSA, Clinic

pytestmark = pytest.mark.postgres

EVERYTHING = IncidentFilter()
A_REASON = "Entered twice by two desks, see the other one"


def a_draft(**changes: object) -> IncidentDraft:
    """A quick capture at the harbour desk."""
    values: dict[str, object] = {
        "occurred_at": MONDAY_NINE - timedelta(minutes=10),
        "site_id": HARBOUR.id,
        "desk_id": CHECK_IN.id,
        "channel": "in_person_desk",
        "kind": "verbal_abuse",
        "severity": Severity.ABUSE_IN_WORDS,
    }
    return IncidentDraft(**(values | changes))  # type: ignore[arg-type]


def logged(ctx: Context, **changes: object) -> Incident:
    """An incident of the actor's."""
    return log_incident(ctx, a_draft(**changes)).incident


def acts(clinic: Clinic, kind: str = "incident") -> list[str]:
    """What the audit trail says was done to records of this kind, in order."""
    with clinic.store.read() as unit:
        return [entry.act for entry in unit.audit.entries() if entry.kind == kind]


def test_a_receptionist_keeps_a_draft_and_finishes_it(clinic: Clinic) -> None:
    rosa = clinic.as_role(Role.RECEPTION)
    draft = save_draft(rosa, IncidentDraft(narrative="He sho"))
    draft = save_draft(rosa, a_draft(narrative="He shouted", phone=PhoneCall(hold_minutes=3)), draft.id)
    assert list_drafts(rosa) == (draft,)
    assert list_drafts(clinic.as_role(Role.SUPERVISOR)) == ()
    with pytest.raises(NotAllowed):
        save_draft(clinic.as_role(Role.SUPERVISOR), IncidentDraft(), draft.id)
    discard_draft(rosa, draft.id)
    assert list_drafts(rosa) == ()
    back = restore_draft(rosa, draft.id)
    assert list_drafts(rosa) == (back,)
    stored = log_incident(rosa, back.draft, draft_id=draft.id)
    assert stored.new
    assert list_drafts(rosa) == ()
    assert acts(clinic, "draft") == ["created", "changed", "discarded", "restored", "finished"]


def test_a_retried_save_makes_one_incident(clinic: Clinic) -> None:
    rosa = clinic.as_role(Role.RECEPTION)
    request = UUID(int=0xFEED)
    first = log_incident(rosa, a_draft(), request)
    again = [log_incident(rosa, a_draft(), request) for _ in range(9)]
    assert first.new
    assert not any(answer.new for answer in again)
    assert {answer.incident for answer in again} == {first.incident}
    assert list_incidents(rosa, EVERYTHING).total == 1
    assert acts(clinic) == ["created"] + ["retried"] * 9


def test_an_unknown_code_is_refused_at_its_field_and_nothing_is_stored(clinic: Clinic) -> None:
    rosa = clinic.as_role(Role.RECEPTION)
    for field, changes in (
        ("channel", {"channel": "carrier_pigeon"}),
        ("kind", {"kind": "rudeness"}),
        ("place", {"place": "moon"}),
        ("job", {"affected": (AffectedPerson(UUID(int=1), job="astronaut"),)}),
    ):
        with pytest.raises(Refused) as refused:
            log_incident(rosa, a_draft(**changes))
        assert (refused.value.reason, refused.value.field) == (Reason.UNKNOWN_TERM, field)
    with pytest.raises(Refused) as refused:
        log_incident(rosa, a_draft(site_id=HILL.id))
    assert refused.value.field == "desk"
    for unknown in (
        {"site_id": UUID(int=404)},
        {"mode": CaptureMode.PROXY, "told_by_id": UUID(int=404)},
        {"affected": (AffectedPerson(UUID(int=1), person_id=UUID(int=404)),)},
    ):
        with pytest.raises(NotFound):
            log_incident(rosa, a_draft(**unknown))
    assert list_incidents(rosa, EVERYTHING).total == 0


def test_the_supervisor_completes_and_the_manager_closes(clinic: Clinic) -> None:
    incident = logged(clinic.as_role(Role.RECEPTION))
    sam, maria = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.MANAGER)
    relieved = record_relief(
        clinic.as_role(Role.RECEPTION), incident.id, nobody_hurt=False, safe=True, off_the_desk=True
    )
    reviewed = start_review(sam, incident.id, relieved.version)
    details = Details(factors=("ACC2", "COM2"), affected=(AffectedPerson(clinic.new_id(), person_id=ROSA.id),))
    completed = complete_incident(sam, incident.id, Completion(details, "He had waited two hours."), reviewed.version)
    decided = record_police_decision(
        sam, incident.id, PoliceDecision(False, alternatives_tried=("apology",)), completed.version
    )
    asked = ask_for_update(sam, incident.id, decided.version, "Who was the second person?")
    addendum = add_addendum(clinic.as_role(Role.RECEPTION), incident.id, "It was his brother.")
    closed = close_incident(maria, incident.id, asked.version)
    file = show_incident(maria, incident.ref.lower())
    assert file.incident == closed
    assert file.incident.narrative == "He had waited two hours."
    assert file.incident.relief is not None
    assert file.incident.relief.seen_to == 2
    assert file.addenda == (addendum,)
    assert [change.status for change in file.status_changes] == [
        Status.IN_REVIEW,
        Status.NEEDS_UPDATE,
        Status.CLOSED,
    ]
    changed = {revision.field: (revision.before, revision.after) for revision in file.revisions}
    assert changed["details.factors"] == ((), ("ACC2", "COM2"))
    assert set(changed) == {"relief", "narrative", "details.factors", "details.affected", "details.police"}
    assert acts(clinic) == [
        "created",
        "relief_recorded",
        "in_review",
        "changed",
        "police_decision_recorded",
        "needs_update",
        "closed",
        "viewed",
    ]
    with pytest.raises(Refused, match="wrong_status"):
        complete_incident(sam, incident.id, Completion(Details()), closed.version)
    with clinic.store.read() as unit:
        assert unit.tallies.by_code(Aspect.FACTOR, "2026-01", "2026-12") == {"ACC2": 1, "COM2": 1}
        assert unit.tallies.differences() == 0


def test_two_people_saving_at_once_are_told_and_nothing_is_lost(clinic: Clinic) -> None:
    incident = logged(clinic.as_role(Role.RECEPTION))
    sam, maria = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.MANAGER)
    complete_incident(sam, incident.id, Completion(Details(factors=("ACC1",))), incident.version)
    for late in (
        lambda: complete_incident(maria, incident.id, Completion(Details(factors=("POL1",))), incident.version),
        lambda: close_incident(maria, incident.id, incident.version),
        lambda: record_police_decision(maria, incident.id, PoliceDecision(False), incident.version),
    ):
        with pytest.raises(ChangedMeanwhile) as told:
            late()
        assert (told.value.expected, told.value.present) == (1, 2)
    assert show_incident(sam, incident.id).incident.details.factors == ("ACC1",)


def test_what_was_told_is_confirmed_by_the_one_who_told_it(clinic: Clinic) -> None:
    sam, rosa = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.RECEPTION)
    incident = logged(sam, mode=CaptureMode.PROXY, told_by_id=ROSA.id, narrative="Rosa told me.")
    assert [row.id for row in list_incidents(rosa, EVERYTHING).items] == [incident.id]
    with pytest.raises(NotAllowed):
        confirm_proxy(sam, incident.id)
    confirmed = confirm_proxy(rosa, incident.id, "It was ten to nine, not nine.")
    assert confirmed.confirmation is Confirmation.CORRECTED
    file = show_incident(rosa, incident.id)
    assert file.incident.narrative == "Rosa told me."
    assert [addendum.text for addendum in file.addenda] == ["It was ten to nine, not nine."]


def test_striking_out_needs_a_reason_and_the_pass_phrase_and_the_record_stays(clinic: Clinic) -> None:
    incident = logged(clinic.as_role(Role.RECEPTION), narrative="Something")
    maria = clinic.as_role(Role.MANAGER)
    with pytest.raises(ConfirmationNeeded):
        void_incident(replace(maria, confirmed_at=None), incident.id, 1, A_REASON)
    with pytest.raises(Refused, match="reason_too_short"):
        void_incident(maria, incident.id, 1, "because")
    void = void_incident(maria, incident.id, 1, A_REASON)
    assert show_incident(maria, incident.id).incident == void
    assert show_incident(maria, incident.id).status_changes[-1].reason == A_REASON
    with pytest.raises(Refused, match="wrong_status"):
        add_addendum(maria, incident.id, "more")
    with clinic.store.read() as unit:
        assert unit.tallies.by_month("2026-01", "2026-12") == {}
        assert unit.tallies.by_status() == {Status.VOID: 1}


def test_duplicates_and_what_is_not_reportable_can_come_back(clinic: Clinic) -> None:
    rosa, maria = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.MANAGER)
    first, second = logged(rosa), logged(rosa)
    with pytest.raises(Refused, match="wrong_status"):
        mark_duplicate(maria, second.id, 1, second.id, A_REASON)
    double = mark_duplicate(maria, second.id, 1, first.id, A_REASON)
    assert double.duplicate_of == first.id
    back = reopen_incident(maria, second.id, double.version, A_REASON)
    assert (back.status, back.duplicate_of) == (Status.REOPENED, None)
    mark_not_reportable(maria, second.id, back.version, A_REASON)
    with clinic.store.read() as unit:
        assert unit.tallies.by_month("2026-01", "2026-12") == {"2026-03": 1}
        assert unit.tallies.by_status() == {Status.SUBMITTED: 1, Status.NOT_REPORTABLE: 1}


def test_other_sites_and_other_roles_are_refused_and_that_is_audited(clinic: Clinic) -> None:
    elsewhere = logged(clinic.as_role(Role.COMMITTEE), site_id=HILL.id, desk_id=None)
    here = logged(clinic.as_role(Role.SUPERVISOR))
    refused = [
        lambda: show_incident(clinic.as_role(Role.MANAGER), elsewhere.id),
        lambda: complete_incident(clinic.as_role(Role.SUPERVISOR), elsewhere.id, Completion(Details()), 1),
        lambda: close_incident(clinic.as_role(Role.SUPERVISOR), here.id, 1),
        lambda: show_incident(clinic.as_role(Role.RECEPTION), here.id),
        lambda: add_addendum(clinic.as_role(Role.RECEPTION), here.id, "mine?"),
        lambda: search_incidents(clinic.as_role(Role.RECEPTION), "word", EVERYTHING),
        lambda: record_relief(clinic.as_role(Role.RECEPTION), here.id, safe=True),
        lambda: show_incident(clinic.as_role(Role.COMMITTEE), here.id),
        lambda: show_incident(clinic.as_role(Role.ADMINISTRATOR), here.id),
        lambda: log_incident(clinic.as_role(Role.PRIVACY), a_draft()),
        lambda: list_incidents(clinic.as_role(Role.ADMINISTRATOR), EVERYTHING),
    ]
    for act in refused:
        with pytest.raises(NotAllowed):
            act()
    with clinic.store.read() as unit:
        assert [entry.act for entry in unit.audit.entries()].count("denied") == len(refused)
    assert [row.id for row in list_incidents(clinic.as_role(Role.MANAGER), EVERYTHING).items] == [here.id]
    asked_elsewhere = IncidentFilter(site_ids=frozenset({HILL.id}))
    assert list_incidents(clinic.as_role(Role.MANAGER), asked_elsewhere).total == 0


def test_the_committee_reads_its_own_reports_as_anyone_does_and_no_others(clinic: Clinic) -> None:
    incident = logged(clinic.as_role(Role.RECEPTION), narrative="Ms Smith")
    chris = clinic.as_role(Role.COMMITTEE)
    own = logged(chris)
    assert record_relief(chris, own.id, safe=True).relief is not None
    assert [row.id for row in list_incidents(chris, EVERYTHING).items] == [own.id]
    assert show_incident(chris, own.id).incident.id == own.id
    with pytest.raises(NotAllowed):
        show_incident(chris, incident.id)


def test_search_finds_words_in_descriptions_and_addenda(clinic: Clinic) -> None:
    rosa, sam = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.SUPERVISOR)
    shouted = logged(rosa, narrative="He SHOUTED about the co-pay; 50% of “Ärger”, I'd say.")
    quiet = logged(rosa, narrative="A quiet word")
    add_addendum(rosa, quiet.id, "Later she shouted too, 'copay' again.")
    nothing = logged(rosa)

    def found(text: str, wanted: IncidentFilter = EVERYTHING) -> list[UUID]:
        return [row.id for row in search_incidents(sam, text, wanted).items]

    assert found("shouted") == [quiet.id, shouted.id]
    assert found("shout about") == [shouted.id]
    assert found("ärger") == [shouted.id]
    assert found("50%") == [shouted.id]
    assert found("i'd \"") == [shouted.id]
    assert found("he") == [quiet.id, shouted.id]
    assert found("shouted", IncidentFilter(severities=frozenset({Severity.INJURY}))) == []
    assert nothing.id not in found("a")
    complete_incident(sam, nothing.id, Completion(Details(), "Now there are words"), 1)
    assert found("there words") == [nothing.id]


def test_a_long_list_opens_anywhere(clinic: Clinic) -> None:
    rosa = clinic.as_role(Role.RECEPTION)
    for minutes in range(7):
        logged(rosa, occurred_at=MONDAY_NINE - timedelta(minutes=minutes))
    first = list_incidents(rosa, EVERYTHING, limit=3)
    second = list_incidents(rosa, EVERYTHING, first.next, limit=3)
    last = list_incidents(rosa, EVERYTHING, second.next, limit=3)
    assert [len(page.items) for page in (first, second, last)] == [3, 3, 1]
    assert (first.total, last.next) == (7, None)
    (anchor, _) = list_anchors(rosa, EVERYTHING, step=3)
    assert list_incidents(rosa, EVERYTHING, anchor, skip=1, limit=2).items == second.items[1:]


def odd_strings(oracles: Path, most: int) -> list[str]:
    """Strings that programs stumble over, an evenly drawn share of them."""
    strings = [text for text in json.loads((oracles / "text" / "blns.json").read_text(encoding="utf-8")) if text]
    strings += (oracles / "text" / "csv_injection_payloads.txt").read_text(encoding="utf-8").splitlines()
    return strings[:: max(1, len(strings) // most)]


def test_odd_strings_come_back_equal_and_appear_in_no_error(clinic: Clinic, oracles: Path) -> None:
    rosa, sam = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.SUPERVISOR)
    strings = odd_strings(oracles, 60)
    assert len(strings) >= 60
    narrative = "\n".join(strings)
    incident = logged(rosa, narrative=narrative)
    for text in strings[:20]:
        if text.strip():
            add_addendum(sam, incident.id, text)
        search_incidents(sam, text, EVERYTHING)
    file = show_incident(sam, incident.id)
    assert file.incident.narrative == narrative
    assert {addendum.text for addendum in file.addenda} == {text for text in strings[:20] if text.strip()}
    with pytest.raises(Problem) as told:
        complete_incident(sam, incident.id, Completion(Details(), "other"), 1)
    assert all(text not in str(told.value) for text in strings if len(text) > 3)
