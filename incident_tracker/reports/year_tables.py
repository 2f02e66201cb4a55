"""The tables of what is told of a whole year: figures of people, and where two dimensions cross."""

from collections.abc import Iterator, Sequence

from incident_tracker.charts.figures import figure_text
from incident_tracker.domain.clinic.release import FEWEST_SHOWN, Visibility
from incident_tracker.reports.blocks import Paragraph
from incident_tracker.reports.flow import Block
from incident_tracker.reports.monthly import Count, YearLine, YearOfPeople
from incident_tracker.reports.printed import NOTHING, count_text
from incident_tracker.reports.style import NOTE
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.wording import _


def year_table(title: str, heads: Sequence[str], lines: Sequence[YearLine]) -> PaperTable:
    """One line for each row; what is hidden says so."""
    return PaperTable(
        (PaperColumn(title, 5, names_row=True), *(PaperColumn(head, 1.2, number=True) for head in heads)),
        [(line.label, *map(count_text, line.counts)) for line in lines],
        caption=title,
    )


def harm_blocks(year: YearOfPeople | None) -> Iterator[Block]:
    """In how many incidents a member of staff came to harm, and the worst of it."""
    if year is None or year.harmed is None:
        return
    title = _("Harm to staff, {year}").format(year=year.year)
    harmed, answered, unanswered = year.harmed
    yield PaperTable(
        (
            PaperColumn(_("What is counted"), 5, names_row=True),
            PaperColumn(_("Incidents"), 1.2, number=True),
            PaperColumn(_("Of"), 1.2, number=True),
            PaperColumn(_("Per 100"), 1.2, number=True),
            PaperColumn(_("Not recorded"), 1.4, number=True),
        ),
        [
            (
                _("A member of staff was hurt or felt threatened"),
                count_text(harmed),
                count_text(answered),
                per_hundred_text(harmed, answered),
                count_text(unanswered),
            ),
            *((line.label, count_text(line.counts[0]), "", "", "") for line in year.harm),
        ],
        caption=title,
        note=_("Each incident counts once, by the worst that it did to anyone on the staff.") if year.harm else "",
    )
    yield Paragraph(hidden_text(), NOTE)


def per_hundred_text(harmed: Count, answered: Count) -> str:
    """How many of 100; a dash where one of both is hidden or there is nothing to count."""
    if isinstance(harmed, Visibility) or isinstance(answered, Visibility) or not answered:
        return NOTHING
    return figure_text(100 * harmed / answered)


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
