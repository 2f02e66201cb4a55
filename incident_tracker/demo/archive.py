"""The incidents of the years that the invented clinic did not live through, all at once."""

from collections.abc import Callable, Iterable

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.bulk import add_all
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.IMPORT_INCIDENTS, writes=True, changes={Area.INCIDENTS})
def store_many(
    work: Work, incidents: Iterable[Incident], *, progress: Callable[[int], None] | None = None, reason: str = ""
) -> int:
    """Store incidents whose `ref` is empty under new reference numbers; returns how many were stored.

    A real clinic's old log comes in as a file, which is checked first. Errors: as `add_all`.
    """
    work.require_reason(reason)
    return add_all(work, incidents, progress=progress)
