"""A list of staff as CSV: name, job, site, desk, manager, who may lead debriefs, the hours of each weekday, when
they are away, and the last day of those who have left."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from io import StringIO

from incident_tracker.domain.clinic.calendars import Break, Span
from incident_tracker.domain.clinic.setup import SetupRefused
from incident_tracker.domain.clinic.staff_rows import AwaySaid, ShiftSaid, StaffRow
from incident_tracker.domain.errors import FileRefused, Reason, Refused
from incident_tracker.exchange.delimited import delimiter_of
from incident_tracker.exchange.encodings import decode
from incident_tracker.exchange.setup_file import WEEKDAYS

COLUMNS = ("name", "job", "site", "desk", "manager", "leads_debriefs", *WEEKDAYS, "away", "left_on")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
_CLOCK = r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})"
_SHIFT = re.compile(rf"^\s*{_CLOCK}\s*((?:\([^)]*\)\s*)*)$")
_AWAY = re.compile(rf"^(\d{{4}}-\d{{2}}-\d{{2}})(?:\s*(?:\.\.|–|to)\s*(\d{{4}}-\d{{2}}-\d{{2}})|\s+{_CLOCK})?$")
_BREAK = re.compile(rf"\(\s*{_CLOCK}\s*(paid)?\s*\)")


def read_staff(content: bytes) -> tuple[StaffRow, ...]:
    """The rows of a file. Errors: FileRefused where there is no table; SetupRefused with line and column."""
    text, _encoding = decode(content)
    if not text.strip():
        raise FileRefused("empty")
    reader = csv.DictReader(StringIO(text), delimiter=delimiter_of(text), strict=True)
    try:
        headers = [(header or "").strip().casefold() for header in reader.fieldnames or ()]
        for header in headers:
            if header not in COLUMNS:
                raise SetupRefused(("line", 1, header), Refused(Reason.UNKNOWN_KEY, header, key=header))
        if "name" not in headers:
            raise SetupRefused(("line", 1, "name"), Refused(Reason.MISSING, "name"))
        reader.fieldnames = headers
        return tuple(_row(cells, reader.line_num) for cells in reader if any(cells.values()))
    except csv.Error:
        raise FileRefused("unreadable") from None


def _row(cells: Mapping[str | None, object], line: int) -> StaffRow:
    if None in cells:
        raise SetupRefused(("line", line), Refused(Reason.OUT_OF_RANGE, ""))
    said = {str(name): str(value or "").strip() for name, value in cells.items()}
    if not said["name"]:
        raise SetupRefused(("line", line, "name"), Refused(Reason.MISSING, "name"))
    leads = said.get("leads_debriefs", "").casefold()
    if leads and leads not in _YES_NO:
        raise SetupRefused(("line", line, "leads_debriefs"), Refused(Reason.NOT_ONE_OF, "leads_debriefs", given=leads))
    week = tuple(
        shift for weekday, day in enumerate(WEEKDAYS) for shift in _shifts(said.get(day, ""), weekday, line, day)
    )
    return StaffRow(
        line,
        said["name"],
        said.get("job") or None,
        said.get("site") or None,
        said.get("desk") or None,
        said.get("manager") or None,
        _YES_NO.get(leads),
        week or None,
        tuple(_away(said.get("away", ""), line)),
        _left_on(said.get("left_on", ""), line),
    )


def _left_on(text: str, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SetupRefused(("line", line, "left_on"), Refused(Reason.NOT_A_DAY, "left_on")) from None


def _shifts(text: str, weekday: int, line: int, day: str) -> Iterator[ShiftSaid]:
    """ "08:00-12:00; 13:00-17:00 (15:00-15:15 paid)": the shifts of one day, each with its breaks."""
    for part in filter(None, (one.strip() for one in text.split(";"))):
        match = _SHIFT.match(part)
        try:
            if match is None:
                raise ValueError
            start, end = _times(match.groups())
            breaks = [(*_times(found.groups()), bool(found.group(5))) for found in _BREAK.finditer(match.group(5))]
            if len(breaks) != match.group(5).count("("):
                raise ValueError
            yield ShiftSaid(weekday, start, end, tuple(sorted(Break(*one) for one in breaks)))
        except ValueError:
            raise SetupRefused(("line", line, day), Refused(Reason.NOT_A_SPAN, day, given=part[:40])) from None


def _away(text: str, line: int) -> Iterator[AwaySaid]:
    """ "2026-12-21..2026-12-24; 2026-12-30 13:00-17:00": whole days, or part of one."""
    for part in filter(None, (one.strip() for one in text.split(";"))):
        match = _AWAY.match(part)
        try:
            if match is None:
                raise ValueError
            first = date.fromisoformat(match.group(1))
            last = date.fromisoformat(match.group(2) or match.group(1))
            yield AwaySaid(first, last, Span(*_times(match.groups()[2:])) if match.group(3) else None)
        except ValueError:
            raise SetupRefused(("line", line, "away"), Refused(Reason.NOT_DAYS, "away", given=part[:40])) from None


def _times(groups: tuple[str, ...]) -> tuple[time, time]:
    first, second, third, fourth = (int(part) for part in groups[:4])
    return time(first, second), time(third, fourth)
