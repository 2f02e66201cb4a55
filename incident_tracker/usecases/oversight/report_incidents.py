"""Parts 3, 6, 12 and 13 of the monthly report: serious incidents, police and security, statutory log, data quality."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from statistics import median
from uuid import UUID

from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.help_calls import SamePolicyAnswer
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.release import FEWEST_FOR_SHARES
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Denominators
from incident_tracker.domain.support.debriefs import DebriefStatus
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
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.wording import _

SERIOUS = frozenset(level for level in Severity if level >= Severity.THREAT)
CALLED = "called"


def serious(work: Work, scope: ReportScope) -> tuple[SeriousIncident, ...]:
    """Incidents of level 3 or more, oldest first, with nothing to identify a person: no day, desk or hour."""
    wanted = IncidentFilter(
        first_day=months.first_day(scope.month),
        last_day=months.last_day(scope.month),
        site_ids=scope.site_ids,
        statuses=COUNTED,
        severities=SERIOUS,
    )
    found = list(work.unit.incidents.stream(wanted))
    support = _support_of(work, [incident.id for incident in found])
    return tuple(
        SeriousIncident(
            reference=str(number),
            when=_("{week}, {part}").format(
                week=_week(incident.occurred_day), part=_part_of_day(incident.occurred.at.astimezone(scope.zone))
            ),
            level=int(incident.severity),
            level_label=scope.label("severity", str(int(incident.severity))),
            place=scope.label("location_detail", incident.place) or scope.label("channel", incident.channel),
            kind=scope.label("kind", incident.kind),
            support=support[incident.id],
            review=_("closed") if incident.status is Status.CLOSED else _("in progress"),
        )
        for number, incident in enumerate(reversed(found), 1)
    )


def police_and_security(work: Work, scope: ReportScope) -> PoliceSecurity:
    """Who was called, on which criterion of the clinic's decision table, and what was noted about it."""
    with_code, month, sites = work.unit.report_counts.with_code, scope.month, scope.site_ids
    police = with_code(Aspect.POLICE, CALLED, month, sites)
    security = with_code(Aspect.SECURITY, CALLED, month, sites)
    incidents = work.unit.incidents.many(tuple(dict.fromkeys((*police, *security))))
    decided = [incident.details.police for incident in incidents if incident.details.police]
    called = [decision for decision in decided if decision.called]
    answered = [decision for decision in called if decision.same_for_any_patient]
    same = sum(decision.same_for_any_patient is SamePolicyAnswer.YES for decision in answered)
    return PoliceSecurity(
        police=len(police),
        security=len(security),
        decisions=_decisions(scope, incidents),
        same_for_anyone=share(same, len(answered)) if len(answered) >= FEWEST_FOR_SHARES else None,
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


def _support_of(work: Work, incident_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """What was offered after each, in words; read for all at once, for a month may have a thousand."""
    about = work.unit.debriefs.about(incident_ids)
    held = {incident for one in about if one.status is DebriefStatus.HELD for incident in one.incident_ids}
    offered = {case.id for case in work.unit.support_cases.many(incident_ids) if case.first_offer_at}
    words = {id: _("offered") if id in offered else _("no offer recorded") for id in incident_ids}
    return words | {id: _("debrief held") for id in held if id in words}


def _decisions(scope: ReportScope, incidents: Sequence[Incident]) -> tuple[Decision, ...]:
    called = [incident for incident in incidents if incident.details.police or incident.details.security_called]
    by_criterion = Counter(
        incident.details.police.criterion if incident.details.police else None for incident in called
    )
    rows = []
    for criterion, _count in by_criterion.most_common():
        mine = [one for one in called if (one.details.police.criterion if one.details.police else None) == criterion]
        answers = Counter(one.details.police.same_for_any_patient for one in mine if one.details.police)
        rows.append(
            Decision(
                criterion=scope.label("police_criterion", criterion) if criterion else _("no criterion noted"),
                security=sum(bool(one.details.security_called) for one in mine),
                police=sum(bool(one.details.police and one.details.police.called) for one in mine),
                same=answers[SamePolicyAnswer.YES],
                not_same=answers[SamePolicyAnswer.NO],
                unsure=answers[SamePolicyAnswer.UNSURE],
            )
        )
    return tuple(rows)


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


def _week(day: date) -> str:
    """The week by its number in the year, too coarse to tell the day."""
    year, week, _weekday = day.isocalendar()
    return _("week {week} of {year}").format(week=week, year=year)


def _part_of_day(local: datetime) -> str:
    if local.hour < 12:
        return _("morning")
    return _("afternoon") if local.hour < 17 else _("evening")
