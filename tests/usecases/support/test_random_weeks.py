"""Whatever people do in whatever order: no rule of a debrief is broken unseen, and what is owed follows the report.

Steps are chosen at random and go through the use cases; an oracle of its own says which debriefs cannot be as they are.
That it would see a rule that is gone is tried with each rule taken away in turn.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from db.store import open_store
from incident_tracker.security.passphrases import FLOOR
from tests.storage_fixtures import DEVICE, MONDAY_NINE, Clinic, Clock, Ids, open_keys
from tests.tries import SEED, chance, tries
from tests.usecases.support.planted_faults import FAULTS, Fault
from tests.usecases.support.random_week import KINDS, Step, Week

NUMBERS = st.integers(0, 12)
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), NUMBERS, NUMBERS, NUMBERS), min_size=30, max_size=30)
PARTS = tries(1, 4)
"""The whole is tried in parts, for as many processes."""
MOST_WEEKS = 150
"""So many weeks are lived without a rule before it counts as not missed."""


@pytest.fixture(scope="session")
def weeks_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the weeks are tried."""
    return tmp_path_factory.mktemp("weeks")


@contextmanager
def a_week(template: Path, folder: Path) -> Iterator[Week]:
    """A clinic at the beginning of a week, with one incident."""
    for name in ("clinic.db", "clinic.keys", "clinic.head"):
        shutil.copy(template.with_name(name), folder / name)
    store = open_store(folder / "clinic.db", open_keys(), device=DEVICE, now=MONDAY_NINE, cost=FLOOR)
    try:
        week = Week(Clinic(store, Clock(), Ids()))
        week.do(("log", 0, 1, 0))
        yield week
    finally:
        store.close()


@pytest.mark.timeout(tries(120, 14_400))
@pytest.mark.parametrize("part", range(PARTS))
def test_no_rule_is_broken_unseen_in_any_order_of_steps(file_template: Path, weeks_folder: Path, part: int) -> None:
    @seed(f"{SEED} {part}")
    @settings(max_examples=tries(2, 1000 // PARTS), deadline=None)
    @given(steps=STEPS)
    def lives(steps: Sequence[Step]) -> None:
        with a_week(file_template, weeks_folder) as week:
            for step in steps:
                week.do(step)
            week.check_lists()

    lives()


def is_seen(template: Path, folder: Path, fault: Fault) -> bool:
    """Whether some week is stopped because of it."""
    dice = chance(f"{fault.rule} {fault.says}")
    for _week in range(MOST_WEEKS):
        try:
            with a_week(template, folder) as week:
                for _step in range(30):
                    week.do((dice.choice(KINDS), dice.randrange(13), dice.randrange(13), dice.randrange(13)))
                week.check_lists()
        except AssertionError:
            return True
    return False


@pytest.mark.timeout(tries(120, 3600))
@pytest.mark.parametrize("fault", FAULTS[: tries(1, len(FAULTS))], ids=lambda one: f"{one.rule}: {one.says}")
def test_a_rule_that_is_taken_away_is_missed(
    file_template: Path, weeks_folder: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault.plant(monkeypatch)
    assert is_seen(file_template, weeks_folder, fault), "this rule could go without anyone seeing it"
