"""Decide once what is told of a year to people who see no names, keep it, and read it again."""

from collections.abc import Iterator
from uuid import UUID

from incident_tracker.domain.capture.parties import WorstHarm
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.oversight.year_figures import (
    HARMED,
    YearFigures,
    YearRow,
    YearTable,
    months_of_year,
    year_of_report,
)
from incident_tracker.domain.oversight.year_harm import year_harm
from incident_tracker.domain.oversight.year_people import people_of_year
from incident_tracker.domain.support.compliance import MonthOfSupport, compliance
from incident_tracker.statistics.crossed_rows import CrossedTable
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.oversight.report_scope import today_at_first_site
from incident_tracker.usecases.support.compliance import month_of_support

_AFTER = (Aspect.TECHNIQUE_CALMED, Aspect.TECHNIQUE_SAME, Aspect.TECHNIQUE_WORSE)


@needs(Permission.SEE_PROMISES, writes=True)
def keep_year(work: Work, month: str) -> None:
    """Decide and keep what is told of the year that stands in the report of `month` ("YYYY-MM"), unless it is kept.

    It is that of the whole clinic, no matter who asks first; nothing is told of a year before it is over.
    """
    work.visible_sites()
    year = year_of_report(month, today_at_first_site(work))
    if work.unit.year_figures.find(year) is not None or not _has_records(work, year):
        return
    figures = YearFigures(work.new_id(), year, tuple(_rows(work, year)), work.now)
    work.unit.year_figures.add(figures)
    work.record("kept_for_ever", "year_figures", figures.id, after=figures, facts={"year": year})


def kept_year(work: Work, month: str) -> YearFigures | None:
    """What is told of a year in the report of `month`, inside a use case that is already behind the gate.

    None before a year was over.
    """
    return work.unit.year_figures.find(year_of_report(month, today_at_first_site(work)))


def _has_records(work: Work, year: int) -> bool:
    known = work.unit.tallies.months()
    return any(f"{year}-01" <= month <= f"{year}-12" for month in known)


def _rows(work: Work, year: int) -> Iterator[YearRow]:
    yield from _techniques(work, year)
    yield from _harm(work, year)
    support = MonthOfSupport.together([month_of_support(work, month, None) for month in months_of_year(year)])
    yield from people_of_year(compliance(support, work.now))


def _techniques(work: Work, year: int) -> Iterator[YearRow]:
    """What followed each technique; its uses, and what followed all of them, are known of each site and month."""
    first, last = f"{year}-01", f"{year}-12"
    codes = tuple(work.unit.tallies.by_code(Aspect.TECHNIQUE, first, last, None))
    if not codes:
        return

    def grid(site_id: UUID, month: str) -> list[tuple[int, ...]]:
        used, *after = (
            work.unit.tallies.by_code(aspect, month, month, frozenset({site_id}))
            for aspect in (Aspect.TECHNIQUE, *_AFTER)
        )
        noted = [tuple(found.get(code, 0) for found in after) for code in codes]
        return [(*row, max(0, used.get(code, 0) - sum(row))) for code, row in zip(codes, noted, strict=True)]

    table = CrossedTable(
        tuple(grid(site.id, month) for site in work.unit.sites.all() for month in months_of_year(year))
    )
    hidden = table.hidden_rows()
    for at, (code, row) in enumerate(zip(codes, table.total, strict=True)):
        yield YearRow(YearTable.TECHNIQUES, code, (None,) * len(_AFTER) if at in hidden else row[:-1])


def _harm(work: Work, year: int) -> Iterator[YearRow]:
    first, last = f"{year}-01", f"{year}-12"
    tallies = work.unit.tallies
    counts = {WorstHarm(code): n for code, n in tallies.by_code(Aspect.HARM, first, last, None).items()}
    told = year_harm(counts, sum(tallies.by_month(first, last).values()))
    yield YearRow(YearTable.HARM, HARMED, (told.harmed, told.answered, told.unanswered))
    yield from (YearRow(YearTable.HARM, kind, (n,)) for kind, n in told.by_worst.items())
