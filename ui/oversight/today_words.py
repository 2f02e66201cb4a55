"""Each thing that is due, in words: what to do, for whom, since when, and the page where it is done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.support.reminders import ReminderKind
from incident_tracker.usecases.oversight.today import Matter, TodayItem, When
from incident_tracker.wording import _, ngettext
from ui.icons import Icon
from ui.words import near_day_text, near_text, waiting_text

_TO_DEBRIEF = frozenset(ReminderKind) - {ReminderKind.FOLLOW_UP, ReminderKind.LEADERSHIP}


def group_text(when: When) -> str:
    """The heading of a group."""
    return {
        When.NOW: _("Now"),
        When.TODAY: _("Today"),
        When.THIS_WEEK: _("This week"),
        When.LATER: _("Later"),
    }[when]


def what_text(item: TodayItem) -> str:
    """What there is to do."""
    texts = {
        Matter.DRAFT: _("Finish your draft"),
        Matter.CONFIRM: _("Is this written down right?"),
        Matter.UPDATE_WANTED: _("Somebody asked for a little more"),
        Matter.LOOK_AT: _("A report that nobody has looked at yet"),
        Matter.MORE_TO_LOOK_AT: ngettext(
            "{n} more report that nobody has looked at yet",
            "{n} more reports that nobody has looked at yet",
            item.count,
        ).format(n=item.count),
        Matter.ACTION: _("An action in your hands"),
        Matter.FIGURES_MISSING: _("Visits and hours for {month}").format(month=month_text(item.month)),
        Matter.REPORT_READY: _("The report for {month} is ready").format(month=month_text(item.month)),
        Matter.BACK_UP: _("Make a backup"),
        ReminderKind.ASK: _("Offer a debrief"),
        ReminderKind.PLAN: _("Plan a debrief"),
        ReminderKind.PROTECTED_TIME: _("Protected time"),
        ReminderKind.CONFIRM_COVER: _("Confirm that you cover the desk"),
        ReminderKind.COVER_MISSING: _("A desk still needs cover"),
        ReminderKind.RECORD: _("Note how the debrief went"),
        ReminderKind.AFTER_CHECK: _("Was the time protected, and paid?"),
        ReminderKind.ANSWER: _("Would you like a debrief? Yes, no and later are all fine"),
        ReminderKind.ANSWER_AFTERWARDS: _("Two short questions about your debrief"),
        ReminderKind.FOLLOW_UP: _("Ask how they are doing"),
        ReminderKind.LEADERSHIP: _("Tell leadership"),
    }
    return texts[item.matter]


def about_text(item: TodayItem, names: dict[object, str], sites: dict[object, str]) -> str:
    """What it is about, and for whom: number, names, site."""
    people = ", ".join(names[person] for person in item.persons if person in names)
    for_whom = _("for {people}").format(people=people) if people else ""
    site = sites.get(item.site_id, "") if item.matter is Matter.FIGURES_MISSING else ""
    level = "" if item.severity is None else _("level {n}").format(n=int(item.severity))
    told = _("nobody else has acted yet") if item.escalated else ""
    return " · ".join(part for part in (item.ref, level, for_whom, site, told) if part)


def when_text(item: TodayItem, now: datetime, zone: ZoneInfo) -> str:
    """By when, or since when it waits; never a reproach."""
    if item.matter in (ReminderKind.PROTECTED_TIME, ReminderKind.CONFIRM_COVER) and item.by is not None:
        return near_text(item.by, now, zone)
    if item.matter is Matter.ACTION and item.by is not None:
        if item.by <= now:
            return waiting_text(item.by, now, zone)
        due = item.by.astimezone(zone).date().toordinal() - 1
        day = type(now.date()).fromordinal(due)
        return _("by {moment}").format(moment=near_day_text(day, now.astimezone(zone).date()))
    if item.by is not None and item.by > now and item.matter is not ReminderKind.AFTER_CHECK:
        return _("by {moment}").format(moment=near_text(item.by, now, zone))
    if item.matter is Matter.BACK_UP:
        return (
            _("the last one: {moment}").format(moment=near_text(item.since, now, zone)) if item.since else _("none yet")
        )
    since = item.by or item.since
    if item.matter is Matter.DRAFT and item.since is not None:
        return _("kept {moment}").format(moment=near_text(item.since, now, zone))
    return waiting_text(since, now, zone) if since is not None else ""


def month_text(month: str) -> str:
    """ "February 2026"; nothing for no month."""
    return period_name(month) if month else ""


def meaning(item: TodayItem) -> Icon:
    """The icon of a matter."""
    icons = {
        Matter.DRAFT: Icon.EDIT,
        Matter.CONFIRM: Icon.WORDS,
        Matter.UPDATE_WANTED: Icon.WORDS,
        Matter.LOOK_AT: Icon.SHOW,
        Matter.MORE_TO_LOOK_AT: Icon.INCIDENTS,
        Matter.ACTION: Icon.ACTIONS,
        Matter.FIGURES_MISSING: Icon.DENOMINATORS,
        Matter.REPORT_READY: Icon.REPORTS,
        Matter.BACK_UP: Icon.SAVE,
        ReminderKind.PROTECTED_TIME: Icon.PROTECTED,
        ReminderKind.CONFIRM_COVER: Icon.PROTECTED,
        ReminderKind.COVER_MISSING: Icon.PEOPLE,
        ReminderKind.FOLLOW_UP: Icon.PERSON,
        ReminderKind.LEADERSHIP: Icon.PHONE,
    }
    return icons.get(item.matter, Icon.SUPPORT)


def place_of(item: TodayItem) -> tuple[str, object]:
    """The page where it is done, and what that page is opened with."""
    if item.matter in _TO_DEBRIEF:
        return "debrief", item.subject_id
    places: dict[object, tuple[str, object]] = {
        Matter.DRAFT: ("log", item.subject_id),
        Matter.CONFIRM: ("incident", item.subject_id),
        Matter.UPDATE_WANTED: ("incident", item.subject_id),
        Matter.LOOK_AT: ("incident", item.subject_id),
        Matter.MORE_TO_LOOK_AT: ("incidents", "submitted"),
        Matter.ACTION: ("actions", item.subject_id),
        Matter.FIGURES_MISSING: ("denominators", item.month),
        Matter.REPORT_READY: ("reports", item.month),
        Matter.BACK_UP: ("manual", "backup"),
        ReminderKind.FOLLOW_UP: ("support", item.incident_id),
        ReminderKind.LEADERSHIP: ("support", item.incident_id),
    }
    return places[item.matter]
