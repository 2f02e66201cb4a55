"""Two people at one analysis: what only one of them changed is kept, what both changed is asked."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from incident_tracker.domain.learning.analyses import Analysis, opened_analysis
from incident_tracker.domain.learning.factors import Factor
from incident_tracker.domain.learning.versions import merge_analyses, take_field

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)


def an_analysis() -> Analysis:
    id = UUID(int=1)
    return opened_analysis(
        id=id, ref="RC-1", site_id=id, incident_ids=(id,), question="Why?", known_at=NOW, now=NOW, by=id
    )


def test_what_only_one_side_wrote_is_kept_from_both() -> None:
    base = an_analysis()
    mine = replace(base, staff_view="We were two.")
    theirs = replace(base, version=2, factors=(Factor("STF1"),))
    merged = merge_analyses(base, mine, theirs)
    assert merged.clashes == ()
    assert merged.analysis == replace(theirs, staff_view="We were two.")


def test_what_both_wrote_differently_is_a_choice_and_holds_mine_until_then() -> None:
    base = an_analysis()
    mine, theirs = replace(base, question="Why Mondays?"), replace(base, version=2, question="Why mornings?")
    merged = merge_analyses(base, mine, theirs)
    assert merged.clashes == ("question",)
    assert merged.analysis.question == "Why Mondays?"
    assert take_field(merged.analysis, theirs, "question") == theirs


def test_the_same_words_twice_are_no_clash() -> None:
    base = an_analysis()
    both = replace(base, question="Why Mondays?")
    assert merge_analyses(base, both, replace(both, version=2)).clashes == ()
