"""Parts 8 to 11 and 14 of the monthly report: debriefs, uptake, analyses, actions, and what was done."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from statistics import median
from uuid import UUID

from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.parties import WorstHarm
from incident_tracker.domain.clinic.release import FEWEST_FOR_MEDIANS, Visibility, told_day, told_limit, told_moment
from incident_tracker.domain.learning.actions import Action, ActionStatus, Tier
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.year_figures import HARMED, Told, YearRow, YearShare, YearTable
from incident_tracker.domain.support import compliance as support
from incident_tracker.domain.support.compliance import Became
from incident_tracker.domain.support.lateness import LateReason
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.labels.clinic.released import released_text
from incident_tracker.labels.learning.actions import action_effect_text, action_status_text, tier_text
from incident_tracker.labels.oversight.year_figures import became_text, worst_harm_text, year_share_text
from incident_tracker.labels.support.lateness import late_reason_text
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.ports.oversight import Reported
from incident_tracker.reports.monthly import (
    ActionRow,
    Actions,
    Ask,
    Count,
    Review,
    Reviews,
    Uptake,
    YearLine,
    YearOfPeople,
    YouSaidWeDid,
)
from incident_tracker.reports.not_recorded import NotRecorded
from incident_tracker.reports.promises_of_month import Debriefs, PromiseKept
from incident_tracker.statistics.shares import share
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.usecases.oversight.year_figures import kept_year
from incident_tracker.usecases.support.compliance import month_of_support
from incident_tracker.wording import _

DAY = timedelta(days=1)
SHOWN_ACTIONS = 40
MOST_ACTIONS = 10_000


def debriefs(work: Work, scope: ReportScope) -> Debriefs | None:
    """Whether the promise of protected, paid time was kept for the month's incidents; None if nothing was owed."""
    month = month_of_support(work, scope.month, scope.site_ids)
    apart = work.unit.report_counts.serious_without_support(scope.month, scope.site_ids)
    if not month.cases and not apart:
        return None
    kept = support.compliance(month, work.now)
    return Debriefs(
        offered_in_24_hours=_owed(kept.offered_in_time),
        in_window=_owed(kept.kept),
        displaced=kept.displaced.numerator,
        median_hours_to_contact=kept.hours_to_contact if kept.contacts >= FEWEST_FOR_MEDIANS else None,
        imported=apart.get(CaptureMode.IMPORT, 0),
        older=sum(count for mode, count in apart.items() if mode is not CaptureMode.IMPORT),
        checks_not_due=tuple((support_step_text(step), of.not_due) for step, of in kept.follow_ups if of.not_due),
    )


def year_of_people(work: Work, scope: ReportScope) -> YearOfPeople | None:
    """What is told of the last whole year, in words; None before there is one."""
    figures = kept_year(work, scope.month)
    if figures is None:
        return None

    def lines(table: YearTable, label: Callable[[str], str]) -> tuple[YearLine, ...]:
        return tuple(_line(row, label(row.code)) for row in figures.of(table))

    harm = figures.of(YearTable.HARM)
    return YearOfPeople(
        year=figures.year,
        harmed=next((_three(row) for row in harm if row.code == HARMED), None),
        harm=tuple(_line(row, _harm_words(row.code)) for row in harm if row.code != HARMED),
        techniques=lines(YearTable.TECHNIQUES, partial(scope.label, "technique")),
        debriefs=lines(YearTable.DEBRIEFS, _became_words),
        shares=lines(YearTable.SHARES, _share_words),
        checks=lines(YearTable.CHECKS, _check_words),
        reasons=lines(YearTable.REASONS, partial(scope.label, "not_held_reason")),
        late=lines(YearTable.LATE, _late_words),
    )


def _three(row: YearRow) -> tuple[Count, Count, Count]:
    first, second, third = map(_count, row.counts)
    return first, second, third


def _line(row: YearRow, label: str) -> YearLine:
    return YearLine(label, tuple(map(_count, row.counts)))


def _count(told: Told) -> Count:
    return Visibility.COMPLEMENTARY if told is None else told


def _became_words(code: str) -> str:
    return became_text(Became(code))


def _harm_words(code: str) -> str:
    return worst_harm_text(WorstHarm(code))


def _share_words(code: str) -> str:
    return year_share_text(YearShare(code))


def _late_words(code: str) -> str:
    return late_reason_text(LateReason(code))


def _check_words(code: str) -> str:
    return support_step_text(SupportStep(code))


def uptake(work: Work, everything: Iterable[Reported]) -> Uptake | None:
    """How soon someone took up each report of the month, except those of an old log; None if there was none."""
    reported = [one for one in everything if one.mode is not CaptureMode.IMPORT]
    if not reported:
        return None
    days = [(one.taken_up_at - one.logged_at) / DAY for one in reported if one.taken_up_at]
    waiting = [(work.now - one.logged_at) / DAY for one in reported if one.waiting]
    return Uptake(
        taken_up=share(len(days), len(reported)),
        answers=NotRecorded.ANSWERS,
        median_days=median(days) if days else None,
        waiting=len(waiting),
        longest_wait_days=int(max(waiting)) if waiting else None,
    )


