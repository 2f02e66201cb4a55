"""`import`: an old log in delimited text or a workbook, checked first and then stored completely."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.places import site_called
from incident_tracker.cli.reasons import add_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import FileRefused, Reason, Refused
from incident_tracker.exchange.log_file import content_of
from incident_tracker.exchange.logs import LARGEST_TEXT
from incident_tracker.exchange.mapping import Mapping, read_mapping, write_mapping
from incident_tracker.exchange.readings import Certainty, LineCount
from incident_tracker.exchange.sentences import certainty_text, note_text, obstacle_text
from incident_tracker.exports.whole_file import write_file
from incident_tracker.labels.capture.log_fields import correction_field_text
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.importing import CheckedLog, check_log, store_log
from incident_tracker.wording import _, ngettext

LARGEST_MAPPING = 1_000_000  # bytes
SHOWN_REFUSALS = 20
SHOWN_WORDS = 40
LONGEST_WORDS = 80  # characters of a cell on the terminal


def add_arguments(parser: ArgumentParser) -> None:
    """Which file, how it is to be read, and whether to store it."""
    parser.add_argument("file", type=path, metavar="FILE", help=_("CSV, TSV, XLSX, ODS or XLS"))
    parser.add_argument("--sheet", metavar="NAME", help=_("sheet of a workbook; default: the one with the most dates"))
    parser.add_argument("--mapping", type=path, metavar="MAP.toml", help=_("which column is which field"))
    parser.add_argument("--save-mapping", type=path, metavar="MAP.toml", help=_("save how the file was read"))
    parser.add_argument("--dry-run", action="store_true", help=_("check only, store nothing"))
    parser.add_argument("--correct", action="store_true", help=_("change incidents whose row was corrected since"))
    parser.add_argument("--site", metavar="S", help=_("where it happened, if the file does not say; default: your own"))
    add_reason(parser, _("for an administrator"))
    parser.add_argument("--force", action="store_true", help=_("replace a mapping file that is there already"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Check, save the mapping if asked to, store; 1 if rows were refused."""
    mapping = _mapping(options)
    content = content_of(options.file, LARGEST_TEXT)
    with signed_in(options) as ctx:
        try:
            checked = _check(ctx, content, mapping, site_called(ctx, options.site), options.reason)
        except Refused as refused:
            if (refused.reason, refused.field) != (Reason.MISSING, "site"):
                raise
            err.write(_("There are several sites. Please name the one where it happened: --site NAME.") + "\n")
            return ExitStatus.WRONG_USAGE
        if options.save_mapping:
            text = write_mapping(checked.reading.mapping)
            write_file(options.save_mapping, text.encode(), force=options.force)
        stored = 0
        corrections = [one for one in checked.corrections if one.correctable] if options.correct else []
        if not options.dry_run and (checked.rows_accepted or corrections):
            shown = _Progress(err, checked.incidents) if sys.stderr.isatty() else None
            stored = store_log(ctx, checked, progress=shown, correct=options.correct, reason=options.reason)
        changed = 0 if options.dry_run else len(corrections)
        answer(options, out, _document(checked, stored, changed), _lines(checked, stored, changed, dry=options.dry_run))
    return ExitStatus.DONE_WITH_PROBLEMS if checked.refused else ExitStatus.DONE


def _check(ctx: Context, content: bytes, mapping: Mapping, site: Site | None, reason: str) -> CheckedLog:
    return check_log(ctx, content, mapping, site_id=site.id if site else None, reason=reason)


def _document(checked: CheckedLog, stored: int, changed: int) -> dict[str, object]:
    reading = checked.reading

    def sheet(name: str) -> dict[str, object]:
        """Where several sheets were read, a line alone does not say which is meant."""
        return {"sheet": name} if name and reading.mapping.sheet is None else {}

    return {
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "header_rows": list(reading.header_rows),
        "date_order": {"order": reading.date_order.order, "proof": reading.date_order.proof},
        "rows_read": reading.rows_read,
        "lines": asdict(reading.lines),
        "accepted": checked.rows_accepted,
        "refused": [
            {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason} | sheet(one.sheet)
            for one in checked.refused
        ],
        "duplicates": [{"row": one.row, "of": one.of, **sheet(one.sheet)} for one in checked.duplicates],
        "changed": [
            {
                "row": one.accepted.entry.row,
                "of": one.ref,
                "fields": list(one.fields),
                "correctable": one.correctable,
            }
            | sheet(one.accepted.entry.sheet)
            for one in checked.corrections
        ],
        "months": dict(checked.months),
        "kinds": [
            {
                "words": use.words,
                "kind": use.kind,
                "level": use.level,
                "rows": use.rows,
                "certainty": use.certainty,
                "example": use.example,
            }
            for use in checked.kinds
        ],
        "warnings": [note_text(note) for note in checked.notes],
        "incidents": checked.incidents,
        "stored": stored,
        "corrected": changed,
    }


