"""`import`: what scripts read of it, and what the person at the screen is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.clinic_commands import REASON, Commands

KEYS = {
    *("encoding", "delimiter", "header_rows", "date_order", "rows_read", "lines", "accepted", "refused", "duplicates"),
    *("months", "kinds", "warnings", "incidents", "stored", "changed", "corrected"),
}
LOG = """Incident Date,Time,Type,What happened
01/13/2025,14:05,Physical,Threw a clipboard.
01/14/2025,,Verbal,Shouted about a bill.
01/35/2025,,Verbal,On a day that is none.
"""


@pytest.fixture
def old_log(tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def test_a_dry_run_tells_everything_and_stores_nothing(commands: Commands, old_log: Path) -> None:
    told = commands("maria", "import", old_log, "--dry-run")
    document = told.document
    assert (told.status, set(document)) == (1, KEYS)
    assert document["date_order"]["order"] == "MDY"
    assert (document["rows_read"], document["accepted"], document["stored"]) == (3, 2, 0)
    assert document["lines"] == {"in_file": 4, "rows": 3, "in_texts": 0, "around": 1, "blank": 0}
    assert document["refused"] == [{"row": 4, "column": "Incident Date", "value": "01/35/2025", "reason": "not_a_date"}]
    assert document["months"] == {"2025-01": 2}
    assert document["kinds"] == [
        {"words": words, "kind": kind, "level": level, "rows": 1, "certainty": "sure", "example": example}
        for words, kind, level, example in (
            ("Physical", "physical_attack", 5, "Threw a clipboard."),
            ("Verbal", "verbal_abuse", 2, "Shouted about a bill."),
        )
    ]
    assert commands("maria", "list").document["total"] == 0


def test_it_is_stored_once_and_found_again(commands: Commands, old_log: Path) -> None:
    first = commands("maria", "import", old_log)
    assert (first.status, first.document["stored"]) == (1, 2)
    again = commands("maria", "import", old_log).document
    assert (again["stored"], [one["row"] for one in again["duplicates"]]) == (0, [2, 3])
    listed = commands("maria", "list", "--text", "clipboard").document
    assert listed["total"] == 1
    assert listed["items"][0]["ref"] == again["duplicates"][0]["of"]


def test_a_person_reads_sentences_with_one_example_for_each_word(commands: Commands, old_log: Path) -> None:
    told = commands("maria", "import", old_log, "--dry-run", plain=True)
    assert "Dates are written MDY" in told.out
    assert "line 4, Incident Date: this is not a date" in told.out
    assert "2 incidents would be stored. Nothing was stored." in told.out
    assert "“Verbal” → Abuse in words, level 2: 1 row, for example “Shouted about a bill.”" in told.out


def test_a_saved_mapping_gives_the_same_answer(commands: Commands, old_log: Path, tmp_path: Path) -> None:
    saved = tmp_path / "map.toml"
    first = commands("maria", "import", old_log, "--dry-run", "--save-mapping", saved).document
    again = commands("maria", "import", old_log, "--dry-run", "--mapping", saved).document
    for key in ("rows_read", "accepted", "refused", "months"):
        assert again[key] == first[key]
    assert commands("maria", "import", old_log, "--dry-run", "--save-mapping", saved).status == 6, "never over another"


def test_a_stray_quote_swallows_nothing_and_is_said(commands: Commands, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    rows = [f"2026-01-{13 + number % 15},text {number},threat" for number in range(200)]
    rows[2] = rows[2].replace("text", '"text')
    rows[6] = '2026-01-14,"He shouted,\nthen he left",verbal'
    path.write_text("\n".join(["Date,Description,Kind", *rows, "", ""]), encoding="utf-8")
    told = commands("maria", "import", path, "--dry-run")
    assert (told.status, told.document["accepted"], told.document["refused"]) == (0, 200, [])
    assert told.document["lines"] == {"in_file": 203, "rows": 200, "in_texts": 1, "around": 1, "blank": 1}
    assert any("an unmatched quotation mark" in warning for warning in told.document["warnings"])
    shown = commands("maria", "import", path, "--dry-run", plain=True).out
    assert "Lines in the file: 203 = 200 rows + 1 further lines of long texts + 1 headers and notes + 1 blank." in shown
    assert "an unmatched quotation mark" in shown


def test_a_person_sees_what_every_word_for_the_kind_became_and_puts_it_right(
    commands: Commands, tmp_path: Path
) -> None:
    path, saved = tmp_path / "old.csv", tmp_path / "map.toml"
    path.write_text(
        "Date,Type\n" + "01/13/2025,Assault - verbal\n01/14/2025,Racist attack\n" + "01/15/2025,Lobby\x1b[31m\n",
        encoding="utf-8",
    )
    told = commands("maria", "import", path, "--dry-run", "--save-mapping", saved, plain=True)
    shown = told.out.splitlines()
    assert "  “Racist attack” → Abuse in words, level 2: 1 row (please check)" in shown
    assert "  “Lobby [31m” → Other, level 1: 1 row (not known)" in shown
    assert "  “Assault - verbal” → Abuse in words, level 2: 1 row" in shown
    assert shown.index("  “Racist attack” → Abuse in words, level 2: 1 row (please check)") < shown.index(
        "  “Assault - verbal” → Abuse in words, level 2: 1 row"
    ), "what needs a look comes first"
    assert "1 word for the kind of incident is unclear" in told.out

    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace('"Racist attack" = "verbal_abuse"', '"Racist attack" = "physical_attack"'), "utf-8")
    kinds = commands("maria", "import", path, "--dry-run", "--mapping", saved).document["kinds"]
    assert {(use["words"], use["kind"], use["level"], use["certainty"]) for use in kinds} >= {
        ("Racist attack", "physical_attack", 5, "sure")
    }


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"Date,Type\n03/04/2024,Verbal\n05/06/2024,Threat\n", "whether the day or the month comes first"),
        (b"a,b\n1,2\n", "No column that looks like a date"),
        (b"PK\x03\x04 no archive", "cannot be read"),
    ],
)
def test_what_cannot_be_read_in_is_said_in_a_sentence(
    commands: Commands, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    told = commands("maria", "import", path)
    assert (told.status, told.out) == (13, "")
    assert sentence in told.err


def test_wrong_mapping_missing_file_wrong_role(commands: Commands, old_log: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\n"When" = "occurred_at"\n', encoding="utf-8")
    wrong = commands("maria", "import", old_log, "--mapping", mapping)
    assert wrong.status == 13
    assert "When" in wrong.err
    assert commands("maria", "import", tmp_path / "nothing.csv").status == 13
    assert commands("rosa", "import", old_log).status == 5
    assert "--site" in commands("ada", "import", old_log, "--reason", REASON).err
    done = commands("ada", "import", old_log, "--reason", REASON, "--site", "Hill Road")
    assert (done.status, done.document["stored"]) == (1, 2)


@pytest.mark.oracle
def test_a_monthly_report_is_made_from_an_imported_log(commands: Commands, oracles: Path, tmp_path: Path) -> None:
    told: dict[str, Any] = json.loads((oracles / "import/who_expected.json").read_text(encoding="utf-8"))
    done = commands("maria", "import", oracles / "import/who_attacks_on_health_care.csv")
    assert (done.status, done.document["stored"], done.document["months"]) == (0, told["rows"], told["by_month"])
    paper = tmp_path / "report.pdf"
    report = commands("maria", "report", "monthly", "--month", "2023-10", "--out", paper)
    assert report.status == 0
    assert paper.read_bytes().startswith(b"%PDF")
    listed = commands("maria", "list", "--from", "2023-10-01", "--to", "2023-10-31").document
    assert listed["total"] == told["by_month"]["2023-10"]
    assert commands("maria", "check").status == 0


@pytest.mark.oracle
@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("minneapolis_use_of_force.csv", 700),
        ("replicas/a_export_with_preamble.csv", 140),
        ("replicas/c_merged_header_dropdowns.xlsx", 64),
        ("replicas/d_survey_form_export.xlsx", 120),
        ("replicas/i_excel_unicode_text.txt", 3),
    ],
)
def test_real_logs_go_all_the_way_into_the_record(commands: Commands, oracles: Path, place: str, rows: int) -> None:
    done = commands("maria", "import", oracles / "import" / place)
    assert (done.status, done.document["accepted"], done.document["stored"]) == (0, rows, rows)
