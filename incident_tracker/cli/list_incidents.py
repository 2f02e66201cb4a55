"""`list`: incidents newest first, by period, site, status or words."""

from argparse import ArgumentParser, Namespace
from itertools import chain
from typing import TextIO

from incident_tracker.cli.answers import aligned, answer
from incident_tracker.cli.arguments import add_choice, add_days
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import clinic_names, site_called, sortable_moments_at
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow
from incident_tracker.domain.columns import Surface, columns_on
from incident_tracker.labels.capture.columns import column_text
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.usecases.capture.incidents import list_incidents, search_incidents
from incident_tracker.wording import _

MOST_ROWS = 10_000
_COLUMNS = columns_on(IncidentRow, Surface.COMMAND)


def add_arguments(parser: ArgumentParser) -> None:
    """What narrows the list."""
    add_days(parser, _("at the site"))
    parser.add_argument("--site", metavar="S")
    add_choice(parser, "--status", Status, metavar="S")
    parser.add_argument(
        "--text", metavar="WORDS", help=_("all these words in the description or its addenda, with or without accents")
    )
    parser.add_argument("--limit", type=int, default=50, metavar="N")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help=_("leave out the newest N; see `next`"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
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
        if not page.searched:
            err.write(_("Nothing to search for: give at least one letter or digit.") + "\n")
        told = _Told(clinic_names(ctx))
        shown = _("{shown} of {total}").format(
            shown=len(page.items), total=f"{page.total}+" if page.more_than_total else page.total
        )
        answer(
            options,
            out,
            {
                "total": page.total,
                "items": [told.values(row) for row in page.items],
                "next": skip + limit if page.next else None,
            },
            chain(aligned([told.cells(row) for row in page.items]), [shown]),
        )
    return ExitStatus.DONE


class _Told:
    """Incidents as programs read them, and as people do."""

    def __init__(self, names: ClinicNames) -> None:
        self._names = names
        self._moments = {site.id: sortable_moments_at(site) for site in names.sites}

    def values(self, row: IncidentRow) -> dict[str, object]:
        """The value of each column, by its key; the name of a site for its id."""
        return {
            column.key: self._names.site(row.site_id) if column.refers_to == "site" else column.of(row)
            for column in _COLUMNS
        }

    def cells(self, row: IncidentRow) -> list[str]:
        """Each column with a heading, in words."""
        moments = self._moments[row.site_id]
        return [column_text(column, row, self._names, moments) for column in _COLUMNS if column.heading]
