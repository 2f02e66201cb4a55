"""`list`: incidents newest first, by period, site, status or words."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import names, site_called
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.usecases.capture.incidents import list_incidents, search_incidents
from incident_tracker.wording import _

MOST_ROWS = 10_000


def add_arguments(parser: ArgumentParser) -> None:
    """What narrows the list."""
    parser.add_argument("--from", dest="first", type=date.fromisoformat, metavar="D", help="first day at the site")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, metavar="D", help="last day at the site")
    parser.add_argument("--site", metavar="S")
    parser.add_argument("--status", type=Status, choices=list(Status), metavar="S")
    parser.add_argument("--text", metavar="WORDS", help="all these words in the description or its addenda")
    parser.add_argument("--limit", type=int, default=50, metavar="N")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the newest N; see `next`")


def run(options: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001
    """List them; `next` is what to give to --skip for the following rows, or null."""
    limit = max(1, min(MOST_ROWS, options.limit))
    skip = max(0, options.skip)
    with signed_in(options) as ctx:
        site = site_called(ctx, options.site)
        wanted = IncidentFilter(
            first_day=options.first,
            last_day=options.last,
            site_ids=frozenset({site.id}) if site else None,
            statuses=frozenset({options.status}) if options.status else frozenset(),
        )
        if options.text:
            page = search_incidents(ctx, options.text, wanted, limit=limit)
        else:
            page = list_incidents(ctx, wanted, skip=skip, limit=limit)
        name_of = names(ctx)
        items = [
            {
                "ref": row.ref,
                "id": row.id,
                "version": row.version,
                "occurred_at": row.occurred_at,
                "site": name_of(row.site_id),
                "status": row.status,
                "severity": int(row.severity),
                "kind": row.kind,
            }
            for row in page.items
        ]
        answer(
            options,
            out,
            {"total": page.total, "items": items, "next": skip + limit if page.next else None},
            [
                *(
                    f"{row['ref']:<14} {row['occurred_at']:%Y-%m-%d %H:%M}  {row['severity']}  "
                    f"{row['status']:<14} {row['kind']:<18} {row['site']}"
                    for row in items
                ),
                _("{shown} of {total}").format(
                    shown=len(items), total=f"{page.total}+" if page.more_than_total else page.total
                ),
            ],
        )
    return ExitStatus.DONE
