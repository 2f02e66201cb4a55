"""`export`: incidents for other programs, identified with a reason or de-identified for the committee."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import TextIO

from incident_tracker.cli.answers import SCHEMA, answer
from incident_tracker.cli.arguments import add_choice, add_days, path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import site_called
from incident_tracker.cli.reasons import add_reason, has_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.exports.tables import csv_file, json_file
from incident_tracker.exports.whole_file import write_file
from incident_tracker.usecases.capture.exporting import Audience, export_deidentified, export_identified
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """What, for whom, from when to when, and where to."""
    parser.add_argument("what", choices=("incidents",))
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
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
    with signed_in(options) as ctx:
        site = site_called(ctx, options.site)
        wanted = IncidentFilter(options.first, options.last, frozenset({site.id}) if site else None)
        audience: Audience = options.audience
        match audience:
            case Audience.FULL:
                exported = export_identified(ctx, wanted, reason=options.reason)
            case Audience.COMMITTEE:
                exported = export_deidentified(ctx, wanted)
        about = {"schema": SCHEMA, "audience": exported.audience.value, "left_out": list(exported.left_out)}
        content = json_file(exported.rows, about) if options.format == "json" else _csv(exported.rows)
        write_file(options.out, content, force=options.force)
    answer(
        options,
        out,
        {"path": options.out.absolute(), "rows": len(exported.rows), "left_out": list(exported.left_out)},
        [_("{n} rows saved to {path}.").format(n=len(exported.rows), path=options.out), *exported.left_out],
    )
    return ExitStatus.DONE


def _csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    headers = list(rows[0]) if rows else ["ref"]
    return csv_file(headers, ([row[name] for name in headers] for row in rows))
