"""Guesses which column of a log is which field, from the words of its header and the cells below."""

import re
from collections.abc import Callable, Collection

from incident_tracker.exchange.cells import SUPPRESSED, Cell, is_missing, number_of, text_of
from incident_tracker.exchange.clock_times import read_time
from incident_tracker.exchange.dates import DateForm, read_stamp, read_weekday
from incident_tracker.exchange.mapping import IGNORE
from incident_tracker.exchange.tables import RawTable

_LOOKED_AT = 300  # rows
_MOSTLY = 0.6


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_NAMES = _any_of(
    *(r"\bnames?\b", "supervisor", "e-?mail", r"\breporter\b", "reported by", "entered by", "completed by"),
    *("witness(es)?$", r"\bemployee$", "^staff( member)?$", "date of birth", r"\bdob\b", r"\bmrn\b"),
    *("medical record", "phone number", "address"),
)
_NOT_WHEN = _any_of(
    *("birth", "dob", "report", "enter", "creat", "complet", "modif", "clos", "review", "follow", "run", "submi"),
    *("sign", "start", "updat", "due"),
)
_WHEN = (  # the first that fits is the date of the incident
    _any_of(r"\b(incident|event|occurr\w*|attack|assault)\b.*\bdate", r"\bdate\b.*\b(incident|event|occurr|attack)"),
    _any_of("occurred", "happened", r"\bwhen\b"),
    _any_of("^date", "date$", "date.?time", "timestamp", "^month$", "^day$", "fecha", "datum"),
)
# In this order; each column goes to the first field that fits.
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "occurred_time",
        _any_of(
            "^time$", r"\b(incident|event|attack|occur\w*)\b.*\btime\b", r"\btime of\b", "^hour$", "uhrzeit", "^hora"
        ),
    ),
    ("reported_at", _any_of(r"report\w* (date|on|at)$", r"date report\w*", "date entered")),
    (
        "external_id",
        _any_of(
            r"^(id|no|nr|#|number|rownames?|key)\.?$",
            r"\b(incident|event|attack|case|record|file)\W*(id|no|nr|number|#)",
        ),
    ),
    (
        "police_called",
        _any_of(r"^(was )?(the )?(police|law enforcement|911)( (was )?(called|notified))?\??$"),
    ),
    ("security_called", _any_of(r"^(was )?security( (was )?(called|notified|contacted))?\??$")),
    (
        "narrative",
        _any_of(
            *("narrative", "what happened", "descri(?!ptive)", "details", "comment", "notes?$", "summary"),
            *("contributing", "aggress", "agress", "perpetrat", "impact(?!ed)", "offen[cs]e"),
        ),
    ),
    ("severity", _any_of("severity", "level of (violence|aggression)")),
    (
        "kind",
        _any_of(
            "type of (violence|incident|event|assault|abuse|attack)",
            "(violence|incident|event|attack|abuse|assault) (type|kind|category)",
            "^(type|kind|category|nature|problem|classification|tipo)$",
        ),
    ),
    (
        "affected_role",
        _any_of(
            "occupation", "job", "affected", "impacted", "victim", "staff (role|type|position)", "^role$", "position"
        ),
    ),
    ("harm", _any_of("^(?!subject).*(injur|harm|level of care|medical treatment)")),
    ("outcome", _any_of("outcome", r"\baction", "resol", "disposition", "response", "result")),
    ("channel", _any_of("channel", "how (was|did)", "mode of")),
    ("desk", _any_of("desk", "unit", "department", "dept", "locat", "place", "area", r"\broom\b", "where")),
)
_COUNT = re.compile(r"^(count|counts|n|number of .*|no\.? of .*|incidents|cases|events|total|frequency|value)$")
_SITE = re.compile(r"^(site|clinic|facility|practice|branch|campus|location)( name)?$")


