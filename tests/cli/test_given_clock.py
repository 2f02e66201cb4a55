"""A person who works by another clock than the computer's is in the audit trail with the right time."""

from datetime import UTC, datetime, timedelta

from tests.cli.clinic_commands import Commands

PAST, LATER = "2020-01-01T12:00:00+00:00", "2099-01-01T12:00:00+00:00"


def clock_entries(commands: Commands, act: str, **facts: str) -> list[dict[str, object]]:
    items = commands("paul", "audit", now=datetime.now(UTC).isoformat()).document["items"]
    return [one for one in items if (one["act"], one["facts"]) == (act, facts)]


def test_what_is_dated_otherwise_says_when_it_was_done(commands: Commands) -> None:
    assert commands("rosa", "list", now=PAST).status == 0
    (entry,) = clock_entries(commands, "clock_given", worked_at="2020-01-01 12:00 UTC")
    assert (entry["who"], entry["kind"]) == ("rosa", "clock")
    assert datetime.now(UTC) - datetime.fromisoformat(str(entry["at"])) < timedelta(hours=1)


def test_a_clock_that_was_set_back_is_noted_once(commands: Commands) -> None:
    commands("rosa", "list", now=LATER)
    for _time in range(2):
        assert len(clock_entries(commands, "clock_back", newest="2099-01-01 12:00 UTC")) == 1
    assert len(clock_entries(commands, "clock_given", worked_at="2099-01-01 12:00 UTC")) == 1
    said = commands("paul", "audit", now=datetime.now(UTC).isoformat(), plain=True).out
    assert "rosa – Worked by another clock than the computer's: the clock (set to 2099-01-01 12:00 UTC)" in said
