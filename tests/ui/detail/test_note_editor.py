from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.domain.ticket import NewNote, NoteDetail, Saved, Serial
from helpdesk_desktop.ui.detail.detail_panel import DetailPanel
from helpdesk_desktop.ui.detail.wrapped_text import WrappedText
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, screen, window_desk

OpenPanel = Callable[..., DetailPanel]
_CTRL = Qt.KeyboardModifier.ControlModifier


def _show(qtbot: QtBot, panel: DetailPanel, serial: int) -> None:
    panel.show_ticket(serial)
    qtbot.waitUntil(lambda: panel.detail is not None and panel.detail.serial == serial)


def _text(panel: DetailPanel) -> QPlainTextEdit:
    return screen.get(panel, QPlainTextEdit, "note_text")


def _add(panel: DetailPanel) -> QPushButton:
    return screen.get(panel, QPushButton, "add_note")


def _notes(desk: OpenDesk, serial: Serial) -> list[NoteDetail]:
    return list(desk.tickets.detail(serial, Cancellation()).notes)


def test_a_note_is_added_and_stands_in_the_timeline(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    screen.type_text(_text(panel), "Đã gọi kho")
    with qtbot.waitSignal(panel.note_added):
        screen.click(_add(panel))
    timeline = screen.get(panel, WrappedText, "timeline")
    qtbot.waitUntil(lambda: "Đã gọi kho" in timeline.toPlainText())
    assert "Internal note" in timeline.toPlainText()
    assert not _text(panel).toPlainText()
    assert [(note.body, note.is_internal) for note in _notes(desk, saved.serial)] == [
        ("Đã gọi kho", True)
    ]


def test_ctrl_enter_adds_a_note_for_the_customer(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    screen.click(screen.get(panel, QPushButton, "note_visible"))
    screen.type_text(_text(panel), "We deliver today.")
    with qtbot.waitSignal(panel.note_added):
        screen.press(_text(panel), Qt.Key.Key_Return, _CTRL)
    assert [note.is_internal for note in _notes(desk, saved.serial)] == [False]


def test_an_empty_note_cannot_be_added(qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    assert not _add(panel).isEnabled()
    screen.type_text(_text(panel), "  \n ")
    assert not _add(panel).isEnabled()
    screen.press(_text(panel), Qt.Key.Key_Return, _CTRL)
    assert _notes(desk, saved.serial) == []


def test_a_note_is_on_disk_while_it_is_typed(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    screen.type_text(_text(panel), "Half a no")
    status = screen.get(panel, QLabel, "note_status")
    qtbot.waitUntil(lambda: status.text() == "Draft saved")
    (draft,) = desk.drafts.load_all()
    assert draft.key == f"note:{saved.serial}"
    assert dict(draft.fields)["body"] == "Half a no"


def test_a_half_written_note_waits_in_its_own_ticket(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    first, second = (builders.add_ticket(desk, subject) for subject in ("First", "Second"))
    panel = open_panel()
    _show(qtbot, panel, first.serial)
    screen.click(screen.get(panel, QPushButton, "note_visible"))
    screen.type_text(_text(panel), "For the first")
    _show(qtbot, panel, second.serial)
    assert not _text(panel).toPlainText()
    assert screen.get(panel, QPushButton, "note_internal").isChecked()
    screen.type_text(_text(panel), "For the second")
    _show(qtbot, panel, first.serial)
    assert _text(panel).toPlainText() == "For the first"
    assert screen.get(panel, QPushButton, "note_visible").isChecked()


def test_a_half_written_note_comes_back_in_a_new_window(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    lost = open_panel()
    _show(qtbot, lost, saved.serial)
    screen.type_text(_text(lost), "Half")
    qtbot.waitUntil(lambda: len(desk.drafts.load_all()) == 1)
    found = DetailPanel(runner)
    qtbot.addWidget(found)
    found.set_desk(desk, desk.directory())
    found.show()
    _show(qtbot, found, saved.serial)
    assert _text(found).toPlainText() == "Half"
    assert _text(found).textCursor().position() == 4


def test_an_added_note_leaves_no_draft(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    screen.type_text(_text(panel), "Done")
    qtbot.waitUntil(lambda: len(desk.drafts.load_all()) == 1)
    with qtbot.waitSignal(panel.note_added):
        screen.click(_add(panel))
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert desk.drafts.load_all() == ()


def test_a_note_that_was_not_saved_stays_with_the_reason(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    def add_note(_note: NewNote) -> Saved:
        raise Unavailable("connection_lost")

    saved = builders.add_ticket(desk)
    panel = open_panel(window_desk.desk_with(desk, "tickets", add_note=add_note))
    _show(qtbot, panel, saved.serial)
    screen.type_text(_text(panel), "Kept")
    screen.click(_add(panel))
    error = screen.get(panel, QLabel, "note_error")
    qtbot.waitUntil(error.isVisible)
    assert error.text().startswith("The connection to the database was lost.")
    assert _text(panel).toPlainText() == "Kept"


def test_adding_again_after_a_lost_answer_adds_one_note(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    answers = iter([False, True])

    def add_note(note: NewNote) -> Saved:
        saved = desk.tickets.add_note(note)
        if next(answers):
            return saved
        raise Unavailable("connection_lost")

    ticket = builders.add_ticket(desk)
    panel = open_panel(window_desk.desk_with(desk, "tickets", add_note=add_note))
    _show(qtbot, panel, ticket.serial)
    screen.type_text(_text(panel), "Once")
    screen.click(_add(panel))
    qtbot.waitUntil(screen.get(panel, QLabel, "note_error").isVisible)
    with qtbot.waitSignal(panel.note_added):
        screen.click(_add(panel))
    assert len(_notes(desk, ticket.serial)) == 1


def test_after_adding_the_next_note_can_be_typed_at_once(
    qtbot: QtBot, desk: OpenDesk, open_panel: OpenPanel
) -> None:
    saved = builders.add_ticket(desk)
    panel = open_panel()
    _show(qtbot, panel, saved.serial)
    screen.type_text(_text(panel), "First")
    _add(panel).setFocus()
    with qtbot.waitSignal(panel.note_added):
        screen.press(_add(panel), Qt.Key.Key_Space)
    assert _text(panel).hasFocus()
