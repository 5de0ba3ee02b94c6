"""From a fresh machine to a desk, to another one, and back, as a person with a keyboard does it."""

import getpass
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import keyring
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.settings import (
    config_path,
    data_folder,
    load_settings,
    local_database_path,
)
from helpdesk_desktop.storage.database_url import parse_database_url
from helpdesk_desktop.storage.engine import create_database
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.connection.connection_dialog import ConnectionDialog
from helpdesk_desktop.ui.connection.who_dialog import WhoDialog
from helpdesk_desktop.ui.create.create_ticket_dialog import CreateTicketDialog
from helpdesk_desktop.ui.password_dialog import PasswordDialog
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import LONGEST_MS, DeskFile
from tests.builders import add_agent, add_ticket, ensure_administrator, opened
from tests.databases import ServerDatabases
from tests.screen import activate, click, focus, get, nameless_controls, press, type_text
from tests.servers import PASSWORD, PASSWORD_USER
from tests.services.memory_store import MemoryStore

Begin = Callable[..., Desktop]
Found = TypeVar("Found", bound=QObject)
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot) -> Iterator[Begin]:
    apply_theme(qapp, "light")
    made: list[Desktop] = []

    def start(options: Options | None = None, looks: Preferences | None = None) -> Desktop:
        desktop = Desktop(options or Options(), looks=looks)
        qtbot.addWidget(desktop.window)
        made.append(desktop)
        desktop.window.show()
        return desktop

    yield start
    for desktop in made:
        desktop.window.close()
        assert desktop.is_drained


def _is_open(desktop: Desktop, place: object = None) -> bool:
    opened_desk = desktop.opened
    return opened_desk is not None and place in {None, opened_desk.desk.info.place}


def _settled(qtbot: QtBot, desktop: Desktop) -> None:
    qtbot.waitUntil(lambda: not desktop.runner.is_busy, timeout=LONGEST_MS)


def _child(desktop: Desktop, kind: type[Found]) -> Found | None:
    found = desktop.window.findChild(kind)
    assert found is None or isinstance(found, kind)
    return found


# The first start


def test_a_fresh_machine_is_asked_and_nothing_is_made(qtbot: QtBot, begin: Begin) -> None:
    desktop = begin()
    page = desktop.connecting.page
    qtbot.waitUntil(page.isVisible, timeout=10_000)
    assert not local_database_path().exists()
    assert not config_path().exists()
    assert nameless_controls(desktop.window) == []
    qtbot.waitUntil(page.new_file.hasFocus)
    # Arrows lead through the ways; behind the page nothing takes the focus.
    press(page.new_file, Qt.Key.Key_Down)
    assert page.open_file.hasFocus()
    press(page.open_file, Qt.Key.Key_Up)
    assert page.new_file.hasFocus()
    press(page.new_file, Qt.Key.Key_Up)
    assert page.demo.hasFocus()
    press(page.demo, Qt.Key.Key_Down)
    assert page.new_file.hasFocus()
    press(page.new_file, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _is_open(desktop, str(local_database_path())), timeout=10_000)
    assert not page.isVisible()
    ground = desktop.window.centralWidget()
    assert ground is not None
    assert ground.isEnabled()
    assert desktop.window.actions_[Act.NEW_TICKET].isEnabled()
    _settled(qtbot, desktop)
    desktop.window.close()
    again = begin()
    qtbot.waitUntil(lambda: _is_open(again, str(local_database_path())), timeout=10_000)
    _settled(qtbot, again)


def test_the_page_covers_the_window_whatever_its_size(qtbot: QtBot, begin: Begin) -> None:
    desktop = begin()
    page = desktop.connecting.page
    qtbot.waitUntil(page.isVisible, timeout=10_000)
    desktop.window.resize(1024, 700)
    assert page.width() == desktop.window.width()
    assert page.geometry().bottom() == desktop.window.height() - 1
    _settled(qtbot, desktop)


