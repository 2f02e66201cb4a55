"""Odd files: dates that prove nothing, clocks that change, columns that slip, hostile workbooks."""

import codecs
import io
import zipfile
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange import workbooks
from incident_tracker.exchange.cells import is_missing, number_of
from incident_tracker.exchange.clock_times import read_time
from incident_tracker.exchange.dates import DateOrder
from incident_tracker.exchange.logs import read_log
from incident_tracker.exchange.mapping import Mapping, read_mapping, write_mapping
from incident_tracker.exchange.meanings import harm_of, job_of, kind_of, severity_of
from incident_tracker.exchange.readings import LogReading, Obstacle
from incident_tracker.exchange.sentences import note_text, obstacle_text
from incident_tracker.exchange.wall_clock import ClockChange, instant
from tests.tries import chance, examples, tries

BERLIN = ZoneInfo("Europe/Berlin")
wall = datetime.fromisoformat


def log(*lines: str, mapping: Mapping | None = None) -> LogReading:
    return read_log("\n".join(lines).encode(), mapping)


def refusal(content: bytes, mapping: Mapping | None = None) -> str:
    with pytest.raises(FileRefused) as refused:
        read_log(content, mapping)
    return refused.value.reason


def workbook(rows: list[list[object]], **options: object) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"default_date_format": "yyyy-mm-dd hh:mm", **options})
    sheet = book.add_worksheet("Log")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.close()
    return content.getvalue()


class TestDateOrder:
    def test_nothing_is_guessed_where_nothing_is_proved(self) -> None:
        lines = ("Date,Type", "03/04/2024,Verbal", "05/06/2024,Threat")
        assert refusal("\n".join(lines).encode()) == "date_order"
        named = log(*lines, mapping=Mapping(date_order=DateOrder.DMY))
        assert [entry.wall.date() for entry in named.entries] == [date(2024, 4, 3), date(2024, 6, 5)]

    def test_a_file_that_mixes_both_orders_is_refused(self) -> None:
        assert refusal(b"Date,Type\n13/04/2024,Verbal\n04/13/2024,Threat\n") == "date_order"

    def test_the_day_of_the_week_proves_it(self) -> None:
        american = log("Date,Day,Type", "03/04/2024,Mon,Verbal", "05/06/2024,Mon,Threat")  # 4 March, 6 May
        assert (american.date_order.order, american.entries[0].wall.month) == (DateOrder.MDY, 3)
        european = log("Date,Day,Type", "03/04/2024,Wed,Verbal", "05/06/2024,Wed,Threat")  # 3 April, 5 June
        assert (european.date_order.order, european.entries[0].wall.month) == (DateOrder.DMY, 4)

    def test_proofs_that_contradict_each_other_refuse_the_file(self) -> None:
        lines = ["Date,Day,Type", *["03/04/2024,Mon,Verbal"] * 20, "13/04/2024,Sat,Threat"]
        assert refusal("\n".join(lines).encode()) == "date_order"

    def test_it_does_not_matter_where_day_and_month_are_equal(self) -> None:
        assert log("Date,Type", "04/04/2024,Verbal").entries[0].wall.date() == date(2024, 4, 4)

    def test_a_date_that_the_order_does_not_have_is_refused_alone(self) -> None:
        reading = log("Date,Type", "25/04/2024,Verbal", "31/04/2024,Threat", "26/04/2024,Verbal")
        assert [(one.row, one.column, one.value, one.reason) for one in reading.refused] == [
            (3, "Date", "31/04/2024", Obstacle.NOT_A_DATE)
        ]
        assert len(reading.entries) == 2


def test_what_is_no_time_stays_as_words() -> None:
    assert read_time("after lunch, maybe") is None
    reading = log(
        "Date,Time,Type", "25/04/2024,after lunch maybe,Verbal", "26/04/2024,10:00,Verbal", "27/04/2024,11:00,"
    )
    assert reading.entries[0].precision is Precision.DAY
    assert "Time: after lunch maybe" in reading.entries[0].narrative


def test_midnight_in_every_row_is_no_time() -> None:
    dummy = log("Date,Type", "25/04/2024 00:00,Verbal", "26/04/2024 00:00,Threat")
    real = log("Date,Type", "25/04/2024 00:00,Verbal", "26/04/2024 10:15,Threat")
    assert {entry.precision for entry in dummy.entries} == {Precision.DAY}
    assert {entry.precision for entry in real.entries} == {Precision.MINUTE}


def test_nights_when_the_clocks_change() -> None:
    assert instant(wall("2024-03-31 02:30"), BERLIN) == (datetime(2024, 3, 31, 1, tzinfo=UTC), ClockChange.SKIPPED)
    assert instant(wall("2024-10-27 02:30"), BERLIN) == (
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
        ClockChange.TWICE,
    )
    assert instant(wall("2024-07-01 02:30"), BERLIN) == (datetime(2024, 7, 1, 0, 30, tzinfo=UTC), None)


