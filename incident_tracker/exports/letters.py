"""Letters of the program: plain, neutral, and the same bytes each time that the same letter is sent."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from incident_tracker.wording import _

if TYPE_CHECKING:  # thirty modules, for what most clinics never switch on
    from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class Letter:
    """What is handed to a mail server: the addresses of its envelope, and the message as RFC 5322 has it."""

    sender: str
    to: str
    content: bytes = b""


def trial_letter(id: UUID, sender: str, to: str, now: datetime) -> Letter:
    """A letter that says nothing but that it arrived; `now` is aware."""
    message = begun(id, sender, to, _("Test"), now)
    message.set_content(_("This is a test of sending calendar invitations. It needs no answer."))
    return Letter(sender, to, message.as_bytes())


def begun(id: UUID, sender: str, to: str, subject: str, written_at: datetime) -> "EmailMessage":
    """A message with its head and no content. Its Message-ID follows from the id, and nothing in it names this computer
    or this program; RFC 3834 says that no one has to answer by machine.
    """
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = format_datetime(written_at.astimezone(UTC))
    message["Message-ID"] = f"<{id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    return message
