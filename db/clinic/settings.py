"""The one row of clinic settings, and the register of requests."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Integer, String, Table, Uuid, select

from db.base import Repository, id_column, metadata, version_column
from incident_tracker.domain.clinic.settings import CLOSING_DAY, ClinicSettings
from incident_tracker.domain.errors import NotFound

settings_table = Table(
    "clinic",
    metadata,
    id_column(),
    Column("name", String(120), nullable=False),
    Column("language", String(8), nullable=False),
    Column("idle_minutes", Integer, nullable=False),
    Column("invented", Boolean, nullable=False),
    Column("own_reports", Boolean, nullable=True),
    Column("desks_may_close", Boolean, nullable=True),
    Column("closing_day", Integer, nullable=True),
    version_column(),
)
request_table = Table(
    "request",
    metadata,
    id_column(),
    Column("kind", String(40), nullable=False),
    Column("object_id", Uuid, nullable=False),
)


class SqlSettings(Repository):
    """The settings of the clinic."""

    kind = "clinic"
    table = settings_table
    _read: ClinicSettings | None = None  # asked for by many rules: read once in a transaction

    def add(self, settings: ClinicSettings) -> None:
        """Keep the settings of a clinic that has none."""
        self._read = None
        self._insert(_values(settings) | {"id": settings.id, "version": settings.version})

    def save(self, settings: ClinicSettings) -> ClinicSettings:
        """Save the settings over the version that they have; returns the settings with the next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        self._read = None
        return replace(settings, version=self._update(settings.id, settings.version, _values(settings)))

    def get(self) -> ClinicSettings:
        """The settings. Errors: NotFound before the clinic is set up."""
        if self._read is not None:
            return self._read
        row = self._connection.execute(select(settings_table)).first()
        if row is None:
            raise NotFound(self.kind)
        self._read = ClinicSettings(
            row.id,
            row.name,
            row.language,
            row.idle_minutes,
            row.version,
            row.invented,
            bool(row.own_reports),
            bool(row.desks_may_close),
            row.closing_day or CLOSING_DAY,
        )
        return self._read


class SqlRequests(Repository):
    """Which saves have been done, so that a retried one is not done twice."""

    kind = "request"
    table = request_table

    def object_of(self, request_id: UUID, kind: str) -> UUID | None:
        """The id that an earlier save with this request id made, or None."""
        query = select(request_table.c.object_id).where(request_table.c.id == request_id, request_table.c.kind == kind)
        return self._connection.execute(query).scalar()

    def remember(self, request_id: UUID, kind: str, object_id: UUID) -> None:
        """Note, in the same transaction, that the request made this object."""
        self._insert({"id": request_id, "kind": kind, "object_id": object_id})


def _values(settings: ClinicSettings) -> dict[str, Any]:
    names = ("name", "language", "idle_minutes", "invented", "own_reports", "desks_may_close", "closing_day")
    return {name: getattr(settings, name) for name in names}
