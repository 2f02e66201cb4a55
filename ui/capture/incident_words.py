"""Status, level, channel and moment of an incident in words, and the tone that helps to see them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate

from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.wording import _, pgettext
from ui.clinic_words import ClinicWords
from ui.words import day_text, locale, moment_text, time_text


def status_text(status: Status) -> str:
    """Where it stands."""
    return {
        Status.SUBMITTED: _("Submitted"),
        Status.IN_REVIEW: _("In review"),
        Status.NEEDS_UPDATE: _("Needs an update"),
        Status.REOPENED: pgettext("an incident", "Reopened"),
        Status.CLOSED: pgettext("an incident", "Closed"),
        Status.DUPLICATE: _("Duplicate"),
        Status.NOT_REPORTABLE: _("Not reportable"),
        Status.VOID: pgettext("an incident", "Struck out"),
    }[status]


def status_tone(status: Status) -> str:
    """The tone of its badge."""
    return {
        Status.SUBMITTED: "accent",
        Status.IN_REVIEW: "notice",
        Status.NEEDS_UPDATE: "notice",
        Status.REOPENED: "notice",
        Status.CLOSED: "good",
    }.get(status, "quiet")


def level_text(severity: Severity, words: ClinicWords) -> str:
    """The digit of the level and its plain label; the digit is there for those who see no colours."""
    if severity is Severity.NEAR_MISS:
        return _("0 · Near miss")
    return f"{int(severity)} · {words.label('severity', str(int(severity)))}"


def level_tone(severity: Severity) -> str:
    """Calm below a threat, a notice from there, care where it became physical."""
    if severity >= Severity.PHYSICAL:
        return "care"
    return "notice" if severity >= Severity.THREAT else "quiet"


def occurred_text(at: datetime, precision: Precision, zone: ZoneInfo) -> str:
    """When it happened, as exactly as it is known."""
    if precision is Precision.DAY:
        return day_text(at.astimezone(zone).date())
    text = moment_text(at, zone)
    return text if precision is Precision.MINUTE else _("about {moment}").format(moment=text)


def short_occurred_text(at: datetime, precision: Precision, now: datetime, zone: ZoneInfo) -> str:
    """The same for a list: without the year while it is this one."""
    local = at.astimezone(zone)
    if precision is Precision.DAY or local.year != now.astimezone(zone).year:
        return occurred_text(at, precision, zone)
    day = locale().toString(QDate(local.year, local.month, local.day), _("ddd d MMM"))
    text = _("{day}, {time}").format(day=day, time=time_text(at, zone))
    return text if precision is Precision.MINUTE else _("about {moment}").format(moment=text)


def place_text(site_id: object, desk_id: object, words: ClinicWords) -> str:
    """Site and desk in one line."""
    site = next((one.name for one in words.sites if one.id == site_id), "")
    desk = next((one.name for one in words.desks if one.id == desk_id), "")
    return _("{site}, {desk}").format(site=site, desk=desk) if desk else site
