"""Guards around every test: no unexpected log record, nothing left running or open."""

import gc
import logging
import re
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from typing_extensions import override


class LogGuard(logging.Handler):
    """Collects records of WARNING and above; a test names those it means to cause."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[re.Pattern[str]] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def expect(self, pattern: str) -> None:
        """Records whose text the pattern finds are allowed, and one must come."""
        self._expected.append(re.compile(pattern))

    def problems(self) -> list[str]:
        texts = [f"{record.name}: {record.getMessage()}" for record in self._records]
        unexpected = [
            text for text in texts if not any(pattern.search(text) for pattern in self._expected)
        ]
        missing = [
            f"no record has the expected “{pattern.pattern}”"
            for pattern in self._expected
            if not any(pattern.search(text) for text in texts)
        ]
        return unexpected + missing


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fails the test on a log record of WARNING or above that it did not expect."""
    guard = LogGuard()
    logging.getLogger().addHandler(guard)
    yield guard
    logging.getLogger().removeHandler(guard)
    problems = guard.problems()
    if problems:
        pytest.fail("unexpected log: " + "; ".join(problems))


def pytest_collection_finish() -> None:
    """Leave aside what was loaded by now: looking for leaks goes through all other objects."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _leak_guard(request: pytest.FixtureRequest) -> Iterator[None]:
    threads = set(threading.enumerate())
    uses_qt = bool({"qtbot", "qapp", "qtmodeltester"} & set(request.fixturenames))
    timers = _active_timers() if uses_qt else {}
    windows = _windows() if uses_qt else {}
    yield
    left = [
        f"thread {thread.name}"
        for thread in threading.enumerate()
        if thread not in threads and not thread.daemon and thread.is_alive()
    ]
    if uses_qt:
        left += _qt_leaks(timers, windows)
    if left:
        pytest.fail("left behind: " + ", ".join(sorted(left)))


def _qt_leaks(timers: dict[int, Any], windows: dict[int, Any]) -> list[str]:
    from PySide6.QtCore import (  # noqa: PLC0415  # only tests of the window load Qt
        QCoreApplication,
        QEvent,
        QThreadPool,
    )

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    new_windows = {key: one for key, one in _windows().items() if key not in windows}
    new_timers = {key: one for key, one in _active_timers().items() if key not in timers}
    if new_windows or new_timers:
        new_windows.clear()
        new_timers.clear()
        gc.collect()  # 50 ms: only where something may be kept alive by a cycle alone
        new_windows = {key: one for key, one in _windows().items() if key not in windows}
        new_timers = {key: one for key, one in _active_timers().items() if key not in timers}
    left = [f"window {type(one).__name__} {one.objectName()}" for one in new_windows.values()]
    left += [f"timer {one.objectName()} of {one.parent()!r}" for one in new_timers.values()]
    pool = QThreadPool.globalInstance()
    if not pool.waitForDone(1000):
        left.append(f"{pool.activeThreadCount()} task(s) in the pool")
    return left


def _windows() -> dict[int, Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    return {id(one): one for one in widgets.QApplication.topLevelWidgets()}


def _active_timers() -> dict[int, Any]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return {}
    is_valid = sys.modules["shiboken6"].isValid if "shiboken6" in sys.modules else None
    return {
        id(one): one
        for one in gc.get_objects()
        if type(one) is core.QTimer and (is_valid is None or is_valid(one)) and one.isActive()
    }
