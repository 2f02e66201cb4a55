"""Tables and repository for user accounts and the sites they reach."""

from collections import defaultdict
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, Row, Select, String, Table, Uuid, delete, insert, select

from db.base import Repository, id_column, metadata, version_column
from db.types import Coded
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User, name_key
from incident_tracker.domain.errors import NotFound

user_table = Table(
    "user_account",  # "user" is a reserved word in PostgreSQL
    metadata,
    id_column(),
    Column("name", String(120), nullable=False),
    Column("name_key", String(120), nullable=False, unique=True),
    Column("role", Coded(Role), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id")),
    Column("active", Boolean, nullable=False),
    version_column(),
)
user_site_table = Table(
    "user_site",
    metadata,
    Column("user_id", Uuid, ForeignKey("user_account.id"), primary_key=True),
    Column("site_id", Uuid, ForeignKey("site.id"), primary_key=True),
)


class SqlUsers(Repository):
    """User accounts."""

    kind = "user"
    table = user_table
    _read: tuple[User, ...] | None = None  # asked for by each rule that looks for who leads: read once in a transaction

    def add(self, user: User) -> None:
        """Keep a new account with the sites that it reaches."""
        self._read = None
        self._insert(_values(user) | {"id": user.id, "version": user.version})
        self._set_sites(user)

    def save(self, user: User) -> User:
        """Save account and sites over the version that it has; returns the account with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        self._read = None
        version = self._update(user.id, user.version, _values(user))
        self._connection.execute(delete(user_site_table).where(user_site_table.c.user_id == user.id))
        self._set_sites(user)
        return replace(user, version=version)

    def get(self, id: UUID) -> User:
        """The account with this id. Errors: NotFound."""
        found = self._users(select(user_table).where(user_table.c.id == id))
        if not found:
            raise NotFound(self.kind)
        return found[0]

    def find(self, name: str) -> User | None:
        """The account of this name, whatever its case, or None."""
        found = self._users(select(user_table).where(user_table.c.name_key == name_key(name)))
        return found[0] if found else None

    def all(self) -> tuple[User, ...]:
        """Every account, closed ones too, by name."""
        if self._read is None:
            self._read = self._users(select(user_table).order_by(user_table.c.name))
        return self._read

    def _set_sites(self, user: User) -> None:
        if user.sites:
            rows = [{"user_id": user.id, "site_id": site_id} for site_id in user.sites]
            self._connection.execute(insert(user_site_table), rows)

    def _users(self, query: Select[Any]) -> tuple[User, ...]:
        rows = self._connection.execute(query).all()
        sites: dict[UUID, set[UUID]] = defaultdict(set)
        for link in self._connection.execute(
            select(user_site_table).where(user_site_table.c.user_id.in_([row.id for row in rows]))
        ):
            sites[link.user_id].add(link.site_id)
        return tuple(_user(row, frozenset(sites[row.id])) for row in rows)


def _values(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "name_key": name_key(user.name),
        "role": user.role,
        "person_id": user.person_id,
        "active": user.active,
    }


def _user(row: Row[Any], sites: frozenset[UUID]) -> User:
    return User(row.id, row.name, row.role, row.person_id, sites, row.active, row.version)
