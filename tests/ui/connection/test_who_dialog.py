from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from helpdesk_desktop.services.contracts import AgentChoice
from helpdesk_desktop.ui.connection.who_dialog import WhoDialog
from tests.screen import get, nameless_controls, press, type_text

AGENTS = (
    AgentChoice("duy", "Duy Lê", "Agent"),
    AgentChoice("lan", "Lan Phạm", "Supervisor"),
    AgentChoice("huy", "Đỗ Gia Huy", "Agent"),
)


def _dialog(qtbot: QtBot, current: str | None = None) -> WhoDialog:
    dialog = WhoDialog(AGENTS, current, "Who are you?")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitActive(dialog)
    return dialog


def test_an_agent_is_found_without_accents_and_chosen_by_enter(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    search = get(dialog, QLineEdit, "find_agent")
    type_text(search, "do gia")
    assert dialog.login == "huy"
    with qtbot.waitSignal(dialog.chosen) as caught:
        press(search, Qt.Key.Key_Return)
    assert caught.args == ["huy"]


def test_whom_nobody_is_cannot_be_chosen(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    type_text(get(dialog, QLineEdit, "find_agent"), "nobody")
    assert dialog.login is None
    assert not dialog.work.isEnabled()
    get(dialog, QLineEdit, "find_agent").clear()
    assert dialog.work.isEnabled()


def test_the_dialog_says_that_this_is_no_proof(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot, "lan")
    assert "not a proof" in get(dialog, QLabel, "who_warning").text()
    assert dialog.login == "lan"
    assert nameless_controls(dialog) == []


def test_escape_chooses_nobody(qtbot: QtBot) -> None:
    dialog = _dialog(qtbot)
    with qtbot.assertNotEmitted(dialog.chosen):
        press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
