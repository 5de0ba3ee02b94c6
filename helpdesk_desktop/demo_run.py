"""The only place that runs the main job by itself where there is no screen, and reports on it.

It is the program, not a copy of it: the real window, dialog, database and files, driven through
their own signals. Each step waits for what it must bring about; one that does not come is named
and ends the run with 1.
"""

import sys
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from helpdesk_desktop.app import Desktop, make_application
from helpdesk_desktop.domain.filtering.filter_sentence import describe
from helpdesk_desktop.domain.filtering.filter_text import parse
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.records import DEFAULT_COLUMNS
from helpdesk_desktop.domain.ticket import Saved, TicketRow
from helpdesk_desktop.missing_parts import INCOMPLETE
from helpdesk_desktop.options import Options, parse_options
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.log_file import start_log
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.theme import apply_theme

# A slow disk or a busy machine; each step takes well under a second on a quiet one.
_STEP_LIMIT_S = 90.0
_TICK_MS = 20
_LARGE = QSize(1600, 860)
_SMALL = QSize(1024, 700)

Condition = Callable[[], bool]
Steps = Generator[tuple[str, Condition], None, None]


class DemoRun(QObject):
    """Drives the window step by step; `code` is the exit code at the end."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        super().__init__()
        self.code = 1
        self._desktop = desktop
        self._window = desktop.window
        self._folder = folder
        self._lines: list[str] = []
        self._saved: Saved | None = None
        self._steps = self._job()
        self._awaited: tuple[str, Condition] = ("start", lambda: True)
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        desktop.making.ticket_created.connect(self._on_ticket_created)

    def start(self) -> None:
        """Begin; the application's loop ends when the run does."""
        self._window.resize(_LARGE)
        self._window.show()
        self._timer.start()

    @property
    def report(self) -> str:
        """What was done, a line each."""
        return "\n".join(self._lines)

    def _job(self) -> Steps:
        window, tickets = self._window, self._window.tickets
        yield "the database opens", lambda: window.open_desk is not None
        yield "the first rows are there", lambda: tickets.model.rowCount() > 0
        yield "every row is counted", self._is_counted
        self._say(f"{tickets.model.matching:,} tickets listed")
        tickets.view.select_row(0)
        yield "the first ticket is shown", lambda: window.detail.detail is not None
        yield "quick filters are counted", self._has_counts
        yield from self._picture("main", _LARGE)

        window.quick_filters.choose("unprocessed")
        yield "the quick filter is on", self._is_counted
        self._say(f"{tickets.model.matching:,} of them unprocessed (quick filter)")
        opened = window.open_desk
        assert opened is not None  # noqa: S101  # the first step waited for it
        tree = parse("priority:>=normal created:<30d", opened.directory)
        window.filter_bar.show_filter(tree)
        window.filter_bar.filter_changed.emit(tree)
        yield "the filter is on", self._is_counted
        self._say(
            f"{tickets.model.matching:,} match the filter: {describe(tree, opened.directory)}"
        )
        tickets.view.select_row(min(2, tickets.model.rowCount() - 1))
        yield "a ticket is shown", lambda: window.detail.detail is not None
        yield from self._picture("filtered", _LARGE)
        yield from self._picture("small", _SMALL)

        window.new_ticket_wanted.emit()
        yield "the create dialog opens", lambda: self._dialog() is not None
        dialog = self._dialog()
        assert dialog is not None  # noqa: S101  # just waited for
        dialog.submit()
        subject = dialog.form.subject
        yield "a missing subject is refused", lambda: bool(subject.property("fault"))
        self._shoot(dialog, "create-refused")
        subject.setText("Đơn hàng 77121: khách hỏi giờ giao")
        dialog.form.description.setPlainText("Created by the demo run.")
        dialog.submit()
        yield "the ticket is created", lambda: self._saved is not None
        saved = self._saved
        assert saved is not None  # noqa: S101  # just waited for
        self._say(f"created #{saved.serial} through the dialog")
        yield "the new ticket is selected", lambda: tickets.view.current_serial == saved.serial
        yield from self._picture("created", _LARGE)

        rows: list[tuple[TicketRow, ...]] = []
        desk: Desk = opened.desk
        spec = window.question.spec
        self._desktop.runner.run(lambda cancel: desk.tickets.first_page(spec, cancel), rows.append)
        yield "the first page is read", lambda: bool(rows)
        from helpdesk_desktop.services.exports import write_csv  # noqa: PLC0415  # loads what the window itself does not need

        path = self._folder / "first-page.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            count = write_csv(
                ((row, None) for row in rows[0]), DEFAULT_COLUMNS, opened.directory, out
            )
        self._say(f"{count:,} rows written to {path.name}")

    def _is_counted(self) -> bool:
        model = self._window.tickets.model
        is_answered = not self._desktop.runner.is_busy
        return is_answered and model.has_all_serials and model.matching == model.rowCount()

    def _has_counts(self) -> bool:
        return all(count is not None for count in self._window.quick_filters.counts.values())

    def _dialog(self) -> CreateTicketDialog | None:
        return self._window.findChild(CreateTicketDialog)

    def _picture(self, name: str, size: QSize) -> Steps:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  # made by main()
        self._window.resize(size)
        for theme in ("light", "dark"):
            apply_theme(app, theme)
            yield f"{name} is painted ({theme})", _settled(0.3)
            self._shoot(self._window, f"{name}-{theme}")
        apply_theme(app, "light")

    def _shoot(self, widget: QWidget, name: str) -> None:
        path = self._folder / f"{name}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"{path} cannot be written")
        self._say(f"screenshot {path.name}")

    def _say(self, line: str) -> None:
        self._lines.append(line)

    def _on_ticket_created(self, saved: Saved) -> None:
        self._saved = saved

    def _on_tick(self) -> None:
        name, condition = self._awaited
        if not condition():
            if time.monotonic() - self._since > _STEP_LIMIT_S:
                self._end(f"did not happen: {name}")
            return
        try:
            self._awaited = next(self._steps)
        except StopIteration:
            self.code = 0
            self._end("")
        else:
            self._since = time.monotonic()

    def _end(self, fault: str) -> None:
        self._timer.stop()
        if fault:
            self._say(fault)
        self._window.close()
        app = QApplication.instance()
        assert app is not None  # noqa: S101  # made by main()
        app.quit()


