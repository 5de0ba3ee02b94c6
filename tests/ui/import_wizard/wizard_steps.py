"""How a test walks through the wizard: waits for what comes back, chooses in tables by keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.import_making import ImportMaking
from helpdesk_desktop.ui.import_wizard.column_table import ColumnTable
from helpdesk_desktop.ui.import_wizard.wizard_window import ImportWizard
from helpdesk_desktop.ui.import_wizard.word_table import WordTable
from tests import screen


def opened_wizard(making: ImportMaking) -> ImportWizard:
    """The wizard that was opened."""
    wizard = making.wizard
    assert isinstance(wizard, ImportWizard)
    return wizard


def open_file(qtbot: QtBot, wizard: ImportWizard, path: Path) -> None:
    """Type the file's path and wait until it was looked at."""
    line = screen.get(wizard, QLineEdit, "import_path")
    line.clear()
    screen.type_text(line, str(path))
    screen.press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not wizard.session.looking.is_running)


def go_on(wizard: ImportWizard) -> None:
    """Press the button of the next step."""
    screen.click(screen.get(wizard, QPushButton, "wizard_next"))


def choose(qtbot: QtBot, table: QTableView, row: int, text: str) -> None:
    """Choose an entry of a row's list by keys alone."""
    assert isinstance(table, (ColumnTable, WordTable))
    screen.focus(table)
    place = table.model().columnCount() - 1
    table.setCurrentIndex(table.model().index(row, place))
    screen.press(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    box = table.findChild(QComboBox)
    assert box is not None
    at = box.findText(text)
    assert at >= 0, f"no {text} in {[box.itemText(n) for n in range(box.count())]}"
    view = box.view()
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(at):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def texts(table: QTableView) -> list[list[str]]:
    """All cells of a table."""
    model = table.model()
    return [
        [str(model.index(row, place).data()) for place in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
