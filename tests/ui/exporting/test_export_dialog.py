"""The export dialog: what it offers, what it writes, and what it says when it cannot."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldOwner
from helpdesk_desktop.domain.export_values import (
    DrawPages,
    ExportOutcome,
    ExportProgress,
    ExportWish,
)
from helpdesk_desktop.domain.list_look import ShownColumn
from helpdesk_desktop.domain.people import NewContact
from helpdesk_desktop.services.contracts import Desk
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.export_making import ExportMaking
from helpdesk_desktop.ui.exporting.export_dialog import ExportDialog
from helpdesk_desktop.ui.main_window import MainWindow
from tests import builders, screen, window_desk
from tests.ui.exporting.conftest import OpenMaking


def _asked(window: MainWindow, making: ExportMaking) -> ExportDialog:
    window.actions_[Act.EXPORT].trigger()
    dialog = making.dialog
    assert isinstance(dialog, ExportDialog)
    return dialog


def _type_path(dialog: ExportDialog, path: Path) -> None:
    line = screen.get(dialog, QLineEdit, "export_path")
    line.clear()
    screen.type_text(line, str(path))


def _run(qtbot: QtBot, dialog: ExportDialog) -> None:
    screen.click(screen.get(dialog, QPushButton, "export_run"))
    qtbot.waitUntil(lambda: not dialog._session.running.is_running)


def _said(dialog: ExportDialog) -> str:
    return screen.get(dialog, QLabel, "export_said").text()


def _fault(dialog: ExportDialog) -> str:
    return screen.get(dialog, QLabel, "export_path_fault").text()


@pytest.fixture
def making(open_making: OpenMaking) -> ExportMaking:
    return open_making()


@pytest.fixture
def dialog(window: MainWindow, making: ExportMaking) -> ExportDialog:
    return _asked(window, making)


def test_all_of_the_list_is_written_with_its_columns_in_its_order(
    qtbot: QtBot, window: MainWindow, making: ExportMaking, tmp_path: Path
) -> None:
    shown = [one for one in window.tickets.columns if one.key in {"subject", "serial", "status"}]
    window.tickets.choose_columns(list(reversed(shown)))
    dialog = _asked(window, making)
    assert screen.get(dialog, QRadioButton, "export_matching").text() == "All 3 tickets of the list"
    assert screen.get(dialog, QRadioButton, "export_matching").isChecked()
    keys = ",".join(one.key for one in window.tickets.columns)
    path = tmp_path / "phiếu.csv"
    _type_path(dialog, path)
    assert screen.get(dialog, QComboBox, "export_kind").currentText().startswith("CSV")
    _run(qtbot, dialog)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == keys
    assert len(lines) == 4
    assert "'=1+1" in lines[2]
    assert _said(dialog).startswith("3 tickets written to phiếu.csv (")


def test_fields_of_tickets_and_of_their_contacts_are_written_as_the_list_shows_them(
    qtbot: QtBot, window: MainWindow, desk: OpenDesk, open_making: OpenMaking, tmp_path: Path
) -> None:
    builders.add_field(desk, "color", label="Màu")
    builders.add_field(desk, "tier", owner=CustomFieldOwner.CONTACT)
    hoa = NewContact("Hoa", custom=(("tier", "@gold"),))
    serial = builders.add_ticket(
        desk, "coloured", custom=(("color", "đỏ"),), new_contact=hoa
    ).serial
    making = open_making()
    wanted = ("serial", "subject", "cf.color", "contact.cf.tier")
    window.tickets.choose_columns([ShownColumn(key) for key in wanted])
    dialog = _asked(window, making)
    assert screen.get(dialog, QRadioButton, "export_shown").text().endswith("(5)")
    assert screen.get(dialog, QLabel, "export_note").isHidden()
    _type_path(dialog, tmp_path / "own.csv")
    _run(qtbot, dialog)
    lines = (tmp_path / "own.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "unread,serial,subject,cf.color,contact.cf.tier"
    assert f"false,{serial},coloured,đỏ,'@gold" in lines


def test_two_selected_tickets_are_what_is_wanted(
    qtbot: QtBot, window: MainWindow, making: ExportMaking, tmp_path: Path
) -> None:
    view = window.tickets.view
    view.select_row(0)
    screen.press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    dialog = _asked(window, making)
    choice = screen.get(dialog, QRadioButton, "export_selected")
    assert (choice.text(), choice.isChecked()) == ("The 2 tickets that are selected", True)
    _type_path(dialog, tmp_path / "two.csv")
    _run(qtbot, dialog)
    assert _said(dialog).startswith("2 tickets written")
    assert len((tmp_path / "two.csv").read_text("utf-8-sig").splitlines()) == 3


def test_every_column_is_written_on_wish(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    screen.click(screen.get(dialog, QRadioButton, "export_every"))
    _type_path(dialog, tmp_path / "all.csv")
    _run(qtbot, dialog)
    header = (tmp_path / "all.csv").read_text("utf-8-sig").splitlines()[0]
    assert header.startswith("serial,uid,subject,description,status")


def test_nothing_selected_leaves_the_list_alone_to_choose(
    window: MainWindow, making: ExportMaking
) -> None:
    window.tickets.view.clearSelection()
    dialog = _asked(window, making)
    assert not screen.get(dialog, QRadioButton, "export_selected").isEnabled()


def test_kind_and_name_follow_each_other(dialog: ExportDialog, tmp_path: Path) -> None:
    kind = screen.get(dialog, QComboBox, "export_kind")
    line = screen.get(dialog, QLineEdit, "export_path")
    assert line.text().endswith(".xlsx")
    screen.press(kind, Qt.Key.Key_Down)
    assert line.text().endswith(".csv")
    _type_path(dialog, tmp_path / "tickets.json")
    assert kind.currentText().startswith("JSON")
    _type_path(dialog, tmp_path / "no ending")
    assert dialog.file.whole_path == str(tmp_path / "no ending.json")
    _type_path(dialog, tmp_path / "v1.2 notes")
    assert dialog.file.whole_path == str(tmp_path / "v1.2 notes.json")
    screen.get(dialog, QLineEdit, "export_path").clear()
    screen.type_text(line, "tickets")
    place = QStandardPaths.StandardLocation.DocumentsLocation
    assert dialog.file.whole_path == f"{QStandardPaths.writableLocation(place)}/tickets.json"


def test_a_file_that_is_there_is_replaced_after_a_second_word(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    path.write_text("old", "utf-8")
    _type_path(dialog, path)
    _run(qtbot, dialog)
    assert _fault(dialog) == f"There is already a file {path}. It would be replaced."
    assert path.read_text("utf-8") == "old"
    button = screen.get(dialog, QPushButton, "export_run")
    assert button.text() == "Replace"
    # Another name takes the question back.
    screen.type_text(dialog.file.path, "x")
    assert (button.text(), _fault(dialog)) == ("Export", "")
    screen.press(dialog.file.path, Qt.Key.Key_Backspace)
    _run(qtbot, dialog)
    _run(qtbot, dialog)
    assert path.read_text("utf-8-sig").startswith("unread,serial,subject")


def test_what_the_file_dialog_chose_is_replaced_at_once(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "old.json"
    path.write_text("old", "utf-8")
    screen.click(screen.get(dialog, QPushButton, "export_choose"))
    chooser = screen.get(dialog, QFileDialog, "export_file_dialog")
    assert chooser.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    # The system's own dialog asked already.
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    _run(qtbot, dialog)
    assert path.read_text("utf-8").startswith('{"total":3')


@pytest.mark.parametrize(
    ("name", "words"),
    [("gone/a.csv", "There is no folder"), ("", "Choose where the file is to be written.")],
    ids=["no folder", "no name"],
)
def test_a_place_that_cannot_be_is_told_beside_the_file(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, name: str, words: str
) -> None:
    line = screen.get(dialog, QLineEdit, "export_path")
    line.clear()
    if name:
        screen.type_text(line, str(tmp_path / name))
    _run(qtbot, dialog)
    assert words in _fault(dialog)
    assert line.hasFocus()
    assert line.accessibleDescription() == _fault(dialog)


def test_an_export_without_the_right_is_not_offered(
    window: MainWindow, desk: OpenDesk, lan: OpenDesk, open_making: OpenMaking
) -> None:
    desk.team.set_agent("lan", {"role": "plain"})
    lan.directory()  # reads who lan is now
    open_making(lan)
    action = window.actions_[Act.EXPORT]
    assert not action.isEnabled()
    assert "Your role may not export tickets." in action.toolTip()


@pytest.fixture
def masked(window: MainWindow, lan: OpenDesk, open_making: OpenMaking) -> ExportDialog:
    return _asked(window, open_making(lan))


def test_a_right_that_was_taken_away_meanwhile_is_told(
    qtbot: QtBot, masked: ExportDialog, desk: OpenDesk, tmp_path: Path
) -> None:
    assert screen.get(masked, QLabel, "export_note").isVisible()
    desk.team.set_agent("lan", {"role": "plain"})
    _type_path(masked, tmp_path / "a.csv")
    _run(qtbot, masked)
    assert _said(masked) == "Your role does not allow this: export."
    assert not (tmp_path / "a.csv").exists()


# --- Long exports -------------------------------------------------------------------------------


@pytest.fixture
def gate() -> Iterator[Event]:
    made = Event()
    yield made
    made.set()


@pytest.fixture
def held(desk: OpenDesk, gate: Event) -> Desk:
    """The desk, whose export waits at the gate once it knows how many tickets there are."""
    exports = desk.exports

    def run(
        wish: ExportWish,
        cancel: Cancellation,
        heard: Callable[[ExportProgress], object],
        draw: DrawPages | None = None,
    ) -> ExportOutcome:
        def held_back(told: ExportProgress) -> None:
            heard(ExportProgress(2, told.total))
            if told.total and not told.rows:
                assert gate.wait(20)

        return exports.run(wish, cancel, held_back, draw)

    return window_desk.desk_with(desk, "exports", run=run)


@pytest.fixture
def held_making(open_making: OpenMaking, held: Desk) -> ExportMaking:
    return open_making(held)


def test_a_long_export_says_how_far_it_is_and_can_be_called_off(
    qtbot: QtBot, window: MainWindow, held_making: ExportMaking, gate: Event, tmp_path: Path
) -> None:
    dialog = _asked(window, held_making)
    path = tmp_path / "a.xlsx"
    path.write_text("old", "utf-8")
    _type_path(dialog, path)
    dialog.file.agree_to_replace()
    screen.click(screen.get(dialog, QPushButton, "export_run"))
    cancel = screen.get(dialog, QPushButton, "export_cancel")
    qtbot.waitUntil(cancel.isVisible)
    assert screen.get(dialog, QLabel, "export_sentence").text().startswith("2 of 3 tickets")
    assert not dialog.file.isEnabled()
    stop = dialog._session.running._stop
    screen.click(cancel)
    qtbot.waitUntil(lambda: stop is not None and stop.is_requested)
    gate.set()
    qtbot.waitUntil(lambda: not dialog._session.running.is_running)
    assert _said(dialog) == "Stopped. No file was written; what stood there is as it was."
    assert path.read_text("utf-8") == "old"
    assert [one.name for one in tmp_path.glob("*.part")] == []


def test_closing_the_dialog_stops_nothing_and_the_window_tells_the_end(
    qtbot: QtBot, window: MainWindow, held_making: ExportMaking, gate: Event, tmp_path: Path
) -> None:
    dialog = _asked(window, held_making)
    _type_path(dialog, tmp_path / "a.csv")
    screen.click(screen.get(dialog, QPushButton, "export_run"))
    close = screen.get(dialog, QPushButton, "export_close")
    assert close.text() == "Go on working"
    screen.click(close)
    assert not dialog.isVisible()
    # Asked for again it is the one that runs.
    assert _asked(window, held_making) is dialog
    assert dialog._session.running.is_running
    screen.press(dialog, Qt.Key.Key_Escape)
    gate.set()
    qtbot.waitUntil(window.toast.isVisible)
    assert (tmp_path / "a.csv").exists()
    assert not dialog.isVisible()


def test_the_end_of_the_desk_ends_the_export(
    qtbot: QtBot, window: MainWindow, held_making: ExportMaking, gate: Event, tmp_path: Path
) -> None:
    dialog = _asked(window, held_making)
    folder = tmp_path / "out"
    folder.mkdir()
    _type_path(dialog, folder / "a.csv")
    screen.click(screen.get(dialog, QPushButton, "export_run"))
    stop = dialog._session.running._stop
    held_making.close_all()
    qtbot.waitUntil(lambda: stop is not None and stop.is_requested)
    gate.set()
    qtbot.waitUntil(lambda: not window._runner.is_busy)
    assert list(folder.iterdir()) == []


class _Opener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open_url(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_file_and_its_folder_are_opened_on_wish(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    opener = _Opener()
    QDesktopServices.setUrlHandler("file", opener, "open_url")  # type: ignore[arg-type]  # bytes are refused
    try:
        path = tmp_path / "a b#1 đ.csv"
        _type_path(dialog, path)
        _run(qtbot, dialog)
        screen.click(screen.get(dialog, QPushButton, "export_open"))
        screen.click(screen.get(dialog, QPushButton, "export_show_folder"))
        assert opener.opened == [str(path), str(tmp_path)]
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_every_control_has_a_name(dialog: ExportDialog) -> None:
    assert screen.nameless_controls(dialog) == []


def test_control_enter_exports(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    _type_path(dialog, tmp_path / "a.csv")
    screen.press_focused(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog._session.outcome is not None)
    assert (tmp_path / "a.csv").exists()
