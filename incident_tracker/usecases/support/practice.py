"""Practice logging: the same checks and the same limits as of a report, and nothing of it is stored."""

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.first_run import KIND, PRACTICED, FirstStep
from incident_tracker.domain.support.windows import due_windows
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.quick import accepted
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.cases import LoggedIncident
from incident_tracker.usecases.support.reach import site_hours


@needs(Permission.SEE_CLINIC, writes=True, changes={Area.CLINIC})
def practice_log(work: Work, draft: IncidentDraft) -> LoggedIncident:
    """What logging this draft would say and owe. That someone practiced is the only thing that is kept.

    So it can be in no list, count, file, reminder or report, and there is nothing to remove. It is for everyone, those
    who log nothing included. Errors: Refused at the field, as for a report.
    """
    incident = accepted(work, draft)
    due = due_windows(incident.support_tier, incident.occurred_at, site_hours(work, incident.site_id))
    work.record(PRACTICED, KIND, None, facts={"step": FirstStep.PRACTICE.value})
    return LoggedIncident(incident, new=False, due=due, case=None, debrief=None)
