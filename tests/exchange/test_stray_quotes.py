"""Quotes without a partner swallow no rows: every row of the file is read or refused, and what is doubtful is said."""

import csv
import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.logs import read_log, read_source
from incident_tracker.exchange.readings import LogReading, Obstacle, ReadingNotice

HEADER = ("Date", "Description", "Kind", "Police called")
KINDS = ("Verbal", "Threat", "Physical", "Property damage")
DAYS = st.integers(13, 28).map(lambda day: f"2026-01-{day}")
WORDS = st.sampled_from(
    ("shouted at the desk", "threw a pen", "came back", "wanted his bill", "left", "was calm again")
)
PLAIN_ROWS = st.lists(
    st.tuples(DAYS, WORDS, st.sampled_from(KINDS), st.sampled_from(("yes", "no"))), min_size=3, max_size=30
)
STORY_LINES = st.one_of(
    WORDS,
    st.sampled_from(('He said "no", twice', "then, later, again", "2026-01-14: came back", "1/14/2026 - called", "")),
)
STORIES = st.lists(STORY_LINES, min_size=1, max_size=5).map("\n".join)
TOLD_ROWS = st.lists(
    st.tuples(DAYS, STORIES, st.sampled_from(KINDS), st.sampled_from(("yes", "no"))), min_size=3, max_size=20
)


