"""The wait after wrong pass phrases: never shorter for a clock that was set or a restart, and never without an end."""

import json
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.clinic.keys import TableCabinet
from db.store import server_cabinet
from incident_tracker.domain.errors import Delayed, WrongCredentials
from incident_tracker.security import attempts
from incident_tracker.security.attempts import LONGEST_DELAY, Attempts
from incident_tracker.security.cabinet import ATTEMPTS, FileCabinet
from incident_tracker.security.guesses import RECOVERY_NAME, counted, failed_tries, forget, mark_of
from incident_tracker.security.steady_clock import Reading, running_time
from tests.storage_fixtures import RunningTime


def guess(cabinet: FileCabinet | TableCabinet, name: str = "rosa", *, right: bool = False) -> int:
    """Try once; how many had failed before. Errors: Delayed."""
    try:
        with counted(cabinet, name) as failures:
            if not right:
                raise WrongCredentials
    except WrongCredentials:
        pass
    return failures


@pytest.fixture
def cabinet(tmp_path: Path, running: RunningTime) -> FileCabinet:
    return FileCabinet(tmp_path / "clinic.db", running)


def test_five_guesses_are_free_then_the_wait_doubles_until_it_stops(cabinet: FileCabinet, running: RunningTime) -> None:
    for failed in range(5):
        assert guess(cabinet, "Rosa") == failed
    waits = []
    for _ in range(95):
        with pytest.raises(Delayed) as told:
            guess(cabinet, right=True)
        waits.append(told.value.seconds)
        running.seconds += told.value.seconds or 0
        guess(cabinet)
    assert waits == [30, 60, 120, 240, 480] + [900] * 90
    running.seconds += 10**9
    with pytest.raises(Delayed) as told:
        guess(cabinet, right=True)
    assert told.value.seconds is None
    assert failed_tries(cabinet, "rosa") == 100
    assert guess(cabinet, "sam", right=True) == 0
    forget(cabinet, "rosa")
    assert guess(cabinet, right=True) == 0


def test_the_right_phrase_ends_the_count_and_the_recovery_key_never_waits(cabinet: FileCabinet) -> None:
    for failed in range(4):
        assert guess(cabinet) == failed
    assert guess(cabinet, right=True) == 4
    assert guess(cabinet) == 0
    for failed in range(200):
        assert guess(cabinet, RECOVERY_NAME) == min(failed, 100)


def test_a_restart_starts_the_wait_over_once(cabinet: FileCabinet, running: RunningTime) -> None:
    for _ in range(6):
        guess(cabinet)
        running.seconds += 30
    running.restart()
    for passed in (0, 10, 49):
        running.seconds = passed
        with pytest.raises(Delayed) as told:
            guess(cabinet)
        assert told.value.seconds == 60 - passed
    running.seconds = 60
    assert guess(cabinet) == 6


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("guess"), st.just(0)),
        st.tuples(st.just("pass"), st.integers(0, 1000)),
        st.tuples(st.just("restart"), st.integers(0, 1000)),
        st.tuples(st.just("elsewhere"), st.integers(0, 1000)),
    ),
    max_size=60,
)


@given(events=EVENTS, named=st.booleans())
def test_no_order_of_tries_restarts_and_other_computers_shortens_a_wait_or_makes_it_endless(
    events: list[tuple[str, int]], named: bool
) -> None:
    """Against the true time, which the program does not know. `named`: does the system give its runs a name?"""
    tried, runs = Attempts(), count()
    true_time, started, run = 5_000.0, 0.0, ""
    failed: list[float] = []  # the true moments

    def reading() -> Reading:
        return Reading(run, true_time - started)

    def waiting() -> int | None:
        nonlocal tried
        wait = tried.of("rosa").waiting(reading())
        tried = attempts.parse(attempts.dump(tried.resumed("rosa", reading()))) or Attempts()
        return wait

    for event, amount in events:
        true_time += amount
        if event == "restart":
            started, run = true_time, f"run {next(runs)}" if named else ""
        elif event == "elsewhere" and named:
            # The files were moved to a computer that has been running for long.
            started, run = true_time - 10**6, f"run {next(runs)}"
        elif event == "guess" and waiting() == 0:
            if len(failed) >= 5:
                assert true_time - failed[-1] >= min(30 * 2 ** (len(failed) - 5), LONGEST_DELAY)
            failed.append(true_time)
            tried = tried.failed("rosa", reading())
    wait = waiting()
    if len(failed) >= 5:
        assert wait is not None
        assert wait <= LONGEST_DELAY
        true_time += wait
        assert waiting() == 0


def test_what_was_counted_by_the_time_of_day_still_counts_and_waits_again(
    cabinet: FileCabinet, running: RunningTime, tmp_path: Path
) -> None:
    guess(cabinet)
    file = tmp_path / "clinic.attempts"
    [name] = json.loads(file.read_text())["failures"]
    file.write_text(json.dumps({name: [7, "2099-12-31T23:59:59+00:00"]}))
    with pytest.raises(Delayed) as told:
        guess(cabinet)
    assert told.value.seconds == 120
    running.seconds += 120
    assert guess(cabinet) == 7


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "7", '{"a": 1}', '{"a": [1]}', '{"mark": "x", "failures": {}}', '{"mark": "' + "0" * 32 + '"}'],
)
def test_an_unreadable_count_starts_over_under_another_mark(cabinet: FileCabinet, tmp_path: Path, text: str) -> None:
    guess(cabinet)
    before = mark_of(cabinet)
    assert before is not None
    (tmp_path / "clinic.attempts").write_text(text)
    assert mark_of(cabinet) is None
    guess(cabinet)
    assert mark_of(cabinet) not in (None, before)


@pytest.mark.parametrize("since", [["run 1", 1e308], ["run 1", float("nan")], ["run 2", 0], None])
def test_a_moment_that_was_written_into_the_file_keeps_nobody_out(
    cabinet: FileCabinet, running: RunningTime, tmp_path: Path, since: object
) -> None:
    guess(cabinet)
    file = tmp_path / "clinic.attempts"
    told = json.loads(file.read_text())
    told["failures"] = {name: [99, since] for name in told["failures"]}
    file.write_text(json.dumps(told))
    with pytest.raises(Delayed) as delayed:
        guess(cabinet)
    assert delayed.value.seconds == LONGEST_DELAY
    running.seconds += LONGEST_DELAY
    assert guess(cabinet, right=True) == 99


def test_the_computers_running_time_goes_on_and_has_a_name() -> None:
    first, second = running_time(), running_time()
    assert first.clock == second.clock != ""
    assert 0 < first.seconds <= second.seconds


@pytest.mark.postgres
def test_a_server_counts_on_its_own_clock_for_every_computer(postgres_url: str) -> None:
    one, other = server_cabinet(postgres_url, create=True), server_cabinet(postgres_url)
    for cabinet in (one, other, one, other, one):
        guess(cabinet)
    for cabinet in (one, other):
        with pytest.raises(Delayed) as told:
            guess(cabinet)
        assert told.value.seconds in (29, 30)
    text = one.generations(ATTEMPTS)[0]
    assert '"server"' in text
    other.write(ATTEMPTS, text.replace('["server", ', '["server", -'))  # as if much time had passed there
    assert guess(one) == 5
