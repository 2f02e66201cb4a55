"""The tones that help to see status and level of an incident, and its moment in a list."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate

from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.wording import _
from ui.screen_text import locale, moment_text, moments_at, short_day, time_text


def status_tone(status: Status) -> str:
    """The tone of its badge."""
    match status:
        case Status.SUBMITTED:
            return "accent"
        case Status.IN_REVIEW | Status.NEEDS_UPDATE | Status.REOPENED:
            return "notice"
        case Status.CLOSED:
            return "good"
        case Status.DUPLICATE | Status.NOT_REPORTABLE | Status.VOID:
            return "quiet"


def level_tone(severity: Severity) -> str:
    """Calm below a threat, a notice from there up, care if it became physical."""
    if severity >= Severity.PHYSICAL:
        return "care"
    return "notice" if severity >= Severity.THREAT else "quiet"


def brief_moment(occurred: Moment, now: datetime, zone: ZoneInfo) -> str:
    """A moment where there is little room: without the day of the week; from other years only the day."""
    local = occurred.at.astimezone(zone)
    this_year = local.year == now.astimezone(zone).year
    day = locale().toString(QDate(local.year, local.month, local.day), _("d MMM") if this_year else _("d MMM yyyy"))
    if not this_year or occurred.precision is Precision.DAY:
        return day
    exact = occurred.precision is Precision.MINUTE
    words = _("{day}, {time}") if exact else _("~{day}, {time}")
    return words.format(day=day, time=time_text(occurred.at, zone))


def short_moments(now: datetime, zone: ZoneInfo) -> MomentFormats:
    """How a list says moments: without the year while it is that of `now`."""

    def moment(at: datetime) -> str:
        local = at.astimezone(zone)
        if local.year != now.astimezone(zone).year:
            return moment_text(at, zone)
        return _("{day}, {time}").format(day=short_day(local.date()), time=time_text(at, zone))

    whole = moments_at(zone)
    return MomentFormats(moment, whole.day, whole.month)
