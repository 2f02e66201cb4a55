"""Real logs of hospitals, police and health services: what independent readers count in them must come out."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import options_of, text_of
from incident_tracker.exchange.delimited import records_of
from incident_tracker.exchange.logs import read_log, read_source
from incident_tracker.exchange.mapping import Mapping, read_mapping, write_mapping
from incident_tracker.exchange.readings import LogReading, Obstacle, ReadingNotice
from incident_tracker.exchange.workbooks import read_sheets

pytestmark = pytest.mark.oracle


def expected(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def months(reading: LogReading) -> dict[str, int]:
    counted = Counter[str]()
    for entry in reading.entries:
        counted[f"{entry.wall:%Y-%m}"] += entry.count
    return dict(sorted(counted.items()))


def notices(reading: LogReading) -> set[ReadingNotice]:
    return {note.notice for note in reading.notes}


def test_attacks_on_health_care_with_odd_times(oracles: Path) -> None:
    told = expected(oracles / "import/who_expected.json")
    reading = read_log((oracles / "import/who_attacks_on_health_care.csv").read_bytes())

    assert (reading.rows_read, len(reading.entries)) == (told["rows"], told["distinct_ids"])
    assert months(reading) == told["by_month"]
    assert reading.date_order.order == "MDY"
    assert "weekday: 900 of 900" in reading.date_order.proof
    precise = Counter(entry.precision for entry in reading.entries)
    times = told["attack_time"]
    assert precise == {
        Precision.DAY: times["unknown"],
        Precision.SHIFT: times["range"],
        Precision.MINUTE: times["clock"],
    }


def test_rows_that_are_one_incident_stay_apart_until_a_mapping_says_so(oracles: Path) -> None:
    told = expected(oracles / "import/minneapolis_expected.json")
    content = (oracles / "import/minneapolis_use_of_force.csv").read_bytes()

    alone = read_log(content)
    assert (alone.rows_read, len(alone.entries), months(alone)) == (told["rows"], told["rows"], told["by_month"])
    same = next(note for note in alone.notes if note.notice is ReadingNotice.SAME_BUT_NUMBER)
    assert same.values["n"] == told["exact_duplicate_rows_ignoring_rownames"]

    grouped = read_log(
        content,
        Mapping(
            columns={"response_datetime": "occurred_at", "problem": "kind", "force_type": "outcome"},
            group_by=("response_datetime", "problem", "neighborhood"),
        ),
    )
    assert (grouped.rows_read, len(grouped.entries)) == (700, told["groups_by_time_problem_neighbourhood"])
    assert any(entry.narrative.count("; ") for entry in grouped.entries), "nothing that a row of a group says is lost"


def test_monthly_counts_without_a_header(oracles: Path) -> None:
    folder = oracles / "import/nhs_restraint"
    for name, told in expected(folder / "expected.json")["files"].items():
        reading = read_log((folder / name).read_bytes())
        (month,) = told["month"]
        assert reading.header_rows == ()
        assert reading.rows_read == told["rows"]
        assert months(reading) == {month[:7]: told["total"]}, name
        assert [refusal.reason for refusal in reading.refused] == [Obstacle.SUPPRESSED] * told["suppressed"]
        assert reading.date_order.order == ("YMD" if told["date_text"].startswith("20") else "DMY")


def test_counts_by_month_are_counted(oracles: Path) -> None:
    reading = read_log((oracles / "import/nsw_offences_monthly.csv").read_bytes())

    assert len(months(reading)) == 348
    assert months(reading)["1995-01"] == 3222
    assert ReadingNotice.MONTHS_ONLY in notices(reading)


def test_an_export_with_lines_above_and_below(oracles: Path) -> None:
    told = expected(oracles / "import/replicas/expected.json")["files"]["a_export_with_preamble.csv"]
    reading = read_log((oracles / "import/replicas/a_export_with_preamble.csv").read_bytes())

    assert (reading.rows_read, len(reading.entries), reading.refused) == (told["rows"], told["rows"], ())
    assert reading.header_rows == (told["header_row_1based"],)
    assert reading.date_order.order == told["date_order"]
    assert months(reading) == told["by_month"]
    assert {ReadingNotice.LINES_BEFORE, ReadingNotice.NOTES_SKIPPED} <= notices(reading)
    assert not any("<N/S>" in entry.narrative for entry in reading.entries)


def test_a_workbook_with_two_lines_of_header_and_stray_words(oracles: Path) -> None:
    told = expected(oracles / "import/replicas/expected.json")["files"]["c_merged_header_dropdowns.xlsx"]
    reading = read_log((oracles / "import/replicas/c_merged_header_dropdowns.xlsx").read_bytes())

    assert (len(reading.entries), reading.mapping.sheet) == (told["rows"], told["sheet"])
    assert reading.header_rows == (told["header_row_1based"],)
    assert months(reading) == told["by_month"]
    for number in told["ids_keep_leading_zeros"]:
        assert any(f"Incident #: {number}" in entry.narrative for entry in reading.entries)
    assert {ReadingNotice.OTHER_SHEETS, ReadingNotice.NOTES_SKIPPED} <= notices(reading)
    assert ("nurse", "security") in {entry.jobs for entry in reading.entries}


def test_a_survey_form_has_no_date_of_the_incident_and_names_in_it(oracles: Path) -> None:
    told = expected(oracles / "import/replicas/expected.json")["files"]["d_survey_form_export.xlsx"]
    reading = read_log((oracles / "import/replicas/d_survey_form_export.xlsx").read_bytes())

    assert (len(reading.entries), months(reading)) == (told["rows"], told["by_month"])
    moments = sorted(entry.wall.isoformat() for entry in reading.entries)
    assert (moments[0], moments[-1]) == (told["first"], told["last"])
    assert {entry.precision for entry in reading.entries} == {Precision.DAY}, "when the form was opened is not when"
    left_out = next(note for note in reading.notes if note.notice is ReadingNotice.NAMES_LEFT_OUT)
    assert "Your Name:" in str(left_out.values["columns"])
    assert not any("boss" in entry.narrative.casefold() for entry in reading.entries)
    assert ReadingNotice.FORM_DATE in notices(reading)


def test_unicode_text_of_a_spreadsheet(oracles: Path) -> None:
    told = expected(oracles / "import/replicas/expected.json")["files"]["i_excel_unicode_text.txt"]
    reading = read_log((oracles / "import/replicas/i_excel_unicode_text.txt").read_bytes())

    assert (len(reading.entries), reading.encoding, reading.delimiter) == (told["rows"], "utf-16-le", "\t")
    assert [entry.wall.isoformat(timespec="minutes") for entry in reading.entries] == [
        day.split(" ")[0] for day in told["dates"]
    ]
    assert reading.entries[0].narrative.startswith('Schrie "raus hier", dann Tür zugeschlagen')
    assert reading.entries[2].narrative.startswith("日本語の記録")


def test_government_files_are_parted_where_their_annotators_part_them(oracles: Path) -> None:
    folder = oracles / "import/government_csv"
    signs = {"comma": ",", "semicolon": ";"}
    for name, told in expected(folder / "expected.json")["files"].items():
        source = read_source((folder / name).read_bytes())
        assert (source.delimiter, source.encoding) == (signs[told["delimiter"]], "utf-8"), name


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
def test_the_collection_of_delimited_files(oracles: Path, name: str) -> None:
    text = (oracles / f"csv/csv-spectrum/csvs/{name}.csv").read_bytes().decode()
    header, *rows = (record.cells for record in records_of(text, ","))

    assert [dict(zip(header, row, strict=True)) for row in rows] == expected(
        oracles / f"csv/csv-spectrum/json/{name}.json"
    )


def test_workbooks_say_what_two_other_readers_say(oracles: Path) -> None:
    for name, told in expected(oracles / "xlsx/expected.json")["files"].items():
        content = (oracles / "xlsx" / name).read_bytes()
        if name == "pass_protected.xlsx":
            with pytest.raises(FileRefused) as refused:
                read_sheets(content)
            assert refused.value.reason == "encrypted"
        elif "openpyxl" in told:
            shown = [sheet for sheet in told["openpyxl"] if sheet.get("state", "visible") == "visible"]
            assert [sheet.name for sheet in read_sheets(content)] == [sheet["sheet"] for sheet in shown]


@pytest.mark.parametrize("name", ["date.xlsx", "date_1904.xlsx", "date.xls", "date_iso.xlsx", "date.ods"])
def test_dates_are_dates_whatever_year_the_workbook_counts_from(oracles: Path, name: str) -> None:
    (sheet,) = read_sheets((oracles / "xlsx" / name).read_bytes())

    assert text_of(sheet.records[0].cells[0]) == "2021-01-01"


@pytest.mark.parametrize(
    "place",
    [
        "who_attacks_on_health_care.csv",
        "replicas/a_export_with_preamble.csv",
        "replicas/d_survey_form_export.xlsx",
        "nhs_restraint/rstr01_Sep_2021.csv",
    ],
)
def test_a_saved_mapping_reads_the_file_alike(oracles: Path, place: str) -> None:
    content = (oracles / "import" / place).read_bytes()
    first = read_log(content)

    again = read_log(content, read_mapping(write_mapping(first.mapping)))

    assert (again.entries, again.refused, again.header_rows) == (first.entries, first.refused, first.header_rows)
    assert again.mapping == first.mapping


def test_options_within_one_cell() -> None:
    assert options_of("Nurse (RN, LPN), Security") == ("Nurse (RN, LPN)", "Security")
    assert options_of("Kicking/punching;Biting;") == ("Kicking/punching", "Biting")
    assert options_of("Armed search of personnel, facility or transport, Assault (without weapons)") == (
        "Armed search of personnel, facility or transport",
        "Assault (without weapons)",
    )
    assert options_of("Weapons (knives, devices (IED), Obstruction") == (
        "Weapons (knives, devices (IED)",
        "Obstruction",
    )
