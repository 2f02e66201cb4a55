"""`report monthly` as figures: the same object as its pages, for other programs."""

import json
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.cli.clinic_commands import Commands

ASK = ("report", "monthly", "--month", "2026-02")
MARCH = "2026-03-12T20:00:00+00:00"


def test_a_month_is_written_as_figures_and_says_how_far_it_is_settled(commands: Commands, tmp_path: Path) -> None:
    commands.log("rosa", occurred_at="2026-02-10T10:30", severity=4, kind="threat")
    out = tmp_path / "month.json"
    assert commands("maria", *ASK, "--format", "json", "--out", out, now=MARCH).status == 0
    document = json.loads(out.read_text("utf-8"))
    assert (document["report"], document["period"], document["state"]) == ("monthly", "2026-02", "provisional")
    figures = {row["id"]: row for row in document["figures"] if not row["label"]}
    assert (figures["incidents"]["value"], figures["incidents_level3"]["value"]) == (1, 1)
    commands("maria", "month", "close", "2026-02", now=MARCH)
    commands.log("rosa", occurred_at="2026-02-11T10:30")
    closed = tmp_path / "closed.json"
    commands("maria", *ASK, "--format", "json", "--out", closed, now="2026-04-01T20:00:00+00:00")
    later = json.loads(closed.read_text("utf-8"))
    assert (later["state"], later["as_of"]) == ("closed", "2026-03-12")
    assert later["changed_since"] == "Since then, 1 more incident of this month was reported."
    assert later["figures"] == document["figures"]


def test_as_a_workbook_and_as_csv_it_is_one_table(commands: Commands, tmp_path: Path) -> None:
    book, table = tmp_path / "month.xlsx", tmp_path / "month.csv"
    for kind, file in (("xlsx", book), ("csv", table)):
        assert commands("maria", *ASK, "--format", kind, "--out", file, now=MARCH).status == 0
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("monthly").to_python()
    assert rows[0][:4] == ["id", "part", "label", "value"]
    assert ["incidents", 2.0, "", 0.0] in [row[:4] for row in rows]
    assert table.read_text("utf-8-sig").splitlines()[0].startswith("id,part,label,value")


def test_an_incident_is_no_table(commands: Commands, tmp_path: Path) -> None:
    answer = commands("maria", "report", "incident", "X", "--format", "json", "--out", tmp_path / "x", plain=True)
    assert answer.err.startswith("One incident is written as PDF only")
    answer = commands("maria", *ASK, "--year", "2026", "--out", tmp_path / "x", plain=True)
    assert answer.err.startswith("Only the report compliance has whole years")
