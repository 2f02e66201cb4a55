"""From what is owed to groups in calm order, each line with its words and its one next step."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.offers import SupportOffer
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.usecases.support.daily_card import DayCard
from incident_tracker.usecases.support.debriefs import DebriefFile
from incident_tracker.usecases.support.outreach import ConsentWanted
from incident_tracker.usecases.support.owed import Owed
from incident_tracker.usecases.support.wellbeing import Reader
from incident_tracker.wording import _
from ui.icons import Icon
from ui.screen_text import near_text, waiting_text
from ui.support.support_names import SupportNames


class OwedGroup(StrEnum):
    """The group of a thing that is owed, in the order in which the page shows it."""

    FIRST_MINUTES = "first_minutes"
    TODAY = "today"
    LEADERSHIP = "leadership"
    TO_PLAN = "to_plan"
    ASKED = "asked"
    PLANNED = "planned"
    AFTERWARDS = "afterwards"
    FOLLOW_UPS = "follow_ups"


@dataclass(frozen=True)
class Support:
    """What the page shows: what is owed, the debriefs behind it by id, the actor's own offers, the talks that they
    were asked about, names, who lets the actor read their notes, and the one `card` that they get today; `total` says
    how much is owed with what is not read yet.
    """

    owed: tuple[Owed, ...]
    files: dict[UUID, DebriefFile]
    offers: tuple[SupportOffer, ...]
    consents: tuple[ConsentWanted, ...]
    names: SupportNames
    sharing: tuple[Reader, ...]
    card: DayCard | None
    total: int = 0


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One thing that is owed in words, with the verb of its next step."""

    owed: Owed
    icon: Icon
    what: str
    about: str
    when: str
    verb: str
    waits: bool = False


def owed_group_text(group: OwedGroup) -> tuple[str, str]:
    """The heading of a group, and a sentence under it."""
    match group:
        case OwedGroup.FIRST_MINUTES:
            return (_("The first minutes"), _("Relief comes first: no one is asked for the story."))
        case OwedGroup.TODAY:
            return (_("Today"), _("Time that is kept free today."))
        case OwedGroup.LEADERSHIP:
            return (_("Leadership to tell"), _("After serious harm, leadership is told right away."))
        case OwedGroup.TO_PLAN:
            return (_("Debriefs to plan"), _("No one has been asked yet."))
        case OwedGroup.ASKED:
            return (_("Asked, or ready for a time"), _("Every answer is fine, and may change."))
        case OwedGroup.PLANNED:
            return (_("Planned"), "")
        case OwedGroup.AFTERWARDS:
            return (_("Afterwards"), _("Was the time protected, and was it paid?"))
        case OwedGroup.FOLLOW_UPS:
            return (_("Someone to speak with"), _("A few questions in private. Only the result is saved."))


def group_of(owed: Owed, file: DebriefFile | None, now: datetime, zone: ZoneInfo) -> OwedGroup:
    """The group that one thing belongs to now."""
    if owed.what is SupportStep.LEADERSHIP:
        return OwedGroup.LEADERSHIP
    if owed.what in (SupportStep.RELIEF, SupportStep.HOT):
        return OwedGroup.FIRST_MINUTES
    if owed.status is None:
        return OwedGroup.FOLLOW_UPS
    if owed.status in (DebriefStatus.HELD, DebriefStatus.DECLINED_BY_ALL):
        return OwedGroup.AFTERWARDS
    if owed.status is DebriefStatus.PLANNED:
        same_day = owed.starts_at is not None and owed.starts_at.astimezone(zone).date() <= now.astimezone(zone).date()
        return OwedGroup.TODAY if same_day else OwedGroup.PLANNED
    return OwedGroup.ASKED if file is not None and file.participants else OwedGroup.TO_PLAN


def grouped(support: Support, me: UUID | None, now: datetime, zone: ZoneInfo) -> dict[OwedGroup, list[OwedRow]]:
    """Everything owed as the person `me` reads it, in the order of the groups; empty groups are left out."""
    found: dict[OwedGroup, list[OwedRow]] = {group: [] for group in OwedGroup}
    for owed in support.owed:
        file = support.files.get(owed.subject_id)
        group = group_of(owed, file, now, zone)
        found[group].append(_line(owed, file, group, support.names, me, now, zone))
    for group in (OwedGroup.TODAY, OwedGroup.PLANNED):
        found[group].sort(key=lambda line: line.owed.starts_at or line.owed.by or now)
    return {group: _told_once(lines) for group, lines in found.items() if lines}


def lines_with(groups: dict[OwedGroup, list[OwedRow]], words: str) -> dict[OwedGroup, list[OwedRow]]:
    """The lines in which all these words are told, by their groups; all of them where there is no word."""
    wanted = wanted_words(words)
    found = {
        group: [line for line in lines if all(word in folded(_told(group, line)) for word in wanted)]
        for group, lines in groups.items()
    }
    return {group: lines for group, lines in found.items() if lines}


def _told(group: OwedGroup, line: OwedRow) -> str:
    return " ".join((owed_group_text(group)[0], line.what, line.about, line.when))


def _told_once(lines: list[OwedRow]) -> list[OwedRow]:
    """Rows that nothing tells apart, as for a reader who sees no names, are one row with their number."""
    alike: dict[tuple[str, str], list[OwedRow]] = {}
    for line in lines:
        key = (line.what, "") if not line.about and not line.owed.persons else (line.what, str(line.owed.subject_id))
        alike.setdefault(key, []).append(line)
    return [rows[0] if len(rows) == 1 else _counted(rows) for rows in alike.values()]


