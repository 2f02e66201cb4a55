"""The exit status of each problem, stable for scripts and schedulers."""

from enum import IntEnum

from incident_tracker.domain import errors


class ExitStatus(IntEnum):
    """What the program says to the shell when it ends."""

    DONE = 0
    DONE_WITH_PROBLEMS = 1
    WRONG_USAGE = 2
    WRONG_CREDENTIALS = 3
    DELAYED = 4
    NOT_PERMITTED = 5
    DATA_UNUSABLE = 6
    MADE_BY_NEWER_VERSION = 7
    BUSY = 8
    NO_SPACE = 9
    CHANGED_MEANWHILE = 10
    AUDIT_ALARM = 11
    READ_ONLY = 12
    FILE_REFUSED = 13
    LOCKED = 14
    BUG = 70


# Subclasses before their base class: the first match counts.
_STATUS_OF: tuple[tuple[type[errors.Problem], ExitStatus], ...] = (
    (errors.WrongCredentials, ExitStatus.WRONG_CREDENTIALS),
    (errors.OwnPassphraseNeeded, ExitStatus.WRONG_CREDENTIALS),
    (errors.ConfirmationNeeded, ExitStatus.WRONG_CREDENTIALS),
    (errors.SecondNeeded, ExitStatus.WRONG_CREDENTIALS),
    (errors.Delayed, ExitStatus.DELAYED),
    (errors.NotAllowed, ExitStatus.NOT_PERMITTED),
    (errors.ChangedMeanwhile, ExitStatus.CHANGED_MEANWHILE),
    (errors.Locked, ExitStatus.LOCKED),
    (errors.FileRefused, ExitStatus.FILE_REFUSED),
    (errors.FileInTheWay, ExitStatus.DATA_UNUSABLE),
    (errors.StoreReplaced, ExitStatus.LOCKED),
    (errors.StoreTooNew, ExitStatus.MADE_BY_NEWER_VERSION),
    (errors.StoreBusy, ExitStatus.BUSY),
    (errors.StoreFull, ExitStatus.NO_SPACE),
    (errors.StoreReadOnly, ExitStatus.READ_ONLY),
    (errors.AuditBroken, ExitStatus.AUDIT_ALARM),
    (errors.StoreProblem, ExitStatus.DATA_UNUSABLE),
)


def exit_status(problem: errors.Problem) -> ExitStatus:
    """The status that belongs to `problem`; a refused value or an unknown record is wrong usage."""
    for kind, status in _STATUS_OF:
        if isinstance(problem, kind):
            return status
    return ExitStatus.WRONG_USAGE
