"""`report`: the documents as PDF, the same as the window shows and saves, and their figures for other programs."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import SCHEMA, answer
from incident_tracker.cli.arguments import add_choice, month, path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import site_called
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.oversight import months
from incident_tracker.exports.table_files import TableFormat, table_file
from incident_tracker.exports.tables import json_document
from incident_tracker.exports.whole_file import write_file
from incident_tracker.exports.workbook import ExportTable
from incident_tracker.ports.context import Context
from incident_tracker.reports.month_rows import month_rows, month_state
from incident_tracker.reports.promise_lines import promise_rows
from incident_tracker.usecases.capture.exporting import Audience
from incident_tracker.usecases.oversight.analysis_sheet import print_analysis
from incident_tracker.usecases.oversight.incident_sheet import print_incident
from incident_tracker.usecases.oversight.monthly_report import Paper, print_monthly_report, read_month, record_report
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.oversight.promise_report import print_promises, read_promises, record_promises
from incident_tracker.wording import _

COMPLIANCE, MONTHLY = "compliance", "monthly"
INCIDENT, ROOT_CAUSE = "incident", "root-cause"
_OF_ONE = (INCIDENT, ROOT_CAUSE)


PDF = "pdf"


def add_arguments(parser: ArgumentParser) -> None:
    """Which document, about what, and where to."""
    parser.add_argument("document", choices=(MONTHLY, COMPLIANCE, INCIDENT, ROOT_CAUSE))
    parser.add_argument("ref", nargs="?", metavar="REF", help=_("the reference number, for one incident or analysis"))
    parser.add_argument("--month", type=month, metavar="YYYY-MM", help=_("default: the last whole month"))
    parser.add_argument("--year", type=int, metavar="YYYY", help=_("for compliance: a whole year instead of a month"))
    parser.add_argument("--site", metavar="S", help=_("default: all your sites"))
    parser.add_argument("--out", type=path, required=True, metavar="F.pdf")
    parser.add_argument("--format", choices=(PDF, *(one.value for one in TableFormat)), default=PDF)
    add_choice(parser, "--paper", Paper, default=Paper.LETTER)
    add_choice(parser, "--audience", Audience, default=Audience.FULL)
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there already"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Write it; the audit trail notes that it was printed."""
    if options.document == ROOT_CAUSE and not options.ref:
        err.write(_("Please name the analysis: report root-cause REF --out F.pdf.") + "\n")
        return ExitStatus.WRONG_USAGE
    if options.document == INCIDENT and not options.ref:
        err.write(_("Please name the incident: report incident REF --out F.pdf.") + "\n")
        return ExitStatus.WRONG_USAGE
    if options.document != COMPLIANCE and options.year:
        err.write(_("Only the report compliance has whole years.") + "\n")
        return ExitStatus.WRONG_USAGE
    if options.document == ROOT_CAUSE and options.format != PDF:
        err.write(_("An analysis is written as PDF only.") + "\n")
        return ExitStatus.WRONG_USAGE
    if options.document == INCIDENT and options.format != PDF:
        err.write(_("One incident is written as PDF only; export has the fields of many.") + "\n")
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        if options.document == ROOT_CAUSE:
            about = options.ref.strip().upper()
            content = print_analysis(ctx, about, options.paper)
        elif options.document == INCIDENT:
            about = options.ref.strip().upper()
            content = print_incident(ctx, about, paper=options.paper)
        elif options.document == COMPLIANCE:
            about = f"{options.year:04}" if options.year else options.month or _last_month(ctx)
            content = _compliance(ctx, options, about)
        else:
            about = options.month or _last_month(ctx)
            content = _monthly(ctx, options, about)
        write_file(options.out, content, force=options.force)
    key = "ref" if options.document in _OF_ONE else "month"
    answer(
        options,
        out,
        {"path": options.out.absolute(), key: about, "bytes": len(content)},
        [_("Report on {about} saved to {path}.").format(about=about, path=options.out)],
    )
    return ExitStatus.DONE


def _last_month(ctx: Context) -> str:
    return months.shift(month_of(ctx.now().date()), -1)


def _monthly(ctx: Context, options: Namespace, about: str) -> bytes:
    """The report of a month, as pages or as its figures."""
    site = site_called(ctx, options.site)
    site_id = site.id if site else None
    if options.format == PDF:
        return print_monthly_report(ctx, about, site_id, paper=options.paper).pdf
    report = read_month(ctx, about, site_id)
    record_report(ctx, about, site_id, PaperAct.SAVED)
    if options.format != TableFormat.JSON:
        return table_file(TableFormat(options.format), (ExportTable(MONTHLY, month_rows(report)),), {})
    return json_document(
        {
            "schema": SCHEMA,
            "report": MONTHLY,
            "period": about,
            "site": report.site,
            "state": month_state(report),
            "as_of": report.standing.closed_on or report.made_at,
            "changed_since": report.standing.since,
            "figures": month_rows(report),
        }
    )


def _compliance(ctx: Context, options: Namespace, period: str) -> bytes:
    """The report on promises of support, as pages or as its figures."""
    site = site_called(ctx, options.site)
    site_id = site.id if site else None
    for_committee = options.audience is Audience.COMMITTEE
    if options.format == PDF:
        return print_promises(ctx, period, site_id, for_committee=for_committee, paper=options.paper).pdf
    report = read_promises(ctx, period, site_id, for_committee=for_committee)
    record_promises(ctx, period, site_id, PaperAct.SAVED)
    if options.format != TableFormat.JSON:
        return table_file(TableFormat(options.format), (ExportTable(COMPLIANCE, promise_rows(report)),), {})
    return json_document(
        {
            "schema": SCHEMA,
            "report": COMPLIANCE,
            "period": report.period,
            "audience": Audience.FULL.value if report.whole else Audience.COMMITTEE.value,
            "state": "closed" if report.closed else "provisional",
            "as_of": report.closed_on or report.made_at,
            "incidents_without_support": report.without_support,
            "figures": promise_rows(report),
        }
    )
