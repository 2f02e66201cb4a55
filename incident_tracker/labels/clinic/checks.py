"""The last check of the clinic's data in words: what asked for it, and what it found."""

from typing import assert_never

from incident_tracker.domain.clinic.checks import CheckOrigin, LastCheck
from incident_tracker.wording import _, ngettext


def check_origin_text(origin: CheckOrigin) -> str:
    """What asked for the check."""
    match origin:
        case CheckOrigin.WINDOW:
            return _("in the window")
        case CheckOrigin.COMMAND:
            return _("by command")
        case CheckOrigin.RESTORE:
            return _("after a restore")
        case CheckOrigin.REPAIR:
            return _("before a repair")
    assert_never(origin)


def check_result_text(check: LastCheck) -> str:
    """What it found."""
    if not check.findings:
        return _("all was well")
    return ngettext("{n} thing was wrong", "{n} things were wrong", check.findings).format(n=check.findings)


def last_check_text(check: LastCheck | None, moment: str) -> str:
    """One line; `moment` is when it was, as the reader's screen says moments. Never is said as such."""
    if check is None:
        return _("Last check: never")
    return _("Last check: {moment}, {origin}; {result}").format(
        moment=moment, origin=check_origin_text(check.origin), result=check_result_text(check)
    )
