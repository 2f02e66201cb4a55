"""`report`: the documents as PDF, the same as the window shows and saves."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import month, path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import site_called
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.oversight import months
from incident_tracker.exports.whole_file import write_file
from incident_tracker.usecases.oversight.incident_sheet import print_incident
from incident_tracker.usecases.oversight.monthly_report import print_monthly_report
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which document, about what, and where to."""
    parser.add_argument("document", choices=("monthly", "incident"))
    parser.add_argument("ref", nargs="?", metavar="REF", help=_("the reference number, for one incident"))
    parser.add_argument("--month", type=month, metavar="YYYY-MM", help=_("default: the last whole month"))
    parser.add_argument("--site", metavar="S", help=_("default: all your sites"))
    parser.add_argument("--out", type=path, required=True, metavar="F.pdf")
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there already"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Write it; the audit trail notes that it was printed."""
    if options.document == "incident" and not options.ref:
        err.write(_("Please name the incident: report incident REF --out F.pdf.") + "\n")
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        if options.document == "incident":
            about = options.ref.strip().upper()
            pdf = print_incident(ctx, about)
        else:
            site = site_called(ctx, options.site)
            about = options.month or months.shift(month_of(ctx.now().date()), -1)
            pdf = print_monthly_report(ctx, about, site.id if site else None).pdf
        write_file(options.out, pdf, force=options.force)
    key = "ref" if options.document == "incident" else "month"
    answer(
        options,
        out,
        {"path": options.out.absolute(), key: about, "bytes": len(pdf)},
        [_("Report on {about} saved to {path}.").format(about=about, path=options.out)],
    )
    return ExitStatus.DONE
