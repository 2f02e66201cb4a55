"""Whether promises of support were kept in a month or a year: one object for screen, paper and files, and its PDF."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.release import FEWEST_FOR_MEDIANS
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.promise_figures import (
    PromiseFigure,
    PromiseLine,
    PromisePart,
    PromiseReport,
    check_figure,
    is_private,
    promise_part,
    told_of_month,
)
from incident_tracker.domain.oversight.report_months import report_months
from incident_tracker.domain.oversight.year_figures import (
    YearFigures,
    YearShare,
    YearTable,
    last_year_told,
    months_of_year,
)
from incident_tracker.domain.support.compliance import Became, Compliance, ComplianceShare, MonthOfSupport, compliance
from incident_tracker.domain.support.lateness import LateReason
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.labels.oversight.promise_figures import promise_text
from incident_tracker.labels.oversight.year_figures import became_text
from incident_tracker.labels.support.lateness import late_reason_text
from incident_tracker.ports.context import Context
from incident_tracker.reports.kept_figures import KeptPromises, kept_promises
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.oversight.denominators import site_pasts
from incident_tracker.usecases.oversight.monthly_report import Paper, PrintedReport
from incident_tracker.usecases.oversight.paper_acts import PaperAct, act_of
from incident_tracker.usecases.oversight.report_scope import ReportScope, today_at_first_site
from incident_tracker.usecases.oversight.time_sums import time_lines, time_lines_of_year
from incident_tracker.usecases.oversight.voice_lines import voice_lines
from incident_tracker.usecases.oversight.year_figures import keep_year, kept_year
from incident_tracker.usecases.support.compliance import month_of_support
from incident_tracker.wording import _

KIND = "support_report"
"""What the audit trail calls it."""

YEAR = len("2026")
"""A period with so many letters is a year."""


@needs(Permission.SEE_PROMISES)
def list_promise_periods(work: Work) -> tuple[str, ...]:
    """The periods that can be asked for, newest first: months ("2026-03"), each year ("2026") before its months."""
    counted = work.unit.tallies.months()
    pasts = site_pasts(work, work.visible_sites())
    found: list[str] = []
    for month in report_months(pasts, counted[0] if counted else None, month_of(work.now.date())):
        if month[:4] not in found:
            found.append(month[:4])
        found.append(month)
    return tuple(found)


@needs(Permission.SEE_PROMISES)
def compile_promises(
    work: Work, period: str, site_id: UUID | None = None, *, for_committee: bool = False
) -> PromiseReport:
    """What became of the promises of a month ("YYYY-MM") or a year ("YYYY") at one site, or at all that the actor may
    see; `for_committee` leaves out what people without names are not told, too.

    Of a month that is closed it says what was kept then.

    Its words are in the present language of `wording`. Errors: Refused at `period`, NotFound, NotAllowed.
    """
    asked = _months(period, month_of(work.now.date()))
    if site_id is not None:
        work.unit.sites.get(site_id)
        work.require(site_id=site_id)
    sites = frozenset({site_id}) if site_id else work.visible_sites()
    scope = ReportScope.of(work, asked[-1], sites, wording.language())
    whole = not (for_committee or work.deidentified)
    last = f"{period}-12" if len(period) == YEAR else period
    figures = _kept_then(work, period, sites)
    closed_on = figures.closed_on if figures else None
    if figures is None:
        figures = _counted_today(work, period, asked, sites, scope)
    lines = figures.for_leads if whole else figures.without_names
    year_is_over = len(period) == YEAR and work.now >= scope.ends and asked[-1] == last
    return PromiseReport(
        place=scope.place,
        period=period,
        first=months.first_day(asked[0]),
        last=months.last_day(last),
        closed=closed_on is not None or (year_is_over and not any(line.not_due for line in lines)),
        closed_on=closed_on,
        whole=whole,
        made_at=work.now.astimezone(scope.zone),
        audit_head=work.unit.audit.head(),
        lines=lines,
        without_support=figures.without_support,
        year=figures.year,
    )


def present_promises(work: Work, month: str, sites: frozenset[UUID] | None) -> KeptPromises:
    """What the records of today say of a month that is closed today, inside a use case that is already behind the gate;
    None: all sites.
    """
    return _counted_today(work, month, (month,), sites, ReportScope.of(work, month, sites, wording.language()))


def _kept_then(work: Work, period: str, sites: frozenset[UUID] | None) -> KeptPromises | None:
    """What was told of a month when it was closed; None for a year, and for a month of which it was not kept."""
    closed = work.unit.closed_months.find(period, sites, wording.language())
    return kept_promises(closed.reports[0].figures) if closed is not None and closed.reports else None


def _counted_today(
    work: Work, period: str, asked: Sequence[str], sites: frozenset[UUID] | None, scope: ReportScope
) -> KeptPromises:
    """What today's records say of a period, whose months are `asked`."""
    support = MonthOfSupport.together([month_of_support(work, month, sites) for month in asked])
    kept = compliance(support, work.now)
    year = kept_year(work, asked[-1])

    def lines(*, whole: bool) -> tuple[PromiseLine, ...]:
        return (
            *_of_period(kept, period, whole=whole),
            *(_outcomes(kept, period, scope) if whole else ()),
            *_minutes(work, period, asked, sites, scope, whole=whole),
            *(_of_year(year, scope, whole=whole) if year else ()),
            *voice_lines(work, leads=whole),
        )

    return KeptPromises(
        today_at_first_site(work),
        lines(whole=True),
        lines(whole=False),
        work.unit.report_counts.without_support(asked[0], asked[-1], sites),
        year.year if year else None,
    )


@outside_gate("both halves, keeping and reading, go through the gate")
def read_promises(
    ctx: Context, period: str, site_id: UUID | None = None, *, for_committee: bool = False
) -> PromiseReport:
    """The report as `compile_promises`, once what it tells of a whole year is kept. Errors: as there."""
    keep_year(ctx, _months(period, month_of(ctx.now().date()))[-1])
    return compile_promises(ctx, period, site_id, for_committee=for_committee)


@needs(Permission.SEE_PROMISES, writes=True)
def record_promises(work: Work, period: str, site_id: UUID | None, act: PaperAct) -> None:
    """Note in the audit trail that the report of a period was shown on paper, saved or printed. Errors: as before."""
    _months(period, month_of(work.now.date()))
    if site_id is not None:
        work.require(site_id=site_id)
    work.visible_sites()
    work.record(act_of(act), KIND, site_id, facts={"month": period})


@outside_gate("both halves, reading and recording, go through the gate; drawing the pages needs no record")
def print_promises(
    ctx: Context,
    period: str,
    site_id: UUID | None = None,
    *,
    for_committee: bool = False,
    language: str | None = None,
    paper: Paper = Paper.LETTER,
    act: PaperAct = PaperAct.PRINTED,
) -> PrintedReport:
    """The report as PDF; drawing it holds no transaction. Errors: as `compile_promises`."""
    language = language or wording.language()
    with wording.speaking(language):
        report = read_promises(ctx, period, site_id, for_committee=for_committee)
        record_promises(ctx, period, site_id, act)
        pdf = _rendered(report, language, paper)
    return PrintedReport(pdf, period, report.place, site_id, report.audit_head)


def _minutes(
    work: Work, period: str, asked: Sequence[str], sites: frozenset[UUID] | None, scope: ReportScope, *, whole: bool
) -> Iterator[PromiseLine]:
    """What it cost in staff minutes: for people who see no names only of whole years that are closed."""
    if whole:
        yield from time_lines(work, period, asked, sites, scope)
    elif len(period) == YEAR and int(period) <= last_year_told(work.now.astimezone(scope.zone).date()):
        yield from time_lines_of_year(work, period, asked, sites, scope)


def _rendered(report: PromiseReport, language: str, paper: Paper) -> bytes:
    # ReportLab takes a quarter of a second to import; only printing needs it.
    from incident_tracker.reports import debrief_compliance
    from incident_tracker.reports.style import PageSize

    return debrief_compliance.render(report, page_size=PageSize(paper.value), language=language)


def _months(period: str, present: str) -> tuple[str, ...]:
    """The months of a period that have begun. Errors: Refused at `period`."""
    try:
        found = months_of_year(date(int(period), 1, 1).year) if len(period) == YEAR else (period,)
        months.first_day(found[0])
    except ValueError:
        raise Refused(Reason.NOT_A_DATE, "period") from None
    begun = tuple(month for month in found if month <= present)
    if not begun:
        raise Refused(Reason.IN_THE_FUTURE, "period")
    return begun


def _of_period(kept: Compliance, period: str, *, whole: bool) -> Iterator[PromiseLine]:
    """The figures of the period itself that its readers are told."""
    for figure in PromiseFigure:
        if not told_of_month(figure, leads=whole):
            continue
        about, label = promise_part(figure), promise_text(figure)
        if figure is PromiseFigure.CONTACT:
            enough = kept.contacts >= FEWEST_FOR_MEDIANS
            hours = kept.hours_to_contact if enough else None
            few = kept.contacts > 0 and not enough
            yield PromiseLine(figure, about, label, period, None, kept.contacts, hours, hidden=few)
        elif figure is PromiseFigure.MOVED:
            # How many were booked would tell, beside those that were due, how many declined.
            booked = kept.displaced.denominator if whole else None
            yield PromiseLine(figure, about, label, period, kept.displaced.numerator, booked)
        else:
            yield _line(figure, period, _share_of(kept, figure), whole=whole)


