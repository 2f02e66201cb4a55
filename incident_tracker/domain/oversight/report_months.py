"""Which months a report can be about."""

from collections.abc import Iterable

from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import SitePast

LEAST_MONTHS = 12
"""Where it is not known when a site began, at least this many months are offered: an empty month is a report too."""


def report_months(pasts: Iterable[SitePast], first_counted: str | None, present: str) -> tuple[str, ...]:
    """The months of these sites, newest first, up to the `present` one.

    A site has months since it has used the program, and earlier ones only where an older log brought incidents:
    of a month before that nobody can say that nothing happened. `first_counted` is the first month with an incident.
    """
    found = {present}
    for past in pasts:
        began = past.founded
        if began is None:
            began = min(first_counted or present, months.shift(present, 1 - LEAST_MONTHS))
        found.update(past.earlier, months.between(began, present))
    return tuple(sorted(found, reverse=True))
