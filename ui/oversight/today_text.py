"""Each thing that is due, in words: what to do, for whom, since when, and the page where it is done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.clinic.first_run import FirstStep
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.labels.clinic.first_run import first_step_reason, first_step_text
from incident_tracker.labels.support.reminders import task_text
from incident_tracker.usecases.oversight.today import Matter, TodayItem, When
from incident_tracker.wording import _, ngettext, problem_text
from ui.icons import Icon
from ui.oversight.reach import CLOSE_MONTHS
from ui.screen_text import near_day_text, near_text, time_text, waiting_text


def time_group_text(when: When) -> str:
    """The heading of a group."""
    match when:
        case When.NOW:
            return _("Now")
        case When.TODAY:
            return _("Today")
        case When.THIS_WEEK:
            return _("This week")
        case When.LATER:
            return _("Later")


def what_text(item: TodayItem, now: datetime, zone: ZoneInfo) -> str:
    """What has to be done."""
    if isinstance(item.matter, ReminderKind):
        return task_text(item.matter)
    return _matter_text(item.matter, item, now, zone)


def _matter_text(  # noqa: C901  # one match over an enumeration
    matter: Matter, item: TodayItem, now: datetime, zone: ZoneInfo
) -> str:
    match matter:
        case Matter.STUB:
            return _note_text(item, now, zone)
        case Matter.STUB_UNREADABLE:
            return ngettext("{n} note cannot be read", "{n} notes cannot be read", item.count).format(n=item.count)
        case Matter.DRAFT:
            return _("Finish your draft")
        case Matter.COMPLETION | Matter.ANALYSIS_DRAFT:
            return _("Save or discard what you typed")
        case Matter.CONFIRM:
            return _("Is this written down right?")
        case Matter.UPDATE_WANTED:
            return _("Someone asked for a little more")
        case Matter.LOOK_AT:
            return _("A report that no one has looked at yet")
        case Matter.MORE_TO_LOOK_AT:
            return ngettext(
                "{n} more report that no one has looked at yet",
                "{n} more reports that no one has looked at yet",
                item.count,
            ).format(n=item.count)
        case Matter.ACTION:
            return _("An action for you")
        case Matter.FIGURES_MISSING:
            return _("Visits and hours for {month}").format(month=month_text(item.month))
        case Matter.REPORT_READY:
            return _("The report for {month} is ready").format(month=month_text(item.month))
        case Matter.CLOSE_MONTHS:
            return _close_text(item)
        case Matter.PRIVATE_LINE:
            return _("Something waits for you on the private line")
        case Matter.BACK_UP:
            return _("Make a backup")
        case Matter.FIRST_STEP:
            return first_step_text(item.step or FirstStep.PRACTICE)
        case Matter.IMPOSSIBLE:
            return _impossible_text(item)
        case Matter.NAME_MANAGER:
            return _("Name who answers for a debrief")
        case Matter.NO_ONE_REMINDED:
            return _("Give someone an account who leads: reminders about support reach no one")


def _close_text(item: TodayItem) -> str:
    if item.count == 1:
        return _("Close {month}, so that its figures stay as they are").format(month=month_text(item.month))
    return ngettext("Close {n} month", "Close {n} months, the first is {month}", item.count).format(
        n=item.count, month=month_text(item.month)
    )


def _impossible_text(item: TodayItem) -> str:
    if item.why is not None and item.why.reason is Reason.CLOSED_THAT_DAY:
        return _("A debrief is booked on a day that is closed now")
    return _("A debrief cannot be as it is planned")


def _note_text(item: TodayItem, now: datetime, zone: ZoneInfo) -> str:
    if item.since is None:  # the clock was set back since
        return _("1 note at {desk}, time unknown").format(desk=item.desk) if item.desk else _("1 note, time unknown")
    today = item.since.astimezone(zone).date() == now.astimezone(zone).date()
    moment = time_text(item.since, zone) if today else near_text(item.since, now, zone)
    if item.desk:
        return _("1 note from {moment} at {desk}").format(moment=moment, desk=item.desk)
    return _("1 note from {moment}").format(moment=moment)


def about_text(
    item: TodayItem, names: dict[object, str], sites: dict[object, str], now: datetime, zone: ZoneInfo
) -> str:
    """What it is about, and for whom: number, names, site; of a draft what tells it from another one."""
    if item.matter is Matter.STUB:
        return _("Enter completes it, Delete discards it")
    if item.matter is Matter.STUB_UNREADABLE:
        return _("The file is damaged or from another clinic; Delete sets it aside")
    if item.step is not None:
        return _("{why}. Delete takes it off the list.").format(why=first_step_reason(item.step))
    people = ", ".join(names[person] for person in item.persons if person in names)
    for_whom = _("for {people}").format(people=people) if people else ""
    of_a_site = (Matter.FIGURES_MISSING, Matter.NAME_MANAGER, Matter.NO_ONE_REMINDED)
    site = sites.get(item.site_id, "") if item.matter in of_a_site else ""
    level = "" if item.severity is None else _("level {n}").format(n=int(item.severity))
    told = _("no one else has acted yet") if item.escalated else ""
    closed = item.why is None or item.why.reason is Reason.CLOSED_THAT_DAY  # which the line above says already
    why = "" if item.why is None or closed else problem_text(item.why.refusal)
    draft = (near_text(item.happened_at, now, zone), item.desk) if item.happened_at else ()
    return " · ".join(part for part in (item.ref, *draft, level, for_whom, site, told, why) if part)


def when_text(item: TodayItem, now: datetime, zone: ZoneInfo) -> str:
    """By when, or since when it is waiting; never blaming."""
    if item.matter is ReminderKind.CANCELED and item.since is not None:
        return near_text(item.since, now, zone)
    booked = (ReminderKind.PROTECTED_TIME, ReminderKind.CONFIRM_COVER, ReminderKind.TELL_OF_TIME, Matter.IMPOSSIBLE)
    if item.matter in booked and item.by is not None:
        return near_text(item.by, now, zone)
    if item.matter is Matter.ACTION and item.by is not None:
        if item.by <= now:
            return waiting_text(item.by, now, zone)
        due = item.by.astimezone(zone).date().toordinal() - 1
        day = type(now.date()).fromordinal(due)
        return _("by {moment}").format(moment=near_day_text(day, now.astimezone(zone).date()))
    if item.by is not None and item.by > now and item.matter not in (ReminderKind.AFTER_CHECK, ReminderKind.WHY_LATE):
        return _("by {moment}").format(moment=near_text(item.by, now, zone))
    if item.matter is Matter.BACK_UP:
        return (
            _("the last one: {moment}").format(moment=near_text(item.since, now, zone)) if item.since else _("none yet")
        )
    if item.matter in (Matter.STUB, Matter.STUB_UNREADABLE):
        return ""
    since = item.by or item.since
    if item.matter in (Matter.DRAFT, Matter.COMPLETION, Matter.ANALYSIS_DRAFT) and item.since is not None:
        return _("kept {moment}").format(moment=near_text(item.since, now, zone))
    return waiting_text(since, now, zone) if since is not None else ""


def month_text(month: str) -> str:
    """ "February 2026"; nothing for no month."""
    return period_name(month) if month else ""


def meaning(item: TodayItem) -> Icon:  # noqa: C901  # one match over two enumerations
    """The icon of a matter."""
    match item.matter:
        case Matter.STUB:
            return Icon.TIMER
        case Matter.STUB_UNREADABLE | Matter.CONFIRM | Matter.UPDATE_WANTED:
            return Icon.WORDS
        case Matter.DRAFT | Matter.COMPLETION | Matter.ANALYSIS_DRAFT:
            return Icon.EDIT
        case Matter.LOOK_AT:
            return Icon.SHOW
        case Matter.MORE_TO_LOOK_AT:
            return Icon.INCIDENTS
        case Matter.ACTION:
            return Icon.ACTIONS
        case Matter.FIGURES_MISSING:
            return Icon.DENOMINATORS
        case Matter.REPORT_READY | Matter.CLOSE_MONTHS:
            return Icon.REPORTS
        case Matter.BACK_UP:
            return Icon.SAVE
        case Matter.IMPOSSIBLE:
            return Icon.CALENDAR
        case Matter.NAME_MANAGER | Matter.NO_ONE_REMINDED:
            return Icon.PERSON
        case Matter.FIRST_STEP:
            return Icon.BEGIN
        case ReminderKind.PROTECTED_TIME | ReminderKind.CONFIRM_COVER:
            return Icon.PROTECTED
        case ReminderKind.COVER_MISSING | ReminderKind.TELL_OF_TIME:
            return Icon.PEOPLE
        case ReminderKind.FOLLOW_UP:
            return Icon.PERSON
        case ReminderKind.RELIEF | ReminderKind.FIVE_MINUTES | ReminderKind.OUTREACH | ReminderKind.REPAIR:
            return Icon.SUPPORT
        case ReminderKind.LEADERSHIP:
            return Icon.PHONE
        case (
            ReminderKind.ASK
            | ReminderKind.PLAN
            | ReminderKind.RECORD
            | ReminderKind.AFTER_CHECK
            | ReminderKind.WHY_LATE
        ):
            return Icon.SUPPORT
        case ReminderKind.ANSWER | ReminderKind.ANSWER_AFTERWARDS | ReminderKind.CONSENT | ReminderKind.CANCELED:
            return Icon.SUPPORT
        case ReminderKind.MONTH_LATER | Matter.PRIVATE_LINE:
            return Icon.PROTECTED


def place_of(item: TodayItem) -> tuple[str, object]:  # noqa: C901  # one match over two enumerations
    """The page where it is done, and its argument."""
    match item.matter:
        case Matter.DRAFT | Matter.STUB:
            return "log", item.subject_id
        case Matter.STUB_UNREADABLE:
            return "manual", "reception"
        case Matter.COMPLETION:
            return "incident", ("complete", item.incident_id)
        case Matter.ANALYSIS_DRAFT:
            return "analysis", item.analysis_id
        case Matter.CONFIRM | Matter.UPDATE_WANTED | Matter.LOOK_AT:
            return "incident", item.subject_id
        case Matter.MORE_TO_LOOK_AT:
            return "incidents", "submitted"
        case Matter.ACTION:
            return "actions", item.subject_id
        case Matter.FIGURES_MISSING:
            return "denominators", item.month
        case Matter.REPORT_READY:
            return "reports", item.month
        case Matter.CLOSE_MONTHS:
            return "reports", CLOSE_MONTHS
        case Matter.BACK_UP:
            return "manual", "backup"
        case Matter.IMPOSSIBLE:
            return "debrief", item.subject_id
        case Matter.NAME_MANAGER:  # it is asked on the page itself
            return "today", item.subject_id
        case Matter.NO_ONE_REMINDED:
            return "users", None
        case Matter.FIRST_STEP:
            return _place_of_step(item.step or FirstStep.PRACTICE)
        case ReminderKind.FOLLOW_UP | ReminderKind.LEADERSHIP | ReminderKind.CONSENT:
            return "support", item.incident_id
        case ReminderKind.MONTH_LATER | Matter.PRIVATE_LINE:
            return "private_line", None
        case ReminderKind.RELIEF | ReminderKind.FIVE_MINUTES | ReminderKind.OUTREACH | ReminderKind.REPAIR:
            return "incident_support", item.incident_id
        case ReminderKind.ASK | ReminderKind.PLAN:
            return "week", item.subject_id
        case (
            ReminderKind.PROTECTED_TIME
            | ReminderKind.CONFIRM_COVER
            | ReminderKind.TELL_OF_TIME
            | ReminderKind.COVER_MISSING
            | ReminderKind.RECORD
            | ReminderKind.AFTER_CHECK
            | ReminderKind.WHY_LATE
            | ReminderKind.ANSWER
            | ReminderKind.ANSWER_AFTERWARDS
            | ReminderKind.CANCELED
        ):
            return "debrief", item.subject_id


def _place_of_step(step: FirstStep) -> tuple[str, object]:
    match step:
        case FirstStep.PEOPLE | FirstStep.SHIFTS:
            return "users", None
        case FirstStep.ACCOUNTS:
            return "accounts", None
        case FirstStep.HOLIDAYS:
            return "places", "closed"
        case FirstStep.PRACTICE:
            return "practice", None