@given(st.datetimes(wall("1990-01-01 00:00"), wall("2035-01-01 00:00")))
def test_every_wall_time_has_an_instant_that_shows_it_unless_it_was_skipped(clock: datetime) -> None:
    at, change = instant(clock, BERLIN)
    shown = at.astimezone(BERLIN).replace(tzinfo=None)
    assert shown >= clock.replace(microsecond=0)
    assert (shown == clock) is (change is not ClockChange.SKIPPED)


@pytest.mark.parametrize(
    ("mark", "name", "told"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "cp1252", "cp1252"),
    ],
)
def test_encodings(mark: bytes, name: str, told: str) -> None:
    reading = read_log(mark + "Date;Type;Narrative\n25.04.2024;Verbal;Tür – „weg“\n".encode(name))
    assert (reading.encoding, reading.delimiter) == (told, ";")
    assert reading.entries[0].narrative.startswith("Tür – „weg“")


def test_rows_that_slipped_are_refused_and_short_ones_are_read() -> None:
    reading = log("Date,Type,Narrative", "25/04/2024,Verbal,one,two", "26/04/2024,Threat", "", ",,")
    assert [(one.row, one.reason) for one in reading.refused] == [(2, Obstacle.TOO_WIDE)]
    assert [entry.row for entry in reading.entries] == [3]


def test_a_quote_that_is_never_closed_does_not_swallow_the_file() -> None:
    story = "x" * 140_000
    reading = log("Date,Type,Narrative", f'25/04/2024,Verbal,"{story}', "26/04/2024,Threat,fine")
    assert [entry.row for entry in reading.entries] == [3]
    assert [one.reason for one in reading.refused] == [Obstacle.TOO_LONG]


def test_exact_duplicates_are_told_and_left_out() -> None:
    reading = log("Date,Type", "25/04/2024,Verbal", "26/04/2024,Threat", "25/04/2024,Verbal")
    assert [(one.row, one.of) for one in reading.duplicates] == [(4, 2)]
    assert len(reading.entries) == 2


def test_yes_and_no_and_who_was_called() -> None:
    reading = log(
        "Incident Date,Type of incident,Police called,Action taken",
        "25/04/2024,Verbal,Yes,Security called",
        "26/04/2024,Verbal,No,none",
        "27/04/2024,Verbal,,Law enforcement called",
    )
    assert [(entry.police, entry.security) for entry in reading.entries] == [(True, True), (False, None), (True, None)]


def test_words_for_kinds_severity_jobs_and_harm() -> None:
    assert kind_of("Physical, Verbal") == "physical_attack"
    assert kind_of("Obstruction (e.g. physical, legal)") is None
    assert kind_of("Verbal threat") == "threat"
    assert kind_of("Sexual Harassment") == "sexual_harassment"
    assert severity_of("physical_attack", "Moderate") is Severity.INJURY
    assert severity_of("verbal_abuse", "Severe") is Severity.ABUSE_IN_WORDS
    assert severity_of("physical_attack", "", "Attempted Violence (near miss)") is Severity.NEAR_MISS
    assert severity_of("other", "4") is Severity.OBJECTS
    assert (job_of("Nurse (RN/LPN)"), job_of("Front desk"), job_of("Astronaut")) == ("nurse", "receptionist", None)
    assert (harm_of("First Aid"), harm_of("3")) == ("first_aid", None)
    assert (number_of("1,250"), number_of(3.0), number_of("-1"), number_of("²")) == (1250, 3, None, None)
    assert is_missing("<N/S>")
    assert not is_missing("None")


class TestMapping:
    TEXT = """
[file]
header_row = 2
date_order = "DMY"

[columns]
"When" = "occurred_date"
"2" = "kind"
"Story" = "narrative"

[values.kind]
"Rude" = "hostility"
"""

    def test_it_says_what_columns_and_words_mean(self) -> None:
        mapping = read_mapping(self.TEXT)
        reading = log("A title", "When,,Story,Other", "03/04/2024,Rude,Said so,x", mapping=mapping)
        (entry,) = reading.entries
        assert (entry.kind, entry.wall) == ("hostility", wall("2024-04-03 00:00"))
        assert entry.narrative == "Said so\nRude"
        assert read_mapping(write_mapping(reading.mapping)) == reading.mapping

    @pytest.mark.parametrize(
        "text",
        ["[columns", "[colums]", '[columns]\n"A" = "weather"', '[file]\ndate_order = "YDM"', "[file]\nheader_row = -1",
         '[file]\ndelimiter = "ab"', "[values]\nkind = 3", "[rows]\ngroup_by = 3", "[file]\nsheet = 3", "columns = 3",
         '[columns]\n"A" = "count"\n"B" = "count"'],
    )  # fmt: skip
    def test_what_it_cannot_mean_is_refused(self, text: str) -> None:
        with pytest.raises(FileRefused) as refused:
            read_mapping(text)
        assert refused.value.reason == "mapping"

    @pytest.mark.parametrize(
        "mapping",
        [
            Mapping(columns={"Nowhere": "occurred_at"}),
            Mapping(columns={"Type": "kind"}),
            Mapping(group_by=("Nowhere",)),
            Mapping(header_row=99),
            Mapping(encoding="klingon"),
        ],
    )
    def test_what_does_not_fit_the_file_is_refused(self, mapping: Mapping) -> None:
        assert refusal(b"Date,Type\n25/04/2024,Verbal\n", mapping) == "mapping"

    @given(st.dictionaries(st.text(min_size=1, max_size=8), st.sampled_from(("kind", "ignore", "narrative"))))
    def test_every_header_survives_the_way_through_a_file(self, columns: dict[str, str]) -> None:
        encodable = {name: field for name, field in columns.items() if name.isprintable() or name == "\x7f"}
        mapping = Mapping(columns=encodable, values={"kind": {'a "b" \\ c\n': "threat"}}, group_by=('x"',))
        assert read_mapping(write_mapping(mapping)) == mapping


