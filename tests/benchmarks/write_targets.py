"""Target 16: what making a ticket costs, against the same statements by the standard library."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event

from helpdesk_desktop.bootstrap import DeskRequest, OpenDesk, open_desk
from helpdesk_desktop.domain.ticket import NewTicket
from tests.benchmarks.ground import NOW, Ground
from tests.benchmarks.measuring import Outcome, against, target

# One create takes about a millisecond: so many a sample, or the clock's own noise would be told.
_CREATES = 20
_BOUND = 3.0

Statement = tuple[str, Any, bool]


@target(16, "create ticket")
def create_ticket(ground: Ground) -> Iterator[Outcome]:
    """The service's create in WAL mode against its own statements, bound and cached, by sqlite3."""
    with _copied(ground) as path:
        request = DeskRequest(
            database=str(path), as_login="bench", time_zone="Asia/Ho_Chi_Minh", now=NOW
        )
        desk = open_desk(request)
        try:
            yield from _outcomes(desk, path)
        finally:
            desk.close()


def _outcomes(desk: OpenDesk, path: Path) -> Iterator[Outcome]:
    agents = [agent.id for agent in desk.directory().agents[:3]]
    filled = {
        "description": "The parcel never came. " * 40,
        "assignee_id": agents[0],
        "cc_ids": tuple(agents[1:]),
        "due_at": NOW,
        "first_note": "Called the depot, they look for it.",
    }
    with closing(_raw(path)) as raw:
        for name, values in (("subject alone", {}), ("every field", filled)):

            def ours(values: dict[str, Any] = values) -> None:
                for _ in range(_CREATES):
                    _create(desk, uuid4(), values)

            replay = _recorded(desk, raw, values)

            def reference(replay: Callable[[], None] = replay) -> None:
                for _ in range(_CREATES):
                    replay()

            note = f"{_CREATES} creates a sample, each its own transaction"
            yield against(name, ours, reference, bound=_BOUND, note=note)


def _create(desk: OpenDesk, uid: UUID, values: dict[str, Any]) -> int:
    return desk.tickets.create(NewTicket(uid=uid, subject="Parcel lost again", **values)).serial


def _recorded(
    desk: OpenDesk, raw: sqlite3.Connection, values: dict[str, Any]
) -> Callable[[], None]:
    """One create as it was sent, to be sent again under new serials and uids."""
    statements: list[Statement] = []
    _create(desk, uuid4(), values)  # what is compiled and cached once is no cost of a create

    def keep(_c: Any, _cursor: Any, text: str, bound: Any, _context: Any, is_many: Any) -> None:
        statements.append((text, bound, bool(is_many)))

    engine = desk.session.database._writes
    event.listen(engine, "before_cursor_execute", keep)
    uid = uuid4()
    serial = _create(desk, uid, values)
    event.remove(engine, "before_cursor_execute", keep)
    others = _uids(statements) - {uid.hex}

    def replay() -> None:
        now: dict[Any, Any] = {old: uuid4().hex for old in (uid.hex, *others)}
        for text, bound, is_many in statements:
            if is_many:
                raw.executemany(text, [_renewed(each, now) for each in bound])
                continue
            found = raw.execute(text, _renewed(bound, now)).fetchall()
            if serial not in now and text.startswith("UPDATE counter"):
                now[serial] = found[0][0]
        raw.execute("COMMIT")

    return replay


def _uids(statements: list[Statement]) -> set[Any]:
    rows = [row for _, bound, is_many in statements for row in (bound if is_many else (bound,))]
    return {value for row in rows for value in row if isinstance(value, str) and _is_uid(value)}


def _is_uid(value: str) -> bool:
    return len(value) == 32 and set(value) <= set("0123456789abcdef")


def _renewed(bound: Any, now: dict[Any, Any]) -> tuple[Any, ...]:
    return tuple(now.get(value, value) for value in bound)


@contextmanager
def _copied(ground: Ground) -> Iterator[Path]:
    # What is measured on is read by every other target: only a copy is written.
    path = ground.folder / "write.db"
    _remove(path)
    with (
        closing(sqlite3.connect(f"{ground.path.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
    path.chmod(0o600)
    try:
        yield path
    finally:
        _remove(path)


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    for pragma in (  # as the program has them
        "synchronous = NORMAL",
        "temp_store = MEMORY",
        "mmap_size = 0",
        "cache_size = -16384",
        "foreign_keys = ON",
        "journal_mode = WAL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection
