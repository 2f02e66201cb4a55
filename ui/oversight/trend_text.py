"""The text next to the charts: what is counted, why this chart, what is missing, and what to keep in mind."""

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.labels.oversight.denominators import base_text, rate_unit_text
from incident_tracker.statistics.chart_choice import ChoiceReason
from incident_tracker.statistics.figures import percent
from incident_tracker.statistics.interval_sentences import choice_sentence, pareto_sentence
from incident_tracker.statistics.pareto import Pareto
from incident_tracker.usecases.oversight.trends import Trend
from incident_tracker.wording import _, ngettext
from ui.clinic_choices import ClinicChoices

_NAMED_MONTHS = 3
_NAMED_CAUSES = 4
_NAMED_SITES = 5


def measure_text(base: Base | None) -> str:
    """The unit of the value axis."""
    return rate_unit_text(base) if base else _("reports")


def reason_text(trend: Trend, names: ClinicChoices) -> str:
    """Why these figures are shown in this chart."""
    if trend.choice is None:
        return ""
    if trend.base is None and trend.question.base is None:
        return _("Counts per month.")
    if trend.base is not None and trend.choice.reason not in (
        ChoiceReason.UNEQUAL_EXPOSURE,
        ChoiceReason.OVERDISPERSED_RATE,
    ):
        return _("Rates, as you chose.")
    return choice_sentence(trend.choice) if trend.base else missing_text(trend, names)


def missing_text(trend: Trend, names: ClinicChoices) -> str:
    """Which figures are missing, and where, for the rate that was asked for; "" where none is."""
    if trend.question.base is None or not trend.missing:
        return ""
    what = base_text(trend.question.base)
    where = ", ".join(filter(None, map(names.site, trend.missing_at[:_NAMED_SITES])))
    if len(trend.missing) > _NAMED_MONTHS:
        return _("Counts are shown for now: {what} is missing for {n} of {total} months ({where}).").format(
            what=what, n=len(trend.missing), total=len(trend.months), where=where
        )
    named = ", ".join(period_name(month) for month in trend.missing)
    return _("Counts are shown for now: {what} is missing for {months} ({where}).").format(
        what=what, months=named, where=where
    )


def provisional_text(trend: Trend) -> str:
    """Which months are not final, so that no rule judges them; "" where all are."""
    if not trend.provisional:
        return ""
    months = ", ".join(map(period_name, trend.provisional[-_NAMED_MONTHS:]))
    return _("Not final yet, so not judged: {months}.").format(months=months)


def freeze_text(trend: Trend) -> str:
    """That the limits come from all months, because fewer are shown than the limits were to come from; else ""."""
    asked, shown = trend.question.freeze, len(trend.months)
    if asked is None or asked <= shown:
        return ""
    return ngettext(
        "Only {n} month is shown, so the limits come from it, not from the first {asked} months.",
        "Only {n} months are shown, so the limits come from all of them, not from the first {asked}.",
        shown,
    ).format(n=shown, asked=asked)


def build_up_text(trend: Trend) -> str:
    """That a rise is expected in the first twelve months; "" later."""
    if trend.chart is None or not trend.chart.reporting_build_up:
        return ""
    return _(
        "Reporting began in {month}. In the first twelve months people report more and more. So a"
        " rise is a good sign, not proof that more happens."
    ).format(month=period_name(trend.months[0]))


def total_text(trend: Trend) -> str:
    """How many reports there are in how many months."""
    total = sum(trend.counts)
    reports = ngettext("{n} report", "{n} reports", total).format(n=f"{total:,}")
    return ngettext("{reports} in {n} month", "{reports} in {n} months", len(trend.months)).format(
        reports=reports, n=len(trend.months)
    )


def causes_text(found: Pareto) -> str:
    """The few that make up most; if that takes many, how much the first few make up."""
    if found.vital <= _NAMED_CAUSES:
        return pareto_sentence(found)
    first = found.bars[: _NAMED_CAUSES - 1]
    return _("The {n} most frequent of {all} make up {share}: {labels}.").format(
        n=len(first),
        all=len(found.bars),
        share=percent(first[-1].cumulative or 0.0),
        labels=", ".join(bar.label for bar in first),
    )
