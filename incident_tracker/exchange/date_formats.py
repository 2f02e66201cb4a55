"""A date format that a person named, such as "dd.mm.yyyy HH:MM" or "%m/%d/%Y": turned into a reader of cells."""

import re
from collections.abc import Callable
from datetime import time

from incident_tracker.exchange.cells import Cell, plain_text
from incident_tracker.exchange.clock_times import read_time
from incident_tracker.exchange.date_words import MONTHS
from incident_tracker.exchange.dates import DateForm, Stamp, day_of, read_stamp, whole_year

_PERCENT = {
    "d": "day",
    "m": "month",
    "Y": "year",
    "y": "year",
    "b": "name",
    "B": "name",
    "H": "hour",
    "I": "hour",
    "M": "minute",
    "S": "second",
    "p": "half",
}
_RUN = re.compile(r"%-?[A-Za-z]|am/pm|a/p|[A-Za-z]+|[^A-Za-z%]+|%", re.IGNORECASE)
_TOKEN = re.compile(r"d{1,2}|m{1,4}|y{2,4}|h{1,2}|n{1,2}|s{1,2}|am/pm|a/p|tt", re.IGNORECASE)
_TOKENS = re.compile(rf"(?:{_TOKEN.pattern})+", re.IGNORECASE)
_PARTS = {
    "day": r"(?P<day>\d{1,2})",
    "month": r"(?P<month>\d{1,2})",
    "year": r"(?P<year>\d{4}|\d{2})",
    "name": r"(?P<name>[^\W\d_]+)\.?",
    "hour": r"(?P<hour>\d{1,2})",
    "minute": r"(?P<minute>\d{2})",
    "second": r"(?P<second>\d{2})",
    "half": r"(?P<half>[AaPp]\.?\s?[Mm]?\.?)",
}
_WIDE = {"day": r"(?P<day>\d{2})", "month": r"(?P<month>\d{2})", "hour": r"(?P<hour>\d{2})"}  # where nothing parts them


def stamp_reader(written: str) -> Callable[[Cell], Stamp | None] | None:
    """What reads the cells of a date column in this format; None if it names no whole date.

    `dd`, `mm`, `yyyy` or `yy`, `mmm` (the month by name), `hh`, `mm` or `nn` behind the hour (minutes), `ss`, `AM/PM`;
    or the same with %d, %m, %Y. Real dates of a workbook are dates in any format.
    """
    names: list[str] = []
    pattern = ""
    for run in _RUN.findall(written.strip()):
        if not run.startswith("%") and not _TOKENS.fullmatch(run):
            pattern += r"\s+".join(map(re.escape, re.split(r"\s+", run)))
            continue
        tokens = [run] if run.startswith("%") else _TOKEN.findall(run)
        for token in tokens:
            name = _part(token, names)
            if name is None or name in names:
                return None
            touching = len(tokens) > 1 or (run.startswith("%") and (f"{run}%" in written or f"%{run}" in written))
            pattern += _WIDE.get(name, _PARTS[name]) if touching else _PARTS[name]
            names.append(name)
    if not {"day", "year"} <= set(names) or not {"month", "name"} & set(names):
        return None
    form = re.compile(pattern)

    def read(cell: Cell) -> Stamp | None:
        if not isinstance(cell, str):
            return read_stamp(cell, in_date_column=True)
        match = form.fullmatch(plain_text(cell))
        return _stamp(match.groupdict()) if match else None

    return read


def _part(token: str, before: list[str]) -> str | None:
    if token.startswith("%"):
        return _PERCENT.get(token[-1])
    word = token.casefold()
    if word[0] == "m":
        if "hour" in before and "minute" not in before and len(word) < 3:
            return "minute"
        return "name" if len(word) > 2 else "month"
    return {"d": "day", "y": "year", "h": "hour", "n": "minute", "s": "second", "a": "half", "t": "half"}[word[0]]


def _stamp(parts: dict[str, str | None]) -> Stamp | None:
    name = parts.get("name")
    month = MONTHS.get(name.casefold()) if name else int(parts.get("month") or 0)
    day = day_of(whole_year(parts["year"] or ""), month or 0, int(parts["day"] or 0))
    if day is None:
        return None
    if not parts.get("hour"):
        return Stamp(DateForm.NAMED, day)
    clock = f"{parts['hour']}:{parts.get('minute') or '00'}:{parts.get('second') or '00'} {parts.get('half') or ''}"
    at = read_time(clock.strip())
    return Stamp(DateForm.NAMED, day, time=at) if at is not None and isinstance(at.at, time) else None
