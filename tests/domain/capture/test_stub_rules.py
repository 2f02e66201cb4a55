"""A note of time and desk: what is in it, what it becomes, and what is no note."""

import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.stubs import Stub, concerns, desk_of, draft_of, read, written
from incident_tracker.domain.clinic.sites import Desk
from tests.tries import examples

NOW = datetime(2026, 3, 2, 18, 42, tzinfo=UTC)
SITE, OTHER_SITE = UUID(int=1), UUID(int=2)
FRONT = Desk(UUID(int=3), SITE, "Front desk")
DESKS = {FRONT.id: FRONT}


@settings(max_examples=examples(200))
@given(st.datetimes(timezones=st.timezones()), st.none() | st.uuids())
def test_what_is_written_is_read_and_nothing_else_is_in_it(at: datetime, desk_id: UUID | None) -> None:
    content = written(Stub(at, desk_id))
    assert read(content) == Stub(at.astimezone(UTC), desk_id)
    assert set(json.loads(content)) == {"at", "desk"}


@settings(max_examples=examples(300))
@given(st.binary(max_size=200))
def test_other_bytes_are_no_note_and_raise_nothing(content: bytes) -> None:
    assert read(content) is None


@pytest.mark.parametrize(
    "content",
    [
        "null",
        "[]",
        "{}",
        '{"at": "2026-03-02T10:42:00", "desk": null}',
        '{"at": 5, "desk": null}',
        '{"at": "2026-03-02T10:42:00+00:00"}',
        '{"at": "2026-03-02T10:42:00+00:00", "desk": 5}',
        '{"at": "2026-03-02T10:42:00+00:00", "desk": "front"}',
        '{"at": "2026-03-02T10:42:00+00:00", "desk": null, "who": "Rosa"}',
        "[" * 100_000,
    ],
)
def test_what_is_nearly_a_note_is_none(content: str) -> None:
    assert read(content.encode()) is None


def test_a_note_becomes_a_draft_with_when_and_where() -> None:
    stub = Stub(NOW - timedelta(minutes=9), FRONT.id)
    expected = IncidentDraft(occurred_at=NOW - timedelta(minutes=9), site_id=SITE, desk_id=FRONT.id)
    assert draft_of(stub, desk_of(stub, DESKS), NOW) == expected


def test_a_note_from_later_than_now_has_no_time_because_the_clock_was_set_back() -> None:
    assert draft_of(Stub(NOW + timedelta(hours=1)), None, NOW) == IncidentDraft()
    of_another_computer = Stub(NOW + timedelta(seconds=20))
    assert draft_of(of_another_computer, None, NOW).occurred_at == NOW


def test_a_desk_that_the_clinic_does_not_have_is_no_desk() -> None:
    stub = Stub(NOW.astimezone(timezone(timedelta(hours=-8))), UUID(int=99))
    assert desk_of(stub, DESKS) is None
    assert draft_of(stub, None, NOW) == IncidentDraft(occurred_at=NOW)


def test_a_note_is_for_the_people_of_its_site_and_without_a_desk_for_everybody() -> None:
    assert concerns(FRONT, frozenset({SITE}))
    assert not concerns(FRONT, frozenset({OTHER_SITE}))
    assert concerns(None, frozenset())