def _lines(checked: CheckedLog, stored: int, changed: int, *, dry: bool) -> Iterator[str]:
    reading = checked.reading
    order = reading.date_order
    yield _("Rows read: {n}. Dates are written {order} ({proof}).").format(
        n=reading.rows_read, order=order.order, proof=order.proof
    )
    yield _line_count(reading.lines)
    for note in checked.notes:
        yield "  " + note_text(note)
    yield from _kind_lines(checked)
    if checked.duplicates:
        n = len(checked.duplicates)
        yield ngettext(
            "{n} row was already saved and is skipped.",
            "{n} rows were already saved and are skipped.",
            n,
        ).format(n=n)
    yield from _correction_lines(checked, changed)
    for refusal in checked.refused[:SHOWN_REFUSALS]:
        place = f"{refusal.row}, {refusal.column}" if refusal.column else str(refusal.row)
        yield _("  line {place}: {reason}").format(place=place, reason=obstacle_text(refusal.reason))
    if len(checked.refused) > SHOWN_REFUSALS:
        yield _("  … and {n} more").format(n=len(checked.refused) - SHOWN_REFUSALS)
    if dry:
        n = checked.incidents
        yield ngettext(
            "{n} incident would be stored. Nothing was stored.", "{n} incidents would be stored. Nothing was stored.", n
        ).format(n=n)
    else:
        yield ngettext("{n} incident is stored.", "{n} incidents are stored.", stored).format(n=stored)


def _correction_lines(checked: CheckedLog, changed: int) -> Iterator[str]:
    """The rows that were corrected in the log since they were stored, and what became of them."""
    for one in checked.corrections[:SHOWN_REFUSALS]:
        names = ", ".join(correction_field_text(name) for name in one.fields)
        line = (
            _("  line {row}: {ref} is different in the log now ({fields}).")
            if one.correctable
            else _("  line {row}: {ref} is different in the log now ({fields}); it is closed and stays as it is.")
        )
        yield line.format(row=one.accepted.entry.row, ref=one.ref, fields=names)
    if len(checked.corrections) > SHOWN_REFUSALS:
        yield _("  … and {n} more").format(n=len(checked.corrections) - SHOWN_REFUSALS)
    if changed:
        yield ngettext("{n} incident was corrected.", "{n} incidents were corrected.", changed).format(n=changed)
    elif checked.corrections:
        yield _("  These incidents stay as they are; --correct changes them to what the log says now.")


def _line_count(lines: LineCount) -> str:
    """What became of every line of the file."""
    return _(
        "  Lines in the file: {in_file} = {rows} rows + {in_texts} further lines of long texts "
        "+ {around} headers and notes + {blank} blank."
    ).format(**asdict(lines))


def _kind_lines(checked: CheckedLog) -> Iterator[str]:
    """Each word of the log for the kind of incident and what it becomes, so that a person catches a wrong one."""
    uses = [use for use in checked.kinds if use.certainty is not Certainty.MISSING]
    if not uses:
        return
    yield _("What the words for the kind of incident become:")
    for use in uses[:SHOWN_WORDS]:
        line = ngettext(
            "“{words}” → {kind}, level {level}: {n} row", "“{words}” → {kind}, level {level}: {n} rows", use.rows
        )
        told = certainty_text(use.certainty)
        shown = line.format(words=_in_one_line(use.words), kind=use.label, level=int(use.level), n=use.rows)
        if use.example:
            shown = _("{line}, for example “{words}”").format(line=shown, words=_in_one_line(use.example))
        yield f"  {shown} ({told})" if told else f"  {shown}"
    if len(uses) > SHOWN_WORDS:
        yield _("  … and {n} more; --json shows them all").format(n=len(uses) - SHOWN_WORDS)
    yield _("  If one is wrong: --save-mapping writes a file, change the kind there, then import with --mapping.")


def _in_one_line(words: str) -> str:
    """Words of a file for the terminal: on one line, not too long, without control characters."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return shown if len(shown) <= LONGEST_WORDS else shown[: LONGEST_WORDS - 1] + "…"


def _mapping(options: Namespace) -> Mapping:
    mapping = Mapping()
    if options.mapping:
        try:
            mapping = read_mapping(content_of(options.mapping, LARGEST_MAPPING).decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise FileRefused("mapping", detail="UTF-8") from None
    return replace(mapping, sheet=options.sheet) if options.sheet else mapping


class _Progress:
    """A line on the terminal that counts up."""

    def __init__(self, err: TextIO, total: int) -> None:
        self._err, self._total = err, total

    def __call__(self, stored: int) -> None:
        self._err.write(f"\r{stored:,} / {self._total:,} ")
        self._err.flush()
