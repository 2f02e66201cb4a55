"""A recovery key that was shown and never typed back: it is asked for until someone has it on paper."""

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.recovery_keys import KIND, RecoveryKeyState, state_of
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.usecases.gate import Work, needs, outside_gate


@needs(Permission.KEEP_RECOVERY_KEY)
def recovery_key_state(work: Work) -> RecoveryKeyState:
    """Was the present key typed back, and may the actor make another one alone?"""
    return state_of(work.unit.audit.of_kind(KIND), work.actor.user_id)


@needs(Permission.KEEP_RECOVERY_KEY, writes=True)
def keep_recovery_key(work: Work, typed: str) -> None:
    """Note that someone has the present key on paper: it was typed back. Errors: Refused at `recovery_key`."""
    work.unit.key_slots.check_recovery_key(typed)
    work.record("recovery_key_kept", KIND, None)


@needs(Permission.REPLACE_UNKEPT_KEY, writes=True)
def replace_unkept_key(work: Work) -> str:
    """Another recovery key in place of one that nobody typed back; told once.

    Errors: ConfirmationNeeded; Refused where the present key was typed back, or someone else made it.
    """
    if not state_of(work.unit.audit.of_kind(KIND), work.actor.user_id).replaceable:
        raise Refused(Reason.ALREADY_DONE)
    work.record("recovery_key_renewed", KIND, None)
    return work.unit.key_slots.new_recovery_key()


@outside_gate("it draws the key that is on the screen, before anyone is signed in; nothing is read")
def draw_recovery_key(key: str, language: str) -> bytes:
    """The key on one page, in memory."""
    from incident_tracker.reports.key_sheet import key_sheet_pdf  # a large library that only this page needs

    return key_sheet_pdf(key, language=language)
