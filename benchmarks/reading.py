"""Filters, search, counts, what is due and the monthly report, each against a plain query of the same run."""

import resource
import statistics
import time
from collections.abc import Callable

from sqlalchemy import select
from table import Measured

from db.support.debriefs import debrief_table
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import list_incidents, search_incidents
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report, list_report_months

WORDS = (
    "shouted",
    "counter",
    "useless",
    "clipboard",
    "interpreter",
    "swore",
    "refill",
    "copay",
    "parking",
    "sp",
    "zebra",
)
SCAN = "SELECT count(*), max(occurred_at) FROM incident INDEXED BY ix_incident_newest"
ROWS = "SELECT * FROM incident ORDER BY number DESC LIMIT {n}"


def measure(ctx: Context) -> list[Measured]:
    """The lines of the table for the clinic of `ctx`."""
    return [*_filters(ctx), *_search(ctx), *_counts(ctx), _report(ctx), *_due(ctx)]


def _filters(ctx: Context) -> list[Measured]:
    sites = sorted(ctx.actor.sites)
    asked = {
        "everything": IncidentFilter(),
        "one site": IncidentFilter(site_ids=frozenset(sites[:1])),
        "severe harm": IncidentFilter(severities=frozenset({Severity.SEVERE_HARM})),
        "severe or a weapon": IncidentFilter(severities=frozenset({Severity.INJURY, Severity.SEVERE_HARM})),
        "submitted": IncidentFilter(statuses=frozenset({Status.SUBMITTED})),
        "duplicates": IncidentFilter(statuses=frozenset({Status.DUPLICATE})),
        "struck out (none)": IncidentFilter(statuses=frozenset({Status.VOID})),
        "severe harm, needs an update": IncidentFilter(
            statuses=frozenset({Status.NEEDS_UPDATE}), severities=frozenset({Severity.SEVERE_HARM})
        ),
    }
    with ctx.store.read() as unit:
        anchor = timed(_Query(unit, ROWS.format(n=200)), 20)
    lines = []
    for name, wanted in asked.items():
        times = _times(_Call(list_incidents, ctx, wanted), 10)
        lines.append(Measured(f"list: first page, {name}", anchor, statistics.median(times), "same at 10k and N"))
    return lines


def _search(ctx: Context) -> list[Measured]:
    with ctx.store.read() as unit:
        anchor = timed(_Query(unit, ROWS.format(n=50)), 20)
    times = [time for word in WORDS for time in _times(_Call(search_incidents, ctx, word, IncidentFilter()), 5)]
    cut = statistics.quantiles(times, n=100)
    note = f"p95 {cut[94]:.1f} ms"
    return [Measured("search: newest 50 hits, p50", anchor, cut[49], "p95 <= 10 ms", note)]


def _counts(ctx: Context) -> list[Measured]:
    with ctx.store.read() as unit:
        anchor = timed(_Query(unit, SCAN), 3)
        months, tallies, site = unit.tallies.months(), unit.tallies, frozenset(sorted(ctx.actor.sites)[:1])
        always, year = (months[0], months[-1]), (months[-12], months[-1])
        asked: list[tuple[str, Callable[[], object], str]] = [
            ("monthly counts, all sites", lambda: tallies.by_month(*always), "<= 0.2"),
            (
                "u chart: one site, one kind",
                lambda: tallies.by_month(*always, site_ids=site, kinds={"threat"}),
                "<= 0.1",
            ),
            ("Pareto of factors, a year", lambda: tallies.by_code(Aspect.FACTOR, *year), "<= 0.1"),
            ("Pareto of factors, all time", lambda: tallies.by_code(Aspect.FACTOR, *always), "<= 0.5"),
        ]
        return [Measured(name, anchor, timed(act, 20), goal, "goals at 1M") for name, act, goal in asked]


def _due(ctx: Context) -> list[Measured]:
    """Among as many debriefs as there are incidents; the copies are taken back afterwards."""
    with ctx.store.write() as unit:
        connection, total = unit._connection, unit.incidents.total(IncidentFilter())
        columns = [column.name for column in debrief_table.columns if column.name not in ("id", "due_at")]
        names = ", ".join(f'"{name}"' for name in columns)
        # From a table of its own: what is copied within one table is gathered in memory first.
        connection.exec_driver_sql(f"CREATE TEMP TABLE one AS SELECT {names} FROM debrief WHERE due_at IS NULL LIMIT 1")
        connection.exec_driver_sql(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {total}) "
            f"INSERT INTO debrief (id, due_at, {names}) SELECT lower(hex(randomblob(16))), NULL, {names} FROM n, one"
        )
        waiting = unit.debriefs.waiting()
        ids = [debrief.id for debrief in waiting]
        by_key = select(debrief_table).where(debrief_table.c.id.in_(ids)).order_by(debrief_table.c.due_at)
        anchor = timed(lambda: unit.debriefs._found(by_key), 30)
        ours = timed(lambda: unit.debriefs.waiting(), 30)
        among = connection.exec_driver_sql("SELECT count(*) FROM debrief").scalar_one()
    return [Measured("what is due among all debriefs", anchor, ours, "same at 10k and N", f"{len(ids)} of {among:,}")]


def _report(ctx: Context) -> Measured:
    """The month before the present one: compiled from summaries and the incidents that the report names."""
    month = list_report_months(ctx)[1]
    with ctx.store.read() as unit:
        anchor = timed(_Query(unit, SCAN), 3)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours = timed(_Call(compile_monthly_report, ctx, month), 1)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return Measured("monthly report compiled", anchor, ours, "no goal", month, memory)


class _Query:
    """A plain query, read to its end."""

    def __init__(self, unit: object, sql: str) -> None:
        self._connection, self._sql = unit._connection, sql  # type: ignore[attr-defined]

    def __call__(self) -> object:
        return [tuple(row) for row in self._connection.exec_driver_sql(self._sql)]


class _Call:
    """A use case with its arguments."""

    def __init__(self, act: Callable[..., object], *args: object) -> None:
        self._act, self._args = act, args

    def __call__(self) -> object:
        return self._act(*self._args)


def timed(act: Callable[[], object], times: int) -> float:
    """The median of processor time, in milliseconds: other programs may be busy too."""
    return statistics.median(_times(act, times))


def _times(act: Callable[[], object], times: int) -> list[float]:
    act()
    taken = []
    for _ in range(times):
        start = time.process_time()
        act()
        taken.append((time.process_time() - start) * 1e3)
    return taken
