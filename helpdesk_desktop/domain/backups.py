"""The only place for what a backup of a local database says of itself, and which ones are kept."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

FORMAT = 1
Made = TypeVar("Made", bound=Hashable)


class BackupReason(StrEnum):
    """Why a backup was made; the program removes none that somebody asked for."""

    BY_HAND = "by-hand"
    DAILY = "daily"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What is sealed into a backup.

    `size` and `sha256` are those of the database in it, `rows` counts each table's. `faults` were
    wrong in it when it was made, and are no damage.
    """

    made_at: datetime
    reason: BackupReason
    program: str
    schema: int
    size: int
    sha256: str
    rows: tuple[tuple[str, int], ...] = ()
    database: str = ""
    faults: tuple[str, ...] = ()

    @property
    def tickets(self) -> int:
        """How many tickets are in it, deleted ones included."""
        return dict(self.rows).get("ticket", 0)

    def as_json(self) -> dict[str, Any]:
        """The manifest as it stands in the file and in answers of the command line."""
        return {
            "format": FORMAT,
            "made_at": self.made_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "reason": self.reason.value,
            "program": self.program,
            "schema": self.schema,
            "database": self.database,
            "size": self.size,
            "sha256": self.sha256,
            "rows": dict(self.rows),
            "faults": list(self.faults),
        }


def read_manifest_json(found: Mapping[str, Any]) -> BackupManifest:
    """The manifest that `as_json` gave; members of a newer program are passed over.

    Raises:
        ValueError: it is none.
    """
    try:
        made_at = datetime.fromisoformat(found["made_at"])
        if made_at.tzinfo is None:
            raise ValueError("an instant without a zone")
        return BackupManifest(
            made_at=made_at,
            reason=BackupReason(found["reason"]),
            program=str(found["program"]),
            schema=int(found["schema"]),
            size=int(found["size"]),
            sha256=str(found["sha256"]),
            rows=tuple((str(name), int(count)) for name, count in found["rows"].items()),
            database=str(found.get("database", "")),
            faults=tuple(str(fault) for fault in found.get("faults", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Backup:
    """A file among the backups; without a manifest it is none, or is damaged."""

    path: str
    name: str
    size: int
    manifest: BackupManifest | None = None


class BackupStep(StrEnum):
    """What is being done to a backup."""

    COPYING = "copying"
    CHECKING = "checking"
    KEEPING = "keeping"  # the present database, before another takes its place


@dataclass(frozen=True, slots=True)
class BackupProgress:
    """How far a step is; `total` is 0 where that cannot be told."""

    step: BackupStep
    done: int = 0
    total: int = 0


BackupHeard: TypeAlias = Callable[[BackupProgress], object]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has done: from where, to where, and where the file before it is kept.

    `is_older` says that opening migrates it; `kept` is None where there was no file. `is_damaged`
    tells that what is kept is no backup but the damaged file itself, under another name. `faults`
    are wrong in what is there now, and no damage.
    """

    source: str
    place: str
    manifest: BackupManifest | None
    kept: str | None
    is_older: bool = False
    is_damaged: bool = False
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many daily backups stay, and how many of each other kind that the program makes."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 6
    others: int = 5


def by_clock(
    made: Iterable[tuple[Made, datetime]], now: datetime
) -> tuple[list[tuple[Made, datetime]], list[tuple[Made, datetime]]]:
    """Those made until now, and those that say that they were made later.

    A clock was wrong then, or is now. What comes later must not push out what is made today.
    """
    known = list(made)
    return [one for one in known if one[1] <= now], [one for one in known if one[1] > now]


def to_keep(
    made: Iterable[tuple[Made, datetime]], keeping: Keeping, zone: tzinfo = UTC
) -> frozenset[Made]:
    """The newest of each of the last days, weeks and months that have one; always the newest.

    A month in which the program did not run costs none of the months before it.
    """
    newest_first = sorted(made, key=lambda one: one[1], reverse=True)
    kept: set[Made] = {one for one, _ in newest_first[:1]}
    spans: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (keeping.daily, lambda at: at.date()),
        (keeping.weekly, lambda at: at.isocalendar()[:2]),
        (keeping.monthly, lambda at: (at.year, at.month)),
    )
    for most, span_of in spans:
        seen: set[object] = set()
        for one, at in newest_first:
            span = span_of(at.astimezone(zone))
            if span not in seen and len(seen) < most:
                seen.add(span)
                kept.add(one)
    return frozenset(kept)
