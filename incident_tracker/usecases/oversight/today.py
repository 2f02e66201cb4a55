"""What is due today and for whom: one list from all chapters, for the signed-in user."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.audit import ActGroup, AuditFilter
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.domain.clinic.first_run import FirstStep
from incident_tracker.domain.learning.actions import ActionStatus
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import SitePast
from incident_tracker.domain.support.booking_facts import DebriefObstacle
from incident_tracker.domain.support.cases import persons_owed
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.reminders import Reminder, due_items
from incident_tracker.usecases.capture.stubs import stubs_waiting
from incident_tracker.usecases.clinic.first_run import steps_of_administrator
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.learning.drafts import KIND as ANALYSIS
from incident_tracker.usecases.learning.released import shown_id
from incident_tracker.usecases.oversight.closing import closable_months
from incident_tracker.usecases.oversight.denominators import site_pasts
from incident_tracker.usecases.support.circumstances import become_impossible
from incident_tracker.usecases.support.line_reminder import line_waits_since
from incident_tracker.usecases.support.naming import unanswered_for
from incident_tracker.usecases.support.reminders import facts_at, incidents_behind, waiting_facts

MOST_REMINDERS = 60
MOST_REPORTS = 5
MOST_TAKEN_OUT = 200  # entries looked at for the last backup
ACTIONS_AHEAD = timedelta(days=7)
BACKUP_AFTER = timedelta(days=7)
"""An administrator is told about a backup older than this."""


class Matter(StrEnum):
    """What is due beyond the reminders of support."""

    STUB = "stub"
    STUB_UNREADABLE = "stub_unreadable"
    DRAFT = "draft"
    COMPLETION = "completion"
    ANALYSIS_DRAFT = "analysis_draft"
    CONFIRM = "confirm"
    UPDATE_WANTED = "update_wanted"
    LOOK_AT = "look_at"
    MORE_TO_LOOK_AT = "more_to_look_at"
    ACTION = "action"
    FIGURES_MISSING = "figures_missing"
    REPORT_READY = "report_ready"
    CLOSE_MONTHS = "close_months"
    BACK_UP = "back_up"
    PRIVATE_LINE = "private_line"
    FIRST_STEP = "first_step"
    IMPOSSIBLE = "impossible"
    NAME_MANAGER = "name_manager"
    NO_ONE_REMINDED = "no_one_reminded"


class When(StrEnum):
    """How soon: waiting now, by the end of today, within a week, or later."""

    NOW = "now"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One thing that is due. `subject_id` is the note, draft, incident, debrief, check or action that it is about.

    `since` is when it began to wait, `by` its limit (both UTC, None where there is none). `ref` is the number of the
    incident or action, `persons` are the members of staff it is for; `desk` is its name; `month` is "YYYY-MM";
    `happened_at` is when what a draft is about happened; `why` what is in the way of a debrief;
    `analysis_id` is the analysis that a draft is about.
    """

    matter: Matter | ReminderKind
    when: When
    subject_id: UUID | None = None
    incident_id: UUID | None = None
    since: datetime | None = None
    by: datetime | None = None
    ref: str = ""
    persons: tuple[UUID, ...] = ()
    site_id: UUID | None = None
    desk: str = ""
    month: str = ""
    severity: Severity | None = None
    count: int = 1
    happened_at: datetime | None = None
    escalated: bool = False
    step: FirstStep | None = None
    why: DebriefObstacle | None = None
    analysis_id: UUID | None = None


def soon(by: datetime, now: datetime, zone: ZoneInfo) -> When:
    """How soon a limit is, in days of `zone`; a limit that has passed is waiting now."""
    if by <= now:
        return When.NOW
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(0), zone)
    if by <= midnight:
        return When.TODAY
    return When.THIS_WEEK if by <= midnight + timedelta(days=6) else When.LATER


@needs(Permission.SEE_DUE)
def list_today(work: Work, zone: str) -> tuple[TodayItem, ...]:
    """What is due for the actor now and in the days to come, soonest first. `zone` (IANA) tells when today ends.

    The front desk gets its own tasks; supervisors and managers get their sites; the committee gets last month's report;
    the person who enters figures gets the months without them.
    """
    place = ZoneInfo(zone)
    items = [*_stubs(work), *_drafts(work), *_confirmations(work), *_reminders(work, place), *_actions(work, place)]
    if work.actor.role in (Role.SUPERVISOR, Role.MANAGER):
        items += _unseen(work)
    if _has(work, Permission.VIEW_OWN_REPORT):
        items += _updates_wanted(work)
    if _has(work, Permission.ENTER_DENOMINATORS):
        pasts = site_pasts(work, None)
        items += _missing_figures(work, place, pasts)
        if _has(work, Permission.CLOSE_MONTH):
            items += _to_close(work, pasts)
    if work.actor.role is Role.ADMINISTRATOR:
        items += [TodayItem(Matter.FIRST_STEP, When.TODAY, step=step) for step in steps_of_administrator(work)]
        items += _backup(work)
        items += _to_name(work)
        items += _reached_by_none(work)
    if _has(work, Permission.READ_PRIVATE_LINE) and (since := line_waits_since(work)) is not None:
        items.append(TodayItem(Matter.PRIVATE_LINE, soon(since, work.now, place), since=since))
    if _has(work, Permission.PLAN_DEBRIEF):
        items += _impossible(work)
    if grant(work.actor.role, Permission.SEE_ANALYSES).scope is Scope.DEIDENTIFIED:
        items += _report(work, place)
    order = list(When)
    return tuple(sorted(items, key=lambda item: (order.index(item.when), item.by or item.since or work.now)))


