"""The only place that looks whether a database holds together."""

from sqlalchemy import Connection, func, select, text

from helpdesk_desktop.storage.schema import counter, ticket, ticket_text

# Enough to see what is wrong; a broken disk has millions.
_MOST_LINES = 20


def find_faults(connection: Connection) -> list[str]:
    """What is wrong, one sentence each; an empty list for a sound database."""
    faults = []
    if connection.dialect.name == "sqlite":
        lines = connection.execute(text(f"PRAGMA integrity_check({_MOST_LINES})")).scalars().all()
        faults += [line for line in lines if line != "ok"]
        orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST_LINES)
        faults += [f"{row[0]}: row {row[1]} refers to a missing {row[2]}" for row in orphans]
    highest, count = connection.execute(select(func.max(ticket.c.serial), func.count())).one()
    given = connection.scalar(select(counter.c.n).where(counter.c.name == "ticket"))
    highest = highest or 0
    if given is None:
        faults.append("the counter of serials is missing")
    elif given != highest:
        faults.append(f"the counter of serials stands at {given}, the highest serial is {highest}")
    if count != highest:
        faults.append(f"there are {count} tickets for {highest} serials: some are missing")
    without = connection.scalar(
        select(func.count())
        .select_from(ticket.outerjoin(ticket_text, ticket_text.c.serial == ticket.c.serial))
        .where(ticket_text.c.serial.is_(None))
    )
    if without:
        faults.append(f"{without} tickets have no search text")
    return faults
