"""Reads back what the walk left in the database and in the saved report."""

from pathlib import Path

from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.learning.analyses import analyses_of_incident, show_analysis
from incident_tracker.usecases.support.owed import show_support
from ui.tour.capturing import TOLD
from ui.tour.typed import typed
from ui.tour.walker import StepMissed, Walker


def prove(walker: Walker, reference: str, report: Path) -> None:
    """Errors: StepMissed with the sentence that is not true."""
    walker.begin("Look at what was kept")
    ctx = walker.screen.runner.context
    if ctx is None:
        raise StepMissed("Someone is signed in")
    incident = show_incident(ctx, reference).incident
    debriefs = show_support(ctx, incident.id).debriefs
    analyses = [show_analysis(ctx, row.id) for row in analyses_of_incident(ctx, incident.id)]
    for sentence, true in (
        ("The incident is kept with its words", incident.narrative == typed(*TOLD)),
        ("What was tried is kept", bool(incident.details.deescalation.steps)),
        ("The debrief was held", any(one.status is DebriefStatus.HELD for one in debriefs)),
        ("The analysis has a statement", any(one.analysis.statements for one in analyses)),
        ("The analysis has an action", any(one.actions for one in analyses)),
        ("The report opens", _pages(report) > 0),
    ):
        if not true:
            raise StepMissed(sentence)


def _pages(report: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(report)
    try:
        return len(document)
    finally:
        document.close()