def _has(work: Work, permission: Permission) -> bool:
    return grant(work.actor.role, permission).scope is not Scope.NONE


def _stubs(work: Work) -> Iterator[TodayItem]:
    if not _has(work, Permission.CREATE_INCIDENT):
        return
    waiting = stubs_waiting(work)
    for line in waiting.lines:
        site_id, desk = (None, "") if line.desk is None else (line.desk.site_id, line.desk.name)
        yield TodayItem(Matter.STUB, When.NOW, line.id, since=line.at, site_id=site_id, desk=desk)
    if waiting.unreadable:
        yield TodayItem(Matter.STUB_UNREADABLE, When.NOW, count=waiting.unreadable)


def _drafts(work: Work) -> Iterator[TodayItem]:
    if _has(work, Permission.EDIT_OWN_DRAFT):
        drafts = work.unit.drafts.of_owner(work.actor.user_id)
        begun = {one.completing.incident_id: one for one in drafts if one.completing}
        for draft in (one for one in drafts if one.is_capture):
            yield _of_draft(work, draft)
        for incident in work.unit.incidents.many(list(begun)):
            draft = begun[incident.id]
            yield TodayItem(Matter.COMPLETION, When.NOW, draft.id, incident.id, since=draft.saved_at, ref=incident.ref)
        for draft in drafts:
            if draft.later and draft.later.kind == ANALYSIS:
                analysis = work.unit.analyses.get(draft.later.subject_id)
                yield TodayItem(
                    Matter.ANALYSIS_DRAFT,
                    When.NOW,
                    draft.id,
                    since=draft.saved_at,
                    ref=analysis.ref,
                    analysis_id=analysis.id,
                )


def _of_draft(work: Work, saved: SavedDraft) -> TodayItem:
    draft = saved.draft
    desk = next((one for one in work.unit.sites.desks() if one.id == draft.desk_id), None) if draft.desk_id else None
    return TodayItem(
        Matter.DRAFT,
        When.NOW,
        saved.id,
        since=saved.saved_at,
        happened_at=draft.occurred_at,
        desk="" if desk is None else desk.name,
        severity=draft.severity,
    )


def _confirmations(work: Work) -> Iterator[TodayItem]:
    if work.actor.person_id is not None:
        for row in work.unit.incidents.awaiting_confirmation(work.actor.person_id):
            yield TodayItem(Matter.CONFIRM, When.NOW, row.id, row.id, row.occurred_at, ref=row.ref)


def _reminders(work: Work, zone: ZoneInfo) -> Iterator[TodayItem]:
    me = work.actor.person_id if work.lists_own() else None
    if me is None:
        return
    facts = waiting_facts(work, work.now)
    found = [one for one in due_items(facts, work.now) if one.person_id == me][:MOST_REMINDERS]
    incident_of = dict(incidents_behind(found, facts))
    incidents = {one.id: one for one in work.unit.incidents.many(list(dict.fromkeys(incident_of.values())))}
    for reminder in found:
        incident = incidents.get(incident_of.get(reminder.subject_id, reminder.subject_id))
        yield _of_reminder(reminder, incident, work.now, zone, names=work.by_site(reminder.site_id))


def _of_reminder(
    reminder: Reminder, incident: Incident | None, now: datetime, zone: ZoneInfo, names: bool
) -> TodayItem:
    protected = reminder.kind is ReminderKind.PROTECTED_TIME
    when = soon(reminder.by, now, zone)
    if reminder.kind in (ReminderKind.AFTER_CHECK, ReminderKind.WHY_LATE, ReminderKind.CANCELED):
        when = When.TODAY
    return TodayItem(
        reminder.kind,
        When.TODAY if protected and when is When.NOW else when,
        reminder.subject_id,
        incident.id if incident else None,
        reminder.at,
        reminder.by,
        incident.ref if incident else "",
        persons_owed(incident) if incident and names else (),
        reminder.site_id,
        escalated=reminder.escalated,
    )


def _actions(work: Work, zone: ZoneInfo) -> Iterator[TodayItem]:
    me = work.actor.person_id
    if me is None or not _has(work, Permission.COMPLETE_ACTION):
        return
    last = (work.now + ACTIONS_AHEAD).astimezone(zone).date() + timedelta(days=1)
    for action in work.unit.actions.list(sites=None, status=ActionStatus.OPEN, owner_id=me, due_before=last, limit=20):
        by = datetime.combine(action.due_on + timedelta(days=1), time(0), zone)
        yield TodayItem(
            Matter.ACTION,
            soon(by, work.now, zone),
            shown_id(work, action.id),
            by=by,
            ref=action.ref,
            site_id=action.site_id,
        )


