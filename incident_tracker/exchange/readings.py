"""What reading a log gives: entries that can become incidents, rows that were refused and why, and notes."""

from collections.abc import Mapping as Values
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.capture.parties import PhysicalImpact
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.exchange.date_order import ProvenOrder
from incident_tracker.exchange.mapping import Mapping


class Obstacle(StrEnum):
    """Why a row could not be taken."""

    NO_DATE = "no_date"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    SUPPRESSED = "suppressed"
    NOT_A_NUMBER = "not_a_number"
    TOO_MANY = "too_many"
    UNKNOWN_SITE = "unknown_site"
    UNKNOWN_TERM = "unknown_term"
    TOO_LONG = "too_long"
    TOO_WIDE = "too_wide"
    STRAY_QUOTE = "stray_quote"
    NOT_A_TIME = "not_a_time"
    NOT_A_LEVEL = "not_a_level"
    YEAR_FAR_OFF = "year_far_off"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, with its sheet.

    `value` is for the person's own screen: it never goes to a log or the audit trail.
    """

    row: int
    column: str
    value: str
    reason: Obstacle
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that repeats another one: the row `of`, or the stored incident with the number `of`."""

    row: int
    of: int | str
    sheet: str = ""


class Certainty(StrEnum):
    """How sure the meaning of a word for the kind of incident is."""

    SURE = "sure"
    DOUBTED = "doubted"  # it can be read in two ways: the milder one was taken
    UNKNOWN = "unknown"  # it counts as "other"
    MISSING = "missing"  # the row says nothing


class ReadingNotice(StrEnum):
    """What a person should know about how the file was read."""

    LINES_BEFORE = "lines_before"
    NOTES_SKIPPED = "notes_skipped"
    STRAY_QUOTES = "stray_quotes"
    LOOSE_TEXTS = "loose_texts"
    SHORT_ROWS = "short_rows"
    NO_HEADER = "no_header"
    OTHER_SHEETS = "other_sheets"
    NOT_READ_IN = "not_read_in"
    NAMES_LEFT_OUT = "names_left_out"
    FORM_DATE = "form_date"
    MONTHS_ONLY = "months_only"
    TIMES_UNCLEAR = "times_unclear"
    WEEKDAYS_DISAGREE = "weekdays_disagree"
    TWELVE_HOURS = "twelve_hours"
    LETTERS_GUESSED = "letters_guessed"
    ODD_CHARACTERS = "odd_characters"
    HEADINGS = "headings"
    SHEETS_JOINED = "sheets_joined"
    OUR_OWN_FILE = "our_own_file"
    KIND_DEFAULT = "kind_default"
    KIND_UNKNOWN = "kind_unknown"
    KIND_DOUBTED = "kind_doubted"
    SEVERITY_DEFAULT = "severity_default"
    CHANNEL_DEFAULT = "channel_default"
    SAME_BUT_NUMBER = "same_but_number"
    SAME_NUMBER = "same_number"
    COUNTS = "counts"
    CLOCK_SKIPPED = "clock_skipped"
    CLOCK_TWICE = "clock_twice"
    DESKS_UNKNOWN = "desks_unknown"
    REPORTERS_UNKNOWN = "reporters_unknown"
    SITE_CHOSEN = "site_chosen"


@dataclass(frozen=True, slots=True)
class Note:
    """A notice with the numbers, headers or days that fill its sentence; several lines of the file are a tuple."""

    notice: ReadingNotice
    values: Values[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What one row, or one group of rows, says.

    `key` is the same whenever the same row is read again; `further_keys` are others it may have been stored under.
    `wall` is naive: the wall clock of the site, unless `offset` gives its distance from
    UTC. `site`, `desk` and `reporter` are names as written; `kind`, `channel`,
    `outcome` and `jobs` are codes (a job that is not known is ""); `kind_words` are the words that `kind` was made of.
    `count` is how many incidents the row stands for; `words` is the description as written, without what was added to
    it; `sheet` the sheet it is from, where several were read.
    """

    row: int
    key: str
    wall: datetime
    precision: Precision
    kind: str
    severity: Severity
    channel: str
    kind_words: str = ""
    narrative: str = ""
    offset: timedelta | None = None
    site: str = ""
    desk: str = ""
    outcome: str | None = None
    reporter: str = ""
    jobs: tuple[str, ...] = ()
    harm: PhysicalImpact = PhysicalImpact.NONE
    police: bool | None = None
    security: bool | None = None
    count: int = 1
    sheet: str = ""
    words: str = ""
    further_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineCount:
    """What became of the lines of a file, or of the rows of a sheet: `in_file` is the sum of the others.

    `rows` are rows of data, `in_texts` the further lines of texts that run over several, `around` headers, titles and
    notes, `blank` the rest.
    """

    in_file: int
    rows: int
    in_texts: int
    around: int
    blank: int


@dataclass(frozen=True, slots=True)
class LogReading:
    """A whole log.

    `rows_read` counts the rows of data, whatever became of them; `mapping` would read the file the same way again.
    `certainties` says for each word for the kind how sure its meaning is.
    """

    encoding: str | None
    delimiter: str | None
    header_rows: tuple[int, ...]
    date_order: ProvenOrder
    rows_read: int
    lines: LineCount
    entries: tuple[LogEntry, ...]
    refused: tuple[Refusal, ...]
    duplicates: tuple[Duplicate, ...]
    notes: tuple[Note, ...]
    mapping: Mapping
    certainties: Values[str, Certainty] = field(default_factory=dict)
