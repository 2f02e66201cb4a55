"""`clinic`: the whole set-up as one file, written or applied; `--dry-run` tells each change and makes none."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.reasons import add_reason, has_reason
from incident_tracker.cli.session import signed_in
from incident_tracker.cli.setup_changes import change_document, change_lines
from incident_tracker.domain.clinic.setup import SetupRefused
from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.setup_file import line_with, read_setup, write_setup
from incident_tracker.exports.whole_file import write_file
from incident_tracker.usecases.oversight.setup import apply_setup, export_setup, preview_setup
from incident_tracker.wording import _, ngettext, problem_text

WHAT = ("export", "apply")


def add_arguments(parser: ArgumentParser) -> None:
    """What to do with which file."""
    parser.add_argument("what", choices=WHAT, metavar=f"{{{','.join(WHAT)}}}")
    parser.add_argument("file", type=path, metavar="F.toml")
    parser.add_argument("--dry-run", action="store_true", help=_("of apply: tell each change, and make none"))
    parser.add_argument("--force", action="store_true", help=_("of export: replace a file that is there"))
    add_reason(parser, _("for `apply` without --dry-run"))


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Do it. A line that does not fit names itself, and nothing is changed."""
    if options.what == "export":
        return _export(options, out)
    if not options.dry_run and not has_reason(options, err):
        return ExitStatus.WRONG_USAGE
    text = _text_of(options)
    try:
        wanted = read_setup(text)
        with signed_in(options) as ctx:
            done = preview_setup(ctx, wanted) if options.dry_run else apply_setup(ctx, wanted, reason=options.reason)
    except SetupRefused as refused:
        line = line_with(text, refused.at)
        told = _("Line {n} ({place}): {problem} Nothing was changed.").format(
            n=line, place=_place_text(refused.at), problem=problem_text(refused.refused)
        )
        err.write(told + "\n")
        return ExitStatus.FILE_REFUSED
    document = {"dry_run": options.dry_run, "changes": [change_document(one) for one in done]}
    answer(options, out, document, change_lines(done, dry_run=options.dry_run))
    return ExitStatus.DONE


def _export(options: Namespace, out: TextIO) -> int:
    with signed_in(options) as ctx:
        setup = export_setup(ctx)
        write_file(options.file, write_setup(setup).encode(), force=options.force)
    n = len(setup.sites)
    told = ngettext("{n} site is written to {file}.", "{n} sites are written to {file}.", n)
    answer(options, out, {"file": options.file, "sites": n}, [told.format(n=n, file=options.file)])
    return ExitStatus.DONE


def _text_of(options: Namespace) -> str:
    try:
        text: str = options.file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise FileRefused("not_found") from None
    except (OSError, UnicodeDecodeError):
        raise FileRefused("unreadable") from None
    return text


def _place_text(at: tuple[str | int, ...]) -> str:
    """ "site 2, desk 1, channel": as the file names it."""
    words = [f" {part}" if isinstance(part, int) else f", {part}" for part in at if part != ""]
    return "".join(words).removeprefix(", ") or _("the whole file")
