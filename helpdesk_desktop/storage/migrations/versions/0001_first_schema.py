"""Every table of the first release, and the rows without which no desk can begin.

The statements stand beside this file, one file for each engine. `app_meta` is not among them: it
is there before any migration, which notes its state in it.
"""

import re
from pathlib import Path

from alembic import op
from sqlalchemy import column, table

from helpdesk_desktop.storage import search_index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_AGENT_RIGHTS = "create edit"
_SUPERVISOR_RIGHTS = (
    "bulk-edit create delete edit export merge see-all-filters share-to-all share-to-group"
)
_ADMINISTRATOR_RIGHTS = (
    "bulk-edit create delete edit export manage-fields manage-people manage-roles merge "
    "see-all-filters share-to-all share-to-group"
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in _statements():
        connection.exec_driver_sql(statement)
    # Holds nothing of its own and may be made anew at any time, so today's way is always right.
    search_index.create(connection)
    _seed()


def downgrade() -> None:
    connection = op.get_bind()
    search_index.drop(connection)
    for statement in reversed(_statements()):
        made = re.match(r"CREATE TABLE (\S+) ", statement)
        if made is not None:
            connection.exec_driver_sql(f"DROP TABLE {made[1]}")


def _statements() -> list[str]:
    file = Path(__file__).with_name(f"0001_first_schema.{op.get_bind().dialect.name}.sql")
    parts = file.read_text(encoding="utf-8").split(";\n")
    return [part.strip() for part in parts if part.strip()]


def _seed() -> None:
    counter = table("counter", column("name"), column("n"))
    op.bulk_insert(counter, [{"name": "ticket", "n": 0}])
    # Ids by hand: a cluster of MariaDB servers counts in steps.
    role_columns = (
        "id",
        "key",
        "name",
        "kind",
        "tickets",
        "contacts",
        "phones_masked",
        "rights",
        "version",
    )
    role_rows = (
        (1, "administrator", "Administrator", 0, 0, 0, 0, _ADMINISTRATOR_RIGHTS, 1),
        (2, "supervisor", "Supervisor", 1, 0, 0, 0, _SUPERVISOR_RIGHTS, 1),
        # Sees own, unassigned and the groups' tickets.
        (3, "agent", "Agent", 2, 1, 0, 0, _AGENT_RIGHTS, 1),
    )
    type_columns = ("id", "key", "name", "position", "is_retired", "version")
    type_rows = (
        (1, "question", "Question", 1, 0, 1),
        (2, "problem", "Problem", 2, 0, 1),
        (3, "random", "Random", 3, 0, 1),
        (4, "mission", "Mission", 4, 0, 1),
    )
    for name, columns, rows in (
        ("role", role_columns, role_rows),
        ("ticket_type", type_columns, type_rows),
    ):
        seeded = table(name, *map(column, columns))
        op.bulk_insert(seeded, [dict(zip(columns, row, strict=True)) for row in rows])
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {len(rows)})")