def guess_fields(table: RawTable, site_names: Collection[str] = ()) -> tuple[str, ...] | None:
    """The field of every column, or None if no column holds dates.

    Columns with names of people are never guessed to be anything; a column counts as `site` only if all of its cells
    are names of sites.
    """
    headers = [header_words(name) for name in table.headers]
    rows = table.rows[:_LOOKED_AT]
    columns = [[row.cells[place] for row in rows] for place in range(len(headers))]
    when = _when(headers, columns)
    if when is None:
        return None
    fields = [IGNORE] * len(headers)
    fields[when] = "occurred_at"
    known = {name.casefold() for name in site_names}
    taken = {"occurred_at"}
    for place, (header, cells) in enumerate(zip(headers, columns, strict=True)):
        if place == when or names_people(table.headers[place]) or all(is_missing(text_of(cell)) for cell in cells):
            continue
        name = _field(header, cells, known)
        if name in taken and name not in ("narrative", "outcome"):
            continue
        fields[place] = name
        taken.add(name)
    if "count" not in taken and not table.header_rows:
        _guess_count(fields, columns, when)
    return tuple(fields)


def holds_forms_only(table: RawTable, place: int) -> bool:
    """Is this date column about the form (opened, entered, completed) and not about the incident?"""
    return bool(_NOT_WHEN.search(header_words(table.headers[place])))


def names_people(header: str) -> bool:
    """Does a header announce names of people or other things that identify them?"""
    words = header_words(header)
    return bool(_NAMES.search(words)) and not re.search(r"name of (the )?(department|unit|location|facility)", words)


def weekday_column(table: RawTable) -> int | None:
    """The column that notes the day of the week, if there is one."""
    for place in range(len(table.headers)):
        cells = [row.cells[place] for row in table.rows[:_LOOKED_AT]]
        filled = [cell for cell in cells if not is_missing(text_of(cell))]
        if filled and sum(read_weekday(cell) is not None for cell in filled) > 0.9 * len(filled):
            return place
    return None


def header_words(header: str) -> str:
    """A header in lower case with single spaces, for looking words up."""
    return " ".join(re.sub(r"[_:]+", " ", header).split()).casefold()


def _when(headers: list[str], columns: list[list[Cell]]) -> int | None:
    dated = [place for place, cells in enumerate(columns) if _share(cells, lambda cell: read_stamp(cell) is not None)]
    for about_the_form in (False, True):
        ours = [place for place in dated if bool(_NOT_WHEN.search(headers[place])) is about_the_form]
        for pattern in _WHEN:
            for place in ours:
                if pattern.search(headers[place]):
                    return place
        if ours:
            return ours[0]
    return None


def _field(header: str, cells: list[Cell], sites: set[str]) -> str:
    filled = [text_of(cell) for cell in cells if not is_missing(text_of(cell))]
    if _SITE.search(header) and all(text.casefold() in sites for text in filled):
        return "site"
    if _COUNT.search(header) and _share(cells, _counts):
        return "count"
    for name, pattern in _FIELDS:
        if pattern.search(header) and _fits(name, cells):
            return name
    return IGNORE


def _fits(name: str, cells: list[Cell]) -> bool:
    if name == "occurred_time":
        return _share(cells, lambda cell: read_time(cell) is not None and read_stamp(cell) is None)
    if name == "external_id":
        texts = [text_of(cell) for cell in cells if text_of(cell)]
        return len(set(texts)) > 0.9 * len(texts)
    dates = _share(cells, lambda cell: read_stamp(cell) is not None)
    return dates if name == "reported_at" else not dates


def _guess_count(fields: list[str], columns: list[list[Cell]], when: int) -> None:
    """In a table without header whose dates are all first days of months, the last column of numbers counts."""
    stamps = [stamp for cell in columns[when] if (stamp := read_stamp(cell)) is not None]
    first = all(
        stamp.form is DateForm.MONTH or (stamp.day.day == 1 if stamp.day else 1 in (stamp.first, stamp.second))
        for stamp in stamps
    )
    numbers = [place for place, cells in enumerate(columns) if place != when and _share(cells, _counts)]
    if first and numbers:
        fields[numbers[-1]] = "count"
        for place, name in enumerate(fields):
            if name == IGNORE and place not in numbers:
                fields[place] = "narrative"


def _counts(cell: Cell) -> bool:
    return number_of(cell) is not None or text_of(cell) in SUPPRESSED


def _share(cells: list[Cell], test: Callable[[Cell], bool]) -> bool:
    filled = [cell for cell in cells if not is_missing(text_of(cell))]
    return bool(filled) and sum(map(test, filled)) >= _MOSTLY * len(filled)