def _counted(rows: list[OwedRow]) -> OwedRow:
    return replace(rows[0], what=_("{what} ({n})").format(what=rows[0].what, n=len(rows)), when="")


def _line(
    owed: Owed,
    file: DebriefFile | None,
    group: OwedGroup,
    names: SupportNames,
    me: UUID | None,
    now: datetime,
    zone: ZoneInfo,
) -> OwedRow:
    persons = names.joined(owed.persons)
    waits = owed.waits_since(now)
    when = _limit(owed, now, zone)
    happened = _happened(owed, now, zone)
    if group is OwedGroup.LEADERSHIP:
        return OwedRow(owed, Icon.PHONE, _("Tell leadership"), happened, when, _("It was told"), bool(waits))
    if group is OwedGroup.FIRST_MINUTES:
        relief = owed.what is SupportStep.RELIEF
        what = _("Relief for {names}") if relief else _("Five minutes with {names}")
        named = what.format(names=persons or names.person(None))
        return OwedRow(owed, Icon.SUPPORT, named, happened, when, _("See to it"), bool(waits))
    if group is OwedGroup.FOLLOW_UPS:
        what = (
            _("{step}: {name}").format(step=support_step_text(owed.what), name=persons)
            if persons
            else support_step_text(owed.what)
        )
        return OwedRow(owed, Icon.PERSON, what, happened, when, _("Speak with them"), bool(waits))
    what = _debrief_text(owed.what, persons)
    if group in (OwedGroup.TODAY, OwedGroup.PLANNED) and owed.starts_at is not None:
        when = near_text(owed.starts_at, now, zone)
        leads = file is not None and file.debrief.facilitator_id == me
        verb = _("Hold it") if leads and group is OwedGroup.TODAY else _("Look at it")
        if file is not None and file.debrief.running:
            verb, when = _("Continue"), _("going on now")
        about = " · ".join(part for part in (owed.ref, _about_planned(file, names)) if part)
        return OwedRow(owed, Icon.PROTECTED, what, about, when, verb)
    if group is OwedGroup.AFTERWARDS:
        return OwedRow(owed, Icon.SUPPORT, what, happened, _held(file, now, zone), _("Answer two questions"))
    if group is OwedGroup.ASKED:
        about = " · ".join(part for part in (happened, _answers(file)) if part)
        return OwedRow(owed, Icon.SUPPORT, what, about, when, _asked_verb(file), bool(waits))
    return OwedRow(owed, Icon.SUPPORT, what, happened, when, _("Plan it"), bool(waits))


def _debrief_text(step: SupportStep, persons: str) -> str:
    if step is SupportStep.THEMATIC:
        return _("Monthly round")
    if step is SupportStep.SECOND:
        return _("Second talk for {names}").format(names=persons) if persons else _("Second talk")
    return _("Debrief for {names}").format(names=persons) if persons else _("Debrief")


def _limit(owed: Owed, now: datetime, zone: ZoneInfo) -> str:
    """Since when it waits, or by when it is due."""
    waits = owed.waits_since(now)
    if waits is not None:
        return waiting_text(waits, now, zone)
    return _("by {moment}").format(moment=near_text(owed.by, now, zone))


def _happened(owed: Owed, now: datetime, zone: ZoneInfo) -> str:
    """When, and in which report: what tells two debriefs for the same person apart."""
    if owed.occurred_at is None:
        return ""
    moment = near_text(owed.occurred_at, now, zone)
    return _("{reference} · happened {moment}").format(reference=owed.ref, moment=moment)


def _held(file: DebriefFile | None, now: datetime, zone: ZoneInfo) -> str:
    if file is None or file.debrief.ended_at is None:
        return ""
    return _("held {moment}").format(moment=near_text(file.debrief.ended_at, now, zone))


def _about_planned(file: DebriefFile | None, names: SupportNames) -> str:
    if file is None:
        return ""
    debrief = file.debrief
    leads = names.person(debrief.facilitator_id) if debrief.facilitator_id else debrief.facilitator_outside
    parts = [_("{name} leads").format(name=leads) if leads else _("no one leads it yet"), debrief.place]
    coming = {one.person_id for one in file.participants if one.coming}
    unconfirmed = [one for one in file.covers if one.person_id in coming and one.waits_for_yes]
    if unconfirmed:
        parts.append(_("cover not confirmed yet"))
    return " · ".join(part for part in parts if part)


def _answers(file: DebriefFile | None) -> str:
    if file is None:
        return ""
    open_answers = sum(one.response is Response.ASKED for one in file.participants)
    yes = sum(one.coming for one in file.participants)
    parts = []
    if yes:
        parts.append(_("{n} of {total} would like to").format(n=yes, total=len(file.participants)))
    if open_answers:
        parts.append(_("waiting for an answer"))
    if not parts:
        parts.append(_("no one for now"))
    return " · ".join(parts)


def _asked_verb(file: DebriefFile | None) -> str:
    return _("Find a time") if file is not None and any(one.coming for one in file.participants) else _("Look at it")


def own_files(files: Iterable[DebriefFile], person_id: UUID | None) -> list[DebriefFile]:
    """The debriefs this person was invited to, or covers a desk for."""
    if person_id is None:
        return []
    return [
        file
        for file in files
        if any(one.person_id == person_id for one in file.participants)
        or any(one.cover_id == person_id for one in file.covers)
    ]