def _unseen(work: Work) -> Iterator[TodayItem]:
    sites = work.visible_sites()
    count = work.unit.tallies.by_status(sites).get(Status.SUBMITTED, 0)
    wanted = IncidentFilter(site_ids=sites, statuses=frozenset({Status.SUBMITTED}))
    rows = work.unit.incidents.page(wanted, limit=MOST_REPORTS) if count else ()
    for row in rows:
        yield TodayItem(Matter.LOOK_AT, When.TODAY, row.id, row.id, row.occurred_at, ref=row.ref, severity=row.severity)
    if count > len(rows):
        yield TodayItem(Matter.MORE_TO_LOOK_AT, When.TODAY, count=count - len(rows))


def _updates_wanted(work: Work) -> Iterator[TodayItem]:
    """Of the actor's own reports, but for those at sites they lead, which they complete themselves."""
    led = work.visible_sites()
    wanted = IncidentFilter(
        site_ids=None if led is None else frozenset(site.id for site in work.unit.sites.all()) - led,
        logged_by=work.actor.user_id,
        or_told_by=work.actor.person_id,
        statuses=frozenset({Status.NEEDS_UPDATE}),
    )
    for row in work.unit.incidents.page(wanted, limit=MOST_REPORTS):
        yield TodayItem(Matter.UPDATE_WANTED, When.TODAY, row.id, row.id, row.occurred_at, ref=row.ref)


def _last_month(work: Work, zone: ZoneInfo) -> str:
    return months.shift(f"{work.now.astimezone(zone):%Y-%m}", -1)


def _missing_figures(work: Work, zone: ZoneInfo, pasts: Sequence[SitePast]) -> Iterator[TodayItem]:
    month = _last_month(work, zone)
    reach = work.actor.sites if grant(work.actor.role, Permission.ENTER_DENOMINATORS).scope is Scope.SITE else None
    entered = {one.site_id for one in work.unit.denominators.between(month, month, reach)}
    asked = {past.site_id for past in pasts if past.needs(month) and (reach is None or past.site_id in reach)}
    for site in work.unit.sites.all():
        if site.in_use(months.first_day(month)) and site.id in asked - entered:
            yield TodayItem(Matter.FIGURES_MISSING, When.THIS_WEEK, site_id=site.id, month=month)


def _to_close(work: Work, pasts: Sequence[SitePast]) -> Iterator[TodayItem]:
    """The months that can be closed, in one line: the earliest, and how many there are."""
    if found := closable_months(work, pasts):
        yield TodayItem(Matter.CLOSE_MONTHS, When.THIS_WEEK, month=found[0], count=len(found))


def _report(work: Work, zone: ZoneInfo) -> Iterator[TodayItem]:
    month = _last_month(work, zone)
    if sum(work.unit.tallies.by_month(month, month).values()):
        yield TodayItem(Matter.REPORT_READY, When.TODAY, month=month)


def _impossible(work: Work) -> Iterator[TodayItem]:
    """Debriefs that cannot be as they are, since a fact changed; `by` is the time that was booked, if any."""
    found = become_impossible(work)[:MOST_REMINDERS]
    refs = {one.id: one.ref for one in work.unit.incidents.many([one.incident_ids[0] for one, _why in found])}
    for debrief, why in found:
        incident_id = debrief.incident_ids[0]
        yield TodayItem(
            Matter.IMPOSSIBLE,
            When.NOW,
            debrief.id,
            incident_id,
            by=debrief.starts_at,
            ref=refs.get(incident_id, ""),
            site_id=debrief.site_id,
            why=why[0],
        )


def _to_name(work: Work) -> Iterator[TodayItem]:
    for one in unanswered_for(work):
        yield TodayItem(Matter.NAME_MANAGER, When.NOW, one.debrief_id, by=one.by, site_id=one.site_id)


def _reached_by_none(work: Work) -> Iterator[TodayItem]:
    """The sites where support waits and no one who could see to it has an account."""
    every = frozenset(one.id for one in work.unit.sites.all())
    for site_id in sorted(facts_at(work, work.now, every, None).sites_without_reminders()):
        yield TodayItem(Matter.NO_ONE_REMINDED, When.NOW, site_id=site_id)


def _backup(work: Work) -> Iterator[TodayItem]:
    """The last backup, if it is older than a week; or that there is none yet."""
    taken_out = work.unit.audit.page(AuditFilter(group=ActGroup.TAKEN_OUT), 0, MOST_TAKEN_OUT)
    last = next((entry.at for entry in taken_out if entry.act == "backed_up"), None)
    if last is None or work.now - last > BACKUP_AFTER:
        yield TodayItem(Matter.BACK_UP, When.THIS_WEEK, since=last)
