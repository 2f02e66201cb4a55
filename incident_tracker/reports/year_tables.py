"""The tables of what is told of a whole year: figures of people, and where two dimensions cross."""

from collections.abc import Sequence

from incident_tracker.domain.clinic.release import FEWEST_SHOWN
from incident_tracker.reports.monthly import YearLine
from incident_tracker.reports.printed import count_text
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.wording import _


def year_table(title: str, heads: Sequence[str], lines: Sequence[YearLine]) -> PaperTable:
    """One line for each row; what is hidden says so."""
    return PaperTable(
        (PaperColumn(title, 5, names_row=True), *(PaperColumn(head, 1.2, number=True) for head in heads)),
        [(line.label, *map(count_text, line.counts)) for line in lines],
        caption=title,
    )


def hidden_text() -> str:
    """What is told of a year, and what is not."""
    return _(
        "These figures are of the whole clinic and a whole year, and stay as they were first told. Where a count "
        "from 1 to {most} could lead to a person, its line is hidden."
    ).format(most=FEWEST_SHOWN - 1)


def told_by_the_year_text() -> str:
    """Why there is nothing yet."""
    return _(
        "What people answered is told for whole years, from January 10 of the next year on, so that no one can be "
        "recognized."
    )
