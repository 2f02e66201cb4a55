"""Tables and repository for sites, desks and phone lines."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, ForeignKey, RowMapping, String, Table, Uuid, select

from db.base import Repository, id_column, metadata, version_column
from db.types import Coded
from incident_tracker.domain.clinic.sites import Desk, Facility, PhoneLine, Profile, Site
from incident_tracker.domain.errors import NotFound

site_table = Table(
    "site",
    metadata,
    id_column(),
    Column("name", String(120), nullable=False, unique=True),
    Column("zone", String(64), nullable=False),
    Column("profile", Coded(Profile), nullable=False),
    Column("active", Boolean, nullable=False),
    version_column(),
    Column("facility", Coded(Facility)),
    Column("last_day", Date),
)
desk_table = Table(
    "desk",
    metadata,
    id_column(),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("active", Boolean, nullable=False),
    version_column(),
    Column("channel", String(60)),
    Column("last_day", Date),
)
phone_line_table = Table(
    "phone_line",
    metadata,
    id_column(),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("active", Boolean, nullable=False),
    version_column(),
    Column("last_day", Date),
)


class _Parts(Repository):
    """Desks and lines are kept alike: named parts of a site."""

    def add(self, part: Desk | PhoneLine) -> None:
        self._insert(_part_values(part) | {"id": part.id, "version": part.version})

    def save(self, part: Desk | PhoneLine) -> int:
        return self._update(part.id, part.version, _part_values(part))

    def all(self, site_id: UUID | None) -> Iterator[dict[str, Any]]:
        query = select(self.table).order_by(self.table.c.name)
        if site_id is not None:
            query = query.where(self.table.c.site_id == site_id)
        for row in self._connection.execute(query).mappings():
            values = {str(name): value for name, value in row.items() if name != "active"}
            yield values | {"last_day": _last_day(row)}


class _Desks(_Parts):
    kind = "desk"
    table = desk_table


class _Lines(_Parts):
    kind = "phone_line"
    table = phone_line_table


class SqlSites(Repository):
    """Sites with their desks and phone lines."""

    kind = "site"
    table = site_table
    _read: tuple[Site, ...] | None = None  # asked for by nearly every rule: read once in a transaction

    def add(self, site: Site) -> None:
        """Keep a new site."""
        self._read = None
        self._insert(_site_values(site) | {"id": site.id, "version": site.version})

    def save(self, site: Site) -> Site:
        """Save the site over the version that it has; returns the site with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        self._read = None
        return replace(site, version=self._update(site.id, site.version, _site_values(site)))

    def get(self, id: UUID) -> Site:
        """The site with this id. Errors: NotFound."""
        found = next((one for one in self.all() if one.id == id), None)
        if found is None:
            raise NotFound(self.kind)
        return found

    def all(self) -> tuple[Site, ...]:
        """Every site, closed ones too, by name."""
        if self._read is None:
            rows = self._connection.execute(select(site_table).order_by(site_table.c.name)).mappings()
            self._read = tuple(_site(row) for row in rows)
        return self._read

    def add_desk(self, desk: Desk) -> None:
        """Keep a new desk."""
        _Desks(self._connection).add(desk)

    def save_desk(self, desk: Desk) -> Desk:
        """Save the desk over the version that it has; returns the desk with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        return replace(desk, version=_Desks(self._connection).save(desk))

    def desks(self, site_id: UUID | None = None) -> tuple[Desk, ...]:
        """Every desk, closed ones too, by name; of one site if it is given."""
        return tuple(Desk(**row) for row in _Desks(self._connection).all(site_id))

    def add_line(self, line: PhoneLine) -> None:
        """Keep a new phone line."""
        _Lines(self._connection).add(line)

    def save_line(self, line: PhoneLine) -> PhoneLine:
        """Save the line over the version that it has; returns the line with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        return replace(line, version=_Lines(self._connection).save(line))

    def lines(self, site_id: UUID | None = None) -> tuple[PhoneLine, ...]:
        """Every phone line, closed ones too, by name; of one site if it is given."""
        return tuple(PhoneLine(**row) for row in _Lines(self._connection).all(site_id))


def _site_values(site: Site) -> dict[str, Any]:
    return {
        "name": site.name,
        "zone": site.zone,
        "profile": site.profile,
        "facility": site.facility,
        **_use(site.last_day),
    }


def _part_values(part: Desk | PhoneLine) -> dict[str, Any]:
    values = {"site_id": part.site_id, "name": part.name, **_use(part.last_day)}
    return values | {"channel": part.channel} if isinstance(part, Desk) else values


def _use(last_day: date | None) -> dict[str, Any]:
    """What is no longer used has its last day; `active` says the same to programs from before days were kept."""
    return {"active": last_day is None, "last_day": last_day}


def _last_day(row: Mapping[Any, Any]) -> date | None:
    """The last day of a row; one that was closed before days were kept has been closed always."""
    day: date | None = row["last_day"]
    return date.min if day is None and not row["active"] else day


def _site(row: RowMapping) -> Site:
    return Site(row["id"], row["name"], row["zone"], row["profile"], row["version"], row["facility"], _last_day(row))
