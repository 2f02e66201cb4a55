"""What is owed after an incident, with the windows that are on record: a page says what the list of support says.

A window is written down when something comes to be owed. A calendar that changes later moves it only while it is to
come and not done (`calendar_changes`), and a debrief of several incidents has the window of all of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.windows import Due, SupportStep


def dues_on_record(
    dues: Iterable[Due], case: SupportCase, debriefs: Collection[Debrief], checks: Collection[FollowUp]
) -> tuple[Due, ...]:
    """`dues` by their limits, with the windows of the case, its debriefs and its checks.

    What has no record of its own keeps the window that it was given: relief and the five minutes of the same shift,
    screening and analysis.
    """
    kept = [_kept(due, case, debriefs, checks) for due in dues]
    return tuple(sorted(kept, key=lambda due: due.by))


def _kept(due: Due, case: SupportCase, debriefs: Collection[Debrief], checks: Collection[FollowUp]) -> Due:
    match due.what:
        case SupportStep.LEADERSHIP:
            return _until(due, case.leadership_by)
        case SupportStep.OFFER:
            return _until(due, case.offer_by)
        case SupportStep.FORMAL:
            return _of_debrief(due, DebriefKind.FORMAL, debriefs)
        case SupportStep.SECOND:
            return _of_debrief(due, DebriefKind.SECOND, debriefs)
        case SupportStep.THEMATIC:
            return _of_debrief(due, DebriefKind.THEMATIC, debriefs)
        case (
            SupportStep.CHECK_IN
            | SupportStep.FOLLOW_UP_72H
            | SupportStep.FOLLOW_UP_7D
            | SupportStep.FOLLOW_UP_30D
            | SupportStep.FOLLOW_UP_90D
        ):
            return _of_checks(due, [one for one in checks if one.step is due.what])
        case SupportStep.RELIEF | SupportStep.HOT | SupportStep.SCREENING | SupportStep.ANALYSIS:
            return due


def _until(due: Due, by: datetime | None) -> Due:
    return due if by is None else replace(due, by=by)


def _of_debrief(due: Due, kind: DebriefKind, debriefs: Iterable[Debrief]) -> Due:
    """Of several, the one that is open: the others ended, such as by being combined with it."""
    found = sorted((one for one in debriefs if one.kind is kind), key=lambda one: (not one.open, one.by))
    return replace(due, not_before=found[0].not_before, by=found[0].by) if found else due


def _of_checks(due: Due, checks: Iterable[FollowUp]) -> Due:
    """Of several people, the one that is to come first."""
    found = sorted(checks, key=lambda one: (not one.open, one.by))
    return replace(due, not_before=found[0].not_before, by=found[0].by) if found else due