def reviews(work: Work, scope: ReportScope) -> Reviews:
    """Root cause analyses that were open in the month, and the strength of the actions they led to."""
    start, end = scope.begins, scope.ends
    until = min(work.now, end)
    rows = []
    for analysis in work.unit.analyses.between(start, end, scope.site_ids):
        tiers = [
            one.tier for one in work.unit.actions.of_analysis(analysis.id) if one.status is not ActionStatus.DROPPED
        ]
        strongest = next((tier for tier in Tier if tier in tiers), None)
        closed = analysis.closed_at is not None and analysis.closed_at < end
        rows.append(
            Review(
                id=analysis.id,
                reference=analysis.ref,
                event=_event_words(work, scope, analysis.incident_ids),
                opened=told_moment(analysis.opened_at, scope.zone).astimezone(scope.zone).date(),
                due=told_limit(analysis.finish_by, scope.zone).astimezone(scope.zone).date(),
                stage=_("closed") if closed else _("open"),
                strongest=tier_text(strongest) if strongest else "",
                asks=Ask.NOTHING if closed else Ask.LATE if analysis.finish_by < until else Ask.OPEN,
            )
        )
    counted = Counter(
        one.tier
        for one in work.unit.actions.list(sites=scope.site_ids, limit=MOST_ACTIONS)
        if one.created_at < end and one.status is not ActionStatus.DROPPED
    )
    tiers_of_all = tuple((tier_text(tier), counted[tier]) for tier in Tier)
    return Reviews(tuple(rows), tiers_of_all if any(n for _tier, n in tiers_of_all) else ())


def actions(work: Work, scope: ReportScope) -> Actions:
    """What will change, which role is responsible, and what is known about the effect.

    What is waiting is counted on the day of the report, or at the end of its month if that is over. An action that was
    done earlier is listed as long as no one has said whether it helped, once that is due.
    """
    start, end = scope.begins, scope.ends
    until = min(work.now, end)
    today = until.astimezone(scope.zone).date()
    next_month, last = months.shift(scope.month, 1), months.last_day(scope.month)
    listed = work.unit.actions.list(sites=scope.site_ids, limit=MOST_ACTIONS)
    shown = [
        one
        for one in listed
        if one.created_at < end
        and (one.open or (one.ended_at and one.ended_at >= start) or _asks(one, until, today, last) is Ask.EFFECT)
    ]
    jobs = {person.id: scope.label("job", person.job) for person in work.unit.people.all()}
    unfinished = [one for one in shown if _unfinished(one, until)]
    late = {one.id for one in unfinished if one.due_on < today}
    others = [one for one in shown if one.id not in late][: max(0, SHOWN_ACTIONS - len(late))]
    on_paper = late | {one.id for one in others}
    return Actions(
        rows=tuple(
            _action_row(one, jobs.get(one.owner_id, ""), scope, _asks(one, until, today, last))
            for one in shown
            if one.id in on_paper
        ),
        listed=len(shown),
        open=len(unfinished),
        completed=sum(
            one.status is ActionStatus.DONE and one.ended_at is not None and start <= one.ended_at < end
            for one in shown
        ),
        due=sum(months.first_day(next_month) <= one.due_on <= months.last_day(next_month) for one in unfinished),
        waiting=sum(one.due_on < today for one in unfinished),
    )


def you_said_we_did(work: Work, scope: ReportScope) -> tuple[YouSaidWeDid, ...]:
    """What was done in the month about factors that people had named."""
    start, end = scope.begins, scope.ends
    done = [
        one
        for one in work.unit.actions.list(sites=scope.site_ids, status=ActionStatus.DONE, limit=MOST_ACTIONS)
        if one.factor and one.ended_at and start <= one.ended_at < end
    ]
    return tuple(
        YouSaidWeDid(scope.label("factor", one.factor), released_text(one.text, scope.names), _effect_words(one))
        for one in done
    )


def _unfinished(action: Action, at: datetime) -> bool:
    """Whether it still had to be done then."""
    return action.ended_at is None or action.ended_at >= at


def _asks(action: Action, until: datetime, today: date, last: date) -> Ask:
    """What a meeting is asked about an action, as it was at `until`, in a month whose last day is `last`."""
    if _unfinished(action, until):
        return Ask.LATE if action.due_on < today else Ask.OPEN
    measure = action.measure
    is_done = action.status is ActionStatus.DONE
    # At the end of a month `today` is the day after it: a check of that day is not due in the month.
    asked = measure is not None and measure.effect is None and measure.check_on <= min(today, last)
    return Ask.EFFECT if is_done and asked else Ask.NOTHING


def _action_row(action: Action, owner: str, scope: ReportScope, asks: Ask) -> ActionRow:
    status = ActionStatus.OPEN if asks in (Ask.OPEN, Ask.LATE) else action.status
    return ActionRow(
        id=action.id,
        what=released_text(action.text, scope.names),
        owner=owner,
        tier=tier_text(action.tier),
        due=told_day(action.due_on),
        state=action_status_text(status),
        effect=_effect_words(action),
        asks=asks,
    )


def _effect_words(action: Action) -> str:
    if action.measure is None or action.measure.effect is None:
        return _("not measured yet")
    return action_effect_text(action.measure.effect)


def _event_words(work: Work, scope: ReportScope, incident_ids: tuple[UUID, ...]) -> str:
    """What is analyzed, by kind and level, because the team's own question may name people."""
    incidents = work.unit.incidents.many(incident_ids)
    kinds = dict.fromkeys(scope.label("kind", incident.kind) for incident in incidents)
    levels = sorted({int(incident.severity) for incident in incidents})
    if not levels:
        return ""
    return _("{kinds} · level {level}").format(kinds=", ".join(kinds), level=levels[-1])


def _owed(of: support.ComplianceShare) -> PromiseKept:
    return PromiseKept(share(of.numerator, of.denominator), of.not_due)
