"""What the page of a week shows, read at once: the week, the names for it, and the board of the chosen debrief."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.ports.context import Actor, Context
from incident_tracker.usecases.clinic.sites import list_desks
from incident_tracker.usecases.clinic.vocabulary import list_terms
from incident_tracker.usecases.support.week import SupportWeek, WeekDebrief, support_week
from ui.support.support_names import read_support_names
from ui.support.week_layout import Board, board_of
from ui.support.week_names import WeekNames


@dataclass(frozen=True)
class WeekView:
    """What was read for one week, and the board for the debrief that is chosen in it."""

    week: SupportWeek
    names: WeekNames
    board: Board


def first_site(actor: Actor) -> UUID | None:
    """The site whose hours are shown while no debrief is chosen."""
    return min(actor.sites, default=None)


def read_week(
    ctx: Context, first: datetime, choices: tuple[object, UUID | None, UUID | None], zone: ZoneInfo
) -> WeekView:
    """The week from `first` on. `choices`: what to choose (a debrief to plan, or its incident), else the booked debrief
    that is being moved, else the one that was chosen so far; where none of these is there, the first to plan.
    """
    wanted, moving, chosen = choices
    week = support_week(ctx, first)
    names = WeekNames(read_support_names(ctx), tuple(list_desks(ctx)), tuple(list_terms(ctx, "kind")))
    one = _wanted(week, wanted) or week.find(moving) or _to_plan(week, chosen)
    if one is None:
        one = next((item for item in week.to_plan if item.may_plan), None)
    board = board_of(week, one.debrief.id if one is not None else None, first_site(ctx.actor), names, zone, ctx.now())
    return WeekView(week, names, board)


def _wanted(week: SupportWeek, wanted: object) -> WeekDebrief | None:
    return next((one for one in week.to_plan if wanted in (one.debrief.id, *one.debrief.incident_ids)), None)


def _to_plan(week: SupportWeek, debrief_id: UUID | None) -> WeekDebrief | None:
    return next((one for one in week.to_plan if one.debrief.id == debrief_id), None)
