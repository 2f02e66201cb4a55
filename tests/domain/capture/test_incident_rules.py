"""What makes a draft an incident, what may be completed later, and what is never overwritten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.capture.deescalation import Deescalation
from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision
from incident_tracker.domain.capture.incidents import (
    LONGEST_NARRATIVE,
    Completion,
    Confirmation,
    Details,
    Incident,
    accept,
    accept_addendum,
    accept_text,
    check_said,
    complete,
    confirmed_incident,
    revisions,
)
from incident_tracker.domain.capture.life_cycle import COUNTED, OPEN, Status, check_change, following
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.parties import AffectedPerson, PersonOfConcern, Ripple
from incident_tracker.domain.capture.phone_calls import PhoneCall
from incident_tracker.domain.capture.quarters import quarter_of
from incident_tracker.domain.capture.references import reference
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.serious import SeriousRow, serious_rows
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.capture.terms_used import check_terms, used_terms
from incident_tracker.domain.errors import Reason, Refused

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
SITE, USER, ROSA, SAM = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)
DRAFT = IncidentDraft(
    occurred_at=NOW - timedelta(minutes=5),
    site_id=SITE,
    channel="phone_in",
    kind="threat",
    severity=Severity.THREAT,
)


def accepted(**changes: object) -> Incident:
    draft = replace(DRAFT, **changes)  # type: ignore[arg-type]
    return accept(
        draft,
        id=UUID(int=9),
        ref="K7-2026-4QX3",
        now=NOW,
        logged_by=USER,
        reporter_id=SAM,
        time_zone="America/Los_Angeles",
    )


def test_all_that_is_missing_is_said_at_once() -> None:
    nothing = IncidentDraft(mode=CaptureMode.PROXY)
    with pytest.raises(Refused) as refused:
        check_said(nothing, NOW)
    said = [(one.reason, one.field) for one in (refused.value, *refused.value.also)]
    fields = ("occurred_at", "site", "channel", "kind", "severity", "told_by")
    assert said == [(Reason.MISSING, field) for field in fields]


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"occurred_at": None}, Reason.MISSING, "occurred_at"),
        ({"occurred_at": NOW + timedelta(minutes=3)}, Reason.IN_THE_FUTURE, "occurred_at"),
        ({"site_id": None}, Reason.MISSING, "site"),
        ({"channel": None}, Reason.MISSING, "channel"),
        ({"kind": ""}, Reason.MISSING, "kind"),
        ({"severity": None}, Reason.MISSING, "severity"),
        ({"mode": CaptureMode.PROXY}, Reason.MISSING, "told_by"),
        ({"narrative": "x" * (LONGEST_NARRATIVE + 1)}, Reason.TOO_LONG, "narrative"),
        ({"severity": Severity.HOSTILE, "weapon": Weapon.SHOWN}, Reason.OUT_OF_RANGE, "severity"),
    ],
)
def test_a_draft_is_refused_at_the_field_that_is_missing_or_wrong(
    changes: dict[str, object], reason: Reason, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        accepted(**changes)
    assert (refused.value.reason, refused.value.field) == (reason, field)


def test_five_fields_suffice_and_the_day_is_the_day_at_the_site() -> None:
    late = accepted(occurred_at=datetime(2026, 3, 1, 7, 30, tzinfo=UTC))
    assert late.occurred_day == date(2026, 2, 28)
    assert (late.status, late.version, late.confirmation) == (Status.SUBMITTED, 1, Confirmation.NOT_NEEDED)
    assert accepted(occurred_at=NOW + timedelta(minutes=2)).occurred_at > NOW


def test_an_empty_place_is_none_as_it_comes_back_from_a_file() -> None:
    assert accepted(place="").place is None


def test_who_told_it_was_there_and_who_wrote_it_down_was_not() -> None:
    own = accepted()
    told = accepted(mode=CaptureMode.PROXY, told_by_id=ROSA)
    assert own.involved_person_ids == {SAM}
    assert told.involved_person_ids == {ROSA}
    assert told.confirmation is Confirmation.AWAITED
    assert confirmed_incident(told, corrected=False).confirmation is Confirmation.CONFIRMED
    assert confirmed_incident(told, corrected=True).confirmation is Confirmation.CORRECTED
    with pytest.raises(Refused, match="already_done"):
        confirmed_incident(own, corrected=False)


def test_phone_details_stay_with_calls_only() -> None:
    assert accepted(phone=PhoneCall(hold_minutes=12)).details.phone == PhoneCall(hold_minutes=12)
    assert accepted(channel="email", phone=PhoneCall()).details.phone is None
    changed = complete(
        accepted(phone=PhoneCall()),
        Completion(Details(phone=PhoneCall()), channel="letter"),
        time_zone="UTC",
        now=NOW,
    )
    assert changed.details.phone is None


def test_the_description_is_written_once() -> None:
    blank = accepted()
    told = complete(blank, Completion(Details(), "He shouted."), time_zone="UTC", now=NOW)
    assert told.narrative == "He shouted."
    assert complete(told, Completion(Details(), "He shouted."), time_zone="UTC", now=NOW) == told
    assert complete(told, Completion(Details()), time_zone="UTC", now=NOW).narrative == "He shouted."
    with pytest.raises(Refused) as refused:
        complete(told, Completion(Details(), "He spoke."), time_zone="UTC", now=NOW)
    assert (refused.value.reason, refused.value.field) == (Reason.ALREADY_DESCRIBED, "narrative")


@pytest.mark.parametrize("status", set(Status) - OPEN)
def test_what_is_not_open_is_not_completed(status: Status) -> None:
    with pytest.raises(Refused, match="wrong_status"):
        complete(replace(accepted(), status=status), Completion(Details()), time_zone="UTC", now=NOW)


def test_police_cannot_be_called_before_it_happened() -> None:
    early = PoliceDecision(True, "weapon", called_at=DRAFT.occurred_at - timedelta(minutes=1))  # type: ignore[operator]
    with pytest.raises(Refused, match="before_the_incident"):
        complete(accepted(), Completion(Details(police=early)), time_zone="UTC", now=NOW)


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (PoliceDecision(True), "criterion"),
        (PoliceDecision(False, information_disclosed=("health_information",)), "disclosure_basis"),
        (PoliceDecision(True, "weapon", called_at=NOW, arrived_at=NOW - timedelta(minutes=1)), "called_at"),
    ],
)
def test_a_decision_about_the_police_is_whole_when_it_is_saved(decision: PoliceDecision, field: str) -> None:
    with pytest.raises(Refused) as refused:
        complete(accepted(), Completion(Details(police=decision)), time_zone="UTC", now=NOW)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (lambda: PhoneCall(hold_minutes=-1), "hold_minutes"),
        (lambda: PhoneCall(transfers=51), "transfers"),
        (lambda: Ripple(children=-1), "children"),
        (lambda: HelpCall(minutes_to_arrival=-1), "minutes_to_arrival"),
        (lambda: AffectedPerson(UUID(int=1), distress=11), "distress"),
    ],
)
def test_impossible_values_are_refused_where_they_stand(build: object, field: str) -> None:
    with pytest.raises(Refused) as refused:
        build()  # type: ignore[operator]
    assert refused.value.field == field


def test_a_revision_names_what_changed_and_never_the_description() -> None:
    before = accepted()
    after = complete(
        before,
        Completion(Details(factors=("ACC1",)), "What happened.", severity=Severity.INJURY),
        time_zone="UTC",
        now=NOW,
    )
    assert {revision.field for revision in revisions(before, after)} == {"severity", "details.factors", "narrative"}
    assert "What happened" not in repr(revisions(before, after))
    assert revisions(before, replace(before, version=2)) == ()


REASONS = {"": False, "because": False, "a" * 30: False, "It was written down twice.": True}
"""Which of them say why."""


@given(st.sampled_from(Status), st.sampled_from(Status), st.sampled_from(sorted(REASONS)))
def test_the_life_cycle_never_brings_back_what_was_struck_out(present: Status, wanted: Status, reason: str) -> None:
    assert following(Status.VOID) == frozenset()
    needs_reason = wanted in (Status.VOID, Status.REOPENED, Status.DUPLICATE, Status.NOT_REPORTABLE)
    if wanted not in following(present) or (needs_reason and not REASONS[reason]):
        with pytest.raises(Refused):
            check_change(present, wanted, reason)
    else:
        check_change(present, wanted, reason)


def test_every_state_is_reached_and_only_counted_ones_count() -> None:
    reached = {Status.SUBMITTED} | set().union(*(following(status) for status in Status))
    assert reached == set(Status)
    assert OPEN | {Status.CLOSED} == COUNTED


def test_addenda_come_in_every_state_but_the_struck_out_one() -> None:
    incident = accepted()
    added = accept_addendum(replace(incident, status=Status.CLOSED), id=UUID(int=5), at=NOW, by=USER, text=" later ")
    assert added.text == " later "
    with pytest.raises(Refused, match="missing"):
        accept_addendum(incident, id=UUID(int=5), at=NOW, by=USER, text="  \n")
    with pytest.raises(Refused, match="wrong_status"):
        accept_addendum(replace(incident, status=Status.VOID), id=UUID(int=5), at=NOW, by=USER, text="x")


@given(st.text())
def test_any_text_stays_as_it_is_but_for_what_no_database_holds(text: str) -> None:
    kept = accept_text(text)
    assert kept == text.replace("\x00", "")
    kept.encode("utf-8")


def test_halves_of_characters_are_replaced() -> None:
    assert accept_text("a\ud800b\x00c") == "a?bc"


@given(st.uuids(), st.integers(2000, 2099), st.lists(st.uuids(), min_size=2, max_size=20, unique=True))
def test_reference_numbers_read_well_and_depend_on_nothing_but_the_record(
    site: UUID, year: int, ids: list[UUID]
) -> None:
    for id in ids:
        ref = reference(site, year, id)
        mark, shown_year, code = ref.split("-")
        assert (len(mark), shown_year, len(code)) == (2, str(year), 4)
        assert not set("01IO") & set(mark + code)
        assert ref == reference(site, year, id)
        assert len(reference(site, year, id, 3)) == len(ref) + 1


def test_codes_are_checked_once_and_retired_ones_stay_on_their_record() -> None:
    known = {("channel", "phone_in"), ("kind", "threat")}
    before = accepted()
    check_terms(before, lambda vocabulary, code: (vocabulary, code) in known)
    retired = replace(before, details=Details(factors=("OLD1",)))
    with pytest.raises(Refused) as refused:
        check_terms(retired, lambda vocabulary, code: (vocabulary, code) in known)
    assert (refused.value.reason, refused.value.field) == (Reason.UNKNOWN_TERM, "factors")
    check_terms(retired, lambda vocabulary, code: False, before=retired)
    assert {used.vocabulary for used in used_terms(before)} == {"channel", "kind"}


def test_the_committee_is_told_four_things_of_a_serious_incident_and_nothing_of_others() -> None:
    details = Details(
        affected=(AffectedPerson(UUID(int=1), person_id=ROSA),),
        person_of_concern=PersonOfConcern(local_code="P-17"),
        deescalation=Deescalation(outcome="left"),
    )
    one = replace(accepted(narrative="Ms Smith shouted"), details=details, severity=Severity.THREAT)
    (row,) = serious_rows([one, replace(one, severity=Severity.ABUSE_IN_WORDS)])
    assert row == SeriousRow("2026-Q1", one.kind, Severity.THREAT, "left")


def test_the_order_of_serious_incidents_is_that_of_what_they_say() -> None:
    one = replace(accepted(), severity=Severity.THREAT)
    kinds = [replace(one, kind=kind, severity=level) for kind in "cab" for level in (Severity.THREAT, Severity.INJURY)]
    forwards, backwards = serious_rows(kinds), serious_rows(kinds[::-1])
    assert forwards == backwards
    assert [(row.severity, row.kind) for row in forwards] == [
        (6, "a"),
        (6, "b"),
        (6, "c"),
        (3, "a"),
        (3, "b"),
        (3, "c"),
    ]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_a_quarter_is_asked_as_a_whole(day: date, first: date, last: date) -> None:
    wanted = IncidentFilter(day, day).in_whole_quarters()
    assert (wanted.first_day, wanted.last_day) == (first, last)
    assert quarter_of(f"{day:%Y-%m}") == f"{day.year}-Q{(first.month + 2) // 3}"


def test_the_relief_list_counts_what_is_seen_to() -> None:
    assert Relief(NOW, USER).seen_to == 0
    assert Relief(NOW, USER, nobody_hurt=False, safe=True, desk_covered=False).seen_to == 1


def test_the_ripple_adds_up_people() -> None:
    assert Ripple(3, 2, 1).people == 6
