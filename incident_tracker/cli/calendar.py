"""`calendar`: protected time as an iCalendar file, without saying why."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import person_called
from incident_tracker.cli.session import signed_in
from incident_tracker.exports.whole_file import write_file
from incident_tracker.labels.support.calendar_file import exported_text
from incident_tracker.usecases.support.calendar import export_calendar
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Whose time, and where to."""
    parser.add_argument("--for", dest="person", metavar="STAFF", help=_("default: you"))
    parser.add_argument("--out", type=path, required=True, metavar="F.ics")
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there already"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Write it; the export is audited. Where there is no time to come, no file is written."""
    with signed_in(options) as ctx:
        person = person_called(ctx, options.person) if options.person else None
        exported = export_calendar(ctx, person.id if person else None)
        if exported is not None:
            write_file(options.out, exported.content, force=options.force)
    times, canceled = (exported.times, exported.canceled) if exported is not None else (0, 0)
    answer(
        options,
        out,
        {
            "path": options.out.absolute() if exported is not None else None,
            "events": times + canceled,
            "canceled": canceled,
        },
        [exported_text(times, canceled, options.out)],
    )
    return ExitStatus.DONE
