"""Runs the migrations on the connection it is handed, or on the one a developer names in INCIDENT_TRACKER_DATABASE."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine

import db.unit  # noqa: F401  # loads every table
from db.base import metadata


def render_item(kind: str, item: Any, _autogen_context: Any) -> str | bool:
    """Migrations use SQLAlchemy's own types, so that they stay true when ours change."""
    if kind == "type" and type(item).__module__ in ("db.types", "db.encrypted_text"):
        return {"UtcDateTime": "sa.DateTime(timezone=True)"}.get(type(item).__name__, f"sa.{item.impl!r}")
    return False


def run(connection: Connection) -> None:
    """Bring the connection's database to the asked revision; the caller owns the transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    with create_engine(os.environ["INCIDENT_TRACKER_DATABASE"]).begin() as own:
        run(own)
