"""Backups in the window: listed, made, checked, restored, and offered for a damaged file."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.cancellation import Cancellation
from helpdesk_desktop.domain.errors import HelpdeskError, Unavailable
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.backups import FileBackups
from helpdesk_desktop.services.desk import OpenDesk
from helpdesk_desktop.storage import backup_copy
from helpdesk_desktop.storage.backup_file import read_manifest
from helpdesk_desktop.storage.database_url import FileAddress
from helpdesk_desktop.ui import backup_making
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.backups.backup_session import Whole
from helpdesk_desktop.ui.backups.backups_dialog import BackupsDialog
from helpdesk_desktop.ui.messages import instant_text
from helpdesk_desktop.ui.theme import apply_theme
from tests.backed_up import AT, backups_at, make_backup, make_database, tickets_in
from tests.builders import add_agent, add_ticket, opened
from tests.screen import click, get, nameless_controls, press

Begin = Callable[..., Desktop]


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    # After whatever clock made a backup here, but for those that are to be of later.
    place = "helpdesk_desktop.ui.backups.backup_words.this_moment"
    monkeypatch.setattr(place, lambda: AT.replace(year=2998))


@pytest.fixture
def address(tmp_path: Path) -> FileAddress:
    return make_database(tmp_path / "data" / "desk.db")


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, address: FileAddress) -> Iterator[Begin]:
    apply_theme(qapp, "light")
    made: list[Desktop] = []

    def start(login: str = "boss") -> Desktop:
        desktop = Desktop(Options(database=str(address.path), as_login=login))
        qtbot.addWidget(desktop.window)
        made.append(desktop)
        desktop.window.show()
        qtbot.waitUntil(
            lambda: desktop.opened is not None or desktop.window.tickets.empty.isVisible(),
            timeout=10_000,
        )
        _settle(qtbot, desktop)
        return desktop

    yield start
    for desktop in made:
        desktop.window.close()
        assert desktop.is_drained


def _settle(qtbot: QtBot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=10_000)


def _dialog(qtbot: QtBot, desktop: Desktop) -> BackupsDialog:
    desktop.window.actions_[Act.BACKUPS].trigger()
    dialog = desktop.backups.dialog
    assert isinstance(dialog, BackupsDialog)
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=10_000)
    return dialog


def _cells(dialog: BackupsDialog, column: int) -> list[str]:
    model = dialog.table.backups
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _until_free(qtbot: QtBot, desktop: Desktop, dialog: BackupsDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._session.running.is_running, timeout=10_000)
    _settle(qtbot, desktop)


def _open_desk(desktop: Desktop) -> OpenDesk:
    assert desktop.opened is not None
    desk = desktop.opened.desk
    assert isinstance(desk, OpenDesk)
    return desk


def _zone(desktop: Desktop) -> ZoneInfo:
    backups = desktop.setup().backups(None)
    assert backups is not None
    return backups.zone


def _agree(desktop: Desktop) -> None:
    asking = get(desktop.backups.dialog or desktop.window, QDialog, "restore_dialog")
    click(get(asking, QPushButton, "restore_agree"))


# The list


def test_one_that_is_dated_later_than_now_says_so(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    make_backup(address, AT.replace(year=2020))
    make_backup(address, AT.replace(year=2999))
    dialog = _dialog(qtbot, begin())
    qtbot.waitUntil(lambda: "Whole" in _cells(dialog, 4))
    assert _cells(dialog, 4) == ["Whole, dated later than now", "Whole"]


def test_a_desk_without_backups_says_so_and_makes_one(qtbot: QtBot, begin: Begin) -> None:
    desktop = begin()
    dialog = _dialog(qtbot, desktop)
    assert dialog.empty.isVisible()
    assert not dialog.restore.isEnabled()
    assert not dialog.folder.isEnabled()
    assert nameless_controls(dialog) == []
    click(dialog.make)
    _until_free(qtbot, desktop, dialog)
    assert dialog.said.text() == "Backed up and checked: 3 tickets."
    assert _cells(dialog, 1) == ["By hand"]
    assert _cells(dialog, 2) == ["3"]
    assert _cells(dialog, 4) == ["Whole"]
    assert dialog.restore.isEnabled()
    assert nameless_controls(dialog) == []


def test_a_damaged_backup_is_marked_and_cannot_be_restored(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    older = make_backup(address, AT - timedelta(days=2))
    spoilt = make_backup(address)
    content = bytearray(spoilt.read_bytes())
    content[9_000] ^= 1
    spoilt.write_bytes(content)
    none = spoilt.with_name(f"{spoilt.name[:5]}20200101T000000.000Z.daily.backup")
    none.write_bytes(b"no backup")
    dialog = _dialog(qtbot, begin())
    assert _cells(dialog, 4) == ["Damaged", "Whole", "Unusable"]
    assert _cells(dialog, 0)[2] == none.name
    assert _cells(dialog, 1)[2] == "–"
    assert not dialog.restore.isEnabled()
    press(dialog.table, Qt.Key.Key_Down)
    assert dialog.restore.isEnabled()
    assert str(older) in dialog.table.backups.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "damaged" in dialog.table.backups.index(0, 4).data(Qt.ItemDataRole.ToolTipRole)


def test_a_check_says_what_it_found(qtbot: QtBot, begin: Begin) -> None:
    desktop = begin()
    dialog = _dialog(qtbot, desktop)
    click(dialog.check)
    _until_free(qtbot, desktop, dialog)
    assert dialog.said.text() == "The database is sound."
    database = _open_desk(desktop).session.database
    database.write(lambda one: one.exec_driver_sql("UPDATE counter SET n = 9"))
    click(dialog.check)
    _until_free(qtbot, desktop, dialog)
    assert "the counter of serials stands at 9" in dialog.said.text()
    click(dialog.make)
    _until_free(qtbot, desktop, dialog)
    assert "Something is wrong with the database" in dialog.said.text()


def test_a_backup_is_called_off_and_leaves_nothing(
    qtbot: QtBot, begin: Begin, address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    real = backup_copy.check_copy

    def held(*words: Any) -> object:
        assert gate.wait(10)
        return real(*words)

    monkeypatch.setattr(backup_copy, "check_copy", held)
    desktop = begin()
    dialog = _dialog(qtbot, desktop)
    click(dialog.make)
    assert not dialog.make.isEnabled()
    qtbot.waitUntil(dialog.strip.cancel.isVisible, timeout=5_000)
    click(dialog.strip.cancel)
    gate.set()
    _until_free(qtbot, desktop, dialog)
    assert dialog.said.text() == "Stopped. Nothing was changed."
    assert list((address.path.parent / "backups").iterdir()) == []


def test_who_closes_the_list_hears_of_the_backup_in_the_window(
    qtbot: QtBot, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    fault: list[HelpdeskError] = []
    real = backup_copy.check_copy

    def held(*words: Any) -> object:
        assert gate.wait(10)
        if fault:
            raise fault[0]
        return real(*words)

    monkeypatch.setattr(backup_copy, "check_copy", held)
    desktop = begin()
    toast = desktop.window.toast
    for sentence in ("The backup was made.", "The disk of /nowhere takes no copy"):
        dialog = _dialog(qtbot, desktop)
        click(dialog.make)
        click(dialog.close_button)
        gate.set()
        _until_free(qtbot, desktop, dialog)
        assert toast.sentence.startswith(sentence)
        toast.take_back()
        assert dialog.isVisible()
        click(dialog.close_button)
        gate.clear()
        fault.append(Unavailable("backup_disk_full", place="/nowhere"))


def test_a_closed_list_reads_no_further(
    qtbot: QtBot, begin: Begin, address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hours in range(4):
        make_backup(address, AT + timedelta(hours=hours))
    gate, calls = Event(), []
    real = FileBackups.verify

    def held(backups: FileBackups, path: str, cancel: Cancellation) -> object:
        calls.append(path)
        assert gate.wait(10)
        return real(backups, path, cancel)

    monkeypatch.setattr(FileBackups, "verify", held)
    desktop = begin()
    desktop.window.actions_[Act.BACKUPS].trigger()
    qtbot.waitUntil(lambda: bool(calls), timeout=10_000)
    dialog = desktop.backups.dialog
    assert isinstance(dialog, BackupsDialog)
    assert _cells(dialog, 4) == ["Reading…", *["Not read yet"] * 3]
    click(dialog.close_button)
    gate.set()
    _settle(qtbot, desktop)
    assert len(calls) == 1
    dialog = _dialog(qtbot, desktop)
    assert _cells(dialog, 4) == ["Whole"] * 4
    assert len(calls) == 5


def test_a_failure_is_a_sentence(qtbot: QtBot, begin: Begin, address: FileAddress) -> None:
    (address.path.parent / "backups").write_text("no folder")
    desktop = begin()
    dialog = _dialog(qtbot, desktop)
    assert "cannot be read: not a directory" in dialog.said.text()
    click(dialog.make)
    _until_free(qtbot, desktop, dialog)
    assert str(address.path.parent / "backups") in dialog.said.text()


def test_the_folder_is_opened_by_the_system(
    qtbot: QtBot, begin: Begin, address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(address)
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    dialog = _dialog(qtbot, begin())
    click(dialog.folder)
    assert asked == [str(address.path.parent / "backups")]
    assert "No program here opens" in dialog.said.text()


def test_only_an_administrator_has_the_list(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    with opened(str(address.path)) as desk:
        add_agent(desk, "lan")
    desktop = begin("lan")
    assert not desktop.window.actions_[Act.BACKUPS].isEnabled()
    _settle(qtbot, desktop)


# A restore


def test_a_restore_brings_the_window_back_and_undo_the_rest(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    make_backup(address)
    with opened(str(address.path)) as desk:
        add_ticket(desk, subject="After the backup")
    desktop = begin()
    assert desktop.window.tickets.model.matching == 4
    dialog = _dialog(qtbot, desktop)
    click(dialog.restore)
    asking = get(dialog, QDialog, "restore_dialog")
    assert "3 tickets" in get(asking, QLabel, "restore_line_0").text()
    assert nameless_controls(asking) == []
    before = desktop.opened
    _agree(desktop)
    qtbot.waitUntil(lambda: desktop.opened not in {None, before}, timeout=10_000)
    _settle(qtbot, desktop)
    assert desktop.window.tickets.model.matching == 3
    assert desktop.backups.dialog is None
    toast = desktop.window.toast
    assert toast.sentence == "The backup was restored. What was there before is kept."
    before = desktop.opened
    toast.take_back()
    qtbot.waitUntil(lambda: desktop.opened not in {None, before}, timeout=10_000)
    _settle(qtbot, desktop)
    assert desktop.window.tickets.model.matching == 4
    # Written to as ever.
    assert add_ticket(_open_desk(desktop)).serial == 5


def test_a_restore_that_is_not_agreed_to_changes_nothing(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    make_backup(address)
    desktop = begin()
    before = desktop.opened
    dialog = _dialog(qtbot, desktop)
    click(dialog.restore)
    asking = get(dialog, QDialog, "restore_dialog")
    click(get(asking, QPushButton, "restore_cancel"))
    _settle(qtbot, desktop)
    assert desktop.opened is before
    assert not list((address.path.parent / "backups").glob("*before-restore*"))


def test_a_file_that_another_program_has_open_is_opened_again_as_it_was(
    qtbot: QtBot, begin: Begin, address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_copy, "LOCK_TIMEOUT_S", 0.05)
    make_backup(address)
    with opened(str(address.path)) as desk:
        add_ticket(desk, subject="After the backup")
    desktop = begin()
    hold = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1])\n"
        "connection.execute('SELECT count(*) FROM ticket').fetchone()\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    words = [sys.executable, "-c", hold, str(address.path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        before = desktop.opened
        dialog = _dialog(qtbot, desktop)
        click(dialog.restore)
        _agree(desktop)
        qtbot.waitUntil(lambda: desktop.opened not in {None, before}, timeout=10_000)
        _settle(qtbot, desktop)
        holder.communicate()
    assert "open in another program" in dialog.said.text()
    assert dialog.isVisible()
    assert dialog.make.isEnabled()
    assert desktop.window.tickets.model.matching == 4


# A damaged file


def _spoil(address: FileAddress) -> bytes:
    content = bytes(100) + address.path.read_bytes()[100:]
    address.path.write_bytes(content)
    return content


def test_a_damaged_file_is_offered_its_newest_whole_backup(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    make_backup(address, AT.replace(year=2999))  # by a clock that was wrong
    make_backup(address, AT - timedelta(days=1))
    newest = make_backup(address)
    newest.write_bytes(newest.read_bytes()[:-5])
    damaged = _spoil(address)
    desktop = begin()
    window = desktop.window
    qtbot.waitUntil(window.banner.isVisible, timeout=10_000)
    assert "is damaged" in window.tickets.empty.sentence
    notice = window.banner.notice
    assert notice is not None
    assert instant_text(AT - timedelta(days=1), _zone(desktop)) in notice.sentence
    assert "3 tickets" in notice.sentence
    click(get(window.banner, QPushButton, "banner_restore"))
    _settle(qtbot, desktop)
    dialog = desktop.backups.dialog
    assert isinstance(dialog, BackupsDialog)
    assert not dialog.make.isEnabled()
    asking = get(dialog, QDialog, "restore_dialog")
    assert "kept beside it" in get(asking, QLabel, "restore_line_1").text()
    when = instant_text(AT - timedelta(days=1), _zone(desktop))
    assert get(asking, QLabel, "restore_title").text() == f"Back to {when}?"
    _agree(desktop)
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=10_000)
    _settle(qtbot, desktop)
    assert window.tickets.model.matching == 3
    assert not window.banner.isVisible()
    (kept,) = address.path.parent.glob("desk.db.damaged-*")
    assert kept.read_bytes() == damaged
    assert str(kept) in window.toast.sentence


def test_a_damaged_file_without_a_whole_backup_has_no_offer(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    only = make_backup(address)
    only.write_bytes(b"")
    damaged = _spoil(address)
    desktop = begin()
    _settle(qtbot, desktop)
    assert not desktop.window.banner.isVisible()
    assert address.path.read_bytes() == damaged


def test_all_backups_of_a_damaged_file_are_shown_on_demand(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    make_backup(address)
    _spoil(address)
    desktop = begin()
    qtbot.waitUntil(desktop.window.banner.isVisible, timeout=10_000)
    click(get(desktop.window.banner, QPushButton, "banner_open"))
    _settle(qtbot, desktop)
    dialog = desktop.backups.dialog
    assert isinstance(dialog, BackupsDialog)
    assert _cells(dialog, 4) == ["Whole"]
    assert dialog.table.backups.state_of(dialog._session.backups[0]) is Whole.YES
    click(dialog.close_button)


# By itself


def test_a_desk_is_looked_at_after_the_start_and_each_hour(
    qtbot: QtBot, begin: Begin, address: FileAddress
) -> None:
    desktop = begin()
    timer = desktop.backups.timer
    assert timer.isActive()
    assert timer.interval() == backup_making.FIRST_LOOK_MS
    timer.timeout.emit()
    _settle(qtbot, desktop)
    (made,) = (address.path.parent / "backups").glob("*.backup")
    assert read_manifest(made).reason == "daily"
    assert timer.interval() == backup_making.NEXT_LOOK_MS
    timer.timeout.emit()
    _settle(qtbot, desktop)
    assert len(list((address.path.parent / "backups").glob("*.backup"))) == 1


def test_a_demo_is_not_backed_up_by_itself(
    qapp: QApplication, qtbot: QtBot, address: FileAddress
) -> None:
    apply_theme(qapp, "light")
    desktop = Desktop(Options(database=str(address.path), is_demo=True))
    qtbot.addWidget(desktop.window)
    desktop.window.show()
    qtbot.waitUntil(lambda: desktop.opened is not None, timeout=20_000)
    _settle(qtbot, desktop)
    assert not desktop.backups.timer.isActive()
    desktop.window.close()


def test_a_daily_backup_that_fails_is_told_once(
    qtbot: QtBot, begin: Begin, address: FileAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    (address.path.parent / "backups").write_text("no folder")
    desktop = begin()
    banner = desktop.window.banner
    desktop.backups.make_if_due()
    qtbot.waitUntil(banner.isVisible, timeout=10_000)
    assert banner.notice is not None
    assert "daily backup could not be made" in banner.notice.sentence
    click(get(banner, QToolButton, "banner_close"))
    desktop.backups.make_if_due()
    _settle(qtbot, desktop)
    assert not banner.isVisible()
    assert desktop.backups.timer.isActive()
    # Another reason is told.
    why = Unavailable("backup_disk_full", place="/")

    def full(_backups: FileBackups, _cancel: Cancellation) -> None:
        raise why

    monkeypatch.setattr(FileBackups, "make_if_due", full)
    desktop.backups.make_if_due()
    qtbot.waitUntil(banner.isVisible, timeout=10_000)
    monkeypatch.undo()
    (address.path.parent / "backups").unlink()
    desktop.backups.make_if_due()
    qtbot.waitUntil(lambda: not banner.isVisible(), timeout=10_000)
    _settle(qtbot, desktop)
    assert tickets_in(address.path) == 3
    assert len(backups_at(address).listed()) == 1
