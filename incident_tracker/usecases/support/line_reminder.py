"""Since when the private line waits for its reader: the moment alone, and nothing of what waits there."""

from datetime import datetime

from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.support.private_line import waiting_on_line


def line_waits_since(work: Work) -> datetime | None:
    """From when on something waits for the actor, if they read the line and it is that far."""
    waiting = waiting_on_line(work)
    return None if waiting is None or waiting.waits_since > work.now else waiting.waits_since
