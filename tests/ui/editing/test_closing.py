"""A ticket that lacks what closing requires is closed by keys, and asked for just that."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from helpdesk_desktop.bootstrap import OpenDesk
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.custom_field import CustomFieldKind
from helpdesk_desktop.domain.ticket import Saved, Status, TicketEdit
from helpdesk_desktop.storage.schema import ticket
from helpdesk_desktop.ui.custom.closing_dialog import ClosingDialog
from helpdesk_desktop.ui.main_window import MainWindow
from helpdesk_desktop.ui.tasks import TaskRunner
from tests import builders, editing, screen, window_desk

OpenWindow = Callable[..., MainWindow]
_CTRL = Qt.KeyboardModifier.ControlModifier


def _fields(desk: OpenDesk) -> None:
    builders.add_field(
        desk, "cause", CustomFieldKind.DROP_DOWN, options="Battery\nScreen",
        is_required_to_close=True, help="What was it in the end?",
    )  # fmt: skip
    builders.add_field(desk, "hours", CustomFieldKind.DECIMAL, is_required_to_close=True)
    builders.add_field(desk, "shop", is_required_to_close=True)
    builders.add_field(desk, "free")


def _ask(qtbot: QtBot, window: MainWindow, serial: int) -> ClosingDialog:
    assert window.tickets.view.select_serial(serial)
    qtbot.waitUntil(lambda: window.detail.detail is not None)
    screen.focus(window.tickets.view)
    screen.press(window.tickets.view, Qt.Key.Key_S)
    editing.pick(qtbot, "closed")
    qtbot.waitUntil(lambda: bool(window.findChildren(ClosingDialog)))
    dialog = screen.get(window, ClosingDialog, "closing_dialog")
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_closing_asks_for_just_what_is_missing_and_closes_with_it(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    _fields(desk)
    saved = builders.add_ticket(desk, custom=(("shop", "Huế"),))
    dialog = _ask(qtbot, open_window(), saved.serial)
    assert list(dialog.form.inputs) == ["cause", "hours"]
    assert not screen.nameless_controls(dialog)
    cause = screen.get(dialog, QLineEdit, "custom_ticket_cause_text")
    screen.type_text(cause, "battery")
    hours = screen.get(dialog, QLineEdit, "custom_ticket_hours")
    screen.type_text(hours, "1.5")
    screen.press(hours, Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: editing.detail(desk, saved.serial).status is Status.CLOSED)
    told = dict(editing.detail(desk, saved.serial).custom)
    assert set(told) == {"shop", "cause", "hours"}
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_what_is_still_missing_or_wrong_is_said_beside_it(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    _fields(desk)
    saved = builders.add_ticket(desk)
    dialog = _ask(qtbot, open_window(), saved.serial)
    hours = screen.get(dialog, QLineEdit, "custom_ticket_hours")
    screen.type_text(hours, "long")
    screen.click(screen.get(dialog, QPushButton, "close_ticket"))
    faults = {key: one.fault for key, one in dialog.form.form_fields.items()}
    assert "required" in faults["cause"]
    assert "long" in faults["hours"]
    assert "required" in faults["shop"]
    assert editing.detail(desk, saved.serial).status is Status.NEW
    screen.press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert editing.detail(desk, saved.serial).status is Status.NEW
    assert not dict(editing.detail(desk, saved.serial).custom)


def test_a_clash_while_closing_is_said_and_closing_again_is_the_answer(
    qtbot: QtBot, desk: OpenDesk, other: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    builders.add_field(desk, "shop", is_required_to_close=True)
    saved = builders.add_ticket(desk)
    dialog = _ask(qtbot, open_window(), saved.serial)
    shop = screen.get(dialog, QLineEdit, "custom_ticket_shop")
    screen.type_text(shop, "Huế")
    editing.change(other, saved.serial, custom=(("shop", "Đà Nẵng"),))
    screen.press(shop, Qt.Key.Key_Return)
    trouble = screen.get(dialog, QLabel, "closing_trouble")
    qtbot.waitUntil(trouble.isVisible)
    assert shop.text() == "Huế"
    screen.press(shop, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editing.detail(desk, saved.serial).status is Status.CLOSED)
    assert dict(editing.detail(desk, saved.serial).custom) == {"shop": "Huế"}
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_leaving_it_open_while_the_save_waits_for_a_lock_leaves_it_open(
    qtbot: QtBot, desk: OpenDesk, other: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    builders.add_field(desk, "shop", is_required_to_close=True)
    saved = builders.add_ticket(desk)
    window = open_window()
    dialog = _ask(qtbot, window, saved.serial)
    shop = screen.get(dialog, QLineEdit, "custom_ticket_shop")
    screen.type_text(shop, "Huế")
    held, let_go = Event(), Event()

    def hold(connection: Connection) -> None:
        connection.execute(ticket.update().values(version=ticket.c.version))
        held.set()
        assert let_go.wait(20)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(other._session.database.write, hold)
        assert held.wait(10)
        screen.press(shop, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: runner.is_busy)
        screen.press(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not window.findChildren(ClosingDialog))
        let_go.set()
        holding.result(10)
    qtbot.waitUntil(lambda: not runner.is_busy)
    told = editing.detail(desk, saved.serial)
    assert (told.status, dict(told.custom)) == (Status.NEW, {})
    assert not window.editing.saver.stack.can_undo


def test_leaving_it_open_too_late_is_told_and_can_be_taken_back(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    builders.add_field(desk, "shop", is_required_to_close=True)
    saved = builders.add_ticket(desk)
    is_saved, let_go = Event(), Event()

    def edit(wish: TicketEdit, cancel: Cancellation | None = None) -> Saved:
        done = desk.tickets.edit(wish, cancel)
        is_saved.set()
        assert let_go.wait(20)
        return done

    window = open_window(window_desk.desk_with(desk, "tickets", edit=edit))
    dialog = _ask(qtbot, window, saved.serial)
    shop = screen.get(dialog, QLineEdit, "custom_ticket_shop")
    screen.type_text(shop, "Huế")
    screen.press(shop, Qt.Key.Key_Return)
    qtbot.waitUntil(is_saved.is_set)
    screen.press(dialog, Qt.Key.Key_Escape)
    let_go.set()
    qtbot.waitUntil(lambda: window.editing.saver.stack.can_undo)
    assert window.toast.isVisible()
    assert f"#{saved.serial}" in window.toast.sentence
    assert editing.detail(desk, saved.serial).status is Status.CLOSED
    screen.click(screen.get(window.toast, QPushButton, "toast_button"))
    qtbot.waitUntil(lambda: editing.detail(desk, saved.serial).status is Status.NEW)
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_a_ticket_that_has_everything_is_closed_at_once(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    builders.add_field(desk, "shop", is_required_to_close=True)
    saved: Saved = builders.add_ticket(desk, custom=(("shop", "Huế"),))
    window = open_window()
    assert window.tickets.view.select_serial(saved.serial)
    qtbot.waitUntil(lambda: window.detail.detail is not None)
    screen.focus(window.tickets.view)
    screen.press(window.tickets.view, Qt.Key.Key_S)
    editing.pick(qtbot, "closed")
    qtbot.waitUntil(lambda: editing.detail(desk, saved.serial).status is Status.CLOSED)
    assert not window.findChildren(ClosingDialog)
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_the_buttons_stay_on_the_screen_however_many_fields_are_missing(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    for number in range(40):
        builders.add_field(desk, f"f{number}", is_required_to_close=True)
    saved = builders.add_ticket(desk)
    dialog = _ask(qtbot, open_window(), saved.serial)
    assert dialog.height() < 600
    qtbot.waitUntil(lambda: dialog.form.is_whole)
    for number in range(39):
        dialog.form.inputs[f"f{number}"].restore("x")
    screen.click(screen.get(dialog, QPushButton, "close_ticket"))
    last = dialog.form.form_fields["f39"]
    assert last.fault
    assert last.target.hasFocus()
    assert not last.visibleRegion().isEmpty()
    screen.press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_an_early_answer_waits_for_the_whole_form(
    qtbot: QtBot, desk: OpenDesk, runner: TaskRunner, open_window: OpenWindow
) -> None:
    for number in range(40):
        builders.add_field(desk, f"f{number}", is_required_to_close=True, default="x")
    fields = desk.directory().custom_fields
    dialog = ClosingDialog("Close", fields, desk.clock, open_window())
    asked: list[object] = []
    dialog.submitted.connect(asked.append)
    dialog.show()
    assert not dialog.form.is_whole
    dialog.submit()
    assert not dialog.close_ticket.isEnabled()
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [tuple((f"cf.f{number}", "x") for number in range(40))]
    dialog.reject()
    qtbot.waitUntil(lambda: not runner.is_busy)
