from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from tests import screen

OpenDialog = Callable[..., CreateTicketDialog]
Leave = Callable[[CreateTicketDialog], object]


def _press(name: str) -> Leave:
    return lambda dialog: screen.click(screen.get(dialog, QPushButton, name))


_WAYS_OUT: dict[str, Leave] = {
    "escape": lambda dialog: screen.press(dialog, Qt.Key.Key_Escape),
    "close": _press("close_create"),
    "window": lambda dialog: dialog.close(),
    "discard": _press("discard_draft"),
    "add": _press("add_ticket"),
}


def _typed(dialog: CreateTicketDialog) -> CreateTicketDialog:
    screen.type_text(screen.get(dialog, QLineEdit, "subject"), "Printer")
    return dialog


@pytest.mark.parametrize("way", _WAYS_OUT)
def test_every_way_out_ends_the_dialog(qtbot: QtBot, open_dialog: OpenDialog, way: str) -> None:
    dialog = _typed(open_dialog())
    with qtbot.waitSignal(dialog.finished):
        _WAYS_OUT[way](dialog)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


@pytest.mark.parametrize("way", ["escape", "close", "window"])
def test_a_dialog_left_while_adding_hides_and_ends_with_the_answer(
    qtbot: QtBot, open_dialog: OpenDialog, way: str
) -> None:
    dialog = _typed(open_dialog())
    with qtbot.waitSignals([dialog.ticket_created, dialog.finished]):
        _WAYS_OUT["add"](dialog)
        _WAYS_OUT[way](dialog)
        assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
