"""The figures of one month of one site, entered as the page enters them."""

from uuid import UUID

from incident_tracker.domain.oversight.denominators import Denominators
from incident_tracker.ports.context import Context
from incident_tracker.usecases.oversight.denominators import MonthEntry, MonthFigures, enter_months


def enter_month(
    ctx: Context, site_id: UUID, month: str, figures: MonthFigures, expected_version: int | None = None
) -> Denominators:
    """Enter or correct the figures of one month."""
    (entered,) = enter_months(ctx, site_id, [MonthEntry(month, figures, expected_version)])
    return entered
