"""The wizard as a user drives it, from a file to tickets in the list."""

import csv
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.filters import FilterSpec
from helpdesk_desktop.domain.ticket import Priority
from helpdesk_desktop.ui.import_making import ImportMaking
from helpdesk_desktop.ui.import_wizard.wizard_window import (
    FILE,
    RUN,
    TRIAL,
    VALUES,
    ImportWizard,
)
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, screen, workbooks
from tests.importing import DATA, DEMO, written
from tests.screen import drag_place
from tests.ui.import_wizard.conftest import ODD
from tests.ui.import_wizard.wizard_steps import choose, go_on, open_file, opened_wizard, texts

_CTRL = Qt.KeyboardModifier.ControlModifier


def _count(desk: OpenDesk) -> int:
    return desk.tickets.count(FilterSpec(), Cancellation())


def _said(wizard: QWidget, name: str) -> str:
    return screen.get(wizard, QLabel, name).text()


def _map_odd(qtbot: QtBot, wizard: ImportWizard, path: Path) -> None:
    open_file(qtbot, wizard, path)
    go_on(wizard)
    choose(qtbot, wizard.columns.table, 0, "External id")
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.words is not None)


def _try_odd(qtbot: QtBot, wizard: ImportWizard, path: Path) -> None:
    _map_odd(qtbot, wizard, path)
    for row, (_, word, _, _) in enumerate(texts(wizard.values.table)):
        if word in {"open", "gone"}:
            says = {"open": "Processing", "gone": "Reject the row"}[word]
            choose(qtbot, wizard.values.table, row, says)
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.trial is not None)


def test_a_file_becomes_tickets_by_keys_alone(
    qtbot: QtBot, window: MainWindow, making: ImportMaking, desk: OpenDesk, odd_file: Path
) -> None:
    screen.press(window, Qt.Key.Key_I, _CTRL)
    wizard = opened_wizard(making)
    qtbot.waitUntil(wizard.isVisible)
    qtbot.waitUntil(wizard.file.path.hasFocus)
    _try_odd(qtbot, wizard, odd_file)
    assert _said(wizard, "trial_rows_figure") == "5"
    assert _said(wizard, "trial_created_figure") == "3"
    rows = texts(wizard.trial.report.table)
    assert [row[:2] for row in rows] == [["3", "Title"], ["4", "State"]]
    assert rows[0][3] == "Subject is required."
    assert _count(desk) == 0
    screen.press_focused(Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: wizard.session.outcome is not None)
    assert wizard.step == RUN
    assert _said(wizard, "run_sentence") == "3 tickets were created. 2 rows were rejected."
    assert _count(desk) == 3
    screen.press_focused(Qt.Key.Key_Escape)
    assert not wizard.isVisible()


def test_what_was_imported_is_shown_in_the_list(
    qtbot: QtBot, window: MainWindow, wizard: ImportWizard, desk: OpenDesk, odd_file: Path
) -> None:
    builders.add_ticket(desk, "Made by hand")
    window.quick_filters.choose("processed")
    _try_odd(qtbot, wizard, odd_file)
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.outcome is not None)
    screen.click(screen.get(wizard, QPushButton, "show_imported"))
    model = window.tickets.model
    qtbot.waitUntil(lambda: model.has_all_serials and model.matching == 3)
    assert window.question.quick is None
    assert [chip.text() for chip in window.filter_bar.findChildren(QPushButton, "chipWords")] == [
        "Serial 2 to 4",
        "External id is not empty",
    ]


def test_every_control_of_every_step_has_a_name(
    qtbot: QtBot, wizard: ImportWizard, odd_file: Path
) -> None:
    assert screen.nameless_controls(wizard) == []
    open_file(qtbot, wizard, odd_file)
    assert screen.nameless_controls(wizard) == []
    for _ in range(3):
        go_on(wizard)
        qtbot.waitUntil(lambda: wizard.session.words is not None or wizard.step < VALUES)
        assert screen.nameless_controls(wizard) == []
    qtbot.waitUntil(lambda: wizard.session.trial is not None)
    assert screen.nameless_controls(wizard) == []


