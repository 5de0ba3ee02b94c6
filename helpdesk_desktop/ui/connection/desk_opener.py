"""The only place in the window that opens a database; it asks nobody, it only says how it went."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, HelpdeskError
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.services.contracts import DatabaseWish, Desk, Setup
from helpdesk_desktop.ui.connection.wishes import SetupDoor
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import Opened
from helpdesk_desktop.ui.tasks import TaskRunner


class Origin(Enum):
    """Where a desk comes from."""

    START = auto()  # the command line, the environment, the settings, the local file
    WISH = auto()
    DEMO = auto()


@dataclass(frozen=True, slots=True)
class Source:
    """How one desk is opened; the same again opens the same desk.

    `address` and `may_create` count for a wish alone; `keeps_password` once it has let us in.
    """

    origin: Origin = Origin.START
    address: str = ""
    may_create: bool = False
    password: str | None = field(default=None, repr=False)
    login: str | None = None
    keeps_password: bool = False

    @property
    def wish(self) -> DatabaseWish | None:
        """The same for a service; None for the start and the demo."""
        if self.origin is not Origin.WISH:
            return None
        return DatabaseWish(self.address, self.password, self.login, self.may_create)

    def as_agent(self, login: str) -> "Source":
        """The same desk, seen by this agent."""
        return replace(self, login=login)

    def with_password(self, password: str, *, is_kept: bool) -> "Source":
        """The same desk, with this password."""
        return replace(self, password=password, keeps_password=is_kept)


class DeskOpener(QObject):
    """Opens one database at a time: the newest wish wins.

    `opened` carries `Opened`, `refused` the error, `nothing_named` that the program was started
    for the first time.
    """

    opened = Signal(object)
    refused = Signal(object)
    nothing_named = Signal()

    def __init__(self, runner: TaskRunner, setup: SetupDoor, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._setup = setup
        self._source = Source()
        self._wanted = Cancellation()

    @property
    def source(self) -> Source:
        """What was tried last."""
        return self._source

    def open(self, source: Source) -> None:
        """Open this; what is still being opened is closed again when it comes."""
        self.stop()
        self._source = source
        wanted = Cancellation()
        self._wanted = wanted
        how = _how(source, wanted)

        def work(_cancel: Cancellation) -> Opened | None:
            desk = how(self._setup())
            if desk is None:
                return None
            try:
                desk.live.begin()  # before the first list is read, so that nothing falls between
                directory = desk.directory()
                # What the first list and the first letter of a search would wait for, 10 ms each.
                desk.tickets.prepare()
                parse("", directory)
                wanted.check()
            except HelpdeskError:
                desk.close()
                raise
            return Opened(desk, directory, Names(directory, desk.clock.now(), desk.clock.zone))

        # In no lane: a desk that opens too late must be closed again, not forgotten.
        self._runner.run(
            work,
            lambda opened: self._on_opened(opened, wanted),
            failed=lambda error: self._on_refused(error, wanted),
            owner=self,
        )

    def retry(self) -> None:
        """Try again what was tried last."""
        self.open(self._source)

    def stop(self) -> None:
        """Wait no longer for what is being opened."""
        self._wanted.request()

    def _on_opened(self, opened: Opened | None, wanted: Cancellation) -> None:
        if wanted.is_requested:
            if opened is not None:
                desk = opened.desk
                self._runner.run(lambda _: desk.close(), lambda _: None)
        elif opened is None:
            self.nothing_named.emit()
        else:
            self.opened.emit(opened)

    def _on_refused(self, error: HelpdeskError, wanted: Cancellation) -> None:
        if not wanted.is_requested and not isinstance(error, Cancelled):
            self.refused.emit(error)


def _how(source: Source, wanted: Cancellation) -> Callable[[Setup], Desk | None]:
    wish = source.wish

    def open_it(setup: Setup) -> Desk | None:
        if source.origin is Origin.DEMO:
            return setup.open_demo(source.login)
        if wish is None:
            desk = setup.start(source.password, source.login)
        else:
            desk = setup.open(wish, wanted)
        if source.keeps_password and source.password is not None and desk is not None:
            setup.keep_password(wish, source.password)
        return desk

    return open_it