def written(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n", **options: int) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, **options).writerows([HEADER, *rows])  # type: ignore[arg-type]
    return out.getvalue()


def with_strays(text: str, places: Sequence[float], start: int) -> str:
    """The text with quotes put in, at these shares of its length behind `start`."""
    for share in sorted(places, reverse=True):
        place = start + int(share * (len(text) - start))
        place -= text[place - 1 : place + 1] == "\r\n"
        text = text[:place] + '"' + text[place:]
    return text


def reading_of(text: str) -> LogReading | None:
    """The reading; None if the file as a whole was refused, which is said too."""
    try:
        return read_log(text.encode())
    except FileRefused:
        return None


def told_lines(reading: LogReading, text: str) -> set[int]:
    """The lines of the file that belong to a record which a refusal or a note names."""
    named = {one.row for one in reading.refused}
    for note in reading.notes:
        rows = note.values.get("rows")
        named |= set(rows) if isinstance(rows, tuple) else set()
    records = read_source(text.encode()).records
    return {line for one in records if one.row in named for line in range(one.row, one.row + one.lines)}


def lines_add_up(text: str, reading: LogReading) -> None:
    lines = reading.lines
    assert lines.in_file == lines.rows + lines.in_texts + lines.around + lines.blank == len(text.splitlines())
    assert lines.rows == reading.rows_read == len(reading.entries) + len(reading.refused) + len(reading.duplicates)


@given(
    PLAIN_ROWS,
    st.lists(st.floats(0, 0.999), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(("\n", "\r\n")),
)
def test_stray_quotes_anywhere_lose_no_row(
    rows: list[tuple[str, ...]], places: list[float], delimiter: str, end: str
) -> None:
    numbered = [(day, f"{story} {number}", kind, police) for number, (day, story, kind, police) in enumerate(rows)]
    text = written(numbered, delimiter, end)
    damaged = with_strays(text, places, text.index(end) + len(end))
    reading = reading_of(damaged)
    if reading is None:
        return

    lines_add_up(text, reading)
    assert sorted([*(entry.row for entry in reading.entries), *(one.row for one in reading.refused)]) == [
        *range(2, len(rows) + 2)
    ]
    for entry in reading.entries:
        day, story, kind, police = numbered[entry.row - 2]
        told = (
            f"{entry.wall:%Y-%m-%d}",
            entry.narrative.split("\n")[0].replace('"', ""),
            entry.kind_words.replace('"', ""),
        )
        right = told == (day, story, kind) and entry.police in ((police == "yes"), None)
        assert right or entry.row in told_lines(reading, damaged), "what was read otherwise than written is said"


@given(TOLD_ROWS, st.sampled_from(("\n", "\r\n")), st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
def test_texts_over_several_lines_are_read_whole(rows: list[tuple[str, ...]], end: str, quoting: int) -> None:
    numbered = [(day, f"{story}\n{number}.", kind, police) for number, (day, story, kind, police) in enumerate(rows)]
    text = written(numbered, end=end, quoting=quoting)
    reading = read_log(text.encode())

    lines_add_up(text, reading)
    assert not reading.refused
    assert not told_lines(reading, text)
    assert [entry.narrative.split("\nKind:")[0] for entry in reading.entries] == [row[1].strip() for row in numbered]


@given(TOLD_ROWS, st.lists(st.floats(0, 0.999), min_size=1, max_size=4))
def test_with_long_texts_too_every_row_is_read_or_said(rows: list[tuple[str, ...]], places: list[float]) -> None:
    text = written(
        [(day, f"{story}\n{number}.", kind, police) for number, (day, story, kind, police) in enumerate(rows)]
    )
    begins = [text[: match.start()].count("\n") + 1 for match in re.finditer(r"^2026-01-\d\d,", text, re.M)]
    damaged = with_strays(text, places, text.index("\n") + 1)
    reading = reading_of(damaged)
    if reading is None:
        return

    lines_add_up(damaged, reading)
    read = {entry.row for entry in reading.entries} | {one.row for one in reading.duplicates}
    assert set(begins) <= read | told_lines(reading, damaged)


def log(*lines: str) -> LogReading:
    return read_log("\n".join(lines).encode())


def noted(reading: LogReading, notice: ReadingNotice) -> object:
    """The lines that a note names."""
    return next(note.values["rows"] for note in reading.notes if note.notice is notice)


def test_one_quote_that_is_never_closed() -> None:
    rows = [f"2026-01-{13 + number % 15},text {number},Threat" for number in range(200)]
    rows[2] = rows[2].replace("text", '"text')
    reading = log("Date,Description,Kind", *rows)
    assert (reading.rows_read, len(reading.entries), reading.refused) == (200, 200, ())
    assert reading.entries[2].narrative == "text 2\nKind: Threat"
    assert noted(reading, ReadingNotice.STRAY_QUOTES) == (4,)


def test_two_quotes_far_apart_enclose_no_text() -> None:
    rows = [f"2026-01-{13 + number % 15},text {number},Threat" for number in range(200)]
    rows[2] = rows[2].replace("text", '"text')
    rows[149] = rows[149].replace(",Threat", '",Threat')
    reading = log("Date,Description,Kind", *rows)
    assert (len(reading.entries), reading.refused) == (200, ())


def test_a_row_whose_cells_may_have_slipped_is_refused() -> None:
    reading = log(
        "Date,Description,Kind",
        "2026-01-13,fine,Threat",
        '2026-01-14,"he came, shouted, left,Threat',
        "2026-01-15,fine,Threat",
    )
    assert [entry.row for entry in reading.entries] == [2, 4]
    assert [(one.row, one.reason) for one in reading.refused] == [(3, Obstacle.STRAY_QUOTE)]


def test_a_line_that_is_quoted_as_one_is_still_a_row() -> None:
    reading = log(
        "Date,Description,Kind", "2026-01-13,fine,Threat", '"2026-01-14,fine,Verbal"', "2026-01-15,fine,Threat"
    )
    assert [entry.kind for entry in reading.entries] == ["threat", "verbal_abuse", "threat"]
    assert noted(reading, ReadingNotice.STRAY_QUOTES) == (3,)


def test_a_text_that_begins_with_a_quotation_is_no_open_quote() -> None:
    reading = log(
        "Date,Description,Kind",
        '2026-01-13,"Get out" he yelled,Threat',
        '2026-01-14,"Hello, you",Verbal',
        '2026-01-15,a 5" screen,Threat',
    )
    assert [entry.narrative.split("\n")[0] for entry in reading.entries] == [
        '"Get out" he yelled',
        "Hello, you",
        'a 5" screen',
    ]


def test_rows_that_end_early_are_said() -> None:
    reading = log("Date,Description,Kind", "2026-01-13,fine,Threat", "2026-01-14,fine", "2026-01-15,fine,Threat")
    assert len(reading.entries) == 3
    assert noted(reading, ReadingNotice.SHORT_ROWS) == (3,)


@pytest.mark.parametrize(
    "text",
    [
        'a,"' * 600,
        ("2026-01-13," + '"x ' * 400 + "\n") * 300,
        '"' * 100_000,
        ',"\n' * 20_000,
        '2026-01-13,"x\n' + ',"a' * 1_900 + "\n" + '2026-01-14,x"\n',
        ('2026-01-13,"x\n' + ',"a' * 1_900 + '\n2026-01-14,"",x"\n') * 20,
    ],
)
def test_quotes_without_end_are_read_in_time(text: str) -> None:
    reading_of("Date,Description\n" + text)  # or the time limit of a test ends it
