"""Denominators are summed over sites only where every site has one."""

from uuid import UUID

import pytest

from incident_tracker.domain.errors import Refused
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Base, Denominators, checked_figures, totals

ONE, TWO = UUID(int=1), UUID(int=2)


def figures(site: UUID, month: str, visits: int | None, hours: float | None = None) -> Denominators:
    return Denominators(UUID(int=9), site, month, visits, None, None, hours, entered_by=UUID(int=8))


def test_a_hole_at_one_site_is_a_hole_in_the_sum() -> None:
    known = [figures(ONE, "2026-01", 100), figures(TWO, "2026-01", 50), figures(ONE, "2026-02", 120)]
    assert totals(known, ("2026-01", "2026-02", "2026-03"), (ONE, TWO), Base.VISITS) == (150, None, None)
    assert totals(known, ("2026-02",), (ONE,), Base.VISITS) == (120,)


def test_zero_visits_make_no_rate() -> None:
    assert totals([figures(ONE, "2026-01", 0)], ("2026-01",), (ONE,), Base.VISITS) == (None,)


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        (figures(ONE, "2026-13", 1), "month"),
        (figures(ONE, "2026-1", 1), "month"),
        (figures(ONE, "2026-01", None), "visits"),
        (figures(ONE, "2026-01", -1), "visits"),
        (figures(ONE, "2026-01", 1, -0.5), "staff_hours"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(entered: Denominators, field: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_figures(entered)
    assert refused.value.field == field


def test_months_go_over_the_year() -> None:
    assert months.shift("2026-01", -1) == "2025-12"
    assert months.shift("2025-11", 14) == "2027-01"
    assert months.between("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")
    assert months.between("2026-02", "2026-01") == ()
    assert str(months.last_day("2028-02")) == "2028-02-29"
