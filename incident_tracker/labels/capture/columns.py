"""The value of an incident's column in words: in a list, on paper, and for the committee."""

from enum import Enum
from uuid import UUID

from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.incident_head import Confirmation, IncidentHead
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import RecordColumn
from incident_tracker.labels.capture.incidents import confirmation_text, mode_text, occurred_text, status_text
from incident_tracker.labels.capture.severity import level_text
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import MomentFormats, yes_no


def column_text(column: RecordColumn, record: IncidentHead, names: ClinicNames, moments: MomentFormats) -> str:
    """The words for `column` of `record`; empty if nothing is known. Errors: TypeError for what has no words yet."""
    if column.name == "occurred_at":
        return occurred_text(record.occurred, moments)
    return value_text(column, column.of(record), names)


def value_text(column: RecordColumn, value: object, names: ClinicNames) -> str:
    """A value of `column` that is not a moment; empty for None. Errors: TypeError for what has no words yet."""
    match value:
        case None:
            return ""
        case Severity():
            return level_text(value, names)
        case Status():
            return status_text(value)
        case Confirmation():
            return confirmation_text(value)
        case CaptureMode():
            return mode_text(value)
        case UUID():
            return _name_of(column, value, names)
        case bool():
            return yes_no(value)
        case tuple() if column.vocabulary:
            return names.labels(column.vocabulary, value)
        case str() if column.vocabulary:
            return names.label(column.vocabulary, value)
        case str() | int() if not isinstance(value, Enum):
            return str(value)
        case _:
            raise TypeError(f"{column.name}: no words for a {type(value).__name__}")


def _name_of(column: RecordColumn, id: UUID, names: ClinicNames) -> str:
    match column.refers_to:
        case "site":
            return names.site(id)
        case "desk":
            return names.desk(id)
        case "person":
            return names.person(id)
        case "user_account":
            return names.account(id)
        case _:
            raise TypeError(f"{column.name}: nobody reads an id")
