"""`show`: one incident with its addenda, within the limits of the role."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import clinic_names, sortable_moments_at
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.labels.capture.telling import IncidentTold, tell_incident
from incident_tracker.labels.capture.trail import SaveTold, tell_trail
from incident_tracker.labels.facts import Fact
from incident_tracker.labels.support.outreach import outreach_facts
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.support.outreach import outreach_after
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which incident."""
    parser.add_argument("ref", metavar="REF", help=_("the reference number"))
    parser.add_argument("--trail", action="store_true", help=_("also who changed what and when, newest first"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """Show it; the view is audited."""
    with signed_in(options) as ctx:
        file = show_incident(ctx, options.ref.strip().upper())
        incident = file.incident
        site = next(one for one in list_sites(ctx) if one.id == incident.site_id)
        document = asdict(incident) | {
            "occurred_at": incident.occurred.at,
            "precision": incident.occurred.precision,
            "site": site.name,
            "support_tier": file.support_tier,
            "withheld": file.withheld.names,
            "addenda": [{"at": one.at, "by": one.by, "text": one.text} for one in file.addenda],
            "status_changes": [
                {"at": one.at, "by": one.by, "status": one.status, "reason": one.reason} for one in file.status_changes
            ],
        }
        sees_support = grant(ctx.actor.role, Permission.SEE_SUPPORT).scope is not Scope.NONE
        talks = outreach_after(ctx, incident.id) if sees_support else ()
        document["outreach"] = [
            {
                "kind": one.kind,
                "outcome": one.outcome,
                "at": one.happened_at,
                "people": one.people,
                "agreement": one.agreement,
            }
            for one in talks
        ]
        del document["occurred"]
        names, moments = clinic_names(ctx), sortable_moments_at(site)
        lines = list(_lines(tell_incident(file, names, moments), incident.version))
        if talks:
            lines += ["", *map(_line, outreach_facts(talks, moments))]
        if options.trail:
            document["trail"] = [asdict(one) for one in file.revisions]
            lines += _trail(tell_trail(file, names, moments))
        answer(options, out, document, lines)
    return ExitStatus.DONE


def _lines(told: IncidentTold, version: int) -> Iterator[str]:
    yield f"{told.reference}  {told.occurred}"
    yield _("{kind}, {level}, {status}, version {version}").format(
        kind=told.kind, level=told.level, status=told.status, version=version
    )
    yield from ("", *map(_line, told.head))
    yield from ("", told.narrative or _("No description yet."))
    for addendum in told.addenda:
        yield from ("", f"{addendum.heading}:", addendum.text)
    if told.known:
        yield from ("", *map(_line, told.known))
    yield from ("", *map(_line, told.life))


def _trail(saves: Sequence[SaveTold]) -> Iterator[str]:
    yield from ("", _("What was changed:") if saves else _("Nothing has been changed since it was logged."))
    for save in saves:
        yield save.heading
        for change in save.changes:
            before, after = change.before or _("nothing"), change.after or _("nothing")
            yield "  " + _line((change.what, f"{before} → {after}"))
        if save.reason:
            yield "  " + _("Why: {reason}").format(reason=save.reason)


def _line(fact: Fact) -> str:
    heading, text = fact
    return f"{heading}: " + text.replace("\n", "\n  ")
