"""Offers, debriefs, protected time, follow-ups."""

revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("the way back is to restore the backup made before the upgrade")
