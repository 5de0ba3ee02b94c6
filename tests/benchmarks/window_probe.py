"""A process of its own that shows one list and prints what it cost, as JSON.

`python -m tests.benchmarks.window_probe ours|query|table FILE TICKETS`. A reference opens the file
through Qt's own SQLite library, which must not share a process with Python's (closing one drops
the other's locks): hence one process a sample.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtSql import QSqlDatabase, QSqlQueryModel, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

_SIZE = (1200, 800)
_JUMPS = 30
_REPAINTS = 15
_WIDE = """
SELECT t.serial, t.subject, t.status, y.name, t.priority, c.name, a.name, t.last_call_at,
       t.updated_at
FROM ticket t
LEFT JOIN ticket_type y ON y.id = t.type_id
LEFT JOIN contact c ON c.id = t.contact_id
LEFT JOIN agent a ON a.id = t.assignee_id
WHERE t.hidden = 0
ORDER BY t.updated_at DESC, t.serial DESC
"""


def _rss_kib() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def _wait(is_there: Callable[[], bool]) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(lambda: loop.quit() if is_there() else None)
    timer.start()
    loop.exec()


def _ms(since: float) -> float:
    return (time.perf_counter() - since) * 1_000


def _repaint_ms(view: QTableView) -> float:
    samples = []
    for _ in range(_REPAINTS):
        since = time.perf_counter()
        view.viewport().repaint()
        samples.append(_ms(since))
    return statistics.median(samples)


def _expose(widget: QWidget) -> None:
    # What is not exposed paints nothing, however often it is asked to.
    widget.show()
    _wait(lambda: widget.windowHandle().isExposed())


def _ours(path: str, tickets: int) -> dict[str, float]:
    from helpdesk_desktop.bootstrap import DeskRequest, open_desk  # noqa: PLC0415  # not Qt's SQLite
    from helpdesk_desktop.domain.cancellation import Cancellation  # noqa: PLC0415  # as below
    from helpdesk_desktop.domain.filters import FilterSpec  # noqa: PLC0415  # as above
    from helpdesk_desktop.ui.list.ticket_columns import Names  # noqa: PLC0415  # as above
    from helpdesk_desktop.ui.list.ticket_list import TicketList  # noqa: PLC0415  # as above
    from helpdesk_desktop.ui.tasks import TaskRunner  # noqa: PLC0415  # as above

    desk = open_desk(DeskRequest(database=path))
    runner = TaskRunner()
    made: list[Names] = []

    # As the program does, which opens the database with the runner that asks for the list.
    def prepare(_cancel: Cancellation) -> Names:
        directory = desk.directory()
        desk.tickets.prepare()
        return Names(directory, desk.clock.now(), desk.clock.zone)

    runner.run(prepare, made.append)
    _wait(lambda: bool(made))
    names = made[0]
    shown = TicketList(runner)
    shown.resize(*_SIZE)
    _expose(shown)
    before = _rss_kib()
    # Waited for by signal: a loop that asks again and again would hold Python's lock, and with it
    # the worker that reads.
    there = QEventLoop()
    shown.model.modelReset.connect(there.quit)
    since = time.perf_counter()
    shown.model.set_desk(desk, names)
    shown.show_spec(FilterSpec())
    there.exec()
    assert shown.model.rowCount() > 0
    view = shown.view
    view.viewport().repaint()
    first = _ms(since)
    _wait(lambda: shown.model.has_all_serials and not runner.is_busy)
    assert shown.model.rowCount() == tickets
    repaint = _repaint_ms(view)
    bar = view.verticalScrollBar()
    since = time.perf_counter()
    bar.setValue(bar.maximum())
    view.viewport().repaint()
    _wait(lambda: shown.model.row_at(tickets - 1) is not None)
    view.viewport().repaint()
    end = _ms(since)
    chance = random.Random(7)  # noqa: S311  # jumps, no secrets
    for _ in range(_JUMPS):
        bar.setValue(chance.randint(0, bar.maximum()))
        view.viewport().repaint()
        _wait(lambda: not runner.is_busy)
        view.viewport().repaint()
    memory = _rss_kib() - before
    runner.close()
    desk.close()
    return {"first": first, "end": end, "memory": memory, "repaint": repaint}


def _query(path: str, tickets: int) -> dict[str, float]:
    _open_with_qt(path)
    view = QTableView()
    view.resize(*_SIZE)
    _expose(view)
    before = _rss_kib()
    since = time.perf_counter()
    model = QSqlQueryModel()
    model.setQuery(_WIDE)
    view.setModel(model)
    view.viewport().repaint()
    first = _ms(since)
    repaint = _repaint_ms(view)
    since = time.perf_counter()
    while model.canFetchMore():
        model.fetchMore()
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.viewport().repaint()
    end = _ms(since)
    assert model.rowCount() == tickets
    return {"first": first, "end": end, "memory": _rss_kib() - before, "repaint": repaint}


def _table(path: str, _tickets: int) -> dict[str, float]:
    database = _open_with_qt(path)
    view = QTableView()
    view.resize(*_SIZE)
    _expose(view)
    since = time.perf_counter()
    model = QSqlTableModel(None, database)
    model.setTable("ticket")
    model.select()
    while model.canFetchMore():
        model.fetchMore()
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.sort(model.fieldIndex("updated_at"), Qt.SortOrder.DescendingOrder)
    view.setModel(proxy)
    view.viewport().repaint()
    return {"first": _ms(since)}


def _open_with_qt(path: str) -> QSqlDatabase:
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setConnectOptions("QSQLITE_OPEN_READONLY")
    database.setDatabaseName(path)
    assert database.open(), database.lastError().text()
    return database


def main() -> None:
    """Show one list and say what it cost."""
    kind, path, tickets = sys.argv[1], sys.argv[2], int(sys.argv[3])
    app = QApplication(["probe"])
    if kind == "ours":
        from helpdesk_desktop.ui.theme import apply_theme  # noqa: PLC0415  # as above

        apply_theme(app, "light")
    probes = {"ours": _ours, "query": _query, "table": _table}
    sys.stdout.write(json.dumps(probes[kind](path, tickets)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
