"""`amend`: complete or correct an incident from a JSON file, never over someone else's change."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.incident_file import addendum_of, completion_from, read_document, saying_the_key
from incident_tracker.cli.reasons import add_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.errors import ChangedMeanwhile
from incident_tracker.usecases.capture.incidents import add_addendum, show_incident
from incident_tracker.usecases.support.completing import complete_closed, complete_incident
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which incident, what is to be different, and the version that was read before."""
    parser.add_argument("ref", metavar="REF")
    parser.add_argument(
        "--file",
        required=True,
        metavar="F.json",
        help=_("keys as for log; what is not named stays; - reads standard input"),
    )
    parser.add_argument("--expect-version", type=int, required=True, metavar="N", help=_("as `show` or `log` said"))
    add_reason(parser, _("for an incident that is closed"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Save it; earlier values stay readable, and a description is added to, never replaced."""
    document = read_document(options.file)
    with saying_the_key(err):
        addendum = addendum_of(document)
    with signed_in(options) as ctx, saying_the_key(err):
        incident = show_incident(ctx, options.ref.strip().upper()).incident
        completion = completion_from(ctx, incident, document)
        if incident.version != options.expect_version:
            raise ChangedMeanwhile("incident", options.expect_version, incident.version)
        if document.keys() - {"addendum"}:
            if incident.status is Status.CLOSED:
                incident = complete_closed(ctx, incident.id, completion, options.expect_version, reason=options.reason)
            else:
                incident = complete_incident(ctx, incident.id, completion, options.expect_version)
        added = add_addendum(ctx, incident.id, addendum) if addendum else None
    answer(
        options,
        out,
        {
            "ref": incident.ref,
            "id": incident.id,
            "version": incident.version,
            "status": incident.status,
            "addendum": added.id if added else None,
        },
        [_("{ref} is saved as version {version}.").format(ref=incident.ref, version=incident.version)],
    )
    return ExitStatus.DONE
