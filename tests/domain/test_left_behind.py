"""Which missing ends of a trail a restore explains, and which it does not."""

from datetime import UTC, datetime

import pytest

from incident_tracker.domain.audit import AuditEntry, Facts, Head
from incident_tracker.domain.left_behind import Restores, explains, facts_of_restore, told_by

LINK = "a" * 64


def entry(facts: Facts) -> AuditEntry:
    return AuditEntry(
        51, datetime(2026, 3, 2, tzinfo=UTC), None, "desk", "restored", "backup", None, None, LINK, facts=facts
    )


def test_what_one_restore_tells_the_next_one_carries_on() -> None:
    first = told_by(entry(facts_of_restore(Head(150, LINK), told_by(None))))
    assert first == Restores(1, 150)
    assert told_by(entry(facts_of_restore(Head(60, LINK), first))) == Restores(2, 150)
    assert told_by(entry(facts_of_restore(Head(200, LINK), first))) == Restores(2, 200)
    assert told_by(entry(facts_of_restore(None, Restores()))) == Restores(1, 0)
    assert told_by(entry({"remembered": "abc", "ended": "def"})) == Restores(), "of an older program"
    assert told_by(entry(facts_of_restore(Head(150, LINK), first, alarmed=True))) == Restores(2, 0)


@pytest.mark.parametrize(
    ("told", "end", "known", "explained"),
    [
        (Restores(1, 150), 150, 0, True),
        (Restores(1, 150), 90, 0, True),
        (Restores(1, 150), 151, 0, False),  # what came after the end that was left behind went in another way
        (Restores(1, 150), 120, 1, False),  # it knew that restore already: this is another roll-back
        (Restores(2, 150), 120, 1, True),
        (Restores(1, 150), 120, 2, False),  # back to a time before the restore that it knows
        (Restores(), 1, 0, False),
        (Restores(1, 0), 1, 0, False),
    ],
)
def test_a_missing_end_is_explained_only_by_a_restore_that_is_new_and_went_so_far(
    told: Restores, end: int, known: int, explained: bool
) -> None:
    assert explains(told, Head(end, LINK), known) is explained


def test_a_note_that_is_gone_is_never_explained() -> None:
    assert not explains(Restores(1, 150), None, 0)
