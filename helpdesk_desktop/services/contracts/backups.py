"""The door to the backups of one local database, which need no open desk."""

from typing import Protocol
from zoneinfo import ZoneInfo

from helpdesk_desktop.domain.backups import Backup, BackupHeard, BackupManifest, Restored
from helpdesk_desktop.domain.cancellation import Cancellation


class Backups(Protocol):
    """Makes, lists and restores backups of one file. Nothing here needs the database to be sound.

    `heard` is called on the worker.
    """

    @property
    def place(self) -> str:
        """The database's file."""
        ...

    @property
    def folder(self) -> str:
        """Where the backups lie; it is made with the first one."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of who looks."""
        ...

    def listed(self) -> tuple[Backup, ...]:
        """All backups, newest first; their content is not looked at."""
        ...

    def make(self, cancel: Cancellation, heard: BackupHeard | None = None) -> Backup:
        """A backup now, which the program never removes by itself.

        Raises:
            Unavailable: the database cannot be read, or the folder not be written.
            Damaged, ForeignFile: there is nothing sound to back up.
            Cancelled: it was called off; nothing is left of it.
        """
        ...

    def make_if_due(self, cancel: Cancellation) -> Backup | None:
        """The daily backup, where the last one is a day old; None where none is due.

        Of several programs at one file one makes it. Older ones go, as `domain.backups.Keeping`
        says.

        Raises:
            As `make`.
        """
        ...

    def verify(
        self, path: str, cancel: Cancellation, heard: BackupHeard | None = None
    ) -> BackupManifest:
        """Read a backup from its first to its last byte.

        Raises:
            Unavailable, ForeignFile, Damaged, NewerSchema: it cannot be restored.
            Cancelled: it was called off.
        """
        ...

    def restore(
        self, path: str, cancel: Cancellation, heard: BackupHeard | None = None
    ) -> Restored:
        """Put a backup in the place of the database, which nobody may have open; it is kept.

        Raises:
            Unavailable, ForeignFile, Damaged, NewerSchema: nothing was changed.
            Cancelled: it was called off; nothing was changed.
        """
        ...

    def check(self, cancel: Cancellation) -> tuple[str, ...]:
        """What is wrong with the database, one sentence each; empty when it is sound.

        Raises:
            Unavailable, Damaged, ForeignFile, NewerSchema, OlderSchema: as opening it.
            Cancelled: it was called off.
        """
        ...
