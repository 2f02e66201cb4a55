"""The half hours, bookings and reasons of a week in words, as they are read and as they are spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate

from incident_tracker.domain.support.debriefs import DebriefKind, DebriefStatus
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import Cover
from incident_tracker.domain.support.week import HalfHour, Hindrance, Planning, TimeFound, TimeHindered
from incident_tracker.labels.support.covers import cover_words, desk_closed_text
from incident_tracker.labels.support.debriefs import debrief_kind_text
from incident_tracker.labels.support.hindrances import hindrance_text
from incident_tracker.usecases.support.week import SupportWeek, WeekDebrief
from incident_tracker.wording import _, ngettext
from ui.screen_text import day_text, locale, near_text, one_stop, short_day, time_text, waiting_text
from ui.support.obstacle_card import obstacle_lines
from ui.support.week_names import WeekNames


@dataclass(frozen=True, slots=True)
class WhyNone:
    """Why a week has no time that suits, and what would make one possible; `hours_missing` where working hours are to
    be entered.
    """

    reason: str
    remedy: str
    hours_missing: bool = False


def long_day(day: date) -> str:
    """ "Tuesday 3 Mar"."""
    return locale().toString(QDate(day.year, day.month, day.day), _("dddd d MMM"))


def week_text(first: date, last: date) -> str:
    """ "Mon 23 Nov to Sun 29 Nov 2026"."""
    return _("{first} to {last}").format(first=short_day(first), last=day_text(last))


def span_text(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """ "10:00 AM to 10:45 AM"."""
    return _("{start} to {end}").format(start=time_text(start, zone), end=time_text(end, zone))


def day_and_span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """ "Tuesday 3 Mar, 10:00 AM to 10:45 AM"."""
    return _("{day}, {time}").format(day=long_day(start.astimezone(zone).date()), time=span_text(start, end, zone))


def leads_text(leader: str) -> str:
    """Who would lead, or that someone from outside does."""
    return _("{name} leads").format(name=leader) if leader else ""


def found_lines(found: TimeFound, outside: str, names: WeekNames) -> list[str]:
    """A time that suits in a few short lines, the most important first."""
    leader = names.first(found.leader_id) if found.leader_id is not None else outside
    covers = cover_words(found.covers.values(), names.first)
    head = _("after the last moment") if found.late else _("suits everyone")
    return [head, leads_text(leader), *covers]


def hindered_text(hindered: TimeHindered, names: WeekNames) -> str:
    """What is in the way, in a few words."""
    who = names.all_first(hindered.person_ids)
    return hindrance_text(hindered.why, who, one=len(hindered.person_ids) == 1)


def spoken_half_hour(one: HalfHour, day: date, zone: ZoneInfo, outside: str, names: WeekNames) -> str:
    """The whole cell for a screen reader: day, time, and what it means."""
    spoken_day = long_day(day)
    if isinstance(one, TimeHindered):
        at = time_text(one.starts_at, zone)
        return _("{day}, {time}, {words}").format(day=spoken_day, time=at, words=hindered_text(one, names))
    leader = names.first(one.leader_id) if one.leader_id is not None else outside
    covers = [
        _("{name} covers {desk}").format(name=names.first(cover), desk=names.desk_of(person))
        if cover is not None
        else _("{desk} is closed").format(desk=names.desk_of(person))
        for person, cover in one.covers.items()
    ]
    head = _("after the last moment") if one.late else _("suits everyone")
    words = ", ".join(part for part in (head, leads_text(leader), *covers) if part)
    return _("{day}, {time}, {words}").format(
        day=spoken_day, time=span_text(one.starts_at, one.ends_at, zone), words=words
    )


def booked_words(item: WeekDebrief, zone: ZoneInfo, names: WeekNames) -> tuple[str, str, str]:
    """A booked debrief: its heading, what stands below, and both in full for a screen reader."""
    debrief = item.debrief
    start, end = debrief.starts_at, debrief.ends_at
    assert start is not None
    assert end is not None
    who = names.all_first(item.coming) or _("Debrief")
    leader = names.first(debrief.facilitator_id) if debrief.facilitator_id else debrief.facilitator_outside
    parts = [leads_text(leader), debrief.place]
    covers = [one for one in item.covers if one.person_id in item.coming]
    if debrief.status is DebriefStatus.HELD:
        parts.append(_("held"))
    elif covers:
        parts.append(_covered_text(covers))
    below = " · ".join(part for part in parts if part)
    head = _("{time} {who}").format(time=time_text(start, zone), who=who)
    spoken = _("booked, {time}, {who}, {words}").format(time=span_text(start, end, zone), who=who, words=below)
    return head, below, spoken


def _covered_text(covers: Sequence[Cover]) -> str:
    if any(one.waits_for_yes for one in covers):
        return _("cover not confirmed yet")
    return desk_closed_text() if all(one.desk_is_closed for one in covers) else _("cover confirmed")


def plan_lines(
    item: WeekDebrief, now: datetime, zone: ZoneInfo, names: WeekNames, *, several_sites: bool = False
) -> tuple[str, str, str]:
    """A debrief to plan: for whom, what tells it from others and how far it is, and its last moment."""
    debrief = item.debrief
    who = names.names.joined(item.hoped_for or item.persons) or _("Debrief")
    happened = near_text(debrief.occurred_at, now, zone)
    told = debrief.kind in (DebriefKind.THEMATIC, DebriefKind.SECOND)
    kind = debrief_kind_text(debrief.kind) if told else names.kind(item.kind)
    what = _("{kind}, {moment}").format(kind=kind, moment=happened) if kind else happened
    site = names.names.site(debrief.site_id)
    if several_sites and site is not None:
        what = _("{what}, {site}").format(what=what, site=site.name)
    if item.persons or item.participants:
        what = _("{what} · {state}").format(what=what, state=state_text(item))
    by = near_text(debrief.by, now, zone)
    if debrief.waits_since(now):
        return who, what, waiting_text(debrief.by, now, zone)
    if item.participants or debrief.offer_by is None or debrief.offer_by > debrief.by:
        return who, what, _("hold by {moment}").format(moment=by)
    if debrief.offer_by < now:
        return who, what, _("ask now, hold by {moment}").format(moment=by)
    return who, what, _("ask by {moment}").format(moment=near_text(debrief.offer_by, now, zone))


def impossible_lines(week: SupportWeek, names: WeekNames, now: datetime, zone: ZoneInfo) -> list[str]:
    """What cannot be as it is planned, a line for each debrief of the week: whose, when, and why."""
    lines = []
    for item in (*week.booked, *week.to_plan):
        if item.in_the_way:
            starts = item.debrief.starts_at
            who = names.all_first(item.hoped_for) or _("Debrief")
            head = _("{who}, {moment}").format(who=who, moment=near_text(starts, now, zone)) if starts else who
            lines.append(_("{what}: {reason}").format(what=head, reason=" ".join(obstacle_lines(item.in_the_way))))
    return lines


def state_text(item: WeekDebrief) -> str:
    """How far the answers are."""
    if not item.participants:
        return _("not asked yet")
    yes = len(item.coming)
    if yes:
        return ngettext("{n} said yes", "{n} said yes", yes).format(n=yes)
    waiting = any(one.response is Response.ASKED for one in item.participants)
    return _("asked, no answer yet") if waiting else _("no one for now")


def why_none(hindered: TimeHindered | None, planning: Planning, names: WeekNames, now: datetime) -> WhyNone:
    """Why no time of the week suits, from what stops the times that come nearest."""
    if not planning.booking.attendees:
        return WhyNone(_("No one would like to come for now."), _("The offer stays open. They may change their minds."))
    if hindered is None:
        return WhyNone(_("This week has no time to look at."), "")
    zone, debrief = ZoneInfo(planning.booking.zone), planning.booking.debrief
    who = names.names.joined(hindered.person_ids)
    match hindered.why:
        case Hindrance.CLOSED:
            return WhyNone(_("The clinic is closed."), _("Look at another week."))
        case Hindrance.PAST:
            return WhyNone(_("This week is over."), _("Look at the next week."))
        case Hindrance.TOO_EARLY:
            start = near_text(debrief.not_before, now, zone)
            text = one_stop(_("It should not be before {moment}.").format(moment=start))
            return WhyNone(text, _("Look at the next week, or ask if they would rather talk sooner."))
        case Hindrance.NO_HOURS:
            text = _("No working hours are entered for {who}.").format(who=who)
            return WhyNone(text, _("With working hours, times can be found."), hours_missing=True)
        case Hindrance.AWAY:
            text = _("{who} is away for what is left of this week.").format(who=who)
            return WhyNone(text, _("Look at a week after that."))
        case Hindrance.NOT_AT_WORK:
            text = _("{who} is not at work long enough in what is left of this week.").format(who=who)
            return WhyNone(text, _("Look at the next week, or book paid extra time in the guided steps."))
        case Hindrance.IN_A_BREAK:
            text = _("Only the breaks of {who} are left.").format(who=who)
            return WhyNone(text, _("Breaks stay free. Look at the next week."))
        case Hindrance.BUSY:
            text = _("{who} is in other debriefs at all times that are left.").format(who=who)
            return WhyNone(text, _("Move one of them, or look at the next week."))
        case Hindrance.NO_LEADER:
            return _no_leader(planning, who)
        case Hindrance.NO_COVER:
            text = _("No one is free to cover the desk of {who} at any time that is left.").format(who=who)
            return WhyNone(text, _("One more person at work would make a time possible."))


def _no_leader(planning: Planning, who: str) -> WhyNone:
    if not planning.leaders:
        text = _("No one here may lead it without a written reason.")
        return WhyNone(text, _("Choose who leads in the guided steps. Someone from outside is possible too."))
    if planning.booking.debrief.facilitator_id is not None:
        text = _("{who} leads it and is not free at any time that is left.").format(who=who)
        return WhyNone(text, _("Someone else could lead it, or look at the next week."))
    text = _("No one who may lead it is free at any time that is left.")
    return WhyNone(text, _("Look at the next week. Someone from outside could lead it too."))
