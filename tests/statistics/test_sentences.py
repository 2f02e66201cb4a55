"""A sentence never says more, less or other than the signals, in either language, whatever the series."""

import re
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracker import wording
from incident_tracker.domain.errors import Refused
from incident_tracker.statistics.chart_results import (
    Assurance,
    ChartKind,
    Improvement,
    RuleSet,
    Split,
    Variation,
    WarningCode,
)
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.refusals import refusal_text
from incident_tracker.statistics.sentences import Subject, chart_sentence, latest_position, warning_text
from incident_tracker.statistics.series import Series

CALM = {"en": "nothing points to a change", "es": "nada indica un cambio"}
FLAT = {"en": "no variation to judge", "es": "No hay variación que juzgar"}
LATEST_CALM = {"en": "is within usual variation, but", "es": "está dentro de la variación habitual, pero"}
WORDS = {
    "high": {"en": ("more", "larger", "longer", "higher"), "es": ("más reportes", "mayor", "más largos", "más altos")},
    "low": {
        "en": ("fewer", "smaller", "shorter", "lower fig"),
        "es": ("menos reportes", "menor", "más cortos", "más bajos"),
    },
}
BLAME = ("worse", "deteriorat", "fault", "failed to", "blame", "peor", "empeor", "culpa", "incident")


@st.composite
def charts(draw):
    base = draw(st.lists(st.integers(0, 30), min_size=1, max_size=50))
    shift = draw(st.sampled_from((0, 0, 5, 40)))
    turn = draw(st.integers(0, len(base)))
    y = [value + (shift if place >= turn else 0) for place, value in enumerate(base)]
    if draw(st.booleans()):
        y = [None if draw(st.integers(0, 9)) == 0 else value for value in y]
    kind = draw(st.sampled_from(list(ChartKind)))
    n = [draw(st.integers(100, 400)) for _ in y]
    splits = [Split(draw(st.integers(1, len(y) - 1)), "moved")] if len(y) > 1 and draw(st.booleans()) else []
    return {
        "series": (y, n),
        "kind": kind,
        "rules": draw(st.sampled_from(list(RuleSet))),
        "freeze": draw(st.none() | st.integers(1, len(y))),
        "exclude": draw(st.sets(st.integers(1, len(y)), max_size=3)),
        "splits": splits,
        "screen_moving_ranges": draw(st.booleans()),
        "improvement": draw(st.sampled_from(list(Improvement))),
        "target": draw(st.none() | st.integers(0, 60)),
        "reporting_build_up": draw(st.booleans()),
    }


def is_worded(refused):
    assert len(refusal_text(refused)) > 20


def made(options):
    options = dict(options)
    y, n = options.pop("series")
    kind = options.pop("kind")
    with_n = kind in {ChartKind.U, ChartKind.UP, ChartKind.P, ChartKind.PP, ChartKind.IP}
    return control_chart(Series.of(y, n if with_n else None), kind, **options)


@pytest.mark.parametrize("language", ["en", "es"])
@settings(deadline=None)
@given(options=charts())
def test_sentence_never_contradicts_the_signals(language, options):
    with wording.speaking(language):
        try:
            chart = made(options)
        except Refused as refused:
            is_worded(refused)
            return
        text = chart_sentence(chart)
        assert all(warning_text(warning) for warning in chart.warnings)
    calm = CALM[language] in text or FLAT[language] in text
    assert calm == (not chart.has_signal)
    latest = chart.signals[latest_position(chart)]
    assert (LATEST_CALM[language] in text) == (
        chart.has_signal and latest is None and chart.variation is not Variation.UNSTABLE
    )
    finding = re.split(r"(?<=\.) ", text)[0]
    if latest is not None:
        assert any(word in finding for word in WORDS["high" if latest.high else "low"][language])
        assert not any(word in finding for word in WORDS["low" if latest.high else "high"][language])
    assert not any(word in text.lower() for word in BLAME)
    assert "{" not in text
    assert (chart.assurance is not None) == (("target of" if language == "en" else "meta de") in text)


@settings(deadline=None)
@given(options=charts())
def test_no_point_is_a_concern_while_reporting_builds_up(options):
    options["reporting_build_up"] = True
    try:
        chart = made(options)
    except Refused:
        return
    assert Variation.CONCERN not in {*chart.variations, chart.variation}


