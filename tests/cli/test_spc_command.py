"""`spc` as scripts and people call it, in a process of its own and in this one."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from incident_tracker import wording
from incident_tracker.cli.program import main

PROJECT = Path(__file__).parents[2]
ORACLES = PROJECT.parent / "shared" / "oracles" / "spc"


@pytest.fixture(autouse=True)
def english_again():
    """`--language` holds for the whole process, as it does on a command line."""
    yield
    wording.use("en")


def cases(name):
    path = ORACLES / name
    if not path.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{path} is not here"))]
    return [pytest.param(case, id=case["id"]) for case in json.loads(path.read_text())["cases"]]


def spc(*words):
    """Exit status, what was answered and what was said on the side."""
    out, err = StringIO(), StringIO()
    try:
        status = main(["spc", *map(str, words)], out, err)
    except SystemExit as stop:
        status = stop.code
    return status, out.getvalue(), err.getvalue()


def close(got, wanted, center, tolerance):
    for value, expected, middle in zip(got, wanted, center, strict=True):
        if expected is None:
            assert value is None
        else:
            assert value == pytest.approx(expected, rel=1e-9, abs=tolerance * abs(expected - (middle or 0)) + 1e-10)


@pytest.mark.oracle
@pytest.mark.parametrize("switch", ["--no-screen-moving-ranges", "--screen-moving-ranges"])
@pytest.mark.parametrize("case", cases("spc_cases.json"))
def test_every_published_chart_through_the_command(case, switch, tmp_path):
    series = tmp_path / "series.json"
    series.write_text(json.dumps(case["input"]))
    words = ["--input", series, "--chart", case["chart"], switch, "--json"]
    options = case["options"]
    if "freeze_after" in options:
        words += ["--freeze", options["freeze_after"]]
    if "split_after" in options:
        words += ["--split", ",".join(map(str, options["split_after"]))]
    if "multiply" in options:
        words += ["--multiply", options["multiply"]]
    status, out, err = spc(*words)
    assert (status, err) == (0, "")
    answer = json.loads(out)
    screened = answer["moving_ranges_screened"] and case["expected_if_moving_ranges_screened"]
    expected = screened or case["expected"]
    tolerance = 1e-9 if case["chart"] in {"c", "u", "p", "g"} else 6e-4
    close(answer["plotted"], expected["plotted"], answer["cl"], 1e-9)
    close(answer["cl"], expected["cl"], answer["cl"], 1e-9)
    close(answer["lcl"], expected["lcl"], expected["cl"], tolerance)
    close(answer["ucl"], expected["ucl"], expected["cl"], tolerance)
    assert answer["points_outside_limits_1based"] == expected["points_outside_limits_1based"]
    assert answer["runs"] == expected["runs"]
    assert answer["schema"] == 1
    assert answer["sentence"]


@pytest.mark.oracle
@pytest.mark.parametrize("case", cases("plot_the_dots_cases.json"))
def test_plot_the_dots_through_the_command(case, tmp_path):
    series = tmp_path / "series.csv"
    series.write_text("x,y\n" + "".join(f"{number},{y}\n" for number, y in enumerate(case["input"]["y"], 1)))
    for switch, name in (("--no-screen-moving-ranges", "unscreened"), ("--screen-moving-ranges", "screened")):
        words = ["--input", series, "--chart", "i", "--rules", "nhs", "--improvement", "lower", switch, "--json"]
        if case["options"]["fix_after_n_points"]:
            words += ["--freeze", case["options"]["fix_after_n_points"]]
        answer = json.loads(spc(*words)[1])
        assert answer["special_cause"] == case["expected"][name]["special_cause"]
        types = [
            "common_cause" if each == "common_cause" else f"special_cause_{each}" for each in answer["point_types"]
        ]
        assert types == case["expected"][name]["point_type_if_lower_is_better"]


def test_a_month_that_is_missing_stays_missing(tmp_path):
    series = tmp_path / "months.csv"
    series.write_text("x,y,n\n2026-01,5,1000\n2026-02,,1100\n2026-03,7,\n2026-04,3,1200\n")
    answer = json.loads(spc("--input", series, "--chart", "u", "--multiply", 1000, "--json")[1])
    assert answer["plotted"] == [5, None, None, 2.5]
    assert answer["ucl"][1] is None
    assert "points_missing" in answer["warning_codes"]
    assert any("not counted as zero" in warning for warning in answer["warnings"])


def test_person_reads_the_sentence_first(tmp_path):
    series = tmp_path / "series.csv"
    series.write_text("".join(f"{y}\n" for y in (5, 6, 4, 7, 5, 6, 4, 5, 6, 5, 4, 30)))
    status, out, _err = spc("--input", series, "--chart", "c")
    assert status == 0
    assert out.splitlines()[0].startswith("The latest figure (12) is above the upper limit: more reports")
    status, out, _err = spc("--input", series, "--chart", "c", "--language", "es")
    assert out.splitlines()[0].startswith("El último valor (12) está por encima del límite superior")


@pytest.mark.parametrize(
    ("content", "words", "status", "says"),
    [
        ("", [], 13, "empty"),
        ("y\n", [], 2, "no figure"),
        ("x,y\n1,abc\n", [], 2, "not a number"),
        ('{"y": [1, NaN, 3]}', [], 2, "Number 2"),
        ('{"y": [1, Infinity]}', [], 2, "not a number"),
        ('{"y": [1e300, 2]}', [], 2, "Out of range"),
        ('{"y": [1, 2], "n": [3]}', ["--chart", "u"], 2, "as many denominators"),
        ('{"y": "12"}', [], 13, "cannot be read"),
        ('{"y": [1, 2', [], 13, "cannot be read"),
        ("1\n0\n3\n", ["--chart", "t"], 2, "g chart"),
        ("1\n2\n3\n", ["--chart", "u"], 2, "denominators"),
        ("1\n-2\n3\n", ["--chart", "c"], 2, "from 0"),
        ("a,3,2\n", ["--chart", "p"], 2, "from 0 to 2"),
        ("1\n2\n3\n", ["--freeze", "9"], 2, "freeze"),
        ("1\n2\n3\n", ["--exclude", "4"], 2, "exclude"),
        ("1\n2\n3\n", ["--split", "3"], 2, "split"),
        ("1\n2\n3\n", ["--multiply", "0"], 2, "multiply"),
        ("1\n2\n3\n", ["--plot", "x.gif"], 2, ".svg"),
    ],
)
def test_what_cannot_be_charted_is_refused_in_plain_words(content, words, status, says, tmp_path):
    series = tmp_path / "series.txt"
    series.write_text(content)
    got, out, err = spc("--input", series, "--json", *words)
    assert got == status
    assert out == ""
    assert says in err
    assert "Traceback" not in err


def test_file_that_is_not_there(tmp_path):
    assert spc("--input", tmp_path / "none.csv")[0] == 13


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_chart_is_drawn_into_a_file(suffix, tmp_path):
    drawing = tmp_path / f"chart.{suffix}"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", "import sys; from incident_tracker.cli.program import main; sys.exit(main())"]
    done = subprocess.run(
        [*command, "spc", "--chart", "c", "--title", "Reports", "--plot", str(drawing), "--json"],
        input="x,y\n2026-01,5\n2026-02,7\n2026-03,4\n",
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["plotted"] == [5, 7, 4]
    start = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}[suffix]
    assert drawing.read_bytes().startswith(start)


def test_reason_of_a_split_and_several_splits(tmp_path):
    series = tmp_path / "series.csv"
    series.write_text("".join(f"{y % 7}\n" for y in range(36)))
    answer = json.loads(spc("--input", series, "--split", "12:new phone line", "--split", "24", "--json")[1])
    assert [(run["first"], run["last"]) for run in answer["runs"]] == [(1, 12), (13, 24), (25, 36)]


@pytest.mark.parametrize("header", ["x;y;n\n", ""])
def test_a_list_with_semicolons_has_decimal_commas(tmp_path, header):
    file = tmp_path / "lista.csv"
    file.write_text(header + "ene;3,5;100\nfeb;4,25;120\nmar;2;90\n", encoding="utf-8")
    status, out, _err = spc("--input", file, "--chart", "i", "--json")
    assert (status, json.loads(out)["plotted"]) == (0, [0.035, 4.25 / 120, 2 / 90])
