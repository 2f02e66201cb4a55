"""Open debriefs of earlier versions that someone answers for who had a part in the incident go on to the deputy.

Where the deputy had a part in it too, no one answers for it until the administrator, who is told, names someone.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"

debrief = sa.table("debrief", *map(sa.column, ("id", "status", "manager_id", "deputy_id")))
about = sa.table("debrief_incident", sa.column("record_id"), sa.column("linked_id"))
there = sa.table("incident_person", sa.column("incident_id"), sa.column("person_id"))
owed = sa.table("support_case_person", sa.column("record_id"), sa.column("linked_id"))


def upgrade() -> None:
    manager, deputy = debrief.c.manager_id, debrief.c.deputy_id
    is_open = debrief.c.status.in_(("to_plan", "planned"))
    op.execute(debrief.update().where(is_open, _had_a_part(deputy)).values(deputy_id=None))
    op.execute(debrief.update().where(is_open, _had_a_part(manager)).values(manager_id=deputy, deputy_id=None))


def _had_a_part(who: sa.ColumnElement[object]) -> sa.ColumnElement[bool]:
    mine = about.c.record_id == debrief.c.id
    was_there = sa.exists().where(mine, there.c.incident_id == about.c.linked_id, there.c.person_id == who)
    is_owed = sa.exists().where(mine, owed.c.record_id == about.c.linked_id, owed.c.linked_id == who)
    return sa.or_(was_there, is_owed)


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
