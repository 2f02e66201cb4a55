"""An incident beside the list: when, where and what, what is owed, and the next steps; nothing of the description."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentRow
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.labels.support.debriefs import debrief_status_text
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.usecases.support.owed import SupportFile
from incident_tracker.wording import _
from ui.capture.closing_several import close_incidents
from ui.capture.due_text import due_by_text
from ui.capture.incident_cells import IncidentCells
from ui.capture.status_steps import steps_from
from ui.page import Page
from ui.screen_text import near_text
from ui.widgets.preview import Preview, PreviewAction, PreviewLine, PreviewPart

MOST_OWED = 7
"""So many lines of what is owed: the checks of later months follow by themselves."""


def incident_preview(page: Page, cells: IncidentCells, row: IncidentRow, support: SupportFile | None) -> Preview:
    """`support` is None until it is known, and for those who may not see it."""
    told = {column.key: (column.heading, column.text(row)) for column in cells.columns()}
    badges = [(column.text(row), column.tone(row)) for column in cells.columns() if column.tone is not None]
    parts: tuple[PreviewPart, ...] = ()
    if support is not None:
        lines = owed_lines(support, page.desk.now(), page.desk.zone)
        parts = (PreviewPart(_("What is owed"), lines, _("Nothing is owed anymore.")),)
    return Preview(
        told["ref"][1],
        badges=tuple(badges),
        facts=tuple(told[key] for key in ("occurred_at", "desk_id", "kind", "channel")),
        parts=parts,
        actions=_next_steps(page, cells, row, support),
    )


def owed_lines(file: SupportFile, now: datetime, zone: ZoneInfo) -> tuple[PreviewLine, ...]:
    """What the clinic owes after this incident, in the order of time, each with whether it was done."""
    if file.case.ended_at is not None:
        return ()
    lines = []
    for due in file.due[:MOST_OWED]:
        done = was_done(due.what, file)
        if done is False and due.if_wanted:
            done = None
        when = due_by_text(due, now, zone) if not done else ""
        if due.what is SupportStep.FORMAL and (debrief := _formal(file)) is not None:
            if not debrief.open:
                when = debrief_status_text(debrief.status)
            elif debrief.starts_at is not None:
                when = near_text(debrief.starts_at, now, zone)
        lines.append(PreviewLine(support_step_text(due.what), when, done))
    return tuple(lines)


def was_done(step: SupportStep, file: SupportFile) -> bool | None:
    """Whether this was done for everyone it is owed to; None where it ended otherwise, or is not recorded in `file`."""
    match step:
        case SupportStep.RELIEF:
            return file.case.first_contact_at is not None
        case SupportStep.LEADERSHIP:
            return file.case.leadership_told_at is not None
        case SupportStep.OFFER:
            return file.case.first_offer_at is not None
        case SupportStep.FORMAL:
            return _was_held(file, DebriefKind.FORMAL)
        case SupportStep.SECOND:
            return _was_held(file, DebriefKind.SECOND)
        case SupportStep.HOT:
            return _was_held(file, DebriefKind.HOT)
        case (
            SupportStep.CHECK_IN
            | SupportStep.FOLLOW_UP_72H
            | SupportStep.FOLLOW_UP_7D
            | SupportStep.FOLLOW_UP_30D
            | SupportStep.FOLLOW_UP_90D
        ):
            checks = [one for one in file.follow_ups if one.step is step]
            return bool(checks) and not any(one.open for one in checks)
        case SupportStep.THEMATIC | SupportStep.SCREENING | SupportStep.ANALYSIS:
            return None


def _was_held(file: SupportFile, kind: DebriefKind) -> bool | None:
    """True if one was held, None if all of them ended otherwise."""
    debriefs = [one for one in file.debriefs if one.kind is kind]
    if any(one.status is DebriefStatus.HELD for one in debriefs):
        return True
    return None if debriefs and not any(one.open for one in debriefs) else False


def _formal(file: SupportFile) -> Debrief | None:
    return next((one for one in file.debriefs if one.kind is DebriefKind.FORMAL), None)


def _next_steps(
    page: Page, cells: IncidentCells, row: IncidentRow, support: SupportFile | None
) -> tuple[PreviewAction, ...]:
    """What this person may do next, the most urgent first."""
    steps: list[tuple[str, Callable[[], object]]] = []
    formal = _formal(support) if support is not None else None
    if formal is not None and formal.open:
        planning = formal.status is DebriefStatus.TO_PLAN and page.desk.may_at(Permission.PLAN_DEBRIEF, row.site_id)
        words = _("Plan the debrief") if planning else _("Open the debrief")
        place = "week" if planning else "debrief"
        steps.append((words, partial(page.open_requested.emit, place, formal.id)))
    if cells.may_complete(row, page.desk):
        steps.append((_("Complete it"), partial(page.open_requested.emit, "incident", ("complete", row.id))))
    if any(step.status is Status.CLOSED for step in steps_from(row.status, row.site_id, page.desk)):
        steps.append((_("Close it"), partial(close_incidents, page, (row,))))
    steps.append((_("Open it"), partial(page.open_requested.emit, "incident", row.id)))
    return tuple(PreviewAction(words, act, primary=at == 0) for at, (words, act) in enumerate(steps))
