"""An import under way: its progress, its cancelling, and the window that is used meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Cancelled, Unavailable
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.import_values import FileLook, ImportMapping, ImportTotals, Reading
from helpdesk_desktop.services import import_desk
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.services.imports import importer
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.import_wizard.long_work import SLOW_MS
from helpdesk_desktop.ui.import_wizard.wizard_window import RUN, TRIAL, ImportWizard
from helpdesk_desktop.ui.list.ticket_columns import Names
from helpdesk_desktop.ui.main_window import MainWindow, Opened
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, screen, window_desk
from tests.importing import written
from tests.ui.import_wizard.conftest import OpenMaking
from tests.ui.import_wizard.wizard_steps import go_on, open_file, opened_wizard

ROWS = 95
HELD_AT = 30


def _count(desk: OpenDesk) -> int:
    return desk.tickets.count(FilterSpec(), Cancellation())


def _said(wizard: QWidget, name: str) -> str:
    return screen.get(wizard, QLabel, name).text()


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(importer, "BATCH_ROWS", 10)
    lines = "".join(f"{n},Number {n},new\n" for n in range(1, ROWS + 1))
    return written(tmp_path, "many.csv", f"id,subject,status\n{lines}")


@pytest.fixture
def gate() -> Iterator[Event]:
    made = Event()
    yield made
    made.set()


@pytest.fixture
def held(desk: OpenDesk, gate: Event) -> Desk:
    """The desk, whose import waits at the gate once 30 rows are stored."""
    imports = desk.imports

    def run(
        look: FileLook,
        mapping: ImportMapping,
        cancel: Cancellation,
        heard: Callable[[ImportTotals], object],
        **named: Any,
    ) -> object:
        def held_back(totals: ImportTotals) -> None:
            heard(totals)
            if totals.rows == HELD_AT:
                assert gate.wait(20)

        return imports.run(look, mapping, cancel, held_back, **named)

    return window_desk.desk_with(desk, "imports", run=run)


@pytest.fixture
def running(qtbot: QtBot, open_making: OpenMaking, held: Desk, many: Path) -> ImportWizard:
    """A wizard whose import waits at the gate."""
    making = open_making(held)
    making.open_wizard()
    wizard = opened_wizard(making)
    open_file(qtbot, wizard, many)
    for _ in range(3):
        go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.trial is not None)
    assert wizard.next.text() == "Import 95 rows"
    go_on(wizard)
    qtbot.waitUntil(lambda: _said(wizard, "run_rows_figure") == str(HELD_AT))
    return wizard


def _cancel(wizard: ImportWizard) -> QPushButton:
    return screen.get(wizard, QPushButton, "running_cancel")


def test_cancel_comes_after_a_second_and_says_what_stays(
    qtbot: QtBot, running: ImportWizard, desk: OpenDesk, gate: Event
) -> None:
    session = running.session
    if session.running.elapsed_s * 1_000 < SLOW_MS:
        assert not _cancel(running).isVisible()
    qtbot.waitUntil(_cancel(running).isVisible)
    assert session.running.elapsed_s * 1_000 >= SLOW_MS
    screen.click(_cancel(running))
    qtbot.waitUntil(lambda: _said(running, "running_sentence") == "Stopping…")
    assert not _cancel(running).isEnabled()
    stop = session.running._stop
    qtbot.waitUntil(lambda: stop is not None and stop.is_requested)
    gate.set()
    qtbot.waitUntil(lambda: session.outcome is not None)
    assert session.outcome is not None
    assert isinstance(session.outcome.error, Cancelled)
    assert _said(running, "run_sentence") == (
        "Stopped. 30 tickets were created and stay. Importing the file again goes on from there."
    )
    assert _count(desk) == HELD_AT


def test_progress_tells_rows_rate_and_what_is_left(
    qtbot: QtBot, running: ImportWizard, gate: Event
) -> None:
    bar = screen.get(running, QProgressBar, "running_bar")
    qtbot.waitUntil(lambda: "rows/s" in _said(running, "running_sentence"))
    said = _said(running, "running_sentence")
    assert said.startswith("30 of 95 rows")
    assert "left" in said
    assert 0.3 < bar.value() / bar.maximum() < 0.33
    gate.set()
    qtbot.waitUntil(lambda: running.session.outcome is not None)
    assert not bar.isVisible()


def test_the_window_is_used_while_an_import_runs(
    qtbot: QtBot, window: MainWindow, running: ImportWizard, desk: OpenDesk, gate: Event
) -> None:
    # No window system here passes keys from one window to the other.
    window.actions_[Act.REFRESH].trigger()
    qtbot.waitUntil(lambda: window.tickets.model.matching == HELD_AT)
    window.tickets.view.select_row(3)
    qtbot.waitUntil(lambda: window.detail.serial is not None)
    screen.focus(running.next)
    screen.press(running.next, Qt.Key.Key_Escape)
    assert not running.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: window.toast.sentence == "95 tickets were created.")
    qtbot.waitUntil(lambda: window.tickets.model.matching == ROWS)
    assert _count(desk) == ROWS
    screen.click(screen.get(window.toast, QPushButton, "toast_button"))
    assert running.isVisible()
    assert running.step == RUN


def test_a_running_import_is_not_changed_by_another_file(
    qtbot: QtBot, running: ImportWizard, tmp_path: Path, gate: Event
) -> None:
    look, mapping = running.session.look, running.session.mapping
    running.import_file(str(written(tmp_path, "b.csv", "Title\nx\n")))
    assert "running" in running.toast.sentence
    running.session.set_mapping(replace(mapping, source="other"))
    assert (running.session.look, running.session.mapping) == (look, mapping)
    running.go_back()
    assert running.step == TRIAL
    assert not running.next.isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: running.session.outcome is not None)


def test_the_end_of_the_program_calls_an_import_off_between_batches(
    qtbot: QtBot, runner: TaskRunner, running: ImportWizard, desk: OpenDesk, gate: Event
) -> None:
    assert running.session.running.is_running
    running.session.running._stop.request()  # type: ignore[union-attr] # as the runner's close does
    gate.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert runner.close()
    assert _count(desk) == HELD_AT


def test_a_long_look_is_called_off_and_its_beginning_stays(
    qtbot: QtBot,
    open_making: OpenMaking,
    desk: OpenDesk,
    many: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_desk, "_SMALL_BYTES", 10)
    imports = desk.imports

    def look(
        path: str, reading: Reading, cancel: Cancellation, heard: Callable[[int], object]
    ) -> object:
        heard(700)
        called_off = Event()
        with cancel.interrupting(called_off.set):
            assert called_off.wait(20)
        return imports.look(path, reading, cancel)

    making = open_making(window_desk.desk_with(desk, "imports", look=look))
    making.open_wizard(str(many))
    wizard = opened_wizard(making)
    qtbot.waitUntil(lambda: wizard.session.look is not None)
    assert "its beginning" in _said(wizard, "file_summary")
    assert wizard.next.isEnabled()
    button = screen.get(wizard, QPushButton, "look_cancel")
    qtbot.waitUntil(button.isVisible)
    assert "700" in _said(wizard, "look_sentence")
    screen.click(button)
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    assert not button.isVisible()
    assert len(wizard.session.look.rows if wizard.session.look else ()) == 20


def test_an_import_that_cannot_begin_is_told_and_tried_again(
    qtbot: QtBot, open_making: OpenMaking, desk: OpenDesk, many: Path
) -> None:
    imports, failures = desk.imports, [Unavailable("locked")]

    def run(*words: Any, **named: Any) -> object:
        if failures:
            raise failures.pop()
        return imports.run(*words, **named)

    making = open_making(window_desk.desk_with(desk, "imports", run=run))
    making.open_wizard()
    wizard = opened_wizard(making)
    open_file(qtbot, wizard, many)
    for _ in range(3):
        go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.trial is not None)
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.run_error is not None)
    assert _said(wizard, "run_sentence") == "Nothing was imported."
    assert "Another program" in wizard.run_page.trouble.sentence
    screen.click(wizard.run_page.trouble.button)
    qtbot.waitUntil(lambda: wizard.session.outcome is not None)
    assert _count(desk) == ROWS


def test_a_role_that_may_not_create_has_no_import(
    runner: TaskRunner,
    window: MainWindow,
    open_making: OpenMaking,
    desk: OpenDesk,
    database_url: str,
) -> None:
    builders.add_role(desk, "reader", name="Reader", kind="agent", rights="export")
    builders.add_agent(desk, "rita", name="Rita", role="reader")
    assert not runner.is_busy
    with builders.opened(database_url, "rita", now=window_desk.NOW) as other:
        making = open_making(other)
        assert not window.actions_[Act.IMPORT].isEnabled()
        making.open_wizard("a.csv")
        assert "may not create" in window.toast.sentence
        assert making.wizard is None


def test_a_database_that_can_only_be_read_has_no_import(
    window: MainWindow, open_making: OpenMaking, desk: OpenDesk
) -> None:
    locked = window_desk.Instead(desk, info=replace(desk.info, is_read_only=True))
    making = open_making(locked)
    assert not window.actions_[Act.IMPORT].isEnabled()
    making.open_wizard("a.csv")
    assert "only be read" in window.toast.sentence


def test_another_database_lets_the_wizard_go(
    qtbot: QtBot, window: MainWindow, open_making: OpenMaking, desk: OpenDesk, many: Path
) -> None:
    making = open_making()
    making.open_wizard(str(many))
    wizard = opened_wizard(making)
    qtbot.waitUntil(lambda: wizard.session.look is not None)
    directory = desk.directory()
    other = window_desk.Instead(desk)
    names = Names(directory, desk.clock.now(), desk.clock.zone)
    making.set_desk(Opened(other, directory, names))
    assert making.wizard is None
    assert not wizard.isVisible()
    assert window.actions_[Act.IMPORT].isEnabled()
