"""Tables for who agreed to invitations by e-mail, and for the outbox. Addresses are encrypted again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, UniqueConstraint, Uuid, func, or_, select

from db.base import id_column, metadata, version_column
from db.encrypted_text import EncryptedText
from db.support.records import DebriefPartRepository, RecordRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.clinic.extras import MailTrouble
from incident_tracker.domain.support.invitations import InvitationConsent, InvitationLetter, LetterState, WhyDropped

consent_table = Table(
    "invitation_consent",
    metadata,
    id_column(),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("address", EncryptedText("invitation_consent.address"), nullable=False),
    Column("agreed_at", UtcDateTime, nullable=False),
    Column("noted_by", Uuid, ForeignKey("user_account.id"), nullable=False),
    Column("withdrawn_at", UtcDateTime),
    version_column(),
    UniqueConstraint("person_id"),
)
invitation_table = Table(
    "invitation",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False, index=True),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("canceled", Boolean, nullable=False),
    Column("sender", EncryptedText("invitation.sender"), nullable=False),
    Column("address", EncryptedText("invitation.address"), nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("state", Coded(LetterState), nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("settled_at", UtcDateTime),
    Column("trouble", Coded(MailTrouble)),
    Column("dropped", Coded(WhyDropped)),
    version_column(),
)


class SqlInvitationConsents(RecordRepository[InvitationConsent]):
    """What each person said to invitations by e-mail."""

    kind = "invitation_consent"
    table = consent_table
    record = InvitationConsent

    def find(self, person_id: UUID) -> InvitationConsent | None:
        """What this person said, or None."""
        found = self._found(select(consent_table).where(consent_table.c.person_id == person_id))
        return found[0] if found else None

    def all(self) -> tuple[InvitationConsent, ...]:
        """What everyone said, in no order that means something."""
        return self._found(select(consent_table).order_by(consent_table.c.id))


class SqlInvitations(DebriefPartRepository[InvitationLetter]):
    """The outbox, with what left it."""

    kind = "invitation"
    table = invitation_table
    record = InvitationLetter

    def due(self, now: datetime, most: int) -> tuple[InvitationLetter, ...]:
        """Those to be tried at `now` (aware) that no other program has to itself, oldest first."""
        c = invitation_table.c
        free = or_(c.leased_until.is_(None), c.leased_until <= now)
        query = select(invitation_table).where(c.state == LetterState.WAITING, c.next_at <= now, free)
        return self._found(query.order_by(c.next_at, c.id).limit(most))

    def waiting(self) -> tuple[InvitationLetter, ...]:
        """All that are still to be sent, oldest first."""
        c = invitation_table.c
        return self._found(select(invitation_table).where(c.state == LetterState.WAITING).order_by(c.id))

    def of_person(self, person_id: UUID) -> tuple[InvitationLetter, ...]:
        """All letters to one person, oldest first."""
        return self._found(
            select(invitation_table).where(invitation_table.c.person_id == person_id).order_by(invitation_table.c.id)
        )

    def count(self, state: LetterState) -> int:
        """How many are in this state."""
        query = select(func.count()).select_from(invitation_table).where(invitation_table.c.state == state)
        return int(self._connection.execute(query).scalar_one())

    def last(self, state: LetterState, most: int) -> tuple[InvitationLetter, ...]:
        """The newest in this state, newest first."""
        c = invitation_table.c
        return self._found(select(invitation_table).where(c.state == state).order_by(c.id.desc()).limit(most))
