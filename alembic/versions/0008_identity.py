"""Who someone is gets a table of its own; that, drafts and earlier versions are encrypted under the second key."""

import json

import sqlalchemy as sa
from alembic import op

from db.encrypted_text import as_stored

revision: str = "0008"
down_revision: str | None = "0007"
AT_ONCE = 500


def upgrade() -> None:
    op.create_table(
        "incident_identity",
        sa.Column("incident_id", sa.Uuid(), sa.ForeignKey("incident.id"), primary_key=True),
        sa.Column("local_code", sa.Text(), nullable=False),
    )
    op.create_table(
        "second_key",
        sa.Column("id", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("mark", sa.Text(), nullable=False),
    )
    connection = op.get_bind()
    _move_codes(connection)
    _encrypt(connection, "draft", ("id",), ("body",))
    _encrypt(connection, "incident_revision", ("incident_id", "version", "field"), ("before", "after"))


def _move_codes(connection: sa.Connection) -> None:
    account = sa.table("incident_account", sa.column("incident_id", sa.Uuid()), sa.column("details", sa.Text()))
    identity = sa.table("incident_identity", sa.column("incident_id", sa.Uuid()), sa.column("local_code", sa.Text()))
    for row in connection.execute(sa.select(account).where(account.c.details.contains('"local_code"'))).all():
        details = json.loads(row.details)
        person = details.get("person_of_concern", {})
        code = person.pop("local_code", "")
        if not code:
            continue
        if not person:
            del details["person_of_concern"]
        text = json.dumps(details, separators=(",", ":"))
        connection.execute(sa.update(account).where(account.c.incident_id == row.incident_id).values(details=text))
        stored = as_stored(connection.dialect, "incident_identity.local_code", code)
        connection.execute(sa.insert(identity).values(incident_id=row.incident_id, local_code=stored))


def _encrypt(connection: sa.Connection, name: str, key: tuple[str, ...], texts: tuple[str, ...]) -> None:
    kinds = {"id": sa.Uuid(), "incident_id": sa.Uuid(), "version": sa.Integer()}
    table = sa.table(name, *(sa.column(one, kinds.get(one, sa.Text())) for one in (*key, *texts)))
    mine = sa.and_(*(table.c[one] == sa.bindparam(f"of_{one}") for one in key))
    change = sa.update(table).where(mine).values({one: sa.bindparam(f"new_{one}") for one in texts})
    first = table.c[key[0]]
    ids = connection.execute(sa.select(first).distinct()).scalars().all()
    for start in range(0, len(ids), AT_ONCE):
        some = sa.select(table).where(first.in_(ids[start : start + AT_ONCE]))
        rows = [
            {f"of_{one}": row[one] for one in key}
            | {f"new_{one}": as_stored(connection.dialect, f"{name}.{one}", row[one]) for one in texts}
            for row in connection.execute(some).mappings().all()
        ]
        connection.execute(change, rows)


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
