"""What an analysis needs before it may close, and its clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.learning import analyses
from incident_tracker.domain.learning.actions import Action, ActionDraft, ActionStatus, Tier, assign
from incident_tracker.domain.learning.analyses import Analysis, AnalysisStatus
from incident_tracker.domain.learning.factors import Factor, within_the_clinic
from incident_tracker.domain.learning.statements import CausalStatement

KNOWN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SITE, BY, OWNER = UUID(int=1), UUID(int=2), UUID(int=3)


def an_analysis(now: datetime = KNOWN + timedelta(hours=30)) -> Analysis:
    return analyses.opened_analysis(
        id=UUID(int=10),
        ref="RC-K7-2026-4QX3",
        site_id=SITE,
        incident_ids=(UUID(int=11),),
        question="Why do Mondays at the check-in desk end in shouting?",
        known_at=KNOWN,
        now=now,
        by=BY,
    )


def ready_to_close() -> Analysis:
    return replace(
        an_analysis(),
        factors=(Factor("STF1"), Factor("PAT1")),
        statements=(CausalStatement(UUID(int=12), "One desk of three is open", "waits grow", "shouting"),),
        equity_view="People who need an interpreter wait longest; we know it from the queue times.",
    )


def an_action(tier: Tier, status: ActionStatus = ActionStatus.OPEN) -> Action:
    draft = ActionDraft("Open the second desk on Mondays", OWNER, date(2026, 4, 1), tier, "staffing")
    made = assign(draft, id=UUID(int=20), ref="AC-1", site_id=SITE, now=KNOWN, today=date(2026, 3, 2), by=BY)
    return replace(made, status=status)


def test_it_is_to_begin_counted_from_knowing_and_to_be_finished_counted_from_beginning() -> None:
    analysis = an_analysis(now=KNOWN + timedelta(days=100))
    assert analysis.begin_by == datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
    assert analysis.finish_by == KNOWN + timedelta(days=145) > analysis.opened_at


def test_a_complete_analysis_closes_and_opens_again() -> None:
    closed = analyses.close(ready_to_close(), (an_action(Tier.INTERMEDIATE),), KNOWN)
    assert (closed.status, closed.closed_at) == (AnalysisStatus.CLOSED, KNOWN)
    assert analyses.reopen(closed) == ready_to_close()


@pytest.mark.parametrize(
    ("missing", "field", "reason"),
    [
        ({"factors": (Factor("PAT1"), Factor("COM3"))}, "factors", Reason.NEEDS_SYSTEM_FACTOR),
        ({"factors": ()}, "factors", Reason.NEEDS_SYSTEM_FACTOR),
        ({"statements": ()}, "statement", Reason.NEEDS_STATEMENT),
        ({"equity_view": " "}, "equity_view", Reason.MISSING),
    ],
)
def test_what_is_missing_is_named(missing: dict[str, object], field: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        analyses.close(replace(ready_to_close(), **missing), (an_action(Tier.STRONGER),), KNOWN)  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.reason) == (field, reason)


@pytest.mark.parametrize(
    "actions", [(), (an_action(Tier.WEAKER),), (an_action(Tier.WEAKER), an_action(Tier.STRONGER, ActionStatus.DROPPED))]
)
def test_only_weaker_actions_need_a_written_reason(actions: tuple[Action, ...]) -> None:
    with pytest.raises(Refused) as refused:
        analyses.close(ready_to_close(), actions, KNOWN)
    assert refused.value.reason is Reason.NEEDS_STRONGER_ACTION
    closed = analyses.close(
        ready_to_close(), actions, KNOWN, weaker_reason="The lease forbids building works until May."
    )
    assert closed.weaker_reason.startswith("The lease")


def test_a_closed_analysis_is_not_changed() -> None:
    closed = analyses.close(ready_to_close(), (an_action(Tier.STRONGER),), KNOWN)
    with pytest.raises(Refused):
        analyses.checked(closed)
    with pytest.raises(Refused):
        analyses.close(closed, (), KNOWN)


def test_the_committee_sees_causes_but_no_story() -> None:
    seen = analyses.without_identity(ready_to_close(), lambda text: f"[{text}]")
    assert seen.statements
    told = (seen.question, *(one.text for one in seen.whys), *(one.cause for one in seen.statements))
    assert all(text.startswith("[") for text in told)  # each went through the check for names
    assert not any((seen.incident_ids, seen.timeline, seen.equity_view, seen.staff_view, seen.patient_view))


@pytest.mark.parametrize(("code", "inside"), [("ACC2", True), ("PAT2", False), ("EXT1", False), ("STF3", False)])
def test_the_persons_situation_is_not_the_clinics(code: str, inside: bool) -> None:
    assert within_the_clinic(code) is inside
