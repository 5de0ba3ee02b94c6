"""A kill while the create dialog is half filled loses at most the last second of typing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.options import Options
from helpdesk_desktop.ui.contacts.new_entry_dialog import NewEntryDialog
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from tests.at_the_desk import DeskFile
from tests.freeze_meter import FreezeMeter, Stall
from tests.journeys.typing_child import WORDS
from tests.screen import click

ROOT = Path(__file__).resolve().parents[2]
# Long enough to have been kept several times over.
_LETTERS = 150


def _texts(desktop: Desktop, kind: str) -> tuple[str, str] | None:
    if kind == "ticket":
        dialog = desktop.window.findChild(CreateTicketDialog)
        if dialog is None:
            return None
        return dialog.form.subject.text(), dialog.form.description.toPlainText()
    window = desktop.contacts.contacts
    form = None if window is None else window.findChild(NewEntryDialog)
    return None if form is None else (form.lines["name"].text(), form.notes.toPlainText())


@pytest.mark.parametrize("kind", ["ticket", "contact"])
def test_a_draft_is_offered_complete_to_the_last_second_after_a_kill(
    qtbot: QtBot, desk_file: DeskFile, freeze_meter: FreezeMeter, kind: str
) -> None:
    login = desk_file.login
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typing_child", str(desk_file.path), login, kind],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    typed_at: list[float] = []
    stood_ms: list[float] = []
    try:
        while len(typed_at) < _LETTERS:
            line = child.stdout.readline()
            assert line, "the program ended by itself"
            at_s, *stood_ms = map(float, line.split()[1:])
            typed_at.append(at_s)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    freeze_meter.add(Stall("killed: type until then", stood_ms[0], stood_ms[1]))
    freeze_meter.begin("killed: open again")
    a_second_before = sum(1 for at in typed_at if at <= typed_at[-1] - 1.0)

    options = Options(str(desk_file.path), as_login=login, time_zone="Asia/Ho_Chi_Minh")
    desktop = Desktop(options)
    qtbot.addWidget(desktop.window)
    desktop.window.show()
    try:
        qtbot.waitUntil(lambda: desktop.window.banner.notice is not None, timeout=20_000)
        notice = desktop.window.banner.notice
        assert notice is not None
        assert notice.key == "draft"
        assert "Kill" in notice.sentence
        buttons = desktop.window.banner.findChildren(QPushButton)
        click(next(button for button in buttons if button.text() == "Open"))
        qtbot.waitUntil(lambda: _texts(desktop, kind) is not None)
        name, kept = _texts(desktop, kind) or ("", "")
        assert name == "Kill"
        assert len(kept) >= a_second_before > 0
        assert kept == (WORDS * (_LETTERS // len(WORDS) + 5))[: len(kept)]
    finally:
        desktop.window.close()
        desktop.close()
