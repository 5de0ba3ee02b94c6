"""The only place that gives serials: from a counter row, inside the transaction that uses them.

Sequences leave gaps on every engine, and gave duplicates on a cluster; the counter row does
neither. Its lock is held until the commit, so it is taken last, after all checks.
"""

from sqlalchemy import Connection, bindparam, text, update

from helpdesk_desktop.storage.schema import counter

_RETURNING = (
    update(counter)
    .where(counter.c.name == "ticket")
    .values(n=counter.c.n + bindparam("how_many"))
    .returning(counter.c.n)
)
# MariaDB has no UPDATE ... RETURNING.
_LAST_INSERT_ID = text("UPDATE counter SET n = LAST_INSERT_ID(n + :how_many) WHERE name = 'ticket'")


def take_serials(connection: Connection, how_many: int = 1) -> int:
    """The first of `how_many` consecutive serials that nobody else gets."""
    values = {"how_many": how_many}
    if connection.dialect.name in {"mysql", "mariadb"}:
        last = connection.execute(_LAST_INSERT_ID, values).lastrowid
    else:
        last = connection.execute(_RETURNING, values).scalar_one()
    return int(last) - how_many + 1
