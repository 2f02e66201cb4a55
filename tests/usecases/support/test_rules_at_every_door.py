"""Rules 1 to 13 of the protocol at every door: one row for each rule and door, also where a rule has no say there.

A door is where something is decided: who leads or answers, who is invited, a time, who covers, one talk for two, a
report that is corrected, and the start.
"""

import pytest

from tests.storage_fixtures import Clinic
from tests.usecases.support import rules_of_people, rules_of_telling, rules_of_time
from tests.usecases.support.door_scene import DOORS, ROWS, RULES, Row, Scene

TABLES = (rules_of_time, rules_of_people, rules_of_telling)
"""Each writes its rows when it is imported."""
TOLD = {said: f"{rule} {door}" for (rule, door), said in reversed(ROWS.items()) if not isinstance(said, str)}


@pytest.mark.parametrize("story", [pytest.param(one, id=named) for one, named in TOLD.items()])
def test_the_rule_is_kept_at_this_door(clinic: Clinic, story: Row) -> None:
    story(Scene(clinic))


def test_each_rule_has_a_row_for_every_door_and_says_why_where_it_has_no_say() -> None:
    wanted = {(rule, door) for rule in RULES for door in DOORS}
    assert wanted - set(ROWS) == set(), "what does the rule do at this door?"
    assert set(ROWS) == wanted
    assert all(said for said in ROWS.values())
    with_a_say = {rule for (rule, _door), said in ROWS.items() if not isinstance(said, str)}
    assert with_a_say == set(RULES)
