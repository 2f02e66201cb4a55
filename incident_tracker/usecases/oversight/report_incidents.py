"""Parts 3, 6, 12 and 13 of the monthly report: serious incidents, police and security, statutory log, data quality."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.serious import serious_rows
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.oversight.denominators import Denominators
from incident_tracker.ports.oversight import Reported
from incident_tracker.reports.monthly import (
    DataQuality,
    Decision,
    PoliceSecurity,
    Quality,
    SeriousIncident,
    StatutoryLog,
)
from incident_tracker.reports.not_recorded import NotRecorded
from incident_tracker.statistics.shares import share
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.denominators import counted_places
from incident_tracker.usecases.oversight.report_scope import ReportScope, serious_of_month
from incident_tracker.wording import _

CALLED = "called"


def serious(work: Work, scope: ReportScope) -> tuple[SeriousIncident, ...]:
    """The month's incidents of level 3 or more, with what `serious_rows` tells of each."""
    return tuple(
        SeriousIncident(
            quarter=period_name(row.quarter),
            kind=scope.label("kind", row.kind),
            level=int(row.severity),
            level_label=scope.label("severity", str(int(row.severity))),
            outcome=scope.label("outcome", row.outcome) or _("not recorded"),
        )
        for row in serious_rows(work.unit.incidents.stream(serious_of_month(scope)))
    )


def police_and_security(work: Work, scope: ReportScope) -> PoliceSecurity:
    """How often each was called, and for which criteria of the clinic's decision table."""
    with_code, month, sites = work.unit.report_counts.with_code, scope.month, scope.site_ids
    police = with_code(Aspect.POLICE, CALLED, month, sites)
    security = with_code(Aspect.SECURITY, CALLED, month, sites)
    incidents = work.unit.incidents.many(tuple(dict.fromkeys((*police, *security))))
    by_criterion = Counter(one.details.police.criterion if one.details.police else "" for one in incidents)
    return PoliceSecurity(
        police=len(police),
        security=len(security),
        decisions=tuple(
            Decision(scope.label("police_criterion", criterion) or _("no criterion noted"), count)
            for criterion, count in sorted(by_criterion.items(), key=lambda one: (-one[1], one[0] or ""))
        ),
    )


def statutory_log(work: Work, scope: ReportScope) -> StatutoryLog:
    """How many incidents belong in the log, and how many are not answered yet."""
    tallies, month, sites = work.unit.tallies, scope.month, scope.site_ids
    this_month = tallies.by_code(Aspect.LOGGABLE, month, month, sites)
    this_year = tallies.by_code(Aspect.LOGGABLE, f"{month[:4]}-01", month, sites)
    return StatutoryLog(
        belongs_this_month=this_month.get(Loggable.YES.value, 0),
        belongs_this_year=this_year.get(Loggable.YES.value, 0),
        undecided=this_month.get(Loggable.UNDECIDED.value, 0),
        deadlines=NotRecorded.DEADLINES,
        retention=NotRecorded.RETENTION,
    )


def data_quality(work: Work, scope: ReportScope, reported: Sequence[Reported]) -> DataQuality:
    """How complete the month's records are; `reported` are all of the month."""
    counts, month, sites = work.unit.report_counts, scope.month, scope.site_ids
    total = len(reported)
    known = work.unit.denominators.between(month, month, sites)
    missing = _without_visits(work, scope, known)
    measures = (
        (_("Told by the person, written by a colleague"), sum(one.mode is CaptureMode.PROXY for one in reported)),
        (_("With a trigger"), counts.carrying(Aspect.TRIGGER, month, sites)),
        (_("With a contributing factor"), counts.carrying(Aspect.FACTOR, month, sites)),
        (_("With the way it ended"), counts.carrying(Aspect.OUTCOME, month, sites)),
    )
    minutes = [
        (one.logged_at - one.occurred_at).total_seconds() / 60
        for one in reported
        if one.mode is not CaptureMode.IMPORT  # for an old log, only the time of the import is known
    ]
    return DataQuality(
        measures=tuple(Quality(label, share(part, total)) for label, part in measures) if total else (),
        denominators=_denominator_words(known, missing),
        without_visits=missing,
        median_minutes_to_log=median(minutes) if minutes else None,
    )


def _without_visits(work: Work, scope: ReportScope, known: Sequence[Denominators]) -> tuple[str, ...]:
    needed = set(counted_places(work, scope.month, scope.site_ids))
    counted = {one.site_id for one in known if one.visits is not None}
    return tuple(site.name for site in work.unit.sites.all() if site.id in needed - counted)


def _denominator_words(known: Sequence[Denominators], missing: Sequence[str]) -> str:
    if missing:
        return _("Visits are missing for: {sites}. Counts are shown instead of rates.").format(sites=", ".join(missing))
    if any(one.estimated for one in known):
        return _("Some figures for visits, calls or hours are estimates.")
    return _("Visits are known for every site.")