def _share_of(kept: Compliance, figure: PromiseFigure) -> ComplianceShare:  # noqa: C901  # one match over an enumeration
    match figure:
        case PromiseFigure.OFFERED:
            return kept.offered_in_time
        case PromiseFigure.KEPT:
            return kept.kept
        case PromiseFigure.HELD:
            return kept.held
        case PromiseFigure.HELD_IN_WINDOW:
            return kept.held_in_window
        case PromiseFigure.DECLINED:
            return kept.declined
        case PromiseFigure.MOVED:
            return kept.displaced
        case PromiseFigure.PROTECTED:
            return kept.protected
        case PromiseFigure.PROTECTED_BY_STAFF:
            return kept.protected_by_staff
        case PromiseFigure.PAID:
            return kept.paid
        case PromiseFigure.PAID_BY_STAFF:
            return kept.paid_by_staff
        case PromiseFigure.COVER_CONFIRMED:
            return kept.cover_confirmed
        case PromiseFigure.COVER_CAME:
            return kept.cover_came
        case PromiseFigure.DESKS_CLOSED:
            return kept.desks_closed
        case PromiseFigure.CONTACT:
            return ComplianceShare(kept.contacts, kept.contacts)
        case PromiseFigure.CHECK_72H | PromiseFigure.CHECK_7D | PromiseFigure.CHECK_30D | PromiseFigure.CHECK_90D:
            return next(of for step, of in kept.follow_ups if check_figure(step) is figure)


def _line(figure: PromiseFigure, period: str, of: ComplianceShare, *, whole: bool) -> PromiseLine:
    return PromiseLine(
        figure,
        promise_part(figure),
        promise_text(figure),
        period,
        of.numerator,
        of.denominator,
        not_due=of.not_due,
        not_recorded=of.not_recorded if whole else None,
    )


def _outcomes(kept: Compliance, period: str, scope: ReportScope) -> Iterator[PromiseLine]:
    """What became of the debriefs that were due, and the reasons of those that were late or not held."""
    for became in Became:
        yield PromiseLine(
            f"became_{became}", PromisePart.OUTCOMES, became_text(became), period, kept.became[became], None
        )
    reasons: dict[str, int] = {}
    for reason, times in (*kept.not_held, *kept.late):
        reasons[reason] = reasons.get(reason, 0) + times
    for code, times in reasons.items():
        label = scope.label("not_held_reason", code)
        yield PromiseLine(f"reason_{code}", PromisePart.REASONS, label, period, times, None)
    late = Counter[LateReason]()
    for why, times in (*kept.offered_late, *kept.declined_late):
        late[why] += times
    for why, times in late.items():
        yield PromiseLine(f"late_{why}", PromisePart.REASONS, _late_words(why), period, times, None)


def _late_words(why: LateReason) -> str:
    return _("Late offer or answer: {reason}").format(reason=late_reason_text(why))


def _of_year(figures: YearFigures, scope: ReportScope, *, whole: bool) -> Iterator[PromiseLine]:
    """What is told of the last whole year: all of people, or for those who lead only the answers given in private."""
    period = str(figures.year)
    for row in figures.of(YearTable.SHARES):
        figure = _figure_of(YearShare(row.code))
        if not whole or is_private(figure):
            yield _told(figure, period, row.counts)
    if whole:
        return
    for row in figures.of(YearTable.CHECKS):
        yield _told(check_figure(SupportStep(row.code)), period, row.counts)
    for row in figures.of(YearTable.DEBRIEFS):
        (count,) = row.counts
        label = became_text(Became(row.code))
        yield PromiseLine(f"became_{row.code}", PromisePart.OUTCOMES, label, period, count, None, hidden=count is None)
    for row in figures.of(YearTable.REASONS):
        (count,) = row.counts
        label = scope.label("not_held_reason", row.code)
        yield PromiseLine(f"reason_{row.code}", PromisePart.REASONS, label, period, count, None, hidden=count is None)
    for row in figures.of(YearTable.LATE):
        (count,) = row.counts
        label = _late_words(LateReason(row.code))
        yield PromiseLine(f"late_{row.code}", PromisePart.REASONS, label, period, count, None, hidden=count is None)


def _told(figure: PromiseFigure, period: str, counts: tuple[int | None, ...]) -> PromiseLine:
    part, whole = counts
    hidden = part is None
    return PromiseLine(figure, promise_part(figure), promise_text(figure), period, part, whole, hidden=hidden)


def _figure_of(share: YearShare) -> PromiseFigure:
    match share:
        case YearShare.PROTECTED:
            return PromiseFigure.PROTECTED
        case YearShare.PROTECTED_BY_STAFF:
            return PromiseFigure.PROTECTED_BY_STAFF
        case YearShare.PAID:
            return PromiseFigure.PAID
        case YearShare.PAID_BY_STAFF:
            return PromiseFigure.PAID_BY_STAFF
        case YearShare.COVER_CONFIRMED:
            return PromiseFigure.COVER_CONFIRMED
        case YearShare.COVER_CAME:
            return PromiseFigure.COVER_CAME
        case YearShare.DESKS_CLOSED:
            return PromiseFigure.DESKS_CLOSED
        case YearShare.DECLINED:
            return PromiseFigure.DECLINED