class TestWorkbooks:
    ROWS: tuple[list[object], ...] = (
        ["Incident date", "Incident #", "Type"],
        [wall("2024-04-03 14:05"), "000804", "Verbal"],
        [wall("2024-05-06 09:30"), "000805", "Threat"],
    )

    @pytest.mark.parametrize("options", [{}, {"date_1904": True}])
    def test_cells_keep_what_they_are(self, options: dict[str, object]) -> None:
        reading = read_log(workbook(list(self.ROWS), **options))
        assert [entry.wall for entry in reading.entries] == [wall("2024-04-03 14:05"), wall("2024-05-06 09:30")]
        assert "000804" in reading.entries[0].narrative

    def test_a_bomb_is_refused_before_it_is_unpacked(self) -> None:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
        assert refusal(content.getvalue()) == "too_large"

    def test_a_sheet_that_claims_a_million_rows_is_refused(self) -> None:
        rows = io.BytesIO()
        book = xlsxwriter.Workbook(rows)
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Date")
        sheet.write(1_048_575, 16_383, "far away")
        book.close()
        assert refusal(rows.getvalue()) == "too_large"

    def test_a_workbook_that_takes_too_long_is_given_up(self) -> None:
        with pytest.raises(FileRefused) as refused:
            workbooks.read_sheets(workbook(list(self.ROWS)), seconds=0)
        assert refused.value.reason == "too_large"

    @pytest.mark.parametrize("number", range(tries(8, 200)))
    def test_damaged_workbooks_never_surprise(self, number: int) -> None:
        dice, content = chance(f"damaged workbook {number}"), bytearray(workbook(list(self.ROWS)))
        for _ in range(3):
            content[dice.randrange(4, len(content))] = dice.randrange(256)
        survives(bytes(content[: dice.choice((len(content), len(content) // 2))]))

    def test_a_file_that_only_begins_like_one_is_unreadable(self) -> None:
        assert refusal(b"PK\x03\x04" + b"no archive" * 20) == "unreadable"

    def test_the_sheets_are_named_where_one_is_missing(self) -> None:
        with pytest.raises(FileRefused) as refused:
            read_log(workbook(list(self.ROWS)), Mapping(sheet="Feb"))
        assert (refused.value.reason, refused.value.values) == ("no_sheet", {"sheet": "Feb", "sheets": "Log"})


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"\n\n", "no_rows"), (b"a,b\n1,2\n", "no_header"), (b"Date,Type\n", "no_rows")],
)
def test_files_without_a_log_in_them(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


def survives(content: bytes) -> None:
    """The whole may be refused, or rows of it; nothing else may happen."""
    try:
        reading = read_log(content)
    except FileRefused:
        return
    assert reading.rows_read >= len(reading.entries) + len(reading.refused) + len(reading.duplicates) - 1
    assert all(note_text(note) for note in reading.notes)
    assert all(obstacle_text(one.reason) for one in reading.refused)


NO_WORKBOOK = st.binary(max_size=400).filter(lambda content: not workbooks.is_workbook(content))
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("25/04/2024", "4/25/24 12:00 AM", "2024-04-25T10:00Z", '"', '""', "\n", "*", "<N/S>", "Mon", "١٢/٣/٢٠٢٤", "²",
         "1e9", "Verbal; Physical", "10:00-12:00", "99:99", "\x00", "\ud7ff", "=1+1", "31/02/2024", "00/00/0000",
         "0001-01-01")
    ),
)  # fmt: skip
HEADERS = (
    "Date",
    "Time",
    "Type",
    "Severity",
    "Count",
    "Narrative",
    "ID",
    "Police",
    "Injury",
    "Location",
    "Day",
    "Occupation",
)
FUZZ = settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(NO_WORKBOOK)
def test_random_bytes_never_surprise(content: bytes) -> None:
    survives(content)


@FUZZ
@given(st.permutations(HEADERS), st.lists(st.lists(CELLS, max_size=14), max_size=12), st.sampled_from(",;\t|"))
def test_mangled_logs_never_surprise(headers: list[str], rows: list[list[str]], delimiter: str) -> None:
    table = [headers, ["25/04/2024"] * len(headers), *rows]
    survives("\n".join(delimiter.join(row) for row in table).encode("utf-8", "replace"))
