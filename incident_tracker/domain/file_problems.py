"""Why a file of another program cannot be read in, in one or two plain sentences."""

from incident_tracker.domain.translatable import N_

OTHER_FILE_PROBLEM = N_("The file cannot be imported. Nothing was saved.")
FILE_PROBLEMS = {
    "not_found": N_("There is no such file. Nothing was imported."),
    "empty": N_("The file is empty. Nothing was imported."),
    "too_large": N_("The file is too large. Nothing was imported; please split it."),
    "encrypted": N_("The file is protected with a password. Please save it without one and try again."),
    "unreadable": N_("The file cannot be read; it may be damaged or of another kind. Nothing was imported."),
    "no_header": N_("No column that looks like a date was found. Please name the columns in a mapping file."),
    "no_log": N_(
        "Nothing in this file says what happened: it has dates, but no kind, level or description. If it is a log, "
        "please name its columns in a mapping file."
    ),
    "not_incidents": N_(
        "This table counts “{column}”, not incidents. Nothing was imported. Visits are entered on the page for visits."
    ),
    "is_database": N_("This is a database, not a log. Nothing was imported. A backup is restored with “restore”."),
    "is_document": N_("This is a document, not a table. Please save the log as CSV or as a workbook and try again."),
    "is_picture": N_("This is a picture, not a table. Please save the log as CSV or as a workbook and try again."),
    "is_packed": N_("This is a packed file. Please unpack it first, then import the log that is in it."),
    "no_table": N_("This is a web page without a table. Please save the log as CSV or XLSX and try again."),
    "committee_file": N_(
        "This is a file for the committee: it leaves out days, words and numbers, so it cannot be imported."
    ),
    "other_json": N_("This JSON file does not hold incidents that this program wrote. Nothing was imported."),
    "no_sheet": N_("There is no sheet called “{sheet}”. The file has: {sheets}."),
    "no_rows": N_("The file has no rows of data. Nothing was imported."),
    "date_order": N_(
        "The file does not show whether the day or the month comes first. Please say so in a mapping file."
    ),
    "dates_swapped": N_(
        "In this file a spreadsheet seems to have swapped day and month in {n} dates, the first in line {row} ({day}). "
        "Please say whether they are right."
    ),
    "mapping": N_("The mapping file cannot be understood: {detail}. Nothing was imported."),
    "setup": N_("The set-up file cannot be understood: {detail}. Nothing was changed."),
    "canceled": N_("The import was stopped. Nothing was saved."),
}
