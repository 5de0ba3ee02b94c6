"""The dialog by its keys: what is typed, what a test says, what is handed on."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from helpdesk_desktop.domain.errors import Unavailable
from helpdesk_desktop.services.contracts import DatabaseWish, KnownDatabase
from helpdesk_desktop.ui.connection.connection_dialog import ConnectionDialog
from helpdesk_desktop.ui.connection.wishes import Chosen
from helpdesk_desktop.ui.tasks import TaskRunner
from tests.builders import add_ticket, opened
from tests.databases import ServerDatabases
from tests.screen import click, focus, get, nameless_controls, press, type_text
from tests.servers import PASSWORD, PASSWORD_USER

Ask = Callable[[], tuple[ConnectionDialog, list[Chosen]]]
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _line(dialog: ConnectionDialog, name: str) -> QLineEdit:
    return get(dialog, QLineEdit, name)


def _choose_kind(dialog: ConnectionDialog, name: str) -> None:
    kind = get(dialog, QComboBox, "server_kind")
    if kind.currentText() != name:
        focus(kind)
        press(kind, Qt.Key.Key_Down if name == "MariaDB" else Qt.Key.Key_Up)


def _tested(qtbot: QtBot, dialog: ConnectionDialog) -> tuple[str, str]:
    focus(dialog.test)
    press(dialog.test, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.connect_button.isEnabled, timeout=20_000)
    return dialog.card.mood, dialog.card.sentence


def test_form_and_url_are_two_faces_of_one_address(ask: Ask) -> None:
    dialog, _ = ask()
    dialog.show_face("server")
    url = _line(dialog, "server_url")
    type_text(_line(dialog, "server_host"), "db.example.org")
    type_text(_line(dialog, "server_database"), "help desk")
    type_text(_line(dialog, "server_user"), "hà@desk")
    assert url.text() == "postgresql://h%C3%A0%40desk@db.example.org/help%20desk"
    _choose_kind(dialog, "MariaDB")
    assert url.text().startswith("mariadb://")
    assert _line(dialog, "server_port").text() == "3306"
    url.clear()
    type_text(url, "postgresql://lan:geheim@127.0.0.1:5433/desk?sslmode=disable")
    focus(dialog.test)
    assert get(dialog, QComboBox, "server_kind").currentText() == "PostgreSQL"
    shown = [_line(dialog, f"server_{name}").text() for name in ("host", "port", "database")]
    assert shown == ["127.0.0.1", "5433", "desk"]
    # The password has left the address, which is shown and remembered.
    assert _line(dialog, "server_password").text() == "geheim"
    assert url.text() == "postgresql://lan@127.0.0.1:5433/desk?sslmode=disable"


def test_what_is_no_address_is_said_beside_the_line_and_the_form_stays(ask: Ask) -> None:
    dialog, _ = ask()
    dialog.show_face("server")
    type_text(_line(dialog, "server_host"), "db")
    url = _line(dialog, "server_url")
    url.clear()
    type_text(url, "oracle://x")
    assert dialog.server.fields["url"].fault == ""  # nobody is blamed in the middle of a word
    focus(dialog.test)
    assert dialog.server.fields["url"].fault
    assert dialog.server.form.host == "db"


def test_connect_needs_the_required_fields_and_goes_to_the_first(ask: Ask) -> None:
    dialog, wanted = ask()
    dialog.show_face("server")
    press(_line(dialog, "server_user"), Qt.Key.Key_Return, _CONTROL)
    assert wanted == []
    assert dialog.focusWidget() is _line(dialog, "server_host")
    faults = [name for name, field in dialog.server.fields.items() if field.fault]
    assert faults == ["host", "database", "user"]
    # One sentence pushes no neighbour down, and goes with the first letter.
    tops = {dialog.server.fields[name].y() for name in ("kind", "host", "port")}
    assert len(tops) == 1
    type_text(_line(dialog, "server_host"), "d")
    assert dialog.server.fields["host"].fault == ""
    assert dialog.server.fields["user"].fault
    type_text(_line(dialog, "server_url"), "postgresql://lan@db/desk")
    assert [field.fault for field in dialog.server.fields.values() if field.fault] == []
    dialog.show_face("file")
    press(_line(dialog, "file_path"), Qt.Key.Key_Return)
    assert wanted == []
    assert dialog.files.field.fault


def test_every_control_has_a_name(ask: Ask) -> None:
    dialog, _ = ask()
    dialog.allow_remembering(is_allowed=True)
    dialog.show_recent((KnownDatabase("/a.db", "SQLite", "/a.db"),))
    for face in ("recent", "file", "server"):
        dialog.show_face(face)
        assert nameless_controls(dialog) == []


def test_a_test_says_what_is_there(
    qtbot: QtBot, ask: Ask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "boss")
    with opened(database_url) as desk:
        for _ in range(3):
            add_ticket(desk)
    dialog, wanted = ask()
    if database_url.startswith("sqlite"):
        dialog.show_face("file")
        type_text(_line(dialog, "file_path"), database_url.removeprefix("sqlite:///"))
    else:
        dialog.show_face("server")
        type_text(_line(dialog, "server_url"), database_url)
    mood, sentence = _tested(qtbot, dialog)
    assert mood == "success"
    assert "You would be Boss (Administrator) and see 3 tickets." in sentence
    assert dialog.focusWidget() is dialog.connect_button
    press(dialog.connect_button, Qt.Key.Key_Space)
    assert len(wanted) == 1
    assert not wanted[0].keeps_password


def test_a_file_that_is_not_there_is_offered_to_be_made(
    qtbot: QtBot, ask: Ask, tmp_path: Path
) -> None:
    dialog, wanted = ask()
    dialog.show_face("file")
    path = tmp_path / "new.db"
    type_text(_line(dialog, "file_path"), str(path))
    mood, _ = _tested(qtbot, dialog)
    assert mood == "warning"
    click(get(dialog, QPushButton, "check_button"))
    assert wanted == [Chosen(DatabaseWish(str(path), may_create=True))]
    assert not path.exists()
    mood, _ = _tested(qtbot, dialog)
    assert mood == "success"


def test_a_foreign_file_is_named_and_left_alone(qtbot: QtBot, ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"a letter to a friend\n" * 40)
    dialog, _ = ask()
    dialog.show_face("file")
    type_text(_line(dialog, "file_path"), str(path))
    mood, sentence = _tested(qtbot, dialog)
    assert mood == "danger"
    assert str(path) in sentence
    assert path.read_bytes().startswith(b"a letter")
    # Another path has another answer.
    type_text(_line(dialog, "file_path"), "x")
    assert dialog.card.sentence == ""


def test_a_wrong_password_leads_back_to_its_field(
    qtbot: QtBot, ask: Ask, server_databases: ServerDatabases
) -> None:
    place = server_databases.place
    dialog, wanted = ask()
    dialog.show_face("server")
    _choose_kind(dialog, "PostgreSQL" if place.engine == "postgres" else "MariaDB")
    type_text(_line(dialog, "server_host"), "127.0.0.1")
    port = _line(dialog, "server_port")
    port.selectAll()
    type_text(port, str(place.port))
    type_text(
        _line(dialog, "server_database"), "postgres" if place.engine == "postgres" else "mysql"
    )
    type_text(_line(dialog, "server_user"), PASSWORD_USER)
    type_text(_line(dialog, "server_password"), "falsch")
    mood, sentence = _tested(qtbot, dialog)
    assert mood == "danger"
    assert "falsch" not in sentence
    password = _line(dialog, "server_password")
    assert dialog.focusWidget() is password
    type_text(password, PASSWORD)  # the wrong one is selected and goes
    assert password.text() == PASSWORD
    dialog.allow_remembering(is_allowed=True)
    press(get(dialog, QCheckBox, "remember_password"), Qt.Key.Key_Space)
    press(password, Qt.Key.Key_Return)
    assert [(one.wish.password, one.keeps_password) for one in wanted] == [(PASSWORD, True)]
    assert PASSWORD not in wanted[0].wish.address


def test_an_empty_database_is_filled_by_an_explicit_act(
    qtbot: QtBot, ask: Ask, server_databases: ServerDatabases
) -> None:
    name = server_databases.make_empty()
    try:
        dialog, _ = ask()
        dialog.show_face("server")
        type_text(_line(dialog, "server_url"), server_databases.url_of(name))
        mood, sentence = _tested(qtbot, dialog)
        assert mood == "warning"
        assert "administrator" in sentence
        click(get(dialog, QPushButton, "check_button"))
        qtbot.waitUntil(lambda: dialog.card.mood == "success", timeout=30_000)
        mood, _ = _tested(qtbot, dialog)
        assert mood == "success"
    finally:
        server_databases.drop(name)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """Something that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def _ask_the_silent(dialog: ConnectionDialog, port: int) -> None:
    dialog.show_face("server")
    type_text(_line(dialog, "server_url"), f"postgresql://lan@127.0.0.1:{port}/desk")
    focus(dialog.test)
    press(dialog.test, Qt.Key.Key_Space)


