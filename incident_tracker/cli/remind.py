"""`remind`: what is due and for whom, in the words that would be shown."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import moment
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import sortable_moments_at
from incident_tracker.cli.session import signed_in
from incident_tracker.labels.support.reminders import reminder_text
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """For whom, and up to when."""
    parser.add_argument("--all", action="store_true", help=_("for everyone at your sites"))
    parser.add_argument("--until", type=moment, metavar="ISO", help=_("what will be due by then"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """List them, soonest limit first."""
    with signed_in(options) as ctx:
        due = list_reminders(ctx, options.until, options.all)
        moments = {site.id: sortable_moments_at(site) for site in list_sites(ctx)}
        answer(
            options,
            out,
            {
                "due": [
                    {
                        "kind": one.kind,
                        "stage": one.stage,
                        "for": one.person_id,
                        "site": one.site_id,
                        "subject": one.subject_id,
                        "since": one.at,
                        "by": one.by,
                        "escalated": one.escalated,
                        "text": reminder_text(one.kind),
                    }
                    for one in due
                ]
            },
            [f"{moments[one.site_id].moment(one.by)}  {reminder_text(one.kind)}" for one in due]
            or [_("Nothing is due.")],
        )
    return ExitStatus.DONE