def _settled(seconds: float) -> Condition:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() > until


def _made(wanted: str, *, keeps_database: bool) -> Path:
    folder = Path(wanted).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # A fresh one each time: the report speaks of this run alone.
    for old in () if keeps_database else tuple(folder.glob("demo.db*")):
        old.unlink()
    # Qt says what its offscreen platform cannot do; that belongs in a log, not in the report.
    start_log(folder / "demo.log")
    return folder


def main(words: Sequence[str]) -> int:
    """Run the main job offscreen, print a report, answer the exit code."""
    options: Options = parse_options(words)
    wanted = options.output or "demo-output"
    try:
        folder = _made(wanted, keeps_database=options.database is not None)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        sys.stderr.write(f"The demo cannot write into {wanted}: {reason}. Use --output FOLDER.\n")
        return INCOMPLETE
    if options.database is None:
        options = Options(
            str(folder / "demo.db"),
            options.password_file,
            options.as_login,
            options.time_zone,
            is_demo=True,
        )
    # What the reports and pictures of a demo show depends on nobody's settings.
    app = make_application(["helpdesk-desktop"], Preferences(language="en"))
    apply_theme(app, "light")
    desktop = Desktop(options)
    run = DemoRun(desktop, folder)

    def crash(kind: type[BaseException], error: BaseException, trace: object) -> None:
        sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]  # the hook's own types
        run._end(f"failed: {error}")  # noqa: SLF001  # this module's own class

    sys.excepthook = crash
    desktop.connecting.opener.refused.connect(
        lambda error: run._end(f"failed: {error.message}")  # noqa: SLF001  # as above
    )
    desktop.runner.failed.connect(lambda error: run._say(error.message))  # noqa: SLF001  # as above
    run.start()
    app.exec()
    desktop.close()
    sys.stdout.write(run.report + f"\nfiles are in {folder}\n")
    return run.code
