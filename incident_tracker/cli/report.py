"""`report`: the documents as PDF, the same as the window shows and saves."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TextIO

from incident_tracker import wording
from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import site_called
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.oversight import months
from incident_tracker.exports.whole_file import write_file
from incident_tracker.usecases.oversight.monthly_report import print_monthly_report
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which document, about what, and where to."""
    parser.add_argument("document", choices=("monthly",))
    parser.add_argument("--month", metavar="YYYY-MM", help="default: the last whole month")
    parser.add_argument("--site", metavar="S", help="default: all sites within reach")
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Write it; the audit trail notes that it was printed."""
    with signed_in(options) as ctx:
        site = site_called(ctx, options.site)
        month = options.month or months.shift(month_of(ctx.now().date()), -1)
        printed = print_monthly_report(ctx, month, site.id if site else None, language=wording.language())
        write_file(options.out, printed.pdf, force=options.force)
    answer(
        options,
        out,
        {"path": options.out.absolute(), "month": printed.month, "place": printed.place, "bytes": len(printed.pdf)},
        [_("The report of {month} lies in {path}.").format(month=printed.month, path=options.out)],
    )
    return ExitStatus.DONE