def test_a_test_can_be_stopped_at_once(
    qtbot: QtBot, ask: Ask, runner: TaskRunner, silent_port: int
) -> None:
    dialog, _ = ask()
    _ask_the_silent(dialog, silent_port)
    assert not dialog.connect_button.isEnabled()
    assert not dialog.tabs.isEnabled()
    press(dialog.test, Qt.Key.Key_Space)
    assert dialog.connect_button.isEnabled()
    assert dialog.card.mood == "muted"
    # What the server says later is not shown any more.
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=15_000)
    assert dialog.card.mood == "muted"


def test_a_test_ends_by_its_deadline(
    qtbot: QtBot, ask: Ask, runner: TaskRunner, silent_port: int
) -> None:
    dialog, _ = ask()
    dialog._deadline.setInterval(200)
    _ask_the_silent(dialog, silent_port)
    qtbot.waitUntil(lambda: dialog.card.mood == "danger", timeout=2_000)
    assert dialog.connect_button.isEnabled()
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=15_000)


def test_recent_databases_are_opened_and_forgotten_by_keys(qtbot: QtBot, ask: Ask) -> None:
    dialog, wanted = ask()
    known = [KnownDatabase(f"/{name}.db", "SQLite", f"/{name}.db") for name in "abc"]
    dialog.show_recent(tuple(known))
    dialog.show_face("recent")
    press(dialog.recent, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.forget_wanted) as caught:
        press(dialog.recent, Qt.Key.Key_Delete)
    assert caught.args == [known[1]]
    assert dialog.recent.count() == 2
    press(dialog.recent, Qt.Key.Key_Home)
    press(dialog.recent, Qt.Key.Key_Return)
    assert [one.wish.address for one in wanted] == ["/a.db"]


