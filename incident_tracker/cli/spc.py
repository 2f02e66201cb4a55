"""`spc`: the control chart of any series, as JSON, as text, and drawn."""

import argparse
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import add_choice, path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.series_file import missing_months, read_series
from incident_tracker.domain.errors import Refused
from incident_tracker.statistics.chart_results import ChartKind, ControlChart, Improvement, RuleSet, Signal, Split
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.refusals import refusal_text
from incident_tracker.statistics.sentences import chart_sentence, warning_text
from incident_tracker.wording import _, ngettext, pgettext


def special_cause(signal: Signal | None) -> str:
    """The words of NHSRplotthedots for the NHS rules, so that both can be compared line by line."""
    match signal:
        case None:
            return "Common Cause"
        case Signal.ABOVE_UCL:
            return "Above UCL"
        case Signal.BELOW_LCL:
            return "Below LCL"
        case Signal.TREND_UP:
            return "7 Point Trend (Increasing)"
        case Signal.TREND_DOWN:
            return "7 Point Trend (Decreasing)"
        case Signal.TWO_OF_THREE_HIGH:
            return "2 in 3 Above CL"
        case Signal.TWO_OF_THREE_LOW:
            return "2 in 3 Below CL"
        case Signal.SHIFT_HIGH:
            return "7 Points Above CL"
        case Signal.SHIFT_LOW:
            return "7 Points Below CL"
        case Signal.FOUR_OF_FIVE_HIGH | Signal.FOUR_OF_FIVE_LOW:
            raise ValueError(f"{signal} is not among the NHS rules")


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `spc`."""
    parser.add_argument("--input", default="-", metavar="F", help=_("CSV (x,y[,n]) or JSON; - reads standard input"))
    add_choice(parser, "--chart", ChartKind, default=ChartKind.RUN)
    add_choice(parser, "--rules", RuleSet, default=RuleSet.ANHOEJ)
    parser.add_argument("--freeze", type=int, metavar="N", help=_("the first N points (of each phase) make the limits"))
    parser.add_argument("--exclude", type=_positions, default=(), metavar="6,20", help=_("points that make no limits"))
    parser.add_argument(
        "--split",
        type=_splits,
        action="extend",
        default=[],
        metavar="24[:REASON]",
        help=_("a new phase begins after this point; several as 24,36"),
    )
    parser.add_argument("--multiply", type=float, default=1.0, metavar="K", help=_("base of a rate, such as 1000"))
    screened = parser.add_argument("--screen-moving-ranges", action=BooleanOptionalAction, default=True)
    screened.help = _("leave out extreme moving ranges once (default: yes)")  # set later: it adds an English default
    add_choice(parser, "--improvement", Improvement, default=Improvement.NEITHER)
    parser.add_argument("--target", type=float, metavar="T")
    parser.add_argument("--plot", type=path, metavar="F.svg|F.png|F.pdf", help=_("draw the chart into this file"))
    parser.add_argument("--title", default="", help=_("title of the drawing"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Compute, draw if asked, and answer. A refusal goes to `err`, with exit status 2."""
    try:
        chart = control_chart(
            read_series(options.input),
            options.chart,
            rules=options.rules,
            freeze=options.freeze,
            exclude=options.exclude,
            splits=options.split,
            multiply=options.multiply,
            screen_moving_ranges=options.screen_moving_ranges,
            improvement=options.improvement,
            target=options.target,
        )
    except Refused as refused:
        err.write(refusal_text(refused) + "\n")
        return ExitStatus.WRONG_USAGE
    sentence = chart_sentence(chart)
    if options.plot is not None and not _draw(chart, sentence, options, err):
        return ExitStatus.WRONG_USAGE
    answer(options, out, _document(chart, sentence), _lines(chart, sentence))
    return ExitStatus.DONE


def _missing(chart: ControlChart) -> Iterator[str]:
    """The months that a series leaves out: they may have had no incidents, which would change the chart."""
    if missing := missing_months(chart.series.x):
        n = len(missing)
        yield ngettext(
            "{n} month is not in the data: {months}. If it had no incidents, give it a line with 0.",
            "{n} months are not in the data: {months}. If they had no incidents, give them lines with 0.",
            n,
        ).format(n=n, months=", ".join(missing))


def _draw(chart: ControlChart, sentence: str, options: Namespace, err: TextIO) -> bool:
    from incident_tracker.charts.layout import ChartText
    from incident_tracker.cli.chart_file import SUFFIXES, write_chart

    place: Path = options.plot
    if place.suffix.lower() not in SUFFIXES:
        err.write(_("A chart can be drawn as .svg, .png or .pdf. Nothing was written.") + "\n")
        return False
    words = ChartText(options.title or place.stem, sentence=sentence)
    try:
        write_chart(chart, place, words, made_at=options.now or datetime.now(UTC))
    except OSError:
        err.write(_("The drawing cannot be written to this place. Please choose another folder.") + "\n")
        return False
    return True


def _document(chart: ControlChart, sentence: str) -> dict[str, object]:
    document: dict[str, object] = {
        "chart": chart.kind,
        "rules": chart.rules,
        "moving_ranges_screened": chart.moving_ranges_screened,
        "x": chart.series.x,
        "plotted": chart.plotted,
        "cl": chart.cl,
        "lcl": chart.lcl,
        "ucl": chart.ucl,
        "points_outside_limits_1based": chart.points_outside,
        "signals": chart.signals,
        "point_types": chart.variations,
        "variation": chart.variation,
        "assurance": chart.assurance,
        "runs": [asdict(phase.runs) for phase in chart.phases],
        "warnings": [*(warning_text(warning) for warning in chart.warnings), *_missing(chart)],
        "warning_codes": [warning.code for warning in chart.warnings],
        "sentence": sentence,
    }
    if chart.rules is RuleSet.NHS:
        document["special_cause"] = [special_cause(signal) for signal in chart.signals]
    return document


def _lines(chart: ControlChart, sentence: str) -> Iterator[str]:
    yield sentence
    yield from _missing(chart)
    for warning in chart.warnings:
        yield warning_text(warning)
    yield ""
    header = (
        pgettext("column", "point"),
        pgettext("column", "figure"),
        pgettext("column", "center"),
        pgettext("column", "lower"),
        pgettext("column", "upper"),
        pgettext("column", "signal"),
    )
    rows = [
        (label, *(_figure(line[index]) for line in (chart.plotted, chart.cl, chart.lcl, chart.ucl)), signal or "")
        for index, (label, signal) in enumerate(zip(chart.series.x, chart.signals, strict=True))
    ]
    widths = [max(len(str(row[column])) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, *rows):
        first, *middle, last = (str(field) for field in row)
        cells = [first.ljust(widths[0])]
        cells += [field.rjust(width) for field, width in zip(middle, widths[1:-1], strict=True)]
        yield "  ".join([*cells, last]).rstrip()


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _positions(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(_("whole numbers with commas, such as 6,20")) from None


def _splits(text: str) -> list[Split]:
    places, _colon, reason = text.partition(":")
    return [Split(after, reason.strip()) for after in _positions(places)]
