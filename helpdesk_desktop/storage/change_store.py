"""The only place that reads what other windows wrote: the rows of the change table, each once.

`seq > last` loses rows. A transaction takes its number when it writes and shows it when it
commits, so number 7 may appear after number 8 was read. Hence every reading begins again at the
head of a minute before the last one, and drops what is known. The minute is our own clock's
distance between two readings: the instants in the table come from other people's clocks.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from helpdesk_desktop.domain.changes import ChangeKind, Changes
from helpdesk_desktop.storage.schema import change

# Longer than any transaction of this program: a statement ends after 20 s, and the server ends
# what idles inside a transaction after 60 s.
OVERLAP_S = 60.0
# Before the first reading there is no head of a minute ago. 500 agents write 28 changes a second
# at most (reliability, load), 1,700 a minute; three times that.
_FIRST_OVERLAP = 5_000
# Above it the window reads everything again, which costs no more.
_MOST_ROWS = 5_000

_GREATEST = func.max(change.c.seq)


@dataclass
class ChangeCursor:
    """How far the change table was read; one for each reader."""

    head: int
    read_at_s: float
    known: set[int]
    # (when, the greatest number seen then), oldest first; the first one is where readings begin.
    marks: deque[tuple[float, int]] = field(default_factory=deque)


def begin_reading(connection: Connection, now_s: float) -> ChangeCursor:
    """A cursor that tells what appears from now on; `now_s` is of a clock that never jumps."""
    head = connection.execute(select(_GREATEST)).scalar() or 0
    floor = max(head - _FIRST_OVERLAP, 0)
    known = set(connection.execute(select(change.c.seq).where(change.c.seq > floor)).scalars())
    head = max(known, default=head)
    return ChangeCursor(head, now_s, known, deque([(float("-inf"), floor), (now_s, head)]))


def read_changes(connection: Connection, cursor: ChangeCursor, now_s: float) -> Changes:
    """What appeared since the last reading; the cursor goes on only when all of it was read."""
    floor = _floor(cursor)
    count = select(func.count()).where(change.c.seq > floor).scalar_subquery()
    greatest, standing = connection.execute(select(_GREATEST, count)).one()
    known = {seq for seq in cursor.known if seq > floor}
    head = greatest or 0
    if head < cursor.head:
        # Another table: a backup was put back. What it holds cannot be told from what was read.
        fresh = begin_reading(connection, now_s)
        cursor.head, cursor.known, cursor.marks = fresh.head, fresh.known, fresh.marks
        cursor.read_at_s = now_s
        return Changes(is_everything=True)
    told = Changes()
    if standing != len(known) or head != cursor.head:
        told, seen = _read_rows(connection, floor, known, standing)
        known |= seen
        head = max(known, default=head)
    cursor.known = known
    if head != cursor.head:
        cursor.marks.append((now_s, head))
    cursor.head, cursor.read_at_s = head, now_s
    return told


def _floor(cursor: ChangeCursor) -> int:
    # What commits after the last reading took its number after the head of a minute before that
    # reading: counted back from the last reading, not from now, for the server may have been away.
    horizon = cursor.read_at_s - OVERLAP_S
    while len(cursor.marks) > 1 and cursor.marks[1][0] <= horizon:
        cursor.marks.popleft()
    return cursor.marks[0][1]


def _read_rows(
    connection: Connection, floor: int, known: set[int], standing: int
) -> tuple[Changes, set[int]]:
    if standing - len(known) > _MOST_ROWS:
        seqs = connection.execute(select(change.c.seq).where(change.c.seq > floor)).scalars()
        return Changes(is_everything=True), set(seqs)
    rows = connection.execute(
        select(change.c.seq, change.c.kind, change.c.row_id, change.c.version)
        .where(change.c.seq > floor)
        .order_by(change.c.seq)
    ).all()
    new = [row for row in rows if row.seq not in known]
    return _told((row.kind, row.row_id, row.version) for row in new), {row.seq for row in new}


def _told(rows: Iterable[tuple[str, int, int | None]]) -> Changes:
    tickets: set[int] = set()
    contacts: set[int] = set()
    companies: set[int] = set()
    kinds: set[ChangeKind] = set()
    is_everything = False
    for name, row_id, version in rows:
        try:
            kind = ChangeKind(name)
        except ValueError:
            is_everything = True  # a newer program knows kinds that this one does not
            continue
        kinds.add(kind)
        if kind is ChangeKind.TICKET:
            # Without a version it stands for a whole batch of an import.
            is_everything = is_everything or version is None
            tickets.add(row_id)
        elif kind is ChangeKind.CONTACT:
            contacts.add(row_id)
        elif kind is ChangeKind.COMPANY:
            companies.add(row_id)
    return Changes(
        frozenset(tickets),
        frozenset(contacts),
        frozenset(kinds),
        is_everything,
        frozenset(companies),
    )
