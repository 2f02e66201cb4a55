"""`month`: the months that are over and not closed, and closing them."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.charts.period_labels import period_name
from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import month
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.session import signed_in
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.oversight.closing import OpenMonth, close_months, list_open_months
from incident_tracker.wording import _, ngettext


def add_arguments(parser: ArgumentParser) -> None:
    """List the open months, or close some."""
    parser.add_argument("job", choices=("list", "close"))
    parser.add_argument("months", nargs="*", type=month, metavar="YYYY-MM", help=_("which to close"))
    parser.add_argument("--due", action="store_true", help=_("close all that can be closed today"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """List or close; a closed month is told the same ever after."""
    if options.job == "close" and bool(options.months) == options.due:
        err.write(_("Please name the months: month close YYYY-MM …, or month close --due.") + "\n")
        return ExitStatus.WRONG_USAGE
    with signed_in(options) as ctx:
        found = list_open_months(ctx)
        if options.job == "list":
            _list(ctx, found, options, out)
            return ExitStatus.DONE
        wanted = options.months or [one.month for one in found if one.may_close]
        closed = close_months(ctx, wanted)
    n = len(closed)
    lines = [ngettext("{n} month is closed.", "{n} months are closed.", n).format(n=n)]
    lines += [f"  {period_name(one.month)}" for one in closed]
    answer(options, out, {"closed": [one.month for one in closed]}, lines)
    return ExitStatus.DONE


def _list(ctx: Context, found: tuple[OpenMonth, ...], options: Namespace, out: TextIO) -> None:
    names = {site.id: site.name for site in list_sites(ctx)}
    lines = [_line(one, [names[site] for site in one.without_visits]) for one in found]
    document = [
        {
            "month": one.month,
            "closes_on": one.closes_on,
            "may_close": one.may_close,
            "incidents": one.incidents,
            "without_visits": [names[site] for site in one.without_visits],
        }
        for one in found
    ]
    answer(options, out, {"months": document}, lines or [_("Every month that is over is closed.")])


def _line(one: OpenMonth, without: list[str]) -> str:
    state = _("can be closed") if one.may_close else _("can be closed from {day} on").format(day=one.closes_on)
    incidents = ngettext("{n} incident", "{n} incidents", one.incidents).format(n=one.incidents)
    parts = [one.month, state, incidents]
    if without:
        parts.append(_("visits missing: {sites}").format(sites=", ".join(without)))
    return " · ".join(parts)
