"""Clocks, choices and tones of analyses and actions as the screen shows them."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from incident_tracker.charts.period_labels import month_name
from incident_tracker.domain.learning.actions import Action, ActionEffect, ActionStatus, Tier
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.factors import within_the_clinic
from incident_tracker.labels.learning.actions import action_effect_meaning, action_effect_text, tier_meaning, tier_text
from incident_tracker.ports.learning import AnalysisRow
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.screen_text import near_day_text
from ui.widgets.choice_chips import Choice


def deadline_text(analysis: Analysis | AnalysisRow, now: datetime, zone: ZoneInfo, *, by_month: bool) -> str:
    """The next deadline of an analysis: "to begin by Tuesday", "to finish by …", "waiting since …".

    It has begun as soon as anything was saved after it was opened. `by_month`: the reader is told months, and no days.
    """
    today = now.astimezone(zone).date()
    if by_month:
        return _month_text(analysis, now, zone)

    def near(moment: datetime) -> str:
        return near_day_text(moment.astimezone(zone).date(), today)

    if analysis.closed_at is not None:
        return _("closed {day}").format(day=near(analysis.closed_at))
    if analysis.finish_by < now:
        return _("waiting since {day}").format(day=near(analysis.finish_by))
    if analysis.version > 1:
        return _("to finish by {day}").format(day=near(analysis.finish_by))
    if analysis.begin_by < now:
        return _("waiting to begin since {day}").format(day=near(analysis.begin_by))
    return _("to begin by {day}").format(day=near(analysis.begin_by))


def _month_text(analysis: Analysis | AnalysisRow, now: datetime, zone: ZoneInfo) -> str:
    if analysis.closed_at is not None:
        return _("closed in {month}").format(month=month_name(analysis.closed_at.astimezone(zone).date()))
    month = month_name(analysis.finish_by.astimezone(zone).date())
    if analysis.finish_by < now:
        return _("waiting since {day}").format(day=month)
    return _("to finish by the end of {month}").format(month=month)


def place_of_factor_text(code: str) -> str:
    """Whether the clinic itself can change a factor."""
    return _("Within our clinic") if within_the_clinic(code) else _("Around a person, or outside")


def factor_choices(clinic: ClinicChoices) -> tuple[Choice, ...]:
    """The factors in the order of the fishbone's ribs, each after its rib."""
    ribs = [choice.code for choice in clinic.choices("factor_rib")]
    choices = []
    for place, choice in enumerate(clinic.choices("factor")):
        rib = rib_of(clinic, str(choice.code))
        rank = ribs.index(rib) if rib in ribs else len(ribs)
        label = _("{rib}: {factor}").format(rib=clinic.label("factor_rib", rib), factor=choice.label)
        choices.append((rank, place, Choice(choice.code, label, choice.meaning)))
    return tuple(choice for _rank, _place, choice in sorted(choices, key=_ranks))


def rib_of(clinic: ClinicChoices, factor: str) -> str:
    """The code of the rib of the fishbone that a factor belongs to."""
    term = clinic.term("factor", factor)
    return term.crosswalk.get("rib", "") if term else ""


def tier_choices() -> list[Choice]:
    """The three strengths with what sets them apart."""
    return [Choice(tier, tier_text(tier), tier_meaning(tier)) for tier in Tier]


def effect_choices() -> list[Choice]:
    """What the check of an effect can find."""
    return [Choice(effect, action_effect_text(effect), action_effect_meaning(effect)) for effect in ActionEffect]


def tier_tone(tier: Tier) -> str:
    """The tone that goes with the strength; the word carries the meaning."""
    match tier:
        case Tier.STRONGER:
            return "good"
        case Tier.INTERMEDIATE:
            return "accent"
        case Tier.WEAKER:
            return ""


def action_due_text(action: Action, today: date, zone: ZoneInfo, *, by_month: bool) -> str:
    """When an action is due, without blame: "by Tuesday", "waiting since Monday", "done yesterday".

    `by_month`: the reader is told the month alone.
    """
    if action.ended_at is not None and by_month:
        month = month_name(action.ended_at.astimezone(zone).date())
        done = action.status is ActionStatus.DONE
        return _("done in {month}").format(month=month) if done else _("dropped in {month}").format(month=month)
    if action.ended_at is not None:
        ended = near_day_text(action.ended_at.astimezone(zone).date(), today)
        if action.status is ActionStatus.DONE:
            return _("done {day}").format(day=ended)
        return _("dropped {day}").format(day=ended)
    day = month_name(action.due_on) if by_month else near_day_text(action.due_on, today)
    return _("waiting since {day}").format(day=day) if action.due_on < today else _("by {day}").format(day=day)


def joined(parts: Iterable[str]) -> str:
    """Short widgets of one line, with a dot between."""
    return " · ".join(part for part in parts if part)


def _ranks(choice: tuple[int, int, Choice]) -> tuple[int, int]:
    return choice[0], choice[1]
