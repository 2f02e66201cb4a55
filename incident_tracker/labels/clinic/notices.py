"""What a responsible person has to know about the audit trail, keys and sign-in, in calm sentences."""

from incident_tracker.domain.clinic.notices import Notice
from incident_tracker.wording import _


def audit_alarm_text() -> str:
    """What happened, what it may mean, and what to do, in three calm sentences."""
    return _(
        "The clinic's file is not the one that this computer last used: its audit trail does not "
        "continue from there, or the note of where it ended is gone. If someone restored an older "
        "copy or a backup, this is expected: a manager or administrator checks and accepts it. If "
        "no one did, keep the file as it is and tell the privacy officer."
    )


def notice_text(notice: Notice) -> str:
    """What happened, what it may mean, and what to do."""
    match notice:
        case Notice.COUNT_LOST:
            return _(
                "The count of failed sign-ins was missing or damaged. It starts again now, so earlier wrong pass "
                "phrases no longer slow down guessing. If no one moved or restored the clinic's files, look for “Could "
                "not sign in” in the audit trail and tell the privacy officer."
            )
        case Notice.KEYS_MENDED:
            return _(
                "The key file was damaged. Its second copy opened the clinic, and the file was repaired. "
                "Nothing is lost. If it happens again, the disk may be failing: make a backup and have "
                "the disk checked."
            )
        case Notice.KEYS_OLDER:
            return _(
                "The key file is older than the one used here before. Pass phrases that were changed or "
                "closed since then may open the clinic again. If you restored it, reset those accounts. "
                "If no one did, tell the privacy officer."
            )
        case Notice.RESET_BY_ANOTHER:
            return _(
                "Someone else gave your account a one-time pass phrase. Who it was and why is in the audit trail. "
                "If you did not ask for it, tell the privacy officer."
            )
        case Notice.RECOVERY_KEY_AGREED:
            return _(
                "The recovery key was used in place of a second person, because no one else could agree. "
                "What was done, by whom and why is in the audit trail. If you did not know about it, ask "
                "your administrator or the privacy officer."
            )
        case Notice.RESTORED_OVER:
            return _(
                "This clinic was restored from a backup. What was saved after the backup is not here anymore, "
                "but in a copy that was made first. Your administrator knows which one, and can bring it back."
            )
        case Notice.RESTORED_BY_KEY:
            return _(
                "This clinic was restored from a backup with the recovery key alone. The audit trail says"
                " when, and why if it was written down. If you did not know about it, ask your "
                "administrator or the privacy officer."
            )
