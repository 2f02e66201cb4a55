"""The report on support alone: whether the promises of a month were kept, without names or single debriefs, as PDF."""

from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.oversight import months
from incident_tracker.ports.context import Context
from incident_tracker.reports.debrief_compliance import DebriefCompliance
from incident_tracker.reports.printed import printed_month_text
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.oversight import report_response
from incident_tracker.usecases.oversight.monthly_report import Paper, PrintedReport, check_month, record_paper
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.usecases.oversight.year_figures import keep_year
from incident_tracker.wording import _


@needs(Permission.EXPORT_DEIDENTIFIED)
def compile_support_report(work: Work, month: str, site_id: UUID | None = None) -> DebriefCompliance:
    """What became of the promises of a month ("YYYY-MM") at one site, or at all that the actor may see.

    Its words are in the present language of `wording`. Errors: Refused at `month`, NotFound, NotAllowed.
    """
    check_month(month, month_of(work.now.date()))
    if site_id is not None:
        work.require(site_id=site_id)
    sites = frozenset({site_id}) if site_id else work.visible_sites()
    scope = ReportScope.of(work, month, sites, wording.language())
    return DebriefCompliance(
        site=scope.place,
        period=printed_month_text(months.first_day(month)),
        made_at=work.now.astimezone(scope.zone),
        made_by=_("Incident Tracker"),
        debriefs=report_response.debriefs(work, scope),
        year=report_response.year_of_people(work, scope),
        audit_head=work.unit.audit.head(),
    )


@needs(Permission.EXPORT_DEIDENTIFIED, writes=True)
def record_support_report(work: Work, month: str, site_id: UUID | None, act: PaperAct) -> None:
    """Note in the audit trail that the report on support of a month was shown, saved or printed."""
    record_paper(work, "support_report", month, site_id, act)


@outside_gate("both halves, reading and recording, go through the gate; drawing the pages needs no record")
def print_support_report(
    ctx: Context,
    month: str,
    site_id: UUID | None = None,
    *,
    language: str | None = None,
    paper: Paper = Paper.A4,
    act: PaperAct = PaperAct.PRINTED,
) -> PrintedReport:
    """The report as PDF; drawing it holds no transaction. Errors: as `compile_support_report`."""
    language = language or wording.language()
    with wording.speaking(language):
        keep_year(ctx, month)
        report = compile_support_report(ctx, month, site_id)
        record_support_report(ctx, month, site_id, act)
        pdf = _rendered(report, language, paper)
    return PrintedReport(pdf, month, report.site, site_id, report.audit_head)


def _rendered(report: DebriefCompliance, language: str, paper: Paper) -> bytes:
    # ReportLab takes a quarter of a second to import; only printing needs it.
    from incident_tracker.reports import debrief_compliance
    from incident_tracker.reports.style import PageSize

    return debrief_compliance.render(report, page_size=PageSize(paper.value), language=language)
