"""Who answers for a debrief from outside the clinic; "either is fine" is told apart from not having been asked."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"


def upgrade() -> None:
    op.add_column("debrief", sa.Column("manager_outside", sa.String(200), nullable=True))
    op.add_column("participant", sa.Column("talk_form", sa.String(40), nullable=True))
    participant = sa.table("participant", sa.column("talk_form", sa.String), sa.column("wants_group", sa.Boolean))
    for wanted, form in ((sa.true(), "together"), (sa.false(), "alone")):
        op.execute(participant.update().where(participant.c.wants_group == wanted).values(talk_form=form))
    # A group needs consent, and an empty answer may mean that no one asked: it stays empty, and they are asked again.
    op.drop_column("participant", "wants_group")


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
