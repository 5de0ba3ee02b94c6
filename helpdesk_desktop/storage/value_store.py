"""The only place that takes custom values over from one contact, or company, to another."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, insert, literal, select


def take_values(
    connection: Connection, values: Table, owner: str, survivor_id: int, ids: Sequence[int]
) -> tuple[int, ...]:
    """Fill the fields that the survivor has nothing in, each from the first who has; their ids."""
    columns = [column for column in values.c if column.name != owner]
    taken: list[int] = []
    for number in ids:
        # Read before it is written: MariaDB reads no table that the statement writes.
        known = connection.scalars(
            select(values.c.field_id).where(values.c[owner] == survivor_id).distinct()
        ).all()
        field_ids = connection.scalars(
            select(values.c.field_id)
            .where(values.c[owner] == number, values.c.field_id.not_in(known))
            .distinct()
        ).all()
        if field_ids:
            found = select(literal(survivor_id), *columns).where(
                values.c[owner] == number, values.c.field_id.in_(field_ids)
            )
            names = [owner, *(column.name for column in columns)]
            connection.execute(insert(values).from_select(names, found))
            taken += field_ids
    return tuple(taken)
