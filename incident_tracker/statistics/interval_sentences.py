"""Rates, shares, comparisons, funnels, rankings and the choice of a chart, in one plain sentence each."""

from incident_tracker.statistics.chart_choice import ChartChoice, ChoiceReason
from incident_tracker.statistics.clock_times import hour_text
from incident_tracker.statistics.figures import figure, percent
from incident_tracker.statistics.funnels import Funnel, Position
from incident_tracker.statistics.heat import Heat
from incident_tracker.statistics.intervals import Verdict
from incident_tracker.statistics.pareto import Pareto
from incident_tracker.statistics.rates import Rate
from incident_tracker.statistics.ratios import Comparison
from incident_tracker.statistics.shares import Share
from incident_tracker.wording import _, ngettext, pgettext


def rate_sentence(rate: Rate) -> str:
    """The rate with its limits, or that there is none."""
    if rate.rate is None or rate.lower is None or rate.upper is None:
        return _("There is no rate: the count or the exposure is missing.")
    text = _("{rate} per {base} ({confidence} interval {lower} to {upper}).")
    if rate.base == 1:
        text = _("{rate} for each unit of exposure ({confidence} interval {lower} to {upper}).")
    return text.format(
        rate=figure(rate.rate),
        base=f"{rate.base:,g}",
        confidence=percent(rate.confidence),
        lower=figure(rate.lower),
        upper=figure(rate.upper),
    )


def share_sentence(share: Share) -> str:
    """The share in percent with its limits, or that there is none."""
    if share.share is None or share.lower is None or share.upper is None:
        return _("There is no share: there was nothing to count.")
    return _("{part} of {whole} are {share} ({confidence} interval {lower} to {upper}).").format(
        part=figure(share.part or 0.0),
        whole=figure(share.whole or 0.0),
        share=percent(share.share),
        confidence=percent(share.confidence),
        lower=percent(share.lower),
        upper=percent(share.upper),
    )


def comparison_sentence(comparison: Comparison) -> str:
    """Higher, lower, or that the figures cannot say; never more than the interval supports."""
    span = _span(comparison)
    match comparison.verdict:
        case Verdict.HIGHER:
            bare = _("The first is higher than the second, by more than chance explains.")
            known = _("The first is higher than the second: {span} as high, more than chance explains.")
        case Verdict.LOWER:
            bare = _("The first is lower than the second, by more than chance explains.")
            known = _("The first is lower than the second: {span} as high, more than chance explains.")
        case Verdict.CANNOT_TELL:
            bare = _("These figures cannot tell whether the two differ: there are too few events.")
            known = _("These figures cannot tell whether the two differ: the first may be {span} as high.")
    return known.format(span=span) if span else bare


def _span(comparison: Comparison) -> str:
    if comparison.lower is None:
        return ""
    if comparison.upper is None:
        return _("at least {lower} times").format(lower=figure(comparison.lower))
    return _("between {lower} and {upper} times").format(lower=figure(comparison.lower), upper=figure(comparison.upper))


def funnel_sentence(funnel: Funnel) -> str:
    """How many places are beyond the funnel; no ranking."""
    outside = [point.label for point in funnel.points if point.position in {Position.VERY_HIGH, Position.VERY_LOW}]
    near = sum(point.position in {Position.HIGH, Position.LOW} for point in funnel.points)
    if outside:
        text = ngettext(
            "One place differs from the overall rate by more than chance explains ({labels}).",
            "{n} places differ from the overall rate by more than chance explains ({labels}).",
            len(outside),
        ).format(n=len(outside), labels=", ".join(outside))
    elif near:
        text = ngettext(
            "No place is far from the overall rate; {n} is at the edge of what chance explains.",
            "No place is far from the overall rate; {n} are at the edge of what chance explains.",
            near,
        ).format(n=near)
    else:
        text = _("The places do not differ by more than chance explains.")
    if funnel.overdispersed:
        text += " " + _("The places vary much more than the limits expect, so a single one says little.")
    return text


def pareto_sentence(pareto: Pareto) -> str:
    """The few categories that make up most."""
    if not pareto.total or pareto.bars[pareto.vital - 1].cumulative is None:
        return _("Nothing was counted in this period.")
    labels = ", ".join(bar.label for bar in pareto.bars[: pareto.vital])
    return ngettext(
        "One of {all} makes up {share}: {labels}.", "{n} of {all} make up {share}: {labels}.", pareto.vital
    ).format(
        n=pareto.vital,
        all=len(pareto.bars),
        share=percent(pareto.bars[pareto.vital - 1].cumulative or 0.0),
        labels=labels,
    )


def heat_sentence(heat: Heat) -> str:
    """When most reports came; empty if no hour stands out."""
    if not heat.total:
        return _("Nothing was counted in this period.")
    if heat.busiest is None:
        return _("No single hour of the week stands out.")
    weekday, hour = heat.busiest
    return _("Most reports came from {day}, {start} to {end} ({n} of {total}).").format(
        day=_weekday(weekday),
        start=hour_text(hour),
        end=hour_text(hour + 1),
        n=heat.counts[weekday][hour],
        total=heat.total,
    )


def choice_sentence(choice: ChartChoice) -> str:
    """Why this chart."""
    match choice.reason:
        case ChoiceReason.FEW_POINTS:
            return _("The figures and their median, because there are too few points for limits (run chart).")
        case ChoiceReason.RARE:
            return _("Days between events, because most periods have none (g chart).")
        case ChoiceReason.NO_DENOMINATORS:
            return _("Counts, because there are no visits or hours to compare them with (c chart).")
        case ChoiceReason.DENOMINATORS_MISSING:
            return _("Counts, because visits or hours are missing for some periods; add them to see rates (c chart).")
        case ChoiceReason.EQUAL_EXPOSURE:
            return _("Counts, because all periods were about equally busy (c chart).")
        case ChoiceReason.UNEQUAL_EXPOSURE:
            return _("Rates, because some periods were busier than others (u chart).")
        case ChoiceReason.OVERDISPERSED_RATE:
            return _("Rates with wider limits, because they vary more than chance alone (u′ chart).")
        case ChoiceReason.SHARE:
            return _("Shares, because each figure is a part of a whole (p chart).")
        case ChoiceReason.OVERDISPERSED_SHARE:
            return _("Shares with wider limits, because they vary more than chance alone (p′ chart).")
        case ChoiceReason.MEASURED_VALUES:
            return _("Each value by itself, because it was measured, not counted (I chart).")
        case ChoiceReason.MEASURED_VALUES_UNEQUAL:
            return _("Each value by itself, because it was measured on groups of different size (I′ chart).")
        case ChoiceReason.GAPS_WITH_ZERO:
            return _("Days between events, because some fell on the same day (g chart).")
        case ChoiceReason.GAPS_IN_WHOLE_NUMBERS:
            return _("Gaps between events, because they are counted in whole numbers (g chart).")
        case ChoiceReason.GAPS_IN_TIME:
            return _("Time between events, because it was measured (t chart).")


def _weekday(weekday: int) -> str:
    return (
        pgettext("in a sentence", "Monday"),
        pgettext("in a sentence", "Tuesday"),
        pgettext("in a sentence", "Wednesday"),
        pgettext("in a sentence", "Thursday"),
        pgettext("in a sentence", "Friday"),
        pgettext("in a sentence", "Saturday"),
        pgettext("in a sentence", "Sunday"),
    )[weekday]
