"""Denominators, reminders, retention."""

revision: str = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
