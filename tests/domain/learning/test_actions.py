"""An action is assigned, revised, ended, and taken up again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from incident_tracker.domain.errors import Refused
from incident_tracker.domain.learning import actions
from incident_tracker.domain.learning.actions import Action, ActionDraft, ActionEffect, ActionStatus, Measure, Tier

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
DRAFT = ActionDraft("Float receptionist on Mondays", UUID(int=3), date(2026, 3, 20), Tier.INTERMEDIATE, "staffing")


def assigned(draft: ActionDraft = DRAFT) -> Action:
    return actions.assign(draft, id=UUID(int=1), ref="AC-1", site_id=UUID(int=2), now=NOW, today=TODAY, by=UUID(int=4))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"due_on": date(2026, 3, 1)}, "due_on"),
        ({"measure": Measure("late starts", "clinic days", 10.0, date(2026, 3, 19))}, "check_on"),
    ],
)
def test_a_draft_is_refused_at_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        assigned(replace(DRAFT, **change))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_waiting_action_may_keep_its_date_when_it_is_revised() -> None:
    later = date(2026, 5, 1)
    revised = actions.revise(assigned(), replace(DRAFT, text="Float receptionist on Mondays and Fridays"), later)
    assert revised.due_on == DRAFT.due_on


def test_done_and_taken_up_again() -> None:
    done = actions.end(assigned(), ActionStatus.DONE, NOW, "Rota changed")
    assert not done.open
    assert actions.take_up_again(done) == assigned()
    with pytest.raises(Refused):
        actions.end(done, ActionStatus.DONE, NOW, "")


def test_dropping_asks_for_a_reason() -> None:
    with pytest.raises(Refused) as refused:
        actions.end(assigned(), ActionStatus.DROPPED, NOW, " ")
    assert refused.value.field == "outcome"


def test_an_effect_needs_a_measure() -> None:
    with pytest.raises(Refused):
        actions.with_effect(assigned(), ActionEffect.BETTER)
    measured = assigned(replace(DRAFT, measure=Measure("incidents", "visits", None, date(2026, 6, 1))))
    assert actions.with_effect(measured, ActionEffect.SAME).measure == replace(
        measured.measure, effect=ActionEffect.SAME
    )  # type: ignore[type-var]