def test_rise_of_reports_in_the_first_year_is_expected():
    series = Series.of([5, 6, 4, 7, 5, 6, 4, 5, 6, 5, 4, 30])
    early = control_chart(series, ChartKind.C, improvement=Improvement.LOWER, reporting_build_up=True)
    later = control_chart(series, ChartKind.C, improvement=Improvement.LOWER)
    assert early.variation is Variation.HIGH
    assert "More reports are expected while reporting builds up." in chart_sentence(early)
    assert later.variation is Variation.CONCERN
    assert "worth asking what has changed" in chart_sentence(later)


def test_shorter_gaps_in_the_first_year_are_more_reports():
    gaps = [30.5, 41, 28, 39, 33, 37, 31, 42, 29, 36, 34, 40, 1, 2, 1, 2, 1, 1, 2, 1, 1]
    chart = control_chart(
        Series.of(gaps),
        ChartKind.T,
        rules=RuleSet.NHS,
        freeze=12,
        improvement=Improvement.HIGHER,
        reporting_build_up=True,
    )
    assert chart.variation is Variation.LOW
    assert "More reports are expected" in chart_sentence(chart)


def test_fewer_reports_are_not_simply_good_news():
    chart = control_chart(
        Series.of([20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 21, 1]), ChartKind.C, improvement=Improvement.LOWER
    )
    assert chart.variation is Variation.IMPROVEMENT
    assert "less is reported" in chart_sentence(chart)
    assert "less is reported" not in chart_sentence(chart, Subject.VALUES)


@pytest.mark.parametrize(
    ("improvement", "target", "expected", "words"),
    [
        (Improvement.LOWER, 100, Assurance.CONSISTENTLY_PASSING, "can be expected to be met"),
        (Improvement.LOWER, 1, Assurance.CONSISTENTLY_FAILING, "cannot be expected to be met"),
        (Improvement.HIGHER, 100, Assurance.CONSISTENTLY_FAILING, "cannot be expected to be met"),
        (Improvement.HIGHER, 1, Assurance.CONSISTENTLY_PASSING, "can be expected to be met"),
        (Improvement.LOWER, 20, Assurance.HIT_AND_MISS, "sometimes met"),
        (Improvement.NEITHER, 20, None, ""),
        (Improvement.LOWER, None, None, ""),
    ],
)
def test_assurance_looks_both_ways(improvement, target, expected, words):
    y = [20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 21]
    chart = control_chart(Series.of(y), ChartKind.I, rules=RuleSet.NHS, improvement=improvement, target=target)
    assert chart.assurance is expected
    assert words in chart_sentence(chart)


def test_rare_events_are_offered_a_better_chart():
    chart = control_chart(Series.of([0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0]), ChartKind.RUN)
    assert {warning.code for warning in chart.warnings} >= {WarningCode.MEDIAN_IS_ZERO, WarningCode.MOSTLY_ZERO}
    assert "g or t chart" in " ".join(map(warning_text, chart.warnings))


def test_fewer_than_twelve_points_are_trial_limits():
    eleven = control_chart(Series.of([5, 6, 4, 7, 5, 6, 4, 5, 6, 5, 4]), ChartKind.C)
    twelve = control_chart(Series.of([5, 6, 4, 7, 5, 6, 4, 5, 6, 5, 4, 6]), ChartKind.C)
    assert eleven.phases[0].trial
    assert "provisional" in chart_sentence(eleven)
    assert not twelve.phases[0].trial
    assert "provisional" not in chart_sentence(twelve)


def test_every_sentence_has_its_spanish():
    source = files("incident_tracker") / "locale" / "es" / "LC_MESSAGES" / "statistics.po"
    with source.open("rb") as stream:
        catalogue = read_po(stream)
    for message in catalogue:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = message.id if isinstance(message.id, tuple) else (message.id,)
        assert all(forms), message.id
        for form in forms:
            # A singular may spell its number out; all other names stand in both languages.
            assert set(re.findall(r"{\w+}", form)) - {"{n}"} == set(re.findall(r"{\w+}", wanted[-1])) - {"{n}"}


def test_labels_are_named_as_the_caller_names_them():
    chart = control_chart(Series.of([20, 22, 19, 21, 1], x=["a", "b", "c", "d", "e"]), ChartKind.C)
    assert "(E!)" in chart_sentence(chart, name_of=lambda label: f"{label.upper()}!")
