"""What is remembered of the last check of file, records and audit trail: when it was, what asked for it, its result."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from incident_tracker.domain.audit import Act, AuditEntry, Facts

KIND = "database"
"""The kind of the audit entries about the clinic's data as a whole."""
CHECKED: Act = "checked"


class CheckOrigin(StrEnum):
    """What asked for a check."""

    WINDOW = "window"
    COMMAND = "command"
    RESTORE = "restore"
    REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class LastCheck:
    """One check. `at` is UTC; `findings` is how many things were wrong, before anything was repaired."""

    at: datetime
    origin: CheckOrigin
    findings: int

    @property
    def facts(self) -> Facts:
        """What its audit entry says."""
        return {"origin": self.origin.value, "wrong": self.findings}


def check_of(entry: AuditEntry | None) -> LastCheck | None:
    """The check that an audit entry is about; None where there was none yet."""
    if entry is None:
        return None
    return LastCheck(entry.at, CheckOrigin(str(entry.facts["origin"])), int(entry.facts["wrong"]))
