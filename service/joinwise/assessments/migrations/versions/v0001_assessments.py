"""Assessments, and the rule files that they were made under."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "rule_packs",
        sa.Column("version", sa.Text(), primary_key=True),
        sa.Column("files", sa.Text(), nullable=False),
    )
    op.create_table(
        "assessments",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recommendation", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Text(), sa.ForeignKey("rule_packs.version"), nullable=False),
        sa.Column("joinwise", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), unique=True),
        sa.Column("outcome", sa.Text()),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
    )
    for column in ("name", "kind", "rules"):
        op.create_index(f"assessments_by_{column}", "assessments", [column, "id"])
    known = sa.text("outcome IS NOT NULL")
    op.create_index(
        "assessments_with_outcome", "assessments", ["id"],
        sqlite_where=known, postgresql_where=known,
    )  # fmt: skip
