"""`show`: one incident with its addenda, within the limits of the role."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import names
from incident_tracker.cli.session import signed_in
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which incident."""
    parser.add_argument("ref", metavar="REF", help="the reference number")


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Show it; the view is audited."""
    with signed_in(options) as ctx:
        file = show_incident(ctx, options.ref.strip().upper())
        incident = file.incident
        site = names(ctx)(incident.site_id)
        document = asdict(incident) | {
            "occurred_at": incident.occurred.at,
            "precision": incident.occurred.precision,
            "site": site,
            "support_tier": incident.support_tier,
            "addenda": [{"at": one.at, "by": one.by, "text": one.text} for one in file.addenda],
            "status_changes": [
                {"at": one.at, "by": one.by, "status": one.status, "reason": one.reason} for one in file.status_changes
            ],
        }
        del document["occurred"]
        answer(
            options,
            out,
            document,
            [
                f"{incident.ref}  {incident.occurred.at.isoformat()}  {site}",
                _("Level {level}, {kind}, {channel}, {status}, version {version}").format(
                    level=int(incident.severity),
                    kind=incident.kind,
                    channel=incident.channel,
                    status=incident.status.value,
                    version=incident.version,
                ),
                "",
                incident.narrative or _("No description yet."),
                *(f"\n{one.at.isoformat()}\n{one.text}" for one in file.addenda),
            ],
        )
    return ExitStatus.DONE
