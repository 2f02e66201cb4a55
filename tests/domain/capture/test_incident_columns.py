"""The columns of an incident are stated once, and each is told somewhere or says why it is not."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

import pytest

from db.capture.tables import incident_table
from db.types import stored
from incident_tracker.domain.capture.incident_head import IncidentHead
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import (
    IncidentRow,
    RowKey,
)
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import RecordColumn, Surface, columns_of, columns_on, columns_sorted_by
from incident_tracker.labels.capture.columns import column_text, value_text
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import MomentFormats

INCIDENT = Incident(
    id=UUID(int=1),
    ref="K7-2026-000001",
    occurred=Moment(datetime(2026, 3, 2, 16, 4, tzinfo=UTC), Precision.QUARTER_HOUR),
    kind="threat",
    severity=Severity.THREAT,
    status=Status.SUBMITTED,
    site_id=UUID(int=2),
    desk_id=UUID(int=3),
    channel="phone_in",
    occurred_day=date(2026, 3, 2),
    logged_at=datetime(2026, 3, 2, 16, 10, tzinfo=UTC),
    logged_by=UUID(int=4),
)


def told_nowhere(columns: Iterable[RecordColumn]) -> list[str]:
    return [one.name for one in columns if not one.on and not one.untold]


def unstated(record: type[object]) -> list[str]:
    """Fields that are no column and hold none."""
    stated = {column.path.partition(".")[0] for column in columns_of(record)}
    return [field.name for field in fields(record) if field.name not in stated]  # type: ignore[arg-type]


def test_every_field_of_an_incident_is_a_column_or_holds_some() -> None:
    assert unstated(Incident) == []


def test_every_column_is_told_somewhere_or_says_why_not() -> None:
    assert told_nowhere(columns_of(Incident)) == []


def test_a_column_that_is_told_nowhere_is_noticed() -> None:
    @dataclass(frozen=True)
    class WithMore(Incident):
        weather: Annotated[str, RecordColumn("Weather")] = ""
        mood: Annotated[str, RecordColumn(untold="nobody has to know")] = ""
        forgotten: str = ""

    assert told_nowhere(columns_of(WithMore)) == ["weather"]
    assert unstated(WithMore) == ["forgotten"]


def test_what_people_read_in_words_has_a_heading() -> None:
    in_words = {*columns_on(Incident, Surface.LIST), *columns_on(Incident, Surface.PAPER)}

    assert [column.name for column in in_words if not column.heading] == []


def test_a_list_holds_only_what_the_head_of_an_incident_holds() -> None:
    assert columns_on(Incident, Surface.LIST) == columns_on(IncidentRow, Surface.LIST)
    assert columns_on(Incident, Surface.COMMAND) == columns_on(IncidentHead, Surface.COMMAND)


def test_the_place_of_a_row_in_a_list_is_told_by_what_lists_are_sorted_by() -> None:
    sorted_by = [column.name for column in columns_sorted_by(IncidentRow)]

    assert sorted_by == [field.name for field in fields(RowKey)]
    assert [column.of(IncidentRow.of(INCIDENT)) for column in columns_sorted_by(IncidentRow)] == [
        getattr(IncidentRow.of(INCIDENT).key, name) for name in sorted_by
    ]


def test_what_lists_are_sorted_by_has_an_index_that_every_filter_of_one_value_walks_along() -> None:
    sorted_by = tuple(column.name for column in columns_sorted_by(IncidentRow))
    indexes = {tuple(column.name for column in index.columns) for index in incident_table.indexes}

    assert {sorted_by, *((name, *sorted_by) for name in ("site_id", "severity", "status"))} <= indexes


def test_the_line_of_an_incident_says_what_the_incident_says() -> None:
    row = IncidentRow.of(INCIDENT)

    assert [column.of(row) for column in columns_of(IncidentHead)] == [
        column.of(INCIDENT) for column in columns_of(IncidentHead)
    ]


def test_every_column_that_people_read_has_words() -> None:
    names = ClinicNames()
    moments = MomentFormats(str, str, str)
    read = {*columns_on(Incident, Surface.LIST), *columns_on(Incident, Surface.PAPER)}

    for column in read:
        column_text(column, INCIDENT, names, moments)


def test_no_code_is_shown_to_people_as_it_is_stored() -> None:
    with pytest.raises(TypeError, match="precision"):
        value_text(RecordColumn(name="precision"), Precision.SHIFT, ClinicNames())


def test_a_column_that_no_table_can_hold_is_noticed() -> None:
    with pytest.raises(TypeError, match="relief"):
        stored(replace(RecordColumn(), name="relief", kind=Relief))
