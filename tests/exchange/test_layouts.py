"""Layouts of logs that clinics keep: sheets for months, headings between rows, ticks, parts of dates, saved pages."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.logs import read_log
from incident_tracker.exchange.mapping import Mapping, read_mapping, write_mapping
from incident_tracker.exchange.readings import LogReading, Obstacle, ReadingNotice
from incident_tracker.exchange.sentences import note_text

SITES = ("Harbour Street Clinic", "Hillside Family Health")
wall = datetime.fromisoformat


def log(*lines: str, mapping: Mapping | None = None, encoding: str = "utf-8") -> LogReading:
    return read_log("\n".join(lines).encode(encoding), mapping, site_names=SITES)


def workbook(sheets: dict[str, list[list[object]]], merged: tuple[tuple[object, ...], ...] = ()) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
        for cells in merged:
            sheet.merge_range(*cells)
    book.close()
    return content.getvalue()


def notices(reading: LogReading) -> set[ReadingNotice]:
    return {note.notice for note in reading.notes}


def adds_up(reading: LogReading) -> bool:
    """Is every line of the file accounted for?"""
    lines = reading.lines
    told = len(reading.entries) + len(reading.refused) + len(reading.duplicates)
    return lines.in_file == lines.rows + lines.in_texts + lines.around + lines.blank and lines.rows == told


def test_a_sheet_a_month_is_read_in_one_go() -> None:
    reading = read_log(
        workbook(
            {
                "Jan ": [["Date", "Type", "Notes"], [wall("2025-01-14"), "Verbal", "one"]],
                "Feb": [["Log of February"], ["Date", "Type", "Notes"], [wall("2025-02-14"), "Threat", "two"]],
                "Mar": [["Date", "Notes", "Type", "Shift"], [wall("2025-03-14"), "three", "Verbal", "late"]],
                "Apr": [["Date", "Type", "Notes"]],
                "Totals": [["Month", "Count"], ["Jan", 1]],
            }
        )
    )
    assert [(entry.sheet, entry.row, entry.words, entry.kind) for entry in reading.entries] == [
        ("Jan ", 2, "one", "verbal_abuse"),
        ("Feb", 3, "two", "threat"),
        ("Mar", 2, "three", "verbal_abuse"),
    ]
    assert {ReadingNotice.SHEETS_JOINED, ReadingNotice.OTHER_SHEETS} <= notices(reading)
    assert adds_up(reading)
    again = read_log(workbook({"Jan ": [["Date", "Type"], [wall("2025-01-14"), "Verbal"]]}), Mapping(sheet="jan"))
    assert len(again.entries) == 1


def test_the_same_day_on_two_sheets_for_two_sites_is_no_duplicate() -> None:
    rows: list[list[object]] = [["Date", "Type"], [wall("2025-01-14"), "Verbal"]]
    reading = read_log(workbook(dict.fromkeys(SITES, rows)), site_names=SITES)
    assert [entry.site for entry in reading.entries] == list(SITES)
    assert not reading.duplicates


def test_headings_between_the_rows_count_for_the_rows_below() -> None:
    reading = log(
        "Facility: Harbour Street Clinic,,",
        "Date,Type,Description",
        "3/14/2025,Verbal,one",
        "Facility: Hillside Family Health,,",
        "3/15/2025,Verbal,two",
        "Department: Billing,,",
        "3/16/2025,Threat,three",
        "Reviewed by: Jane Doe,,",
        "Total: 3,,",
    )
    assert [(entry.site, entry.words) for entry in reading.entries] == [
        (SITES[0], "one"),
        (SITES[1], "two"),
        (SITES[1], "three"),
    ]
    assert reading.entries[2].desk == "Billing"
    assert "Department: Billing" in reading.entries[2].narrative
    assert not any("Jane" in entry.narrative for entry in reading.entries)
    assert adds_up(reading)


def test_headings_can_be_the_kind() -> None:
    reading = log("Date,Description", "Verbal abuse,", "3/14/2025,one", "Physical,", "3/15/2025,two")
    assert [entry.kind for entry in reading.entries] == ["verbal_abuse", "physical_attack"]


@pytest.mark.parametrize("tick", ["X", "x", "✓", "Yes", "sí", "1", "TRUE"])
def test_a_tick_in_the_column_of_a_kind(tick: str) -> None:
    reading = log(
        "Date,Verbal,Physical,Threat,Other,Notes",
        f"3/14/2025,{tick},,,,a",
        f"3/15/2025,{tick},{tick},,,b",
        f"3/16/2025,,,,{tick},c",
        "3/17/2025,,,,,d",
    )
    assert [entry.kind for entry in reading.entries] == ["verbal_abuse", "physical_attack", "other", "other"]
    assert "Physical" in reading.entries[1].narrative


def test_a_column_without_a_header_is_a_column() -> None:
    story = "He shouted for a long time at the desk"
    reading = read_log(
        workbook({"Log": [["Date", "Type"], *([wall(f"2025-01-1{n}"), "Verbal", story] for n in range(5))]})
    )
    assert [entry.words for entry in reading.entries] == [story] * 5
    wide = read_log(
        workbook(
            {
                "Log": [
                    ["Date", "Type"],
                    *([wall(f"2025-01-1{n}"), "Verbal"] for n in range(9)),
                    [wall("2025-02-01"), "Verbal", "", "loose"],
                ]
            }
        )
    )
    assert [(one.column, one.value, one.reason) for one in wide.refused] == [("4", "loose", Obstacle.TOO_WIDE)]


def test_a_merged_cell_counts_for_all_its_rows() -> None:
    rows: list[list[object]] = [["Date", "Type"], ["3/14/2025", "Verbal"], ["", "Threat"], ["3/17/2025", "Verbal"]]
    reading = read_log(workbook({"Log": rows}, ((1, 0, 2, 0, "3/14/2025"),)))
    assert [entry.wall.date() for entry in reading.entries] == [date(2025, 3, 14), date(2025, 3, 14), date(2025, 3, 17)]


def test_an_empty_cell_is_carried_down_only_where_the_mapping_says_so() -> None:
    lines = ("Date,Type", "3/14/2025,Verbal", ",Threat", "3/17/2025,Verbal")
    plain = log(*lines)
    assert [(one.row, one.reason) for one in plain.refused] == [(3, Obstacle.NO_DATE)]
    mapping = Mapping(columns={"Date": "occurred_at", "Type": "kind"}, carry_down=("Date",))
    assert len(log(*lines, mapping=mapping).entries) == 3
    assert read_mapping(write_mapping(mapping)) == mapping


PAGE = (
    "<html><body><h1>Log</h1><table><tr><th>Date</th><th>Type</th><th>Notes</th></tr>"
    "<tr><td rowspan=2>03/14/2025 2:05 PM</td><td>Verbal</td><td>a &amp; b<br>c</td></tr>"
    "<tr><td>Threat</td><td>d</td></tr></table></body></html>"
)
XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Log"><Table>'
    '<Row><Cell><Data ss:Type="String">Date</Data></Cell><Cell><Data ss:Type="String">Type</Data></Cell></Row>'
    '<Row ss:Index="3"><Cell><Data ss:Type="DateTime">2025-03-14T14:05:00.000</Data></Cell>'
    '<Cell><Data ss:Type="String">Verbal</Data></Cell></Row></Table></Worksheet></Workbook>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_and_xml_that_are_called_workbooks(encoding: str) -> None:
    page = read_log(PAGE.encode(encoding))
    assert [(entry.wall, entry.words) for entry in page.entries] == [
        (wall("2025-03-14 14:05"), "a & b\nc"),
        (wall("2025-03-14 14:05"), "d"),
    ]
    xml = read_log(XML.encode(encoding))
    assert [(entry.row, entry.wall) for entry in xml.entries] == [(3, wall("2025-03-14 14:05"))]


def test_a_line_that_names_the_delimiter_is_no_header() -> None:
    reading = log("sep=;", "Date;Type", "14/03/2025;Verbal", "15/03/2025;Threat")
    assert (reading.delimiter, len(reading.entries)) == (";", 2)
    assert adds_up(reading)


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp1252"])
def test_letters_of_other_computers(encoding: str) -> None:
    reading = log(
        "Fecha,Tipo,Descripción",
        "14/03/2025,Verbal,José gritó al señor Núñez",
        "15/03/2025,Verbal,él",
        encoding=encoding,
    )
    assert reading.entries[0].words == "José gritó al señor Núñez"
    told = [note_text(note) for note in reading.notes if note.notice is ReadingNotice.LETTERS_GUESSED]
    assert bool(told) is (encoding != "cp1252")


@pytest.mark.parametrize(
    "lines",
    [
        ("Time,What,Level", "3/14/2025 14:05,Verbal,2", "3/17/2025 09:30,Verbal,2"),
        ("Datum;Uhrzeit;Art;Stufe;Text", "14.03.2025;14:05;Verbal;2;schrie", "17.03.2025;9:30 Uhr;Verbal;2;schrie"),
        ("Fecha,Hora,Tipo,Nivel,Qué pasó", "14/03/2025,2:05 p. m.,Verbal,2,gritó", "17/03/2025,9:30 a. m.,Verbal,2,x"),
        ("Day,Month,Year,Time,Type,Level", "14,3,2025,14:05,Verbal,2", "17,March,25,09:30,Verbal,2"),
        ("Date,Time,AM/PM,Type,Level", "3/14/2025,2:05,PM,Verbal,2", "3/17/2025,9:30,am,Verbal,2"),
    ],
)
def test_plain_headers_in_three_languages(lines: tuple[str, ...]) -> None:
    reading = log(*lines)
    assert [(entry.wall, entry.kind, int(entry.severity)) for entry in reading.entries] == [
        (wall("2025-03-14 14:05"), "verbal_abuse", 2),
        (wall("2025-03-17 09:30"), "verbal_abuse", 2),
    ]


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("dd.mm.yy", "05.03.25"),
        ("%m/%d/%Y", "03/05/2025"),
        ("mmm d, yyyy", "Mar 5, 2025"),
        ("ddmmyy", "050325"),
        ("d de mmmm de yyyy", "5 de marzo de 2025"),
        ("yyyy-dd-mm", "2025-05-03"),
    ],
)
def test_the_mapping_can_name_the_format_of_the_dates(written: str, cell: str) -> None:
    mapping = read_mapping(f'[file]\ndate_format = "{written}"\n[columns]\nD = "occurred_at"\nType = "kind"\n')
    assert log("D;Type", f"{cell};Verbal", mapping=mapping).entries[0].wall == wall("2025-03-05")
    assert read_mapping(write_mapping(mapping)) == mapping


def test_absurd_values_are_refused_at_their_cells() -> None:
    reading = log(
        "Date,Time,Type,Level",
        "3/14/2025,14:05,Verbal,2",
        "3/15/2025,25:00,Verbal,2",
        "3/16/2025,14:75,Verbal,2",
        "3/17/2025,10:00,Verbal,9",
        "3/18/2025,10:00,Verbal,-1",
        "3/19/1925,10:00,Verbal,2",
        *(f"3/2{day}/2025,10:00,Verbal,2" for day in range(9)),
    )
    assert [(one.row, one.column, one.reason) for one in reading.refused] == [
        (3, "Time", Obstacle.NOT_A_TIME),
        (4, "Time", Obstacle.NOT_A_TIME),
        (5, "Level", Obstacle.NOT_A_LEVEL),
        (6, "Level", Obstacle.NOT_A_LEVEL),
        (7, "Date", Obstacle.YEAR_FAR_OFF),
    ]
    assert adds_up(reading)


def test_a_year_far_from_all_others_is_taken_if_someone_says_that_it_is_right() -> None:
    lines = ("Date,Type", "3/19/1985,Verbal", *(f"3/2{day}/2025,Verbal" for day in range(9)))
    assert len(log(*lines).refused) == 1
    mapping = Mapping(columns={"Date": "occurred_at", "Type": "kind"}, far_years=True)
    assert len(log(*lines, mapping=mapping).entries) == 10


def test_day_and_month_that_a_spreadsheet_swapped_are_asked_about() -> None:
    days = ("03-04", "05-06", "07-11", "09-02", "01-08")  # the real days, month first
    real = [wall(f"2025-{day[3:]}-{day[:2]}") for day in days]  # as the spreadsheet took them
    rows: list[list[object]] = [["Date", "Type"], *([day, "Verbal"] for day in real)]
    rows += [["14/03/2025", "Verbal"], ["27/05/2025", "Verbal"], ["30/09/2025", "Verbal"]]
    content = workbook({"Log": rows})
    with pytest.raises(FileRefused) as refused:
        read_log(content)
    assert refused.value.reason == "dates_swapped"
    columns = {"Date": "occurred_at", "Type": "kind"}
    put_right = read_log(content, Mapping(columns=columns, swapped_dates=True))
    assert [f"{entry.wall:%m-%d}" for entry in put_right.entries[:5]] == list(days)
    left = read_log(content, Mapping(columns=columns, swapped_dates=False))
    assert [entry.wall for entry in left.entries[:5]] == real


def test_times_that_may_be_before_or_after_noon_are_told() -> None:
    told = log("Date,Time,Type", "3/14/2025,2:30,Verbal", "3/17/2025,9:05,Verbal", "3/20/2025,4:45,Threat")
    assert ReadingNotice.TWELVE_HOURS in notices(told)
    sure = log("Date,Time,Type", "3/14/2025,2:30,Verbal", "3/17/2025,9:05,Verbal", "3/20/2025,14:45,Threat")
    assert ReadingNotice.TWELVE_HOURS not in notices(sure)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"SQLite format 3\x00" + b"\x00" * 100, "is_database"),
        (b"%PDF-1.7 nothing", "is_document"),
        (b"\x89PNG\r\n", "is_picture"),
        (b"Month,Visits\n2025-01,1200\n2025-02,1300\n", "not_incidents"),
        (b"01/09/2021,A,Bed days,120\n01/09/2021,B,Bed days,165\n01/10/2021,B,Bed days,9\n", "not_incidents"),
        (b"Name,DOB,Last visit\nA,1/22/1980,3/14/2025\nB,1/23/1975,3/15/2025\n", "no_log"),
        (b"Employee,Hire date,Job\nA,1/22/2020,Nurse\nB,1/23/2021,Clerk\n", "no_header"),
        (b"<html><body>Sign in</body></html>", "no_table"),
    ],
)
def test_what_is_no_log_of_incidents_is_refused_with_its_own_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_log(content)
    assert refused.value.reason == reason


@pytest.mark.oracle
def test_cases_of_people_who_keep_such_logs(oracles: object) -> None:
    import subprocess
    import sys
    from pathlib import Path

    folder = Path(str(oracles)) / "field"
    cases = [str(case) for case in sorted(folder.iterdir()) if (case / "expected.json").exists()]
    root = Path(__file__).parents[2]
    done = subprocess.run(  # our own interpreter and the oracle's own script
        [sys.executable, str(folder / "check_import.py"), str(root), *cases],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("ok ") == len(cases)
