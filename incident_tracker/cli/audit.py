"""`audit`: who saw, changed or took out what, newest first."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, date, datetime, time, timedelta
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import add_choice, add_days
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.audit import ActGroup, AuditFilter
from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.labels.oversight.audit_trail import sentence
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.audit_trail import AuditPage, list_audit, who_saw
from incident_tracker.wording import _

MOST_ROWS = 100_000


def add_arguments(parser: ArgumentParser) -> None:
    """What narrows the trail."""
    parser.add_argument("--for", dest="ref", metavar="REF", help=_("the reference number of one incident"))
    add_days(parser, "UTC")
    add_choice(parser, "--group", ActGroup)
    parser.add_argument("--limit", type=int, default=200, metavar="N")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help=_("leave out the newest N; see `next`"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """List it. The person who leads a site may ask about one incident of it; asking about one incident is noted."""
    skip, limit = max(0, options.skip), max(1, min(MOST_ROWS, options.limit))
    with signed_in(options) as ctx:
        page = _page(ctx, options, skip, limit)
    items = [
        {
            "sequence": line.sequence,
            "at": line.at,
            "who": line.who,
            "device": line.device,
            "act": line.act,
            "kind": line.kind,
            "id": line.object_id,
            "ref": line.ref or None,
            "second": line.second or None,
            "reason": line.reason or None,
            "facts": dict(line.facts),
        }
        for line in page.lines
    ]
    shown = skip + len(items)
    answer(
        options,
        out,
        {"total": page.total, "items": items, "next": shown if shown < page.total else None},
        [
            *(f"{line.at:%Y-%m-%d %H:%M:%S}  #{line.sequence}  {sentence(line)}" for line in page.lines),
            _("{shown} of {total}").format(shown=len(items), total=page.total),
        ],
    )
    return ExitStatus.DONE


def _page(ctx: Context, options: Namespace, skip: int, limit: int) -> AuditPage:
    ref = options.ref.strip().upper() if options.ref else ""
    if ref and grant(ctx.actor.role, Permission.SEE_WHOLE_AUDIT).scope is Scope.NONE:
        lines = who_saw(ctx, show_incident(ctx, ref).incident.id)
        return AuditPage(len(lines), lines[skip : skip + limit])
    wanted = AuditFilter(
        first=_midnight(options.first) if options.first else None,
        last=_midnight(options.last) + timedelta(days=1) if options.last else None,
        group=options.group,
    )
    return list_audit(ctx, wanted, ref, skip, limit)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
