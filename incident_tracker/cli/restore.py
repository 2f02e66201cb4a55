"""`restore`: restore a backup's clinic into an empty folder or onto an empty server; it takes two people, or the
recovery key.
"""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.cli import session
from incident_tracker.cli.answers import answer
from incident_tracker.cli.arguments import path
from incident_tracker.cli.exit_status import ExitStatus
from incident_tracker.cli.reasons import add_reason, has_reason
from incident_tracker.cli.recover import RECOVERY_KEY_VARIABLE
from incident_tracker.cli.second_person import add_second, by_two
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.usecases.clinic.restoring import restore
from incident_tracker.wording import _


def add_arguments(parser: ArgumentParser) -> None:
    """Which backup, where to, why, and who agrees."""
    parser.add_argument("backup", type=path, metavar="F")
    where = _("folder without a clinic (default: the server that is named, else the data folder)")
    parser.add_argument("--to", type=path, metavar="DIR", help=where)
    parser.add_argument(
        "--alone",
        action="store_true",
        help=_("with the recovery key alone, if no one here may restore; everyone is told"),
    )
    add_reason(parser, when=_("without --alone"))
    add_second(parser)


def run(options: Namespace, out: TextIO, err: TextIO) -> int:
    """Prove the backup first, then restore it; the pass phrases are those of the time of the backup."""
    if not (options.alone and not options.reason) and not has_reason(options, err):
        return ExitStatus.WRONG_USAGE
    door = session.door_of(options)
    backup = options.backup.absolute()
    folder = options.to.expanduser().absolute() if options.to else None
    if options.alone:
        key = session.passphrase(_("Recovery key: "), RECOVERY_KEY_VARIABLE)
        door.restore_by_recovery_key(backup, folder, key, options.reason)
    else:
        with door.open_backup(backup, folder, session.user_name(options), session.passphrase()) as (ctx, opened):
            by_two(options, ctx, Permission.RESTORE, lambda ctx: restore(ctx, opened, reason=options.reason))
    place = folder or door.place()
    answer(
        options, out, {"restored": True, "data": place}, [_("The clinic is restored in {folder}.").format(folder=place)]
    )
    return ExitStatus.DONE
