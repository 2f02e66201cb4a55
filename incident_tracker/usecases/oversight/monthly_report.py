"""The monthly committee report: what the records of a month say, de-identified, and its PDF."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.closed_months import ClosedMonth, closes_on
from incident_tracker.domain.oversight.report_months import report_months
from incident_tracker.ports.context import Context
from incident_tracker.reports import month_standing
from incident_tracker.reports.kept_figures import kept_report
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.not_recorded import NotRecorded
from incident_tracker.reports.settled import Settled
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.learning.released import sees_no_names, shown_id
from incident_tracker.usecases.oversight import report_counts, report_course, report_incidents, report_response
from incident_tracker.usecases.oversight.denominators import site_pasts
from incident_tracker.usecases.oversight.paper_acts import PaperAct, act_of
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.usecases.oversight.year_figures import keep_year
from incident_tracker.wording import _


class Paper(StrEnum):
    """The paper and the reader a report is laid out for."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report as PDF, what it is about, and the head of the audit chain in its footers."""

    pdf: bytes
    month: str
    place: str
    site_id: UUID | None = None
    audit_head: str = ""


@needs(Permission.EXPORT_DEIDENTIFIED)
def list_report_months(work: Work) -> tuple[str, ...]:
    """The months that a report can be about, newest first; none from before the sites were in the program."""
    counted = work.unit.tallies.months()
    pasts = site_pasts(work, work.visible_sites())
    return report_months(pasts, counted[0] if counted else None, month_of(work.now.date()))


@needs(Permission.EXPORT_DEIDENTIFIED)
def compile_monthly_report(work: Work, month: str, site_id: UUID | None = None) -> MonthlyReport:
    """What the report of a month ("YYYY-MM") says about one site, or about all that the actor may see.

    Of a month that is closed it says what was kept then.

    Its words are in the present language of `wording`. Errors: Refused at `month` (not a month, or still to come),
    NotFound, NotAllowed.
    """
    check_month(month, month_of(work.now.date()))
    if site_id is not None:
        work.require(site_id=site_id)
    sites = frozenset({site_id}) if site_id else work.visible_sites()
    present = present_report(work, month, sites)
    closed = work.unit.closed_months.find(month, sites, wording.language())
    report = present if closed is None else _as_closed(closed, present)
    return _without_ids(work, report) if sees_no_names(work) else report


def present_report(work: Work, month: str, sites: frozenset[UUID] | None) -> MonthlyReport:
    """What the records of today say of a month, inside a use case that is already behind the gate; None: all sites."""
    scope = ReportScope.of(work, month, sites, wording.language())
    counts = report_counts.counts(work, scope)
    reported = tuple(work.unit.report_counts.reported(month, sites))
    return MonthlyReport(
        site=scope.place,
        month=months.first_day(month),
        is_over=work.now >= scope.ends,
        standing=month_standing.provisional(closes_on(month, work.unit.settings.get().closing_day)),
        made_at=work.now.astimezone(scope.zone),
        made_by=_("Incident Tracker"),
        audit_head=work.unit.audit.head(),
        invented=scope.invented,
        counts=counts,
        course=report_course.course(work, scope),
        causes=report_counts.causes(work, scope),
        deescalation=report_counts.deescalation(work, scope),
        serious=report_incidents.serious(work, scope),
        police_security=report_incidents.police_and_security(work, scope),
        equity=NotRecorded.PATIENT_GROUPS,
        statutory_log=report_incidents.statutory_log(work, scope),
        data_quality=report_incidents.data_quality(work, scope, reported),
        debriefs=report_response.debriefs(work, scope),
        year=report_response.year_of_people(work, scope),
        uptake=report_response.uptake(work, reported),
        reviews=report_response.reviews(work, scope),
        actions=report_response.actions(work, scope),
        you_said_we_did=report_response.you_said_we_did(work, scope),
    )


def _as_closed(closed: ClosedMonth, present: MonthlyReport) -> MonthlyReport:
    """The report as it was when the month was closed; only when and after what it is printed are of today."""
    if not closed.reports:
        return replace(present, standing=replace(present.standing, settled=Settled.OTHER_SITES))
    kept = kept_report(closed.reports[0].figures)
    standing = replace(kept.standing, since=month_standing.since_text(kept, present))
    return replace(kept, standing=standing, made_at=present.made_at, audit_head=present.audit_head)


def _without_ids(work: Work, report: MonthlyReport) -> MonthlyReport:
    """The report with the ids that people who see no names are given for its analyses and actions."""
    reviews = tuple(replace(row, id=shown_id(work, row.id)) for row in report.reviews.rows)
    actions = tuple(replace(row, id=shown_id(work, row.id)) for row in report.actions.rows)
    return replace(report, reviews=replace(report.reviews, rows=reviews), actions=replace(report.actions, rows=actions))


@outside_gate("both halves, keeping and reading, go through the gate")
def read_month(ctx: Context, month: str, site_id: UUID | None = None) -> MonthlyReport:
    """The report as `compile_monthly_report`, once what it tells of a whole year is kept. Errors: as there."""
    check_month(month, month_of(ctx.now().date()))
    keep_year(ctx, month)
    return compile_monthly_report(ctx, month, site_id)


@needs(Permission.EXPORT_DEIDENTIFIED, writes=True)
def record_report(work: Work, month: str, site_id: UUID | None, act: PaperAct) -> None:
    """Note in the audit trail that the report of a month was shown, saved or printed."""
    record_paper(work, "monthly_report", month, site_id, act)


@outside_gate("both halves, reading and recording, go through the gate; drawing the pages needs no record")
def print_monthly_report(
    ctx: Context,
    month: str,
    site_id: UUID | None = None,
    *,
    language: str | None = None,
    paper: Paper = Paper.LETTER,
    act: PaperAct = PaperAct.PRINTED,
) -> PrintedReport:
    """The report as PDF; drawing it holds no transaction. Errors: as `compile_monthly_report`."""
    language = language or wording.language()
    with wording.speaking(language):
        report = read_month(ctx, month, site_id)
        record_report(ctx, month, site_id, act)
        pdf = _rendered(report, language, paper)
    return PrintedReport(pdf, month, report.site, site_id, report.audit_head)


def _rendered(report: MonthlyReport, language: str, paper: Paper) -> bytes:
    # ReportLab takes a quarter of a second to import; only printing needs it.
    from incident_tracker.reports import committee
    from incident_tracker.reports.style import PageSize

    return committee.render(report, page_size=PageSize(paper.value), language=language)


def record_paper(work: Work, kind: str, month: str, site_id: UUID | None, act: PaperAct) -> None:
    """Note that a report of a month was taken out. Errors: Refused at `month`, NotAllowed."""
    check_month(month, month_of(work.now.date()))
    if site_id is not None:
        work.require(site_id=site_id)
    work.visible_sites()
    work.record(act_of(act), kind, site_id, facts={"month": month})


def check_month(month: str, present: str) -> None:
    try:
        months.first_day(month)
    except ValueError:
        raise Refused(Reason.NOT_A_DATE, "month") from None
    if month > present:
        raise Refused(Reason.IN_THE_FUTURE, "month")
