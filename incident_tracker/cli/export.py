"""`export`: records for other programs, identified with a reason or de-identified for the committee."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import SCHEMA, answer
from incident_tracker.cli.arguments import add_choice, add_days, path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import site_called
from incident_tracker.cli.reasons import add_reason, has_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.exports.table_files import TableFormat, table_file
from incident_tracker.exports.whole_file import write_file
from incident_tracker.exports.workbook import ExportTable
from incident_tracker.usecases.capture.exporting import Audience, export_deidentified
from incident_tracker.usecases.oversight.exported_tables import Exportable, ExportedTables, export_tables
from incident_tracker.wording import _

EVERYTHING = "everything"


def add_arguments(parser: ArgumentParser) -> None:
    """What, for whom, from when to when, and where to."""
    parser.add_argument("what", choices=(*(one.value for one in Exportable), EVERYTHING))
    add_choice(parser, "--format", TableFormat, default=TableFormat.CSV)
    add_choice(parser, "--audience", Audience, default=Audience.COMMITTEE)
    add_days(parser, _("at the site"))
    parser.add_argument("--site", metavar="S")
    add_reason(parser, _("for the audience `full`, whose file has descriptions"))
    parser.add_argument("--out", type=path, required=True, metavar="F")
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there already"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Write the file; the export is audited, an identified one with the reason."""
    if options.audience is Audience.FULL and not has_reason(options, err):
        return ExitStatus.WRONG_USAGE
    if options.audience is Audience.COMMITTEE and options.what != Exportable.INCIDENTS.value:
        err.write(_("The committee gets incidents only. Please add --audience full and a reason.") + "\n")
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        site = site_called(ctx, options.site)
        wanted = IncidentFilter(options.first, options.last, frozenset({site.id}) if site else None)
        audience: Audience = options.audience
        match audience:
            case Audience.FULL:
                what = tuple(Exportable) if options.what == EVERYTHING else (Exportable(options.what),)
                exported = export_tables(ctx, wanted, what, reason=options.reason)
            case Audience.COMMITTEE:
                found = export_deidentified(ctx, wanted)
                exported = ExportedTables((ExportTable(Exportable.INCIDENTS.value, found.rows),), found.left_out)
        about = {"schema": SCHEMA, "audience": audience.value, "left_out": list(exported.left_out)}
        write_file(options.out, table_file(options.format, exported.tables, about), force=options.force)
    answer(
        options,
        out,
        {
            "path": options.out.absolute(),
            "rows": exported.rows,
            "tables": {table.name: len(table.rows) for table in exported.tables},
            "left_out": list(exported.left_out),
        },
        [_("{n} rows saved to {path}.").format(n=exported.rows, path=options.out), *exported.left_out],
    )
    return ExitStatus.DONE
