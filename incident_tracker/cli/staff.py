"""`staff`: people and their working hours from a CSV file; `--dry-run` tells each change and makes none."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import signed_in
from incident_tracker.cli.setup_changes import change_document, change_lines
from incident_tracker.domain.clinic.setup import SetupRefused
from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.staff_file import read_staff
from incident_tracker.usecases.oversight.staff_file import import_staff, preview_staff
from incident_tracker.wording import _, problem_text


def add_arguments(parser: ArgumentParser) -> None:
    """Which file."""
    parser.add_argument("what", choices=("import",), metavar="{import}")
    parser.add_argument("file", type=path, metavar="F.csv", help=_("columns: name, job, site, desk, manager, …"))
    parser.add_argument("--dry-run", action="store_true", help=_("tell each change, and make none"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Do it. A line that does not fit names itself, and nothing is changed."""
    try:
        content: bytes = options.file.read_bytes()
    except FileNotFoundError:
        raise FileRefused("not_found") from None
    except OSError:
        raise FileRefused("unreadable") from None
    try:
        rows = read_staff(content)
        with signed_in(options) as ctx:
            done = (preview_staff if options.dry_run else import_staff)(ctx, rows)
    except SetupRefused as refused:
        _line, number, *column = refused.at
        err.write(
            _("Line {n} ({place}): {problem} Nothing was changed.").format(
                n=number, place=column[0] if column else _("the whole line"), problem=problem_text(refused.refused)
            )
            + "\n"
        )
        return ExitStatus.FILE_REFUSED
    document = {"dry_run": options.dry_run, "changes": [change_document(one) for one in done]}
    answer(options, out, document, change_lines(done, dry_run=options.dry_run))
    return ExitStatus.DONE