def test_a_recent_server_that_wants_a_password_moves_to_the_form(ask: Ask) -> None:
    dialog, _ = ask()
    address = "postgresql://lan@db.example.org/desk"
    dialog.show_recent((KnownDatabase(address, "PostgreSQL", "lan@db.example.org/desk"),))
    dialog.show_face("recent")
    dialog.say_refused(Unavailable("password_needed", place="lan@db.example.org/desk"))
    assert dialog.face == "server"
    assert _line(dialog, "server_host").text() == "db.example.org"
    assert dialog.card.mood == "danger"
    assert dialog.focusWidget() is _line(dialog, "server_password")


def test_without_a_key_store_the_dialog_says_so(ask: Ask) -> None:
    dialog, _ = ask()
    dialog.show_face("server")
    dialog.allow_remembering(is_allowed=False)
    assert not get(dialog, QCheckBox, "remember_password").isVisible()
    assert dialog.server.no_store.isVisible()


def test_nothing_is_cut_off_when_a_sentence_comes(qtbot: QtBot, ask: Ask) -> None:
    dialog, _ = ask()
    dialog.show_face("server")
    dialog.allow_remembering(is_allowed=False)
    dialog.server.missing()
    dialog.card.say("danger", "A long sentence that needs several lines to be said. " * 6)

    def is_whole() -> bool:
        fields = dialog.server.fields.values()
        return all(field.height() >= field.sizeHint().height() for field in fields)

    qtbot.waitUntil(is_whole, timeout=2_000)
