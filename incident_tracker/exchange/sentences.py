"""The sentences for refused rows and for what a person should know about how a log was understood."""

from incident_tracker.exchange.readings import Certainty, Note, Obstacle, ReadingNotice
from incident_tracker.wording import _, ngettext

SHOWN_LINES = 5


def obstacle_text(obstacle: Obstacle) -> str:  # noqa: C901  # one match over an enumeration
    """Why a row was not taken, in a few words."""
    match obstacle:
        case Obstacle.NO_DATE:
            return _("there is no date")
        case Obstacle.NOT_A_DATE:
            return _("this is not a date in the order of this file")
        case Obstacle.IN_THE_FUTURE:
            return _("this time is in the future")
        case Obstacle.SUPPRESSED:
            return _("the count is hidden in the source, so there is nothing to count")
        case Obstacle.NOT_A_NUMBER:
            return _("this is not a whole number")
        case Obstacle.TOO_MANY:
            return _("one row cannot mean that many incidents")
        case Obstacle.UNKNOWN_SITE:
            return _("there is no site with this name that you can use")
        case Obstacle.UNKNOWN_TERM:
            return _("this is not in the clinic's list")
        case Obstacle.TOO_LONG:
            return _("the description is longer than 20,000 characters")
        case Obstacle.TOO_WIDE:
            return _("the row has more cells than the header, so its columns may have shifted")
        case Obstacle.STRAY_QUOTE:
            return _("a quotation mark in this row is unmatched, so its columns may have shifted")
        case Obstacle.NOT_A_TIME:
            return _("no clock shows this time")
        case Obstacle.NOT_A_LEVEL:
            return _("levels go from 0 to 7; a mapping file can say what other numbers mean")
        case Obstacle.NOT_OURS:
            return _("this program does not write this here; the cell was changed")
        case Obstacle.YEAR_FAR_OFF:
            return _("this year is far from all others in the file; please correct it, or say that it is right")


def certainty_text(certainty: Certainty) -> str:
    """Whether the meaning of a word needs a look; "" if it does not."""
    match certainty:
        case Certainty.DOUBTED:
            return _("please check")
        case Certainty.UNKNOWN:
            return _("not known")
        case Certainty.SURE | Certainty.MISSING:
            return ""


def note_text(note: Note) -> str:
    """A notice as one or two plain sentences."""
    n = note.values.get("n")
    return _sentence(note.notice, n if isinstance(n, int) else 0).format(**_shown(note))


