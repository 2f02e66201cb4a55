"""`rates` as scripts and people call it."""

import json
from io import StringIO
from pathlib import Path

import pytest

from incident_tracker import wording
from incident_tracker.cli.program import main

ORACLES = Path(__file__).parents[3] / "shared" / "oracles" / "rates"


@pytest.fixture(autouse=True)
def english_again():
    """`--language` holds for the whole process, as it does on a command line."""
    yield
    wording.use("en")


def rates(*words):
    out, err = StringIO(), StringIO()
    try:
        status = main(["rates", *(f"{word!r}" if isinstance(word, float) else str(word) for word in words)], out, err)
    except SystemExit as stop:
        status = stop.code
    return status, out.getvalue(), err.getvalue()


def answer(*words):
    status, out, err = rates(*words, "--json")
    assert (status, err) == (0, "")
    document = json.loads(out)
    assert document["schema"] == 1
    return document


def oracle(name):
    path = ORACLES / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return json.loads(path.read_text())


@pytest.mark.oracle
def test_r_intervals_through_the_command():
    numbers = oracle("r_intervals.json")
    for case in numbers["poisson_exact"]:
        got = answer("--events", case["events"], "--exposure", case["exposure"], "--confidence", case["confidence"])
        assert [got[key] for key in ("rate", "lower", "upper")] == pytest.approx(
            [case[key] for key in ("rate", "lower", "upper")], rel=1e-10
        )
    for case in numbers["rate_ratio"]:
        (a, b), (t1, t2) = case["events"], case["exposure"]
        got = answer("--compare", a, t1, b, t2)
        keys = ("ratio", "lower", "upper", "p_value")
        assert [got[key] for key in keys] == pytest.approx([case[key] for key in keys], rel=1e-10)
    for name, method in (("wilson", "wilson"), ("clopper_pearson", "exact")):
        for case in numbers[name]:
            got = answer("--proportion", case["x"], case["n"], "--method", method, "--confidence", case["confidence"])
            assert (got["lower"], got["upper"]) == pytest.approx((case["lower"], case["upper"]), rel=1e-10)
            assert got["proportion"] == pytest.approx(case["x"] / case["n"])


@pytest.mark.oracle
def test_phe_intervals_through_the_command():
    for case in oracle("phe_intervals.json")["rates"]:
        if case["value"] is None:
            continue
        for confidence, suffix in ((0.95, "95_0cl"), (0.998, "99_8cl")):
            got = answer(
                "--events", case["Numerator"], "--exposure", case["Denominator"], "--multiply", case["multiplier"],
                "--method", "phe", "--confidence", confidence,
            )  # fmt: skip
            wanted = [case["value"], case[f"lower{suffix}"], case[f"upper{suffix}"]]
            assert [got["rate"], got["lower"], got["upper"]] == pytest.approx(wanted, rel=1e-9)
            assert got["method"] == "phe"


def test_ratio_without_an_end_is_null_and_never_infinite():
    got = answer("--compare", 3, 100, 0, 100)
    assert got["ratio"] is None
    assert got["upper"] is None
    assert got["lower"] > 0
    nothing = answer("--compare", 0, 100, 0, 100)
    assert (nothing["ratio"], nothing["lower"], nothing["upper"], nothing["p_value"]) == (None, None, None, 1.0)
    assert nothing["verdict"] == "cannot_tell"


def test_person_reads_a_sentence():
    assert "cannot tell" in rates("--compare", 20, 1000, 10, 1000)[1]
    assert rates("--events", 20, "--exposure", 1000, "--multiply", 1000)[1] == (
        "20 per 1,000 (95% interval 12.2 to 30.9).\n"
    )
    assert "no se puede" in rates("--compare", 20, 1000, 10, 1000, "--language", "es")[1].lower()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--events", 5),
        ("--events", -5, "--exposure", 10),
        ("--events", "nan", "--exposure", 10),
        ("--events", "inf", "--exposure", 10),
        ("--events", 5, "--exposure", "nan"),
        ("--events", 5, "--exposure", "inf"),
        ("--events", 5, "--exposure", -1),
        ("--events", 1e30, "--exposure", 10),
        ("--events", 5, "--exposure", 10, "--confidence", 1),
        ("--events", 5, "--exposure", 10, "--confidence", "nan"),
        ("--events", 5, "--exposure", 10, "--method", "wilson"),
        ("--proportion", 11, 10),
        ("--proportion", -1, 10),
        ("--proportion", 1, 10, "--method", "byar"),
        ("--proportion", 1.5, 10, "--method", "exact"),
        ("--compare", 1.5, 10, 2, 10),
        ("--compare", 1, 0, 2, 10),
        ("--events", "five", "--exposure", 10),
    ],
)
def test_what_cannot_be_computed_is_refused_in_plain_words(words, capsys):
    status, out, err = rates(*words, "--json")
    assert status == 2
    assert out == ""
    said = err + capsys.readouterr().err
    assert said
    assert "Traceback" not in said
