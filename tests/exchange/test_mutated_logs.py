"""Logs with bytes and lines changed at random: each is read or refused in a sentence, and no row disappears."""

import random
from collections.abc import Callable

import pytest

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.logs import read_log
from incident_tracker.exchange.own_rows import own_rows
from incident_tracker.exchange.sentences import note_text, obstacle_text
from incident_tracker.wording import problem_text
from tests.exchange.test_layouts import PAGE, workbook
from tests.tries import chance, tries

SITES = ("Harbour Street Clinic", "Hillside Family Health")
TEXTS = (
    "Incident No,Date,Time,Type,Severity,Description\n"
    + "".join(
        f'R-{n},0{n % 9 + 1}/1{n % 9}/2025,1{n % 9}:05,Verbal,2,"Said ""no"", then left {n}"\n' for n in range(30)
    ),
    "sep=;\nDatum;Uhrzeit;Art;Text\n"
    + "".join(f"1{n % 9}.03.2025;9:3{n % 9} Uhr;Verbal;schrie {n}\n" for n in range(20)),
    "Log of the desk\n\nDay,Month,Year,AM/PM,Time,Verbal,Physical\n"
    + "".join(f"1{n % 9},3,2025,PM,2:0{n % 9},{'X' if n % 2 else ''},{'' if n % 2 else 'X'}\n" for n in range(20)),
    "Date\tType\tNotes\nFacility: Harbour Street Clinic\t\t\n"
    + "".join(f'Mar {n + 1}, 2025\tThreat\t"two\nlines {n}"\n' for n in range(20)),
    "Month,Type,Count\n" + "".join(f"2025-0{n % 9 + 1},Assault,{n}\n" for n in range(20)),
    "ref,occurred_at,precision,kind,severity,status,site,narrative,logged_at\n"
    + "".join(
        f"A{n},2025-03-1{n}T10:00:00+00:00,minute,threat,3,submitted,X,'=1,2025-03-1{n}T10:00:00+00:00\n"
        for n in range(9)
    ),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman")
SNIPPETS = (
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff\xfe",
    b"'",
    b"\t",
    b"=",
    b"99999",
    b"\xe9",
    b"2025",
    b"Mar ",
    b"()",
)


def _flip(dice: random.Random, content: bytearray) -> None:
    content[dice.randrange(len(content))] = dice.randrange(256)


def _insert(dice: random.Random, content: bytearray) -> None:
    at = dice.randrange(len(content))
    content[at:at] = dice.choice(SNIPPETS)


def _cut(dice: random.Random, content: bytearray) -> None:
    at = dice.randrange(len(content))
    del content[at : at + dice.randrange(1, 40)]


def _end(dice: random.Random, content: bytearray) -> None:
    del content[1 + dice.randrange(len(content)) :]


def _repeat(dice: random.Random, content: bytearray) -> None:
    at = dice.randrange(len(content))
    content[at:at] = content[at : at + dice.randrange(1, 80)]


def _swap_lines(dice: random.Random, content: bytearray) -> None:
    lines = bytes(content).split(b"\n")
    dice.shuffle(lines)
    content[:] = b"\n".join(lines)


CHANGES: tuple[Callable[[random.Random, bytearray], None], ...] = (_flip, _insert, _cut, _end, _repeat, _swap_lines)


def is_said(sentence: str) -> None:
    """Is every value of the sentence filled in?"""
    assert sentence
    assert "{" not in sentence


def survives(content: bytes) -> None:
    """It is refused in a sentence, or every row of it is read, refused or a duplicate, and every line is counted."""
    try:
        ours = own_rows(content)
        if ours is not None:
            lines = ours.line_count
            assert lines.in_file == lines.rows + lines.in_texts + lines.around + lines.blank
            return
        reading = read_log(content, site_names=SITES)
    except FileRefused as refused:
        is_said(problem_text(refused))
        return
    lines = reading.lines
    assert lines.rows == len(reading.entries) + len(reading.refused) + len(reading.duplicates)
    assert lines.in_file == lines.rows + lines.in_texts + lines.around + lines.blank
    assert lines.blank >= 0
    assert lines.around >= 0
    assert all(obstacle_text(one.reason) for one in reading.refused)
    assert all(note_text(note) for note in reading.notes)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_changed_texts_lose_no_row(number: int) -> None:
    dice = chance(f"mutated log {number}")
    for _ in range(tries(20, 340)):
        content = bytearray(TEXTS[number].encode(dice.choice(ENCODINGS), "replace"))
        for _ in range(dice.randrange(1, 6)):
            if content:
                dice.choice(CHANGES)(dice, content)
        survives(bytes(content))


@pytest.mark.timeout(600)
def test_changed_workbooks_and_pages_lose_no_row() -> None:
    dice = chance("mutated workbook")
    rows: list[list[object]] = [["Date", "Type", "Notes"], *([f"3/1{n}/2025", "Verbal", f"n {n}"] for n in range(9))]
    for base in (workbook({"Jan": rows, "Feb": rows}), PAGE.encode()):
        for _ in range(tries(3, 40)):
            content = bytearray(base)
            for _ in range(dice.randrange(1, 4)):
                if len(content) > 8:
                    dice.choice(CHANGES[:5])(dice, content)
            survives(bytes(content))
