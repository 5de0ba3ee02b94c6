"""The only place that knows how far work on backups is, and what came of it."""

from collections.abc import Callable
from enum import Enum, auto
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.backups import Backup, BackupManifest, Restored
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, HelpdeskError
from helpdesk_desktop.services.contracts import Backups, Desk
from helpdesk_desktop.ui.import_wizard.long_work import LongWork
from helpdesk_desktop.ui.tasks import TaskRunner

BackupsDoor = Callable[[], Backups | None]


class Whole(Enum):
    """Whether a backup was read from its first to its last byte, and how that went."""

    UNKNOWN = auto()
    READING = auto()
    YES = auto()


class BackupSession(QObject):
    """The backups of one database.

    `listed` says that the list is another one, `read` carries a path and what a look at its content
    found. `changed` says that work begins, goes on or ends; `made`, `checked` and `restored` carry
    what came of it, `failed` the error, `stopped` that it was called off.
    """

    listed = Signal()
    read = Signal(str, object)
    changed = Signal()
    made = Signal(object)
    checked = Signal(object)
    restored = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, runner: TaskRunner, door: BackupsDoor, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._door = door
        self._unread: list[Backup] = []
        self._known: set[str] = set()
        self._reading: Cancellation | None = None
        self.backups: tuple[Backup, ...] = ()
        self.place = ""
        self.folder = ""
        self.zone = ZoneInfo("UTC")
        self.running = LongWork(runner, self)
        self.running.changed.connect(self.changed)

    def load(self) -> None:
        """List what there is, and read it from the newest on."""

        def work(_: Cancellation) -> tuple[str, str, ZoneInfo, tuple[Backup, ...]]:
            backups = self._backups()
            return backups.place, backups.folder, backups.zone, backups.listed()

        self._runner.run(work, self._on_listed, failed=self.failed.emit, owner=self)

    def make(self) -> None:
        """Make a backup now."""
        self._start(
            lambda cancel, tell: self._backups().make(cancel, tell),
            self._on_made,
        )

    def check(self) -> None:
        """Look whether the database is sound."""
        self._start(lambda cancel, _: self._backups().check(cancel), self.checked.emit)

    def restore(self, path: str, desk: Desk | None) -> None:
        """Put a backup in the database's place, once the desk that has it open is closed."""

        def work(cancel: Cancellation, tell: Callable[[object], object]) -> Restored:
            if desk is not None:
                desk.close()
            return self._backups().restore(path, cancel, tell)

        self._start(work, self.restored.emit)

    def rest(self) -> None:
        """Read no further: nobody looks. What was not read is read when the list comes anew."""
        self._unread = []
        if self._reading is not None:
            self._reading.request()
            self._reading = None

    def stop(self) -> None:
        """Call off what runs: the program ends, or another database comes."""
        self.rest()
        self.running.drop()

    def _backups(self) -> Backups:
        backups = self._door()
        if backups is None:
            raise Cancelled("cancelled")  # the database is none of this computer any more
        return backups

    def _start(
        self,
        work: Callable[[Cancellation, Callable[[object], object]], object],
        then: Callable[[object], object],
    ) -> None:
        if self.running.is_running:
            return

        def land(answer: object) -> None:
            if answer is None:
                self.stopped.emit()
            else:
                then(answer)

        self.running.start(work, land, self.failed.emit)

    def _on_made(self, made: object) -> None:
        self.load()
        self.made.emit(made)

    def _on_listed(self, found: tuple[str, str, ZoneInfo, tuple[Backup, ...]]) -> None:
        self.place, self.folder, self.zone, self.backups = found
        self._unread = [one for one in self.backups if one.path not in self._known]
        self.listed.emit()
        self._read_next()

    def _read_next(self) -> None:
        if not self._unread or self._reading is not None:
            return
        path = self._unread.pop(0).path
        self.read.emit(path, Whole.READING)

        def work(cancel: Cancellation) -> BackupManifest | HelpdeskError:
            try:
                return self._backups().verify(path, cancel)
            except Cancelled:
                raise
            except HelpdeskError as error:
                return error

        def land(found: BackupManifest | HelpdeskError) -> None:
            self._reading = None
            self._known.add(path)
            self.read.emit(path, found if isinstance(found, HelpdeskError) else Whole.YES)
            self._read_next()

        self._reading = self._runner.run(work, land, owner=self)
