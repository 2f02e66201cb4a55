"""Incidents and all that hangs on them."""

revision: str = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