def _sentence(notice: ReadingNotice, n: int) -> str:  # noqa: C901  # one match over an enumeration
    """The sentence of a notice; `n` is how many lines or words it is about."""
    match notice:
        case ReadingNotice.NO_HEADER:
            return _("The file has no line of headers; columns go by their numbers.")
        case ReadingNotice.OTHER_SHEETS:
            return _("Only the sheet “{sheet}” was read; there is also: {sheets}.")
        case ReadingNotice.OUR_OWN_FILE:
            return _("This file was written by this program. Its incidents keep their numbers and everything in them.")
        case ReadingNotice.SHEETS_JOINED:
            return _("{n} sheets have the same columns and were read together: {sheets}.")
        case ReadingNotice.LETTERS_GUESSED:
            return _(
                "The file does not say how its letters are stored; they were read as {encoding}. Please look at this: "
                "“{example}”."
            )
        case ReadingNotice.HEADINGS:
            return ngettext(
                "The heading above {n} row was used for it: {words}.",
                "The headings above {n} rows were used for them: {words}.",
                n,
            )
        case ReadingNotice.ODD_CHARACTERS:
            return ngettext(
                "{n} row has characters that no text has; the file may be damaged there (line {rows}).",
                "{n} rows have characters that no text has; the file may be damaged there (lines {rows}).",
                n,
            )
        case ReadingNotice.TWELVE_HOURS:
            return ngettext(
                "{n} time does not say AM or PM. It was read as it is; please check the times in the afternoon.",
                "{n} times do not say AM or PM. They were read as they are; please check the times in the afternoon.",
                n,
            )
        case ReadingNotice.NOT_READ_IN:
            return _("Columns not imported: {columns}. A mapping file can say what they are.")
        case ReadingNotice.NAMES_LEFT_OUT:
            return _("Columns that may name people are left out: {columns}.")
        case ReadingNotice.FORM_DATE:
            return _(
                "“{column}” says when the form was filled in; the file has no date of the incident. The "
                "days are taken from it, and the times count as unknown."
            )
        case ReadingNotice.KIND_DEFAULT:
            return _("No column gives the kind of incident; all count as “other”.")
        case ReadingNotice.SEVERITY_DEFAULT:
            return _("No column gives the severity; the lowest level for the kind is used.")
        case ReadingNotice.CHANNEL_DEFAULT:
            return _("No column says whether it was at the desk or on the phone; the channel is “other”.")
        case ReadingNotice.COUNTS:
            return _("Rows are counts: {rows} rows mean {n} incidents.")
        case ReadingNotice.SITE_CHOSEN:
            return _("No site was named; all incidents go to {site}, where you work.")
        case ReadingNotice.LINES_BEFORE:
            return ngettext("{n} line above the headers was skipped.", "{n} lines above the headers were skipped.", n)
        case ReadingNotice.NOTES_SKIPPED:
            return ngettext(
                "{n} line without a date is a note, not an incident, and was skipped (line {rows}).",
                "{n} lines without a date are notes, not incidents, and were skipped (lines {rows}).",
                n,
            )
        case ReadingNotice.STRAY_QUOTES:
            return ngettext(
                "{n} line has an unmatched quotation mark; it was read on its own, without the mark (line {rows}).",
                "{n} lines have an unmatched quotation mark; each was read on its own, without it (lines {rows}).",
                n,
            )
        case ReadingNotice.LOOSE_TEXTS:
            return ngettext(
                "{n} text over several lines has quotation marks that are not doubled; please check that "
                "it does not contain another row (line {rows}).",
                "{n} texts over several lines have quotation marks that are not doubled; please check "
                "that they do not contain other rows (lines {rows}).",
                n,
            )
        case ReadingNotice.SHORT_ROWS:
            return ngettext(
                "{n} row has fewer cells than the header; the missing ones count as empty (line {rows}).",
                "{n} rows have fewer cells than the header; the missing ones count as empty (lines {rows}).",
                n,
            )
        case ReadingNotice.MONTHS_ONLY:
            return ngettext(
                "{n} row names only a month; it counts on the first day of it.",
                "{n} rows name only a month; they count on the first day of it.",
                n,
            )
        case ReadingNotice.TIMES_UNCLEAR:
            return ngettext(
                "{n} time could not be read; its words are saved, and only the day counts.",
                "{n} times could not be read; their words are saved, and only the day counts.",
                n,
            )
        case ReadingNotice.WEEKDAYS_DISAGREE:
            return ngettext(
                "In {n} row the day of the week does not fit the date; the date was taken.",
                "In {n} rows the day of the week does not fit the date; the date was taken.",
                n,
            )
        case ReadingNotice.KIND_UNKNOWN:
            return ngettext(
                "{n} word for the kind of incident is not known and counts as “other”; it is added to the description.",
                "{n} words for the kind of incident are not known and count as “other”; they are added to"
                " the description.",
                n,
            )
        case ReadingNotice.KIND_DOUBTED:
            return ngettext(
                "{n} word for the kind of incident is unclear; the mildest meaning was used. Please check it.",
                "{n} words for the kind of incident are unclear; the mildest meaning was used. Please check them.",
                n,
            )
        case ReadingNotice.SAME_BUT_NUMBER:
            return ngettext(
                "{n} row is the same as another except for its number. Each counts as a separate "
                "incident. If several rows are one incident, name the columns that show this in a mapping"
                " file (group_by).",
                "{n} rows are the same as another except for their number. Each counts as a separate "
                "incident. If several rows are one incident, name the columns that show this in a mapping"
                " file (group_by).",
                n,
            )
        case ReadingNotice.SAME_NUMBER:
            return ngettext(
                "{n} row has the number and day of another but says something else; only the first was taken.",
                "{n} rows have the number and day of another but say something else; only the first was taken.",
                n,
            )
        case ReadingNotice.CLOCK_SKIPPED:
            return ngettext(
                "{n} time did not exist because the clocks went forward; the next one that did was taken.",
                "{n} times did not exist because the clocks went forward; the next one that did was taken.",
                n,
            )
        case ReadingNotice.CLOCK_TWICE:
            return ngettext(
                "{n} time came twice because the clocks went back; the first was taken.",
                "{n} times came twice because the clocks went back; the first was taken.",
                n,
            )
        case ReadingNotice.DESKS_UNKNOWN:
            return ngettext(
                "{n} row names a place that is not a desk of the site; it is added to the description.",
                "{n} rows name a place that is not a desk of the site; it is added to the description.",
                n,
            )
        case ReadingNotice.REPORTERS_UNKNOWN:
            return ngettext(
                "{n} reporter is not in the list of staff and was left out.",
                "{n} reporters are not in the list of staff and were left out.",
                n,
            )


def _shown(note: Note) -> dict[str, object]:
    """The values of a note; for several lines of the file only the first five."""
    return {name: _listed(value) if isinstance(value, tuple) else value for name, value in note.values.items()}


def _listed(rows: tuple[object, ...]) -> str:
    shown = ", ".join(map(str, rows[:SHOWN_LINES]))
    return shown if len(rows) <= SHOWN_LINES else f"{shown}, …"
