"""What a report would say if this program recorded it, and the words printed in its place."""

from enum import StrEnum
from typing import assert_never

from incident_tracker.wording import _


class NotRecorded(StrEnum):
    """The value of a field without any record: a report says so, and never prints a zero instead."""

    PATIENT_GROUPS = "patient_groups"
    ANSWERS = "answers"
    DEADLINES = "deadlines"
    RETENTION = "retention"


def not_recorded_text(what: NotRecorded) -> str:
    """The sentence that is printed instead."""
    match what:
        case NotRecorded.PATIENT_GROUPS:
            return _(
                "Not recorded by this program yet: groups of patients. So this report cannot say whether "
                "some groups are reported more often, or face more force, than others."
            )
        case NotRecorded.ANSWERS:
            return _("Not recorded by this program yet: answers to those who reported.")
        case NotRecorded.DEADLINES:
            return _(
                "Not recorded by this program yet: notices that a law requires within 24 or 72 hours. If "
                "your site owes them, please track them elsewhere."
            )
        case NotRecorded.RETENTION:
            return _("Not recorded by this program yet: how long each record is kept, and legal holds.")
    assert_never(what)
