"""The only place that prints pages as a worker makes them: a page at a time, and never a wait.

The worker is a few pages ahead and no more. A printer is drawn on by the window's own thread,
which some systems ask for; a page takes it a few milliseconds.
"""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, HelpdeskError
from helpdesk_desktop.ui.printing.page_drawing import draw_page
from helpdesk_desktop.ui.printing.pages import Page
from helpdesk_desktop.ui.printing.sheet import Sheet
from helpdesk_desktop.ui.tasks import TaskRunner

Pages = Iterator[tuple[Page, Sheet]]
MakePages = Callable[[QPageLayout, Cancellation], Pages]

_AHEAD = 4


class PagePrinting(QObject):
    """One print at a time.

    `moved` comes with every page; `printed` carries how many pages there were, `stopped` comes when
    it was called off, `failed` carries the error, None where the printer took nothing.
    """

    moved = Signal()
    printed = Signal(int)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._printer: QPrinter | None = None
        self._painter = QPainter()
        self._stop = Cancellation()
        self._pages: Pages = iter(())
        self._ready: deque[tuple[Page, Sheet]] = deque()
        self._is_last = False
        self._clock = QElapsedTimer()
        self.count = 0
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._draw_next)

    @property
    def is_running(self) -> bool:
        """Whether pages are still to come."""
        return self._printer is not None

    @property
    def elapsed_s(self) -> float:
        """For how long it runs."""
        return self._clock.elapsed() / 1000 if self._clock.isValid() else 0.0

    def start(self, printer: QPrinter, make: MakePages) -> None:
        """Print what `make` gives on a worker."""
        self.cancel()
        self._printer, self._stop = printer, Cancellation()
        self._ready.clear()
        self._is_last = False
        self.count = 0
        self._clock.start()
        layout, stop = printer.pageLayout(), self._stop

        def begin(cancel: Cancellation) -> tuple[Pages, list[tuple[Page, Sheet]]]:
            with cancel.interrupting(stop.request):
                pages = make(layout, stop)
                return pages, list(islice(pages, _AHEAD))

        def land(made: tuple[Pages, list[tuple[Page, Sheet]]]) -> None:
            self._pages = made[0]
            self._take(stop, made[1])

        self._runner.run(begin, land, failed=lambda error: self._fail(stop, error), owner=self)

    def cancel(self) -> None:
        """Print no more; what the printer has is its own."""
        if self._printer is None:
            return
        stop = self._stop
        self._runner.run(lambda _: stop.request(), lambda _: None, owner=self)
        self._end(is_kept=False)
        self.stopped.emit()

    def _read_on(self) -> None:
        pages, stop = self._pages, self._stop

        def work(cancel: Cancellation) -> list[tuple[Page, Sheet]]:
            try:
                with cancel.interrupting(stop.request):
                    return list(islice(pages, _AHEAD))
            except Cancelled:
                return []

        self._runner.run(
            work,
            lambda made: self._take(stop, made),
            failed=lambda error: self._fail(stop, error),
            owner=self,
        )

    def _take(self, stop: Cancellation, made: list[tuple[Page, Sheet]]) -> None:
        if stop is not self._stop or self._printer is None:
            return
        self._is_last = len(made) < _AHEAD
        self._ready.extend(made)
        self._next.start()

    def _draw_next(self) -> None:
        printer = self._printer
        if printer is None:
            return
        if not self._ready:
            if self._is_last:
                count = self.count
                self._end(is_kept=True)
                self.printed.emit(count)
            else:
                self._read_on()
            return
        page, sheet = self._ready.popleft()
        if not self._is_wanted(printer, page):
            self._next.start()
            return
        has_begun = printer.newPage() if self._painter.isActive() else self._painter.begin(printer)
        if not has_begun:
            self._end(is_kept=False)
            self.failed.emit(None)
            return
        draw_page(self._painter, page, sheet, printer.logicalDpiX())
        self.count += 1
        self.moved.emit()
        self._next.start()

    def _is_wanted(self, printer: QPrinter, page: Page) -> bool:
        if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.toPage():
            return True
        if page.number >= printer.toPage():
            # Nothing after it is wanted either.
            self._ready.clear()
            self._is_last = True
        return printer.fromPage() <= page.number <= printer.toPage()

    def _fail(self, stop: Cancellation, error: HelpdeskError) -> None:
        if stop is self._stop and self._printer is not None:
            self._end(is_kept=False)
            self.failed.emit(error)

    def _end(self, *, is_kept: bool) -> None:
        printer, self._printer = self._printer, None
        self._next.stop()
        self._ready.clear()
        self._pages = iter(())
        if self._painter.isActive():
            if not is_kept and printer is not None:
                printer.abort()
            self._painter.end()
