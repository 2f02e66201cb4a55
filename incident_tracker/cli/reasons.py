"""`--reason`: why something is done, for the audit trail; nothing can replace it."""

from argparse import ArgumentParser, Namespace
from typing import TextIO

from incident_tracker.domain.clinic.reasons import SHORTEST, accept_reason
from incident_tracker.domain.errors import Refused
from incident_tracker.wording import _, problem_text


def add_reason(parser: ArgumentParser, when: str = "") -> None:
    """The option. `when` tells where a reason is needed, if not always."""
    told = _("why: a sentence of at least {n} characters, saved in the audit trail").format(n=SHORTEST)
    needed = _("{what}; needed {when}").format(what=told, when=when)
    parser.add_argument("--reason", default="", metavar="T", help=needed if when else told)


def has_reason(options: Namespace, err: TextIO) -> bool:
    """Is there a written reason? Checked before anyone signs in; if not, it says how to give one."""
    try:
        accept_reason(options.reason)
    except Refused as refused:
        err.write(problem_text(refused) + " " + _("Give it with --reason.") + "\n")
        return False
    return True
