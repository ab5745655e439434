"""Whose an assessment is, as its caller calls them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("assessments", sa.Column("owner", sa.Text()))
    known = sa.text("owner IS NOT NULL")
    op.create_index(
        "assessments_by_owner", "assessments", ["owner", "id"],
        sqlite_where=known, postgresql_where=known,
    )  # fmt: skip
