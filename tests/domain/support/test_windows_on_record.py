"""What a page says is owed after an incident has the windows that are on record, whatever the calendar says since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.windows import SupportStep, due_windows
from incident_tracker.domain.support.windows_on_record import dues_on_record

NOON = datetime(2026, 3, 2, 20, tzinfo=UTC)
DAY = timedelta(days=1)
CASE_ID, SITE, ROSA, ALEX = (UUID(int=n) for n in range(1, 5))
DUES = {tier: due_windows(tier, NOON, OpeningHours("America/Los_Angeles")) for tier in (0, 3, 6)}


def case(tier: int, **known: datetime | None) -> SupportCase:
    return replace(SupportCase(CASE_ID, SITE, tier, NOON, NOON, (ROSA, ALEX)), **known)  # type: ignore[arg-type]


def debrief(kind: DebriefKind, by: datetime, status: DebriefStatus = DebriefStatus.TO_PLAN) -> Debrief:
    why = NotHeldReason.COMBINED if status is DebriefStatus.NOT_HELD else None
    made = Debrief(ROSA, (CASE_ID,), SITE, kind, 3, NOON, NOON + DAY, by, None, 45, NOON, not_held_reason=why)
    return replace(made, status=status)


def check(step: SupportStep, by: datetime, person: UUID = ROSA, *, done: bool = False) -> FollowUp:
    outcome = FollowUpOutcome.ACCEPTED if done else FollowUpOutcome.PLANNED
    return FollowUp(person, CASE_ID, SITE, person, step, NOON, by, outcome=outcome)


FORMAL, CHECK_IN = DebriefKind.FORMAL, SupportStep.CHECK_IN
ENDED = DebriefStatus.NOT_HELD

# what is on record: the tier, case, debriefs, checks; of which step; its limit, in days after the incident
TABLE = [
    ("an offer", 3, case(3, offer_by=NOON + 2 * DAY), (), (), SupportStep.OFFER, 2),
    ("an offer that has no limit on record", 3, case(3), (), (), SupportStep.OFFER, 1),
    ("leadership", 6, case(6, leadership_by=NOON + 2 * DAY), (), (), SupportStep.LEADERSHIP, 2),
    ("a debrief", 3, case(3), (debrief(FORMAL, NOON + 4 * DAY),), (), SupportStep.FORMAL, 4),
    ("a debrief that ended", 3, case(3), (debrief(FORMAL, NOON + 4 * DAY, ENDED),), (), SupportStep.FORMAL, 4),
    (
        "one that was combined with another",
        3,
        case(3),
        (debrief(FORMAL, NOON + DAY, ENDED), debrief(FORMAL, NOON + 2 * DAY)),
        (),
        SupportStep.FORMAL,
        2,
    ),
    ("no debrief yet", 3, case(3), (debrief(DebriefKind.HOT, NOON),), (), SupportStep.FORMAL, 3),
    ("a second talk", 6, case(6), (debrief(DebriefKind.SECOND, NOON + 40 * DAY),), (), SupportStep.SECOND, 40),
    ("the monthly round", 0, case(0), (debrief(DebriefKind.THEMATIC, NOON + 9 * DAY),), (), SupportStep.THEMATIC, 9),
    ("a check", 3, case(3), (), (check(CHECK_IN, NOON + 3 * DAY),), CHECK_IN, 3),
    (
        "the next of two people",
        3,
        case(3),
        (),
        (check(CHECK_IN, NOON + DAY, done=True), check(CHECK_IN, NOON + 3 * DAY, ALEX)),
        CHECK_IN,
        3,
    ),
    ("what has no record", 3, case(3, offer_by=NOON), (debrief(FORMAL, NOON),), (), SupportStep.SCREENING, 3),
]


@pytest.mark.parametrize(
    ("tier", "of", "debriefs", "checks", "step", "days"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_page_says_what_is_on_record(
    tier: int,
    of: SupportCase,
    debriefs: tuple[Debrief, ...],
    checks: tuple[FollowUp, ...],
    step: SupportStep,
    days: int,
) -> None:
    told = dues_on_record(DUES[tier], of, debriefs, checks)
    assert {one.what for one in told} == {one.what for one in DUES[tier]}
    assert [one.by for one in told] == sorted(one.by for one in told)
    assert next(one.by for one in told if one.what is step) == NOON + days * DAY
