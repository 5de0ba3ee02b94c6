"""A fault of the program is shown once, with a report that stays here, whatever it does."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.crash_log import catch_crashes
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.crash_report import Crash
from helpdesk_desktop.ui.crash.crash_dialog import CrashDialog
from helpdesk_desktop.ui.crash.crash_showing import CrashShowing
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.messages import number_text
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.guards import LogGuard
from tests.screen import click, get, nameless_controls, press

FAULT = Crash("ZeroDivisionError", "f:1", "  File x, in f\nZeroDivisionError: by zero\n")
OTHER = Crash("KeyError", "g:2", "  File y, in g\nKeyError: “***”\n")
LOG = ["2026-11-23 09:50:00,123 INFO 11 helpdesk_desktop: the window starts"]


@pytest.fixture
def window(qtbot: QtBot, runner: TaskRunner) -> Iterator[MainWindow]:
    made = MainWindow(runner)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.stop()


@pytest.fixture
def crashes(runner: TaskRunner, window: MainWindow) -> CrashShowing:
    return CrashShowing(runner, window, lambda: "SQLite", lambda: LOG)


@pytest.fixture(autouse=True)
def _hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def _dialog(qtbot: QtBot, crashes: CrashShowing) -> CrashDialog:
    qtbot.waitUntil(lambda: crashes.dialog is not None)
    assert crashes.dialog is not None
    return crashes.dialog


def _go_on(qtbot: QtBot, crashes: CrashShowing) -> None:
    click(_dialog(qtbot, crashes).go_on)
    qtbot.waitUntil(lambda: crashes.dialog is None)


def test_a_fault_shows_a_report_that_stays_here(
    qtbot: QtBot, crashes: CrashShowing, window: MainWindow
) -> None:
    crashes.tell(FAULT)
    dialog = _dialog(qtbot, crashes)
    assert dialog.isVisible()
    assert dialog.parent() is window
    assert "Nothing is sent anywhere" in get(dialog, QLabel, "crash_sentence").text()
    assert get(dialog, QLabel, "crash_counter").isHidden()
    text = get(dialog, QPlainTextEdit, "crash_report").toPlainText()
    for part in ("Helpdesk Desktop: ", "Qt: ", "Database: SQLite", FAULT.trace.strip(), LOG[0]):
        assert part in text
    assert nameless_controls(dialog) == []
    qtbot.waitUntil(dialog.go_on.hasFocus)
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: crashes.dialog is None)
    assert window.isVisible()


def test_a_storm_from_every_thread_is_one_dialog_with_a_counter(
    qtbot: QtBot,
    runner: TaskRunner,
    crashes: CrashShowing,
    window: MainWindow,
    log_guard: LogGuard,
) -> None:
    catch_crashes(crashes.tell)
    log_guard.expect("uncaught error in the window")
    log_guard.expect("uncaught error on a worker")
    log_guard.expect("1000 times by now")

    # Not in a line of the source, which a report does show.
    said = "of Lan Phạm, password=geheim"

    def fail() -> None:
        raise ZeroDivisionError(said)

    def fail_on_worker(_cancel: Cancellation) -> None:
        raise ZeroDivisionError(said)

    for _ in range(1_000):
        QTimer.singleShot(0, fail)
    for _ in range(20):
        runner.run(fail_on_worker, lambda _: None)
    thread = threading.Thread(target=fail)  # noqa: TID251  # a thread that is nobody's
    thread.start()
    thread.join()
    dialog = _dialog(qtbot, crashes)
    counter = get(dialog, QLabel, "crash_counter")
    qtbot.waitUntil(lambda: f"{number_text(1_021)} times" in counter.text(), timeout=20_000)
    assert "2 different faults" in counter.text()
    assert len(window.findChildren(CrashDialog)) == 1
    text = dialog.report.toPlainText()
    assert "--- ZeroDivisionError (1,001 times) ---" in text
    assert "in fail_on_worker" in text
    assert "geheim" not in text
    assert "Phạm" not in text
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_the_same_fault_again_is_only_mentioned_and_another_is_shown(
    qtbot: QtBot, crashes: CrashShowing, window: MainWindow
) -> None:
    crashes.tell(FAULT)
    _go_on(qtbot, crashes)
    crashes.tell(FAULT)
    qtbot.waitUntil(lambda: "happened again" in window.toast.sentence)
    window.toast.hide()
    crashes.tell(FAULT)  # not every few milliseconds
    crashes.tell(OTHER)
    dialog = _dialog(qtbot, crashes)
    assert not window.toast.isVisible()
    assert "2 different faults by now, 4 times in all." in dialog.counter.text()
    assert "KeyError" in dialog.report.toPlainText()
    _go_on(qtbot, crashes)


def test_a_thousand_different_faults_make_a_report_of_eight(
    qtbot: QtBot, crashes: CrashShowing
) -> None:
    for number in range(1_000):
        crashes.tell(Crash("KeyError", f"f:{number}", f"trace {number}\n"))
    dialog = _dialog(qtbot, crashes)
    qtbot.waitUntil(lambda: f"{number_text(1_000)} different" in dialog.counter.text())
    assert dialog.report.toPlainText().count("--- KeyError ---") == 8


def test_the_report_is_copied_and_saved_and_a_refusal_is_said(
    qtbot: QtBot, runner: TaskRunner, crashes: CrashShowing, tmp_path: Path
) -> None:
    crashes.tell(FAULT)
    dialog = _dialog(qtbot, crashes)
    click(dialog.copy)
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    said = get(dialog, QLabel, "crash_said")
    assert said.text() == "Copied."

    def save(path: Path) -> None:
        click(get(dialog, QPushButton, "save_report"))
        asked = get(dialog, QFileDialog, "save_report_dialog")
        asked.fileSelected.emit(str(path))
        asked.reject()
        qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is None)
        qtbot.waitUntil(lambda: not runner.is_busy)

    save(tmp_path / "report.txt")
    assert said.text() == "Saved."
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert text.rstrip() == dialog.report.toPlainText().rstrip()
    save(tmp_path / "none" / "report.txt")
    assert "cannot be written" in said.text()
    assert said.property("tone") == "danger"


def test_the_program_is_closed_in_its_own_order(
    qtbot: QtBot, crashes: CrashShowing, window: MainWindow
) -> None:
    crashes.tell(FAULT)
    dialog = _dialog(qtbot, crashes)
    with qtbot.waitSignal(window.closing):
        click(dialog.end)
    assert not window.isVisible()


def test_what_killed_the_last_run_is_told_once_and_quietly_where_nothing_did(
    qtbot: QtBot, crashes: CrashShowing
) -> None:
    crashes.tell_of_last_run([], LOG)
    assert crashes.dialog is None
    crashes.tell_of_last_run(["Fatal Python error: Segmentation fault\n\n  File x\n"], LOG)
    dialog = _dialog(qtbot, crashes)
    assert "the last time" in dialog.headline.text()
    assert dialog.end.isHidden()
    assert "--- Segmentation fault ---" in dialog.report.toPlainText()
    assert LOG[0] in dialog.report.toPlainText()
    crashes.tell(FAULT)
    qtbot.waitUntil(lambda: "ZeroDivisionError" in dialog.report.toPlainText())
    _go_on(qtbot, crashes)


def test_a_fault_of_the_report_itself_leaves_the_fault_in_it(
    qtbot: QtBot, runner: TaskRunner, window: MainWindow
) -> None:
    def fail() -> str:
        raise RuntimeError("the desk is gone")

    crashes = CrashShowing(runner, window, fail, lambda: LOG)
    catch_crashes(crashes.tell)
    crashes.tell(FAULT)
    dialog = _dialog(qtbot, crashes)
    assert FAULT.trace.strip() in dialog.report.toPlainText()
    assert dialog.counter.isHidden()
    _go_on(qtbot, crashes)


def test_a_dialog_that_cannot_open_is_tried_once(
    qtbot: QtBot,
    crashes: CrashShowing,
    log_guard: LogGuard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[str] = []

    def fail(*_: object) -> object:
        tries.append("")
        raise RuntimeError("no icons")

    monkeypatch.setattr("helpdesk_desktop.ui.crash.crash_dialog.pixmap", fail)
    log_guard.expect("uncaught error in the window")
    heard: list[Crash] = []

    def tell(crash: Crash) -> None:
        heard.append(crash)
        crashes.tell(crash)

    catch_crashes(tell)
    crashes.tell(FAULT)
    qtbot.waitUntil(lambda: bool(heard))
    crashes.tell(OTHER)
    landed: list[bool] = []
    for _ in range(20):
        QTimer.singleShot(0, lambda: landed.append(True))
    qtbot.waitUntil(lambda: len(landed) == 20)
    assert len(tries) == 1
    assert crashes.dialog is None


def test_ctrl_c_is_no_fault(crashes: CrashShowing) -> None:
    heard: list[Crash] = []
    catch_crashes(heard.append)
    interrupt = KeyboardInterrupt()
    sys.excepthook(KeyboardInterrupt, interrupt, None)
    threading.excepthook(threading.ExceptHookArgs((SystemExit, None, None, None)))
    assert heard == []
    assert crashes.dialog is None
