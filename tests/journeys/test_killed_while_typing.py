"""A kill while the create dialog is half filled loses at most the last second of typing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.options import Options
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from tests.journeys.typing_child import WORDS
from tests.screen import click

ROOT = Path(__file__).resolve().parents[2]
# Long enough to have been kept several times over.
_LETTERS = 150


def test_a_draft_is_offered_complete_to_the_last_second_after_a_kill(
    qtbot: QtBot, tmp_path: Path
) -> None:
    database = tmp_path / "desk.db"
    create_database(parse_database_url(str(database)))
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typing_child", str(database)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    typed_at: list[float] = []
    try:
        while len(typed_at) < _LETTERS:
            line = child.stdout.readline()
            assert line, "the program ended by itself"
            typed_at.append(float(line.split()[1]))
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    a_second_before = sum(1 for at in typed_at if at <= typed_at[-1] - 1.0)

    desktop = Desktop(Options(database=str(database), time_zone="Asia/Ho_Chi_Minh"))
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
        qtbot.waitUntil(lambda: desktop.window.findChild(CreateTicketDialog) is not None)
        dialog = desktop.window.findChild(CreateTicketDialog)
        assert dialog is not None
        kept = dialog.form.description.toPlainText()
        assert dialog.form.subject.text() == "Kill"
        assert len(kept) >= a_second_before > 0
        assert kept == (WORDS * (_LETTERS // len(WORDS) + 5))[: len(kept)]
    finally:
        desktop.window.close()
        desktop.close()
