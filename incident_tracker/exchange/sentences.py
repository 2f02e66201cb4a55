"""The sentences for refused rows and for what a person should know about how a log was understood."""

from incident_tracker.exchange.readings import Note, Notice, Obstacle
from incident_tracker.wording import _, ngettext

SHOWN_LINES = 5


def obstacle_text(obstacle: Obstacle) -> str:
    """Why a row was not taken, in a few words."""
    return {
        Obstacle.NO_DATE: _("there is no date"),
        Obstacle.NOT_A_DATE: _("this is not a date in the order of this file"),
        Obstacle.IN_THE_FUTURE: _("this moment has not come yet"),
        Obstacle.SUPPRESSED: _("the count is hidden in the source, so there is nothing to count"),
        Obstacle.NOT_A_NUMBER: _("this is not a whole number"),
        Obstacle.TOO_MANY: _("one row cannot stand for so many incidents"),
        Obstacle.UNKNOWN_SITE: _("there is no site of this name within your reach"),
        Obstacle.UNKNOWN_TERM: _("this is not in the clinic's list"),
        Obstacle.TOO_LONG: _("the description is longer than 20,000 characters"),
        Obstacle.TOO_WIDE: _("the row has more cells than the header, so its columns may have slipped"),
        Obstacle.STRAY_QUOTE: _("a quotation mark in this row has no partner, so its columns may have slipped"),
    }[obstacle]


def note_text(note: Note) -> str:
    """A notice as one or two plain sentences."""
    several = _counted(note)
    return several if several is not None else _plain(note.notice).format(**note.values)


def _plain(notice: Notice) -> str:
    return {
        Notice.NO_HEADER: _("The file has no line of headers; columns go by their numbers."),
        Notice.OTHER_SHEETS: _("Only the sheet “{sheet}” was read; there is also: {sheets}."),
        Notice.NOT_READ_IN: _("Columns not read in: {columns}. A mapping file can name what they are."),
        Notice.NAMES_LEFT_OUT: _("Columns that may name people are left out: {columns}."),
        Notice.FORM_DATE: _(
            "“{column}” tells when the form was filled in; the file has no date of the incident. "
            "The days are taken from it, the times count as unknown."
        ),
        Notice.KIND_DEFAULT: _("No column tells the kind of incident; all count as “other”."),
        Notice.SEVERITY_DEFAULT: _("No column tells the severity; the lowest level that fits the kind is taken."),
        Notice.CHANNEL_DEFAULT: _(
            "No column tells whether it was at the desk or on the phone; the channel is “other”."
        ),
        Notice.COUNTS: _("Rows are counts: {rows} rows stand for {n} incidents."),
        Notice.SITE_CHOSEN: _("No site was named; all incidents go to {site}, where you work."),
    }[notice]


def _counted(note: Note) -> str | None:
    n = note.values.get("n")
    if not isinstance(n, int) or note.notice is Notice.COUNTS:
        return None
    text = {
        Notice.LINES_BEFORE: ngettext(
            "{n} line above the headers was skipped.", "{n} lines above the headers were skipped.", n
        ),
        Notice.NOTES_SKIPPED: ngettext(
            "{n} line without a date is a note, not an incident, and was skipped (line {rows}).",
            "{n} lines without a date are notes, not incidents, and were skipped (lines {rows}).",
            n,
        ),
        Notice.STRAY_QUOTES: ngettext(
            "{n} line has a quotation mark without a partner; it was read for itself, without that mark (line {rows}).",
            "{n} lines have a quotation mark without a partner; each was read for itself, without it (lines {rows}).",
            n,
        ),
        Notice.LOOSE_TEXTS: ngettext(
            "{n} text over several lines holds quotation marks that are not doubled; please check that it holds "
            "no other row (line {rows}).",
            "{n} texts over several lines hold quotation marks that are not doubled; please check that they hold "
            "no other rows (lines {rows}).",
            n,
        ),
        Notice.SHORT_ROWS: ngettext(
            "{n} row has fewer cells than the header; the missing ones count as empty (line {rows}).",
            "{n} rows have fewer cells than the header; the missing ones count as empty (lines {rows}).",
            n,
        ),
        Notice.MONTHS_ONLY: ngettext(
            "{n} row names only a month; it counts on the first day of it.",
            "{n} rows name only a month; they count on the first day of it.",
            n,
        ),
        Notice.TIMES_UNCLEAR: ngettext(
            "{n} time could not be understood; its words are kept, only the day counts.",
            "{n} times could not be understood; their words are kept, only the day counts.",
            n,
        ),
        Notice.WEEKDAYS_DISAGREE: ngettext(
            "In {n} row the day of the week does not fit the date; the date was taken.",
            "In {n} rows the day of the week does not fit the date; the date was taken.",
            n,
        ),
        Notice.KIND_UNKNOWN: ngettext(
            "{n} word for the kind of incident is not known and counts as “other”; it is kept in the description.",
            "{n} words for the kind of incident are not known and count as “other”; they are kept in the description.",
            n,
        ),
        Notice.KIND_DOUBTED: ngettext(
            "{n} word for the kind of incident can be read in two ways; the milder one was taken. Please check it.",
            "{n} words for the kind of incident can be read in two ways; the milder one was taken. Please check them.",
            n,
        ),
        Notice.SAME_BUT_NUMBER: ngettext(
            "{n} row is the same as another in everything but its number; each counts as an incident of its own. "
            "If several rows are one incident, name the columns that tell so in a mapping file (group_by).",
            "{n} rows are the same as another in everything but their number; each counts as an incident of its own. "
            "If several rows are one incident, name the columns that tell so in a mapping file (group_by).",
            n,
        ),
        Notice.SAME_NUMBER: ngettext(
            "{n} row has the number and day of another but says something else; only the first was taken.",
            "{n} rows have the number and day of another but say something else; only the first was taken.",
            n,
        ),
        Notice.CLOCK_SKIPPED: ngettext(
            "{n} time did not exist because the clocks went forward; the next one that did was taken.",
            "{n} times did not exist because the clocks went forward; the next one that did was taken.",
            n,
        ),
        Notice.CLOCK_TWICE: ngettext(
            "{n} time came twice because the clocks went back; the first was taken.",
            "{n} times came twice because the clocks went back; the first was taken.",
            n,
        ),
        Notice.DESKS_UNKNOWN: ngettext(
            "{n} row names a place that is none of the site's desks; it is kept in the description.",
            "{n} rows name a place that is none of the site's desks; it is kept in the description.",
            n,
        ),
        Notice.REPORTERS_UNKNOWN: ngettext(
            "{n} reporter is not in the list of staff and was left out.",
            "{n} reporters are not in the list of staff and were left out.",
            n,
        ),
    }[note.notice]
    return text.format(**_shown(note))


def _shown(note: Note) -> dict[str, object]:
    """The values of a note; of several lines of the file the first five."""
    return {name: _listed(value) if isinstance(value, tuple) else value for name, value in note.values.items()}


def _listed(rows: tuple[object, ...]) -> str:
    shown = ", ".join(map(str, rows[:SHOWN_LINES]))
    return shown if len(rows) <= SHOWN_LINES else f"{shown}, …"