def test_the_demo_is_a_desk_of_its_own_and_is_not_remembered(qtbot: QtBot, begin: Begin) -> None:
    desktop = begin()
    page = desktop.connecting.page
    qtbot.waitUntil(page.isVisible, timeout=10_000)
    press(page.demo, Qt.Key.Key_Return)
    assert not page.server.isEnabled()
    demo = str(data_folder() / "demo.db")
    qtbot.waitUntil(lambda: _is_open(desktop, demo), timeout=60_000)
    qtbot.waitUntil(lambda: desktop.window.tickets.model.rowCount() > 100, timeout=10_000)
    _settled(qtbot, desktop)
    assert not config_path().exists()
    # One of its agents sees it with their own eyes.
    desktop.window.actions_[Act.CHANGE_AGENT].trigger()
    qtbot.waitUntil(lambda: _child(desktop, WhoDialog) is not None, timeout=10_000)
    who = _child(desktop, WhoDialog)
    assert who is not None
    type_text(who.search, "lan pham")
    press(who.search, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: desktop.opened is not None and desktop.opened.desk.viewer.login == "lan.pham",
        timeout=10_000,
    )
    _settled(qtbot, desktop)
    assert not local_database_path().exists()


def test_a_file_is_opened_from_the_page(
    qtbot: QtBot, begin: Begin, desk_file: DeskFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk_file.path
    monkeypatch.setattr(getpass, "getuser", lambda: desk_file.login)
    desktop = begin()
    qtbot.waitUntil(desktop.connecting.page.isVisible, timeout=10_000)
    press(desktop.connecting.page.open_file, Qt.Key.Key_Return)
    dialog = _child(desktop, ConnectionDialog)
    assert dialog is not None
    type_text(get(dialog, QLineEdit, "file_path"), str(path))
    press(get(dialog, QLineEdit, "file_path"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _is_open(desktop, str(path)), timeout=10_000)
    model = desktop.window.tickets.model
    qtbot.waitUntil(lambda: model.rowCount() > 1 and model.has_all_serials, timeout=LONGEST_MS)
    _settled(qtbot, desktop)
    assert load_settings(config_path()).recent == (parse_database_url(str(path)).url,)


def test_what_cannot_be_opened_keeps_the_dialog_and_what_is_typed(
    qtbot: QtBot, begin: Begin, tmp_path: Path
) -> None:
    desktop = begin()
    qtbot.waitUntil(desktop.connecting.page.isVisible, timeout=10_000)
    press(desktop.connecting.page.open_file, Qt.Key.Key_Return)
    dialog = _child(desktop, ConnectionDialog)
    assert dialog is not None
    empty = tmp_path / "empty.db"
    empty.touch()
    path = get(dialog, QLineEdit, "file_path")
    type_text(path, str(empty))
    press(path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.card.mood == "danger", timeout=10_000)
    assert str(empty) in dialog.card.sentence
    assert path.text() == str(empty)
    assert empty.stat().st_size == 0
    press(path, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: _child(desktop, ConnectionDialog) is None)
    assert desktop.connecting.page.isVisible()
    _settled(qtbot, desktop)


# A server


def test_a_server_asks_who_one_is_and_remembers_it(
    qtbot: QtBot, begin: Begin, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "nobody")
    with opened(database_url) as desk:
        add_agent(desk, "lan", name="Lan Phạm", role="administrator")
    desktop = begin(Options(database=database_url))
    qtbot.waitUntil(lambda: _child(desktop, WhoDialog) is not None, timeout=10_000)
    who = _child(desktop, WhoDialog)
    assert who is not None
    # Who does not say it is offered to try again, or another database.
    press(who, Qt.Key.Key_Escape)
    again = get(desktop.window, QPushButton, "empty_button")
    qtbot.waitUntil(again.isVisible)
    assert get(desktop.window, QPushButton, "empty_other").isVisible()
    qtbot.waitUntil(lambda: _child(desktop, WhoDialog) is None)
    click(again)
    qtbot.waitUntil(lambda: _child(desktop, WhoDialog) is not None, timeout=10_000)
    who = _child(desktop, WhoDialog)
    assert who is not None
    assert "not a proof" in get(who, QLabel, "who_warning").text()
    type_text(who.search, "lan")
    press(who.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _is_open(desktop), timeout=10_000)
    assert desktop.opened is not None
    assert desktop.opened.desk.viewer.login == "lan"
    _settled(qtbot, desktop)
    desktop.window.close()
    later = begin(Options(database=database_url))
    qtbot.waitUntil(lambda: _is_open(later), timeout=10_000)
    assert later.opened is not None
    assert later.opened.desk.viewer.login == "lan"
    _settled(qtbot, later)


def test_a_refused_start_offers_another_database(
    qtbot: QtBot, begin: Begin, tmp_path: Path
) -> None:
    desktop = begin(Options(database="postgresql://lan@127.0.0.1:1/desk"))
    window = desktop.window
    qtbot.waitUntil(lambda: "127.0.0.1:1" in window.tickets.empty.sentence, timeout=10_000)
    assert get(window, QPushButton, "empty_button").text() == "Try again"
    click(get(window, QPushButton, "empty_other"))
    dialog = _child(desktop, ConnectionDialog)
    assert dialog is not None
    dialog.show_face("file")
    press(dialog.files.makes, Qt.Key.Key_Space)
    type_text(get(dialog, QLineEdit, "file_path"), str(tmp_path / "mine.db"))
    press(get(dialog, QLineEdit, "file_path"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _is_open(desktop, str(tmp_path / "mine.db")), timeout=10_000)
    _settled(qtbot, desktop)
    assert not get(window, QPushButton, "empty_other").isVisible()


@pytest.fixture
def key_store() -> Iterator[type[MemoryStore]]:
    before = keyring.get_keyring()
    MemoryStore.kept.clear()
    keyring.set_keyring(MemoryStore())
    yield MemoryStore
    keyring.set_keyring(before)


def test_a_typed_password_is_kept_in_the_key_store_if_one_says_so(
    qtbot: QtBot,
    begin: Begin,
    server_databases: ServerDatabases,
    key_store: type[MemoryStore],
) -> None:
    name = server_databases.make_empty()
    place = server_databases.place
    grant = (
        f'ALTER DATABASE {name} OWNER TO "{PASSWORD_USER}"'
        if place.engine == "postgres"
        else f"GRANT ALL ON {name}.* TO '{PASSWORD_USER}'@'127.0.0.1'"
    )
    with server_databases._admin.connect() as connection:
        connection.exec_driver_sql(grant)
    scheme = "postgresql" if place.engine == "postgres" else "mariadb"
    user, word = quote(PASSWORD_USER, safe=""), quote(PASSWORD, safe="")
    url = f"{scheme}://{user}@127.0.0.1:{place.port}/{name}"
    create_database(parse_database_url(url.replace("@127", f":{word}@127", 1)))
    with opened(url.replace("@127", f":{word}@127", 1)):
        pass
    try:
        desktop = begin(Options(database=url, as_login="boss"))
        qtbot.waitUntil(lambda: _child(desktop, PasswordDialog) is not None, timeout=10_000)
        dialog = _child(desktop, PasswordDialog)
        assert dialog is not None
        type_text(dialog.password, PASSWORD)
        press(get(dialog, QCheckBox, "remember_typed_password"), Qt.Key.Key_Space)
        press(dialog.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: _is_open(desktop), timeout=10_000)
        _settled(qtbot, desktop)
        assert list(key_store.kept.values()) == [PASSWORD]
        desktop.window.close()
        again = begin(Options(database=url, as_login="boss"))
        qtbot.waitUntil(lambda: _is_open(again), timeout=10_000)
        _settled(qtbot, again)
        again.window.close()
    finally:
        server_databases.drop(name)


# Another database while the program runs


def test_switching_loses_nothing_that_is_typed(
    qtbot: QtBot, begin: Begin, desk_file: DeskFile, tmp_path: Path
) -> None:
    first, second = desk_file.path, tmp_path / "second.db"
    create_database(parse_database_url(str(second)))
    ensure_administrator(str(second), desk_file.login)
    with opened(str(second), desk_file.login) as desk:
        add_ticket(desk, "Of the second")
    desktop = begin(Options(database=str(first), as_login=desk_file.login))
    window = desktop.window
    qtbot.waitUntil(lambda: window.tickets.model.has_all_serials, timeout=LONGEST_MS)
    _settled(qtbot, desktop)
    # A note and a new ticket are being typed, and a search narrows the list.
    window.tickets.view.select_row(0)
    qtbot.waitUntil(lambda: window.detail.detail is not None)
    type_text(window.detail.note.text, "half a note")
    press(window, Qt.Key.Key_N, _CONTROL)
    create = _child(desktop, CreateTicketDialog)
    assert create is not None
    type_text(create.form.subject, "half a ticket")
    activate(window)  # the keys of the main window are not the dialog's
    press(window, Qt.Key.Key_O, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    dialog = _child(desktop, ConnectionDialog)
    assert dialog is not None
    dialog.show_face("file")
    type_text(get(dialog, QLineEdit, "file_path"), str(second))
    press(get(dialog, QLineEdit, "file_path"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _is_open(desktop, str(second)), timeout=10_000)
    qtbot.waitUntil(lambda: window.tickets.model.rowCount() == 1, timeout=10_000)
    _settled(qtbot, desktop)
    assert not window.toast.isVisible()
    assert _child(desktop, CreateTicketDialog) is None
    assert window.detail.serial is None
    row = window.tickets.model.index(0, 2)
    assert row.data() == "Of the second"
    assert desktop._left == []
    window.close()
    with opened(str(first), desk_file.login) as desk:
        kept = {draft.key.split(":")[0]: dict(draft.fields) for draft in desk.drafts.load_all()}
        texts = [value for fields in kept.values() for value in fields.values()]
        assert "half a ticket" in texts
        assert "half a note" in texts
    with opened(str(second), desk_file.login) as desk:
        assert desk.drafts.load_all() == ()


def test_a_database_that_is_refused_leaves_the_open_one_open(
    qtbot: QtBot, begin: Begin, desk_file: DeskFile
) -> None:
    desktop = begin(Options(database=str(desk_file.path), as_login=desk_file.login))
    qtbot.waitUntil(lambda: _is_open(desktop), timeout=10_000)
    _settled(qtbot, desktop)
    desktop.window.actions_[Act.SWITCH_DATABASE].trigger()
    dialog = _child(desktop, ConnectionDialog)
    assert dialog is not None
    dialog.show_face("server")
    type_text(get(dialog, QLineEdit, "server_url"), "postgresql://lan@127.0.0.1:1/desk")
    focus(dialog.connect_button)
    press(dialog.connect_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.card.mood == "danger", timeout=10_000)
    press(dialog, Qt.Key.Key_Escape)
    assert _is_open(desktop, str(desk_file.path))
    # Who works here is asked of the database that is shown, not of the one that was refused.
    desktop.window.actions_[Act.CHANGE_AGENT].trigger()
    qtbot.waitUntil(lambda: _child(desktop, WhoDialog) is not None, timeout=10_000)
    who = _child(desktop, WhoDialog)
    assert who is not None
    assert desktop.opened is not None
    at_work = [agent for agent in desktop.opened.directory.agents if agent.is_active]
    assert who.agents.count() == len(at_work)
    press(who, Qt.Key.Key_Escape)
    _settled(qtbot, desktop)
