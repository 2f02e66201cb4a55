"""`log`: one incident from a JSON file, stored once however often it is sent."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.incident_file import capture_from, read_document, request_of, saying_the_key
from incident_tracker.cli.places import sortable_moments_at
from incident_tracker.cli.session import settings_of, signed_in
from incident_tracker.cli.window import show
from incident_tracker.domain.support.windows import Due
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """The file, and the id that makes a retry harmless; or the window."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--file", metavar="F.json", help=_("the incident; - reads standard input"))
    source.add_argument("--window", action="store_true", help=_("open a small window to log an incident"))
    parser.add_argument("--request-id", metavar="UUID", help=_("the same id twice makes one incident"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Store the incident, the answer is written after the commit; or open the window."""
    if options.window:
        return show(settings_of(options), log_at_once=True)
    document = read_document(options.file)
    with signed_in(options) as ctx, saying_the_key(err):
        request_id = request_of(document, options.request_id)
        draft, details = capture_from(ctx, document)
        logged = log_incident_with_support(ctx, draft, request_id, details=details)
        incident = logged.incident
        moments = sortable_moments_at(next(site for site in list_sites(ctx) if site.id == incident.site_id))
        answer(
            options,
            out,
            {
                "ref": incident.ref,
                "id": incident.id,
                "version": incident.version,
                "new": logged.new,
                "due": [due_document(due) for due in logged.due],
            },
            [
                _("Saved as {ref}. What happened is not acceptable, and it is not part of the job.").format(
                    ref=incident.ref
                ),
                *(f"  {moments.moment(due.by)}  {support_step_text(due.what)}" for due in logged.due),
            ],
        )
    return ExitStatus.DONE


def due_document(due: Due) -> dict[str, object]:
    """A due window as other programs read it."""
    return {"what": due.what, "from": due.not_before, "by": due.by, "who": due.who, "on_wish": due.if_wanted}