class _Windows(QObject):
    """Hears of every window that is shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName())
        return False


def test_pages_that_are_made_ahead_show_no_window_of_their_own(
    qtbot: QtBot, qapp: QApplication, making: ImportMaking, odd_file: Path
) -> None:
    windows = _Windows(making)
    qapp.installEventFilter(windows)
    making.open_wizard(str(odd_file))
    wizard = opened_wizard(making)
    qtbot.waitUntil(lambda: wizard.pages.count() == 5)
    qapp.removeEventFilter(windows)
    assert windows.names == ["import_wizard"]


def test_the_first_step_shows_how_the_file_would_be_read(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    open_file(qtbot, wizard, DEMO / "sf311.csv")
    encoding = screen.get(wizard, QComboBox, "import_encoding")
    assert encoding.currentText() == "Automatic: utf-8"
    delimiter = screen.get(wizard, QComboBox, "import_delimiter")
    assert delimiter.currentText().startswith("Automatic: comma")
    assert "recognised as sf311" in _said(wizard, "file_summary")
    shown = texts(wizard.file.table)
    assert len(shown) == 20
    screen.focus(delimiter)
    delimiter.setCurrentIndex(delimiter.findData(";"))
    delimiter.activated.emit(delimiter.currentIndex())
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    assert wizard.file.table.model().columnCount() == 1
    assert "recognised" not in _said(wizard, "file_summary")


def test_dates_in_two_ways_are_told_and_can_be_chosen(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", "Title,Created\nx,03/04/2020\n")
    open_file(qtbot, wizard, path)
    assert "03/04/2020" in _said(wizard, "file_doubt")
    dates = screen.get(wizard, QComboBox, "import_dates")
    dates.setCurrentIndex(dates.findData("mdy"))
    dates.activated.emit(dates.currentIndex())
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    assert not screen.get(wizard, QLabel, "file_doubt").isVisible()
    assert wizard.session.mapping.reading.date_order == "mdy"


def test_an_unknown_encoding_is_told_and_another_can_be_typed(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    path = written(tmp_path, "a.csv", "Title\nĐơn hàng\n".encode("cp1258", "replace"))
    open_file(qtbot, wizard, path)
    line = screen.get(wizard, QLineEdit, "import_encoding_line")
    line.selectAll()
    screen.type_text(line, "klingon")
    screen.press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    assert "klingon" in wizard.file.empty.sentence
    assert not wizard.next.isEnabled()
    line.selectAll()
    screen.type_text(line, "windows-1258")
    screen.press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.session.look is not None)
    assert wizard.session.look is not None
    assert wizard.session.look.encoding == "windows-1258"


@pytest.mark.parametrize("name", ["none.csv", "n_structure_no_data.json"])
def test_a_file_that_cannot_be_read_is_told_in_place(
    qtbot: QtBot, wizard: ImportWizard, name: str
) -> None:
    open_file(qtbot, wizard, DATA / "json-torture" / name)
    assert name in wizard.file.empty.sentence
    assert not wizard.next.isEnabled()
    assert wizard.step == FILE


def test_a_file_without_a_readable_row_is_told_in_place(qtbot: QtBot, wizard: ImportWizard) -> None:
    open_file(qtbot, wizard, DATA / "json-torture" / "n_object_bad_value.json")
    said = "No row of this file can be read. This element is not an object."
    assert wizard.file.empty.sentence == said
    assert not wizard.next.isEnabled()


def test_a_subject_is_asked_for_before_going_on(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    open_file(qtbot, wizard, written(tmp_path, "a.csv", "Alpha,Beta\nx,y\n"))
    go_on(wizard)
    assert "subject" in _said(wizard, "hindrance")
    assert not wizard.next.isEnabled()
    assert not screen.get(wizard, QToolButton, "step_values").isEnabled()
    line = screen.get(wizard, QLineEdit, "target_subject_line")
    screen.type_text(line, "{Alpha} / {Gamma}")
    screen.press(line, Qt.Key.Key_Return)
    assert "Gamma" in _said(wizard, "hindrance")
    line.selectAll()
    screen.type_text(line, "{Alpha} / {Beta}")
    screen.press(line, Qt.Key.Key_Return)
    assert _said(wizard, "hindrance") == ""
    assert [row[2] for row in texts(wizard.columns.table)] == ["Subject", "Subject"]
    go_on(wizard)
    assert wizard.step == VALUES


def test_a_column_can_be_dragged_onto_a_field(
    qtbot: QtBot, wizard: ImportWizard, odd_file: Path
) -> None:
    open_file(qtbot, wizard, odd_file)
    go_on(wizard)
    model = wizard.columns.model
    data = model.mimeData([model.index(3, 0)])
    target = wizard.columns.targets.target("company")
    here = QPointF(5, 5)
    action = Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(drag_place(here), action, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(here, action, data, buttons, keys))
    assert wizard.session.mapping.template_of("company") == "Region"
    assert texts(wizard.columns.table)[3][2] == "Company"


def test_a_column_goes_into_one_field_or_a_new_one_or_nowhere(
    qtbot: QtBot, wizard: ImportWizard, odd_file: Path
) -> None:
    open_file(qtbot, wizard, odd_file)
    go_on(wizard)
    table, session = wizard.columns.table, wizard.session
    choose(qtbot, table, 3, "New custom field: Text")
    assert session.mapping.is_custom("Region", wizard.columns.model.columns)
    choose(qtbot, table, 3, "Group")
    assert not session.mapping.custom
    assert session.mapping.template_of("group") == "Region"
    choose(qtbot, table, 3, "Not imported")
    assert session.mapping.template_of("group") == ""
    assert texts(table)[3][2] == "Not imported"


def test_a_new_field_is_named_with_the_kind_that_its_column_looks_like(
    qtbot: QtBot, wizard: ImportWizard, desk: OpenDesk, tmp_path: Path
) -> None:
    rows = "".join(f"s{n},{n},{'North' if n % 2 else 'South'},only,\n" for n in range(6))
    open_file(qtbot, wizard, written(tmp_path, "a.csv", f"Subject,Amount,Region,Same,None\n{rows}"))
    go_on(wizard)
    table = wizard.columns.table
    for row, text in (
        (1, "New custom field: Integer"),
        (2, "New custom field: Drop-down (2 options)"),
        (3, "New custom field: Drop-down (1 option)"),
        (4, "New custom field"),
    ):
        choose(qtbot, table, row, text)
        assert texts(table)[row][2] == text
    assert desk.directory().custom_fields == ()


def test_values_that_nobody_decided_on_are_marked_and_counted(
    qtbot: QtBot, wizard: ImportWizard, odd_file: Path
) -> None:
    _map_odd(qtbot, wizard, odd_file)
    table = wizard.values.table
    assert texts(table) == [
        ["Status", "open", "3", "Choose…"],
        ["Status", "gone", "1", "Choose…"],
        ["Status", "closed", "1", "Closed"],
    ]
    assert "4" in _said(wizard, "values_note")
    choose(qtbot, table, 0, "New")
    choose(qtbot, table, 1, "Reject the row")
    assert not screen.get(wizard, QLabel, "values_note").isVisible()
    assert [row[3] for row in texts(table)] == ["New", "Reject the row", "Closed"]


def test_every_row_can_get_a_value_that_no_column_has(
    qtbot: QtBot, wizard: ImportWizard, desk: OpenDesk, tmp_path: Path
) -> None:
    open_file(qtbot, wizard, written(tmp_path, "a.csv", "Title\nx\ny\n"))
    go_on(wizard)
    go_on(wizard)
    box = screen.get(wizard, QComboBox, "every_priority")
    screen.focus(box)
    box.setCurrentIndex(box.findText("Urgent"))
    box.activated.emit(box.currentIndex())
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.trial is not None)
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.outcome is not None)
    rows = desk.tickets.first_page(FilterSpec(), Cancellation())
    assert {row.priority for row in rows} == {Priority.URGENT}


def test_rejected_rows_can_be_listed_by_kind_and_saved(
    qtbot: QtBot, wizard: ImportWizard, odd_file: Path, tmp_path: Path
) -> None:
    _try_odd(qtbot, wizard, odd_file)
    kinds = screen.get(wizard, QComboBox, "trial_kinds")
    kinds.setCurrentIndex(kinds.findText("Unknown choice (1)"))
    kinds.activated.emit(kinds.currentIndex())
    assert [row[0] for row in texts(wizard.trial.report.table)] == ["4"]
    screen.click(screen.get(wizard, QPushButton, "trial_save"))
    dialog = screen.get(wizard, QFileDialog, "report_dialog")
    qtbot.waitUntil(dialog.isVisible)
    report = tmp_path / "bericht.csv"
    screen.get(dialog, QLineEdit, "fileNameEdit").setText(str(report))
    dialog.done(QDialog.DialogCode.Accepted)
    dialog.fileSelected.emit(str(report))
    qtbot.waitUntil(report.exists)
    with report.open(newline="", encoding="utf-8-sig") as file:
        assert [row[1] for row in csv.reader(file)] == ["line", "3", "4"]
    qtbot.waitUntil(lambda: "bericht.csv" in wizard.toast.sentence)


def test_a_report_that_cannot_be_saved_is_told(
    qtbot: QtBot, wizard: ImportWizard, odd_file: Path
) -> None:
    _try_odd(qtbot, wizard, odd_file)
    wizard.trial.report.save_wanted.emit(str(odd_file / "x.csv"))
    qtbot.waitUntil(lambda: "cannot be written" in wizard.toast.sentence)


def test_importing_again_makes_nothing_twice_and_can_update(
    qtbot: QtBot, wizard: ImportWizard, desk: OpenDesk, odd_file: Path
) -> None:
    _try_odd(qtbot, wizard, odd_file)
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.outcome is not None)
    odd_file.write_text(ODD.replace("Fifth", "Fifth changed"), encoding="utf-8")
    screen.click(screen.get(wizard, QToolButton, "step_file"))
    wizard.session.look_again()
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    screen.click(screen.get(wizard, QToolButton, "step_trial"))
    qtbot.waitUntil(lambda: wizard.session.trial is not None)
    assert _said(wizard, "trial_unchanged_figure") == "3"
    assert not wizard.next.isEnabled()  # nothing of it would make a ticket
    wizard.trial.update_known.click()
    qtbot.waitUntil(lambda: wizard.session.trial is not None)
    assert _said(wizard, "trial_updated_figure") == "1"
    assert wizard.next.text() == "Import 1 row"
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.outcome is not None)
    assert _said(wizard, "run_sentence").startswith("0 tickets were created. 1 were updated.")
    assert _count(desk) == 3


def test_a_mapping_stays_while_the_wizard_is_closed_and_another_file_is_seen(
    qtbot: QtBot, making: ImportMaking, wizard: ImportWizard, odd_file: Path, tmp_path: Path
) -> None:
    _map_odd(qtbot, wizard, odd_file)
    choose(qtbot, wizard.values.table, 0, "Pending")
    mapping = wizard.session.mapping
    screen.press(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    making.open_wizard()
    assert making.wizard is wizard
    assert wizard.step == VALUES
    wizard.import_file(str(written(tmp_path, "b.csv", "Title\nx\n")))
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    assert wizard.session.mapping != mapping
    wizard.import_file(str(odd_file))
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    assert wizard.session.mapping == mapping


def test_a_saved_preset_is_used_for_the_next_file_of_this_kind(
    qtbot: QtBot, making: ImportMaking, wizard: ImportWizard, odd_file: Path, tmp_path: Path
) -> None:
    _map_odd(qtbot, wizard, odd_file)
    choose(qtbot, wizard.values.table, 0, "Pending")
    screen.click(screen.get(wizard, QPushButton, "keep_mapping"))
    name = screen.get(wizard, QLineEdit, "preset_name")
    qtbot.waitUntil(name.hasFocus)
    screen.type_text(name, "sf311")
    screen.press(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "preset of the program" in _said(wizard, "preset_fault"))
    name.selectAll()
    screen.type_text(name, "My desk")
    screen.press(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "My desk" in wizard.toast.sentence)
    assert not wizard.saver.isVisible()
    screen.click(screen.get(wizard, QPushButton, "keep_mapping"))
    screen.press(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "already a preset" in _said(wizard, "preset_fault"))
    assert screen.get(wizard, QPushButton, "save_preset").text() == "Replace it"
    screen.press(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not wizard.saver.isVisible())
    making.close_all()
    making.open_wizard()
    fresh = opened_wizard(making)
    assert fresh is not wizard
    open_file(qtbot, fresh, written(tmp_path, "later.csv", ODD))
    assert "recognised as My desk" in _said(fresh, "file_summary")
    assert fresh.session.mapping.words_of("status") == {"open": "pending"}
    assert fresh.session.mapping.template_of("external_id") == "No"


def test_a_preset_can_be_chosen_by_its_name(
    qtbot: QtBot, runner: TaskRunner, wizard: ImportWizard, odd_file: Path, tmp_path: Path
) -> None:
    _map_odd(qtbot, wizard, odd_file)
    wizard.saver.open()
    wizard.saver.name.setText("by name")
    wizard.saver.submit()
    qtbot.waitUntil(lambda: not wizard.saver.isVisible())
    other = written(tmp_path, "b.csv", "Extra,State,Title,No\n0,new,x,1\n")
    open_file(qtbot, wizard, other)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert wizard.session.mapping.template_of("external_id") == ""
    presets = screen.get(wizard, QComboBox, "import_preset")
    presets.setCurrentIndex(presets.findText("by name"))
    presets.activated.emit(presets.currentIndex())
    qtbot.waitUntil(lambda: wizard.session.mapping.template_of("external_id") == "No")


def _drop(target: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    here, action = QPointF(20, 20), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(drag_place(here), action, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(here, action, data, buttons, keys))


def test_a_file_dropped_on_the_window_opens_the_wizard_with_it(
    qtbot: QtBot, window: MainWindow, making: ImportMaking, odd_file: Path, tmp_path: Path
) -> None:
    _drop(window, odd_file)
    wizard = opened_wizard(making)
    qtbot.waitUntil(lambda: wizard.session.look is not None)
    assert wizard.isVisible()
    assert wizard.file.path.text() == str(odd_file) or wizard.session.path == str(odd_file)
    other = written(tmp_path, "b.csv", "Title\nx\n")
    _drop(wizard, other)
    qtbot.waitUntil(lambda: wizard.session.look is not None and wizard.session.look.name == "b.csv")


def test_a_file_that_vanishes_before_the_dry_run_is_told(
    qtbot: QtBot, wizard: ImportWizard, odd_file: Path
) -> None:
    _map_odd(qtbot, wizard, odd_file)
    odd_file.unlink()
    go_on(wizard)
    qtbot.waitUntil(lambda: wizard.session.trial_error is not None)
    assert wizard.step == TRIAL
    assert isinstance(wizard.session.trial_error, Unavailable)
    assert odd_file.name in wizard.trial.trouble.sentence
    assert not wizard.next.isEnabled()
    odd_file.write_text(ODD, encoding="utf-8")
    screen.click(wizard.trial.trouble.button)
    qtbot.waitUntil(lambda: wizard.session.trial is not None)
    assert wizard.next.isEnabled()


def test_two_hundred_columns_open_at_once(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    names = ",".join(["Title", *(f"Column {n}" for n in range(400))])
    path = written(tmp_path, "wide.csv", f"{names}\n{','.join('x' * 401)}\n")
    open_file(qtbot, wizard, path)
    began = time.thread_time()
    go_on(wizard)
    wizard.columns.grab()
    assert time.thread_time() - began < 0.25
    assert len(texts(wizard.columns.table)) == 401


def test_a_sheet_of_a_workbook_is_chosen(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    header = workbooks.row(1, "subject", "status")
    parts = workbooks.workbook(
        {
            "Một": workbooks.sheet(header + workbooks.row(2, "first", "new")),
            "Hai": workbooks.sheet(
                workbooks.row(1, "Title", "Wo") + workbooks.row(2, "second", "x")
            ),
        }
    )
    open_file(qtbot, wizard, workbooks.saved(tmp_path, parts))
    box = screen.get(wizard, QComboBox, "import_sheet")
    assert [box.itemText(at) for at in range(box.count())] == ["Một", "Hai"]
    assert not screen.get(wizard, QComboBox, "import_encoding").isVisible()
    assert not screen.get(wizard, QComboBox, "import_delimiter").isVisible()
    screen.press(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    # The choice stands while the file is read again.
    assert box.currentText() == "Hai"
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)
    look = wizard.session.look
    assert look is not None
    assert (look.sheet, look.columns) == ("Hai", ("Title", "Wo"))
    assert look.rows[0].cells == ("second", "x")
    assert wizard.session.mapping.reading.sheet == "Hai"
