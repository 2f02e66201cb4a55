"""Whether an incident belongs in the log of workplace violence is suggested from the act, and answered by a person."""

import pytest

from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.domain.law.loggable import LoggableHint, suggest_loggable


@pytest.mark.parametrize(
    ("severity", "weapon", "afraid", "answer", "hint"),
    [
        (Severity.NEAR_MISS, Weapon.NONE, False, Loggable.NO, LoggableHint.NEAR_MISS),
        (Severity.HOSTILE, Weapon.NONE, False, Loggable.NO, LoggableHint.ONLY_WORDS),
        (Severity.ABUSE_IN_WORDS, Weapon.NONE, True, Loggable.UNDECIDED, LoggableHint.FEAR),
        (Severity.THREAT, Weapon.NONE, False, Loggable.YES, LoggableHint.THREAT),
        (Severity.THREAT, Weapon.SHOWN, False, Loggable.YES, LoggableHint.WEAPON),
        (Severity.PHYSICAL, Weapon.NONE, False, Loggable.YES, LoggableHint.FORCE),
    ],
)
def test_the_question_whether_it_is_loggable_is_only_answered_tentatively(
    severity: Severity, weapon: Weapon, afraid: bool, answer: Loggable, hint: LoggableHint
) -> None:
    assert suggest_loggable(severity, weapon, afraid) == (answer, hint)
