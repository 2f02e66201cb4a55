"""The one row of what a clinic has switched on besides, with its mail server; the password is encrypted again."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Boolean, Column, Integer, String, Table, select

from db.base import Repository, id_column, metadata, version_column
from db.encrypted_text import EncryptedText
from db.types import Coded
from incident_tracker.domain.clinic.extras import Extras, MailSecurity, MailServer

extras_table = Table(
    "extras",
    metadata,
    id_column(),
    Column("host", String(254), nullable=False),
    Column("port", Integer, nullable=False),
    Column("security", Coded(MailSecurity), nullable=False),
    Column("sender", String(254), nullable=False),
    Column("user_name", EncryptedText("extras.user_name"), nullable=False),
    Column("password", EncryptedText("extras.password"), nullable=False),
    Column("invitations", Boolean),
    version_column(),
)


class SqlExtras(Repository):
    """The extras of the clinic."""

    kind = "extras"
    table = extras_table

    def add(self, extras: Extras) -> None:
        """Keep the extras of a clinic that had none."""
        self._insert(_values(extras) | {"id": extras.id, "version": extras.version})

    def save(self, extras: Extras) -> Extras:
        """Save them over the version that they have; returns them with the next one.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        return replace(extras, version=self._update(extras.id, extras.version, _values(extras)))

    def find(self) -> Extras | None:
        """The extras, or None where nobody has set any."""
        row = self._connection.execute(select(extras_table)).first()
        if row is None:
            return None
        mail = MailServer(row.host, row.port, row.security, row.sender, row.user_name, row.password)
        return Extras(row.id, mail, bool(row.invitations), row.version)


def _values(extras: Extras) -> dict[str, Any]:
    names = ("host", "port", "security", "sender", "user_name", "password")
    return {name: getattr(extras.mail, name) for name in names} | {"invitations": extras.invitations}
